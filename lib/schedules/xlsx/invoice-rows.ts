import type { Worksheet } from 'exceljs'
import type { BookInvoice } from '../book.ts'
import { sheetText, splitText } from './cell-value.ts'
import type { SheetLimits } from './limits.ts'
import { boldFont } from './streaming-sheet.ts'

const SOURCES: Readonly<Record<string, string>> = { print: 'as printed', xml: 'from the data that the file carries' }

/** `purchase_order` as a person writes it. */
const nameOf = (field: string): string => `${field.charAt(0).toUpperCase()}${field.slice(1)}`.replaceAll('_', ' ')

/** The fields of an invoice under a head that says what it is, then a blank row. Values are texts, never formulas. */
export function addInvoiceRows(sheet: Worksheet, { kind, source, fields }: BookInvoice, limits: SheetLimits): void {
  const head = sheet.addRow([nameOf(kind), SOURCES[source] ?? source, 'Page', 'Confidence'])
  head.font = boldFont
  head.commit()
  for (const [field, { value, page, confidence }] of Object.entries(fields)) {
    const row = sheet.addRow([nameOf(field), splitText(sheetText(value), limits.cellLength)[0], page, confidence])
    row.getCell(1).font = boldFont
    row.getCell(4).numFmt = '0.00'
    row.commit()
  }
  sheet.addRow(['']).commit()
}
