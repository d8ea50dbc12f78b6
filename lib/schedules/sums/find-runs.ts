/** Which runs of open lines a line could be the total of, and which vectors agree. */
import { absolute } from '../decimal.ts'
import type { Grid, Line, Vector } from './lines.ts'
import type { OpenLines } from './open-lines.ts'
import { countFigures, fixesOf, hasUnread, isBeyondRounding, plainRun, type Run, sumOf } from './run.ts'

/** How much agreement it takes, which differs between a row of totals and a column of them. */
export type Strictness = {
  /** Vectors that must agree before a line without a label is taken for a total, at least. */
  unclaimedVotes: number
  /** May a plain label alone, with no other vector to bear it out, contradict its one figure? */
  labelSuffices: boolean
  /** Operands of a run of which some are taken away, at least. */
  fewestSigned: number
}

export type Searched = Grid & { strictness: Strictness; open: OpenLines }
/** A run from an index of the open lines on; `votes` are indexes of the vectors that it holds in. */
export type FoundRun = { start: number; minus: ReadonlySet<number>; votes: number[] }

const noneTaken: ReadonlySet<number> = new Set()

/** The lines of a run; a copy, so made once a run is chosen. */
export const runOf = ({ open }: Searched, { start, minus }: FoundRun): Run => ({
  operands: open.positions.slice(start),
  minus,
})

/** Beyond so many lines a run has too many ways of taking some away for any of them to mean something. */
const mostSigned = 24

/** Vectors that may speak against a total: they have a figure on its line. */
export const strongFigures = ({ vectors }: Grid, position: number): number[] =>
  [...vectors.keys()].filter((index) => !vectors[index]?.weak && vectors[index]?.figures[position])

/** The run that most vectors agree on, if chance does not explain it. */
export function bestRun(search: Searched, position: number, section: number): FoundRun | null {
  const candidates = [...addedRuns(search, position), ...signedRuns(search, position, section)]
  const isSigned = ({ minus }: FoundRun) => Number(minus.size > 0)
  candidates.sort(
    (a, b) =>
      b.votes.length - a.votes.length ||
      isSigned(a) - isSigned(b) ||
      Number(b.start === section) - Number(a.start === section) ||
      a.start - b.start,
  )
  return candidates.find((candidate) => isConvincing(search, position, section, candidate)) ?? null
}

function addedRuns({ lines, vectors, open }: Searched, position: number): FoundRun[] {
  const { claim } = lines[position] as Line
  const fewest = claim === 'none' || claim === 'result' ? 2 : 1
  const votes = new Map<number, number[]>()
  for (const [index, vector] of vectors.entries()) {
    const figure = vector.figures[position]
    if (!figure || (vector.weak && claim === 'none')) continue
    for (const start of open.startsOf(index, figure)) {
      if (open.countFrom(index, start) < fewest) continue
      const sameStart = votes.get(start)
      if (sameStart) sameStart.push(index)
      else votes.set(start, [index])
    }
  }
  return [...votes].map(([start, voters]) => ({ start, minus: noneTaken, votes: voters }))
}

/** Runs from a natural beginning of which some lines are taken away: costs without a sign, a change over a year. */
function signedRuns(search: Searched, position: number, section: number): FoundRun[] {
  const { open, vectors, strictness } = search
  const found = new Map<string, FoundRun>()
  for (const start of new Set([section, 0])) {
    const operands = open.positions.slice(start, start + mostSigned + 1)
    if (operands.length < strictness.fewestSigned || operands.length > mostSigned) continue
    for (const minus of signsOf(search, position, operands)) {
      const run = { operands, minus: new Set(minus) }
      const votes = strongFigures(search, position).filter((index) => {
        const vector = vectors[index] as Vector
        return sumOf(vector, run) === vector.figures[position] && minus.some((at) => vector.figures[at])
      })
      if (votes.length > 0) found.set(`${start}-${minus.join()}`, { start, minus: run.minus, votes })
    }
  }
  return [...found.values()]
}

/** What may be taken away: all but the first, one alone, or what is named so. */
function signsOf({ lines, vectors }: Searched, position: number, operands: readonly number[]): number[][] {
  const signs = [operands.slice(1)]
  const named = operands.filter((at) => lines[at]?.outflow)
  if (named.length > 0 && named.length < operands.length) signs.push(named)
  const single = new Set<number>()
  for (const vector of vectors) {
    const figure = vector.figures[position]
    if (!figure) continue
    const twice = sumOf(vector, plainRun(operands)) - figure
    for (const at of operands) if (twice !== 0n && (vector.figures[at] ?? 0n) * 2n === twice) single.add(at)
  }
  return [...signs, ...[...single].map((at) => [at])]
}

/**
 * Chance adds up too: among n lines about n²/2 runs can hit a figure, each with one chance in ten for every digit it
 * has. Without a label the agreeing figures must have three digits more than that; a label that counts its whole
 * section, or all that is open, needs none.
 */
function isConvincing(search: Searched, position: number, section: number, found: FoundRun): boolean {
  const { lines, strictness, open, vectors } = search
  const { start, minus, votes } = found
  const { claim } = lines[position] as Line
  const digits = votes.reduce((sum, index) => sum + digitsOf(vectors[index] as Vector, position), 0)
  const natural = start === section || start === 0
  if (claim === 'total' || claim === 'plain_total') {
    if (minus.size > 0) return digits >= 3
    if (natural) return true
    return open.positions.length - start >= 2 && digits >= 2 + Math.log10(open.positions.length)
  }
  if (claim === 'result' && natural) return digits >= 3
  if (votes.length < strictness.unclaimedVotes) return false
  if (digits < (minus.size > 0 ? 4 : 3) + 2 * Math.log10(lines.length)) return false
  const others = strongFigures(search, position).filter((index) => !votes.includes(index))
  if (votes.length * 4 >= (votes.length + others.length) * 3) return true
  // One that differs by a digit is what a misprint looks like; it does not speak against the rest.
  return others.length === 1 && isMisprint(vectors[others[0] as number] as Vector, runOf(search, found), position)
}

export function isMisprint(vector: Vector, run: Run, position: number): boolean {
  const difference = (vector.figures[position] ?? 0n) - sumOf(vector, run)
  return difference !== 0n && fixesOf(vector, run, position, difference).length > 0
}

const digitsOfUnits = (units: bigint): number => absolute(units).toString().replace(/0+$/, '').length

const digitsOf = (vector: Vector, position: number): number => digitsOfUnits(vector.figures[position] ?? 0n)

/**
 * A total that nothing proves, and that rounding explains or one other digit would: over its section, over all that is
 * open, over what stands below the last total, or over totals alone. Chance makes a figure look so once in a hundred
 * times or less, if it has digits enough.
 */
export function misprintedRun(search: Searched, position: number, section: number): FoundRun | null {
  const { open, lines, vectors, strictness } = search
  const { claim, balance } = lines[position] as Line
  const strong = strongFigures(search, position)
  if (strong.length === 0 || !strictness.labelSuffices) return null
  const isItem = (at: number) => lines[at]?.claim === 'none'
  const starts = new Set([
    section,
    0,
    open.positions.findLastIndex((at) => !isItem(at)) + 1,
    open.positions.findLastIndex(isItem) + 1,
  ])
  const candidates = [...starts].flatMap((start): FoundRun[] => {
    const operands = open.positions.slice(start)
    const signed = operands.length <= mostSigned && (claim === 'result' || balance)
    const minuses = [[], ...(signed ? signsOf(search, position, operands).slice(0, 2) : [])]
    return minuses.map((minus) => ({ start, minus: new Set(minus), votes: [] }))
  })
  for (const fits of [isRounded, looksMisprinted]) {
    const found = candidates.find((candidate) => {
      const run = runOf(search, candidate)
      return strong.every((index) => fits(vectors[index] as Vector, run, position, claim))
    })
    if (found) return found
  }
  return null
}

/**
 * The whole section, or all that is open, where that misses by no more than rounding in every vector and `best` misses
 * by more in one: small figures that were rounded hit a part of it by chance.
 */
export function roundedInstead(search: Searched, position: number, section: number, best: FoundRun): FoundRun | null {
  const { open, vectors } = search
  const strong = strongFigures(search, position)
  const fits = (run: Run) =>
    strong.every((index) => {
      const vector = vectors[index] as Vector
      return !isBeyondRounding(vector, run, (vector.figures[position] ?? 0n) - sumOf(vector, run))
    })
  if (best.votes.length === strong.length || fits(runOf(search, best))) return null
  for (const start of [section, 0]) {
    const run = plainRun(open.positions.slice(start))
    if (run.operands.length < 2 || !fits(run)) continue
    const votes = strong.filter((index) => sumOf(vectors[index] as Vector, run) === vectors[index]?.figures[position])
    return { start, minus: noneTaken, votes }
  }
  return null
}

/** Digits other than closing zeros that a total must have before one wrong digit in it means something. */
const digitsNeeded = { none: 99, result: 4, total: 3, plain_total: 2 }

const isSummable = (vector: Vector, run: Run, position: number): boolean =>
  countFigures(vector, run) >= 2 && !hasUnread(vector, run, position)

const isRounded = (vector: Vector, run: Run, position: number, claim: Line['claim']): boolean =>
  digitsOf(vector, position) >= digitsNeeded[claim] &&
  isSummable(vector, run, position) &&
  !isBeyondRounding(vector, run, (vector.figures[position] ?? 0n) - sumOf(vector, run))

const looksMisprinted = (vector: Vector, run: Run, position: number, claim: Line['claim']): boolean =>
  Math.max(digitsOf(vector, position), digitsOfUnits(sumOf(vector, run))) >= digitsNeeded[claim] &&
  isSummable(vector, run, position) &&
  isMisprint(vector, run, position)
