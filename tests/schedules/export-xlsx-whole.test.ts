import { PassThrough, Writable } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeXlsx } from '../../lib/schedules/export-xlsx.ts'
import { excelLimits } from '../../lib/schedules/xlsx/limits.ts'
import { bookOf, bookSheetOf, cellsOf } from './cells.ts'
import { bytesOf, readWorkbook, unzip } from './written.ts'
import { contradicted, openBook, valuesOf, writeBook } from './written-book.ts'

describe('no figure and no text is lost', () => {
  it('a figure of more digits than a double holds stays text', async () => {
    const rows = [['h'], ['1234567890123456'], ['123456789012345'], ['1234567890123456000'], ['0.1234567890123456']]
    const workbook = await openBook(bookSheetOf(rows))
    expect(valuesOf(workbook, 'Schedule')).toEqual([
      ['h'],
      ['1234567890123456'],
      [123456789012345],
      ['1234567890123456000'],
      ['0.1234567890123456'],
    ])
  })

  it('a date before Excel counts rightly stays text', async () => {
    expect(valuesOf(await openBook(bookSheetOf([['h'], ['28.02.1900'], ['01.03.1900']])), 'Schedule')).toEqual([
      ['h'],
      ['28.02.1900'],
      [new Date('1900-03-01T00:00:00Z')],
    ])
  })

  it('a text longer than a cell is cut on its sheet and whole in the provenance', async () => {
    const long = `${'x'.repeat(excelLimits.cellLength - 1)}😀${'y'.repeat(100)}`
    const workbook = await openBook(bookSheetOf([['h'], [long]]))
    expect(String(workbook.getWorksheet('Schedule')?.getCell('A2').value)).toMatch(
      /^x{32700,} … \(in full: Provenance\)$/,
    )
    const parts = valuesOf(workbook, 'Provenance').slice(-2)
    expect(parts.map((part) => part[10])).toEqual([1, 2])
    expect(parts.map((part) => part[9]).join('')).toBe(long)
    for (const part of parts) expect(String(part[9]).length).toBeLessThanOrEqual(excelLimits.cellLength)
  })

  it('more rows than a sheet holds go on in another, under the same headers', async () => {
    const rows = [['Item', 'n'], ...Array.from({ length: 8 }, (_, index) => [`item ${index}`, `${index + 10}`])]
    const limits = { rows: 12, columns: 1, cellLength: 100 }
    const bytes = await bytesOf((output) =>
      writeXlsx(bookOf(bookSheetOf(rows, { checks: [contradicted(7, 0)] })), output, { ...limits, rows: 4 + 3 }),
    )
    const workbook = await readWorkbook(bytes)
    expect(valuesOf(workbook, 'Schedule').map(([item]) => item)).toEqual([
      'Item',
      ...[0, 1, 2, 3, 4, 5].map((n) => `item ${n}`),
    ])
    expect(valuesOf(workbook, 'Schedule (2)')).toEqual([['Item'], ['item 6'], ['item 7']])
    expect(valuesOf(workbook, 'Summary').at(-1)?.[7]).toContain('A2 on Schedule (2)')
    const proven = workbook.worksheets
      .filter(({ name }) => name.startsWith('Provenance'))
      .flatMap(({ name }) => valuesOf(workbook, name).slice(6))
    expect(proven.map(([, sheet, address]) => `${sheet} ${address}`)).toContain('Schedule (2) A2')
    expect(proven.map((row) => row[2]).filter((address) => address === '–')).toHaveLength(9)
    expect(proven).toHaveLength(18)
  })

  it('any table comes back cell by cell', async () => {
    const text = fc.oneof(
      fc
        .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
        .filter((value) => value.trim() === value && !/[&<>\p{Cc}]/u.test(value)),
      fc.constantFrom('=1+1', '+x', '@a', "'q", '<b>', 'a & b', 'TRUE', '#N/A', 'http://x.example'),
    )
    const amount = fc
      .tuple(fc.integer({ min: -999_999_999, max: 999_999_999 }), fc.nat(99))
      .map(([whole, cents]) => `${whole}.${String(cents).padStart(2, '0')}`)
    const row = fc.tuple(text, amount)
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 8 }), async (rows) => {
        const cells = cellsOf(rows).map((cell) =>
          cell.col === 1 ? { ...cell, value: { type: 'number' as const, value: cell.text } } : cell,
        )
        const size = { cells, row_count: rows.length, col_count: 2, header_rows: 0 }
        expect(valuesOf(await openBook(bookSheetOf(rows, size)), 'Schedule')).toEqual(
          rows.map(([label, value]) => [label, Number(value)]),
        )
      }),
      { numRuns: 25 },
    )
  })

  it('an escape that is printed is not read as one', async () => {
    const parts = await unzip(await writeBook(bookSheetOf([['_x0041_']])))
    expect(parts.get('xl/worksheets/sheet2.xml')).toContain('<v>_x005F_x0041_</v>')
  })
})

describe('failures', () => {
  const broken = (rows: string[][]) => {
    const sheet = bookSheetOf(rows)
    let calls = 0
    return {
      ...sheet,
      async *rows() {
        yield* sheet.rows()
        if (++calls > 1) throw new Error('rows are gone')
      },
    }
  }

  it('rejects and destroys the output when rows cannot be read', async () => {
    const output = new PassThrough().resume()
    await expect(writeXlsx(bookOf(broken([['a']])), output)).rejects.toThrow('rows are gone')
    expect(output.destroyed).toBe(true)
  })

  it('rejects and stops reading rows when the output fails', async () => {
    let produced = 0
    const endless = {
      ...bookSheetOf([['a']]),
      row_count: 1_000_000,
      async *rows() {
        for (let row = 0; ; row++) {
          produced += 1
          yield cellsOf([[String(Math.sin(row))]]).map((cell) => ({ ...cell, row }))
        }
      },
    }
    const full = new Writable({ write: (_chunk, _encoding, done) => done(new Error('disk full')) })
    await expect(writeXlsx(bookOf(endless), full)).rejects.toThrow('disk full')
    await new Promise(setImmediate)
    const before = produced
    for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate)
    expect(produced).toBe(before)
  })

  it('waits for a slow reader instead of filling memory', async () => {
    let produced = 0
    const endless = {
      ...bookSheetOf([['a']]),
      row_count: 1_000_000,
      async *rows() {
        for (let row = 0; ; row++) {
          produced += 1
          yield cellsOf([[`${Math.sin(row)}${Math.cos(row)}`]]).map((cell) => ({ ...cell, row }))
        }
      },
    }
    const stalled = new PassThrough({ highWaterMark: 1024 })
    const writing = writeXlsx(bookOf(endless), stalled)
    let before = -1
    // 300 measured rows come first; after that the count must come to rest.
    for (let still = 0; still < 200; still = produced === before && produced > 1000 ? still + 1 : 0) {
      before = produced
      await new Promise(setImmediate)
    }
    expect(produced).toBeLessThan(100_000)
    stalled.destroy(new Error('reader left'))
    await expect(writing).rejects.toThrow()
  })
})
