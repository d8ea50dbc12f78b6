import { recordEvent } from '../audit/record.ts'
import { changeDocument } from '../documents/change.ts'
import { getDocumentRow } from '../documents/rows.ts'
import type { DocumentStep } from '../documents/states.ts'
import type { Invoice } from '../extraction/invoice/model.ts'
import { scopeOf, type Tx } from '../platform/database.ts'
import { enqueue } from '../platform/outbox.ts'
import { refsOf } from './event-refs.ts'
import { hasEnded, nextJobStatus } from './states.ts'
import { clearInvoiceSources, type JobRow, updateJob } from './store.ts'

type Reason = { code: string; detail: string }

/** However a job ends, the pages that were read are paid for, and their words are no longer kept. */
async function wrapUp(tx: Tx, job: JobRow): Promise<void> {
  await clearInvoiceSources(tx, job.id)
  await enqueue(tx, 'costs', { kind: 'cost', job_id: job.id, document_id: job.document_id })
}

/** The failed attempt of another delivery may have been the last word on the document of a job that goes on. */
async function resumeDocument(tx: Tx, job: JobRow): Promise<void> {
  const { processing_status } = await getDocumentRow(tx, job.document_id)
  if (processing_status === 'RETRYING') await changeDocument(tx, job.document_id, 'job starts', { jobId: job.id })
}

/** Ends a locked job as failed, its document with it; a job that has ended already stays as it is. */
export async function failJob(tx: Tx, job: JobRow, reason: Reason, step: DocumentStep = 'job failed'): Promise<void> {
  if (hasEnded(job.status)) return
  const status = nextJobStatus(job.status, 'failed')
  const finished_at = scopeOf(tx).ctx.app.now()
  await updateJob(tx, job.id, { status, finished_at, error_code: reason.code, error_detail: reason.detail })
  await recordEvent(tx, 'job.failed', { ...refsOf(job), metadata: { from: job.status, code: reason.code } })
  if (step === 'content refused') await resumeDocument(tx, job)
  await changeDocument(tx, job.document_id, step, { jobId: job.id, error: reason })
  await wrapUp(tx, job)
}

/** Ends a locked job as cancelled; its document can be processed again. */
export async function finishCancellation(tx: Tx, job: JobRow): Promise<void> {
  if (hasEnded(job.status)) return
  const status = nextJobStatus(job.status, 'cancelled')
  await updateJob(tx, job.id, { status, finished_at: scopeOf(tx).ctx.app.now() })
  const metadata = { from: job.status, pages_done: job.pages_done, pages_total: job.pages_total }
  await recordEvent(tx, 'job.cancelled', { ...refsOf(job), metadata })
  await changeDocument(tx, job.document_id, 'job cancelled', { jobId: job.id })
  await wrapUp(tx, job)
}

type Found = { engines: string[]; schedules: number; invoice: Invoice | null }

/** Ends a locked job whose schedules are stored in the same transaction. */
export async function completeJob(tx: Tx, job: JobRow, found: Found): Promise<void> {
  const status = nextJobStatus(job.status, 'assembled')
  const finished_at = scopeOf(tx).ctx.app.now()
  const invoice = found.invoice && JSON.stringify(found.invoice)
  await updateJob(tx, job.id, { status, finished_at, engines: found.engines, invoice })
  const metadata = { pages: job.pages_done, schedules: found.schedules, engines: found.engines }
  await recordEvent(tx, 'job.completed', { ...refsOf(job), metadata })
  await resumeDocument(tx, job)
  await changeDocument(tx, job.document_id, 'job completed', { jobId: job.id })
  await wrapUp(tx, job)
}
