/** The head of a table: which lines belong to it, and its cells in levels, spanning headings above what they span. */
import type { BBox, Rule } from '../model.ts'
import { isFigure, isPlaceholder, isYear } from './figures.ts'
import { overlap, unionBox } from './geometry.ts'
import { spreadHeadings } from './heading-spans.ts'
import { isTurned } from './lines.ts'
import type { PlacedChunk, PlacedLine } from './placed-chunks.ts'
import { type HeadFrame, overRules } from './ruled-heads.ts'
import { raiseHeads } from './tall-heads.ts'

/** Stands in `row`, and in those above from `top` on. */
export type HeaderCell = { chunks: PlacedChunk[]; first: number; last: number; top: number; row: number }
export type Header = { rows: number; cells: HeaderCell[] }

const maxHeaderLines = 14
/** As many lines above the first rule are a head where nothing but words follows. */
const maxWordyLines = 4

/** How many lines, from the top, are head. `heights` are where wide rules stand. A head names columns beyond the first. */
export function countHeaderLines(lines: readonly PlacedLine[], heights: readonly number[], columns: number): number {
  const count = headLines(lines, heights, columns)
  return lines.slice(0, count).some(({ chunks }) => chunks.some((chunk) => chunk.last > 0)) ? count : 0
}

function headLines(lines: readonly PlacedLine[], heights: readonly number[], columns: number): number {
  const below = (y: number) => lines.filter(({ line }) => (line.bbox[1] + line.bbox[3]) / 2 < y).length
  const byRule = [...new Set(heights.map(below))].filter((count) => count > 0)
  const from = isHeadBand(lines.slice(0, byRule[0] ?? 0)) ? (byRule[0] ?? 0) : 0
  const firstValue = lines.findIndex(({ chunks }, i) => i >= from && holdsValues(chunks))
  if (firstValue < 0) {
    const head = byRule[0] ?? 0
    return head > 0 && levelLines(lines.slice(0, head)) <= maxWordyLines ? head : boldLines(lines)
  }
  if (firstValue === 0) return 0
  const ruled = ruledHead(
    lines,
    byRule.filter((count) => count <= firstValue),
    columns,
  )
  if (ruled > 0 && (ruled === from || firstValue - ruled <= 3)) return Math.min(ruled, maxHeaderLines)
  return withoutHeadings(lines, Math.min(firstValue, maxHeaderLines))
}

/** The head goes on from rule to rule until it names every column, or a heading of the body stands alone. */
function ruledHead(lines: readonly PlacedLine[], counts: readonly number[], columns: number): number {
  let head = 0
  for (const count of counts) {
    const named = new Set(
      lines.slice(0, head).flatMap(({ chunks }) => chunks.filter((c) => c.first === c.last).map((c) => c.first)),
    )
    const missing = Array.from({ length: columns - 1 }, (_, i) => i + 1).some((column) => !named.has(column))
    const alone = lines.slice(head, count).every(({ chunks }) => chunks.length === 1 && chunks[0]?.first === 0)
    if (head > 0 && (!missing || alone)) break
    head = count
  }
  return head
}

/**
 * A band above the first wide rule in which few columns hold nothing but figures: "3" over "Grade" is a heading. Labels
 * with figures beside them are rows.
 */
function isHeadBand(lines: readonly PlacedLine[]): boolean {
  if (lines.length === 0 || lines.length > maxHeaderLines) return false
  if (lines.filter(({ chunks }) => chunks[0]?.last === 0 && holdsValues(chunks)).length >= 2) return false
  const columns = new Map<number, boolean>()
  for (const { first, text } of lines.flatMap(({ chunks }) => chunks)) {
    if (first > 0) columns.set(first, (columns.get(first) ?? true) && isFigure(text) && !isYear(text))
  }
  const figures = [...columns.values()].filter(Boolean).length
  return columns.size > 0 && figures < 0.5 * columns.size
}

/** Figures beyond the first column that are no years, or stand-ins for figures beside one. */
function holdsValues(chunks: readonly PlacedChunk[]): boolean {
  const beyond = chunks.filter((chunk) => chunk.first > 0)
  const figures = beyond.filter((chunk) => isFigure(chunk.text))
  const values = beyond.filter((chunk) => isFigure(chunk.text) || isPlaceholder(chunk.text))
  return figures.length > 0 && !figures.every((chunk) => isYear(chunk.text)) && values.length * 2 >= beyond.length
}

/** Headings that read upward or downward stand beside each other, however many they are. */
function levelLines(lines: readonly PlacedLine[]): number {
  const level = lines.filter(({ line }) => !line.words.every(isTurned)).length
  return level < lines.length ? Math.max(1, level) : level
}

function boldLines(lines: readonly PlacedLine[]): number {
  const bold = lines.findIndex(({ line }) => !line.words.every((word) => word.bold))
  return bold > 0 && bold <= 3 ? bold : 1
}

/** A last line that stands in the first column alone is a heading of the body, not of the columns. */
function withoutHeadings(lines: readonly PlacedLine[], count: number): number {
  let kept = count
  while (kept > 1 && lines[kept - 1]?.chunks.every((chunk) => chunk.last === 0)) {
    const others = lines.slice(0, kept - 1).some(({ chunks }) => chunks.some((chunk) => chunk.first > 0))
    if (!others) break
    kept--
  }
  return kept
}

/** Joins wrapped headings column by column, and levels them: a heading stands in the row above those it spans. */
export function buildHeader(lines: readonly PlacedLine[], frame: HeadFrame): Header {
  const cells: HeaderCell[] = []
  const { flats } = frame
  const spread = spreadHeadings(lines, frame.extents)
  const shown = lines.map(({ chunks }, i) => {
    const above = lines.slice(0, i).flatMap((entry) => entry.chunks)
    return overRules(chunks, above, frame) ?? spread[i]?.chunks ?? chunks
  })
  for (const chunks of shown) {
    for (const chunk of chunks) {
      const above = cells.findLast((cell) => cell.first <= chunk.last && cell.last >= chunk.first)
      if (above && isSameCell(above, chunk, flats)) {
        above.chunks.push(chunk)
        above.first = Math.min(above.first, chunk.first)
        above.last = Math.max(above.last, chunk.last)
      } else cells.push({ chunks: [chunk], first: chunk.first, last: chunk.last, top: 0, row: 0 })
    }
  }
  const rows = levelFromBottom(cells)
  raiseHeads(cells, frame)
  return { rows, cells }
}

function isSameCell(cell: HeaderCell, chunk: PlacedChunk, flats: readonly Rule[]): boolean {
  const box = unionBox(cell.chunks.map((c) => c.bbox))
  const last = cell.chunks.at(-1) ?? chunk
  const sameColumns = cell.first === chunk.first && cell.last === chunk.last
  const within = cell.first === cell.last && chunk.first === chunk.last
  if (!sameColumns && !within && !(chunk.first <= cell.first && chunk.last >= cell.last && cell.first === cell.last))
    return false
  if (chunk.bbox[1] - box[3] > 0.9 * chunk.size) return false
  return !ruleBetween(last.bbox, chunk.bbox, flats)
}

function ruleBetween(upper: BBox, lower: BBox, flats: readonly Rule[]): boolean {
  const [from, to] = [(upper[1] + upper[3]) / 2, (lower[1] + lower[3]) / 2]
  const width = Math.min(upper[2] - upper[0], lower[2] - lower[0])
  return flats.some(
    (rule) => rule.y0 > from && rule.y0 < to && overlap([rule.x0, rule.x1], [upper[0], upper[2]]) > 0.5 * width,
  )
}

/** Rows are counted so that headings with nothing below them stand in the last row. */
function levelFromBottom(cells: HeaderCell[]): number {
  const heights = cells.map(() => 0)
  for (let i = cells.length - 1; i >= 0; i--) {
    const cell = cells[i]
    if (!cell) continue
    cells.forEach((other, k) => {
      if (k > i && other.first <= cell.last && other.last >= cell.first)
        heights[i] = Math.max(heights[i] ?? 0, (heights[k] ?? 0) + 1)
    })
  }
  const rows = cells.length === 0 ? 0 : Math.max(...heights) + 1
  cells.forEach((cell, i) => {
    cell.row = rows - 1 - (heights[i] ?? 0)
    cell.top = cell.row
  })
  return rows
}
