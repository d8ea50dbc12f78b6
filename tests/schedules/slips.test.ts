import { describe, expect, it } from 'vitest'
import { checkSums } from '../../lib/schedules/checks.ts'
import { proofOf } from '../../lib/schedules/proof.ts'
import { tableOf } from './cells.ts'
import { suspicionsOf } from './short-checks.ts'

const list = (figure: string, total = '305') => [
  ['', 'Amount'],
  ['a', '100'],
  ['b', figure],
  ['c', '5'],
  ['Total', total],
]

describe('a letter among digits', () => {
  it.each([
    ['2OO', '305', '200'],
    ['2oO', '305', '200'],
    ['l23', '228', '123'],
    ['I23', '228', '123'],
    ['|23', '228', '123'],
    ['4S1', '556', '451'],
    ['4B1', '586', '481'],
    ['Z41', '346', '241'],
    ['(2OO)', '-95', '-200'],
    ['lOO', '205', '100'],
  ])('%s is suspected where the sum bears out what it would be', (figure, total, proposed) => {
    expect(checkSums(tableOf(list(figure, total)))).toMatchObject([
      { result: [4, 1], actual: total, status: 'contradicted', suspect: [2, 1], proposed, difference: proposed },
    ])
  })

  it('gets no value: the text stays as it is printed', () => {
    const table = tableOf(list('2OO'))
    const checks = checkSums(table)
    const cell = table.cells.find(({ text }) => text === '2OO')
    expect(cell).not.toHaveProperty('value')
    expect([proofOf(checks)([2, 1]), proofOf(checks)([1, 1])]).toEqual(['contradicted', 'unproved'])
  })

  it.each(['325', '1,305', '105'])('says nothing where no sum bears it out: a total of %s', (total) => {
    expect(checkSums(tableOf(list('2OO', total)))).toEqual([])
  })

  it('in the total itself is suspected too, and counts for nothing there', () => {
    expect(checkSums(tableOf(list('200', '3O5')))).toMatchObject([
      { expected: '305', actual: '0', difference: '-305', suspect: [4, 1], proposed: '305' },
    ])
  })

  it('is named by both sums that cross it', () => {
    const rows = [
      ['', 'Q1', 'Q2', 'Total'],
      ['North', '1,110', '1,220', '2,330'],
      ['South', '2,415', '2,S24', '4,939'],
      ['Total', '3,525', '3,744', '7,269'],
    ]
    expect(suspicionsOf(rows).filter((check) => check.includes('contradicted'))).toEqual([
      'column_total 3,2 contradicted 2,2 → 2524',
      'row_total 2,3 contradicted 2,2 → 2524',
    ])
  })

  it('in a quantity is suspected by its product', () => {
    const rows = [
      ['Item', 'Qty', 'Unit price', 'Amount'],
      ['a', '3', '110.10', '330.30'],
      ['b', 'l7', '20.50', '348.50'],
      ['c', '12', '31.25', '375.00'],
    ]
    expect(suspicionsOf(rows)[1]).toBe('product 2,3 contradicted 2,1 → 17')
  })

  it('two of them in one sum are each named', () => {
    const rows = list('2OO', '3O5')
    expect(suspicionsOf(rows)).toEqual([
      'column_total 4,1 contradicted 4,1 → 305',
      'column_total 4,1 contradicted 2,1 → 200',
    ])
  })

  it.each(['SO', 'Bio', 'n/a', 'see 5', 'OO', '5 kg'])('%s is a word, whatever a sum would say', (text) => {
    expect(checkSums(tableOf(list(text, '155')))).toEqual([])
  })
})
