/** Which lines are totals of which others, and how each vector bears that out. */
import { absolute } from '../decimal.ts'
import type { Grid, Line, Vector } from './lines.ts'
import { type OpenLines, openLines } from './open-lines.ts'

/** A total line and the lines that it counts, as positions in the grid. */
export type Total = { line: number; operands: number[]; verdicts: Verdict[] }
/** `vector` is an index of the grid's vectors. */
export type Verdict = { vector: number; status: 'proved' | 'contradicted' }

/** How much agreement it takes, which differs between a row of totals and a column of them. */
export type Strictness = {
  /** Vectors that must agree before a line without a label is taken for a total, at least. */
  unclaimedVotes: number
  /** May a plain label alone, with no other vector to bear it out, contradict its one figure? */
  labelSuffices: boolean
}

type Search = Grid & { strictness: Strictness; open: OpenLines; found: Total[]; itemSearches: number }

/** Each of these adds up the whole table; a ledger with thousands of sub-totals must not do so for every one. */
const itemSearchesKept = 50

/**
 * Walks down the lines. A total swallows the lines that it counts and stands for them, so a grand total counts
 * sub-totals, or lines that none has counted, and never both.
 */
export function findTotals(grid: Grid, strictness: Strictness): Total[] {
  const search: Search = { ...grid, strictness, open: openLines(grid.vectors), found: [], itemSearches: 0 }
  let section = 0
  for (const [position, line] of grid.lines.entries()) {
    if (line.aside) continue
    if (line.heading) {
      section = search.open.positions.length
      continue
    }
    const start = swallowed(search, position, section)
    if (start !== null) {
      search.open.truncate(start)
      section = Math.min(start + 1, search.open.positions.length + 1)
    }
    search.open.push(position)
  }
  return search.found
}

/** Where among the open lines the run begins that this line is the total of; null when it is an item itself. */
function swallowed(search: Search, position: number, section: number): number | null {
  const line = search.lines[position] as Line
  const { positions } = search.open
  const best = bestRun(search, position, section)
  const items = line.claim === 'none' ? null : allItems(search, position)
  if (items && items.votes.length > (best?.votes.length ?? 0)) {
    search.found = search.found.filter(({ line }) => !items.run.includes(line))
    record(search, position, items.run, items.votes)
    return 0
  }
  if (best) {
    record(search, position, positions.slice(best.start), best.votes)
    return best.start
  }
  if (line.claim === 'none') return null
  const run = positions.slice(section)
  if (contradictedByLabel(search, position, run)) return section
  totalOfFollowing(search, position)
  return section < positions.length ? section : null
}

function bestRun(search: Search, position: number, section: number): { start: number; votes: number[] } | null {
  const { vectors, open } = search
  const line = search.lines[position] as Line
  const fewest = line.claim === 'none' ? 2 : 1
  const votes = new Map<number, number[]>()
  for (const [index, vector] of vectors.entries()) {
    const figure = vector.figures[position]
    if (!figure || (vector.weak && line.claim === 'none')) continue
    for (const start of open.startsOf(index, figure)) {
      if (open.countFrom(index, start) < fewest) continue
      const sameStart = votes.get(start)
      if (sameStart) sameStart.push(index)
      else votes.set(start, [index])
    }
  }
  const ranked = [...votes].sort(
    ([a, forA], [b, forB]) => forB.length - forA.length || Number(b === section) - Number(a === section) || a - b,
  )
  for (const [start, voters] of ranked) {
    if (isConvincing(search, position, start, section, voters)) return { start, votes: voters }
  }
  return null
}

/**
 * Chance adds up too: among n lines about n²/2 runs can hit a figure, each with one chance in ten for every digit it
 * has. Without a label the agreeing figures must have three digits more than that; a label that counts its whole
 * section, or all that is open, needs none.
 */
function isConvincing(search: Search, position: number, start: number, section: number, voters: number[]): boolean {
  const { lines, strictness, open } = search
  const line = lines[position] as Line
  const digits = voters.reduce((sum, index) => sum + digitsOf(search, index, position), 0)
  if (line.claim !== 'none') {
    if (start === section || start === 0) return true
    return open.positions.length - start >= 2 && digits >= 2 + Math.log10(open.positions.length)
  }
  const evaluated = strongFigures(search, position)
  const several = voters.length >= strictness.unclaimedVotes && voters.length * 4 >= evaluated.length * 3
  return several && digits >= 3 + 2 * Math.log10(lines.length)
}

const digitsOf = ({ vectors }: Search, vector: number, position: number): number =>
  absolute(vectors[vector]?.figures[position] ?? 0n)
    .toString()
    .replace(/0+$/, '').length

const countFigures = (vector: Vector, run: readonly number[]): number => run.filter((at) => vector.figures[at]).length

/** Vectors that may speak against a total: they have a figure on its line. */
const strongFigures = ({ vectors }: Search, position: number): number[] =>
  [...vectors.keys()].filter((index) => !vectors[index]?.weak && vectors[index]?.figures[position])

/** A total whose operands `votes` agree on is held against the other vectors when those are half at most. */
function record(search: Search, line: number, operands: number[], votes: number[]): void {
  const { vectors, lines, found } = search
  const strong = strongFigures(search, line)
  const share = lines[line]?.claim === 'none' ? 0.75 : 0.5
  const binding = votes.length >= strong.length * share
  const verdicts = [...vectors.keys()].flatMap((index): Verdict[] => {
    const vector = vectors[index] as Vector
    const figure = vector.figures[line]
    if (figure === null || figure === undefined || !operands.some((at) => vector.figures[at] !== null)) return []
    const difference = figure - sumOf(vector, operands)
    if (difference === 0n) return [{ vector: index, status: 'proved' }]
    return binding && isWrong(vector, operands, line, difference) ? [{ vector: index, status: 'contradicted' }] : []
  })
  found.push({ line, operands, verdicts })
}

const sumOf = (vector: Vector, run: readonly number[]): bigint =>
  run.reduce((sum, position) => sum + (vector.figures[position] ?? 0n), 0n)

/**
 * More than rounding explains. Each of n operands and their total was rounded by up to half a unit of the coarsest
 * place printed; three standard deviations of such a sum are √(3(n+1)/4) units. Money to the cent was not rounded.
 */
function isWrong(vector: Vector, operands: readonly number[], line: number, difference: bigint): boolean {
  if (vector.weak || vector.unread[line] || operands.some((position) => vector.unread[position])) return false
  if (vector.exact) return true
  const n = BigInt(countFigures(vector, operands))
  return 4n * difference * difference > 3n * (n + 1n) * vector.unit * vector.unit
}

/**
 * A labelled total may count every item above it: where a sub-total between does not hold, or where a figure that has
 * no label adds up by chance, and is an item after all.
 */
function allItems(search: Search, position: number): { run: number[]; votes: number[] } | null {
  const { lines, found } = search
  if (search.itemSearches >= itemSearchesKept) return null
  const unclaimed = new Set(found.filter(({ line }) => lines[line]?.claim === 'none').map(({ line }) => line))
  const wrong = found.some(({ verdicts }) => verdicts.some(({ status }) => status === 'contradicted'))
  if (unclaimed.size === 0 && !wrong) return null
  search.itemSearches += 1
  const items = [...lines.keys()].filter((at) => {
    const line = lines[at] as Line
    return at < position && !line.aside && !line.heading && line.claim === 'none'
  })
  const runs = [...(unclaimed.size > 0 ? [items] : []), ...(wrong ? [items.filter((at) => !unclaimed.has(at))] : [])]
  const candidates = runs.map((run) => ({ run, votes: agreeing(search, position, run) }))
  return candidates.sort((a, b) => b.votes.length - a.votes.length)[0] ?? null
}

/** Vectors whose figure is what the lines of a run add up to. */
const agreeing = (search: Search, position: number, run: readonly number[]): number[] =>
  strongFigures(search, position).filter((index) => {
    const vector = search.vectors[index] as Vector
    return countFigures(vector, run) >= 2 && vector.figures[position] === sumOf(vector, run)
  })

/** "Total" under one column of figures that are all there and add up to something else. */
function contradictedByLabel(search: Search, position: number, run: number[]): boolean {
  const { vectors, lines, strictness } = search
  const [only, ...more] = strongFigures(search, position)
  const vector = vectors[only ?? -1]
  if (!strictness.labelSuffices || only === undefined || more.length > 0 || !vector) return false
  if (lines[position]?.claim !== 'plain_total' || run.length < 2) return false
  const totals = new Set(search.found.map((total) => total.line))
  const items = run.every((at) => vector.figures[at] !== null && lines[at]?.claim === 'none' && !totals.has(at))
  const difference = (vector.figures[position] ?? 0n) - sumOf(vector, run)
  if (!items || !isWrong(vector, run, position, difference)) return false
  search.found.push({ line: position, operands: run, verdicts: [{ vector: only, status: 'contradicted' }] })
  return true
}

/** A total that stands over what it counts. */
function totalOfFollowing(search: Search, position: number): void {
  const { lines } = search
  const run: number[] = []
  for (let at = position + 1; at < lines.length; at++) {
    const line = lines[at] as Line
    if (line.aside) continue
    if (line.heading || line.claim !== 'none') break
    run.push(at)
  }
  const votes = agreeing(search, position, run)
  if (votes.length > 0) record(search, position, run, votes)
}
