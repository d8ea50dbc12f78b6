/** A row that the page break parts: its text goes on in the first row of the next page. */
import { isFigure } from './detect/figures.ts'
import type { Cell, Table } from './model.ts'

/**
 * What the first row of `part`, below its `heads` rows of head, adds to which cells of the last row of `whole`. Empty
 * unless every text of that row goes on one above it in mid-sentence.
 */
export function endOfBrokenRow(
  whole: Pick<Table, 'cells' | 'row_count'>,
  part: Table,
  heads: number,
): { upper: Cell; lower: Cell }[] {
  const ends = part.cells.filter((cell) => cell.row === heads)
  if (heads + 1 >= part.row_count || ends.some((cell) => cell.row_span > 1)) return []
  const joined = ends.flatMap((lower) => {
    const upper = whole.cells.find(
      (cell) =>
        cell.row + cell.row_span === whole.row_count && cell.col === lower.col && cell.col_span === lower.col_span,
    )
    return upper && (goesOn(upper.text, lower.text) || isLoneNumber(lower, ends)) ? [{ upper, lower }] : []
  })
  return joined.length === ends.length ? joined : []
}

function goesOn(text: string, next: string): boolean {
  return !isFigure(text) && !isFigure(next) && /^\p{Ll}/u.test(next) && !/[.:;]$/.test(text)
}

/** A row of one short number where labels stand: "Plant" on one page, "7" on the next. */
function isLoneNumber({ col, text }: Cell, row: readonly Cell[]): boolean {
  return row.length === 1 && col === 0 && /^\d{1,3}$/.test(text)
}
