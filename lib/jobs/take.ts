import { recordEvent } from '../audit/record.ts'
import { changeDocument } from '../documents/change.ts'
import { getDocumentRow } from '../documents/rows.ts'
import type { Ctx } from '../platform/context.ts'
import { inTransaction, type Tx } from '../platform/database.ts'
import { fail, notFound } from '../platform/errors.ts'
import { finishCancellation } from './end.ts'
import { refsOf } from './event-refs.ts'
import { hasEnded, nextJobStatus } from './states.ts'
import { findJob, type JobRow, lockJob, updateJob } from './store.ts'

/** From queued to processing, which happens once however often the message comes. */
async function begin(tx: Tx, ctx: Ctx, job: JobRow): Promise<void> {
  await updateJob(tx, job.id, { status: nextJobStatus(job.status, 'taken'), started_at: ctx.app.now() })
  await recordEvent(tx, 'job.started', refsOf(job))
}

/** A worker takes a job up: the first one begins it, a later one goes on. Undefined when there is nothing to do. */
export const takeJob = (ctx: Ctx, jobId: string): Promise<JobRow | undefined> =>
  inTransaction(ctx, async (tx) => {
    const job = (await lockJob(tx, jobId)) ?? fail(notFound('job', jobId))
    if (hasEnded(job.status)) return undefined
    if (job.cancellation_requested) {
      await finishCancellation(tx, job)
      return undefined
    }
    const document = await getDocumentRow(tx, job.document_id)
    if (job.status === 'queued') await begin(tx, ctx, job)
    if (document.processing_status !== 'PROCESSING') {
      await changeDocument(tx, document.id, 'job starts', { jobId })
      await updateJob(tx, jobId, { attempts: job.attempts + 1 })
    }
    return findJob(tx, jobId)
  })

/** An attempt broke and another follows: whoever looks at the document sees that it is being tried again. */
export const noteFailedAttempt = (ctx: Ctx, jobId: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const job = await lockJob(tx, jobId)
    if (job?.status !== 'processing') return
    const document = await getDocumentRow(tx, job.document_id)
    if (document.processing_status === 'PROCESSING') await changeDocument(tx, document.id, 'attempt failed', { jobId })
  })
