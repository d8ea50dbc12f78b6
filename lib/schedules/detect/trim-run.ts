/** Where a table begins and ends within a run of lines: which lines around the tabular ones belong to it. */
import type { Rule } from '../model.ts'
import { isCaption } from './captions.ts'
import { isFigure } from './figures.ts'
import { median, overlap, spanX, unionBox } from './geometry.ts'
import type { Chunk } from './lines.ts'
import { type ChunkLine, isTabular } from './prose.ts'

/** A heading over columns is no farther from what it stands over. Font sizes. */
const maxHeadPitch = 2.6
/** The lines of one heading are no farther apart. Font sizes. */
const maxWrapPitch = 1.45
/** So many lines show where the columns are that a heading may stand over. */
const headLook = 15
/** A line of a wrapped label is nearer to the next than this share of the distance between rows. */
const tightShare = 0.86

/** Rows without figures end a page within this share of its height from the edge, and begin the next one. */
const edgeShare = 0.15
/** What follows a table as often as it goes on it. */
const remark = /^(?:[*†‡§(]|\d+[.)]|notes?\b|source|quelle|anmerkung|hinweis)|[.;]$/i

/** Drops the lines before the first and after the last tabular one that nothing holds to the table. `height` is the page's. */
export function trimRun(run: readonly ChunkLine[], flats: readonly Rule[], height: number): ChunkLine[] {
  const first = run.findIndex(isTabular)
  const last = run.findLastIndex(isTabular)
  const core = run.slice(first, last + 1)
  if (core.length === 0) return []
  const box = unionBox(core.flatMap((entry) => entry.chunks.map((chunk) => chunk.bbox)))
  const wide = flats.filter((rule) => overlap([rule.x0, rule.x1], spanX(box)) > 0.5 * (box[2] - box[0]))
  const below = run.slice(last + 1)
  const closing = below.findLastIndex((entry, i) => i < 2 && wide.some((rule) => ruleUnder(rule, entry, below[i + 1])))
  const wrapped = last + 1 + wrappedLines(run, last)
  const to = wrapped + openRows(run, wrapped, (1 - edgeShare) * height)
  return run.slice(firstLine(run, first, wide, edgeShare * height), Math.max(to, last + 2 + closing))
}

/** The first line that is part of the head, or of the first row's label. */
function firstLine(run: readonly ChunkLine[], first: number, wide: readonly Rule[], top: number): number {
  const title = run.slice(0, first).findLast((entry) => isCaption(entry.chunks[0]?.text ?? ''))
  const heads = wide.filter((rule) => !title || rule.y0 > title.line.bbox[3] - 2)
  const pitch = rowPitch(run)
  let from = first
  for (;;) {
    const [above, next] = [run[from - 1], run[from]]
    if (!above || !next) return from
    const below = run.slice(from, from + headLook)
    const isLabel = wrapsInto(above, next, pitch) || isSetLikeLabel(above, next, run[first] ?? next, pitch, top)
    if (
      isLabel ||
      heads.some((rule) => isUnder(above, rule)) ||
      isOverColumns(above, below) ||
      namesColumns(above, below) ||
      wrapsHeading(above, next)
    )
      from--
    else if (isOverColumns(run[from - 2], below) && isBeside(above, below)) from -= 2
    else return from
  }
}

/** Whether a line stands below a rule and near it. */
function isUnder(entry: ChunkLine | undefined, rule: Rule): boolean {
  return entry !== undefined && rule.y0 < entry.line.bbox[1] + 2 && entry.line.bbox[1] - rule.y0 < 6 * entry.line.size
}

/**
 * Whether a line, one text alone, is a heading of the lines below it: centred over their columns beyond the first, or
 * set like the only such column.
 */
function isOverColumns(entry: ChunkLine | undefined, below: readonly ChunkLine[]): boolean {
  const [only, ...others] = entry?.chunks ?? []
  const [next] = below
  if (!only || !next || others.length > 0 || isCaption(only.text)) return false
  if (next.line.bbox[3] - only.bbox[3] > 2 * maxHeadPitch * Math.max(only.size, next.line.size)) return false
  const most = Math.max(...below.map(({ chunks }) => chunks.length))
  const full = below.filter(({ chunks }) => chunks.length === most)
  if (most < 2) return false
  const [x0, , x1] = unionBox(full.flatMap(({ chunks }) => chunks.slice(1).map((chunk) => chunk.bbox)))
  const labels = Math.max(...full.flatMap(({ chunks }) => chunks[0]?.bbox[2] ?? x0))
  if (only.bbox[0] < Math.min(labels, x0) - only.size) return false
  // Figures set to the right leave the left of their column blank, which then begins where the labels end.
  const middle = (only.bbox[0] + only.bbox[2]) / 2
  const isCentred = middle > (Math.min(labels, x0) + x1) / 2 - only.size && middle < (x0 + x1) / 2 + only.size
  return isCentred || (most === 2 && Math.min(Math.abs(only.bbox[2] - x1), Math.abs(only.bbox[0] - x0)) < only.size)
}

/** Whether a line in bold, right above, has texts over nearly all columns: their headings, however near to each other. */
function namesColumns(entry: ChunkLine | undefined, below: readonly ChunkLine[]): boolean {
  const [next] = below
  if (!entry || !next || isCaption(entry.chunks[0]?.text ?? '')) return false
  if (next.line.bbox[3] - entry.line.bbox[3] > maxHeadPitch * next.line.size) return false
  const most = Math.max(...below.map(({ chunks }) => chunks.length))
  const columns = below.find(({ chunks }) => chunks.length === most)?.chunks ?? []
  const named = columns.filter(({ bbox }) =>
    entry.line.words.some((word) => overlap(spanX(word.bbox), spanX(bbox)) > 0),
  )
  return most > 2 && entry.line.words.every((word) => word.bold) && named.length >= most - 1
}

/** Whether a line, one text alone, begins a heading that goes on in the next line, beside others. */
function wrapsHeading(entry: ChunkLine, next: ChunkLine): boolean {
  const [only, ...others] = entry.chunks
  if (!only || others.length > 0 || next.line.bbox[3] - entry.line.bbox[3] > maxWrapPitch * only.size) return false
  return next.chunks.slice(1).some((chunk) => {
    const isCentred = Math.abs(only.bbox[0] + only.bbox[2] - chunk.bbox[0] - chunk.bbox[2]) < only.size
    return isCentred && Math.abs(chunk.size - only.size) < 0.1 * only.size
  })
}

/** Whether a line stands alone, left of the columns beyond the first: a heading of rows. */
function isBeside(entry: ChunkLine, below: readonly ChunkLine[]): boolean {
  const columns = below.flatMap(({ chunks }) => chunks.slice(1).map((chunk) => chunk.bbox[0]))
  const only = entry.chunks[0]
  return entry.chunks.length === 1 && only !== undefined && only.bbox[2] < Math.min(...columns)
}

/** The distance between tabular lines that follow each other. */
function rowPitch(run: readonly ChunkLine[]): number {
  const steps = run.slice(1).flatMap((entry, i) => {
    const before = run[i]
    return before && isTabular(entry) && isTabular(before) ? [entry.line.bbox[3] - before.line.bbox[3]] : []
  })
  return median(steps, 0)
}

/** Whether a line that stands alone is the label of the next one, which goes on there: nearer to it than rows are. */
function wrapsInto(entry: ChunkLine, next: ChunkLine, pitch: number): boolean {
  const [only, ...others] = entry.chunks
  const label = next.chunks[0]
  if (!only || !label || others.length > 0 || isCaption(only.text)) return false
  const step = next.line.bbox[3] - entry.line.bbox[3]
  return step < tightShare * pitch && Math.abs(only.bbox[0] - label.bbox[0]) < 1.5 * only.size && isOfSize(only, label)
}

/** Whether a line above a first `row` of figures is set like its label: a heading of rows, or the end of a label that began on the page before. */
function isSetLikeLabel(entry: ChunkLine, next: ChunkLine, row: ChunkLine, pitch: number, top: number): boolean {
  const [only, ...others] = entry.chunks
  const label = row.chunks[0]
  if (!only || !label || others.length > 0 || !isOfSize(only, label) || isCaption(only.text)) return false
  const isNear = next.line.bbox[3] - entry.line.bbox[3] < 1.15 * pitch
  const slack = (/^\p{Ll}/u.test(only.text) ? 2 : 0.5) * only.size
  const isFlush = [label, next.chunks[0] ?? label].some(({ bbox }) => Math.abs(only.bbox[0] - bbox[0]) < slack)
  const isPlain =
    entry.line.bbox[1] < top || only.words.every((word) => word.bold) === label.words.every((word) => word.bold)
  const figures = row.chunks.slice(1).filter((chunk) => isFigure(chunk.text))
  return isNear && isFlush && isPlain && figures.length > 0 && figures.length >= 0.5 * (row.chunks.length - 1)
}

const isOfSize = (a: Chunk, b: Chunk) => Math.abs(a.size - b.size) < 0.1 * b.size

/** How many lines after the last tabular one go on its label. */
function wrappedLines(run: readonly ChunkLine[], last: number): number {
  const pitch = rowPitch(run)
  const label = run[last]?.chunks[0]
  const widest = Math.max(...run.slice(0, last + 1).flatMap(({ chunks }) => chunks[0]?.bbox[2] ?? 0))
  let count = 0
  for (;;) {
    const [before, entry] = [run[last + count], run[last + count + 1]]
    const only = entry?.chunks[0]
    if (!before || !entry || !only || !label || entry.chunks.length > 1 || !isOfSize(only, label)) return count
    const isTight = entry.line.bbox[3] - before.line.bbox[3] < tightShare * pitch
    const isSet = only.bbox[0] > label.bbox[0] - 0.3 * only.size && only.bbox[0] < label.bbox[0] + 2 * only.size
    if (!isTight || !isSet || only.bbox[2] > Math.max(widest, label.bbox[2] + 6 * only.size)) return count
    count++
  }
}

/** How many lines from `from` on are rows without figures at the foot of a page, below `bottom`: set like labels, and as far apart. */
function openRows(run: readonly ChunkLine[], from: number, bottom: number): number {
  const pitch = rowPitch(run)
  const label = run.find(isTabular)?.chunks[0]
  const rest = run.slice(from)
  const end = rest.findIndex((entry, i) => {
    const [before, only] = [run[from + i - 1], entry.chunks[0]]
    if (!before || !only || !label || entry.chunks.length > 1 || !isOfSize(only, label)) return true
    const step = entry.line.bbox[3] - before.line.bbox[3]
    const isFlush = Math.abs(only.bbox[0] - label.bbox[0]) < 0.5 * only.size
    return entry.line.bbox[1] < bottom || !isFlush || Math.abs(step - pitch) > 0.1 * pitch || remark.test(only.text)
  })
  return end < 0 ? rest.length : end
}

function ruleUnder(rule: Rule, entry: ChunkLine, next: ChunkLine | undefined): boolean {
  const bottom = entry.line.bbox[3]
  const limit = Math.min(next ? next.line.bbox[1] + 2 : Number.POSITIVE_INFINITY, bottom + 1.5 * entry.line.size)
  return rule.y0 > bottom - 3 && rule.y0 < limit
}
