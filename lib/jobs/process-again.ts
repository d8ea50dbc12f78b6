import { changeDocument } from '../documents/change.ts'
import { getDocumentRow, lockDocumentRow } from '../documents/rows.ts'
import { conclude } from '../idempotency/conclude.ts'
import type { Ctx } from '../platform/context.ts'
import { inTransaction, reading } from '../platform/database.ts'
import { AppError } from '../platform/errors.ts'
import { createJob } from './create.ts'
import { type Job, jobOf } from './job.ts'
import { hasEnded } from './states.ts'
import { findLatestJob } from './store.ts'

/** A refused file is removed; one whose job failed before it was looked at still lies where it was uploaded. */
async function fileIsThere(ctx: Ctx, documentId: string): Promise<boolean> {
  const { object_key, upload_key } = await reading(ctx, (tx) => getDocumentRow(tx, documentId))
  if (object_key) return true
  const objects = await ctx.app.objects(ctx.tenant.region)
  return (await objects.head(upload_key)) !== undefined
}

/**
 * A new job for a document that has been processed, has failed, or whose job was cancelled. 409 while one runs, and
 * where there is no file.
 */
export async function processAgain(ctx: Ctx, documentId: string): Promise<{ job: Job }> {
  const hasFile = await fileIsThere(ctx, documentId)
  return inTransaction(ctx, async (tx) => {
    const document = await lockDocumentRow(tx, documentId)
    const latest = await findLatestJob(tx, documentId)
    if (latest && !hasEnded(latest.status))
      throw new AppError('job_state_conflict', `Job ${latest.id} of this document is ${latest.status}.`)
    if (document.processing_status === 'PENDING_UPLOAD')
      throw new AppError('document_state_conflict', 'The document has not been uploaded yet.')
    if (!latest || !(hasFile || document.object_key))
      throw new AppError('document_state_conflict', 'The file was refused and removed; upload it again.')
    if (document.processing_status !== 'UPLOADED') await changeDocument(tx, documentId, 'processed again')
    return conclude(tx, { job: jobOf(await createJob(tx, document)) })
  })
}
