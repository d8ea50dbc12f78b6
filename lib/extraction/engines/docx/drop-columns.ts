import type { Cell } from '../../../schedules/model.ts'

/**
 * Takes columns out of a grid: cells are moved in place, and those that spanned them span fewer. Returns how many columns
 * are left; nothing happens where a cell stands in such columns only.
 */
export function dropColumns(cells: readonly Cell[], columns: number, dropped: ReadonlySet<number>): number {
  if (dropped.size === 0) return columns
  /** How many columns are left before each border. */
  const before = [0]
  for (let col = 0; col < columns; col++) before.push(before[col]! + (dropped.has(col) ? 0 : 1))
  const place = ({ col, col_span }: Cell) => [before[col]!, before[col + col_span]!] as const
  if (cells.some((cell) => place(cell)[0] === place(cell)[1])) return columns
  for (const cell of cells) {
    const [start, end] = place(cell)
    cell.col = start
    cell.col_span = end - start
  }
  return before[columns]!
}
