/** From found tables to what a job reports: figures typed, sums checked, rows and schedule described, confidence weighed. */
import { checkSums } from './checks.ts'
import { describeRows } from './facts/row-facts.ts'
import { describeSchedule } from './facts/schedule-facts.ts'
import { type Evidence, readDocument } from './figures/evidence.ts'
import { columnTexts, typeFigures } from './figures/type-figures.ts'
import type { Check, Schedule } from './model.ts'

/** A table with all its pages, its cells without values; a table that its pages do not name gets a number. */
export type UncheckedSchedule = Omit<Schedule, 'checks' | 'name' | 'facts' | 'row_facts'> & { name: string | null }

/**
 * Takes the tables of one whole document: what 1.234 means in one of them may be settled by another. Empties `stitched`
 * as it goes, so that no table is held with and without its values.
 */
export function assembleSchedules(stitched: UncheckedSchedule[]): Schedule[] {
  const evidence = readDocument(stitched.flatMap((table) => columnTexts(table.cells)))
  const schedules: Schedule[] = []
  while (stitched.length > 0) schedules.push(checkSchedule(typeFirst(stitched, evidence, schedules.length + 1)))
  return schedules
}

function typeFirst(stitched: UncheckedSchedule[], evidence: Evidence, number: number) {
  const table = stitched.shift()!
  return { ...table, name: table.name?.trim() || `Table ${number}`, cells: typeFigures(table.cells, evidence) }
}

/** Checks and describes a table whose figures have their values. */
export function checkSchedule(table: UncheckedSchedule & { name: string }): Schedule {
  const checks = checkSums(table)
  const described = { ...table, checks, confidence: weigh(table.confidence, checks) }
  return { ...described, facts: describeSchedule(described), row_facts: describeRows(described, checks) }
}

/**
 * Sums that hold can hardly do so by chance over figures that were misread, so they close up to half of what is
 * missing to certainty; sums that do not hold take away up to half. 0..1, three decimals.
 */
function weigh(found: number, checks: readonly Check[]): number {
  if (checks.length === 0) return found
  const proved = checks.filter((check) => check.status === 'proved').length / checks.length
  const weighed = found + ((1 - found) * proved) / 2 - (found * (1 - proved)) / 2
  return Math.round(Math.min(1, Math.max(0, weighed)) * 1000) / 1000
}
