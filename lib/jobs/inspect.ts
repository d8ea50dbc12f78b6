import { recordEvent } from '../audit/record.ts'
import { billablePages, quote } from '../costs/rates.ts'
import { reserveCost } from '../costs/record.ts'
import { PDF } from '../documents/content-types.ts'
import { documentKey } from '../documents/document.ts'
import { type DocumentRow, noteInspection } from '../documents/rows.ts'
import type { Reader } from '../extraction/run.ts'
import type { Ctx } from '../platform/context.ts'
import { inTransaction, type Tx } from '../platform/database.ts'
import { AppError } from '../platform/errors.ts'
import type { StoredObject } from '../platform/objects.ts'
import { enqueue } from '../platform/outbox.ts'
import { failJob, finishCancellation } from './end.ts'
import { refsOf } from './event-refs.ts'
import { hashFile } from './local-copy.ts'
import type { ExtractMessage } from './messages.ts'
import { hasEnded } from './states.ts'
import { type JobRow, lockJob, updateJob } from './store.ts'

type Inspected = { sha256: string; page_count: number; warnings: string[]; characters: number | null }
type Refusal = { code: string; detail: string }

/** The deep look at a file: what it is, or why it is refused. */
async function inspectFile(reader: Reader, document: DocumentRow, file: string): Promise<Inspected | Refusal> {
  const sha256 = await hashFile(file)
  if (document.announced_sha256 && document.announced_sha256 !== sha256)
    return { code: 'checksum_mismatch', detail: 'The file has another SHA-256 than was announced.' }
  const found = await reader.inspect(file, document.content_type)
  return 'code' in found ? found : { sha256, ...found }
}

/** The price of reading it all; a quote above the cap is a refusal of the job, not of the file. */
function priceOf(ctx: Ctx, document: DocumentRow, inspected: Inspected): { pages: number } | Refusal {
  const { COST_PER_PAGE_CENTS, MAX_JOB_COST_CENTS, FEATURES_T3_COSTS } = ctx.app.config
  const pages = billablePages({ ...inspected, paged: document.content_type === PDF })
  try {
    if (FEATURES_T3_COSTS) quote(pages, COST_PER_PAGE_CENTS, MAX_JOB_COST_CENTS)
    return { pages }
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}

/** Refuses the file: job and document FAILED, the object removed. A crash in between is made up for by the sweep of uploads. */
async function refuseFile(ctx: Ctx, job: JobRow, document: DocumentRow, refusal: Refusal): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const locked = await lockJob(tx, job.id)
    if (locked) await failJob(tx, locked, refusal, 'content refused')
  })
  await (await ctx.app.objects(ctx.tenant.region)).remove(document.upload_key)
}

const enqueueChunks = async (tx: Tx, job: JobRow, pages: number, chunk: number): Promise<void> => {
  for (let first = 1; first <= pages; first += chunk) {
    const last = Math.min(pages, first + chunk - 1)
    const about = { job_id: job.id, document_id: job.document_id }
    await enqueue(tx, 'extract', { kind: 'extract', ...about, pages: { first, last } } satisfies ExtractMessage)
  }
}

/** `ended`: somebody else has ended the job meanwhile, and nothing was committed. */
type Acceptance = 'read its pages' | 'leave its pages' | 'ended'

/** Commits what was found out, with the reservation of the price and the chunks of a long document. */
const accept = (ctx: Ctx, job: JobRow, document: DocumentRow, inspected: Inspected): Promise<Acceptance> =>
  inTransaction(ctx, async (tx) => {
    const locked = await lockJob(tx, job.id)
    if (!locked || hasEnded(locked.status)) return 'ended'
    const { sha256, page_count, warnings } = inspected
    const { FEATURES_T3_COSTS, OCR_ENGINE, PAGES_PER_CHUNK } = ctx.app.config
    // Another delivery of the same message was faster; it may still die, so the pages are this one's matter too.
    if (locked.pages_total !== null) return locked.chunk_pages === null ? 'read its pages' : 'leave its pages'
    const found = {
      sha256,
      page_count: document.content_type === PDF ? page_count : null,
      warnings,
      object_key: documentKey(ctx, document.id),
    }
    await noteInspection(tx, document.id, found, ctx.app.now())
    const price = priceOf(ctx, document, inspected)
    await recordEvent(tx, 'job.inspected', { ...refsOf(job), metadata: { sha256, pages: page_count, warnings } })
    if (locked.cancellation_requested) {
      await finishCancellation(tx, locked)
      return 'leave its pages'
    }
    if ('code' in price) {
      await failJob(tx, locked, price)
      return 'leave its pages'
    }
    const chunkPages = page_count > PAGES_PER_CHUNK ? PAGES_PER_CHUNK : null
    await updateJob(tx, job.id, { pages_total: page_count, chunk_pages: chunkPages })
    if (FEATURES_T3_COSTS)
      await reserveCost(tx, {
        workspaceId: job.workspace_id,
        jobId: job.id,
        documentId: document.id,
        provider: OCR_ENGINE,
        pages: price.pages,
      })
    if (chunkPages === null) return 'read its pages'
    await enqueueChunks(tx, job, page_count, chunkPages)
    return 'leave its pages'
  })

/**
 * The first step of a job. Returns whether its pages are to be read by the same worker: not when it was refused or
 * cancelled, nor when it has been cut into chunks.
 */
export async function inspectDocument(
  ctx: Ctx,
  reader: Reader,
  job: JobRow,
  document: DocumentRow,
  { file, object }: { file: string; object: StoredObject },
): Promise<boolean> {
  const inspected = await inspectFile(reader, document, file)
  if ('code' in inspected) {
    await refuseFile(ctx, job, document, inspected)
    return false
  }
  const objects = await ctx.app.objects(ctx.tenant.region)
  const kept = document.object_key !== null
  // By etag: an upload URL that is still valid may put something else there between the look and the copy.
  if (!kept) await objects.copy(document.upload_key, documentKey(ctx, document.id), object.etag)
  const acceptance = await accept(ctx, job, document, inspected)
  // Only a document that knows of its copy can do without the upload.
  if (!kept && acceptance !== 'ended') await objects.remove(document.upload_key)
  return acceptance === 'read its pages'
}
