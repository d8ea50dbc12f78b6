/** The first sheet: which document, which job, and how far each schedule can be trusted. */
import type { Worksheet } from 'exceljs'
import type { Book } from '../book.ts'
import type { ScheduleFacts } from '../model.ts'
import { cellAddress, sheetText, splitText } from './cell-value.ts'
import { addInvoiceRows } from './invoice-rows.ts'
import type { SheetLimits } from './limits.ts'
import { type PlannedSchedule, pagesText, summaryName } from './plan.ts'
import { describeCheck } from './schedule-sheet.ts'
import { referTo } from './sheet-names.ts'
import { boldFont, linkWithin, plainFont, type StreamingBook } from './streaming-sheet.ts'

const headings = [
  'Schedule',
  'Pages',
  'Rows',
  'Columns',
  'Confidence',
  'Checks proved',
  'Checks contradicted',
  'Differences',
  'Box on first page (pt)',
  'Engine',
  'Kind',
  'Kind confidence',
  'Scale',
  'Unit',
  'Periods',
]
const widths = [36, 10, 8, 10, 12, 14, 20, 60, 26, 12, 18, 14, 10, 8, 30]
const linkFont = { ...plainFont, color: { argb: 'FF0563C1' }, underline: true } as const

export async function writeSummarySheet(
  book: StreamingBook,
  { document, job, invoice }: Book,
  schedules: readonly PlannedSchedule[],
  limits: SheetLimits,
): Promise<void> {
  const sheet = book.workbook.addWorksheet(summaryName)
  sheet.columns = widths.map((width) => ({ width }))
  const facts: [string, string | null][] = [
    ['Document', document.name],
    ['SHA-256', document.sha256],
    ['Document id', document.id],
    ['Job', job.id],
    ['Trace', job.trace_id],
    ['Finished', job.finished_at],
    ['Engines', job.engines.join(', ')],
  ]
  for (const [name, value] of facts) {
    const row = sheet.addRow([name, sheetText(value ?? '–')])
    row.getCell(1).font = boldFont
    row.commit()
  }
  sheet.addRow(['']).commit()
  if (invoice) addInvoiceRows(sheet, invoice, limits)
  const head = sheet.addRow(headings)
  head.font = boldFont
  head.commit()
  for (const planned of schedules) {
    addSchedule(sheet, planned, limits)
    await book.breathe()
  }
  sheet.commit()
}

function addSchedule(worksheet: Worksheet, planned: PlannedSchedule, limits: SheetLimits): void {
  const { sheet, names } = planned
  const contradicted = sheet.checks.filter((check) => check.status === 'contradicted')
  const differences = contradicted.map((check) => describeCheck(planned, check)).join('\n')
  const row = worksheet.addRow([
    splitText(sheetText(sheet.name), limits.cellLength)[0],
    pagesText(sheet.pages),
    sheet.row_count,
    sheet.col_count,
    sheet.confidence,
    sheet.checks.length - contradicted.length,
    contradicted.length,
    splitText(differences, limits.cellLength)[0],
    sheet.bbox?.map((edge) => edge.toFixed(1)).join(', ') ?? '',
    sheet.engine,
    ...describeFacts(sheet.facts),
  ])
  row.getCell(1).font = linkFont
  row.getCell(5).numFmt = '0.00'
  row.getCell(8).alignment = { wrapText: true, vertical: 'top' }
  if (contradicted.length > 0) row.getCell(7).font = { ...boldFont, color: { argb: 'FF9C0006' } }
  linkWithin(worksheet, cellAddress(row.number - 1, 0), referTo(names[0] ?? ''))
  row.commit()
}

function describeFacts(facts: ScheduleFacts | undefined): (string | number | null)[] {
  if (!facts) return []
  const periods = facts.periods.map(({ value }) => value).join(', ')
  return [facts.kind, facts.kind_confidence, facts.scale, facts.unit, periods || null]
}
