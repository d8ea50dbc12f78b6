/** Which runs of open lines a line could be the total of, and which vectors agree. */
import { absolute } from '../decimal.ts'
import type { Grid, Line, Vector } from './lines.ts'
import type { OpenLines } from './open-lines.ts'
import { fixesOf, plainRun, type Run, sumOf } from './run.ts'

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
/**
 * Where among the open lines the present section may begin: after the last line of words only, which is a heading or an
 * item without figures, or after the last total.
 */
export type Section = { start: number; afterTotal: number }

/** Where a run may begin that needs no other reason. */
export const startsOf = ({ start, afterTotal }: Section): Set<number> => new Set([start, afterTotal, 0])

/** A run from an index of the open lines on; `votes` are indexes of the vectors that it holds in. */
export type FoundRun = { start: number; minus: ReadonlySet<number>; votes: number[] }

export const noneTaken: ReadonlySet<number> = new Set()

/** The lines of a run; a copy, so made once a run is chosen. */
export const runOf = ({ open }: Searched, { start, minus }: FoundRun): Run => ({
  operands: open.positions.slice(start),
  minus,
})

/** Beyond so many lines a run has too many ways of taking some away for any of them to mean something. */
export const mostSigned = 24

/** Adding up longer runs once more, for every line, takes too long. */
const linesCompared = 200

/** Vectors that may speak against a total: they have a figure on its line. */
export const strongFigures = ({ vectors }: Grid, position: number): number[] =>
  [...vectors.keys()].filter((index) => !vectors[index]?.weak && vectors[index]?.figures[position])

/** The run that most vectors agree on, if chance does not explain it. */
export function bestRun(search: Searched, position: number, section: Section): FoundRun | null {
  const candidates = [...addedRuns(search, position), ...signedRuns(search, position, section)]
  const isSigned = ({ minus }: FoundRun) => Number(minus.size > 0)
  const unexplained = unexplainedBy(search, position, candidates)
  candidates.sort(
    (a, b) =>
      b.votes.length - a.votes.length ||
      (unexplained.get(a) ?? 0) - (unexplained.get(b) ?? 0) ||
      isSigned(a) - isSigned(b) ||
      Number(b.start === section.start) - Number(a.start === section.start) ||
      a.start - b.start,
  )
  return candidates.find((candidate) => isConvincing(search, position, section, candidate)) ?? null
}

/** How many vectors neither hold nor are a digit off, of each run that as many hold as of any; not of long ones. */
function unexplainedBy(search: Searched, position: number, candidates: readonly FoundRun[]): Map<FoundRun, number> {
  const { vectors, open } = search
  const most = candidates.reduce((votes, candidate) => Math.max(votes, candidate.votes.length), 0)
  const tied = candidates.filter(({ votes }) => votes.length === most)
  if (tied.length < 2 || open.positions.length > linesCompared) return new Map()
  return new Map(
    tied.map((candidate) => {
      const run = runOf(search, candidate)
      const failing = strongFigures(search, position).filter((index) => !candidate.votes.includes(index))
      return [candidate, failing.filter((index) => !isMisprint(vectors[index] as Vector, run, position)).length]
    }),
  )
}

function addedRuns({ lines, vectors, open }: Searched, position: number): FoundRun[] {
  const { claim } = lines[position] as Line
  // What is left of others may be all of one of them, where the rest is nil.
  const enough = (index: number, start: number) => {
    const count = open.countFrom(index, start)
    if (claim === 'result') return count >= (open.positions.length - start > 1 ? 1 : 2)
    return count >= (claim === 'none' ? 2 : 1)
  }
  const votes = new Map<number, number[]>()
  for (const [index, vector] of vectors.entries()) {
    const figure = vector.figures[position]
    if (!figure || (vector.weak && claim === 'none')) continue
    for (const start of open.startsOf(index, figure)) {
      if (!enough(index, start)) continue
      const sameStart = votes.get(start)
      if (sameStart) sameStart.push(index)
      else votes.set(start, [index])
    }
  }
  return [...votes].map(([start, voters]) => ({ start, minus: noneTaken, votes: voters }))
}

/** Runs from a natural beginning of which some lines are taken away: costs without a sign, a change over a year. */
function signedRuns(search: Searched, position: number, section: Section): FoundRun[] {
  const { open, vectors, strictness } = search
  const found = new Map<string, FoundRun>()
  for (const start of startsOf(section)) {
    const operands = open.positions.slice(start, start + mostSigned + 1)
    if (operands.length < strictness.fewestSigned || operands.length > mostSigned) continue
    for (const minus of signsOf(search, position, operands)) {
      const run = { operands, minus: new Set(minus) }
      const votes = strongFigures(search, position).filter(
        (index) => sumOf(vectors[index] as Vector, run) === vectors[index]?.figures[position],
      )
      // Where nothing is taken away in fact, the run is held by plain addition.
      if (votes.some((index) => minus.some((at) => vectors[index]?.figures[at])))
        found.set(`${start}-${minus.join()}`, { start, minus: run.minus, votes })
    }
  }
  return [...found.values()]
}

/** What may be taken away: all but the first, one alone, or what is named so. */
export function signsOf({ lines, vectors }: Searched, position: number, operands: readonly number[]): number[][] {
  const signs = [operands.slice(1)]
  const named = operands.filter((at) => lines[at]?.outflow)
  if (named.length > 0 && named.length < operands.length) signs.push(named)
  const single = new Set<number>()
  for (const vector of vectors) {
    const figure = vector.figures[position]
    if (!figure) continue
    const twice = sumOf(vector, plainRun(operands)) - figure
    if (twice === 0n) continue
    for (const at of operands) {
      const other = vector.figures[at] ?? 0n
      // Half of an error is some small figure or other.
      const telling = digitsOf(vector, at) >= 2 + Math.log10(operands.length)
      if (other > 0n && other * 2n === twice && (telling || lines[at]?.outflow)) single.add(at)
    }
  }
  return [...signs, ...[...single].map((at) => [at])]
}

/**
 * Chance adds up too: among n lines about n²/2 runs can hit a figure, each with one chance in ten for every digit it
 * has. Without a label the agreeing figures must have three digits more than that; a label that counts its whole
 * section, or all that is open, needs none.
 */
function isConvincing(search: Searched, position: number, section: Section, found: FoundRun): boolean {
  const { lines, strictness, open, vectors } = search
  const { start, minus, votes } = found
  const { claim } = lines[position] as Line
  const digits = votes.reduce((sum, index) => sum + digitsOf(vectors[index] as Vector, position), 0)
  const natural = startsOf(section).has(start)
  if (claim === 'total' || claim === 'plain_total') {
    if (minus.size > 0) return digits >= 2 + 2 * Math.log10(open.positions.length - start)
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

/** Digits, without closing zeros if figures of the vector usually end in such. */
const digitsOfUnits = ({ zeros }: Vector, units: bigint): number =>
  units === 0n ? 0 : Math.max(1, absolute(units).toString().length - zeros)

export const digitsOf = (vector: Vector, position: number): number =>
  digitsOfUnits(vector, vector.figures[position] ?? 0n)
