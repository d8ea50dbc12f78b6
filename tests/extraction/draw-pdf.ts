/** Small PDFs made on the spot. */
import PDFDocument from 'pdfkit'

type Pdf = InstanceType<typeof PDFDocument>
type Options = ConstructorParameters<typeof PDFDocument>[0]

/** The bytes of what `draw` draws; A4, no margins unless told otherwise. */
export async function drawPdf(draw: (pdf: Pdf) => void, options: Options = {}): Promise<Uint8Array> {
  const pdf = new PDFDocument({ size: 'A4', margin: 0, font: 'Helvetica', ...options })
  const parts: Uint8Array[] = []
  const finished = new Promise<void>((resolve, reject) => {
    pdf.on('data', (part: Uint8Array) => parts.push(part))
    pdf.on('end', resolve)
    pdf.on('error', reject)
  })
  pdf.fontSize(10)
  draw(pdf)
  pdf.end()
  await finished
  return new Uint8Array(Buffer.concat(parts))
}

/** One line of text that begins at x, or ends there. */
export function put(pdf: Pdf, text: string, x: number, y: number, align: 'left' | 'right' = 'left'): void {
  pdf.text(text, align === 'left' ? x : x - pdf.widthOfString(text), y, { lineBreak: false })
}

export type Sheet = {
  rows: readonly (readonly string[])[]
  /** Left edges of the columns; the last number is the right edge of the table. */
  edges: readonly number[]
  top: number
  pitch?: number
  /** Which lines are drawn. */
  ruled?: 'all' | 'horizontal' | 'none'
}

/** A table: the first column to the left, the others to the right. Returns where it ends. */
export function drawSheet(pdf: Pdf, { rows, edges, top, pitch = 18, ruled = 'none' }: Sheet): number {
  const [left, right] = [edges[0] ?? 0, edges.at(-1) ?? 0]
  rows.forEach((row, i) => {
    row.forEach((text, col) => {
      if (col === 0) put(pdf, text, left + 3, top + i * pitch + 4)
      else put(pdf, text, (edges[col + 1] ?? right) - 3, top + i * pitch + 4, 'right')
    })
  })
  const bottom = top + rows.length * pitch
  pdf.lineWidth(0.5)
  if (ruled !== 'none') {
    const heights = ruled === 'all' ? rows.map((_, i) => top + i * pitch) : [top, top + pitch]
    for (const y of [...heights, bottom]) pdf.moveTo(left, y).lineTo(right, y).stroke()
  }
  if (ruled === 'all') for (const x of edges) pdf.moveTo(x, top).lineTo(x, bottom).stroke()
  return bottom
}

export const lorem =
  'The directors present their report together with the audited statements of the company and of the group for the year then ended, and confirm that they have kept proper books of account which disclose with reasonable accuracy the position of the company at any time, as the law of the place of its registration requires of them. '

/** A ledger's worth of rows: a name and as many amounts as there are columns beyond it. */
export function ageingRows(count: number, columns: number, from = 1): string[][] {
  const names = [
    'Northwind Traders',
    'Alpine Supplies',
    'Baltic Freight',
    'Harbour Stores',
    'Meadow Foods',
    'Quarry Stone',
  ]
  return Array.from({ length: count }, (_, i) => [
    `${names[(from + i - 1) % names.length]} ${from + i}`,
    ...Array.from({ length: columns - 1 }, (_, col) => ((i + from) * 1379.5 + col * 211.25).toFixed(2)),
  ])
}
