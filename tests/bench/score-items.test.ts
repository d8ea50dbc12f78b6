import { expect, test } from 'vitest'
import { type ItemTally, tallyItems } from '../../bench/score-items.ts'

const tallyOf = (
  ...[truth, found]: [Parameters<typeof tallyItems>[1], Parameters<typeof tallyItems>[2]]
): ItemTally => {
  const tally = { present: 0, found: 0, amounts: 0, names: 0 }
  tallyItems(tally, truth, found)
  return tally
}

test('a line is right by its amount, whatever its sign, and by a name that holds the other', () => {
  const truth = [
    { name: 'Oak table, 180 cm', amount: 350 },
    { name: 'Chair', price_subtotal: '-45.50' },
  ]
  const found = [
    { description: 'Oak table', amount: '350.00' },
    { description: 'Delivery', amount: '45.5' },
  ]
  expect(tallyOf(truth, found)).toEqual({ present: 2, found: 2, amounts: 2, names: 1 })
})

test('what was found once answers one line of the truth, and what is in no truth counts as found', () => {
  const truth = [
    { name: 'Chair', amount: 45.5 },
    { name: 'Chair', amount: 45.5 },
  ]
  const found = [
    { description: 'Chair', amount: '45.50' },
    { description: 'Total', amount: '91.00' },
  ]
  expect(tallyOf(truth, found)).toEqual({ present: 2, found: 2, amounts: 1, names: 1 })
})

test('a document whose truth has no amounts is not scored', () => {
  expect(tallyOf([{ name: 'Chair' }], [{ description: 'Chair', amount: '45.50' }])).toEqual({
    present: 0,
    found: 0,
    amounts: 0,
    names: 0,
  })
})
