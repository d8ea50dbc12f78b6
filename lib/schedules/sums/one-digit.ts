/** Whether one wrong digit explains a difference, as when a 3 was read where an 8 stands. */
import { absolute } from '../decimal.ts'

/** A figure as it was printed: `digits` counts all of them, a leading zero and decimals too. */
export type PrintedUnits = { units: bigint; digits: number; scale: number }

/** A difference that a change of one digit could make. */
export const isOneDigit = (difference: bigint): boolean => /^[1-9]0*$/.test(absolute(difference).toString())

/** The figure with `change` added, if that alters exactly one of its digits and could be printed in its place. */
export function withOneDigit({ units, digits, scale }: PrintedUnits, change: bigint): bigint | null {
  const wanted = units + change
  // A digit brings no sign with it, and nil is printed without.
  if (wanted < 0n ? units >= 0n : units < 0n && wanted !== 0n) return null
  const printed = absolute(units).toString().padStart(digits, '0')
  const other = absolute(wanted).toString().padStart(digits, '0')
  if (other.length !== printed.length) return null
  if (other.startsWith('0') && other.length > scale + 1) return null
  let changed = 0
  for (let at = 0; at < printed.length; at++) if (printed[at] !== other[at]) changed += 1
  return changed === 1 ? wanted : null
}

/** Every figure that one other digit would make of this one. */
export function* oneDigitVariants(figure: PrintedUnits): Generator<bigint> {
  for (let place = 0, unit = 1n; place < figure.digits; place++, unit *= 10n) {
    for (let digit = -9n; digit <= 9n; digit++) {
      const variant = digit === 0n ? null : withOneDigit(figure, digit * unit)
      if (variant !== null) yield variant
    }
  }
}
