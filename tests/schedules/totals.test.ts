import { describe, expect, it } from 'vitest'
import { checksOf, contradictionsOf, suspicionsOf } from './short-checks.ts'

describe('where a total stands', () => {
  const above = (total: string) => [
    ['Region', '2024'],
    ['Total', total],
    ['North', '49,219.41'],
    ['South', '27,297.89'],
    ['West', '49,694.68'],
  ]
  it('over what it counts a wrong digit of it is found', () => {
    expect(checksOf(above('126,211.98'))).toEqual(['column_total 1,1 proved'])
    expect(contradictionsOf(above('126,311.98'))).toEqual(['column_total 1,1 contradicted 100.00'])
  })

  it('over a selection of what it counts it is not contradicted', () => {
    expect(contradictionsOf(above('999,888.77'))).toEqual([])
  })

  it('sub-totals over their items, and a total over those, are proved', () => {
    const rows = [
      ['', '2024'],
      ['Revenue', '99,117'],
      ['Products', '61,016'],
      ['Desks', '40,013'],
      ['Lamps', '21,003'],
      ['Services', '38,101'],
      ['Repairs', '30,090'],
      ['Hire', '8,011'],
    ]
    expect(checksOf(rows)).toContain('column_total 1,1 proved')
    expect(checksOf(rows)).toContain('column_total 2,1 proved')
  })

  it('in a last row without a label a wrong digit of long figures is found', () => {
    const rows = (total: string) => [
      ['', 'Amount'],
      ['a', '412,345'],
      ['b', '320,350'],
      ['c', '117,012'],
      ['', total],
    ]
    expect(checksOf(rows('849,707'))).toEqual(['column_total 4,1 proved'])
    expect(contradictionsOf(rows('849,207'))).toEqual(['column_total 4,1 contradicted -500'])
    expect(contradictionsOf(rows('511,236'))).toEqual([])
  })

  it('in a column headed with the whole of the time it is held against each row', () => {
    const rows = [
      ['', 'Jan', 'Feb', 'Mar', 'Year'],
      ['Rent', '352.53', '918.53', '740.73', '2,012.79'],
      ['Power', '625.55', '435.29', '939.40', '2,000.24'],
      ['Travel', '390.45', '535.24', '253.61', '1,179.30'],
    ]
    expect(contradictionsOf(rows)).toEqual(['row_total 1,4 contradicted 1.00'])
  })

  it('before its parts, one of them nil, it is proved and one wrong row of three is found', () => {
    const rows = [
      ['Region', 'Total', 'Goods', 'Services'],
      ['North', '711.55', '–', '711.55'],
      ['South', '1,926.75', '617.31', '1,309.44'],
      ['West', '1,688.09', '891.18', '791.91'],
    ]
    expect(checksOf(rows).at(-1)).toBe('row_total 3,1 contradicted 5.00')
  })
})

describe('what a total counts', () => {
  it('tax whose label ends in its rate is part of what is due', () => {
    const rows = (due: string) => [
      ['', 'Amount'],
      ['a', '12,257.92'],
      ['b', '92,227.30'],
      ['Net amount', '104,485.22'],
      ['Sales tax 19 %', '19,852.19'],
      ['Total due', due],
    ]
    expect(checksOf(rows('124,337.41'))).toEqual(['column_total 3,1 proved', 'column_total 5,1 proved'])
    expect(contradictionsOf(rows('124,337.42'))).toEqual(['column_total 5,1 contradicted 0.01'])
  })

  it('a mark of a note on its label changes nothing', () => {
    const rows = ['Total*', 'Total¹', 'Total †'].map((label) => [
      ['', 'Amount'],
      ['a', '110'],
      ['b', '220'],
      ['c', '330'],
      [label, '960'],
    ])
    expect(rows.map(contradictionsOf)).toEqual(rows.map(() => ['column_total 4,1 contradicted 300']))
  })

  it('retained earnings are an item of the equity, though they are assets less the rest as well', () => {
    const rows = (all: string) => [
      ['', '2024', '2023'],
      ['Total assets', '175,361', '158,971'],
      ['Loans', '94,221', '136,832'],
      ['Payables', '62,492', '50,425'],
      ['Total liabilities', '156,713', '187,257'],
      ['Share capital', '14,733', '3,774'],
      ['Retained earnings', '3,915', '(32,060)'],
      ['Total equity', '18,648', '(28,286)'],
      ['Total equity and liabilities', '175,361', all],
    ]
    expect(checksOf(rows('158,971'))).toContain('column_total 7,1 proved')
    expect(checksOf(rows('158,971'))).toContain('column_total 8,2 proved')
    expect(contradictionsOf(rows('198,971'))).toEqual(['column_total 8,2 contradicted 40000'])
  })

  it('items without a figure before a sub-total do not part it from the others', () => {
    const rows = [
      ['in thousands', '2024'],
      ['a', '927'],
      ['b', '503'],
      ['Subtotal one', '1,430'],
      ['c', '7'],
      ['d', ''],
      ['Subtotal two', '7'],
      ['Grand total', '1,437'],
    ]
    expect(checksOf(rows)).toEqual(['column_total 3,1 proved', 'column_total 6,1 proved', 'column_total 7,1 proved'])
  })

  it('an error is not explained by taking away a small item that nothing says is taken away', () => {
    const rows = [
      ['', 'Amount'],
      ['a', '78.20'],
      ['b', '60.10'],
      ['c', '0.02'],
      ['d', '89.06'],
      ['Total', '227.34'],
    ]
    expect(contradictionsOf(rows)).toEqual(['column_total 5,1 contradicted -0.04'])
  })

  it('disposals that are nil in most rows are still taken away in the others', () => {
    const rows = [
      ['', 'Opening', 'Additions', 'Disposals', 'Closing'],
      ['Land', '718.08', '87.69', '546.17', '259.60'],
      ['Plant', '138.74', '92.84', '–', '231.58'],
      ['Cars', '134.56', '95.03', '–', '229.59'],
      ['Total', '991.38', '275.56', '546.17', '720.77'],
    ]
    expect(contradictionsOf(rows)).toEqual([])
    expect(checksOf(rows).filter((check) => check.startsWith('carried_balance'))).toHaveLength(4)
  })
})

describe('a single wrong figure', () => {
  it('of two products is found, where the headings claim them', () => {
    const rows = (price: string) => [
      ['Item', 'Qty', 'Unit price', 'Amount'],
      ['a', '5', '2,010.16', '10,050.80'],
      ['b', '57', price, '2,528.52'],
    ]
    expect(suspicionsOf(rows('44.36'))).toEqual(['product 1,3 proved', 'product 2,3 proved'])
    expect(suspicionsOf(rows('46.36')).at(-1)).toBe('product 2,3 contradicted 2,2 → 44.36')
  })

  it('of two shares of a hundred is found', () => {
    const rows = [
      ['', 'Amount', '% of total'],
      ['a', '52,938', '18.5%'],
      ['b', '233,131', '51.5%'],
      ['Total', '286,069', '100.0%'],
    ]
    expect(suspicionsOf(rows)).toContain('percentage 2,2 contradicted 2,2 → 81.5')
  })

  it('in a column with no other is found by the balance', () => {
    const rows = [
      ['Date', 'In', 'Out', 'Balance'],
      ['01.02.2024', '', '', '1,131.54'],
      ['02.02.2024', '', '160.88', '970.66'],
      ['03.02.2024', '', '102.19', '868.47'],
      ['04.02.2024', '386.17', '', '1,256.64'],
      ['05.02.2024', '', '126.56', '1,130.08'],
    ]
    expect(contradictionsOf(rows)).toEqual(['carried_balance 4,3 contradicted 2.00'])
  })
})
