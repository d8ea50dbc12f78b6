/** Lines → rows: what rules part is parted; where there are none, wrapped text is joined to the row it belongs to. */
import type { BBox, Rule } from '../model.ts'
import { isFigure, isPlaceholder } from './figures.ts'
import { clusterMeans, covered, type Interval, median } from './geometry.ts'
import type { PlacedChunk, PlacedLine } from './placed-chunks.ts'

export type Row = { lines: PlacedLine[]; y0: number; y1: number /** Whether a rule closes it below. */; ruled: boolean }

/** A horizontal rule parts rows if it covers this share of the region's width. */
const minRuleShare = 0.45
const maxPitchSpread = 1.6

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
  return edges.slice(1).flatMap((to, i) => {
    const from = edges[i] ?? box[1]
    const band = lines.filter(({ line }) => middle(line.bbox) > from && middle(line.bbox) <= to)
    const rows = band.length === 0 ? [] : lattice && isOneRow(band, columns) ? [band] : joinWrapped(band, pitch)
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

/** In one row no column holds figures on several lines, and no line is left blank. */
function isOneRow(band: readonly PlacedLine[], columns: number): boolean {
  const steps = pitches(band)
  if (Math.max(0, ...steps) > maxPitchSpread * median(steps)) return false
  for (let column = 0; column < columns; column++) {
    const values = band.filter(({ chunks }) =>
      chunks.some((chunk) => chunk.first === column && chunk.last === column && isValue(chunk)),
    )
    const texts = band.filter(({ chunks }) => chunks.some((chunk) => chunk.first <= column && chunk.last >= column))
    if (values.length >= 2 && values.length >= 0.7 * texts.length) return false
  }
  return true
}

function usualPitch(lines: readonly PlacedLine[]): number {
  return median(pitches(lines), 12)
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
  if (above < 0.75 * size) return true
  if (above > Math.max(1.9 * size, 1.15 * pitch)) return false
  const [first, head, start] = [entry.chunks[0], previous.chunks[0], row[0]?.chunks[0]]
  if (!first || !head || !start) return false
  const hasValues = entry.chunks.some((chunk) => isValue(chunk) && chunk.first > 0)
  const rowHasValues = row.some(({ chunks }) => chunks.some((chunk) => isValue(chunk) && chunk.first > 0))
  if (hasValues && rowHasValues) return false
  if (first.first > 0) return !hasValues && above <= Math.max(1.3 * size, 1.02 * pitch)
  if (first.bbox[0] < start.bbox[0] - 0.3 * size) return false
  const labelOnly = entry.chunks.every((chunk) => chunk.last === 0)
  const rowLabelOnly = row.every(({ chunks }) => chunks.every((chunk) => chunk.last === 0))
  const tight = above < 0.86 * pitch && above <= below
  const indented = first.bbox[0] > head.bbox[0] + 0.5 * size
  const wraps = runsOn(head.text, first.text)
  if (labelOnly && rowHasValues) return tight || wraps || (indented && above <= below * 1.05 && !isParent(entry, next))
  if (labelOnly) return tight && (wraps || above < 0.8 * below)
  if (rowLabelOnly && row.length <= 2) return hasValues && wraps
  return !hasValues && wraps && (tight || indented || entry.chunks.every((chunk) => /^[\p{Ll}(]/u.test(chunk.text)))
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
