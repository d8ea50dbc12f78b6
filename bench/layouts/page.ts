/** A PDF in memory whose pages can be turned, and what is set on them. */
import PDFDocument from 'pdfkit'
import { packageFolder } from '../../lib/extraction/package-files.ts'
import type { Random } from '../print-figures.ts'
import { prose } from './vocabulary.ts'

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

/** A page without a table is drawn between these. Points. */
export const left = 60
export const right = 535
export type Decoy = (pdf: Pdf, random: Random) => void

/** One line of text that begins at x, or ends there. */
export const put = (pdf: Pdf, text: string, x: number, y: number, align: 'left' | 'right' = 'left') =>
  pdf.text(text, align === 'left' ? x : x - pdf.widthOfString(text), y, { lineBreak: false })

/** Prose of so many sentences; returns where it ends. */
export function paragraph(pdf: Pdf, random: Random, x: number, y: number, width: number, count = 4): number {
  pdf.text(prose(count, random.int(0, 5)), x, y, { width, align: random.pick(['left', 'justify']) })
  return pdf.y
}
