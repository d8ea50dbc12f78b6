/** A region → a grid of cells, or nothing where the region turns out not to be a table. */
import type { BBox, Cell, PageLayout, Rule, Table } from '../model.ts'
import { judge } from './accept.ts'
import { findSeam } from './beside.ts'
import { cellConfidence } from './cell-confidence.ts'
import { cellSigns } from './cell-signs.ts'
import { findSeparators, type Separator, wordGapOf } from './columns.ts'
import type { Draft, DraftCell } from './draft.ts'
import { contains, covered, type Interval, spanY, unionBox } from './geometry.ts'
import { buildHeader, countHeaderLines, type Header } from './headers.ts'
import { joinRows, widenCells } from './join-rows.ts'
import { groupLines, isTurned, splitAtRules } from './lines.ts'
import { columnExtents, type PlacedLine, placeLines } from './placed-chunks.ts'
import { isUpright, type Region } from './regions.ts'
import { findRows, type Row, ruledHeights } from './rows.ts'
import type { Thresholds } from './thresholds.ts'

/** What begins within this share of the page's height, below no more words than a running head has, goes on from the page before. */
const topShare = 0.15
const maxHeadWords = 12

/** The tables of a region: nothing where it turns out to be none, two where two stand beside each other. */
export function buildTables(region: Region, layout: PageLayout, least: Thresholds): Table[] {
  const draft = draftTable(region, layout)
  if (!draft) return []
  const [x0, y0, x1, y1] = region.bbox
  const seam = region.ruled
    ? null
    : findSeam(
        draft,
        layout.rules.filter((rule) => isFlatWithin(rule, region.bbox)),
      )
  if (seam !== null) {
    const sides = [[x0, y0, seam, y1] as const, [seam, y0, x1, y1] as const]
    return sides.flatMap((bbox) => buildTables({ bbox, ruled: false }, layout, least))
  }
  const confidence = judge(draft, isAtTop(region.bbox, layout), least)
  return confidence > 0 ? [toTable(draft, confidence, layout.number)] : []
}

const isFlatWithin = (rule: Rule, box: BBox) => !isUpright(rule) && rule.y0 >= box[1] - 6 && rule.y0 <= box[3] + 6

/** Whether nothing but a running head stands above. */
function isAtTop(box: BBox, { words, height }: PageLayout): boolean {
  return box[1] < topShare * height && words.filter((word) => word.bbox[3] <= box[1] + 1).length <= maxHeadWords
}

function draftTable({ bbox, ruled }: Region, layout: PageLayout): Draft | null {
  const words = layout.words
    .filter((word) => ruled || !isTurned(word))
    .filter(({ bbox: b }) => contains(bbox, (b[0] + b[2]) / 2, (b[1] + b[3]) / 2, 1))
  const uprights = layout.rules.filter((rule) => isUpright(rule) && rule.x0 >= bbox[0] - 3 && rule.x0 <= bbox[2] + 3)
  const flats = layout.rules.filter((rule) => isFlatWithin(rule, bbox))
  const lines = splitAtRules(groupLines(words), flats)
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
  const header = buildHeader(placed.slice(0, headerLines), flats, edges, columnExtents(placed, columns))
  const body = placed.slice(headerLines)
  const top = body[0]?.line.bbox[1] ?? bbox[3]
  const bodyBox = [bbox[0], Math.max(bbox[1], top - 2), bbox[2], bbox[3]] as const
  const bodyHeights = heights.filter((y) => y > bodyBox[1] + 2)
  const lattice = ruledColumns > 0 && heights.length >= 2
  const rows = findRows(body, bodyBox, bodyHeights, lattice, columns)
  const cells = [...headerCells(header), ...bodyCells(rows, header.rows)]
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
  return trim(draft)
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
  cells.map(({ chunks, first, last, row }) => ({ row, lastRow: row, first, last, chunks, header: true }))

function bodyCells(rows: readonly Row[], offset: number): DraftCell[] {
  return rows.flatMap(({ lines }, i) => rowCells(lines, i + offset))
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

/** Drops what stands above or below the grid across its whole width: titles and notes inside a frame. */
function trim(draft: Draft): Draft {
  const inRow = (row: number) => draft.cells.filter((cell) => cell.row <= row && cell.lastRow >= row)
  const isCross = (row: number) => {
    const cells = inRow(row)
    return (
      cells.length === 0 ||
      (cells.length === 1 && cells.every((c) => c.first === 0 && c.last === draft.columns - 1 && draft.columns > 1))
    )
  }
  let from = 0
  let to = draft.rows
  while (from < to && isCross(from)) from++
  while (to > from && isCross(to - 1)) to--
  const cells = draft.cells
    .filter((cell) => cell.row >= from && cell.lastRow < to)
    .map((cell) => ({ ...cell, row: cell.row - from, lastRow: cell.lastRow - from }))
  return { ...draft, cells, rows: to - from, headerRows: Math.max(0, draft.headerRows - from) }
}

function toTable(draft: Draft, confidence: number, page: number): Table {
  const signs = cellSigns(draft)
  const cells = draft.cells
    .map((cell): Cell => {
      const words = cell.chunks.flatMap((chunk) => chunk.words)
      const read = words.reduce((sum, word) => sum + word.confidence, 0) / words.length
      const own = signs.get(cell)
      return {
        row: cell.row,
        col: cell.first,
        row_span: cell.lastRow - cell.row + 1,
        col_span: cell.last - cell.first + 1,
        text: cell.chunks.map((chunk) => chunk.text).join(' '),
        page,
        bbox: unionBox(words.map((word) => word.bbox)),
        confidence: read * (own ? cellConfidence(own) : 1),
        header: cell.header,
      }
    })
    .sort((a, b) => a.row - b.row || a.col - b.col)
  return {
    name: null,
    page,
    bbox: unionBox(cells.map((cell) => cell.bbox ?? [0, 0, 0, 0])),
    confidence,
    row_count: draft.rows,
    col_count: draft.columns,
    header_rows: draft.headerRows,
    cells,
  }
}
