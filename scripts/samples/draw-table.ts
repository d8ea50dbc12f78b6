/** Draws a table into a PDF; where the page ends the table goes on after it, under its header once more. */
import type PDFDocument from 'pdfkit'
import { printedRows, type SampleTable } from './sample-table.ts'

const LEFT = 45
const ROW_HEIGHT = 16
const FONT_SIZE = 8.5
const CELL_PADDING = 4

export type Pdf = InstanceType<typeof PDFDocument>

/** Draws from `top`, in points, and returns where it ended. `newPage` begins a page and returns its first free line. */
export function drawTable(pdf: Pdf, table: SampleTable, top: number, newPage: () => number): number {
  const [header, ...body] = printedRows(table)
  let y = drawCaption(pdf, table.name, top)
  y = drawRow(pdf, table, header!, y, true)
  body.forEach((row, index) => {
    if (y + ROW_HEIGHT > pdf.page.height - 60) {
      y = drawCaption(pdf, `${table.name} (continued)`, newPage())
      y = drawRow(pdf, table, header!, y, true)
    }
    const total = table.totals.includes(index)
    if (total && table.rules === 'none') drawRule(pdf, table, y)
    y = drawRow(pdf, table, row, y, total)
  })
  return y
}

function drawCaption(pdf: Pdf, text: string, y: number): number {
  pdf.font('Helvetica-Bold').fontSize(11).text(text, LEFT, y, { lineBreak: false })
  return y + 20
}

function drawRow(pdf: Pdf, table: SampleTable, texts: string[], y: number, bold: boolean): number {
  pdf.font(bold ? 'Helvetica-Bold' : 'Helvetica').fontSize(FONT_SIZE)
  let x = LEFT
  table.columns.forEach(({ width, align }, index) => {
    const text = texts[index] ?? ''
    const room = width - 2 * CELL_PADDING - pdf.widthOfString(text)
    const indent = align === 'left' ? 0 : align === 'right' ? room : room / 2
    if (text !== '') pdf.text(text, x + CELL_PADDING + indent, y + 4.5, { lineBreak: false })
    if (table.rules === 'grid') pdf.rect(x, y, width, ROW_HEIGHT).lineWidth(0.5).stroke()
    x += width
  })
  if (table.rules === 'horizontal') drawRule(pdf, table, y + ROW_HEIGHT)
  return y + ROW_HEIGHT
}

function drawRule(pdf: Pdf, table: SampleTable, y: number): void {
  const width = table.columns.reduce((sum, column) => sum + column.width, 0)
  pdf
    .moveTo(LEFT, y)
    .lineTo(LEFT + width, y)
    .lineWidth(0.5)
    .stroke()
}
