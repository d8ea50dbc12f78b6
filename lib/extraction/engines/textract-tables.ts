/** Textract's TABLE blocks as tables: merged cells joined, titles and footers taken out of the grid. */
import type { Block, EntityType } from '@aws-sdk/client-textract'
import { unionBox } from '../../schedules/detect/geometry.ts'
import type { Cell, Table } from '../../schedules/model.ts'
import { type Blocks, type Piece, shareOf } from './textract-blocks.ts'

export type FoundTable = {
  /** Its name is the printed title as it stands; null without one. */
  table: Table
  /** What stands over the table and under it, in its frame or out of it; none of it is in a cell too. */
  title: Piece[]
  footer: Piece[]
  /** Ids of all pieces that the table, its title and its footer are made of. */
  pieces: ReadonlySet<string>
}

type GridCell = {
  row: number
  col: number
  row_span: number
  col_span: number
  entities: ReadonlySet<EntityType>
  pieces: Piece[]
  confidence: number
}

/** The tables in the order of the response. Boxes are of the upright page. */
export function findTables(blocks: Blocks, page: number): FoundTable[] {
  return blocks.ofType('TABLE').flatMap((block) => tableOf(block, blocks, page) ?? [])
}

/** null for what has no two rows and columns with something in them: a list, a frame around a line. */
function tableOf(block: Block, blocks: Blocks, page: number): FoundTable | null {
  const grid = gridOf(block, blocks)
  const bounds = bodyBounds(grid)
  const isBody = ({ row, row_span }: GridCell) => row >= bounds.from && row + row_span <= bounds.to
  const body = grid.filter(isBody)
  const above = grid.filter(({ row }) => row < bounds.from).flatMap(({ pieces }) => pieces)
  const below = grid.filter((cell) => !isBody(cell) && cell.row >= bounds.from).flatMap(({ pieces }) => pieces)
  const columns = Math.max(0, ...grid.map(({ col, col_span }) => col + col_span))
  const usedColumns = new Set(body.map(({ col }) => col))
  if (bounds.to - bounds.from < 2 || columns < 2 || usedColumns.size < 2) return null

  const named = (relationship: 'TABLE_TITLE' | 'TABLE_FOOTER') =>
    blocks.children(block, relationship).flatMap((part) => blocks.piecesOf(part))
  const printedTitle = onlyOnce([...named('TABLE_TITLE'), ...above])
  // A title may also claim words of the grid, where they stay.
  const inGrid = idsOf(body.flatMap(({ pieces }) => pieces))
  const title = printedTitle.filter(({ id }) => !inGrid.has(id))
  const inTitle = idsOf(title)
  const footer = onlyOnce([...named('TABLE_FOOTER'), ...below]).filter(({ id }) => !inGrid.has(id) && !inTitle.has(id))
  const headerRows = countHeaderRows(body, bounds.from)
  const cells = body.map((cell) => toCell(cell, { page, firstRow: bounds.from, headerRows }))
  const table: Table = {
    name: textOf(printedTitle) || null,
    page,
    bbox: unionBox(body.flatMap(({ pieces }) => pieces.map(({ bbox }) => bbox))),
    confidence: shareOf(block.Confidence),
    row_count: bounds.to - bounds.from,
    col_count: columns,
    header_rows: headerRows,
    cells: cells.sort((a, b) => a.row - b.row || a.col - b.col),
  }
  return { table, title, footer, pieces: new Set([...inGrid, ...inTitle, ...idsOf(footer)]) }
}

const idsOf = (pieces: readonly Piece[]): Set<string> => new Set(pieces.map(({ id }) => id))

export const textOf = (pieces: readonly Piece[]): string => pieces.map(({ text }) => text).join(' ')

export const meanConfidence = (pieces: readonly Piece[]): number =>
  pieces.reduce((sum, { confidence }) => sum + confidence, 0) / Math.max(1, pieces.length)

/** The cells with something in them, from row and column 0. No two overlap. */
function gridOf(block: Block, blocks: Blocks): GridCell[] {
  const cells = blocks.children(block).filter(({ BlockType }) => BlockType === 'CELL')
  // Blank ones are among them: there can be no more rows or columns than cells.
  const isPlaced = ({ RowIndex = 0, ColumnIndex = 0 }: Block) =>
    RowIndex >= 1 && ColumnIndex >= 1 && Math.max(RowIndex, ColumnIndex) <= cells.length
  const singles = new Set(cells.filter(isPlaced))
  const grid: GridCell[] = []
  const taken = new Set<string>()
  const merged = new Set<Block>()
  for (const cell of blocks.children(block, 'MERGED_CELL')) {
    const members = blocks.children(cell).filter((member) => singles.has(member))
    const whole = joinCells(cell, members, blocks)
    // What has holes is none: its cells stay as they are.
    if (members.length === 0 || whole.row_span * whole.col_span > members.length) continue
    const places = placesOf(whole)
    if (places.some((place) => taken.has(place))) continue
    for (const place of places) taken.add(place)
    for (const member of members) merged.add(member)
    grid.push(whole)
  }
  for (const cell of singles) {
    const single = joinCells(cell, [cell], blocks)
    const places = placesOf(single)
    if (merged.has(cell) || places.some((place) => taken.has(place))) continue
    for (const place of places) taken.add(place)
    grid.push(single)
  }
  return grid.filter(({ pieces }) => pieces.length > 0)
}

/** The cells that a merged one is made of say where it stands: they cannot contradict the grid. */
function joinCells(cell: Block, members: readonly Block[], blocks: Blocks): GridCell {
  const rows = members.map(({ RowIndex = 1 }) => RowIndex - 1)
  const columns = members.map(({ ColumnIndex = 1 }) => ColumnIndex - 1)
  const [row, col] = [Math.min(...rows), Math.min(...columns)]
  const ordered = [...members].sort(
    (a, b) => (a.RowIndex ?? 1) - (b.RowIndex ?? 1) || (a.ColumnIndex ?? 1) - (b.ColumnIndex ?? 1),
  )
  return {
    row,
    col,
    row_span: Math.max(...rows) - row + 1,
    col_span: Math.max(...columns) - col + 1,
    entities: new Set([cell, ...members].flatMap(({ EntityTypes = [] }) => EntityTypes)),
    pieces: onlyOnce(ordered.flatMap((member) => blocks.piecesOf(member))),
    confidence: shareOf(cell.Confidence),
  }
}

function placesOf({ row, col, row_span, col_span }: GridCell): string[] {
  return Array.from(
    { length: row_span * col_span },
    (_, i) => `${row + Math.floor(i / col_span)},${col + (i % col_span)}`,
  )
}

/** Rows from `from` to before `to` are the table's: titles above and footers below may stand in its frame. */
function bodyBounds(grid: readonly GridCell[]): { from: number; to: number } {
  const rowsOf = (kind: EntityType) => (row: number) => {
    const cells = grid.filter((cell) => cell.row <= row && row < cell.row + cell.row_span)
    return cells.every(({ entities, row_span }) => entities.has(kind) && row_span === 1)
  }
  const [isTitle, isFooter] = [rowsOf('TABLE_TITLE'), rowsOf('TABLE_FOOTER')]
  let from = 0
  let to = Math.max(0, ...grid.map(({ row, row_span }) => row + row_span))
  while (from < to && isTitle(from)) from++
  while (to > from && isFooter(to - 1)) to--
  return { from, to }
}

/** Rows from the top that hold headers of columns alone. */
function countHeaderRows(body: readonly GridCell[], firstRow: number): number {
  const lastRow = Math.max(firstRow, ...body.map(({ row, row_span }) => row + row_span))
  let end = firstRow
  while (end < lastRow) {
    const cells = body.filter(({ row, row_span }) => row <= end && end < row + row_span)
    if (cells.length === 0 || !cells.every(({ entities }) => entities.has('COLUMN_HEADER'))) break
    end++
  }
  return end - firstRow
}

type Place = { page: number; firstRow: number; headerRows: number }

/** Sure of a cell is who is sure of where it stands and of what is in it. */
function toCell({ row, col, row_span, col_span, pieces, confidence }: GridCell, place: Place): Cell {
  return {
    row: row - place.firstRow,
    col,
    row_span,
    col_span,
    text: textOf(pieces),
    page: place.page,
    bbox: unionBox(pieces.map(({ bbox }) => bbox)),
    confidence: Math.min(confidence, meanConfidence(pieces)),
    header: row - place.firstRow < place.headerRows,
  }
}

function onlyOnce(pieces: readonly Piece[]): Piece[] {
  return [...new Map(pieces.map((piece) => [piece.id, piece])).values()]
}
