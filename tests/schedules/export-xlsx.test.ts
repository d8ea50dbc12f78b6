import { describe, expect, it } from 'vitest'
import { checkSums } from '../../lib/schedules/checks.ts'
import type { Check, ScheduleFacts } from '../../lib/schedules/model.ts'
import { bookSheetOf, cellsOf, tableOf } from './cells.ts'
import { parseXml, readWorkbook, unzip } from './written.ts'
import { contradicted, openBook, valuesOf, writeBook } from './written-book.ts'

describe('a workbook', () => {
  it('has a summary, a sheet for each schedule and the provenance, all well-formed XML', async () => {
    const parts = await unzip(
      await writeBook(
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
    const sheet = (await openBook(bookSheetOf(rows))).getWorksheet('Schedule')
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
      await openBook(
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
    const workbook = await openBook(bookSheetOf([['x']], { name: "Bob's [list]", pages: [3, 4, 5, 8] }))
    const note = workbook.getWorksheet("Bob's _list_")?.getCell('A1').note
    expect(JSON.stringify(note)).toMatch(
      /Annual report\.pdf.*Pages 3–5, 8.*Box 0\.0, 0\.0, 500\.0, 700\.0 pt.*pdf-text/s,
    )
    const parts = await unzip(await writeBook(bookSheetOf([['x']], { name: "Bob's [list]" })))
    expect(parts.get('xl/worksheets/sheet1.xml')).toContain(
      '<hyperlink ref="A10" location="&apos;Bob&apos;&apos;s _list_&apos;!A1"/>',
    )
  })

  it('sums up checks and names each difference', async () => {
    const proved: Check = { ...contradicted(2, 1), status: 'proved' }
    const workbook = await openBook(
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
    const summary = valuesOf(await openBook(bookSheetOf([['x']], { facts })), 'Summary')
    expect(summary.at(-2)?.slice(10)).toEqual(['Kind', 'Kind confidence', 'Scale', 'Unit', 'Periods'])
    expect(summary.at(-1)?.slice(10)).toEqual(['balance_sheet', 0.9, 1000, 'EUR', '2024, 2023'])
  })

  it('proves every cell: schedule, address, page, box, confidence and text as printed', async () => {
    const rows = valuesOf(await openBook(bookSheetOf([['h'], ['(1,234.50)*']])), 'Provenance')
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
    const bytes = await writeBook(proven(assets))
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
    const workbook = await openBook(proven(rows), { ...proven(results), name: 'Results' })
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
    const workbook = await openBook(proven(long), { ...proven(above), name: 'Above' })
    expect(workbook.getWorksheet('Schedule')?.getCell('B4').value).toBe(67)
    expect(workbook.getWorksheet('Above')?.getCell('B2').value).toBe(39695)
  })

  it('colours the figure that is likely wrong and proposes another, and changes nothing', async () => {
    const wrong = assets.map((row, index) => (index === 2 ? row.with(1, '1,850') : row))
    const workbook = await openBook(proven(wrong))
    const cell = workbook.getWorksheet('Schedule')?.getCell('B3')
    expect(cell?.value).toBe(1850)
    expect(cell?.fill).toMatchObject({ fgColor: { argb: 'FFFFC7CE' } })
    expect(JSON.stringify(cell?.note)).toContain('it would hold if B3 said 1550')
    expect(workbook.getWorksheet('Schedule')?.getCell('B5').value).toBe(2500)
    const proofs = valuesOf(workbook, 'Provenance').filter((row) => row[11] === 'contradicted')
    expect(proofs.map((row) => row[2])).toEqual(['B3'])
  })

  it('colours a text that a sum bears out as a figure, and leaves it the text that it is', async () => {
    const misread = assets.map((row, index) => (index === 2 ? row.with(1, '1,55O') : row))
    const sheet = (await openBook(proven(misread))).getWorksheet('Schedule')
    expect(sheet?.getCell('B3').value).toBe('1,55O')
    expect(sheet?.getCell('B3').fill).toMatchObject({ fgColor: { argb: 'FFFFC7CE' } })
    expect(JSON.stringify(sheet?.getCell('B3').note)).toContain('it would hold if B3 said 1550')
    expect(sheet?.getCell('B5').value).toBe(2500)
    expect(sheet?.getCell('C5').value).toEqual({ formula: 'SUM(C2:C3)', result: 2150 })
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
    const parts = await unzip(await writeBook(bookSheetOf([], { cells, row_count: 3, col_count: 3, header_rows: 1 })))
    expect(parts.get('xl/worksheets/sheet2.xml')).toContain(
      '<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>',
    )
  })
})
