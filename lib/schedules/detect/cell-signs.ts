/** What speaks for and against a cell: how its table is drawn, and how it agrees with its column and its row. */
import type { Draft, DraftCell } from './draft.ts'
import { isFigure, isPlaceholder } from './figures.ts'

/** Each is 0 or 1, or a share between them. */
export type CellSigns = {
  /** Drawn lines part both columns and rows. */
  lattice: number
  /** No drawn line runs through the table, nor around it. */
  bare: number
  header: number
  /** Covers several columns or rows. */
  spans: number
  /** Its text stands on several lines. */
  wrapped: number
  /** Texts with a wide gap between them were taken for one. */
  crowded: number
  /** A figure in a column of words, or words in one of figures. */
  odd: number
  /** The share of positions in its row that are blank, as far as other rows fill them. */
  sparse: number
  /** Four times the share of the body that is odd in this sense, 1 at most. */
  mixed: number
  /** The row and the one above or below share no column: one row may have been taken for two. */
  loose: number
}

/** The signs of every cell of a table that has been put together. */
export function cellSigns(draft: Draft): Map<DraftCell, CellSigns> {
  const body = draft.cells.filter((cell) => !cell.header)
  const kinds = columnKinds(body, draft.columns)
  const filled = rowFill(draft)
  const usual = average([...filled.values()])
  const mixed = Math.min(1, 4 * average(body.filter((cell) => cell.first > 0).map((cell) => oddity(cell, kinds))))
  const loose = looseRows(body)
  const lattice = draft.ruledColumns > 0 && draft.ruledRows > 0 && draft.ruledDepth > 0.6 ? 1 : 0
  const bare = draft.ruledColumns === 0 && draft.wideRules === 0 ? 1 : 0
  return new Map(
    draft.cells.map((cell) => [
      cell,
      {
        lattice,
        bare,
        header: cell.header ? 1 : 0,
        spans: cell.first < cell.last || cell.row < cell.lastRow ? 1 : 0,
        wrapped: lineCount(cell) > 1 ? 1 : 0,
        crowded: cell.chunks.length > lineCount(cell) ? 1 : 0,
        odd: cell.header ? 0 : oddity(cell, kinds),
        sparse: Math.max(0, usual - (filled.get(cell.row) ?? 0)),
        mixed,
        loose: !cell.header && loose.has(cell.row) ? 1 : 0,
      },
    ]),
  )
}

const textOf = (cell: DraftCell) => cell.chunks.map((chunk) => chunk.text).join(' ')
const isValue = (cell: DraftCell) => isFigure(textOf(cell)) || isPlaceholder(textOf(cell))
const lineCount = (cell: DraftCell) => new Set(cell.chunks.map((chunk) => Math.round(chunk.bbox[3] / 3))).size
const average = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)

/** For each column the share of its cells that are figures. */
function columnKinds(body: readonly DraftCell[], columns: number): number[] {
  return Array.from({ length: columns }, (_, column) =>
    average(
      body.filter((cell) => cell.first === column && cell.last === column).map((cell) => (isValue(cell) ? 1 : 0)),
    ),
  )
}

function oddity(cell: DraftCell, kinds: readonly number[]): number {
  const figures = kinds[cell.first] ?? 0
  return isValue(cell) ? 1 - figures : figures
}

/** For each row the share of columns that hold something. */
function rowFill({ cells, columns }: Draft): Map<number, number> {
  const fill = new Map<number, number>()
  for (const cell of cells)
    for (let row = cell.row; row <= cell.lastRow; row++)
      fill.set(row, (fill.get(row) ?? 0) + (cell.last - cell.first + 1) / columns)
  return fill
}

/** Rows that share no column with a neighbour: the two would fit into one. */
function looseRows(body: readonly DraftCell[]): Set<number> {
  const columns = new Map<number, Set<number>>()
  for (const cell of body) {
    for (let row = cell.row; row <= cell.lastRow; row++)
      columns.set(row, (columns.get(row) ?? new Set()).add(cell.first))
  }
  const loose = new Set<number>()
  for (const [row, own] of columns) {
    const below = columns.get(row + 1)
    if (below && ![...below].some((column) => own.has(column))) loose.add(row).add(row + 1)
  }
  return loose
}
