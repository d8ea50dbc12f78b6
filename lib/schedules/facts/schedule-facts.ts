/**
 * Facts: what a schedule is beside its cells. Owns its kind, the scale and the unit of its figures, the periods of its
 * columns and what each row is. Read from what is printed and from the sums that hold; no figure is changed by them.
 */
import type { Schedule, ScheduleFacts } from '../model.ts'
import { readPeriods } from './periods.ts'
import { readScale, readUnit } from './scale.ts'
import { readKind } from './schedule-kind.ts'

/** Rows under the heads that may still say what the figures are in, where heads were not all recognised. */
const rowsBelowHead = 2

type Described = Pick<Schedule, 'name' | 'cells' | 'header_rows' | 'col_count'>

export function describeSchedule(schedule: Described): ScheduleFacts {
  const { name, cells, header_rows, col_count } = schedule
  const headings = cells.filter((cell) => cell.row < header_rows)
  const heads = headings.map((cell) => cell.text)
  const said = whatHoldsForAll(schedule)
  const figures = cells.filter((cell) => cell.row >= header_rows && cell.col > 0)
  const printed = new Set(figures.flatMap((cell) => cell.value?.currency ?? []))
  const labels = cells
    .filter((cell) => cell.row >= header_rows && cell.col <= 1 && !cell.value)
    .map((cell) => cell.text)
  const { kind, confidence } = readKind(name, heads, labels)
  return {
    kind,
    kind_confidence: confidence,
    scale: readScale(said),
    unit: printed.size === 1 ? ([...printed][0] ?? null) : printed.size > 1 ? null : readUnit(said),
    periods: readPeriods(headings, col_count),
  }
}

/** The name, and what heads or stands above more than one column; what heads one column alone is its own affair. */
function whatHoldsForAll({ name, cells, header_rows, col_count }: Described): string {
  const above = cells.filter((cell) => cell.row < header_rows + rowsBelowHead && !cell.value)
  const wide = above.filter((cell) => cell.col === 0 || cell.col_span > 1 || col_count === 2)
  const single = above.filter((cell) => cell.row < header_rows && cell.col > 0 && cell.col_span === 1)
  const alike = single.length > 0 && new Set(single.map((cell) => readScale(cell.text))).size === 1
  return [name, ...wide.map((cell) => cell.text), ...(alike ? single.map((cell) => cell.text) : [])].join('\n')
}
