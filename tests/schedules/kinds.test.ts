import { describe, expect, test } from 'vitest'
import { readKind } from '../../lib/schedules/facts/schedule-kind.ts'
import { readStatements } from './read-statements.ts'

describe('the kind of statements as companies print them', () => {
  test.each(['first', 'second', 'third', 'fourth', 'fifth', 'others'])('%s', (file) => {
    const wrong = readStatements(file).flatMap(({ kind, name, heads, labels }) => {
      const read = readKind(name, heads, labels)
      return read.kind === kind ? [] : [`${name}: ${read.kind}, not ${kind}`]
    })
    expect(wrong).toEqual([])
  })
})

test('a name alone makes no table of words a schedule of debts, taxes or invoices', () => {
  for (const name of ['Loans to students', 'Tax policy of member states', 'Invoice processing by office'])
    expect(readKind(name, ['Region', 'Cases'], ['North', 'South']).kind).toBe('other')
})

test('a statement is known by its name where its lines are in another language', () => {
  expect(readKind('Balance sheet', ['2024', '2023'], ['Aktywa trwałe', 'Zapasy']).kind).toBe('balance_sheet')
})

test('a long text and a long table take no time to speak of', () => {
  const long = 'cash and profit before tax of the '.repeat(3000)
  const began = performance.now()
  readKind(long, [long], new Array<string>(50_000).fill(long))
  expect(performance.now() - began).toBeLessThan(2000)
})
