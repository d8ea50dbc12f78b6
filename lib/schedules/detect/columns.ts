/** Where the columns of a region part: at vertical rules, and where no line has ink. */
import type { BBox, Rule } from '../model.ts'
import { wallsOfOneRow } from './cell-walls.ts'
import { isCurrencySign, isFigure, isMark, isPlaceholder, isYear } from './figures.ts'
import { centreX, clusterMeans, covered, type Interval, median, overlap, spanX, spanY } from './geometry.ts'
import { type Chunk, type Line, splitChunks, splitFigures, withSignsAtFigures } from './lines.ts'

/** `ruled` separators cannot be crossed by a cell where their rule stands. */
export type Separator = { x: number; ruled: boolean }

/** A vertical rule parts columns if it runs along this share of the region. */
const minRuleShare = 0.35
/** A column's gap is at least this wide everywhere, in font sizes. */
const minGap = 0.2
/** How far a label between two rows reaches over the height of each. Font sizes. */
const minBetween = 0.15
/** How far labels are set in. Font sizes. */
const maxIndent = 4
/** So many gaps between words show how wide those are. */
const minTextGaps = 5

/** Separators from left to right, region edges not among them. */
export function findSeparators(lines: readonly Line[], box: BBox, uprights: readonly Rule[]): Separator[] {
  const centres = lines.flatMap((line) => line.words.map((word) => centreX(word.bbox)))
  // A double frame leaves a strip at its side that is no column.
  const ruled = ruledSeparators(box, uprights).filter((x) => x > Math.min(...centres) && x < Math.max(...centres))
  const edges = [box[0] - 1, ...ruled, box[2] + 1]
  const gap = wordGapOf(lines)
  const signed = lines.map(withSignsAtFigures)
  const soft = edges.slice(1).flatMap((to, i) => {
    const from = edges[i] ?? box[0]
    const inside = signed.map((line) => within(line, from, to)).filter((line) => line.words.length > 0)
    return blankSeparators(inside, gap, ruled.length > 0)
  })
  const walls = wallsOfOneRow(lines, box, uprights)
  if (walls.length >= ruled.length + soft.length && walls.length > 0) {
    const filled = walls.filter((x, i) => i === 0 || centres.some((centre) => centre > walls[i - 1]! && centre < x))
    const parted = filled.map((x) => ({ x, ruled: ruled.some((other) => Math.abs(other - x) <= 4) }))
    return withoutSignColumns(parted, lines)
  }
  const all = [...ruled.map((x) => ({ x, ruled: true })), ...soft.map((x) => ({ x, ruled: false }))]
  return withoutSignColumns(
    all.sort((a, b) => a.x - b.x),
    lines,
  )
}

/** A column of nothing but signs of currencies is part of the figures right of it, even where it is shaded by itself. */
function withoutSignColumns(separators: readonly Separator[], lines: readonly Line[]): Separator[] {
  const words = lines.flatMap((line) => line.words)
  return separators.filter((separator, i) => {
    const left = separators[i - 1]
    const inside = left ? words.filter(({ bbox }) => centreX(bbox) > left.x && centreX(bbox) < separator.x) : []
    return inside.length === 0 || !inside.every(({ text }) => isCurrencySign(text))
  })
}

function ruledSeparators(box: BBox, uprights: readonly Rule[]): number[] {
  const inside = uprights.filter(
    (rule) => rule.x0 > box[0] + 4 && rule.x0 < box[2] - 4 && rule.y1 > box[1] && rule.y0 < box[3],
  )
  const height = box[3] - box[1]
  return clusterMeans(
    inside.map((rule) => rule.x0),
    3,
  ).filter((x) => {
    const along = inside.filter((rule) => Math.abs(rule.x0 - x) <= 4).map((rule): Interval => [rule.y0, rule.y1])
    return covered(along, [box[1], box[3]]) >= minRuleShare * height
  })
}

function within(line: Line, from: number, to: number): Line {
  return {
    ...line,
    words: line.words.filter(
      (word) => (word.bbox[0] + word.bbox[2]) / 2 > from && (word.bbox[0] + word.bbox[2]) / 2 < to,
    ),
  }
}

/** The gap, in font sizes, beyond which two words of these lines are not neighbours in one text. */
export function wordGapOf(lines: readonly Line[]): number {
  const all: number[] = []
  const ofText: number[] = []
  for (const line of lines) {
    line.words.slice(1).forEach((word, i) => {
      const before = line.words[i]
      const gap = (word.bbox[0] - (before?.bbox[2] ?? 0)) / Math.max(1, line.size)
      if (!before || gap <= 0.05 || gap >= 0.8) return
      all.push(gap)
      if (!isFigure(word.text) && !isFigure(before.text)) ofText.push(gap)
    })
  }
  // Narrow gaps between columns of figures would pass for those between words.
  return Math.min(0.95, Math.max(0.5, 1.6 * median(ofText.length >= minTextGaps ? ofText : all, 0.3)))
}

type Counted = { line: Line; chunks: Chunk[] }

function blankSeparators(lines: readonly Line[], gap: number, strict: boolean): number[] {
  const counted = lines.map((line): Counted => ({ line, chunks: splitChunks(line, gap).flatMap(splitFigures) }))
  const figured = bodyLines(counted.filter(({ chunks }) => chunks.length > 1 || isFigure(chunks[0]?.text ?? '')))
  const body = counted.filter(
    (entry, i) => figured.includes(entry) || isBetweenRows(entry, counted[i - 1], counted[i + 1]),
  )
  if (body.length < (strict ? 3 : 2)) return []
  const size = median(lines.map((line) => line.size))
  const gaps = blankGaps(
    body.map(({ chunks }) => chunks),
    Math.floor(body.length * 0.1),
    minGap * size,
  )
  // A heading of several rows stands alone on its line, at the middle of them.
  const among = counted.filter(
    ({ line }) => line.bbox[1] > body[0]!.line.bbox[1] - 1 && line.bbox[3] < body.at(-1)!.line.bbox[3] + 1,
  )
  const kept = dropSparse(gaps, among, Math.max(2, Math.floor(0.08 * body.length)), size)
  const rows = body.map(({ line }) => line)
  // A text alone on its line, unless it is a label, may run over all columns.
  const left = Math.min(...lines.map((line) => line.bbox[0]))
  const several = counted.filter(({ chunks, line }) => chunks.length > 1 || line.bbox[0] < left + maxIndent * size)
  return kept.map((blank) =>
    leastCrossed(
      blank,
      several.map(({ line }) => line),
      rows,
    ),
  )
}

/** Whether a text alone stands at a height between two lines that it overlaps: a label for both rows, beside theirs. */
function isBetweenRows({ line, chunks }: Counted, above: Counted | undefined, below: Counted | undefined): boolean {
  if (chunks.length > 1 || !above || !below) return false
  return [above, below].every(
    (other) =>
      overlap(spanY(line.bbox), spanY(other.line.bbox)) > minBetween * line.size &&
      other.chunks.every(({ bbox }) => overlap(spanX(bbox), spanX(line.bbox)) < 0),
  )
}

/** Lines with figures beside their labels, where there are such; years alone are as often a head's. */
function bodyLines(several: readonly Counted[]): readonly Counted[] {
  const having = (is: (text: string) => boolean) =>
    several.filter(({ chunks }) => chunks.slice(chunks.length > 1 ? 1 : 0).some(({ text }) => is(text)))
  const figured = having((text) => isFigure(text) || isPlaceholder(text))
  const beyondYears = having((text) => (isFigure(text) && !isYear(text)) || isPlaceholder(text))
  return [beyondYears, figured].find((lines) => lines.length >= 2) ?? several
}

/** Intervals that at most `tolerance` lines cross. */
function blankGaps(lines: readonly Chunk[][], tolerance: number, minWidth: number): Interval[] {
  const steps = lines.flatMap((chunks) =>
    chunks.flatMap((c) => [
      { x: c.bbox[0], by: 1 },
      { x: c.bbox[2], by: -1 },
    ]),
  )
  steps.sort((a, b) => a.x - b.x || a.by - b.by)
  const found: Interval[] = []
  let depth = 0
  let open: number | null = null
  for (const { x, by } of steps) {
    const before = depth
    depth += by
    if (before > tolerance && depth <= tolerance) open = x
    if (before <= tolerance && depth > tolerance) {
      if (open !== null && x - open >= minWidth) found.push([open, x])
      open = null
    }
  }
  return found
}

/** Drops separators of bands that hold next to nothing, or only the signs of the figures beside them. */
function dropSparse(gaps: readonly Interval[], lines: readonly Counted[], least: number, size: number): Interval[] {
  const kept = gaps.map(([from, to]) => ({ from, to, x: (from + to) / 2, width: to - from }))
  for (;;) {
    const edges = [Number.NEGATIVE_INFINITY, ...kept.map((gap) => gap.x), Number.POSITIVE_INFINITY]
    const weak = edges.slice(1).findIndex((to, i) => {
      const texts = lines
        .flatMap(({ chunks }) => chunks.filter((c) => centre(c) > (edges[i] ?? 0) && centre(c) < to))
        .map((c) => c.text)
      const narrow = Math.min(
        kept[i - 1]?.width ?? Number.POSITIVE_INFINITY,
        kept[i]?.width ?? Number.POSITIVE_INFINITY,
      )
      return texts.length < least || texts.every(isMark) || (narrow < size && isUnit(texts))
    })
    if (weak < 0 || kept.length === 0) return kept.map((gap) => [gap.from, gap.to])
    const [left, right] = [kept[weak - 1], kept[weak]]
    kept.splice(!right || (left && left.width < right.width) ? weak - 1 : weak, 1)
  }
}

const centre = (chunk: Chunk) => (chunk.bbox[0] + chunk.bbox[2]) / 2

/** One and the same word in nearly every line, as in "40 years", "41 years". */
function isUnit(texts: readonly string[]): boolean {
  const word = texts.find((text) => /^\p{L}{2,}$/u.test(text))
  return texts.length >= 3 && texts.filter((text) => text === word).length >= 0.9 * texts.length
}

/** The middle of the widest part of a blank that the fewest words cross, those of `rows` before those of headings. */
function leastCrossed([from, to]: Interval, lines: readonly Line[], rows: readonly Line[]): number {
  const crossing = [lines, rows, rows]
    .flat()
    .flatMap((line) =>
      line.words.map((word): Interval => [word.bbox[0], word.bbox[2]]).filter((word) => word[1] > from && word[0] < to),
    )
  const stops = [from, to, ...crossing.flat()].filter((x) => x >= from && x <= to).sort((a, b) => a - b)
  let best = { depth: Number.POSITIVE_INFINITY, width: 0, x: (from + to) / 2 }
  stops.slice(1).forEach((end, i) => {
    const start = stops[i] ?? end
    const x = (start + end) / 2
    const depth = crossing.filter((word) => word[0] < x && word[1] > x).length
    if (end - start < 1) return
    if (depth < best.depth || (depth === best.depth && end - start > best.width))
      best = { depth, width: end - start, x }
  })
  return best.x
}
