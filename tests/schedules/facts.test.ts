import { describe, expect, it } from 'vitest'
import { assembleSchedules } from '../../lib/schedules/assemble.ts'
import { readPeriods } from '../../lib/schedules/facts/periods.ts'
import { readScale, readUnit } from '../../lib/schedules/facts/scale.ts'
import { readKind } from '../../lib/schedules/facts/schedule-kind.ts'
import type { Schedule } from '../../lib/schedules/model.ts'
import { cellsOf } from './cells.ts'

/** A schedule of rows of texts; two spaces before a label indent it by a step. */
function scheduleOf(rows: string[][], name: string | null = null, headerRows = 1): Schedule {
  const indents = rows.map((row) => (/^ */.exec(row[0] ?? '')?.[0].length ?? 0) * 5)
  const cells = cellsOf(
    rows.map((row) => row.map((text) => text.trim())),
    headerRows,
  ).map((cell) => (cell.col === 0 ? { ...cell, bbox: [indents[cell.row] ?? 0, 0, 90, 10] as const } : cell))
  const [schedule] = assembleSchedules([
    {
      name,
      page: 1,
      pages: [1],
      bbox: null,
      confidence: 0.9,
      row_count: rows.length,
      col_count: rows[0]?.length ?? 0,
      header_rows: headerRows,
      cells,
    },
  ])
  if (!schedule) throw new Error('no schedule')
  return schedule
}

const balance = [
  ['(in thousands of EUR)', '2024', '2023'],
  ['Current assets', '', ''],
  ['  Cash', '1,210', '900'],
  ['  Inventories', '2,345', '2,100'],
  ['  Total current assets', '3,555', '3,000'],
  ['Non-current assets', '', ''],
  ['  Property', '7,001', '6,999'],
  ['  Goodwill', '512', '512'],
  ['  Total non-current assets', '7,513', '7,511'],
  ['Total assets', '11,068', '10,511'],
  ['1) Restated.', '', ''],
]

describe('rows', () => {
  it('are headers, sections, items, sub-totals, totals and notes, and as deep as their labels are indented', () => {
    expect(scheduleOf(balance).row_facts?.map(({ row, kind, level }) => `${row} ${kind} ${level}`)).toEqual([
      '0 header 0',
      '1 section 0',
      '2 item 1',
      '3 item 1',
      '4 subtotal 1',
      '5 section 0',
      '6 item 1',
      '7 item 1',
      '8 subtotal 1',
      '9 total 0',
      '10 note 0',
    ])
  })

  it('an unlabelled figure that adds up makes its row a sub-total of what counts it', () => {
    const rows = [
      ['', '2023', '2024'],
      ['Revenue', '48,211', '51,907'],
      ['Cost', '(30,118)', '(33,421)'],
      ['Gross profit', '18,093', '18,486'],
      ['Overheads', '(4,007)', '(4,312)'],
      ['Operating profit', '14,086', '14,174'],
    ]
    expect(scheduleOf(rows).row_facts?.map(({ kind }) => kind)).toEqual([
      'header',
      'item',
      'item',
      'subtotal',
      'item',
      'total',
    ])
  })
})

describe('a schedule', () => {
  it('says its kind, its scale, its unit and its periods', () => {
    const { facts } = scheduleOf(balance, 'Consolidated balance sheet')
    expect(facts).toMatchObject({ kind: 'balance_sheet', scale: 1000, unit: 'EUR' })
    expect(facts?.kind_confidence).toBeGreaterThan(0.8)
    expect(facts?.periods).toEqual([
      { col: 1, text: '2024', value: '2024' },
      { col: 2, text: '2023', value: '2023' },
    ])
  })

  it.each([
    ['in thousands', 1000, null],
    ['TEUR', 1000, 'EUR'],
    ["CHF '000", 1000, 'CHF'],
    ['€m', 1_000_000, 'EUR'],
    ['in Mio. €', 1_000_000, 'EUR'],
    ['US$ millions', 1_000_000, 'USD'],
    ['USD bn', 1_000_000_000, 'USD'],
    ['Amount in EUR', 1, 'EUR'],
    ['£ and €', 1, null],
    ['metres', 1, null],
  ])('%s is %d of %s', (text, scale, unit) => {
    expect([readScale(text), readUnit(text)]).toEqual([scale, unit])
  })

  it.each([
    ['Statement of cash flows', [], ['Net cash from operating activities', 'Net increase in cash'], 'cash_flow'],
    ['Table 4', [], ['Revenue', 'Cost of sales', 'Gross profit', 'Net income'], 'income_statement'],
    ['Ageing of trade receivables', ['0-30 days', '31-60', '61-90', 'over 90'], [], 'ageing'],
    ['', ['Pos', 'Description', 'Qty', 'Unit price', 'Amount'], [], 'invoice_lines'],
    ['Anlagenspiegel', ['Buchwert'], ['Zugänge', 'Abgänge'], 'depreciation'],
    ['Bank loans', ['Lender', 'Maturity', 'Interest rate'], [], 'debt'],
    ['Income tax', ['Tax rate'], ['Deferred tax', 'Current tax'], 'tax'],
    ['Population by region', ['Region', '2023'], ['North', 'South'], 'other'],
  ])('%s is recognised', (name, heads, labels, kind) => {
    expect(readKind(name, heads, labels).kind).toBe(kind)
  })

  it.each([
    ['31.12.2024', '2024-12-31'],
    ['Year ended 31 December 2023', '2023-12-31'],
    ['December 31, 2022', '2022-12-31'],
    ['Q3 2024', '2024-Q3'],
    ['Mar 2024', '2024-03'],
    ['FY2021', '2021'],
    ['2023/24', '2023'],
  ])('%s heads a period', (text, value) => {
    expect(readPeriods(cellsOf([['', text]], 1), 2)).toEqual([{ col: 1, text, value }])
  })

  it('a number that is no year heads none', () => {
    expect(readPeriods(cellsOf([['', 'Article 12024', 'Total', '12']], 1), 4)).toEqual([])
  })
})
