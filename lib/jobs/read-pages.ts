import type { DocumentRow } from '../documents/rows.ts'
import type { PageResult } from '../extraction/model.ts'
import type { Reader, UnreadablePage } from '../extraction/run.ts'
import type { Ctx } from '../platform/context.ts'
import { inTransaction, reading } from '../platform/database.ts'
import { AppError } from '../platform/errors.ts'
import { enqueue } from '../platform/outbox.ts'
import { finishCancellation } from './end.ts'
import type { ExtractMessage } from './messages.ts'
import { hasEnded } from './states.ts'
import {
  countPageDone,
  findJob,
  insertArtifacts,
  insertPage,
  type JobRow,
  listOpenPages,
  lockJob,
  lockRunningJob,
} from './store.ts'

/**
 * Commits a page with its artifacts and the progress. The page that brings the open pages to zero enqueues the
 * assembly in the same transaction. False when the job has ended meanwhile.
 */
const commitPage = (ctx: Ctx, job: JobRow, page: PageResult | UnreadablePage): Promise<boolean> =>
  inTransaction(ctx, async (tx) => {
    if (!(await lockRunningJob(tx, job.id))) return false
    if (!(await insertPage(tx, job.id, page))) return true
    if ('artifacts' in page) await insertArtifacts(tx, job.id, page.number, page.artifacts)
    const { pages_done, pages_total } = await countPageDone(tx, job.id)
    if (pages_done === pages_total)
      await enqueue(tx, 'assemble', { kind: 'assemble', job_id: job.id, document_id: job.document_id })
    return true
  })

type Checkpoint = 'go on' | 'ended' | 'cancelled' | 'out of time'

const cancelAtCheckpoint = (ctx: Ctx, jobId: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const job = await lockJob(tx, jobId)
    if (job) await finishCancellation(tx, job)
  })

async function checkpoint(ctx: Ctx, job: JobRow, remainingMs: () => number): Promise<Checkpoint> {
  const now = await reading(ctx, (tx) => findJob(tx, job.id))
  if (!now || hasEnded(now.status)) return 'ended'
  if (now.cancellation_requested) return 'cancelled'
  return remainingMs() < reserveMs(ctx) ? 'out of time' : 'go on'
}

/** One more page may take its whole time-out; the rest is for committing and for handing over. */
const reserveMs = (ctx: Ctx): number => ctx.app.config.PAGE_TIMEOUT_SECONDS * 1000 + 15_000

type Range = { first: number; last: number }

/** Leaves the pages from `first` on to a fresh invocation. */
const handOver = (ctx: Ctx, { id: job_id, document_id }: JobRow, pages: Range): Promise<void> =>
  inTransaction(ctx, (tx) =>
    enqueue(tx, 'extract', { kind: 'extract', job_id, document_id, pages } satisfies ExtractMessage),
  )

type Work = { reader: Reader; job: JobRow; document: DocumentRow; file: string; range: Range }

/** Reads the pages of the range that are not committed yet, one by one, looking at the job before each. */
export async function readPages(ctx: Ctx, work: Work, remainingMs: () => number): Promise<void> {
  const { reader, job, document, file, range } = work
  const open = await reading(ctx, (tx) => listOpenPages(tx, job.id, range.first, range.last))
  const at = { checkpoint: 'go on' as Checkpoint, page: range.first, committed: 0 }
  const before = async (page: number): Promise<boolean> => {
    at.page = page
    at.checkpoint = await checkpoint(ctx, job, remainingMs)
    return at.checkpoint === 'go on'
  }
  try {
    for await (const page of reader.readPages(file, document.content_type, open, before)) {
      if ('unreadable' in page) ctx.log.warn('a page could not be read', { page: page.number, ...page.unreadable })
      if (!(await commitPage(ctx, job, page))) return
      at.committed++
    }
  } catch (error) {
    // Pages that were committed are progress: the rest may be tried as often as a fresh message is.
    if (at.committed === 0 || !(error instanceof AppError && error.retryable)) throw error
    ctx.log.warn('pages are left to a fresh message', { page: at.page, error: error.cause ?? error })
    return handOver(ctx, job, { first: at.page, last: range.last })
  }
  if (at.checkpoint === 'cancelled') await cancelAtCheckpoint(ctx, job.id)
  if (at.checkpoint !== 'out of time') return
  // Handing over without a page done would go round for ever: as a failure it is counted, and ends.
  if (at.committed === 0)
    throw new Error('an invocation has no time for one page: its limit must exceed PAGE_TIMEOUT_SECONDS')
  await handOver(ctx, job, { first: at.page, last: range.last })
}
