/** Whether a sum that misses by a unit or two was rounded, or has a wrong digit in it. */

/** How often a sum of n figures, each rounded for itself, comes out exact all the same. */
const exactByChance = (n: number): number => Math.min(0.75, 1 / Math.sqrt((Math.PI * (n + 1)) / 6))

/** So seldom it happens to figures that were rounded that a miss beside them is an error. */
const seldom = 0.1
/**
 * True when the sums that hold, given by how many figures each adds up, show that nothing was rounded here. `scaled`:
 * the table itself says that it is in thousands or the like, so that it was. `plain`: the sums in doubt are called
 * nothing but "Total", or are of cents; if nothing says that figures were rounded, that is enough.
 */
export function isUnrounded(
  counts: readonly number[],
  { scaled, plain }: { scaled: boolean; plain: boolean },
): boolean {
  if (scaled || plain) return !scaled
  return counts.reduce((product, n) => product * exactByChance(n), 1) <= seldom
}
