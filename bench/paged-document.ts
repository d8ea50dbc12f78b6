import PDFDocument from 'pdfkit'

const ROWS = 30
const COLUMNS = [45, 210, 300, 390, 480]

/** A PDF of many pages, each with a ruled table of figures; `seed` makes one unlike another. */
export function pagedDocument(pages: number, seed: number): Promise<Buffer> {
  const pdf = new PDFDocument({ size: 'A4', margin: 0, autoFirstPage: false, info: { CreationDate: new Date(0) } })
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  const done = new Promise<Buffer>((resolve) => pdf.on('end', () => resolve(Buffer.concat(chunks))))
  for (let page = 1; page <= pages; page++) {
    pdf.addPage().font('Helvetica').fontSize(9)
    pdf.text(`Schedule ${seed}-${page}: Movements of account ${1000 + page}`, 45, 40, { lineBreak: false })
    for (let row = 0; row <= ROWS; row++) {
      const y = 60 + row * 20
      pdf.moveTo(45, y).lineTo(560, y).lineWidth(0.5).stroke()
      if (row === ROWS) break
      COLUMNS.forEach((x, column) => {
        const figure = ((seed * 7919 + page * 104729 + row * 1299709 + column * 15485863) % 1_000_000) / 100
        const text = row === 0 ? `Column ${column}` : column === 0 ? `Item ${row}` : figure.toFixed(2)
        pdf.text(text, x + 4, y + 6, { lineBreak: false })
      })
    }
  }
  pdf.end()
  return done
}
