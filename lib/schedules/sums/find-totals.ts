/** Which lines are totals of which others, and how each vector bears that out. */
import { bestRun, isMisprint, runOf, type Searched, type Section, type Strictness, strongFigures } from './find-runs.ts'
import type { Grid, Line, Vector } from './lines.ts'
import { misprintedRun, roundedInstead } from './misprinted-runs.ts'
import { openLines } from './open-lines.ts'
import { reopened } from './reopen.ts'
import { countFigures, hasUnread, isBeyondRounding, plainRun, type Run, sumOf } from './run.ts'

/** A total line and the lines that it counts, as positions in the grid, and the section that it stood in. */
export type Total = { line: number; run: Run; verdicts: Verdict[]; section: Section }
/** `vector` is an index of the grid's vectors; `near` is a difference that rounding might explain. */
export type Verdict = { vector: number; status: 'proved' | 'contradicted' | 'near' }

type Search = Searched & {
  found: Total[]
  itemSearches: number
  /** From the last line to the first: totals stand over what they count. */
  upward: boolean
  /** The line that is looked at last: it may be the total of all the others without saying so. */
  last: number
  /** Lines that a total over them counts. */
  counted: Set<number>
}

/** Each of these adds up the whole table; a ledger with thousands of sub-totals must not do so for every one. */
const itemSearchesKept = 50

/**
 * Walks down the lines. A total swallows the lines that it counts and stands for them, so a grand total counts
 * sub-totals, or lines that none has counted, and never both.
 */
export function findTotals(grid: Grid, strictness: Strictness): Total[] {
  const below = walk(grid, strictness, false)
  return below.length > 0 || !strictness.labelSuffices ? below : walk(grid, strictness, true)
}

function walk(grid: Grid, strictness: Strictness, upward: boolean): Total[] {
  const order = [...grid.lines.entries()]
  const last = order.at(upward ? 0 : -1)?.[0] ?? 0
  const state = { open: openLines(grid.vectors), found: [], itemSearches: 0, counted: new Set<number>() }
  const search: Search = { ...grid, ...state, strictness, upward, last }
  let section: Section = { start: 0, afterTotal: 0 }
  for (const [position, line] of upward ? order.reverse() : order) {
    if (line.aside || search.counted.has(position)) continue
    if (line.heading) {
      section = { ...section, start: search.open.positions.length }
      continue
    }
    const start = swallowed(search, position, section)
    if (start !== null) {
      search.open.truncate(start)
      section = { start: start + 1, afterTotal: start + 1 }
    }
    search.open.push(position)
  }
  return search.found
}

/** Where among the open lines the run begins that this line is the total of; null when it is an item itself. */
function swallowed(search: Search, position: number, section: Section): number | null {
  const { claim } = search.lines[position] as Line
  const isTotal = claim === 'total' || claim === 'plain_total'
  if (search.upward && claim === 'result') return null
  const best = bestRun(search, position, section)
  const votes = best?.votes.length ?? 0
  const items = isTotal ? allItems(search, position) : null
  if (items && items.votes.length > votes) {
    search.found = search.found.filter(({ line }) => !items.run.operands.includes(line))
    record(search, position, section, items)
    return 0
  }
  if (claim !== 'none' && votes < strongFigures(search, position).length) {
    const other = reopened(search, position, votes)
    if (other) {
      search.open = other.open
      search.found = other.found
      return swallowed(search, position, other.section)
    }
  }
  const rounded = best && isTotal ? roundedInstead(search, position, section, best) : null
  const mayClaim = claim !== 'none' || position === search.last
  const found = rounded ?? best ?? (mayClaim ? misprintedRun(search, position, section) : null)
  if (found) {
    record(search, position, section, { run: runOf(search, found), votes: found.votes })
    return found.start
  }
  if (!isTotal || search.upward) return null
  const run = plainRun(search.open.positions.slice(section.start))
  if (contradictedByLabel(search, position, section, run)) return section.start
  totalOfFollowing(search, position, section)
  const { length } = search.open.positions
  const begins = section.start < length ? section.start : section.afterTotal
  return begins < length ? begins : null
}

/** A total whose operands `votes` agree on is held against the other vectors when those are few, or a digit off. */
function record(
  search: Search,
  line: number,
  section: Section,
  { run, votes }: { run: Run; votes: readonly number[] },
): void {
  const { vectors, lines, found } = search
  const strong = strongFigures(search, line)
  const claimed = lines[line]?.claim !== 'none'
  const binding = votes.length > strong.length * (claimed ? 0.5 : 0.74)
  const failing = strong.filter((index) => vectors[index]?.figures[line] !== sumOf(vectors[index] as Vector, run))
  const verdicts = [...vectors.keys()].flatMap((index): Verdict[] => {
    const vector = vectors[index] as Vector
    const figure = vector.figures[line]
    if (figure === null || figure === undefined || !run.operands.some((at) => vector.figures[at] !== null)) return []
    const difference = figure - sumOf(vector, run)
    if (difference === 0n) return [{ vector: index, status: 'proved' }]
    if (vector.weak || hasUnread(vector, run, line)) return []
    const misprint = (failing.length === 1 || failing.length * 2 <= strong.length) && isMisprint(vector, run, line)
    if (!misprint && (!binding || run.minus.size > 0)) return []
    return [{ vector: index, status: isBeyondRounding(vector, run, difference) ? 'contradicted' : 'near' }]
  })
  found.push({ line, run, verdicts, section })
}

/**
 * A labelled total may count every item above it: where a sub-total between does not hold, or where a figure that has
 * no label adds up by chance, and is an item after all.
 */
function allItems(search: Search, position: number): { run: Run; votes: number[] } | null {
  const { lines, found } = search
  if (search.itemSearches >= itemSearchesKept) return null
  const unclaimed = new Set(found.filter(({ line }) => lines[line]?.claim === 'none').map(({ line }) => line))
  const wrong = found.some(({ verdicts }) => verdicts.some(({ status }) => status !== 'proved'))
  if (unclaimed.size === 0 && !wrong) return null
  search.itemSearches += 1
  const items = [...lines.keys()].filter((at) => {
    const line = lines[at] as Line
    return (
      (search.upward ? at > position : at < position) &&
      !line.aside &&
      !line.heading &&
      (line.claim === 'none' || line.claim === 'result')
    )
  })
  const runs = [...(unclaimed.size > 0 ? [items] : []), ...(wrong ? [items.filter((at) => !unclaimed.has(at))] : [])]
  const candidates = runs.map((operands) => {
    const run = plainRun(operands)
    return { run, votes: agreeing(search, position, run) }
  })
  return candidates.sort((a, b) => b.votes.length - a.votes.length)[0] ?? null
}

/** Vectors whose figure is what the lines of a run add up to. */
const agreeing = (search: Search, position: number, run: Run): number[] =>
  strongFigures(search, position).filter((index) => {
    const vector = search.vectors[index] as Vector
    return countFigures(vector, run) >= 2 && vector.figures[position] === sumOf(vector, run)
  })

/** "Total" under one column of figures that are all there and add up to something else. */
function contradictedByLabel(search: Search, position: number, section: Section, run: Run): boolean {
  const { vectors, lines, strictness } = search
  const [only, ...more] = strongFigures(search, position)
  const vector = vectors[only ?? -1]
  if (!strictness.labelSuffices || only === undefined || more.length > 0 || !vector) return false
  if (lines[position]?.claim !== 'plain_total' || run.operands.length < 2) return false
  const totals = new Set(search.found.map((total) => total.line))
  const items = run.operands.every(
    (at) => vector.figures[at] !== null && lines[at]?.claim === 'none' && !totals.has(at),
  )
  const difference = (vector.figures[position] ?? 0n) - sumOf(vector, run)
  if (!items || hasUnread(vector, run, position) || !isBeyondRounding(vector, run, difference)) return false
  search.found.push({ line: position, run, verdicts: [{ vector: only, status: 'contradicted' }], section })
  return true
}

/** A total that stands over what it counts. */
function totalOfFollowing(search: Search, position: number, section: Section): void {
  const { lines } = search
  const operands: number[] = []
  for (let at = position + 1; at < lines.length; at++) {
    const line = lines[at] as Line
    if (line.aside) continue
    if (line.heading || line.claim !== 'none') break
    operands.push(at)
  }
  const run = plainRun(operands)
  const votes = agreeing(search, position, run)
  if (votes.length === 0) return
  record(search, position, section, { run, votes })
  for (const at of operands) search.counted.add(at)
}
