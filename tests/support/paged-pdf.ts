import { ageingRows, drawPdf, drawSheet, put } from '../extraction/draw-pdf.ts'

/** A PDF of so many pages, each with a schedule of its own; `seed` makes its bytes differ from others. */
export const pagedPdf = (pages: number, seed = ''): Promise<Uint8Array> =>
  drawPdf((pdf) => {
    for (let page = 1; page <= pages; page++) {
      if (page > 1) pdf.addPage()
      put(pdf, `Schedule ${page}: Receivables ${seed}`, 60, 60)
      const rows = [['Customer', 'Current', 'Overdue'], ...ageingRows(12, 3, page * 20)]
      drawSheet(pdf, { rows, edges: [60, 240, 360, 480], top: 90, ruled: 'all' })
      put(pdf, 'All amounts are in dollars of the reporting period and have been agreed to the ledger.', 60, 400)
    }
  })
