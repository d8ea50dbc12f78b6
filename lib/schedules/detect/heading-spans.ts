/**
 * Headings over several columns that no rule shows: "Men" and "Women" over three columns each. A heading is centred over
 * what it spans, so of all ways to share out the columns the one is taken in which each heading is nearest the middle.
 */
import { type Interval, overlap, spanX, unionBox } from './geometry.ts'
import type { PlacedChunk, PlacedLine } from './placed-chunks.ts'

/** How far a heading may be from the middle of what it spans. Font sizes. */
const maxOffset = 0.75
/** Of ways in which all headings are near enough, that one is taken in which they are nearer. */
const tieShare = 0.05
/** Lines farther apart than this are two levels of headings, nearer ones may be one heading that wraps. Font sizes. */
const levelPitch = 1.45

/** The same lines, in which such headings cover the columns that they span. */
export function spreadHeadings(lines: readonly PlacedLine[], extents: readonly (Interval | null)[]): PlacedLine[] {
  const levels = levelsOf(lines)
  return levels.flatMap((level, i) =>
    i < levels.length - 1 ? spread(level, levels.slice(i + 1).flat(), extents) : level,
  )
}

/** Lines that follow each other closely: the lines of headings that wrap. */
function levelsOf(lines: readonly PlacedLine[]): PlacedLine[][] {
  const levels: PlacedLine[][] = []
  lines.forEach((entry, i) => {
    const before = lines[i - 1]
    const pitch = before ? entry.line.bbox[3] - before.line.bbox[3] : Number.POSITIVE_INFINITY
    if (before && pitch < levelPitch * Math.max(entry.line.size, before.line.size)) levels.at(-1)?.push(entry)
    else levels.push([entry])
  })
  return levels
}

function spread(
  level: readonly PlacedLine[],
  below: readonly PlacedLine[],
  extents: readonly (Interval | null)[],
): PlacedLine[] {
  const named = new Set(
    below.flatMap((entry) => entry.chunks.flatMap(({ first, last }) => (first === last ? [first] : []))),
  )
  const headings = stacked(level.flatMap(({ chunks }) => chunks.filter((chunk) => chunk.first > 0)))
  const columns = extents.map((_, column) => column).slice(1)
  if (headings.length === 0 || columns.length < 2 || !columns.every((column) => named.has(column))) return [...level]
  const ranges = shareOut(headings.map(toHeading), [1, columns.length], extents, 2)
  if (!ranges) return [...level]
  const rangeOf = (chunk: PlacedChunk) => ranges[headings.findIndex((stack) => stack.includes(chunk))]
  return level.map((entry) => ({
    ...entry,
    chunks: entry.chunks.map((chunk) => {
      const range = rangeOf(chunk)
      return range ? { ...chunk, first: range[0], last: range[1] } : chunk
    }),
  }))
}

/** Chunks that stand over each other, from left to right. */
function stacked(chunks: readonly PlacedChunk[]): PlacedChunk[][] {
  const stacks: PlacedChunk[][] = []
  for (const chunk of chunks) {
    const stack = stacks.find((other) => other.some(({ bbox }) => overlap(spanX(bbox), spanX(chunk.bbox)) > 0))
    if (stack) stack.push(chunk)
    else stacks.push([chunk])
  }
  return stacks.sort((a, b) => (a[0]?.bbox[0] ?? 0) - (b[0]?.bbox[0] ?? 0))
}

export type Heading = Pick<PlacedChunk, 'bbox' | 'first' | 'last' | 'size'>

const toHeading = (stack: readonly PlacedChunk[]): Heading => ({
  bbox: unionBox(stack.map((chunk) => chunk.bbox)),
  first: Math.min(...stack.map((chunk) => chunk.first)),
  last: Math.max(...stack.map((chunk) => chunk.last)),
  size: Math.max(...stack.map((chunk) => chunk.size)),
})

/**
 * Columns `from` to `to`, shared out among headings in their order so that each spans at least so many and stands over
 * the middle of them; null where that does not fit.
 */
export function shareOut(
  groups: readonly Heading[],
  [from, to]: Interval,
  extents: readonly (Interval | null)[],
  least: number,
): Interval[] | null {
  type Way = { offset: number; ranges: Interval[] }
  let ways = new Map<number, Way>([[from - 1, { offset: 0, ranges: [] }]])
  for (const group of groups) {
    const longer = new Map<number, Way>()
    for (const [end, way] of ways) {
      for (let last = end + least; last <= to; last++) {
        const off = offsetOf(group, [end + 1, last], extents)
        const best = longer.get(last)
        if (off > maxOffset * group.size || (best && best.offset <= way.offset + off)) continue
        longer.set(last, { offset: way.offset + off, ranges: [...way.ranges, [end + 1, last]] })
      }
    }
    ways = longer
  }
  return ways.get(to)?.ranges ?? null
}

function offsetOf(
  { bbox, first, last, size }: Heading,
  range: Interval,
  extents: readonly (Interval | null)[],
): number {
  const [from, to] = [extents[range[0]], extents[range[1]]]
  if (!from || !to || first < range[0] || last > range[1]) return Number.POSITIVE_INFINITY
  const middle = (bbox[0] + bbox[2]) / 2
  // Figures set to the right leave the left of their column blank, which then begins where the one before it ends.
  const before = extents[range[0] - 1]?.[1] ?? from[0]
  const [near, far] = [(before + to[1]) / 2, (from[0] + to[1]) / 2]
  const [low, high] = [Math.min(near, far), Math.max(near + size, far)]
  const outside = Math.max(0, low - middle, middle - high)
  return outside + tieShare * Math.abs(middle - (low + high) / 2)
}
