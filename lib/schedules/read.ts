import type { Ctx } from '../platform/context.ts'
import { reading, type Tx } from '../platform/database.ts'
import { AppError, fail, notFound } from '../platform/errors.ts'
import type { Check, Place } from './model.ts'
import type { CheckShape, ScheduleDetail, ScheduleList, ScheduleSummary } from './schedule.ts'
import {
  findSchedule,
  findScheduledJob,
  listRows,
  listSchedules as listScheduleRows,
  type ScheduleRow,
  type StoredRow,
} from './store.ts'

export type ScheduledJob = NonNullable<Awaited<ReturnType<typeof findScheduledJob>>>

/** The job, if its schedules are there; 404, or 409 `job_not_finished`. */
export async function getFinishedJob(tx: Tx, jobId: string): Promise<ScheduledJob> {
  const job = (await findScheduledJob(tx, jobId)) ?? fail(notFound('job', jobId))
  if (job.status !== 'completed')
    throw new AppError('job_not_finished', `The job is ${job.status}; schedules are there once it has completed.`)
  return job
}

/** Where nothing was selected, an export takes everything. */
export const isSelected = (job: ScheduledJob, scheduleId: string): boolean =>
  job.selected_schedule_ids === null || job.selected_schedule_ids.includes(scheduleId)

const summaryOf = (job: ScheduledJob, row: ScheduleRow): ScheduleSummary => ({
  id: row.id,
  name: row.name,
  confidence: row.confidence,
  row_count: row.row_count,
  col_count: row.col_count,
  pages: row.pages,
  selected: isSelected(job, row.id),
  checks: row.checks.map(shapeOf),
})

const position = ([row, col]: Place): [number, number] => [row, col]

const shapeOf = ({ result, operands, subtracted, suspect, ...check }: Check): CheckShape => ({
  ...check,
  result: position(result),
  operands: operands.map(position),
  ...(subtracted ? { subtracted: subtracted.map(position) } : {}),
  ...(suspect ? { suspect: position(suspect) } : {}),
})

/** The same within a transaction that is already open. */
export async function listSchedulesOf(tx: Tx, jobId: string): Promise<ScheduleList> {
  const job = await getFinishedJob(tx, jobId)
  const rows = await listScheduleRows(tx, jobId)
  return { job_id: jobId, schedules: rows.map((row) => summaryOf(job, row)) }
}

/** The schedules of a job, in the order of the document. */
export const listSchedules = (ctx: Ctx, jobId: string): Promise<ScheduleList> =>
  reading(ctx, (tx) => listSchedulesOf(tx, jobId))

const ROWS_AT_ONCE = 500

/** The rows of a schedule, in batches of short reads: no transaction stays open while somebody consumes them. */
export async function* readRows(ctx: Ctx, scheduleId: string): AsyncGenerator<StoredRow> {
  let after = -1
  for (;;) {
    const rows = await reading(ctx, (tx) => listRows(tx, scheduleId, after, ROWS_AT_ONCE))
    yield* rows
    if (rows.length < ROWS_AT_ONCE) return
    after = rows.at(-1)!.row_number
  }
}

/** One schedule with its cells. */
export async function getSchedule(ctx: Ctx, jobId: string, scheduleId: string): Promise<ScheduleDetail> {
  const { job, row } = await reading(ctx, async (tx) => {
    const finished = await getFinishedJob(tx, jobId)
    return { job: finished, row: (await findSchedule(tx, jobId, scheduleId)) ?? fail(notFound('schedule', scheduleId)) }
  })
  const cells: ScheduleDetail['cells'] = []
  const row_facts: ScheduleDetail['row_facts'] = []
  for await (const { row_number, kind, level, cells: inRow } of readRows(ctx, scheduleId)) {
    if (kind !== null) row_facts.push({ row: row_number, kind, level: level ?? 0 })
    for (const cell of inRow) cells.push({ ...cell, bbox: cell.bbox && [...cell.bbox] })
  }
  const { engine, page, bbox, header_rows, facts } = row
  const parts: ScheduleDetail['parts'] = row.parts.map((part) => ({
    row: part.row,
    page: part.page,
    bbox: part.bbox && [...part.bbox],
    evidence: part.evidence,
  }))
  return { ...summaryOf(job, row), engine, page, bbox: bbox && [...bbox], header_rows, parts, facts, row_facts, cells }
}
