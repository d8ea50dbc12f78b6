/** What was taken for a total without being called one may be an item after all. */
import { bestRun, type Searched, type Section } from './find-runs.ts'
import type { Total } from './find-totals.ts'
import { misprintedRun } from './misprinted-runs.ts'
import { type OpenLines, openLines } from './open-lines.ts'

type Reopened = { found: Total[]; open: OpenLines; section: Section }

/** More open lines than this are not laid open again for every total. */
const linesReopened = 200

/**
 * The search as it would stand had the last line that no label claims not been found to come to others, where this lets
 * the line at `position` come to what it says in more than `votes` vectors: retained earnings are assets less
 * liabilities and capital, and all the same an item of the equity. Null where it does not.
 */
export function reopened(search: Searched & { found: Total[] }, position: number, votes: number): Reopened | null {
  const { lines, vectors } = search
  const unclaimed = search.found.findLast(({ line }) => lines[line]?.claim === 'none')
  if (!unclaimed || !search.open.positions.includes(unclaimed.line)) return null
  const positions = search.open.positions.flatMap((at) =>
    at === unclaimed.line ? [...unclaimed.run.operands, at] : at,
  )
  if (positions.length > linesReopened) return null
  const { section } = unclaimed
  const open = openLines(vectors)
  for (const at of positions) open.push(at)
  const other = { ...search, open, found: search.found.filter((total) => total !== unclaimed) }
  const best = bestRun(other, position, section)
  const isBetter =
    votes > 0 ? (best?.votes.length ?? 0) > votes : (best ?? misprintedRun(other, position, section)) !== null
  return isBetter ? { found: other.found, open, section } : null
}
