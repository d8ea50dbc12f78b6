/**
 * CSV after RFC 4180: commas, CRLF, UTF-8. A program reads it, and people have the XLSX, so there is no byte order mark
 * (parsers take it for a part of the first field) and figures are normalised: `-1234.50`, `12.5%`, `2024-12-31`.
 * Text that a spreadsheet would run as a formula is led by an apostrophe; figures, negative ones too, stay figures.
 */
import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { stringify } from 'csv-stringify'
import yazl from 'yazl'
import { type Book, type BookSheet, numberedRows } from './book.ts'
import { uniqueFileNames } from './export-name.ts'
import type { Cell } from './model.ts'

/** Writes one schedule and ends `output`. Rejects when either end fails; `output` is destroyed then. */
export const writeCsv = (sheet: BookSheet, output: Writable): Promise<void> =>
  pipeline(Readable.from(records(sheet)), toCsv(), output)

/** Writes a zip with one CSV for each schedule and ends `output`. */
export async function writeCsvZip(book: Book, output: Writable): Promise<void> {
  const zip = new yazl.ZipFile()
  const files = zip.outputStream as Readable
  // Of 1980 where the job has no date: the export of the same book is the same file.
  const mtime = new Date(book.job.finished_at ?? Date.UTC(1980, 0, 1))
  const names = uniqueFileNames(
    book.sheets.map((sheet) => sheet.name),
    'csv',
  )
  zip.on('error', (cause: Error) => files.destroy(cause))
  for (const [index, sheet] of book.sheets.entries()) {
    // Opened one after the other, so only one schedule is being read at a time.
    zip.addReadStreamLazy(names[index] ?? '', { mtime }, (opened) => {
      const csv = toCsv()
      csv.on('error', (cause) => files.destroy(cause))
      pipeline(Readable.from(records(sheet)), csv).catch((cause: Error) => files.destroy(cause))
      opened(null, csv)
    })
  }
  zip.end()
  await pipeline(files, output)
}

const toCsv = () => stringify({ record_delimiter: 'windows', quoted_match: /[\r\n]/ })

async function* records(sheet: BookSheet): AsyncGenerator<string[]> {
  for await (const { cells } of numberedRows(sheet)) {
    const record = Array.from({ length: sheet.col_count }, () => '')
    for (const cell of cells) record[cell.col] = csvText(cell)
    yield record
  }
}

/** A cell's figure normalised, or else its text made harmless. */
function csvText({ value, text }: Cell): string {
  if (value) return value.type === 'percent' ? `${value.value}%` : value.value
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
}
