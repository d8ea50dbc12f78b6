/** Invoices and receipts drawn on the spot, in several layouts and languages; everybody on them is invented. */
import type PDFDocument from 'pdfkit'
import { openPdfText } from '../../lib/extraction/engines/pdf-text.ts'
import { findInvoice } from '../../lib/extraction/invoice/find-invoice.ts'
import type { Invoice } from '../../lib/extraction/invoice/model.ts'
import { drawPdf, put } from './draw-pdf.ts'

type Pdf = InstanceType<typeof PDFDocument>
/** A line of text: where it stands, how large it is, and whether x is its right edge. */
export type Line = readonly [text: string, x: number, y: number, size?: number, align?: 'left' | 'right']

export const drawLines = (pdf: Pdf, lines: readonly Line[]): void => {
  for (const [text, x, y, size = 10, align = 'left'] of lines) {
    pdf.fontSize(size)
    put(pdf, text, x, y, align)
  }
}

/** What is read from a PDF with these lines on each page. */
export async function readDrawn(...pages: readonly (readonly Line[])[]): Promise<Invoice | null> {
  return readPdf(
    await drawPdf((pdf) => {
      pages.forEach((lines, index) => {
        if (index > 0) pdf.addPage()
        drawLines(pdf, lines)
      })
    }),
  )
}

/** What is read from the bytes of a born-digital PDF. */
export async function readPdf(bytes: Uint8Array): Promise<Invoice | null> {
  const document = await openPdfText(bytes)
  const pages = []
  for (let number = 1; number <= document.page_count; number++) pages.push(await document.readPage(number))
  const embedded = await document.readEmbeddedInvoice()
  await document.close()
  return findInvoice(
    pages.map((page, index) => (index === 0 && embedded ? { ...page, embedded_invoice: embedded } : page)),
  )
}

export const fieldsOf = (invoice: Invoice | null): Record<string, string> =>
  Object.fromEntries(Object.entries(invoice?.fields ?? {}).map(([name, { value }]) => [name, value]))

/** A PDF of one line that carries a file. */
export async function pdfWithFile(name: string, content: string, lines: readonly Line[]): Promise<Uint8Array> {
  return drawPdf((pdf) => {
    drawLines(pdf, lines)
    pdf.file(Buffer.from(content), { name })
  })
}
