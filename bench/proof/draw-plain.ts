/**
 * A made-up table as programs print it: cells placed by hand at fixed columns, or lines of a typewriter's font filled up
 * with spaces. Totals have a rule over them, or are bold, or neither.
 */
import { openPage, type Pdf, writePdf } from '../layouts/page.ts'
import { type Random, randomOf } from '../print-figures.ts'
import type { FinancialTable } from './table.ts'

const left = 56
const top = 110
/** Points, of the largest type: of a row, and of a sign as they are on average. */
const highestRow = 20
const widestSign = 7

/** The PDF of a table; a seed decides how it looks. */
export function drawPlain(table: FinancialTable, seed: number): Promise<Uint8Array> {
  const random = randomOf(seed * 69_621 + 5)
  return writePdf((pdf) => {
    const place = random.chance(0.2) ? typeLines : placeCells
    const height = Math.max(1191, top + table.rows.length * highestRow + 80)
    openPage(pdf, [Math.max(842, widestOf(table)), height], 0)
    if (table.title) pdf.font('Helvetica-Bold').fontSize(14).text(table.title, left, 60, { lineBreak: false })
    place(pdf, table, random)
    if (random.chance(0.3))
      pdf
        .font('Helvetica')
        .fontSize(8)
        .text('Page 1 of 1', 400, height - 30, { lineBreak: false })
  })
}

/** Points that the table takes at most. */
const widestOf = ({ rows }: FinancialTable): number =>
  (rows[0] ?? []).reduce(
    (width, _, col) => width + Math.max(...rows.map((row) => (row[col] ?? '').length)) * widestSign + 50,
    2 * left,
  )

/** Columns that hold more figures than words stand to the right. */
const isNumeric = ({ rows, header_rows }: FinancialTable, col: number): boolean => {
  const texts = rows.slice(header_rows).flatMap((row) => row[col] || [])
  return texts.filter((text) => /^\W*\d[\d\s.,'’()%-]*$|^\W+$/.test(text)).length * 2 > texts.length
}

const headOf = ({ spans }: FinancialTable, row: number, col: number) =>
  spans.find((span) => span.row === row && span.col === col)

/** Every line one run of characters, as from a spool file. */
function typeLines(pdf: Pdf, table: FinancialTable, random: Random): void {
  const { rows, header_rows, totals } = table
  const columns = rows[0]?.length ?? 0
  const widths = Array.from({ length: columns }, (_, col) => Math.max(...rows.map((row) => (row[col] ?? '').length), 4))
  const gap = ' '.repeat(random.int(2, 4))
  pdf.font('Courier').fontSize(8)
  let y = top
  const line = '-'.repeat(widths.reduce((sum, width) => sum + width, 0) + gap.length * (columns - 1))
  const put = (text: string) => {
    pdf.text(text, left, y, { lineBreak: false })
    y += 11
  }
  const dashed = random.chance(0.5)
  rows.forEach((row, index) => {
    if (dashed && totals.includes(index)) put(line)
    const cells = row.map((text, col) => {
      const width = widths[col] ?? 0
      return isNumeric(table, col) ? text.padStart(width) : text.padEnd(width)
    })
    put(cells.join(gap).trimEnd())
    if (index === header_rows - 1) put(line)
  })
}

function placeCells(pdf: Pdf, table: FinancialTable, random: Random): void {
  const { rows, header_rows, totals } = table
  const size = random.pick([8, 9, 10])
  const [plain, bold] = random.pick([
    ['Helvetica', 'Helvetica-Bold'],
    ['Times-Roman', 'Times-Bold'],
  ] as const)
  const height = size + random.int(4, 10)
  const edges = edgesOf(pdf.font(bold).fontSize(size), table, random.int(6, 16))
  const right = edges.at(-1) ?? 0
  const [grid, shaded, ruled, boldTotals] = [0.35, 0.3, 0.5, 0.6].map((share) => random.chance(share))
  const centred = random.chance(0.15)
  rows.forEach((row, index) => {
    const y = top + index * height
    const isHead = index < header_rows
    const isTotal = totals.includes(index)
    if (isHead && shaded)
      pdf
        .rect(left, y, right - left, height)
        .fill('#dddddd')
        .fillColor('black')
    pdf.font(isHead || (isTotal && boldTotals) ? bold : plain).fontSize(size)
    row.forEach((text, col) => {
      const span = isHead ? (headOf(table, index, col)?.col_span ?? 1) : 1
      const [from, to] = [edges[col] ?? 0, edges[col + span] ?? 0]
      const free = to - from - 8 - pdf.widthOfString(text)
      const middle = span > 1 || (centred && isNumeric(table, col))
      const x = from + 4 + (middle ? free / 2 : isNumeric(table, col) ? free : 0)
      pdf.text(text, x, y + (height - size) / 2, { lineBreak: false })
    })
    if (grid) boxRow(pdf, table, index, edges, y, height)
    else if (ruled && (index === header_rows - 1 || isTotal)) {
      const at = isTotal ? y : y + height
      pdf.moveTo(left, at).lineTo(right, at).lineWidth(0.7).stroke()
    }
  })
}

function edgesOf(pdf: Pdf, { rows, spans }: FinancialTable, room: number): number[] {
  const columns = rows[0]?.length ?? 0
  const edges = [left]
  for (let col = 0; col < columns; col++) {
    const texts = rows.flatMap((row, index) => {
      const spanned = spans.some((span) => span.row === index && span.col === col)
      return spanned ? [] : (row[col] ?? '')
    })
    const widest = Math.max(24, ...texts.map((text) => pdf.widthOfString(text)))
    edges.push((edges.at(-1) ?? 0) + widest + room + 8)
  }
  return edges
}

function boxRow(pdf: Pdf, table: FinancialTable, row: number, edges: readonly number[], y: number, height: number) {
  pdf.lineWidth(0.5)
  for (let col = 0; col + 1 < edges.length; ) {
    const span = headOf(table, row, col)?.col_span ?? 1
    const [from, to] = [edges[col] ?? 0, edges[col + span] ?? 0]
    pdf.rect(from, y, to - from, height).stroke()
    col += span
  }
}
