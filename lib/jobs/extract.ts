/**
 * Jobs: one run of the extraction over a document. Owns `jobs`, `pages` and `artifacts`.
 * A page is committed once, with its artifacts; what was committed is never read again; whoever commits the last page
 * starts the assembly; a job ends once. Every message may come twice or never be acknowledged.
 */
import { getDocumentRow } from '../documents/rows.ts'
import { withReader } from '../extraction/with-reader.ts'
import type { Ctx } from '../platform/context.ts'
import { inTransaction, reading } from '../platform/database.ts'
import { AppError } from '../platform/errors.ts'
import { failJob } from './end.ts'
import { inspectDocument } from './inspect.ts'
import { FileGone, withLocalCopy } from './local-copy.ts'
import { type ExtractMessage, MAX_RECEIVES } from './messages.ts'
import { readPages } from './read-pages.ts'
import { type JobRow, lockJob } from './store.ts'
import { noteFailedAttempt, takeJob } from './take.ts'

type Delivery = { receiveCount: number; remainingMs(): number }

async function extract(ctx: Ctx, job: JobRow, pages: ExtractMessage['pages'], delivery: Delivery): Promise<void> {
  const document = await reading(ctx, (tx) => getDocumentRow(tx, job.document_id))
  // The first message of a job that was cut into chunks has come again.
  if (!pages && job.chunk_pages !== null) return
  await withLocalCopy(ctx, document.object_key ?? document.upload_key, (file, object) =>
    withReader(ctx.app, async (reader) => {
      if (job.pages_total === null && !(await inspectDocument(ctx, reader, job, document, { file, object }))) return
      const range = pages ?? { first: 1, last: Number.MAX_SAFE_INTEGER }
      await readPages(ctx, { reader, job, document, file, range }, delivery.remainingMs)
    }),
  )
}

/** A document whose file is gone can never be read; false when only this worker looked where it no longer is. */
const failWithoutFile = (ctx: Ctx, jobId: string, missing: FileGone): Promise<boolean> =>
  inTransaction(ctx, async (tx) => {
    const job = await lockJob(tx, jobId)
    if (!job) return true
    const { object_key } = await getDocumentRow(tx, job.document_id)
    // Another delivery has moved the file to where it stays: this one finds it there when it comes again.
    if (object_key !== null && object_key !== missing.key) return false
    await failJob(tx, job, missing)
    return true
  })

/** Handles one message of the extraction queue. Throws when it should come again. */
export async function extractDocument(ctx: Ctx, message: ExtractMessage, delivery: Delivery): Promise<void> {
  const job = await takeJob(ctx, message.job_id)
  if (!job) return
  try {
    await extract(ctx, job, message.pages, delivery)
  } catch (error) {
    if (error instanceof FileGone && (await failWithoutFile(ctx, job.id, error))) return
    if (delivery.receiveCount < MAX_RECEIVES)
      await noteFailedAttempt(ctx, job.id).catch((failure: unknown) =>
        ctx.log.warn('a failed attempt could not be noted', { error: failure }),
      )
    // A refusal here is two deliveries in each other's way. Acknowledged, it could leave the job without an end.
    throw error instanceof AppError && error.retryable ? error : new Error('pages could not be read', { cause: error })
  }
}
