import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hashKey, isWellFormedKey, makeKey, startOfKey } from '../../lib/tenancy/key-format.ts'

const environment = fc.constantFrom('live' as const, 'test' as const)
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

describe('an API key', () => {
  test('is well-formed when it is made', () => {
    fc.assert(
      fc.property(environment, (name) => {
        const key = makeKey(name)
        expect(key).toMatch(new RegExp(`^ll_${name}_[0-9A-Za-z]{32}_[0-9A-Za-z]{6}$`))
        expect(isWellFormedKey(key)).toBe(true)
      }),
    )
  })

  test('is refused after any change of a single character', () => {
    const character = fc.oneof(fc.constantFrom(...ALPHABET), fc.string({ minLength: 1, maxLength: 1 }))
    fc.assert(
      fc.property(environment, fc.nat(), character, (name, at, other) => {
        const key = makeKey(name)
        const index = at % key.length
        fc.pre(key[index] !== other)
        expect(isWellFormedKey(key.slice(0, index) + other + key.slice(index + 1))).toBe(false)
      }),
      { numRuns: 5_000 },
    )
  })

  test('is refused after two neighbours are swapped, and with anything missing or added', () => {
    fc.assert(
      fc.property(environment, fc.nat(), (name, at) => {
        const key = makeKey(name)
        const index = at % (key.length - 1)
        const swapped = key.slice(0, index) + key[index + 1] + key[index] + key.slice(index + 2)
        if (swapped !== key) expect(isWellFormedKey(swapped)).toBe(false)
        expect(isWellFormedKey(key.slice(0, index) + key.slice(index + 1))).toBe(false)
        for (const text of [`${key}\n`, ` ${key}`, `${key}x`, key.toUpperCase(), ''])
          expect(isWellFormedKey(text)).toBe(false)
      }),
    )
  })

  test('uses every character about equally often', () => {
    const counts = new Map([...ALPHABET].map((character) => [character, 0]))
    for (let i = 0; i < 2_000; i++)
      for (const character of makeKey('live').slice(8, 40)) counts.set(character, counts.get(character)! + 1)
    const expected = (2_000 * 32) / 62
    for (const count of counts.values()) expect(Math.abs(count - expected)).toBeLessThan(expected * 0.25)
  })

  test('is shown in lists by its start, which leaves it unknown, and stored by its hash', () => {
    const key = makeKey('live')
    expect(startOfKey(key)).toBe(key.slice(0, 12))
    expect(hashKey(key)).toHaveLength(32)
    expect(hashKey(key).equals(hashKey(makeKey('live')))).toBe(false)
  })
})
