import { findSchedules } from '../extraction/find-schedules.ts'
import { findInvoice } from '../extraction/invoice/find-invoice.ts'
import type { Artifact } from '../extraction/model.ts'
import type { Ctx } from '../platform/context.ts'
import { inTransaction, reading } from '../platform/database.ts'
import { saveSchedules } from '../schedules/save.ts'
import { completeJob, failJob, finishCancellation } from './end.ts'
import { hasEnded } from './states.ts'
import { findJob, listArtifacts, listInvoiceSources, listPages, lockJob } from './store.ts'

type StoredPage = Awaited<ReturnType<typeof listPages>>[number]
type StoredArtifact = Awaited<ReturnType<typeof listArtifacts>>[number]

/** A stored artifact in the shape that its engine gave it. */
const artifactOf = ({ kind, engine, confidence, bbox, content }: StoredArtifact): Artifact =>
  ({ kind, engine, confidence, bbox, ...(content as object) }) as Artifact

/** The pages as they were read by whichever workers. */
async function readBack(ctx: Ctx, jobId: string, pages: StoredPage[]) {
  const { artifacts, sources } = await reading(ctx, async (tx) => ({
    artifacts: await listArtifacts(tx, jobId, ['table', 'text']),
    sources: await listInvoiceSources(tx, jobId),
  }))
  const byPage = Map.groupBy(artifacts, ({ page_number }) => page_number)
  return pages.map(({ number, height, engine }) => ({
    number,
    height,
    engine,
    artifacts: (byPage.get(number) ?? []).map(artifactOf),
    ...sources.get(number),
  }))
}

/** What the pages of a document amount to. They may be large: each is let go of once its tables are joined to others. */
async function contentOf(ctx: Ctx, jobId: string, pages: StoredPage[]) {
  const read = await readBack(ctx, jobId, pages)
  const invoice = findInvoice(read)
  return { schedules: findSchedules(taking(read)), invoice }
}

function* taking<T>(items: T[]): Generator<T> {
  for (let item = items.shift(); item !== undefined; item = items.shift()) yield item
}

/**
 * Makes the schedules of a job whose pages are all committed, finds its invoice, and completes it. Of two assemblers
 * one completes the job and the other finds that it has ended; a cancellation that came before the completion wins.
 */
export async function assembleJob(ctx: Ctx, jobId: string): Promise<void> {
  const { job, pages } = await reading(ctx, async (tx) => ({
    job: await findJob(tx, jobId),
    pages: await listPages(tx, jobId),
  }))
  if (!job || hasEnded(job.status) || job.pages_done !== job.pages_total) return
  const readable = pages.filter(({ error_code }) => error_code === null)
  const { schedules, invoice } = await contentOf(ctx, jobId, readable)
  await inTransaction(ctx, async (tx) => {
    const locked = await lockJob(tx, jobId)
    if (!locked || hasEnded(locked.status)) return
    if (locked.cancellation_requested) return finishCancellation(tx, locked)
    if (readable.length === 0) {
      const { error_code, error_detail } = pages[0]!
      return failJob(tx, locked, { code: error_code!, detail: error_detail ?? '' })
    }
    await saveSchedules(tx, { workspaceId: locked.workspace_id, jobId }, schedules)
    const engines = [...new Set(readable.map(({ engine }) => engine))].sort()
    await completeJob(tx, locked, { engines, schedules: schedules.length, invoice })
  })
}
