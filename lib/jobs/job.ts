import * as z from 'zod'
import { Document, Failure } from '../documents/document.ts'

/** The version of the shape of a job's results. */
export const SCHEMA_VERSION = 1

export const Job = z
  .object({
    id: z.uuid(),
    document_id: z.uuid(),
    status: z.enum(['queued', 'processing', 'completed', 'failed', 'cancelled']),
    progress: z.object({ pages_done: z.int(), pages_total: z.int().nullable() }),
    engines: z.array(z.string()),
    trace_id: z.string(),
    schema_version: z.int(),
    cancellation_requested: z.boolean(),
    selected_schedule_ids: z.array(z.uuid()).nullable(),
    attempts: z.int(),
    error: Failure,
    cost_cents: z.int().nullable().meta({ description: 'null until the cost is settled.' }),
    created_at: z.date(),
    started_at: z.date().nullable(),
    finished_at: z.date().nullable(),
  })
  .meta({ id: 'Job' })
export type Job = z.output<typeof Job>

export const DocumentAndJob = z.object({ document: Document, job: Job }).meta({ id: 'DocumentAndJob' })
export type DocumentAndJob = z.output<typeof DocumentAndJob>

type Row = Omit<Job, 'status' | 'progress' | 'error'> & {
  status: string
  pages_done: number
  pages_total: number | null
  error_code: string | null
  error_detail: string | null
}

/** A row as clients see it. */
export const jobOf = (row: Row): Job => ({
  id: row.id,
  document_id: row.document_id,
  status: row.status as Job['status'],
  progress: { pages_done: row.pages_done, pages_total: row.pages_total },
  engines: row.engines,
  trace_id: row.trace_id,
  schema_version: row.schema_version,
  cancellation_requested: row.cancellation_requested,
  selected_schedule_ids: row.selected_schedule_ids,
  attempts: row.attempts,
  error: row.error_code ? { code: row.error_code, detail: row.error_detail ?? '' } : null,
  cost_cents: row.cost_cents === null ? null : Number(row.cost_cents),
  created_at: row.created_at,
  started_at: row.started_at,
  finished_at: row.finished_at,
})
