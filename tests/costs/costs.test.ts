import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { billablePages, quote } from '../../lib/costs/rates.ts'
import { COST_STATES, type CostStatus, type CostStep, nextCostStatus } from '../../lib/costs/states.ts'
import { type Transition, testEveryTransition } from '../support/transitions.ts'

const TABLE: Transition<CostStatus, CostStep>[] = [
  ['PENDING', 'settled', 'COMPLETED'],
  ['PENDING', 'nothing read', 'FAILED'],
]

describe('a cost record changes its state by the table and in no other way', () => {
  const states: CostStatus[] = ['PENDING', 'COMPLETED', 'FAILED']
  testEveryTransition(nextCostStatus, 'cost_state_conflict', TABLE, { states, events: ['settled', 'nothing read'] })

  test('and the table has nothing that this page does not know', () => {
    expect(COST_STATES).toEqual({
      PENDING: { settled: 'COMPLETED', 'nothing read': 'FAILED' },
      COMPLETED: {},
      FAILED: {},
    })
  })
})

describe('the price of a document', () => {
  test('counts its pages where it has pages, whatever is on them', () => {
    expect(billablePages({ page_count: 7, characters: 1_000_000, paged: true })).toBe(7)
    expect(billablePages({ page_count: 7, characters: null, paged: true })).toBe(7)
  })

  test.each([
    [null, 1],
    [0, 1],
    [1, 1],
    [3000, 1],
    [3001, 2],
    [9000, 3],
    [9001, 4],
  ])('counts 3,000 characters as a page where it has none: %s are %s', (characters, pages) => {
    expect(billablePages({ page_count: 1, characters, paged: false })).toBe(pages)
  })

  test('is never below one page, and never falls as the text grows', () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), fc.nat(10_000), (characters, more) => {
        const pagesOf = (count: number) => billablePages({ page_count: 1, characters: count, paged: false })
        expect(pagesOf(characters)).toBeGreaterThanOrEqual(1)
        expect(pagesOf(characters + more)).toBeGreaterThanOrEqual(pagesOf(characters))
      }),
    )
  })

  test('may reach the cap and not pass it', () => {
    expect(quote(2000, 12, 24_000)).toBe(24_000)
    const refusal = expect.objectContaining({ code: 'job_cost_limit_exceeded', status: 402, retryable: false })
    expect(() => quote(2001, 12, 24_000)).toThrow(refusal)
    expect(quote(1_000_000, 0, 0)).toBe(0)
  })
})
