/** What the checks of a schedule say about each of its figures. */
import type { Check, Place } from './model.ts'

export type Proof = 'proved' | 'contradicted' | 'unproved'

/**
 * Contradicted is the cell that a contradicted check suspects, or its result where it suspects none; proved is every
 * other figure that a proved check counts or comes to.
 */
export function proofOf(checks: readonly Check[]): (place: Place) => Proof {
  const proofs = new Map<string, Proof>()
  for (const { status, result, operands } of checks) {
    if (status === 'proved') for (const place of [result, ...operands]) proofs.set(place.join(), 'proved')
  }
  for (const { status, result, suspect } of checks) {
    if (status === 'contradicted') proofs.set((suspect ?? result).join(), 'contradicted')
  }
  return (place) => proofs.get(place.join()) ?? 'unproved'
}
