/**
 * Documents: the files that tenants hand in, and where each one stands. Owns `documents` and `ingestions`.
 * A step that the table of states.ts does not have is refused; each one that is taken is an event of its
 * transaction. What becomes of the contents is the jobs' matter.
 */
import type { Action } from '../audit/actions.ts'
import { recordEvent } from '../audit/record.ts'
import { scopeOf, type Tx } from '../platform/database.ts'
import { fail, notFound } from '../platform/errors.ts'
import { type DocumentStep, nextDocumentStatus, type ProcessingStatus } from './states.ts'
import { type DocumentRow, lockDocument, updateDocument } from './store.ts'

const EVENTS: Record<ProcessingStatus, Action> = {
  PENDING_UPLOAD: 'document.presigned',
  UPLOADED: 'document.uploaded',
  PROCESSING: 'document.processing',
  RETRYING: 'document.retrying',
  COMPLETED: 'document.completed',
  FAILED: 'document.failed',
}

type About = { jobId?: string; error?: { code: string; detail: string } }

/** Takes a document one step on, with its event; it stays locked until the transaction ends. */
export async function changeDocument(tx: Tx, id: string, step: DocumentStep, about: About = {}): Promise<DocumentRow> {
  const document = (await lockDocument(tx, id)) ?? fail(notFound('document', id))
  const status = nextDocumentStatus(document.processing_status, step)
  const error = { error_code: about.error?.code ?? null, error_detail: about.error?.detail ?? null }
  const changed = await updateDocument(tx, id, { processing_status: status, ...error }, scopeOf(tx).ctx.app.now())
  await recordEvent(tx, step === 'job cancelled' ? 'document.released' : EVENTS[status], {
    workspace_id: document.workspace_id,
    document_id: id,
    ...(about.jobId ? { job_id: about.jobId } : {}),
    resource: { type: 'document', id },
    metadata: {
      from: document.processing_status,
      to: status,
      reason: step,
      ...(about.error ? { code: about.error.code } : {}),
    },
  })
  return changed
}
