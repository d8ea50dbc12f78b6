/**
 * The rest of a table in its columns: the few rows that a page break leaves over show fewer columns than there are, since
 * some of them are blank there and figures of others stand close together.
 */
import { isFigure } from './detect/figures.ts'
import { type Interval, overlap, spanX } from './detect/geometry.ts'
import type { BBox, Cell, Table } from './model.ts'

/** With more rows than these a table shows its own columns. */
const maxRows = 8
/** How far a cell may stand from the column that it is of, in points. */
const reach = 6

/** Cell `index` of a table, or the words of it that are of one column, where they belong. */
export type FittedCell = { index: number; col: number; col_span: number; text: string }

/** The cells of `lower` in the columns of `upper`; null where they do not fit, or there are as many columns already. */
export function fitColumns(upper: Table, lower: Table): FittedCell[] | null {
  if (lower.col_count >= upper.col_count || lower.row_count > maxRows) return null
  const extents = columnExtents(upper)
  const headings = new Set(upper.cells.filter((cell) => cell.row < upper.header_rows).map(({ text }) => text))
  const fitted: FittedCell[] = []
  for (const [index, cell] of lower.cells.entries()) {
    const placed = cell.bbox && placeCell(cell, cell.bbox, extents, headings)
    if (!placed) return null
    fitted.push(...placed.map((piece) => ({ index, ...piece })))
  }
  const body = fitted.filter(({ index }) => !lower.cells[index]?.header)
  return isTwicePlaced(body, lower.cells) ? null : fitted
}

/** `table` with its cells placed as `fitted` says. Words of one cell that come apart keep the box of all of them. */
export function withColumns<Of extends Table>(table: Of, fitted: readonly FittedCell[], col_count: number): Of {
  const cells = fitted.flatMap(({ index, ...placed }): Cell[] => {
    const cell = table.cells[index]
    return cell ? [{ ...cell, ...placed }] : []
  })
  return { ...table, col_count, cells }
}

/** From where to where the cells of each column reach; null for a column without any of its own. */
export function columnExtents(table: Pick<Table, 'cells' | 'col_count'>): (Interval | null)[] {
  return Array.from({ length: table.col_count }, (_, col) => {
    const boxes = table.cells
      .filter((cell) => cell.col === col && cell.col_span === 1)
      .flatMap((cell) => (cell.bbox ? [cell.bbox] : []))
    if (boxes.length === 0) return null
    return [Math.min(...boxes.map((box) => box[0])), Math.max(...boxes.map((box) => box[2]))]
  })
}

type Piece = Omit<FittedCell, 'index'>

function placeCell(
  { text, col }: Cell,
  box: BBox,
  extents: readonly (Interval | null)[],
  headings: ReadonlySet<string>,
): Piece[] | null {
  const met = columnsAt(spanX(box), extents)
  const [first, last] = [met[0], met.at(-1)]
  if (first === undefined || last === undefined) return null
  if (first === last || headings.has(text)) return [{ col: first, col_span: last - first + 1, text }]
  const isLabel = col === 0 && first === 0 && !text.split(' ').some(isFigure)
  return isLabel ? [{ col: 0, col_span: 1, text }] : placeWords(text, box, extents)
}

/** Where words stand within their cell is judged by how many characters stand before them. */
function placeWords(text: string, [x0, , x1]: BBox, extents: readonly (Interval | null)[]): Piece[] | null {
  const pieces: Piece[] = []
  const width = (x1 - x0) / text.length
  for (const word of text.matchAll(/\S+/g)) {
    const from = x0 + word.index * width
    const col = nearest([from, from + word[0].length * width], extents)
    const before = pieces.at(-1)
    if (before?.col === col) before.text += ` ${word[0]}`
    else if (before && col < before.col) return null
    else pieces.push({ col, col_span: 1, text: word[0] })
  }
  return pieces
}

/** The columns that something runs along; where it is beside them all, the one within reach. */
function columnsAt(span: Interval, extents: readonly (Interval | null)[]): number[] {
  const met = extents.flatMap((extent, col) => (extent && overlap(extent, span) > 0 ? [col] : []))
  if (met.length > 0) return met
  const col = nearest(span, extents)
  const extent = extents[col]
  return extent && overlap(extent, span) > -reach ? [col] : []
}

function nearest(span: Interval, extents: readonly (Interval | null)[]): number {
  const shared = extents.map((extent) => (extent ? overlap(extent, span) : Number.NEGATIVE_INFINITY))
  return shared.indexOf(Math.max(...shared))
}

function isTwicePlaced(fitted: readonly FittedCell[], cells: readonly Cell[]): boolean {
  const taken = new Set<string>()
  return fitted.some(({ index, col, col_span }) => {
    const row = cells[index]?.row
    const places = Array.from({ length: col_span }, (_, i) => `${row} ${col + i}`)
    const isTaken = places.some((place) => taken.has(place))
    for (const place of places) taken.add(place)
    return isTaken
  })
}
