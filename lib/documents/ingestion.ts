import { createHash } from 'node:crypto'
import { recordEvent } from '../audit/record.ts'
import type { Ctx } from '../platform/context.ts'
import { scopeOf, type Tx } from '../platform/database.ts'
import { AppError, fail } from '../platform/errors.ts'
import { changeDocument } from './change.ts'
import { beginsLike, contentTypeOfName, endsLike, SNIFF_BYTES } from './content-types.ts'
import { uploadKey } from './document.ts'
import { printableName, safeFilename } from './filename.ts'
import { refuseUpload } from './presign.ts'
import { claimIngestion, type DocumentRow, findIngestion, insertDocument } from './store.ts'

/** The file of a one-call upload. */
export type IngestedFile = { filename: string; contentType: string; bytes: Uint8Array; vendorId: string | null }

export type Ingestion = IngestedFile & { workspaceId: string; sha256: string }

/** Types that say nothing; then the name decides. */
const VAGUE = ['', 'application/octet-stream']

/** Refuses what cannot be a document at all: 413, 415, 422. */
export function checkIngestion(ctx: Ctx, file: IngestedFile, workspaceId: string): Ingestion {
  const named = contentTypeOfName(file.filename)
  const contentType = VAGUE.includes(file.contentType) && named ? named : file.contentType
  refuseUpload(ctx, contentType, file.bytes.byteLength)
  const { bytes } = file
  if (!beginsLike(contentType, bytes.subarray(0, SNIFF_BYTES)) || !endsLike(contentType, bytes, bytes.byteLength))
    throw new AppError('content_type_mismatch', `The file is not of the type ${contentType}.`)
  const sha256 = createHash('sha256').update(file.bytes).digest('hex')
  return { ...file, contentType, workspaceId, sha256 }
}

const identityOf = (ctx: Ctx, { workspaceId, vendorId, sha256 }: Ingestion) => ({
  workspace_id: workspaceId,
  member_id: ctx.actor.type === 'key' ? ctx.actor.member_id : fail(new Error('only a key ingests')),
  vendor_id: vendorId ?? '',
  sha256,
})

/** The document that the same file from the same vendor and key owner became before. */
export const findIngested = async (tx: Tx, ingestion: Ingestion): Promise<string | undefined> =>
  (await findIngestion(tx, identityOf(scopeOf(tx).ctx, ingestion)))?.document_id

/** Writes the document of a file that is in the store; undefined when the same file was faster. */
export async function insertIngested(tx: Tx, id: string, ingestion: Ingestion): Promise<DocumentRow | undefined> {
  const { ctx } = scopeOf(tx)
  const identity = identityOf(ctx, ingestion)
  if (!(await claimIngestion(tx, identity, id))) return undefined
  const document = {
    id,
    workspace_id: ingestion.workspaceId,
    created_by: identity.member_id,
    vendor_id: ingestion.vendorId,
    original_filename: printableName(ingestion.filename),
    filename: safeFilename(ingestion.filename),
    content_type: ingestion.contentType,
    size_bytes: ingestion.bytes.byteLength,
    announced_sha256: ingestion.sha256,
    upload_key: uploadKey(ctx, id),
    upload_id: null,
  }
  await insertDocument(tx, document, ctx.app.now())
  await recordEvent(tx, 'document.presigned', {
    workspace_id: ingestion.workspaceId,
    document_id: id,
    resource: { type: 'document', id },
    metadata: { content_type: ingestion.contentType, size_bytes: document.size_bytes, method: 'INGESTION' },
  })
  return changeDocument(tx, id, 'upload accepted')
}
