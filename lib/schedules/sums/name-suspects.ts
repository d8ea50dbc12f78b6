import type { Check, Place } from '../model.ts'
import type { Claim } from './claim.ts'

const keyOf = ([row, col]: Place) => `${row},${col}`
const cellsOf = ({ result, operands }: Check): Place[] => [result, ...operands]
const isExact = ({ kind }: Check) => kind !== 'percentage' && kind !== 'percent_change'

type Candidate = { place: Place; proposed: string; settles: Set<Claim> }

/**
 * Names on each contradicted check the cell in which one wrong digit explains all contradictions through it, if there
 * is but one such cell: no proved sum goes through it, and no other cell settles as many.
 */
export function nameSuspects(claims: readonly Claim[]): Check[] {
  const contradicted = claims.filter(({ check }) => check.status === 'contradicted')
  if (contradicted.length === 0) return claims.map(({ check }) => check)
  const candidates = candidatesOf(contradicted)
  const through = new Map<string, number>()
  for (const { check } of contradicted)
    for (const key of new Set(cellsOf(check).map(keyOf))) through.set(key, (through.get(key) ?? 0) + 1)
  const borneOut = new Set<string>()
  for (const { check } of claims) {
    if (check.status !== 'proved' || !isExact(check)) continue
    for (const cell of cellsOf(check)) {
      const key = keyOf(cell)
      if (through.has(key)) borneOut.add(key)
    }
  }
  const possible = [...candidates.values()].filter(
    ({ place, settles }) => !borneOut.has(keyOf(place)) && through.get(keyOf(place)) === settles.size,
  )
  return claims.map((claim) => {
    const own = possible.filter(({ settles }) => settles.has(claim)).sort((a, b) => b.settles.size - a.settles.size)
    const [first, second] = own
    if (!first || (second && second.settles.size === first.settles.size)) return claim.check
    return { ...claim.check, suspect: first.place, proposed: first.proposed }
  })
}

function candidatesOf(contradicted: readonly Claim[]): Map<string, Candidate> {
  const candidates = new Map<string, Candidate>()
  for (const claim of contradicted) {
    for (const { place, proposed } of claim.fixes) {
      const key = `${keyOf(place)} ${Number(proposed)}`
      const candidate = candidates.get(key) ?? { place, proposed, settles: new Set() }
      candidate.settles.add(claim)
      candidates.set(key, candidate)
    }
  }
  return candidates
}
