import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkSums } from '../../lib/schedules/checks.ts'
import { tableOf } from './cells.ts'
import { checksOf as checks, contradictionsOf as contradictions } from './short-checks.ts'

describe('column totals', () => {
  it('a labelled total that adds up is proved, to the cent', () => {
    const [check] = checkSums(
      tableOf([
        ['Item', 'Amount'],
        ['Rent', '1,200.10'],
        ['Power', '(300.05)'],
        ['Total', '900.05'],
      ]),
    )
    expect(check).toEqual({
      kind: 'column_total',
      result: [3, 1],
      operands: [
        [1, 1],
        [2, 1],
      ],
      expected: '900.05',
      actual: '900.05',
      difference: '0.00',
      status: 'proved',
    })
  })

  it.each([
    'Total',
    'TOTAL:',
    'Summe',
    'Gesamtbetrag',
    'Gesamt',
    'Sum',
    'Total (EUR)',
    'Insgesamt',
    'Totale',
    'Subtotal',
  ])('%s over one full column that adds up to something else is contradicted', (label) => {
    expect(
      checks([
        ['Item', 'Amount'],
        ['a', '100'],
        ['b', '200'],
        ['c', '300'],
        [label, '650'],
      ]),
    ).toEqual(['column_total 4,1 contradicted 50'])
  })

  it('a total that fails beside totals that hold is contradicted', () => {
    expect(
      checks([
        ['', '2023', '2024', '2025'],
        ['a', '1,100', '2,100', '3,100'],
        ['b', '1,200', '2,200', '3,250'],
        ['Total assets', '2,300', '4,300', '6,530'],
      ]),
    ).toEqual(['column_total 3,1 proved', 'column_total 3,2 proved', 'column_total 3,3 contradicted 180'])
  })

  it('a grand total counts sub-totals and not their items again', () => {
    const rows = [
      ['', 'Amount'],
      ['a', '100'],
      ['b', '200'],
      ['Subtotal A', '300'],
      ['c', '30'],
      ['d', '40'],
      ['Subtotal B', '70'],
      ['Grand total', '370'],
    ]
    const [, , grand] = checkSums(tableOf(rows))
    expect(grand).toMatchObject({
      result: [7, 1],
      operands: [
        [3, 1],
        [6, 1],
      ],
      status: 'proved',
    })
  })

  it('a net total, its tax and a gross total all hold', () => {
    expect(
      checks([
        ['Item', 'Amount'],
        ['a', '60.00'],
        ['b', '40.00'],
        ['Net total', '100.00'],
        ['VAT 19%', '19.00'],
        ['Total', '119.00'],
      ]),
    ).toEqual(['column_total 3,1 proved', 'column_total 5,1 proved'])
  })

  it('an unlabelled figure that adds up is proved when chance cannot explain it', () => {
    const rows = [
      ['', '2023', '2024'],
      ['Revenue', '48,211', '51,907'],
      ['Cost', '(30,118)', '(33,421)'],
      ['Gross profit', '18,093', '18,486'],
    ]
    expect(checks(rows)).toEqual(['column_total 3,1 proved', 'column_total 3,2 proved'])
  })

  it('small numbers that happen to add up prove nothing', () => {
    expect(
      checks([
        ['', 'n'],
        ['a', '1'],
        ['b', '2'],
        ['c', '3'],
        ['d', '5'],
        ['e', '8'],
      ]),
    ).toEqual([])
  })

  it('an item that adds up by chance is still an item of the total below it', () => {
    const rows = [
      ['', 'Amount'],
      ['a', '99984'],
      ['b', '9'],
      ['c', '-1'],
      ['d', '7'],
      ['e', '99999'],
      ['Total', '199998'],
    ]
    expect(checks(rows)).toEqual(['column_total 6,1 proved'])
  })

  it('a total over what it counts is proved too', () => {
    const rows = [
      ['Group', 'Number'],
      ['Total', '39,695'],
      ['a', '12,345'],
      ['b', '20,350'],
      ['c', '7,000'],
    ]
    expect(checks(rows)).toEqual(['column_total 1,1 proved'])
  })

  it('a grand total that counts the true items of a wrong sub-total is proved by them', () => {
    const rows = [
      ['', 'A', 'B'],
      ['a', '110', '210'],
      ['b', '120', '220'],
      ['Total one', '230', '435'],
      ['c', '300', '400'],
      ['d', '310', '410'],
      ['Total two', '610', '810'],
      ['Grand total', '840', '1240'],
    ]
    expect(contradictions(rows)).toEqual(['column_total 3,2 contradicted 5'])
    expect(checks(rows).slice(-2)).toEqual(['column_total 7,1 proved', 'column_total 7,2 proved'])
  })
})

describe('row totals', () => {
  const rows = (last: string) => [
    ['', 'Q1', 'Q2', 'Q3', 'Total'],
    ['North', '110', '120', '130', '360'],
    ['South', '210', '220', '230', '660'],
    ['West', '310', '320', '330', last],
  ]

  it('a column headed Total is proved row by row', () => {
    expect(checks(rows('960'))).toEqual(['row_total 1,4 proved', 'row_total 2,4 proved', 'row_total 3,4 proved'])
  })
  it('a row that fails where the others hold is contradicted', () => {
    expect(checks(rows('690')).at(-1)).toBe('row_total 3,4 contradicted -270')
  })
  it('a last column without a heading is a total when most rows say so', () => {
    const unnamed = rows('960').map((row, index) => (index === 0 ? ['', 'Q1', 'Q2', 'Q3', 'All four'] : row))
    expect(checks(unnamed).filter((check) => check.endsWith('proved'))).toHaveLength(3)
  })
  it('shares between the columns are no operands', () => {
    const mixed = [
      ['', 'A', '%', 'B', '%', 'Total'],
      ['x', '110', '10', '250', '20', '360'],
      ['y', '210', '11', '450', '30', '660'],
    ]
    expect(checks(mixed)).toEqual(['row_total 1,5 proved', 'row_total 2,5 proved'])
  })
})

describe('any table', () => {
  const column = fc.array(fc.integer({ min: -99_999, max: 99_999 }), { minLength: 2, maxLength: 20 })

  it('a true total is proved and a total that is off by more than rounding is contradicted', () => {
    fc.assert(
      fc.property(column, fc.integer({ min: 1000, max: 90_000 }), (values, off) => {
        fc.pre(values.filter((value) => value !== 0).length >= 2)
        const sum = values.reduce((a, b) => a + b, 0)
        fc.pre(sum !== 0 && sum + off !== 0 && values.some((value) => value > 0))
        fc.pre(!values.every((value) => value >= 1900 && value <= 2099))
        const rows = (total: number) => [
          ['', 'Amount'],
          ...values.map((v, i) => [`item ${i}`, `${v}`]),
          ['Total', `${total}`],
        ]
        const at = values.length + 1
        expect(checks(rows(sum))).toContain(`column_total ${at},1 proved`)
        const wrong = checkSums(tableOf(rows(sum + off))).filter(({ result }) => result[0] === at)
        for (const check of wrong) {
          const run = check.operands.reduce((total, [row]) => total + (values[row - 1] ?? 0), 0)
          expect(Number(check.expected)).toBe(run)
          expect(check.status).toBe(run === sum + off ? 'proved' : 'contradicted')
        }
      }),
    )
  })

  it('a table without figures has no checks', () => {
    expect(
      checks([
        ['a', 'b'],
        ['c', 'd'],
      ]),
    ).toEqual([])
    expect(checkSums({ cells: [], row_count: 0, col_count: 0, header_rows: 0 })).toEqual([])
  })
})
