/** Tables for tests, written as rows of texts. */
import { type Book, type BookSheet, sheetOf } from '../../lib/schedules/book.ts'
import { typeFigures } from '../../lib/schedules/figures/type-figures.ts'
import type { Cell, Schedule } from '../../lib/schedules/model.ts'

/** Cells of rows of texts; empty texts are blank positions. */
export const cellsOf = (rows: readonly (readonly string[])[], headerRows = 0): Cell[] =>
  rows.flatMap((texts, row) =>
    texts.flatMap((text, col): Cell[] =>
      text === ''
        ? []
        : [
            {
              row,
              col,
              row_span: 1,
              col_span: 1,
              text,
              page: 1,
              bbox: [col * 50, row * 12, col * 50 + 40, row * 12 + 10],
              confidence: 1,
              header: row < headerRows,
            },
          ],
    ),
  )

/** A table with its figures typed, one header row unless said otherwise. */
export function tableOf(rows: readonly (readonly string[])[], headerRows = 1) {
  const col_count = Math.max(1, ...rows.map((row) => row.length))
  return { cells: typeFigures(cellsOf(rows, headerRows)), row_count: rows.length, col_count, header_rows: headerRows }
}

export function bookSheetOf(
  rows: readonly (readonly string[])[],
  over: Partial<Omit<BookSheet, 'rows'>> & { cells?: Cell[] } = {},
): BookSheet {
  return sheetOf({
    id: null,
    name: 'Schedule',
    confidence: 0.9,
    page: 1,
    pages: [1],
    bbox: [0, 0, 500, 700],
    checks: [] as Schedule['checks'],
    engine: 'pdf-text',
    ...tableOf(rows, over.header_rows ?? 1),
    ...over,
  })
}

export const bookOf = (...sheets: BookSheet[]): Book => ({
  document: { name: 'Annual report.pdf', sha256: 'ab'.repeat(32), id: null },
  job: { id: 'job-1', trace_id: null, finished_at: '2024-12-31T12:00:00.000Z', engines: ['pdf-text'] },
  sheets,
})
