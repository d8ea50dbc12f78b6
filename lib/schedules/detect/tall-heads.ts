/** Headings over several rows of a head: beside headings that span others, one stands for its column all the way up. */
import type { BBox, Rule } from '../model.ts'
import { centreY, covered, type Interval, unionBox } from './geometry.ts'
import type { HeaderCell } from './headers.ts'
import type { HeadFrame } from './ruled-heads.ts'

/** How far from the middle of the rows a heading that is centred over them may be. Font sizes. */
const maxOffset = 0.25
/** Rows of a head whose middles are nearer show nothing. Font sizes. */
const minPitch = 0.8
/** How far a rule may be from the edge of a column and still part it from the next. Points. */
const maxEdgeGap = 5

/** Moves the `top` of headings up, in place, over rows in which nothing stands above them and no rule parts them. */
export function raiseHeads(cells: readonly HeaderCell[], frame: HeadFrame): void {
  const boxes = new Map(cells.map((cell) => [cell, unionBox(cell.chunks.map((chunk) => chunk.bbox))]))
  const middles = rowMiddles(cells, boxes)
  for (const cell of cells) {
    for (let row = cell.row - 1; row >= 0; row--) {
      const isFree = (from: number) => !cells.some((other) => standsOver(other, cell, from, row))
      const [upper, lower] = [middles[row], middles[row + 1]]
      if (!isFree(row) || upper === undefined || lower === undefined || lower - upper < minPitch * sizeOf(cell)) break
      const drawn = drawnOver(cell, [upper, lower], frame)
      if (drawn === 'closed' || (drawn === 'bare' && !isCentred(cell, boxes, middles))) break
      if (drawn === 'bare' && !isFree(0)) break
      cell.top = drawn === 'open' ? row : 0
      if (cell.top === 0) break
    }
  }
}

/** Whether one heading is in any of these rows, in a column of another. */
const standsOver = (other: HeaderCell, cell: HeaderCell, from: number, to: number) =>
  other !== cell && other.top <= to && other.row >= from && other.first <= cell.last && other.last >= cell.first

const sizeOf = ({ chunks }: HeaderCell) => Math.max(...chunks.map((chunk) => chunk.size))

/** The heights at which the rows stand, by the cells that are in one row alone and have others below. */
function rowMiddles(cells: readonly HeaderCell[], boxes: ReadonlyMap<HeaderCell, BBox>): (number | undefined)[] {
  const rows = Math.max(0, ...cells.map((cell) => cell.row)) + 1
  return Array.from({ length: rows }, (_, row) => {
    const spanned = cells.filter(
      (cell) =>
        cell.row === row &&
        cells.some((o) => o.row === (row === 0 ? 1 : row - 1) && o.first <= cell.last && o.last >= cell.first),
    )
    const heights = spanned.map((cell) => centreY(boxes.get(cell) ?? [0, 0, 0, 0]))
    return heights.length > 0 ? heights.reduce((sum, y) => sum + y, 0) / heights.length : undefined
  })
}

/** Between two rows: whether a rule runs over the heading's columns, or only over others between drawn sides, or none says. */
function drawnOver(
  { first, last }: HeaderCell,
  [upper, lower]: Interval,
  { flats, uprights, edges }: HeadFrame,
): 'closed' | 'open' | 'bare' {
  const [left, right] = [edges[first] ?? 0, edges[last + 1] ?? 0]
  const between = flats.filter((rule) => rule.y0 > upper && rule.y0 < lower)
  const over = covered(
    between.map((rule): Interval => [rule.x0, rule.x1]),
    [left, right],
  )
  if (over > 0.5 * (right - left)) return 'closed'
  const y = (upper + lower) / 2
  const isWalled = (x: number) =>
    uprights.some((rule: Rule) => Math.abs(rule.x0 - x) <= maxEdgeGap && rule.y0 < y && rule.y1 > y)
  return between.length > 0 && isWalled(left) && isWalled(right) ? 'open' : 'bare'
}

/** Whether a heading stands at the middle of all rows of the head, and not beside its last one. */
function isCentred(cell: HeaderCell, boxes: ReadonlyMap<HeaderCell, BBox>, middles: readonly (number | undefined)[]) {
  const [top, bottom] = [middles[0], middles[cell.row]]
  const box = boxes.get(cell)
  if (top === undefined || bottom === undefined || !box || cell.row !== middles.length - 1) return false
  return Math.abs(centreY(box) - (top + bottom) / 2) < maxOffset * sizeOf(cell)
}
