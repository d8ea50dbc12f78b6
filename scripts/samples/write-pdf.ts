/** Makes a PDF in memory, the same bytes each time: its dates are fixed, and its id follows from them. */
import PDFDocument from 'pdfkit'
import type { Pdf } from './draw-table.ts'

const WRITTEN_AT = new Date('2025-04-14T09:30:00Z')

export type PdfSettings = { title: string; userPassword?: string }

/** `draw` gets a document whose first page is open, A4. */
export async function writePdf({ title, userPassword }: PdfSettings, draw: (pdf: Pdf) => void): Promise<Buffer> {
  const pdf = new PDFDocument({
    size: 'A4',
    margin: 45,
    userPassword,
    info: { Title: title, Author: 'Larkfield Instruments', CreationDate: WRITTEN_AT, ModDate: WRITTEN_AT },
  })
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise<void>((resolve, reject) => {
    pdf.on('end', resolve)
    pdf.on('error', reject)
  })
  draw(pdf)
  pdf.end()
  await ended
  return Buffer.concat(chunks)
}
