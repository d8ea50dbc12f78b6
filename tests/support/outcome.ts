/** What became of a document, asked for over HTTP and, for its files, of the store. */
import { type Api, jobEnd, upload } from './api.ts'
import type { Tenant, TestStack } from './stack.ts'

export type Outcome = {
  id: string
  jobId: string
  job: Record<string, unknown>
  document: Record<string, unknown>
  /** Keys of the document's files that are in the store. */
  files: string[]
}

/** The files that the store has of a document: where it was uploaded to, and where it is kept. */
export async function filesOf(stack: TestStack, tenant: Tenant, id: string): Promise<string[]> {
  const objects = await stack.app.objects('US')
  const keys = ['uploads', 'documents'].map((folder) => `${folder}/${tenant.company_id}/${id}`)
  const there = await Promise.all(keys.map((key) => objects.head(key)))
  return keys.filter((_, index) => there[index])
}

type As = { stack: TestStack; tenant: Tenant; api: Api }

/** Uploads a document, waits until its job has ended, and says what became of it. */
export async function processDocument(
  { stack, tenant, api }: As,
  bytes: Uint8Array,
  filename?: string,
  contentType?: string,
): Promise<Outcome> {
  const { document, job } = await upload(api, bytes, filename, contentType)
  const ended = await jobEnd(api, job.id)
  // A refused file is removed once its refusal is committed, and so is an upload once its copy is.
  await stack.poller.idle()
  const { body } = await api('GET', `/documents/${document.id}`)
  return {
    id: document.id,
    jobId: job.id,
    job: ended,
    document: body,
    files: await filesOf(stack, tenant, document.id),
  }
}
