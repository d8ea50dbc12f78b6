/** What stands in a region above or below the grid: titles, notes and sources, which may be framed with it. */
import { isCaption } from './captions.ts'
import type { Draft, DraftCell } from './draft.ts'

/** How the lines below a table begin that say where it is from and what its marks mean. */
const remark =
  /^(?:[*†‡§]|\(?\d\)\s|sources?\s?:|notes?\s?[:.]|quellen?:|anm(?:erkung)?\.?:|fonte:|fuente:|bron:|źródło:)/iu

/** Drops, above and below the grid, what runs across its whole width, captions, and remarks. */
export function trimDraft(draft: Draft): Draft {
  const inRow = (row: number) => draft.cells.filter((cell) => cell.row <= row && cell.lastRow >= row)
  const isCross = (row: number) => inRow(row).every((cell) => inRow(row).length === 1 && isWhole(cell, draft))
  const isTitle = (row: number) => inRow(row).length === 1 && inRow(row).every((cell) => isCaption(textOf(cell)))
  const isRemark = (row: number) => inRow(row).length === 1 && inRow(row).every((cell) => remark.test(textOf(cell)))
  let from = 0
  let to = draft.rows
  while (from < to && (isCross(from) || isTitle(from))) from++
  while (to > from && (isCross(to - 1) || isRemark(to - 1))) to--
  const cells = draft.cells
    .filter((cell) => cell.row >= from && cell.lastRow < to)
    .map((cell) => ({ ...cell, row: cell.row - from, lastRow: cell.lastRow - from }))
  return { ...draft, cells, rows: to - from, headerRows: Math.max(0, draft.headerRows - from) }
}

const isWhole = (cell: DraftCell, { columns }: Draft) => columns > 1 && cell.first === 0 && cell.last === columns - 1
const textOf = (cell: DraftCell) => cell.chunks.map((chunk) => chunk.text).join(' ')
