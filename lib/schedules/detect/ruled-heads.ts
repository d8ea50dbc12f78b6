/** Headings over rules: a heading with a rule under it stands for the columns that the rule runs over. */
import type { Rule } from '../model.ts'
import type { Interval } from './geometry.ts'
import { shareOut } from './heading-spans.ts'
import type { PlacedChunk } from './placed-chunks.ts'

/** How far below a heading a rule still is its own. Font sizes. */
const maxRuleGap = 1.3

/** Where the rules and the columns of a head are. */
export type HeadFrame = {
  flats: readonly Rule[]
  uprights: readonly Rule[]
  /** Left edges of the columns, and the right edge of the last. */
  edges: readonly number[]
  extents: readonly (Interval | null)[]
}

/** The headings of one line, those over a rule widened to its columns; null where none is. `above`: the lines before. */
export function overRules(
  chunks: readonly PlacedChunk[],
  above: readonly PlacedChunk[],
  frame: HeadFrame,
): PlacedChunk[] | null {
  const ranges = chunks.map((chunk) => {
    const range = columnsUnder(chunk, frame)
    return range && !above.some((other) => isBesideIn(range, chunk, other, frame.flats)) ? range : null
  })
  const widened = chunks.map((chunk, i): PlacedChunk => {
    const range = ranges[i]
    if (!range) return chunk
    const sharing = chunks.filter((_, k) => ranges[k]?.[0] === range[0] && ranges[k]?.[1] === range[1])
    const own = sharing.length > 1 ? ownShare(chunk, sharing, range, frame) : range
    return { ...chunk, first: own[0], last: own[1] }
  })
  return ranges.some(Boolean) ? widened : null
}

/** Whether another of these columns has a heading that begins higher, with no rule between: then this one wraps. */
function isBesideIn([first, last]: Interval, chunk: PlacedChunk, other: PlacedChunk, flats: readonly Rule[]): boolean {
  if (other.first < first || other.last > last || (other.last >= chunk.first && other.first <= chunk.last)) return false
  return !flats.some((rule) => rule.y0 > other.bbox[3] - 2 && rule.y0 < chunk.bbox[1] + 2)
}

/** First and last column of the rule under a heading, as far as no upright rule ends it; null without one. */
function columnsUnder({ bbox, size }: PlacedChunk, { flats, uprights, edges }: HeadFrame): Interval | null {
  const [x0, y0, x1, bottom] = bbox
  const own = flats
    .filter((rule) => rule.y0 > bottom - 0.4 * size && rule.y0 < bottom + maxRuleGap * size)
    .filter((rule) => rule.x0 <= x0 + 2 && rule.x1 >= x1 - 2)
    .sort((a, b) => a.x1 - a.x0 - (b.x1 - b.x0))[0]
  if (!own) return null
  const middle = (y0 + bottom) / 2
  const walls = uprights.filter((rule) => rule.y0 <= middle && rule.y1 >= middle).map((rule) => rule.x0)
  const from = Math.max(own.x0, ...walls.filter((x) => x <= x0 + 2))
  const to = Math.min(own.x1, ...walls.filter((x) => x >= x1 - 2))
  const middles = edges.slice(1).map((edge, i) => (edge + (edges[i] ?? edge)) / 2)
  const columns = middles.flatMap((x, column) => (x > from && x < to ? [column] : []))
  const [first, last] = [columns[0], columns.at(-1)]
  if (!first || last === undefined || columns.length >= middles.length) return null
  return [first, last]
}

/** Rules that touch look like one: headings over it share its columns out, each over the middle of its own. */
function ownShare(
  chunk: PlacedChunk,
  sharing: readonly PlacedChunk[],
  range: Interval,
  { extents }: HeadFrame,
): Interval {
  const ordered = [...sharing].sort((a, b) => a.bbox[0] - b.bbox[0])
  const shares = shareOut(ordered, range, extents, 1)
  return shares?.[ordered.indexOf(chunk)] ?? [chunk.first, chunk.last]
}
