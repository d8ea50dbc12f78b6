/** JSON in the shapes of the HTTP contract, written as the rows are read. */
import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Book, BookSheet } from './book.ts'

/** Writes `{document, job, invoice, schedules: [{…, header_rows, cells}]}` and ends `output`. */
export const writeJson = (book: Book, output: Writable): Promise<void> => pipeline(Readable.from(parts(book)), output)

async function* parts(book: Book): AsyncGenerator<string> {
  yield `{"document":${JSON.stringify(book.document)},"job":${JSON.stringify(book.job)},`
  yield `"invoice":${JSON.stringify(book.invoice ?? null)},"schedules":[`
  for (const [index, sheet] of book.sheets.entries()) {
    if (index > 0) yield ','
    yield* scheduleParts(sheet)
  }
  yield ']}\n'
}

async function* scheduleParts(sheet: BookSheet): AsyncGenerator<string> {
  const { rows, ...fields } = sheet
  const head = JSON.stringify(fields)
  yield `${head.slice(0, -1)},"cells":[`
  let separator = ''
  for await (const cells of rows()) {
    if (cells.length === 0) continue
    yield separator + cells.map((cell) => JSON.stringify(cell)).join(',')
    separator = ','
  }
  yield ']}'
}
