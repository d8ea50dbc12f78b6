/** A PDF in memory whose pages can be turned. */
import PDFDocument from 'pdfkit'
import { packageFolder } from '../../lib/extraction/package-files.ts'

export type Pdf = InstanceType<typeof PDFDocument>
export type Turn = 0 | 90 | 180 | 270

/** The bytes of what `draw` draws, the same each time. It opens its own pages. */
export async function writePdf(draw: (pdf: Pdf) => void): Promise<Uint8Array> {
  const pdf = new PDFDocument({ margin: 0, autoFirstPage: false, info: { CreationDate: new Date(0) } })
  const parts: Uint8Array[] = []
  const ended = new Promise<void>((resolve, reject) => {
    pdf.on('data', (part: Uint8Array) => parts.push(part))
    pdf.on('end', resolve)
    pdf.on('error', reject)
  })
  const folder = `${packageFolder('pdfjs-dist')}/standard_fonts`
  pdf.registerFont('Liberation', `${folder}/LiberationSans-Regular.ttf`)
  pdf.registerFont('Liberation-Bold', `${folder}/LiberationSans-Bold.ttf`)
  draw(pdf)
  pdf.end()
  await ended
  return new Uint8Array(Buffer.concat(parts))
}

/** Opens a page that is shown turned clockwise. */
export function openPage(pdf: Pdf, size: [number, number], turn: Turn): void {
  pdf.addPage({ size, margin: 0 })
  if (turn) (pdf.page.dictionary.data as Record<string, unknown>).Rotate = turn
}
