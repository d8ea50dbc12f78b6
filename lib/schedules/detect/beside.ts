/** Two tables beside each other whose rows stand at the same heights: where the one ends and the other begins. */
import type { Rule } from '../model.ts'
import { isCaption } from './captions.ts'
import type { Draft, DraftCell } from './draft.ts'
import { isFigure, isPlaceholder } from './figures.ts'
import type { Interval } from './geometry.ts'

/** The blank between two tables is at least this wide. Font sizes. */
const minBlank = 1.5
/** Labels that both sides have, as a share of those of the shorter one: two lists of the same things. */
const minShared = 0.5
/** Rules of a table that has a head: above and below that, and at the end. */
const minFrame = 3
/** A column of so many words, or of so many figures, is one of words or of figures. */
const minKind = 0.7

/** The x between two tables that were taken for one; null where there is but one. `flats` are the rules of its region. */
export function findSeam(draft: Draft, flats: readonly Rule[]): number | null {
  const columns = Array.from({ length: Math.max(0, draft.columns - 3) }, (_, i) => i + 2)
  if (flats.length >= 2 * minFrame) {
    const [only, ...others] = columns.flatMap((column) => seamBefore(draft, column, flats))
    if (only && others.length === 0 && areFramedAlike(only, draft, flats)) return only.x
  }
  const body = draft.cells.filter((cell) => !cell.header)
  for (const column of columns) {
    if (!beginsTable(draft, body, column)) continue
    const [seam] = seamBefore(draft, column, flats)
    if (!seam) continue
    const isBroken = [-1, 1].every((side) => flats.filter((rule) => (rule.x0 - seam.x) * side > 0).length >= 2)
    if (isBroken || listSameThings(body, column) || haveCaptions(draft, column)) return seam.x
  }
  return null
}

type Seam = { column: number; x: number }

/** The blank left of a column where it is wide enough and no rule crosses it. */
function seamBefore(draft: Draft, column: number, flats: readonly Rule[]): Seam[] {
  const x = blankBefore(draft, column)
  return x === null || flats.some((rule) => rule.x0 < x && rule.x1 > x) ? [] : [{ column, x }]
}

/** Whether each side has its own rules at the same heights, three at least, which nowhere else in it are broken. */
function areFramedAlike({ column, x }: Seam, draft: Draft, flats: readonly Rule[]): boolean {
  const [left, right] = [flats.filter((rule) => rule.x1 <= x), flats.filter((rule) => rule.x0 >= x)]
  const heights = new Set(left.map((rule) => Math.round(rule.y0)))
  const shared = right.filter((rule) => heights.has(Math.round(rule.y0)))
  if (left.length < minFrame || left.length !== right.length || shared.length !== right.length) return false
  const spans = draft.cells.flatMap((cell) =>
    cell.chunks.map((chunk): Interval => [chunk.bbox[0], chunk.bbox[2]]).filter(([from, to]) => (from + to) / 2 < x),
  )
  const from = Math.min(...spans.map(([start]) => start))
  const to = Math.max(...spans.map(([, end]) => end))
  return left.every((rule) => rule.x0 <= from + 2 && rule.x1 >= to - 2) && draft.columns - column >= 2
}

/** The middle of the blank left of a column, across which no cell reaches; null where it is too narrow. */
function blankBefore({ cells }: Draft, column: number): number | null {
  if (cells.some((cell) => cell.first < column && cell.last >= column)) return null
  const chunks = cells.flatMap((cell) => cell.chunks.map((chunk) => ({ chunk, left: cell.first < column })))
  const from = Math.max(...chunks.filter(({ left }) => left).map(({ chunk }) => chunk.bbox[2]))
  const to = Math.min(...chunks.filter(({ left }) => !left).map(({ chunk }) => chunk.bbox[0]))
  const size = Math.max(...chunks.map(({ chunk }) => chunk.size))
  return to - from >= minBlank * size ? (from + to) / 2 : null
}

/** Words as in the first column, after a column of figures and before one, under a heading unlike the first one. */
function beginsTable(draft: Draft, body: readonly DraftCell[], column: number): boolean {
  const isWords = (at: number) => figureShare(body, at) < 1 - minKind
  const isFigures = (at: number) => figureShare(body, at) > minKind
  if (!isWords(0) || !isWords(column) || !isFigures(column - 1) || !isFigures(column + 1)) return false
  const head = (at: number) =>
    draft.cells
      .filter((cell) => cell.header && cell.first === at)
      .map(textOf)
      .join(' ')
  return draft.headerRows === 0 || head(0) !== head(column)
}

/** Whether a caption stands at the left of each side. */
const haveCaptions = ({ cells }: Draft, column: number): boolean =>
  [0, column].every((first) => cells.some((cell) => cell.first === first && isCaption(textOf(cell))))

function listSameThings(body: readonly DraftCell[], column: number): boolean {
  const labels = (at: number) => new Set(body.filter((cell) => cell.first === at).map(textOf))
  const [left, right] = [labels(0), labels(column)]
  const shared = [...left].filter((label) => right.has(label)).length
  return shared >= 3 && shared >= minShared * Math.min(left.size, right.size)
}

function figureShare(body: readonly DraftCell[], column: number): number {
  const own = body.filter((cell) => cell.first === column)
  return own.filter((cell) => isFigure(textOf(cell)) || isPlaceholder(textOf(cell))).length / Math.max(1, own.length)
}

const textOf = (cell: DraftCell) => cell.chunks.map((chunk) => chunk.text).join(' ')
