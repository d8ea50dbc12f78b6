import { type Tx, tenantOf } from '../platform/database.ts'
import type { ProcessingStatus } from './states.ts'

const COLUMNS = [
  'id',
  'workspace_id',
  'original_filename',
  'filename',
  'content_type',
  'size_bytes',
  'announced_sha256',
  'sha256',
  'upload_key',
  'upload_id',
  'object_key',
  'processing_status',
  'page_count',
  'warnings',
  'error_code',
  'error_detail',
  'created_at',
  'updated_at',
] as const

/** The tenant's documents, within the workspaces that it may see. */
function visible(tx: Tx) {
  const { company_id, workspace_ids } = tenantOf(tx)
  const query = tx.selectFrom('documents').select(COLUMNS).where('company_id', '=', company_id)
  return workspace_ids === null ? query : query.where('workspace_id', 'in', [...workspace_ids])
}

export type DocumentRow = NonNullable<Awaited<ReturnType<typeof findDocument>>>

export const findDocument = (tx: Tx, id: string) => visible(tx).where('id', '=', id).executeTakeFirst()

export const lockDocument = (tx: Tx, id: string) => visible(tx).where('id', '=', id).forUpdate().executeTakeFirst()

export const listDocuments = (
  tx: Tx,
  filter: { status?: string | undefined; before?: string | undefined; limit: number },
) =>
  visible(tx)
    .$if(filter.status !== undefined, (query) => query.where('processing_status', '=', filter.status!))
    .$if(filter.before !== undefined, (query) => query.where('id', '<', filter.before!))
    .orderBy('id', 'desc')
    .limit(filter.limit)
    .execute()

type NewDocument = {
  id: string
  workspace_id: string
  created_by: string
  vendor_id: string | null
  original_filename: string
  filename: string
  content_type: string
  size_bytes: number
  announced_sha256: string | null
  upload_key: string
  upload_id: string | null
}

export const insertDocument = (tx: Tx, document: NewDocument, at: Date) =>
  tx
    .insertInto('documents')
    .values({
      ...document,
      company_id: tenantOf(tx).company_id,
      processing_status: 'PENDING_UPLOAD' satisfies ProcessingStatus,
      created_at: at,
      updated_at: at,
    })
    .returning(COLUMNS)
    .executeTakeFirstOrThrow()

type Change = {
  processing_status?: ProcessingStatus
  error_code?: string | null
  error_detail?: string | null
  sha256?: string
  page_count?: number | null
  warnings?: string[]
  object_key?: string
}

export const updateDocument = (tx: Tx, id: string, change: Change, at: Date) =>
  tx
    .updateTable('documents')
    .set({ ...change, updated_at: at })
    .where('company_id', '=', tenantOf(tx).company_id)
    .where('id', '=', id)
    .returning(COLUMNS)
    .executeTakeFirstOrThrow()

type Ingestion = { workspace_id: string; member_id: string; vendor_id: string; sha256: string }

/** The document that the same file became before. */
export const findIngestion = (tx: Tx, { workspace_id, member_id, vendor_id, sha256 }: Ingestion) =>
  tx
    .selectFrom('ingestions')
    .select('document_id')
    .where('company_id', '=', tenantOf(tx).company_id)
    .where('workspace_id', '=', workspace_id)
    .where('member_id', '=', member_id)
    .where('vendor_id', '=', vendor_id)
    .where('sha256', '=', sha256)
    .executeTakeFirst()

/** Whether this document is now what the file is; false when another one was first. */
export async function claimIngestion(tx: Tx, ingestion: Ingestion, documentId: string): Promise<boolean> {
  const claimed = await tx
    .insertInto('ingestions')
    .values({ ...ingestion, company_id: tenantOf(tx).company_id, document_id: documentId })
    .onConflict((conflict) =>
      conflict.columns(['company_id', 'workspace_id', 'member_id', 'vendor_id', 'sha256']).doNothing(),
    )
    .returning('document_id')
    .executeTakeFirst()
  return claimed !== undefined
}
