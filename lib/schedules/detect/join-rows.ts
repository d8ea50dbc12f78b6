/** Cells over several rows: in a lattice, a column whose rule is missing between two rows has one cell there. */
import type { BBox, Rule } from '../model.ts'
import type { Separator } from './columns.ts'
import type { Draft } from './draft.ts'
import { covered, type Interval, unionBox } from './geometry.ts'
import type { Row } from './rows.ts'

export type Lattice = { box: BBox; separators: readonly Separator[]; uprights: readonly Rule[]; flats: readonly Rule[] }

/** Joins cells of `draft` in place; its body rows are `rows`. */
export function joinRows(draft: Draft, rows: readonly Row[], lattice: Lattice): void {
  const edges = [lattice.box[0], ...lattice.separators.map(({ x }) => x), lattice.box[2]]
  const open = rows
    .slice(0, -1)
    .flatMap((row, i) =>
      row.ruled ? openColumns(row.y1, edges, lattice).map((column) => ({ row: i + draft.headerRows, column })) : [],
    )
  // A text below blanks is drawn up over them first, then those below are joined to it.
  for (const { row, column } of open.toReversed()) joinCells(draft, row, column)
  for (const { row, column } of open) joinCells(draft, row, column)
}

/**
 * The columns in which no rule runs at a height, though rules stand on both sides. Where columns are shaded in turn, the
 * edges of the shaded ones say nothing of the others.
 */
function openColumns(y: number, edges: readonly number[], { box, flats, uprights }: Lattice): number[] {
  const rules = flats.filter((rule) => Math.abs(rule.y0 - y) <= 3)
  const under = rules.map((rule): Interval => [rule.x0, rule.x1])
  const isShading = rules.every((rule) => rule.thickness === 0)
  const shades = flats.filter(
    (rule) => rule.thickness === 0 && rule.y0 > box[1] + 3 && rule.y0 < box[3] - 3 && Math.abs(rule.y0 - y) > 3,
  )
  const hasEdges = (from: number, to: number) =>
    shades.some((rule) => covered([[rule.x0, rule.x1]], [from + 2, to - 2]) > 0.5 * (to - from - 4))
  const walls = uprights.filter((rule) => rule.y0 <= y - 3 && rule.y1 >= y + 3).map((rule) => rule.x0)
  const isWalled = (x: number) => walls.some((wall) => Math.abs(wall - x) <= 5)
  return edges.slice(1).flatMap((right, column) => {
    const left = edges[column] ?? 0
    const isOpen = covered(under, [left + 2, right - 2]) <= 0.5 * (right - left - 4)
    // Without rules on both sides a missing rule says nothing.
    return isOpen && isWalled(left) && isWalled(right) && (!isShading || hasEdges(left, right)) ? [column] : []
  })
}

/** Widens cells of `draft` in place over the empty columns beside them from which no rule parts them. */
export function widenCells(draft: Draft, { separators, uprights }: Lattice): void {
  for (const cell of draft.cells) {
    if (cell.row !== cell.lastRow) continue
    const box = unionBox(cell.chunks.map((chunk) => chunk.bbox))
    const y = (box[1] + box[3]) / 2
    const isOpen = (at: number) => {
      const separator = separators[at]
      if (!separator?.ruled) return false
      return !uprights.some((rule) => Math.abs(rule.x0 - separator.x) <= 5 && rule.y0 <= y && rule.y1 >= y)
    }
    const isFree = (column: number) =>
      !draft.cells.some((o) => o.row <= cell.row && o.lastRow >= cell.row && o.first <= column && o.last >= column)
    while (isOpen(cell.last) && isFree(cell.last + 1)) cell.last++
    while (isOpen(cell.first - 1) && isFree(cell.first - 1)) cell.first--
  }
}

function joinCells(draft: Draft, row: number, column: number): void {
  const inColumn = draft.cells.filter((cell) => cell.first === column && cell.last === column)
  const upper = inColumn.find((cell) => cell.lastRow === row && !cell.header)
  const lower = inColumn.find((cell) => cell.row === row + 1)
  if (upper && lower) {
    upper.chunks.push(...lower.chunks)
    upper.lastRow = lower.lastRow
    draft.cells.splice(draft.cells.indexOf(lower), 1)
  } else if (upper) upper.lastRow = row + 1
  else if (lower) lower.row = row
}
