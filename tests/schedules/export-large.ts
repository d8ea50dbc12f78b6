/** Exports a book of many rows from a generator and prints the peak of its heap in bytes; a program for a test. */
import { createWriteStream } from 'node:fs'
import { type Book, type BookSheet, sheetOf } from '../../lib/schedules/book.ts'
import { writeCsv } from '../../lib/schedules/export-csv.ts'
import { writeJson } from '../../lib/schedules/export-json.ts'
import { writeXlsx } from '../../lib/schedules/export-xlsx.ts'
import type { Cell } from '../../lib/schedules/model.ts'

const [, , format = 'xlsx', rowCount = '1000', path = '/dev/null'] = process.argv
const columns = 8

const cellAt = (row: number, col: number): Cell => ({
  row,
  col,
  row_span: 1,
  col_span: 1,
  text: col === 0 ? `Item ${row}` : `${row}.${10 + col}`,
  ...(col === 0 ? {} : { value: { type: 'number' as const, value: `${row}.${10 + col}` } }),
  page: 1 + Math.floor(row / 50),
  bbox: [10 * col, row % 50, 10 * col + 9, (row % 50) + 1],
  confidence: 1,
  header: row === 0,
})

const sheet: BookSheet = {
  ...sheetOf({
    id: null,
    name: 'Ledger',
    confidence: 1,
    page: 1,
    pages: [1],
    bbox: null,
    row_count: 0,
    col_count: columns,
    header_rows: 1,
    checks: [],
    engine: 'pdf-text',
    cells: [],
  }),
  row_count: Number(rowCount),
  async *rows() {
    for (let row = 0; row < Number(rowCount); row++) yield Array.from({ length: columns }, (_, col) => cellAt(row, col))
  },
}
const book: Book = {
  document: { name: 'ledger.pdf', sha256: '0'.repeat(64), id: null },
  job: { id: null, trace_id: null, finished_at: '2024-12-31T00:00:00.000Z', engines: ['pdf-text'] },
  sheets: [sheet],
}

let peak = 0
const watch = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage().rss)
}, 20)
const output = createWriteStream(path)
const writers = {
  xlsx: () => writeXlsx(book, output),
  csv: () => writeCsv(sheet, output),
  json: () => writeJson(book, output),
}
await writers[format as keyof typeof writers]()
clearInterval(watch)
process.stdout.write(`${peak}\n`)
