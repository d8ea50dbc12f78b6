/** Two tables beside each other whose rows stand at the same heights: where the one ends and the other begins. */
import type { Rule } from '../model.ts'
import type { Draft, DraftCell } from './draft.ts'
import { isFigure, isPlaceholder } from './figures.ts'

/** The blank between two tables is at least this wide. Font sizes. */
const minBlank = 1.5
/** Labels that both sides have, as a share of those of the shorter one: two lists of the same things. */
const minShared = 0.5
/** A column of so many words, or of so many figures, is one of words or of figures. */
const minKind = 0.7

/** The x between two tables that were taken for one; null where there is but one. `flats` are the rules of its region. */
export function findSeam(draft: Draft, flats: readonly Rule[]): number | null {
  const body = draft.cells.filter((cell) => !cell.header)
  for (let column = 2; column <= draft.columns - 2; column++) {
    const x = blankBefore(draft, column)
    if (x === null || !beginsTable(draft, body, column)) continue
    const crossing = flats.filter((rule) => rule.x0 < x && rule.x1 > x).length
    const isBroken =
      crossing === 0 && [-1, 1].every((side) => flats.filter((rule) => (rule.x0 - x) * side > 0).length >= 2)
    if (crossing === 0 && (isBroken || listSameThings(body, column))) return x
  }
  return null
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
