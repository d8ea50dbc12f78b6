import type { Cell } from '../../../schedules/model.ts'

/** Twips, a twentieth of a point: no text has room in less. */
const NARROW = 115
/** Widths that nobody chose are all the same, however small. */
const NARROW_SHARE = 0.1

/**
 * Columns too narrow for text that have none. Where a border was moved in some rows only, Word has a column for the
 * difference, and every cell beside it spans two. `widths` are in twips.
 */
export function narrowColumns(cells: readonly Cell[], widths: readonly number[]): Set<number> {
  const median = widths.toSorted((a, b) => a - b)[widths.length >> 1] ?? 0
  const narrowest = Math.min(NARROW, median * NARROW_SHARE)
  const narrow = new Set(widths.flatMap((width, col) => (width < narrowest ? [col] : [])))
  if (narrow.size > 0) for (const { col, col_span } of cells) if (col_span === 1) narrow.delete(col)
  return narrow
}
