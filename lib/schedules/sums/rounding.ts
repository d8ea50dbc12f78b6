/** Whether a sum that misses by a unit or two was rounded, or has a wrong digit in it. */
import { absolute } from '../decimal.ts'
import type { Line, Vector } from './lines.ts'

/** How often a sum of n figures, each rounded for itself, comes out exact all the same; to within two in a hundred. */
const exactByChance = (n: number): number => Math.sqrt(6 / (Math.PI * (n + 1))) * (1 - 1 / (2 * (n + 1)))

/** So seldom it happens to figures that were rounded that a miss beside them is an error. */
const seldom = 0.1
/** The same where the table itself says that its figures are in thousands or the like. */
const seldomScaled = 0.0001

/**
 * How often figures like these were rounded though their table does not say so: guesses, on the side of caution. Money
 * in cents hardly ever is; nor are large whole numbers, or what is called nothing but "Total".
 */
export function shareRounded({ scale, unit, figures }: Vector, cents: boolean, claim: Line['claim']): number {
  if (cents) return 0.02
  if (claim === 'plain_total') return 0.1
  // Three decimals each are as often thousands, set off by a point.
  if (claim === 'none' || (scale > 0 && !(scale === 3 && unit === 1n))) return 0.5
  const most = claim === 'total' ? largeTotal : large
  return figures.some((figure) => figure !== null && absolute(figure) >= most) ? 0.1 : 0.3
}

/** Whole numbers from which on it is unusual that they stand for thousands, of totals and of what is left of others. */
const largeTotal = 1_000n
const large = 100_000n

/** Money to the cent, of a hundred and more: two decimals of smaller figures may be all that was kept of more. */
export const inCents = (vectors: readonly Vector[]): ((vector: Vector) => boolean) => {
  const two = ({ scale, unit }: Vector) => scale === 2 && unit === 1n
  const all = vectors.some(
    (vector) => two(vector) && vector.figures.some((figure) => figure !== null && absolute(figure) >= 10_000n),
  )
  return (vector) => all && two(vector)
}

/**
 * True when the sums that hold, given by how many figures each adds up, show that nothing was rounded here, or nothing
 * that the table says makes it likely. `share`: how often such figures were; `scaled`: the table says that they were.
 */
export function isUnrounded(counts: readonly number[], { scaled, share }: { scaled: boolean; share: number }): boolean {
  const byChance = counts.reduce((product, n) => product * exactByChance(n), 1)
  return scaled ? byChance <= seldomScaled : byChance * share <= seldom
}
