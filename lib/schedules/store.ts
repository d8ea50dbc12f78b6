import { type Tx, tenantOf } from '../platform/database.ts'
import type { BookInvoice } from './book.ts'
import type { BBox, Cell, Check, RowKind, ScheduleFacts, SchedulePart } from './model.ts'

const COLUMNS = [
  'id',
  'name',
  'confidence',
  'engine',
  'page',
  'pages',
  'bbox',
  'row_count',
  'col_count',
  'header_rows',
  'checks',
  'facts',
  'parts',
] as const

export type ScheduleRow = {
  id: string
  name: string
  confidence: number
  engine: string
  page: number | null
  pages: number[]
  bbox: BBox | null
  row_count: number
  col_count: number
  header_rows: number
  checks: Check[]
  facts?: ScheduleFacts | undefined
  parts: SchedulePart[]
}

/** A stored row: its cells, and what the row is, where that is known. */
export type StoredRow = { row_number: number; kind: RowKind | null; level: number | null; cells: Cell[] }

/** jsonb and array columns have these shapes because `insertSchedule` alone writes them. */
const rowOf = (row: { bbox: number[] | null; checks: unknown; facts: unknown; parts: unknown }) => ({
  bbox: row.bbox as BBox | null,
  checks: row.checks as Check[],
  parts: row.parts as SchedulePart[],
  facts: (row.facts ?? undefined) as ScheduleFacts | undefined,
})

type NewSchedule = Omit<ScheduleRow, 'id'> & { id: string; workspace_id: string; job_id: string; position: number }

export async function insertSchedule(tx: Tx, schedule: NewSchedule): Promise<void> {
  await tx
    .insertInto('schedules')
    .values({
      ...schedule,
      company_id: tenantOf(tx).company_id,
      bbox: schedule.bbox === null ? null : [...schedule.bbox],
      checks: JSON.stringify(schedule.checks),
      facts: schedule.facts ? JSON.stringify(schedule.facts) : null,
      parts: JSON.stringify(schedule.parts),
    })
    .execute()
}

/** Makes room in the order of a job for others in the place of the schedule at `position`, and takes that one out. */
export async function markSplit(tx: Tx, schedule: { id: string; job_id: string; position: number }, into: string[]) {
  const { company_id } = tenantOf(tx)
  await tx
    .updateTable('schedules')
    .set({ split_into: into, position: null })
    .where('company_id', '=', company_id)
    .where('id', '=', schedule.id)
    .execute()
  await tx
    .updateTable('schedules')
    .set(({ eb }) => ({ position: eb('position', '+', into.length - 1) }))
    .where('company_id', '=', company_id)
    .where('job_id', '=', schedule.job_id)
    .where('position', '>', schedule.position)
    .execute()
}

/** A schedule as it is stored, split or not. */
export async function findStoredSchedule(tx: Tx, jobId: string, scheduleId: string) {
  const row = await tx
    .selectFrom('schedules')
    .select([...COLUMNS, 'position'])
    .where('company_id', '=', tenantOf(tx).company_id)
    .where('job_id', '=', jobId)
    .where('id', '=', scheduleId)
    .executeTakeFirst()
  return row && { ...row, ...rowOf(row) }
}

export async function insertRows(tx: Tx, scheduleId: string, rows: StoredRow[]) {
  const company_id = tenantOf(tx).company_id
  const values = rows.map(({ cells, ...row }) => ({
    ...row,
    company_id,
    schedule_id: scheduleId,
    cells: JSON.stringify(cells),
  }))
  await tx.insertInto('schedule_rows').values(values).execute()
}

export async function listSchedules(tx: Tx, jobId: string): Promise<ScheduleRow[]> {
  const rows = await tx
    .selectFrom('schedules')
    .select(COLUMNS)
    .where('company_id', '=', tenantOf(tx).company_id)
    .where('job_id', '=', jobId)
    .where('position', 'is not', null)
    .orderBy('position')
    .execute()
  return rows.map((row) => ({ ...row, ...rowOf(row) }))
}

export async function findSchedule(tx: Tx, jobId: string, scheduleId: string): Promise<ScheduleRow | undefined> {
  const row = await findStoredSchedule(tx, jobId, scheduleId)
  return row?.position === null ? undefined : row
}

/** Rows after a row number, at most `limit`: a long schedule is never held at once. */
export async function listRows(tx: Tx, scheduleId: string, after: number, limit: number) {
  const rows = await tx
    .selectFrom('schedule_rows')
    .select(['row_number', 'kind', 'level', 'cells'])
    .where('company_id', '=', tenantOf(tx).company_id)
    .where('schedule_id', '=', scheduleId)
    .where('row_number', '>', after)
    .orderBy('row_number')
    .limit(limit)
    .execute()
  return rows as unknown as StoredRow[]
}

/** The job that schedules belong to, with what an export says of it. */
export const findScheduledJob = (tx: Tx, jobId: string) => {
  const { company_id, workspace_ids } = tenantOf(tx)
  const query = tx
    .selectFrom('jobs')
    .innerJoin('documents', 'documents.id', 'jobs.document_id')
    .select([
      'jobs.id',
      'jobs.workspace_id',
      'jobs.document_id',
      'jobs.status',
      'jobs.trace_id',
      'jobs.engines',
      'jobs.finished_at',
      'jobs.selected_schedule_ids',
      'documents.original_filename',
      'documents.filename',
      'documents.sha256',
    ])
    .where('jobs.company_id', '=', company_id)
    .where('jobs.id', '=', jobId)
  return (
    workspace_ids === null ? query : query.where('jobs.workspace_id', 'in', [...workspace_ids])
  ).executeTakeFirst()
}

/** What the job's document charges for, where it is an invoice. */
export async function findInvoice(tx: Tx, jobId: string): Promise<BookInvoice | null> {
  const job = await tx
    .selectFrom('jobs')
    .select('invoice')
    .where('company_id', '=', tenantOf(tx).company_id)
    .where('id', '=', jobId)
    .executeTakeFirst()
  return (job?.invoice ?? null) as BookInvoice | null
}
