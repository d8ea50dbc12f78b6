/** Whether a grid is a table: false ones (lists, forms, letterheads, columns of prose, charts) cost as much as missed ones. */
import { hasAxis } from './axis.ts'
import { isContents } from './contents.ts'
import type { Draft, DraftCell } from './draft.ts'
import { isFigure, isPlaceholder } from './figures.ts'
import { median } from './geometry.ts'
import { least } from './thresholds.ts'
import { isWordyTable } from './wordy.ts'

/** What is entered after its label, as in a form or a letterhead. */
const entry = /^\p{L}[\p{L} .-]{1,20}: \S/u
/** What stands alone in a formula only. */
const operator = /(?:^|\s)[=≈≡∑∏∫√∞≤≥](?:\s|$)/
/** More rows than a formula has. */
const maxFormulaRows = 6

/** What is measured of a grid. */
type Measures = {
  /** Rows of the body with at least two cells. */
  several: number
  /** Figures among the cells of the body beyond the first column. */
  figures: number
  /** Filled positions among all. */
  fill: number
  /** How far columns keep to figures or to words, 0.5..1. */
  purity: number
  /** Cells of whole phrases among all. */
  phrases: number
  /** First cells that end in a colon, as in a form, among all first cells, or cells beyond that begin with such a label, by row. */
  labels: number
  /** Cells beyond the first column that begin where their column does: figures are set to the right, entries of a form are not. */
  leftSet: number
}

/**
 * What the page says about a grid: two rows of figures `atTop` of it are the end of a table that began on the page
 * before; what stands right below the caption of a table may be small, or of words alone.
 */
export type Setting = { atTop: boolean; captioned: boolean }

/** 0 where the grid is refused, else how sure it is, up to 1. */
export function judge(draft: Draft, { atTop, captioned }: Setting): number {
  const measures = measure(draft)
  const { several, figures, fill, purity, phrases, labels, leftSet } = measures
  if (draft.columns < 2 || draft.rows < 2 || several < 1 || fill < least.fill) return 0
  if (fill < 0.85 && hasAxis(draft)) return 0
  const mostlyFigures = figures > least.figures
  if (draft.ruledColumns > 0 && draft.ruledRows > 0 && draft.ruledDepth > 0.6)
    return fill >= least.latticeFill || (mostlyFigures && purity > 0.85) ? 0.95 : 0
  if (phrases > least.phrases || purity < least.purity) return 0
  if (labels > 0.5 && (!mostlyFigures || leftSet > 0.8)) return 0
  if (isContents(draft) || isFormula(draft)) return 0
  const ruled = draft.wideRules >= 2 || draft.ruledColumns > 0
  if (several < 2 && draft.ruledColumns < 2) return 0
  if (several < 3 && mostlyFigures) return judgeSmall(draft, measures, { atTop, captioned })
  if (mostlyFigures) return ruled ? 0.9 : 0.8
  if (several >= 3 && ruled && (figures > least.ruledFigures || draft.wideRules >= 3)) return 0.7
  if (several >= 3 && !ruled && figures > least.bareFigures && draft.columns > 2) return 0.55
  return isWordyTable(draft, measures, captioned) ? 0.5 : 0
}

/** Two rows of figures. */
function judgeSmall(draft: Draft, { figures, purity }: Measures, { atTop, captioned }: Setting): number {
  if (draft.wideRules >= 2) return 0.6
  const isHeaded = draft.headerRows > 0 && figures > 0.8 && purity > 0.85
  if (isHeaded && (captioned || draft.wideRules > 0)) return 0.55
  return atTop && draft.columns > 2 && figures > 0.8 ? 0.5 : 0
}

/** Rows of a matrix, or terms of a sum that is set over several lines. */
const isFormula = ({ cells, rows, wideRules }: Draft): boolean =>
  rows <= maxFormulaRows && wideRules < 2 && cells.some((cell) => operator.test(textOf(cell)))

function measure({ cells, columns, rows }: Draft): Measures {
  const body = cells.filter((cell) => !cell.header)
  const beyond = body.filter((cell) => cell.first > 0)
  const first = cells.filter((cell) => cell.first === 0)
  const entries = beyond.filter((cell) => entry.test(textOf(cell))).length
  const lefts = new Map<number, number[]>()
  for (const cell of beyond) lefts.set(cell.first, [...(lefts.get(cell.first) ?? []), leftOf(cell)])
  const counts = new Map<number, number>()
  for (const cell of body) counts.set(cell.row, (counts.get(cell.row) ?? 0) + 1)
  const filled = cells.reduce((sum, cell) => sum + (cell.last - cell.first + 1) * (cell.lastRow - cell.row + 1), 0)
  const kept = Array.from({ length: columns }, (_, column) => {
    const own = body.filter((cell) => cell.first === column && cell.last === column)
    const values = own.filter(isValue).length
    return Math.max(values, own.length - values)
  }).reduce((sum, count) => sum + count, 0)
  return {
    several: [...counts.values()].filter((count) => count >= 2).length,
    figures: beyond.filter(isValue).length / Math.max(1, beyond.length),
    fill: filled / Math.max(1, columns * rows),
    purity: kept / Math.max(1, body.filter((cell) => cell.first === cell.last).length),
    labels: Math.max(
      first.filter((cell) => textOf(cell).endsWith(':')).length / Math.max(1, first.length),
      entries / rows,
    ),
    leftSet:
      beyond.filter((cell) => Math.abs(leftOf(cell) - median(lefts.get(cell.first) ?? [])) < 3).length /
      Math.max(1, beyond.length),
    phrases: cells.filter((cell) => wordCount(cell) > 7).length / Math.max(1, cells.length),
  }
}

const textOf = (cell: DraftCell) => cell.chunks.map((chunk) => chunk.text).join(' ')
const isValue = (cell: DraftCell) => isFigure(textOf(cell)) || isPlaceholder(textOf(cell))
const leftOf = (cell: DraftCell) => Math.min(...cell.chunks.map((chunk) => chunk.bbox[0]))
const wordCount = (cell: DraftCell) => cell.chunks.reduce((sum, chunk) => sum + chunk.words.length, 0)
