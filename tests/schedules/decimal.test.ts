import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDecimals,
  compareDecimals,
  formatDecimal,
  parseDecimal,
  significantDigits,
  subtractDecimals,
  sumDecimals,
} from '../../lib/schedules/decimal.ts'

const decimals = fc.record({ units: fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), scale: fc.nat(12) })

describe('decimal', () => {
  it('formats and parses every value without loss', () => {
    fc.assert(
      fc.property(decimals, (value) => {
        expect(parseDecimal(formatDecimal(value))).toEqual(value)
      }),
    )
  })

  it('adds where floats do not', () => {
    const sum = sumDecimals(['0.1', '0.2', '1000000000000000000000.05'].map(parseDecimal))
    expect(formatDecimal(sum)).toBe('1000000000000000000000.35')
  })

  it('takes back what it added', () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        expect(compareDecimals(subtractDecimals(addDecimals(a, b), b), a)).toBe(0)
      }),
    )
  })

  it('compares by value, not by digits', () => {
    expect(compareDecimals(parseDecimal('1.50'), parseDecimal('1.5'))).toBe(0)
    expect(compareDecimals(parseDecimal('-2'), parseDecimal('1.5'))).toBeLessThan(0)
    expect(compareDecimals(parseDecimal('10'), parseDecimal('9.99'))).toBeGreaterThan(0)
  })

  it('counts the digits that a double would have to hold', () => {
    expect(significantDigits(parseDecimal('0.00120'))).toBe(2)
    expect(significantDigits(parseDecimal('123456789012345600'))).toBe(16)
    expect(significantDigits(parseDecimal('0.00'))).toBe(0)
  })

  it.each(['', '1.', '.5', '1e5', '+1', '1,000', ' 1'])('refuses %j', (text) => {
    expect(() => parseDecimal(text)).toThrow(RangeError)
  })
})
