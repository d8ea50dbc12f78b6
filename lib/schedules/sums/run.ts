/** Lines that are added up, some of them taken away. */

import type { Vector } from './lines.ts'
import { isOneDigit, withOneDigit } from './one-digit.ts'

export type Run = { operands: readonly number[]; minus: ReadonlySet<number> }

const nothing: ReadonlySet<number> = new Set()

export const plainRun = (operands: readonly number[]): Run => ({ operands, minus: nothing })

export const sumOf = ({ figures }: Vector, { operands, minus }: Run): bigint => {
  let sum = 0n
  for (const at of operands) sum += minus.has(at) ? -(figures[at] ?? 0n) : (figures[at] ?? 0n)
  return sum
}

/** Figures other than zero. */
export const countFigures = (vector: Vector, { operands }: Run): number =>
  operands.reduce((count, at) => count + (vector.figures[at] ? 1 : 0), 0)

/** Whether anything from the first operand to the total is printed and not read: the sum cannot be told then. */
export function hasUnread(vector: Vector, { operands }: Run, total: number): boolean {
  const ends = [total, operands[0] ?? total, operands.at(-1) ?? total]
  const [first, last] = [Math.min(...ends), Math.max(...ends)]
  for (let at = first; at <= last; at++) if (vector.unread[at]) return true
  return false
}

/** A cell of a vector, by its line, and the figure that it would have to hold. */
export type Fix = { line: number; units: bigint }

/** Cells in which one other digit would make the sum hold. `difference` is what is printed less what was added up. */
export function fixesOf(vector: Vector, { operands, minus }: Run, total: number, difference: bigint): Fix[] {
  if (!isOneDigit(difference)) return []
  const changed = (line: number, change: bigint): Fix[] => {
    const units = vector.figures[line]
    if (units === null || units === undefined) return []
    const fixed = withOneDigit({ units, digits: vector.digits[line] ?? 1, scale: vector.scale }, change)
    return fixed === null ? [] : [{ line, units: fixed }]
  }
  return [
    ...changed(total, -difference),
    ...operands.flatMap((at) => changed(at, minus.has(at) ? -difference : difference)),
  ]
}

/**
 * More than rounding explains. Each of n operands and their total was rounded by up to half a unit of the coarsest
 * place printed: at most (n+1)/2 units together, and four standard deviations of such a sum are √(4(n+1)/3) units.
 * Money to the cent was not rounded.
 */
export function isBeyondRounding(vector: Vector, run: Run, difference: bigint): boolean {
  if (vector.exact) return true
  const rounded = BigInt(run.operands.length + 1)
  const most = rounded * (3n * rounded < 16n ? 3n * rounded : 16n)
  return 12n * difference * difference > most * vector.unit * vector.unit
}
