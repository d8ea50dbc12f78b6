import { PassThrough, Writable } from 'node:stream'
import type { Workbook } from 'exceljs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkSums } from '../../lib/schedules/checks.ts'
import { writeXlsx } from '../../lib/schedules/export-xlsx.ts'
import type { Check, ScheduleFacts } from '../../lib/schedules/model.ts'
import { excelLimits } from '../../lib/schedules/xlsx/limits.ts'
import { bookOf, bookSheetOf, cellsOf, tableOf } from './cells.ts'
import { bytesOf, parseXml, readWorkbook, unzip } from './written.ts'

const export_ = (...sheets: Parameters<typeof bookOf>) => bytesOf((output) => writeXlsx(bookOf(...sheets), output))
const open = async (...sheets: Parameters<typeof bookOf>) => readWorkbook(await export_(...sheets))
const valuesOf = (workbook: Workbook, name: string) => {
  const values: unknown[][] = []
  workbook.getWorksheet(name)?.eachRow({ includeEmpty: true }, (row) => {
    values.push(Array.isArray(row.values) ? row.values.slice(1) : [])
  })
  return values
}
const contradicted = (row: number, col: number): Check => ({
  kind: 'column_total',
  result: [row, col],
  operands: [[1, col]],
  expected: '600',
  actual: '650',
  difference: '50',
  status: 'contradicted',
})

describe('a workbook', () => {
  it('has a summary, a sheet for each schedule and the provenance, all well-formed XML', async () => {
    const parts = await unzip(
      await export_(
        bookSheetOf(
          [
            ['Item & <co>', '2023'],
            ['=SUM(A1)', '(5.00)'],
            ['\u0000\u0001\ud800\uffff"\'', '1 %'],
          ],
          { name: 'A & <B>', checks: [contradicted(1, 1)] },
        ),
        bookSheetOf([['x']]),
      ),
    )
    expect([...parts.keys()].filter((name) => name.startsWith('xl/worksheets/sheet'))).toHaveLength(4)
    for (const xml of parts.values()) parseXml(xml)
    expect([...parts.values()].join('')).not.toContain('<f>')
    const types = parts.get('[Content_Types].xml') ?? ''
    for (const name of parts.keys()) {
      if (/xl\/(?:worksheets|comments)[^_]*\.xml$/.test(name)) expect(types).toContain(`PartName="/${name}"`)
    }
  })

  it('holds typed cells with formats as printed', async () => {
    const rows = [
      ['Item', 'Value'],
      ['a', '1,234.50'],
      ['b', '(1,234.50)'],
      ['c', '12.5%'],
      ['d', '€ 5.00'],
      ['e', '7.00 USD'],
      ['f', '31.12.2024'],
      ['g', '–'],
      ['h', '42'],
    ]
    const sheet = (await open(bookSheetOf(rows))).getWorksheet('Schedule')
    const cells = Array.from({ length: 8 }, (_, index) => sheet?.getCell(index + 2, 2))
    expect(cells.map((cell) => [cell?.value, cell?.numFmt])).toEqual([
      [1234.5, '#,##0.00'],
      [-1234.5, '#,##0.00_);(#,##0.00)'],
      [0.125, '0.0%'],
      [5, '[$€]0.00'],
      [7, '0.00 [$USD]'],
      [new Date('2024-12-31T00:00:00Z'), 'yyyy-mm-dd'],
      [0, '0;-0;"–"'],
      [42, '0'],
    ])
  })

  it('has bold, frozen headers and columns as wide as their content', async () => {
    const sheet = (
      await open(
        bookSheetOf([
          ['Item', 'A long heading indeed'],
          ['x', '1'],
        ]),
      )
    ).getWorksheet('Schedule')
    expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 })
    expect(sheet?.getCell('B1').font).toMatchObject({ bold: true })
    expect(sheet?.getCell('B2').font?.bold).toBeFalsy()
    expect(sheet?.getColumn(2).width).toBeGreaterThan(20)
    expect(sheet?.getColumn(1).width).toBeLessThan(12)
  })

  it('says on each schedule where it came from, and links to it from the summary', async () => {
    const workbook = await open(bookSheetOf([['x']], { name: "Bob's [list]", pages: [3, 4, 5, 8] }))
    const note = workbook.getWorksheet("Bob's _list_")?.getCell('A1').note
    expect(JSON.stringify(note)).toMatch(
      /Annual report\.pdf.*Pages 3–5, 8.*Box 0\.0, 0\.0, 500\.0, 700\.0 pt.*pdf-text/s,
    )
    const parts = await unzip(await export_(bookSheetOf([['x']], { name: "Bob's [list]" })))
    expect(parts.get('xl/worksheets/sheet1.xml')).toContain(
      '<hyperlink ref="A10" location="&apos;Bob&apos;&apos;s _list_&apos;!A1"/>',
    )
  })

  it('sums up checks and names each difference', async () => {
    const proved: Check = { ...contradicted(2, 1), status: 'proved' }
    const workbook = await open(
      bookSheetOf(
        [
          ['h', 'x'],
          ['a', '600'],
          ['Total', '650'],
        ],
        { checks: [proved, contradicted(2, 1)] },
      ),
    )
    expect(valuesOf(workbook, 'Summary').at(-1)).toEqual([
      'Schedule',
      '1',
      3,
      2,
      0.9,
      1,
      1,
      'B3: printed 650, adds up to 600, difference 50',
      '0.0, 0.0, 500.0, 700.0',
      'pdf-text',
    ])
    const total = workbook.getWorksheet('Schedule')?.getCell('B3')
    expect(total?.fill).toMatchObject({ type: 'pattern', fgColor: { argb: 'FFFFC7CE' } })
    expect(JSON.stringify(total?.note)).toContain('difference 50')
    expect(workbook.getWorksheet('Schedule')?.getCell('B2').fill).toMatchObject({ pattern: 'none' })
  })

  it('says in the summary what each schedule is', async () => {
    const facts: ScheduleFacts = {
      kind: 'balance_sheet',
      kind_confidence: 0.9,
      scale: 1000,
      unit: 'EUR',
      periods: [
        { col: 1, text: '2024', value: '2024' },
        { col: 2, text: '2023', value: '2023' },
      ],
    }
    const summary = valuesOf(await open(bookSheetOf([['x']], { facts })), 'Summary')
    expect(summary.at(-2)?.slice(10)).toEqual(['Kind', 'Kind confidence', 'Scale', 'Unit', 'Periods'])
    expect(summary.at(-1)?.slice(10)).toEqual(['balance_sheet', 0.9, 1000, 'EUR', '2024, 2023'])
  })

  it('proves every cell: schedule, address, page, box, confidence and text as printed', async () => {
    const rows = valuesOf(await open(bookSheetOf([['h'], ['(1,234.50)*']])), 'Provenance')
    expect(rows.slice(0, 4)).toEqual([
      ['Document', 'Annual report.pdf'],
      ['SHA-256', 'ab'.repeat(32)],
      ['Job', 'job-1'],
      ['Engines', 'pdf-text'],
    ])
    expect(rows.at(-1)).toEqual([
      'Schedule',
      'Schedule',
      'A2',
      1,
      0,
      12,
      40,
      22,
      1,
      '(1,234.50)*',
      undefined,
      'unproved',
    ])
  })

  const assets = [
    ['', '2024', '2023', 'Total'],
    ['Cash', '1,200', '900', '2,100'],
    ['Stock', '1,550', '1,250', '2,800'],
    ['Other', '(250)', '', '(250)'],
    ['Total', '2,500', '2,150', '4,650'],
  ]
  const proven = (rows: string[][]) => bookSheetOf(rows, { checks: checkSums(tableOf(rows)) })

  it('has proved totals as formulas whose result is the printed value, and the print in the provenance', async () => {
    const bytes = await export_(proven(assets))
    const workbook = await readWorkbook(bytes)
    const sheet = workbook.getWorksheet('Schedule')
    expect(sheet?.getCell('B5').value).toEqual({ formula: 'SUM(B2:B4)', result: 2500 })
    expect(sheet?.getCell('C5').value).toEqual({ formula: 'SUM(C2:C3)', result: 2150 })
    expect(sheet?.getCell('D2').value).toEqual({ formula: 'SUM(B2:C2)', result: 2100 })
    expect(sheet?.getCell('B5').numFmt).toBe('#,##0')
    expect(sheet?.getCell('B4').value).toBe(-250)
    const xml = (await unzip(bytes)).get('xl/worksheets/sheet2.xml') ?? ''
    parseXml(xml)
    expect(xml).toMatch(/<c r="B5"[^>]*><f>SUM\(B2:B4\)<\/f><v>2500<\/v><\/c>/)
    const proof = valuesOf(workbook, 'Provenance').find((row) => row[2] === 'B5')
    expect([proof?.[9], proof?.[11]]).toEqual(['2,500', 'proved'])
  })

  it('writes differences, balances and products as what they are', async () => {
    const rows = [
      ['Item', 'Qty', 'Unit price', 'Amount'],
      ['a', '3', '110.10', '330.30'],
      ['b', '17', '20.50', '348.50'],
      ['c', '12', '31.25', '375.00'],
    ]
    const results = [
      ['', '2024', '2023'],
      ['Revenue', '48,211', '51,907'],
      ['Cost of sales', '30,118', '33,421'],
      ['Gross profit', '18,093', '18,486'],
    ]
    const workbook = await open(proven(rows), { ...proven(results), name: 'Results' })
    expect(workbook.getWorksheet('Schedule')?.getCell('D3').value).toEqual({ formula: 'ROUND(B3*C3,2)', result: 348.5 })
    expect(workbook.getWorksheet('Results')?.getCell('B4').value).toEqual({ formula: 'B2-B3', result: 18093 })
  })

  it('never lets a formula count a figure that stays text, or a cell that stands after it', async () => {
    const long = [
      ['', 'Amount'],
      ['a', '12345678901234567'],
      ['b', '-12345678901234500'],
      ['Total', '67'],
    ]
    const above = [
      ['Group', 'Number'],
      ['Total', '39,695'],
      ['a', '12,345'],
      ['b', '20,350'],
      ['c', '7,000'],
    ]
    const workbook = await open(proven(long), { ...proven(above), name: 'Above' })
    expect(workbook.getWorksheet('Schedule')?.getCell('B4').value).toBe(67)
    expect(workbook.getWorksheet('Above')?.getCell('B2').value).toBe(39695)
  })

  it('colours the figure that is likely wrong and proposes another, and changes nothing', async () => {
    const wrong = assets.map((row, index) => (index === 2 ? row.with(1, '1,850') : row))
    const workbook = await open(proven(wrong))
    const cell = workbook.getWorksheet('Schedule')?.getCell('B3')
    expect(cell?.value).toBe(1850)
    expect(cell?.fill).toMatchObject({ fgColor: { argb: 'FFFFC7CE' } })
    expect(JSON.stringify(cell?.note)).toContain('it would hold if B3 said 1550')
    expect(workbook.getWorksheet('Schedule')?.getCell('B5').value).toBe(2500)
    const proofs = valuesOf(workbook, 'Provenance').filter((row) => row[11] === 'contradicted')
    expect(proofs.map((row) => row[2])).toEqual(['B3'])
  })

  it('merges spans, and never two that overlap', async () => {
    const cells = cellsOf([
      ['Group', '', 'x'],
      ['a', 'b', 'c'],
      ['d', 'e', 'f'],
    ]).map((cell) =>
      cell.text === 'Group'
        ? { ...cell, row_span: 2, col_span: 2 }
        : cell.text === 'a'
          ? { ...cell, col_span: 3 }
          : cell,
    )
    const parts = await unzip(await export_(bookSheetOf([], { cells, row_count: 3, col_count: 3, header_rows: 1 })))
    expect(parts.get('xl/worksheets/sheet2.xml')).toContain(
      '<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>',
    )
  })
})

describe('no figure and no text is lost', () => {
  it('a figure of more digits than a double holds stays text', async () => {
    const rows = [['h'], ['1234567890123456'], ['123456789012345'], ['1234567890123456000'], ['0.1234567890123456']]
    const workbook = await open(bookSheetOf(rows))
    expect(valuesOf(workbook, 'Schedule')).toEqual([
      ['h'],
      ['1234567890123456'],
      [123456789012345],
      ['1234567890123456000'],
      ['0.1234567890123456'],
    ])
  })

  it('a date before Excel counts rightly stays text', async () => {
    expect(valuesOf(await open(bookSheetOf([['h'], ['28.02.1900'], ['01.03.1900']])), 'Schedule')).toEqual([
      ['h'],
      ['28.02.1900'],
      [new Date('1900-03-01T00:00:00Z')],
    ])
  })

  it('a text longer than a cell is cut on its sheet and whole in the provenance', async () => {
    const long = `${'x'.repeat(excelLimits.cellLength - 1)}😀${'y'.repeat(100)}`
    const workbook = await open(bookSheetOf([['h'], [long]]))
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
        expect(valuesOf(await open(bookSheetOf(rows, size)), 'Schedule')).toEqual(
          rows.map(([label, value]) => [label, Number(value)]),
        )
      }),
      { numRuns: 25 },
    )
  })

  it('an escape that is printed is not read as one', async () => {
    const parts = await unzip(await export_(bookSheetOf([['_x0041_']])))
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
