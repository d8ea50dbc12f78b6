/** Totals that no figure proves, and that rounding or one wrong digit explains. */
import {
  digitsOf,
  type FoundRun,
  isMisprint,
  mostSigned,
  noneTaken,
  runOf,
  type Searched,
  type Section,
  signsOf,
  startsOf,
  strongFigures,
} from './find-runs.ts'
import type { Line, Vector } from './lines.ts'
import { countFigures, hasUnread, isBeyondRounding, plainRun, type Run, sumOf } from './run.ts'

/** Digits that a total or what it adds up must have before one wrong digit means something. */
const digitsNeeded = { none: 6, result: 4, total: 3, plain_total: 2 }
/** Likewise of a total over one figure, and of one over totals that begin nowhere in particular. */
const digitsAlone = 4
const digitsAnywhere = 6

/**
 * A total that not all vectors prove, by one figure: over its section, over all that is open, over what stands below the
 * last total, or over totals alone. Chance makes a figure look so once in a hundred times or less, if it has digits
 * enough.
 */
export function misprintedRun(search: Searched, position: number, section: Section): FoundRun | null {
  const { vectors, lines, strictness } = search
  const { claim } = lines[position] as Line
  const strong = strongFigures(search, position)
  if (strong.length === 0 || !strictness.labelSuffices) return null
  const candidates = candidatesOf(search, position, section)
  for (const fits of claim === 'none' ? [looksMisprinted] : [isRounded, looksMisprinted]) {
    for (const candidate of candidates) {
      const run = runOf(search, candidate)
      const isHeld = (index: number) => holds(vectors[index] as Vector, run, position)
      if (!strong.every((index) => isHeld(index) || fits(vectors[index] as Vector, run, position, claim))) continue
      const votes = strong.filter(isHeld)
      if (votes.length < strong.length) return { ...candidate, votes }
    }
  }
  return null
}

function candidatesOf(search: Searched, position: number, section: Section): FoundRun[] {
  const { open, lines, vectors } = search
  const { claim, balance } = lines[position] as Line
  if (claim === 'none') return [{ start: 0, minus: noneTaken, votes: [] }]
  const isItem = (at: number) => lines[at]?.claim === 'none'
  const totalsFrom = open.positions.findLastIndex(isItem) + 1
  const starts = new Set([...startsOf(section), open.positions.findLastIndex((at) => !isItem(at)) + 1, totalsFrom])
  if (strongFigures(search, position).every((index) => digitsOf(vectors[index] as Vector, position) >= digitsAnywhere))
    for (let start = totalsFrom; start + 1 < open.positions.length; start++) starts.add(start)
  return [...starts].flatMap((start): FoundRun[] => {
    const operands = open.positions.slice(start)
    const signed = operands.length <= mostSigned && (claim === 'result' || balance)
    const minuses = [[], ...(signed ? signsOf(search, position, operands).slice(0, 2) : [])]
    return minuses.map((minus) => ({ start, minus: new Set(minus), votes: [] }))
  })
}

const holds = (vector: Vector, run: Run, position: number): boolean =>
  countFigures(vector, run) > 0 && sumOf(vector, run) === vector.figures[position]

/** Figures to add up: two, or one if the total has digits enough to be told from another. */
const isSummable = (vector: Vector, run: Run, position: number): boolean => {
  const count = countFigures(vector, run)
  const enough = count >= 2 || (count === 1 && digitsOf(vector, position) >= digitsAlone)
  return enough && !hasUnread(vector, run, position)
}

const isRounded = (vector: Vector, run: Run, position: number, claim: Line['claim']): boolean =>
  digitsOf(vector, position) >= digitsNeeded[claim] &&
  isSummable(vector, run, position) &&
  !isBeyondRounding(vector, run, (vector.figures[position] ?? 0n) - sumOf(vector, run))

const looksMisprinted = (vector: Vector, run: Run, position: number, claim: Line['claim']): boolean =>
  [position, ...run.operands].some((at) => digitsOf(vector, at) >= digitsNeeded[claim]) &&
  isSummable(vector, run, position) &&
  isMisprint(vector, run, position)

/**
 * The section, or all that is open, where that misses by no more than rounding in every vector and `best` misses by more
 * in one, or takes a line away to hold: small figures that were rounded hit some sum by chance.
 */
export function roundedInstead(search: Searched, position: number, section: Section, best: FoundRun): FoundRun | null {
  const { open, vectors } = search
  const strong = strongFigures(search, position)
  const fits = (run: Run) =>
    strong.every((index) => {
      const vector = vectors[index] as Vector
      return !isBeyondRounding(vector, run, (vector.figures[position] ?? 0n) - sumOf(vector, run))
    })
  if (best.minus.size === 0 && (best.votes.length === strong.length || fits(runOf(search, best)))) return null
  for (const start of startsOf(section)) {
    const run = plainRun(open.positions.slice(start))
    if (run.operands.length < 2 || !fits(run)) continue
    return { start, minus: noneTaken, votes: strong.filter((index) => holds(vectors[index] as Vector, run, position)) }
  }
  return null
}
