import { documentOf, uploadKey } from '../documents/document.ts'
import {
  checkIngestion,
  findIngested,
  type IngestedFile,
  type Ingestion,
  insertIngested,
} from '../documents/ingestion.ts'
import { getDocumentRow } from '../documents/rows.ts'
import { conclude } from '../idempotency/conclude.ts'
import type { Ctx } from '../platform/context.ts'
import { inTransaction, type Tx } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { workspaceToCreateIn } from '../tenancy/workspace.ts'
import { createJob } from './create.ts'
import { type DocumentAndJob, jobOf } from './job.ts'
import { findLatestJob } from './store.ts'

async function answerKnown(tx: Tx, ingestion: Ingestion): Promise<DocumentAndJob | undefined> {
  const documentId = await findIngested(tx, ingestion)
  if (!documentId) return undefined
  const job = (await findLatestJob(tx, documentId))!
  return conclude(tx, { document: documentOf(await getDocumentRow(tx, documentId)), job: jobOf(job) })
}

/**
 * Takes a document in by one call. The same file from the same vendor and key owner answers the same job, however
 * often and however many at once.
 */
export async function ingestDocument(ctx: Ctx, file: IngestedFile): Promise<DocumentAndJob> {
  const ingestion = checkIngestion(ctx, file, await workspaceToCreateIn(ctx))
  const known = await inTransaction(ctx, (tx) => answerKnown(tx, ingestion))
  if (known) return known
  const id = newId(ctx.app.now())
  const objects = await ctx.app.objects(ctx.tenant.region)
  await objects.put(uploadKey(ctx, id), ingestion.bytes, ingestion.contentType)
  const made = await inTransaction(ctx, async (tx) => {
    const document = await insertIngested(tx, id, ingestion)
    if (!document) return undefined
    return conclude(tx, { document: documentOf(document), job: jobOf(await createJob(tx, document)) })
  })
  if (made) return made
  await objects.remove(uploadKey(ctx, id))
  return (await inTransaction(ctx, (tx) => answerKnown(tx, ingestion)))!
}
