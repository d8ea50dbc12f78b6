import { PassThrough, Readable, Writable } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeCsv, writeCsvZip } from '../../lib/schedules/export-csv.ts'
import { writeJson } from '../../lib/schedules/export-json.ts'
import { bookOf, bookSheetOf, cellsOf } from './cells.ts'
import { bytesOf, parseCsv, unzip } from './written.ts'

const csvOf = async (rows: string[][], over = {}) =>
  (await bytesOf((output) => writeCsv(bookSheetOf(rows, over), output))).toString()

describe('writeCsv', () => {
  it('writes normalised figures, quoted texts, blanks and CRLF, without a byte order mark', async () => {
    const rows = [
      ['Item', 'EUR', 'Due'],
      ['Rent, "cold"', '(1.234,50)', '31.12.2024'],
      ['Fee', '', '–'],
      ['Share', '12,5 %', ''],
    ]
    expect(await csvOf(rows)).toBe(
      'Item,EUR,Due\r\n"Rent, ""cold""",-1234.50,2024-12-31\r\nFee,,\'–\r\nShare,12.5%,\r\n'.replace("'–", '–'),
    )
  })

  it.each(['=1+1', '+cmd', '-x', '@SUM(A1)', '\tx', '\rx'])('text like %j cannot run as a formula', async (text) => {
    expect(parseCsv(await csvOf([['h'], [text]]))[1]).toEqual([`'${text}`])
  })

  it('negative figures stay figures', async () => {
    expect(parseCsv(await csvOf([['h'], ['-5'], ['(7)'], ['+3']]))).toEqual([['h'], ['-5'], ['-7'], ['3']])
  })

  it('any table comes back cell by cell', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom('a,b', '"', '\n', '\r\n', 'x\ry', ';'),
    )
    const table = fc
      .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 6 }))
      .chain(([columns, rows]) =>
        fc.array(fc.array(text, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
      )
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const cells = cellsOf(rows)
        const size = { cells, row_count: rows.length, col_count: rows[0]?.length ?? 1, header_rows: 0 }
        const expected = rows.map((row) => row.map((field) => (/^[=+\-@\t\r]/.test(field) ? `'${field}` : field)))
        expect(parseCsv(await csvOf(rows, size))).toEqual(expected)
      }),
    )
  })

  it('rejects when rows cannot be read, and when nobody takes them', async () => {
    const sheet = bookSheetOf([['a']])
    const broken = {
      ...sheet,
      async *rows() {
        yield* sheet.rows()
        throw new Error('rows are gone')
      },
    }
    await expect(writeCsv(broken, new PassThrough().resume())).rejects.toThrow('rows are gone')
    await expect(writeCsvZip(bookOf(broken), new PassThrough().resume())).rejects.toThrow('rows are gone')
    await expect(writeJson(bookOf(broken), new PassThrough().resume())).rejects.toThrow('rows are gone')
    const full = new Writable({ write: (_chunk, _encoding, done) => done(new Error('disk full')) })
    await expect(writeCsv(sheet, full)).rejects.toThrow('disk full')
  })
})

describe('writeCsvZip', () => {
  it('holds one file for each schedule, under safe and different names', async () => {
    const book = bookOf(
      bookSheetOf([['a'], ['1']], { name: 'Assets' }),
      bookSheetOf([['b'], ['2']], { name: 'assets' }),
      bookSheetOf([['c'], ['3']], { name: '../Debts' }),
    )
    const parts = await unzip(await bytesOf((output) => writeCsvZip(book, output)))
    expect([...parts]).toEqual([
      ['Assets.csv', 'a\r\n1\r\n'],
      ['assets (2).csv', 'b\r\n2\r\n'],
      ['_Debts.csv', 'c\r\n3\r\n'],
    ])
  })

  it('of the same book is the same file', async () => {
    const book = bookOf(bookSheetOf([['a'], ['1']]))
    const [first, second] = [await bytesOf((to) => writeCsvZip(book, to)), await bytesOf((to) => writeCsvZip(book, to))]
    expect(first.equals(second)).toBe(true)
  })
})

describe('writeJson', () => {
  it('is the schedules in the shapes of the API', async () => {
    const rows = [
      ['Item', 'EUR'],
      ['', ''],
      ['Rent', '(5.00)'],
    ]
    const sheet = bookSheetOf(rows, { name: 'Costs "2024"' })
    const json = JSON.parse((await bytesOf((output) => writeJson(bookOf(sheet, bookSheetOf([])), output))).toString())
    expect(json.document).toEqual({ name: 'Annual report.pdf', sha256: 'ab'.repeat(32), id: null })
    expect(json.schedules).toHaveLength(2)
    const { cells, ...head } = json.schedules[0]
    const { rows: _, ...fields } = sheet
    expect(head).toEqual(fields)
    expect(cells).toEqual((await Readable.from(sheet.rows()).toArray()).flat())
    expect(json.schedules[1].cells).toEqual([])
  })
})
