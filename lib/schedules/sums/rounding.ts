/** Whether a sum that misses by a unit or two was rounded, or has a wrong digit in it. */

/** How often a sum of n figures, each rounded for itself, comes out exact all the same. */
const exactByChance = (n: number): number => Math.min(0.8, 1 / Math.sqrt((Math.PI * (n + 1)) / 6))

/** Sums with a share of rounding that all came out exact: so seldom it happens that a miss is then an error. */
const seldom = 0.05

/**
 * True when the sums that hold, given by how many figures each adds up, show that nothing was rounded here.
 * `scaled`: the table itself says that it is in thousands or the like.
 */
export function isUnrounded(counts: readonly number[], scaled: boolean): boolean {
  const chance = counts.reduce((product, n) => product * exactByChance(n), 1)
  return chance <= (scaled ? seldom * seldom : 1)
}
