/** Workbooks that are written and read back. */
import type { Workbook } from 'exceljs'
import { writeXlsx } from '../../lib/schedules/export-xlsx.ts'
import type { Check } from '../../lib/schedules/model.ts'
import { bookOf } from './cells.ts'
import { bytesOf, readWorkbook } from './written.ts'

export const writeBook = (...sheets: Parameters<typeof bookOf>) =>
  bytesOf((output) => writeXlsx(bookOf(...sheets), output))
export const openBook = async (...sheets: Parameters<typeof bookOf>) => readWorkbook(await writeBook(...sheets))
/** The values of a sheet, row by row. */
export const valuesOf = (workbook: Workbook, name: string) => {
  const values: unknown[][] = []
  workbook.getWorksheet(name)?.eachRow({ includeEmpty: true }, (row) => {
    values.push(Array.isArray(row.values) ? row.values.slice(1) : [])
  })
  return values
}
export const contradicted = (row: number, col: number): Check => ({
  kind: 'column_total',
  result: [row, col],
  operands: [[1, col]],
  expected: '600',
  actual: '650',
  difference: '50',
  status: 'contradicted',
})
