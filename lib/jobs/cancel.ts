import { recordEvent } from '../audit/record.ts'
import { conclude } from '../idempotency/conclude.ts'
import type { Ctx } from '../platform/context.ts'
import { inTransaction } from '../platform/database.ts'
import { fail, notFound } from '../platform/errors.ts'
import { finishCancellation } from './end.ts'
import { refsOf } from './event-refs.ts'
import { type Job, jobOf } from './job.ts'
import { nextJobStatus } from './states.ts'
import { findJob, lockJob, updateJob } from './store.ts'

/**
 * Asks a job to stop. One that no worker has taken is cancelled at once; a running one stops before its next page.
 * Asking twice changes nothing; 409 when the job has ended.
 */
export const cancelJob = (ctx: Ctx, jobId: string): Promise<Job> =>
  inTransaction(ctx, async (tx) => {
    const job = (await lockJob(tx, jobId)) ?? fail(notFound('job', jobId))
    nextJobStatus(job.status, 'cancelled')
    if (!job.cancellation_requested) {
      await updateJob(tx, jobId, { cancellation_requested: true })
      await recordEvent(tx, 'job.cancellation_requested', refsOf(job))
    }
    if (job.status === 'queued') await finishCancellation(tx, job)
    return conclude(tx, jobOf((await findJob(tx, jobId))!))
  })
