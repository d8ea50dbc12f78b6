import { describe, expect, it } from 'vitest'
import { checksOf as checks, contradictionsOf as contradictions } from './short-checks.ts'

describe('no false alarms', () => {
  const silent: [string, string[][]][] = [
    [
      'rounded figures that miss by a unit',
      [
        ['', 'EUR m'],
        ['a', '1.4'],
        ['b', '2.4'],
        ['c', '3.4'],
        ['Total', '7.3'],
      ],
    ],
    [
      'percentages',
      [
        ['', 'Share'],
        ['a', '40%'],
        ['b', '30%'],
        ['Total', '100%'],
      ],
    ],
    [
      'a column of shares without signs',
      [
        ['', 'in %'],
        ['a', '40'],
        ['b', '30'],
        ['Total', '100'],
      ],
    ],
    [
      'years',
      [
        ['', 'Since'],
        ['a', '1999'],
        ['b', '2004'],
        ['Total', '2010'],
      ],
    ],
    [
      'unit prices',
      [
        ['Item', 'Unit price'],
        ['a', '100'],
        ['b', '200'],
        ['Total', '250'],
      ],
    ],
    [
      'numbers of pages',
      [
        ['Chapter', 'Page'],
        ['a', '3'],
        ['b', '17'],
        ['Total', '40'],
      ],
    ],
    [
      'account numbers',
      [
        ['', 'Account'],
        ['a', '4711'],
        ['b', '4712'],
        ['Total', '9000'],
      ],
    ],
    [
      'a selection under a total of everything',
      [
        ['Country', 'A', 'B'],
        ['x', '100', '900'],
        ['y', '200', '800'],
        ['Total', '9,999', '8,888'],
      ],
    ],
    [
      'a grand total that counts other tables',
      [
        ['', 'Amount'],
        ['a', '100'],
        ['b', '200'],
        ['Grand total', '900'],
      ],
    ],
    [
      'an unread figure among the operands',
      [
        ['', 'Amount'],
        ['a', '100'],
        ['b', '2OO'],
        ['c', '5'],
        ['Total', '325'],
      ],
    ],
    [
      'a discount printed without its sign',
      [
        ['', 'Amount'],
        ['a', '100'],
        ['b', '50'],
        ['Total', '150'],
        ['Discount', '15'],
        ['Total due', '135'],
      ],
    ],
    [
      'an average under a total',
      [
        ['', 'Amount'],
        ['a', '100'],
        ['b', '200'],
        ['Total', '300'],
        ['Average', '150'],
      ],
    ],
  ]
  it.each(silent)('%s', (_, rows) => expect(contradictions(rows)).toEqual([]))

  it('the rate of a total, worked out of it and rounded, is no factor of it', () => {
    const rows = [
      ['Account', 'Budget', 'Actual', 'Variance', 'Variance %'],
      ['a', '6,137', '5,394', '(743)', '(12.1)%'],
      ['b', '4,520', '5,528', '1,008', '22.3%'],
      ['c', '3,750', '2,704', '(1,046)', '(27.9)%'],
      ['d', '8,276', '9,989', '1,713', '20.7%'],
      ['e', '6,060', '5,915', '(145)', '(2.4)%'],
      ['f', '3,317', '2,783', '(534)', '(16.1)%'],
      ['g', '8,928', '8,276', '(652)', '(7.3)%'],
      ['h', '1,495', '1,215', '(280)', '(18.7)%'],
      ['Total', '42,483', '41,804', '(679)', '(1.6)%'],
    ]
    expect(contradictions(rows)).toEqual([])
  })

  it('a sub-total that rounding explains stands for its items in the total below it', () => {
    const rows = [
      ['in thousands', '2024'],
      ['a', '0.4'],
      ['b', '0.2'],
      ['c', '0.7'],
      ['Subtotal one', '1.3'],
      ['d', ''],
      ['e', '0.5'],
      ['f', ''],
      ['Subtotal two', '0.6'],
      ['Grand total', '1.9'],
    ]
    expect(contradictions(rows)).toEqual([])
  })

  it('whole numbers that stand for thousands are forgiven a unit, and others are not', () => {
    const rows = (head: string) => [
      ['', head],
      ['a', '24,232'],
      ['b', '34,529'],
      ['c', '66,331'],
      ['Total expenses', '125,093'],
    ]
    expect(contradictions(rows('in thousands'))).toEqual([])
    expect(contradictions(rows('2024'))).toEqual(['column_total 4,1 contradicted 1'])
  })

  it('shares that were made to add up to a hundred are forgiven two units', () => {
    const rows = [
      ['', 'Amount', 'Share'],
      ['a', '61', '13.2%'],
      ['b', '53', '11.6%'],
      ['c', '344', '75.2%'],
      ['Total', '458', '100.0%'],
    ]
    expect(contradictions(rows)).toEqual([])
  })

  it('lines of which others are part are not counted twice', () => {
    const rows = [
      ['', 'Amount'],
      ['a', '100'],
      ['of which b', '60'],
      ['c', '50'],
      ['Total', '150'],
    ]
    expect(checks(rows)).toEqual(['column_total 4,1 proved'])
  })

  it('money to the cent is not forgiven a cent', () => {
    const rows = [
      ['', 'Amount (EUR)'],
      ['a', '10.10'],
      ['b', '20.20'],
      ['c', '30.30'],
      ['Total', '60.61'],
    ]
    expect(contradictions(rows)).toEqual(['column_total 4,1 contradicted 0.01'])
  })
})
