import { createWriteStream } from 'node:fs'
import { Writable } from 'node:stream'
import { type Book, sheetOf } from '../schedules/book.ts'
import type { FileReading } from './read-file.ts'
import { UsageError } from './terminal.ts'

export const FORMATS = ['json', 'xlsx', 'csv'] as const
export type Format = (typeof FORMATS)[number]

const bookOf = ({ file, sha256, engines, schedules, invoice }: FileReading): Book => ({
  document: { name: file, sha256, id: null },
  job: { id: null, trace_id: null, finished_at: null, engines },
  invoice,
  sheets: schedules.map((schedule) => sheetOf({ ...schedule, id: null })),
})

/** The fields as plain values: of what is no invoice there are none. */
const fieldsOf = (invoice: FileReading['invoice']): Record<string, string> =>
  Object.fromEntries(Object.entries(invoice?.fields ?? {}).map(([name, { value }]) => [name, value]))

const jsonOf = ({ file, sha256, engines, pages, unreadable, schedules, invoice }: FileReading) => ({
  file,
  sha256,
  engines,
  pages: [
    ...pages.map(({ number, width, height, source }) => ({ number, width, height, source })),
    ...unreadable.map(({ number, unreadable: error }) => ({ number, width: null, height: null, source: null, error })),
  ].sort((one, other) => one.number - other.number),
  tables: schedules.map(
    ({ name, page, pages: on, bbox, confidence, header_rows, facts, row_facts, cells, checks }) => ({
      name,
      page,
      pages: on,
      bbox,
      confidence,
      header_rows,
      facts,
      row_facts,
      cells,
      checks,
    }),
  ),
  fields: fieldsOf(invoice),
  invoice,
})

/** The standard output stays open: whoever called decides when it ends. */
const standardOutput = () =>
  new Writable({ write: (chunk, _encoding, done) => void process.stdout.write(chunk, () => done()) })

/** Writes what was read, to a file or the standard output. */
export async function writeReading(reading: FileReading, format: Format, out: string | undefined): Promise<void> {
  const output = () => (out ? createWriteStream(out) : standardOutput())
  if (format === 'json') {
    const text = `${JSON.stringify(jsonOf(reading), null, 2)}\n`
    await new Promise<void>((resolve, reject) => {
      const stream = output()
      stream.once('error', reject)
      stream.end(text, () => resolve())
    })
    return
  }
  if (reading.schedules.length === 0) throw new UsageError(`${reading.file}: no schedules found, so there is no book`)
  const book = bookOf(reading)
  if (format === 'xlsx') return (await import('../schedules/export-xlsx.ts')).writeXlsx(book, output())
  const { writeCsv, writeCsvZip } = await import('../schedules/export-csv.ts')
  return book.sheets.length === 1 ? writeCsv(book.sheets[0]!, output()) : writeCsvZip(book, output())
}
