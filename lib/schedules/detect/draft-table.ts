/** A region → a grid: columns, head, rows, and cells over several of them; nothing where it has no columns. */
import type { BBox, PageLayout, Rule } from '../model.ts'
import { withBulletsAtText } from './bullets.ts'
import { findSeparators, type Separator, wordGapOf } from './columns.ts'
import type { Draft, DraftCell } from './draft.ts'
import { isFigure } from './figures.ts'
import { centreX, centreY, contains, covered, type Interval, spanY } from './geometry.ts'
import { buildHeader, countHeaderLines, type Header } from './headers.ts'
import { joinRows, widenCells } from './join-rows.ts'
import { groupLines, isTurned, splitAtRules } from './lines.ts'
import { columnExtents, type PlacedLine, placeLines } from './placed-chunks.ts'
import { isUpright, type Region } from './regions.ts'
import { findRows, type Row, ruledHeights } from './rows.ts'
import { trimDraft } from './trim-draft.ts'

/** Whether a rule lies, and runs within a region or at its edges. */
export const isFlatWithin = (rule: Rule, box: BBox): boolean =>
  !isUpright(rule) && rule.y0 >= box[1] - 6 && rule.y0 <= box[3] + 6

export function draftTable({ bbox, ruled }: Region, layout: PageLayout): Draft | null {
  const words = layout.words
    .filter((word) => ruled || !isTurned(word))
    .filter(({ bbox: b }) => contains(bbox, (b[0] + b[2]) / 2, (b[1] + b[3]) / 2, 1))
  const uprights = layout.rules.filter((rule) => isUpright(rule) && rule.x0 >= bbox[0] - 3 && rule.x0 <= bbox[2] + 3)
  const flats = layout.rules.filter((rule) => isFlatWithin(rule, bbox))
  const lines = splitAtRules(groupLines(words), flats).map(withBulletsAtText)
  if (lines.length < 2) return null
  const separators = findSeparators(lines, bbox, uprights)
  if (separators.length === 0) return null
  const placed = placeLines(lines, separators, uprights, wordGapOf(lines))
  const columns = separators.length + 1
  const ruledColumns = separators.filter((separator) => separator.ruled).length
  const walls = [bbox[0], ...separators.filter(({ ruled }) => ruled).map(({ x }) => x), bbox[2]]
  const heights = ruledHeights(
    bbox,
    ruledColumns > 0 ? fromWallToWall(flats, walls, bbox) : flats,
    ruledColumns > 0 ? 0.25 : 0.45,
  )
  const headerLines = countHeaderLines(placed, ruledHeights(bbox, flats, 0.8), columns)
  const edges = [bbox[0], ...separators.map(({ x }) => x), bbox[2]]
  const frame = { flats, uprights, edges, extents: columnExtents(placed, columns) }
  const header = buildHeader(placed.slice(0, headerLines), frame)
  const [beside, body] = partition(placed.slice(headerLines), ({ line }) => line.words.every(isTurned))
  const top = body[0]?.line.bbox[1] ?? bbox[3]
  const bodyBox = [bbox[0], Math.max(bbox[1], top - 2), bbox[2], bbox[3]] as const
  const bodyHeights = heights.filter((y) => y > bodyBox[1] + 2)
  const lattice = ruledColumns > 0 && heights.length >= 2
  const rows = findRows(body, bodyBox, bodyHeights, lattice, columns)
  const cells = [
    ...headerCells(header),
    ...bodyCells(rows, header.rows, edges),
    ...besideCells(beside, rows, header.rows),
  ]
  const draft = {
    cells,
    rows: header.rows + rows.length,
    columns,
    headerRows: header.rows,
    ruledColumns,
    ruledDepth: ruledDepth(bbox, separators, uprights),
    ruledRows: bodyHeights.length,
    wideRules: ruledHeights([bbox[0], bbox[1] - 9, bbox[2], bbox[3] + 9], flats, 0.8).length,
  }
  if (lattice) {
    const drawn = { box: bbox, separators, uprights, flats }
    joinRows(draft, rows, drawn)
    widenCells(draft, drawn)
  }
  return trimDraft(draft)
}

/** Rules that run from one vertical rule to another part rows however short they are: they count as running all along. */
function fromWallToWall(flats: readonly Rule[], walls: readonly number[], box: BBox): Rule[] {
  const meets = (x: number) => walls.some((wall) => Math.abs(wall - x) <= 4)
  return flats.map((rule) => (meets(rule.x0) && meets(rule.x1) ? { ...rule, x0: box[0], x1: box[2] } : rule))
}

function ruledDepth(box: BBox, separators: readonly Separator[], uprights: readonly Rule[]): number {
  const depths = separators
    .filter(({ ruled }) => ruled)
    .map(({ x }) => {
      const along = uprights.filter((rule) => Math.abs(rule.x0 - x) <= 4).map((rule): Interval => [rule.y0, rule.y1])
      return covered(along, spanY(box)) / (box[3] - box[1])
    })
  return depths.reduce((sum, depth) => sum + depth, 0) / Math.max(1, depths.length)
}

const headerCells = ({ cells }: Header): DraftCell[] =>
  cells.map(({ chunks, first, last, top, row }) => ({ row: top, lastRow: row, first, last, chunks, header: true }))

function bodyCells(rows: readonly Row[], offset: number, edges: readonly number[]): DraftCell[] {
  return rows.flatMap(({ lines }, i) => {
    const cells = rowCells(lines, i + offset)
    return isCentredHeading(cells, edges) ? cells.map((cell) => ({ ...cell, first: 0, last: edges.length - 2 })) : cells
  })
}

/** Whether a row is one text over the middle of the table: a heading of the rows below, which stands for all columns. */
function isCentredHeading(cells: readonly DraftCell[], edges: readonly number[]): boolean {
  const [only, ...others] = cells
  if (!only || others.length > 0 || only.first === 0 || edges.length < 4) return false
  const middle = ((edges[0] ?? 0) + (edges.at(-1) ?? 0)) / 2
  return only.chunks.every((chunk) => !isFigure(chunk.text) && Math.abs(centreX(chunk.bbox) - middle) < chunk.size)
}

/** Labels that read upward or downward, in the row that their middle is in; a lattice shows how far they reach. */
function besideCells(lines: readonly PlacedLine[], rows: readonly Row[], offset: number): DraftCell[] {
  return lines.flatMap(({ line, chunks }) => {
    const row = rows.findIndex(({ y0, y1 }) => y0 <= centreY(line.bbox) && y1 >= centreY(line.bbox))
    return row < 0 ? [] : rowCells([{ line, chunks }], row + offset)
  })
}

function partition<Of>(all: readonly Of[], is: (one: Of) => boolean): [Of[], Of[]] {
  return [all.filter(is), all.filter((one) => !is(one))]
}

function rowCells(lines: readonly PlacedLine[], row: number): DraftCell[] {
  const cells: DraftCell[] = []
  for (const chunk of lines.flatMap(({ chunks }) => chunks)) {
    const met = cells.filter((cell) => cell.first <= chunk.last && cell.last >= chunk.first)
    const joined = [...met.flatMap((cell) => cell.chunks), chunk]
    for (const cell of met) cells.splice(cells.indexOf(cell), 1)
    cells.push({
      row,
      lastRow: row,
      first: Math.min(...joined.map((c) => c.first)),
      last: Math.max(...joined.map((c) => c.last)),
      chunks: joined,
      header: false,
    })
  }
  return cells.sort((a, b) => a.first - b.first)
}
