/** Lines → rows: what rules part is parted; where there are none, wrapped text is joined to the row it belongs to. */
import type { BBox, Rule } from '../model.ts'
import { isFigure, isPlaceholder } from './figures.ts'
import { clusterMeans, covered, type Interval, median } from './geometry.ts'
import type { PlacedChunk, PlacedLine } from './placed-chunks.ts'
import { spacedRows } from './spaced-rows.ts'

export type Row = { lines: PlacedLine[]; y0: number; y1: number /** Whether a rule closes it below. */; ruled: boolean }

/** A horizontal rule parts rows if it covers this share of the region's width. */
const minRuleShare = 0.45
const maxPitchSpread = 1.6
const maxSizeSpread = 1.3
/** With fewer bands than this, rules may part blocks of rows as well as rows. */
const minRuledRows = 4
/** Rows this far apart are told from lines of one. Font sizes. */
const looseLines = 1.5
/** A text that is so many times as far from the line above as from the one below goes with that. */
const nearer = 1.5
/** A line nearer to the one before than this share of the distance between rows belongs to the same row. */
const tightShare = 0.86

/** Heights at which rules part the region, its edges not among them. */
export function ruledHeights(box: BBox, flats: readonly Rule[], share = minRuleShare): number[] {
  const inside = flats.filter(
    (rule) => rule.y0 > box[1] + 3 && rule.y0 < box[3] - 3 && rule.x1 > box[0] && rule.x0 < box[2],
  )
  return clusterMeans(
    inside.map((rule) => rule.y0),
    3,
  ).filter((y) => {
    const along = inside.filter((rule) => Math.abs(rule.y0 - y) <= 3).map((rule): Interval => [rule.x0, rule.x1])
    return covered(along, [box[0], box[2]]) >= share * (box[2] - box[0])
  })
}

/** `lattice`: every row is ruled, so a band between two rules is one row unless its figures say otherwise. */
export function findRows(
  lines: readonly PlacedLine[],
  box: BBox,
  heights: readonly number[],
  lattice: boolean,
  columns: number,
): Row[] {
  const edges = [box[1] - 1, ...heights, box[3] + 1]
  const pitch = usualPitch(lines)
  const bands = edges.slice(1).map((to, i) => {
    const from = edges[i] ?? box[1]
    return lines.filter(({ line }) => middle(line.bbox) > from && middle(line.bbox) <= to)
  })
  const everyRowRuled = lattice || areRowsRuled(bands)
  return edges.slice(1).flatMap((to, i) => {
    const from = edges[i] ?? box[1]
    const band = bands[i] ?? []
    const isOne = everyRowRuled && isOneRow(band, columns, pitch)
    const rows = band.length === 0 ? [] : isOne ? [band] : (spacedRows(band) ?? joinWrapped(band, pitch))
    return rows.map(
      (row, k): Row => ({
        lines: row,
        y0: k === 0 && i > 0 ? from : (row[0]?.line.bbox[1] ?? from),
        y1: k === rows.length - 1 ? to : (row.at(-1)?.line.bbox[3] ?? to),
        ruled: k === rows.length - 1 && i < edges.length - 2,
      }),
    )
  })
}

const middle = (box: BBox) => (box[1] + box[3]) / 2
const isValue = (chunk: PlacedChunk) => isFigure(chunk.text) || isPlaceholder(chunk.text)

/** Whether flat rules part nearly all rows: then several lines between two of them are one row. */
function areRowsRuled(bands: readonly (readonly PlacedLine[])[]): boolean {
  const filled = bands.filter((band) => band.length > 0)
  const single = filled.filter((band) => {
    const columns = band.flatMap(({ chunks }) => chunks.filter((c) => isValue(c) && c.first > 0).map((c) => c.first))
    return new Set(columns).size === columns.length
  })
  return filled.length >= minRuledRows && single.length >= 0.9 * filled.length
}

const hasValues = (chunks: readonly PlacedChunk[]) => chunks.some((chunk) => isValue(chunk) && chunk.first > 0)

/** In one row no column holds figures on several lines, no line is left blank, and none is set larger, as a title is. */
function isOneRow(band: readonly PlacedLine[], columns: number, pitch: number): boolean {
  const sizes = band.map(({ line }) => line.size)
  if (Math.max(...sizes) > maxSizeSpread * Math.min(...sizes)) return false
  const ofColumn = (column: number) =>
    band.filter(({ chunks }) => chunks.some((chunk) => chunk.first <= column && chunk.last >= column))
  // Texts beside each other that stand at the middle of their row begin at several heights: each column has its own lines.
  const steps = Array.from({ length: columns }, (_, column) => pitches(ofColumn(column))).flat()
  if (Math.max(0, ...steps) > maxPitchSpread * median(steps)) return false
  // Rows that are shaded in turn have two of them between two rules; lines of one row stand closer than rows do.
  if (pitch > looseLines * Math.max(...sizes) && band.length > 1 && Math.min(...pitches(band)) > 0.95 * pitch)
    return false
  for (let column = 0; column < columns; column++) {
    const values = band.filter(({ chunks }) =>
      chunks.some((chunk) => chunk.first === column && chunk.last === column && isValue(chunk)),
    )
    const texts = ofColumn(column)
    if (values.length >= 2 && values.length >= 0.7 * texts.length) return false
  }
  return true
}

/**
 * The distance between rows: of lines with figures that follow each other, where there are such. Where labels of all rows
 * wrap, lines of one label are the nearer ones.
 */
function usualPitch(lines: readonly PlacedLine[]): number {
  const steps = pitches(lines)
  const between = steps.filter((_, i) => hasValues(lines[i]?.chunks ?? []) && hasValues(lines[i + 1]?.chunks ?? []))
  if (between.length >= 2) return median(between)
  const apart = steps.filter((step) => step * tightShare > Math.min(...steps))
  return median(apart.length > 0 ? apart : steps, 12)
}

function pitches(lines: readonly PlacedLine[]): number[] {
  return lines.slice(1).map(({ line }, i) => middle(line.bbox) - middle(lines[i]?.line.bbox ?? line.bbox))
}

function joinWrapped(band: readonly PlacedLine[], pitch: number): PlacedLine[][] {
  const rows: PlacedLine[][] = []
  band.forEach((entry, i) => {
    const row = rows.at(-1)
    const previous = band[i - 1]
    const next = band[i + 1]
    if (row && previous && continues(row, previous, entry, next, pitch)) row.push(entry)
    else rows.push([entry])
  })
  return rows
}

function continues(
  row: readonly PlacedLine[],
  previous: PlacedLine,
  entry: PlacedLine,
  next: PlacedLine | undefined,
  pitch: number,
): boolean {
  const above = middle(entry.line.bbox) - middle(previous.line.bbox)
  const below = next ? middle(next.line.bbox) - middle(entry.line.bbox) : Number.POSITIVE_INFINITY
  const size = Math.max(entry.line.size, previous.line.size)
  if (row.some((line) => sharesColumn(valuesOf(line), valuesOf(entry)))) return false
  if (above < 0.75 * size || (above < size && !sharesColumn(previous.chunks, entry.chunks))) return true
  if (above > Math.max(1.9 * size, 1.15 * pitch)) return false
  const [first, head, start] = [entry.chunks[0], previous.chunks[0], row[0]?.chunks[0]]
  if (!first || !head || !start) return false
  const valued = hasValues(entry.chunks)
  const rowHasValues = row.some(({ chunks }) => hasValues(chunks))
  if (valued && rowHasValues) return false
  if (first.first > 0) return !valued && above <= Math.max(1.3 * size, 1.02 * pitch) && above <= nearer * below
  const labelOnly = entry.chunks.every((chunk) => chunk.last === 0)
  const isOut = first.bbox[0] < start.bbox[0] - 0.3 * size
  // Where only the first line of a paragraph is set in, the rest of it stands left of that.
  if (isOut && !(labelOnly && above < pitch && /^\p{Ll}/u.test(first.text))) return false
  const rowLabelOnly = row.every(({ chunks }) => chunks.every((chunk) => chunk.last === 0))
  const tight = above < tightShare * pitch && above <= 1.05 * below
  const indented = first.bbox[0] > head.bbox[0] + 0.5 * size
  const wraps = runsOn(head.text, first.text)
  if (labelOnly && rowHasValues) return tight || wraps || (indented && above <= below * 1.05 && !isParent(entry, next))
  if (labelOnly) return tight && (wraps || above < 0.8 * below || isSetAlike(head, first))
  if (rowLabelOnly)
    return valued && ((wraps && row.length <= 2) || (above < tightShare * pitch && isSetAlike(head, first)))
  return !valued && wraps && (tight || indented || entry.chunks.every((chunk) => /^[\p{Ll}(]/u.test(chunk.text)))
}

const valuesOf = ({ chunks }: PlacedLine) => chunks.filter((chunk) => isValue(chunk) && chunk.first > 0)

/** Texts beside each other that stand at the middle of their row begin at several heights. */
function sharesColumn(a: readonly PlacedChunk[], b: readonly PlacedChunk[]): boolean {
  return a.some((one) => b.some((other) => one.first <= other.last && one.last >= other.first))
}

/** Whether two lines of label look like one text: neither is a heading of the other. */
function isSetAlike(upper: PlacedChunk, lower: PlacedChunk): boolean {
  const isBold = ({ words }: PlacedChunk) => words.every((word) => word.bold)
  return (
    isBold(upper) === isBold(lower) && Math.abs(upper.size - lower.size) < 0.1 * lower.size && !/[:.]$/.test(upper.text)
  )
}

/** Whether a text breaks off, or the next begins, in mid-sentence. */
function runsOn(text: string, next: string): boolean {
  const brokenOff = /(?:[,\-–/&(]|\b(?:and|or|of|the|in|for|to|und|der|die|von|et|de))$/iu
  return /^[\p{Ll}(]/u.test(next) || brokenOff.test(text)
}

/** Whether what follows is set in deeper, as under a heading. */
function isParent(entry: PlacedLine, next: PlacedLine | undefined): boolean {
  const [own, following] = [entry.chunks[0], next?.chunks[0]]
  return Boolean(own && following && following.bbox[0] > own.bbox[0] + 0.5 * own.size)
}
