/**
 * Exact decimal arithmetic for printed figures: a whole number of units and how many decimals they stand for.
 * Figures are never floats: a sum over a million rows must be right to the last printed place.
 * Multiplication and division are left out on purpose; nothing here rounds.
 */

/** `units / 10^scale`; `scale` is the number of decimals, 0 or more. */
export type Decimal = { readonly units: bigint; readonly scale: number }

export const zero: Decimal = { units: 0n, scale: 0 }

/** Reads `-1234.50`, as figures are stored. Throws on anything else: such a string is a defect of ours. */
export function parseDecimal(text: string): Decimal {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text)
  if (!match) throw new RangeError(`not a decimal: ${text}`)
  const [, sign = '', whole = '', fraction = ''] = match
  return { units: BigInt(sign + whole + fraction), scale: fraction.length }
}

/** Keeps every decimal, trailing zeros too: they say how precisely a figure was printed. */
export function formatDecimal({ units, scale }: Decimal): string {
  const digits = absolute(units)
    .toString()
    .padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  const fraction = digits.slice(digits.length - scale)
  return `${units < 0n ? '-' : ''}${whole}${scale > 0 ? `.${fraction}` : ''}`
}

/** The same value in units of a finer place. `scale` must not be smaller than the value's own. */
export const unitsAt = (value: Decimal, scale: number): bigint => value.units * 10n ** BigInt(scale - value.scale)

export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale)
  return { units: unitsAt(a, scale) + unitsAt(b, scale), scale }
}

export const negateDecimal = ({ units, scale }: Decimal): Decimal => ({ units: -units, scale })

export const subtractDecimals = (a: Decimal, b: Decimal): Decimal => addDecimals(a, negateDecimal(b))

export const sumDecimals = (values: readonly Decimal[]): Decimal => values.reduce(addDecimals, zero)

/** Negative, zero or positive, as `a` is less than, equal to or greater than `b`. `1.50` equals `1.5`. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const { units } = subtractDecimals(a, b)
  return units < 0n ? -1 : units > 0n ? 1 : 0
}

/** Digits between the first and the last that are not zero: what a binary double must hold to show the figure. */
export const significantDigits = ({ units }: Decimal): number => absolute(units).toString().replace(/0+$/, '').length

export const absolute = (units: bigint): bigint => (units < 0n ? -units : units)
