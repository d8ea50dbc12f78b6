/**
 * One schedule as worksheets: typed cells from A1, headers bold and frozen, proved totals as formulas, contradicted
 * figures marked and explained.
 */
import type { Worksheet } from 'exceljs'
import { type BookSheet, numberedRows } from '../book.ts'
import type { Cell, Check, Place } from '../model.ts'
import { cellAddress, type SheetValue, sheetText, splitText, toSheetValue } from './cell-value.ts'
import { type Formulas, formulasOf } from './formulas.ts'
import type { SheetLimits } from './limits.ts'
import { addressOf, type PlannedSchedule, pagesText, placeRow } from './plan.ts'
import { mergeRange, type StreamingBook } from './streaming-sheet.ts'

/** Rows looked at for the widths of columns. */
const rowsMeasured = 300
/** A note costs a shape that is held until its sheet ends; the totals beyond are coloured all the same. */
const notesKept = 1000

/** Columns that are given a width of their own. */
const columnsMeasured = 1000

type Part = { worksheet: Worksheet; busyUntil: number[] }
type Writing = {
  book: StreamingBook
  planned: PlannedSchedule
  limits: SheetLimits
  /** By cell: what contradicts it, or what it is the likely error in. */
  contradicted: Map<string, Check>
  formulas: Formulas
  notes: number
}

export async function writeScheduleSheets(
  book: StreamingBook,
  planned: PlannedSchedule,
  documentName: string,
  limits: SheetLimits,
): Promise<void> {
  const { sheet, repeatedRows } = planned
  const widths = await measureColumns(sheet)
  const contradicted = sheet.checks.filter((check) => check.status === 'contradicted')
  const writing: Writing = {
    book,
    planned,
    limits,
    contradicted: new Map([
      ...contradicted.flatMap((check) => (check.suspect ? [[check.suspect.join(), check] as const] : [])),
      ...contradicted.map((check) => [check.result.join(), check] as const),
    ]),
    formulas: formulasOf(planned),
    notes: 0,
  }
  const headers: Cell[][] = []
  let at = 0
  let part = openPart(book, planned, 0, widths)

  for await (const { row, cells } of numberedRows(sheet)) {
    const place = placeRow(planned, row)
    if (place.part !== at) {
      part.worksheet.commit()
      at = place.part
      part = openPart(book, planned, at, widths)
      for (const [index, header] of headers.entries()) writeRow(writing, part, index, header)
    }
    if (row < repeatedRows) headers.push(cells)
    writeRow(writing, part, place.row, cells, row === 0 ? describeSource(sheet, documentName) : undefined)
    await book.breathe()
  }
  part.worksheet.commit()
}

function openPart({ workbook }: StreamingBook, planned: PlannedSchedule, index: number, widths: number[]): Part {
  const worksheet = workbook.addWorksheet(planned.names[index], {
    views: planned.repeatedRows > 0 ? [{ state: 'frozen', ySplit: planned.repeatedRows }] : [],
  })
  worksheet.columns = widths.map((width) => ({ width }))
  return { worksheet, busyUntil: [] }
}

function writeRow(writing: Writing, part: Part, at: number, cells: readonly Cell[], note?: string): void {
  const { limits, planned } = writing
  const row = part.worksheet.getRow(at + 1)
  let source = note
  for (const cell of cells) {
    if (cell.col >= limits.columns) continue
    const target = row.getCell(cell.col + 1)
    const { value, format } = shorten(toSheetValue(cell), limits)
    const place: Place = [cell.row, cell.col]
    const formula = typeof value === 'number' ? writing.formulas.of(place) : undefined
    writing.formulas.wrote(place, typeof value === 'number')
    target.value = formula ? { formula, result: value as number } : value
    const check = writing.contradicted.get(`${cell.row},${cell.col}`)
    const header = cell.header || cell.row < planned.sheet.header_rows
    target.style = writing.book.styleOf({ format, header, contradicted: check !== undefined })
    if (check && writing.notes++ < notesKept) target.note = describeCheck(planned, check)
    else if (source) target.note = source
    source = undefined
    mergeSpan(part, at, cell, limits)
  }
  row.commit()
}

/** Text beyond what a cell holds is cut here, and stands in full on the provenance sheet. */
function shorten({ value, format }: SheetValue, { cellLength }: SheetLimits): SheetValue {
  if (typeof value !== 'string' || value.length <= cellLength) return { value, format }
  const mark = ' … (in full: Provenance)'
  return { value: splitText(value, Math.max(1, cellLength - mark.length))[0] + mark }
}

/** Merges what a cell spans, unless a merge above reaches into it: Excel refuses a file with overlapping ones. */
function mergeSpan({ worksheet, busyUntil }: Part, at: number, cell: Cell, limits: SheetLimits): void {
  const lastRow = Math.min(limits.rows, at + cell.row_span) - 1
  const lastCol = Math.min(limits.columns, cell.col + cell.col_span) - 1
  if (lastRow === at && lastCol === cell.col) return
  for (let col = cell.col; col <= lastCol; col++) if ((busyUntil[col] ?? -1) >= at) return
  for (let col = cell.col; col <= lastCol; col++) busyUntil[col] = lastRow
  mergeRange(worksheet, `${cellAddress(at, cell.col)}:${cellAddress(lastRow, lastCol)}`)
}

const describeSource = ({ pages, bbox, engine }: BookSheet, documentName: string): string =>
  sheetText(
    [
      `From ${documentName}`,
      pages.length > 0 ? `Pages ${pagesText(pages)}` : '',
      bbox ? `Box ${bbox.map((edge) => edge.toFixed(1)).join(', ')} pt` : '',
      `Read by ${engine}`,
    ]
      .filter(Boolean)
      .join('\n'),
  )

/** What is claimed and what it comes to, in one line, with the figure that would settle it. */
export function describeCheck(planned: PlannedSchedule, check: Check): string {
  const nameOf = (place: Place): string => {
    const { name, address } = addressOf(planned, ...place)
    return name === planned.names[0] ? address : `${address} on ${name}`
  }
  const { kind, result, expected, actual, difference, suspect, proposed } = check
  const comes = kind === 'column_total' || kind === 'row_total' ? 'adds up to' : 'comes to'
  const proposal = suspect ? `; it would hold if ${nameOf(suspect)} said ${proposed}` : ''
  return `${nameOf(result)}: printed ${actual}, ${comes} ${expected}, difference ${difference}${proposal}`
}

/** Widths in characters, from the longest line of each column in the first rows. */
async function measureColumns(sheet: BookSheet): Promise<number[]> {
  const widths: number[] = []
  for await (const { row, cells } of numberedRows(sheet)) {
    for (const cell of cells) {
      if (cell.col_span > 1) continue
      widths[cell.col] = Math.max(widths[cell.col] ?? 0, cell.text.length)
    }
    if (row >= rowsMeasured) break
  }
  const columns = Math.min(sheet.col_count, columnsMeasured)
  return Array.from({ length: columns }, (_, col) => Math.min(60, Math.max(8, (widths[col] ?? 0) + 2)))
}
