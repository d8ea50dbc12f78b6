import { recordEvent } from '../audit/record.ts'
import type { DocumentRow } from '../documents/rows.ts'
import { scopeOf, type Tx } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { enqueue } from '../platform/outbox.ts'
import { refsOf } from './event-refs.ts'
import { SCHEMA_VERSION } from './job.ts'
import type { ExtractMessage } from './messages.ts'
import { insertJob, type JobRow } from './store.ts'

/** Queues a job for a document, in the transaction of whatever asked for it. */
export async function createJob(tx: Tx, document: Pick<DocumentRow, 'id' | 'workspace_id'>): Promise<JobRow> {
  const { ctx } = scopeOf(tx)
  const id = newId(ctx.app.now())
  const job = await insertJob(
    tx,
    {
      id,
      workspace_id: document.workspace_id,
      document_id: document.id,
      trace_id: ctx.trace.trace_id,
      schema_version: SCHEMA_VERSION,
    },
    ctx.app.now(),
  )
  await recordEvent(tx, 'job.queued', refsOf(job))
  await enqueue(tx, 'extract', { kind: 'extract', job_id: id, document_id: document.id } satisfies ExtractMessage)
  return job
}
