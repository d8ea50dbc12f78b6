import * as z from 'zod/mini'
import { Document, Failure } from '../documents/document.ts'
import { once } from '../platform/once.ts'
import { JobInvoice } from './invoice.ts'

/** The version of the shape of a job's results. */
export const SCHEMA_VERSION = 1

export const Job = once(() =>
  z
    .object({
      id: z.uuid(),
      document_id: z.uuid(),
      status: z.enum(['queued', 'processing', 'completed', 'failed', 'cancelled']),
      progress: z.object({ pages_done: z.int(), pages_total: z.nullable(z.int()) }),
      engines: z.array(z.string()),
      trace_id: z.string(),
      schema_version: z.int(),
      cancellation_requested: z.boolean(),
      selected_schedule_ids: z.nullable(z.array(z.uuid())),
      attempts: z.int(),
      error: Failure(),
      cost_cents: z.nullable(z.int()).register(z.globalRegistry, { description: 'null until the cost is settled.' }),
      created_at: z.date(),
      started_at: z.nullable(z.date()),
      finished_at: z.nullable(z.date()),
    })
    .register(z.globalRegistry, { id: 'Job' }),
)
export type Job = z.output<ReturnType<typeof Job>>

/** A job with all that is known of it; lists leave out what may be large. */
export const JobDetail = once(() =>
  z
    .extend(Job(), {
      invoice: z.nullable(JobInvoice()).register(z.globalRegistry, {
        description: 'null until the job has completed, and where its document is no invoice, credit note or receipt.',
      }),
    })
    .register(z.globalRegistry, { id: 'JobDetail' }),
)
export type JobDetail = z.output<ReturnType<typeof JobDetail>>

export const DocumentAndJob = once(() =>
  z.object({ document: Document(), job: Job() }).register(z.globalRegistry, { id: 'DocumentAndJob' }),
)
export type DocumentAndJob = z.output<ReturnType<typeof DocumentAndJob>>

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
