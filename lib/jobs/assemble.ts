import { findSchedules } from '../extraction/find-schedules.ts'
import type { Artifact } from '../extraction/model.ts'
import type { Ctx } from '../platform/context.ts'
import { inTransaction, reading } from '../platform/database.ts'
import { saveSchedules } from '../schedules/save.ts'
import { completeJob, failJob, finishCancellation } from './end.ts'
import { hasEnded } from './states.ts'
import { findJob, listArtifacts, listPages, lockJob } from './store.ts'

type StoredPage = Awaited<ReturnType<typeof listPages>>[number]
type StoredArtifact = Awaited<ReturnType<typeof listArtifacts>>[number]

/** A stored artifact in the shape that its engine gave it. */
const artifactOf = ({ kind, engine, confidence, bbox, content }: StoredArtifact): Artifact =>
  ({ kind, engine, confidence, bbox, ...(content as object) }) as Artifact

async function schedulesOf(ctx: Ctx, jobId: string, pages: StoredPage[]) {
  const artifacts = await reading(ctx, (tx) => listArtifacts(tx, jobId, ['table', 'text']))
  const byPage = Map.groupBy(artifacts, ({ page_number }) => page_number)
  return findSchedules(
    pages.map(({ number, height, engine }) => ({
      number,
      height,
      engine,
      artifacts: (byPage.get(number) ?? []).map(artifactOf),
    })),
  )
}

/**
 * Makes the schedules of a job whose pages are all committed, and completes it. Of two assemblers one completes the
 * job and the other finds that it has ended; a cancellation that came before the completion wins.
 */
export async function assembleJob(ctx: Ctx, jobId: string): Promise<void> {
  const { job, pages } = await reading(ctx, async (tx) => ({
    job: await findJob(tx, jobId),
    pages: await listPages(tx, jobId),
  }))
  if (!job || hasEnded(job.status) || job.pages_done !== job.pages_total) return
  const readable = pages.filter(({ error_code }) => error_code === null)
  const schedules = readable.length > 0 ? await schedulesOf(ctx, jobId, readable) : []
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
    await completeJob(tx, locked, { engines, schedules: schedules.length })
  })
}
