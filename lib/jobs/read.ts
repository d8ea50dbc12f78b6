import type { Ctx } from '../platform/context.ts'
import { decodeCursor, type Page, pageOf } from '../platform/cursor.ts'
import { reading } from '../platform/database.ts'
import { fail, notFound } from '../platform/errors.ts'
import { type Job, type JobDetail, jobOf } from './job.ts'
import { findJob, findJobInvoice, listJobs as listRows } from './store.ts'

type Query = {
  limit: number
  cursor?: string | undefined
  status?: string | undefined
  document_id?: string | undefined
}

/** Newest first. */
export function listJobs(ctx: Ctx, { limit, cursor, status, document_id: documentId }: Query): Promise<Page<Job>> {
  const [before] = decodeCursor('jobs', ['id'], cursor) ?? []
  return reading(ctx, async (tx) => {
    const page = pageOf(
      'jobs',
      await listRows(tx, { status, documentId, before, limit: limit + 1 }),
      limit,
      ({ id }) => [id],
    )
    return { ...page, data: page.data.map(jobOf) }
  })
}

export const getJob = (ctx: Ctx, id: string): Promise<JobDetail> =>
  reading(ctx, async (tx) => {
    const job = (await findJob(tx, id)) ?? fail(notFound('job', id))
    return { ...jobOf(job), invoice: await findJobInvoice(tx, id) }
  })
