import { describe, expect, test } from 'vitest'
import { type FieldTally, isSameField, type ScoredField, similarity, tallyFields } from '../../bench/score-fields.ts'
import { fieldsOf, readDrawn } from '../extraction/invoice-documents.ts'

describe('an answer is right', () => {
  test.each([
    ['invoice_number', '# BLR-2015/7', 'blr 2015 7', true],
    ['invoice_number', 'A-17', 'A-71', false],
    ['date', '2024-03-01', '2024-03-01T10:00:00Z', true],
    ['date', '2024-03-01', '2024-01-03', false],
    ['total', 12.3, '-12.30', true],
    ['total', 12.3, '12.31', false],
    ['total', 12.3, 'twelve', false],
    ['currency', 'EUR', 'eur', true],
    ['vendor', 'Marlow & Finch', 'MARLOW FINCH', true],
    ['vendor', 'Marlow and Finch Trading', 'Marlow and Finch', true],
    ['vendor', 'Marlow and Finch Trading Company', 'Marlow', false],
    ['vendor', 'ADVANCO COMPANY', 'ADVANC0 COMPANV', true],
    ['vendor', 'Marlow and Finch', '-', false],
  ] as const)('%s: %s read as %s: %s', (field, wanted, found, expected) => {
    expect(isSameField(field, wanted, found)).toBe(expected)
  })
})

// What Python's difflib gives for the same pairs.
test.each([
  ['WIKIMEDIA', 'WIKIMANIA', 14 / 18],
  ['YHMAEONTEBRAUCITY', 'YHHAEONTEBRAUCITY', 32 / 34],
  ['ABCD', 'BCDE', 0.75],
  ['ABAB', 'BABA', 0.75],
  ['AB', 'XY', 0],
  ['', '', 1],
])('%s and %s are similar by a share of %f', (a, b, share) => {
  expect(similarity(a, b)).toBeCloseTo(share, 10)
})

test('documents are tallied by the fields that their truth has', async () => {
  const read = fieldsOf(
    await readDrawn([
      ['Brightwater Tools Ltd', 50, 40, 16],
      ['Invoice No. BT-9', 50, 80],
      ['Date: 14 March 2024', 50, 94],
      ['Total', 400, 300],
      ['£540.00', 545, 300, 10, 'right'],
    ]),
  )
  const tally = new Map<ScoredField, FieldTally>()
  expect(tallyFields(tally, { invoice_number: 'BT-9', total: 540, vendor: 'Brightwater Tools' }, read)).toEqual([])
  const misses = tallyFields(
    tally,
    { invoice_number: 'BT-10', date: null, vendor: 'Northgate' },
    { ...read, vendor: null },
  )
  expect(misses).toEqual([
    { field: 'invoice_number', wanted: 'BT-10', found: 'BT-9' },
    { field: 'vendor', wanted: 'Northgate', found: null },
  ])
  expect(Object.fromEntries(tally)).toEqual({
    invoice_number: { correct: 1, answered: 2, present: 2 },
    total: { correct: 1, answered: 1, present: 1 },
    vendor: { correct: 1, answered: 1, present: 2 },
  })
})
