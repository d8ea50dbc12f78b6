import type { EventRefs } from '../audit/record.ts'
import type { JobRow } from './store.ts'

/** What an event about a job refers to. */
export const refsOf = (job: Pick<JobRow, 'id' | 'workspace_id' | 'document_id'>): EventRefs => ({
  workspace_id: job.workspace_id,
  job_id: job.id,
  document_id: job.document_id,
  resource: { type: 'job', id: job.id },
})
