import * as z from 'zod/mini'
import { changeDocument } from '../documents/change.ts'
import { documentOf } from '../documents/document.ts'
import { getDocumentRow, lockDocumentRow } from '../documents/rows.ts'
import { UploadedParts, verifyUpload } from '../documents/verify-upload.ts'
import { conclude } from '../idempotency/conclude.ts'
import type { Ctx } from '../platform/context.ts'
import { inTransaction, reading } from '../platform/database.ts'
import { AppError, fail } from '../platform/errors.ts'
import { once } from '../platform/once.ts'
import { createJob } from './create.ts'
import { type DocumentAndJob, jobOf } from './job.ts'
import { findLatestJob } from './store.ts'

export const Completion = once(() => z.strictObject({ parts: z.optional(UploadedParts()) }))
export type Completion = z.output<ReturnType<typeof Completion>>

/** Takes an upload in and queues its job. A second call, or a second caller, gets the same job. */
export async function completeUpload(ctx: Ctx, documentId: string, { parts }: Completion): Promise<DocumentAndJob> {
  const announced = await reading(ctx, (tx) => getDocumentRow(tx, documentId))
  if (announced.processing_status === 'PENDING_UPLOAD') await verifyUpload(ctx, announced, parts)
  return inTransaction(ctx, async (tx) => {
    const document = await lockDocumentRow(tx, documentId)
    if (document.processing_status === 'PENDING_UPLOAD') {
      const uploaded = await changeDocument(tx, documentId, 'upload accepted')
      const job = await createJob(tx, uploaded)
      return conclude(tx, { document: documentOf(uploaded), job: jobOf(job) })
    }
    const job =
      (await findLatestJob(tx, documentId)) ??
      fail(new AppError('document_state_conflict', 'This upload was refused; presign a new one.'))
    return conclude(tx, { document: documentOf(document), job: jobOf(job) })
  })
}
