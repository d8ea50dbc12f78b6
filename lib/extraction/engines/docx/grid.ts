/** A Word table as a grid: spans resolved to positions as rows come, header rows told from the rest. */
import type { Cell, Table } from '../../../schedules/model.ts'
import { dropColumns } from './drop-columns.ts'
import { joinSigns } from './join-signs.ts'
import { narrowColumns } from './narrow-columns.ts'

export type Grid = Pick<Table, 'row_count' | 'col_count' | 'header_rows' | 'cells'>

/** A cell as its row has it; one that continues adds nothing but its place to the cell above or on its left. */
export type RowCell = { span: number; continues: 'up' | 'left' | null; text: string; bold: boolean }

/** `col` is how many positions are left out before the first cell. */
export type GridRow = { col: number; isHeader: boolean; cells: readonly RowCell[] }

/** What a row looks like that might be a header: how many cells have a text, and whether all of them are bold. */
type Look = { filled: number; bold: boolean }

export type GridDraft = {
  /** Of its columns, in twips, as far as they are said. */
  widths: number[]
  rows: number
  cols: number
  /** Cells of their own, blank ones too. */
  placed: number
  cells: Cell[]
  /** The cells of the row before, by the column they begin in. */
  above: Map<number, Cell>
  /** Leading rows that are marked as repeated headers. */
  marked: number
  top: Look[]
}

/** Header rows that are only set in bold, not marked: more than these are emphasis. */
const MAX_BOLD_HEADERS = 3

export const newGrid = (): GridDraft => ({
  widths: [],
  rows: 0,
  cols: 0,
  placed: 0,
  cells: [],
  above: new Map(),
  marked: 0,
  top: [],
})

export function addRow(grid: GridDraft, { col: first, isHeader, cells }: GridRow): void {
  const row = grid.rows++
  if (isHeader && grid.marked === row) grid.marked++
  const own = new Map<number, Cell>()
  const look: Look = { filled: 0, bold: true }
  let col = first
  let left: Cell | undefined
  for (const { span, continues, text, bold } of cells) {
    const upper = continues === 'up' ? grid.above.get(col) : undefined
    if (continues === 'left' && left) left.col_span += span
    else if (upper) {
      upper.row_span = row - upper.row + 1
      own.set(col, upper)
      left = undefined
    } else {
      left = newCell(row, col, span, text)
      own.set(col, left)
      grid.placed++
      if (text !== '') grid.cells.push(left)
      if (text !== '') look.filled++
      if (text !== '' && !bold) look.bold = false
    }
    col += span
  }
  grid.above = own
  grid.cols = Math.max(grid.cols, col)
  if (row <= MAX_BOLD_HEADERS) grid.top.push(look)
}

const newCell = (row: number, col: number, col_span: number, text: string): Cell => ({
  row,
  col,
  row_span: 1,
  col_span,
  text,
  page: null,
  bbox: null,
  confidence: 1,
  header: false,
})

/** The table; blank positions have no cell. `isFirstRowBold` is what its style says. */
export function finishGrid(grid: GridDraft, isFirstRowBold: boolean): Grid {
  const header_rows = countHeaderRows(grid, isFirstRowBold)
  for (const cell of grid.cells) {
    if (cell.row >= header_rows) break
    cell.header = true
  }
  const { cells, emptied } = joinSigns(grid.cells, header_rows)
  const col_count = dropColumns(cells, grid.cols, new Set([...narrowColumns(cells, grid.widths), ...emptied]))
  return { row_count: grid.rows, col_count, header_rows, cells }
}

/** Rows marked as repeated headers; without any, the leading rows in bold; else a first row of words over figures. */
function countHeaderRows(grid: GridDraft, isFirstRowBold: boolean): number {
  // A table of nothing but headers has none.
  if (grid.marked > 0 && grid.marked < grid.rows) return grid.marked
  let count = isFirstRowBold && grid.rows > 1 && (grid.top[0]?.filled ?? 0) > 0 ? 1 : 0
  while (count < MAX_BOLD_HEADERS && isBoldRow(grid, count)) count++
  return count > 0 ? count : Number(isOverFigures(grid.cells))
}

function isBoldRow({ top, rows }: GridDraft, row: number): boolean {
  const { filled, bold } = top[row] ?? { filled: 0, bold: false }
  // A single cell in bold below the first row heads a section of the table, not its columns.
  if (filled === 0 || row >= rows - 1 || (filled === 1 && row > 0)) return false
  return bold
}

/** A year counts as a name. */
const isName = (text: string) => !/\d/.test(text) || /^(19|20)\d\d$/.test(text)

/** Whether the first row names a column whose other cells, two at least, are all figures. */
function isOverFigures(cells: readonly Cell[]): boolean {
  const named = new Map<number, { figures: number; words: number }>()
  for (const { row, col, text } of cells) {
    if (row === 0 && isName(text)) named.set(col, { figures: 0, words: 0 })
    const column = row > 0 ? named.get(col) : undefined
    if (column && isName(text)) column.words++
    else if (column) column.figures++
  }
  return [...named.values()].some(({ figures, words }) => figures >= 2 && words === 0)
}
