import { scopeOf, type Tx } from '../platform/database.ts'
import { AppError, fail, notFound } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { checkSchedule } from './assemble.ts'
import type { Cell, SchedulePart } from './model.ts'
import type { ScheduledJob } from './read.ts'
import { saveSchedules } from './save.ts'
import { splitAtParts } from './stitch.ts'
import { findStoredSchedule, listRows, markSplit, type ScheduleRow } from './store.ts'

const ROWS_AT_ONCE = 500

/** The rows at which schedules of their own are to begin: where the parts on these pages do, or all but the first. */
function rowsToSplitAt(parts: readonly SchedulePart[], pages: readonly number[] | undefined): Set<number> {
  const joined = parts.slice(1)
  if (joined.length === 0) throw new AppError('schedule_not_joined', 'The schedule stands on one page only.')
  const unknown = pages?.find((page) => !joined.some((part) => part.page === page))
  if (unknown !== undefined)
    throw new AppError('split_page_unknown', `No later part of the schedule begins on page ${unknown}.`)
  return new Set(joined.filter(({ page }) => !pages || pages.includes(page ?? 0)).map(({ row }) => row))
}

async function cellsOf(tx: Tx, scheduleId: string): Promise<Cell[]> {
  const cells: Cell[] = []
  for (let after = -1; ; ) {
    const rows = await listRows(tx, scheduleId, after, ROWS_AT_ONCE)
    for (const row of rows) for (const cell of row.cells) cells.push(cell)
    if (rows.length < ROWS_AT_ONCE) return cells
    after = rows.at(-1)!.row_number
  }
}

/** The schedules that a stored one comes apart into, each checked for itself. */
function partsOf(row: ScheduleRow, cells: Cell[], at: ReadonlySet<number>, now: Date) {
  const { name, page, pages, bbox, confidence, row_count, col_count, header_rows, parts } = row
  const whole = { name, page, pages, bbox, confidence, row_count, col_count, header_rows, parts, cells }
  return splitAtParts(whole, at).map((table, index) => ({
    ...checkSchedule({ ...table, name: table.name ?? `${name} (${index + 1})` }),
    id: newId(now),
    engine: row.engine,
  }))
}

/**
 * Puts schedules of their own in the place of one that was joined over page breaks, and returns their ids. They begin on
 * `pages`, or on each page that was joined. The joined one stays stored, so that whoever reads it at this moment reads
 * it whole. The caller holds the job.
 */
export async function splitStoredSchedule(
  tx: Tx,
  job: Pick<ScheduledJob, 'id' | 'workspace_id'>,
  scheduleId: string,
  pages: readonly number[] | undefined,
): Promise<string[]> {
  const row = (await findStoredSchedule(tx, job.id, scheduleId)) ?? fail(notFound('schedule', scheduleId))
  if (row.position === null) throw new AppError('schedule_already_split', 'The schedule was split before.')
  const at = rowsToSplitAt(row.parts, pages)
  const schedules = partsOf(row, await cellsOf(tx, row.id), at, scopeOf(tx).ctx.app.now())
  const ids = schedules.map(({ id }) => id)
  await markSplit(tx, { id: row.id, job_id: job.id, position: row.position }, ids)
  await saveSchedules(tx, { workspaceId: job.workspace_id, jobId: job.id, first: row.position }, schedules)
  return ids
}
