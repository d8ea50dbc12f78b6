/** The born-digital samples: a quarterly report of several pages, and an invoice. */
import { ageingTable } from './ageing.ts'
import { drawTable, type Pdf } from './draw-table.ts'
import type { SampleTable } from './sample-table.ts'
import { debtSchedule, depreciationSchedule, germanReceivables, incomeStatement, invoiceLines } from './statements.ts'
import { writePdf } from './write-pdf.ts'

export const reportTables: SampleTable[] = [
  incomeStatement(),
  ageingTable('Schedule B-2: Accounts Receivable Ageing', 58, 20_250_331),
  depreciationSchedule(),
  debtSchedule(),
  germanReceivables(),
]

const REMARKS = [
  'This report was prepared by the group controlling department of Larkfield Instruments and has not been audited. ' +
    'Amounts are in thousands of US dollars unless stated otherwise; costs and credit balances are in parentheses.',
  'Receivables over 90 days are reviewed every month. No single customer owes more than five percent of the total.',
  'Assets are depreciated by the straight-line method over their useful lives; land is not depreciated.',
]

/** Several pages: an unruled statement, a ruled list that runs over a page, and a total that does not add up. */
export function quarterlyReport(): Promise<Buffer> {
  return writePdf({ title: 'Quarterly report, 31 March 2025' }, (pdf) => {
    const newPage = pageTurner(pdf)
    const [income, ageing, depreciation, debt, german] = reportTables
    pdf.font('Helvetica-Bold').fontSize(18).text('Larkfield Instruments', 45, 60, { lineBreak: false })
    pdf.font('Helvetica').fontSize(12).text('Quarterly report as of March 31, 2025', 45, 84, { lineBreak: false })
    let y = drawRemark(pdf, REMARKS[0]!, 120)
    y = drawTable(pdf, income!, y + 20, newPage)
    drawRemark(pdf, REMARKS[1]!, y + 24)
    drawTable(pdf, ageing!, newPage(), newPage)
    y = drawTable(pdf, depreciation!, newPage(), newPage)
    y = drawRemark(pdf, REMARKS[2]!, y + 16)
    y = drawTable(pdf, debt!, y + 24, newPage)
    drawTable(pdf, german!, y + 40, newPage)
  })
}

export const invoiceTable: SampleTable = invoiceLines()

/** One page with an address, the facts of the invoice and its lines. */
export function invoice(): Promise<Buffer> {
  return writePdf({ title: 'Invoice 2025-2291' }, (pdf) => {
    pdf.font('Helvetica-Bold').fontSize(16).text('INVOICE', 45, 60, { lineBreak: false })
    const facts = [
      'Larkfield Instruments Inc., 1200 Harbor Road, Portland, ME 04101',
      'Invoice number: 2025-2291',
      'Invoice date: April 14, 2025',
      'Due date: May 14, 2025',
      'Bill to: Ironbridge Marine LLC, 88 Quayside, Boston, MA 02110',
    ]
    pdf.font('Helvetica').fontSize(10)
    facts.forEach((fact, index) => {
      pdf.text(fact, 45, 92 + index * 15, { lineBreak: false })
    })
    drawTable(pdf, invoiceTable, 190, pageTurner(pdf))
  })
}

/** Begins pages with a number at the foot; returns where the first line of the new page stands. */
export function pageTurner(pdf: Pdf): () => number {
  let number = 1
  return () => {
    pdf.addPage()
    number++
    pdf
      .font('Helvetica')
      .fontSize(8)
      .text(`Page ${number}`, 500, pdf.page.height - 58, { lineBreak: false })
    return 60
  }
}

function drawRemark(pdf: Pdf, text: string, y: number): number {
  pdf.font('Helvetica').fontSize(9.5).text(text, 45, y, { width: 500 })
  return pdf.y
}
