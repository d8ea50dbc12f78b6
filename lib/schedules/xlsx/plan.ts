/** Where in the workbook everything goes, settled before the first sheet is written: the summary links to all of it. */
import type { Book, BookSheet } from '../book.ts'
import { cellAddress } from './cell-value.ts'
import type { SheetLimits } from './limits.ts'
import { sheetNames } from './sheet-names.ts'

export const summaryName = 'Summary'
export const provenanceName = 'Provenance'

/** A schedule and the worksheets that it takes: one, and another for each further million rows. */
export type PlannedSchedule = {
  sheet: BookSheet
  names: string[]
  /** Headers, which every further worksheet begins with. */
  repeatedRows: number
  rowsPerSheet: number
}

export function planSchedules(book: Book, limits: SheetLimits): PlannedSchedule[] {
  const sizes = book.sheets.map((sheet) => {
    const repeatedRows = Math.min(sheet.header_rows, limits.rows - 1)
    const further = Math.max(0, sheet.row_count - limits.rows)
    return { sheet, repeatedRows, count: 1 + Math.ceil(further / (limits.rows - repeatedRows)) }
  })
  const wanted = sizes.flatMap(({ sheet, count }) => Array.from({ length: count }, () => sheet.name))
  const names = sheetNames(wanted, [summaryName, provenanceName])
  return sizes.map(({ sheet, repeatedRows, count }) => ({
    sheet,
    repeatedRows,
    rowsPerSheet: limits.rows,
    names: names.splice(0, count),
  }))
}

/** The worksheet, by its index in `names`, and the row in it, from 0, that hold a row of a schedule. */
export function placeRow({ repeatedRows, rowsPerSheet }: PlannedSchedule, row: number): { part: number; row: number } {
  if (row < rowsPerSheet) return { part: 0, row }
  const room = rowsPerSheet - repeatedRows
  const beyond = row - rowsPerSheet
  return { part: 1 + Math.floor(beyond / room), row: repeatedRows + (beyond % room) }
}

/** Where a cell of a schedule stands; a further worksheet is named. */
export function addressOf(planned: PlannedSchedule, row: number, col: number): { name: string; address: string } {
  const place = placeRow(planned, row)
  return { name: planned.names[place.part] ?? '', address: cellAddress(place.row, col) }
}

export const pagesText = (pages: readonly number[]): string =>
  pages
    .reduce<[number, number][]>((runs, page) => {
      const last = runs.at(-1)
      if (last && page === last[1] + 1) last[1] = page
      else runs.push([page, page])
      return runs
    }, [])
    .map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`))
    .join(', ')
