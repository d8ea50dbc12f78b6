import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pollUntil } from '../../lib/local/poll-until.ts'
import { findHalfDone } from '../support/half-done.ts'
import { pagesOf, type Uploads, uploadAll } from './clients.ts'
import { lookInside } from './look-inside.ts'
import { processesWith } from './processes.ts'
import { type Product, startProduct } from './product.ts'
import { killSchedule } from './schedule.ts'

/** The same seed kills the same things after the same pauses. */
const SEED = 20_261_122
const JOBS = 200
const KILLS = 25
const EVERY_MS = 2000
const PAGE_CENTS = 12
/** Kills hit work: on a slow machine, where two seconds bring no page, the next one waits for it, but not for ever. */
const MOST_PATIENCE_MS = 10_000
/** Documents keep coming while there are kills, and until shortly before the last one. */
const UPLOAD_MS = KILLS * EVERY_MS * 0.9
/** Time to work off what the kills have left, on a slow machine. */
const DRAIN_MS = 240_000

/**
 * A queue gives a message up after three receives, which is meant for messages that kill. Here everything is killed
 * every two seconds, whatever it does, so three kills say nothing about a message.
 */
const MAX_RECEIVES = 20

let dir: string
let product: Product
let key: string
let inside: ReturnType<typeof lookInside>

type CommittedPage = { job_id: string; number: number; written_at: string }
const committedPages = () =>
  inside.rows<CommittedPage>('select job_id, number, created_at::text as written_at from pages')

/** Whether pages have been committed besides these, or there are none to read. */
async function hasGoneOn(pagesBefore: number): Promise<boolean> {
  const [now] =
    (await inside.rows<{ pages: number; jobs: number }>(`select (select count(*)::int from pages) as pages,
      (select count(*)::int from jobs where status in ('queued', 'processing')) as jobs`)) ?? []
  return now !== undefined && (now.pages > pagesBefore || now.jobs === 0)
}

/** Kills after the schedule; what was done, and the pages that were there before some kill. */
async function killAround() {
  const before = new Map<string, string>()
  const done: Record<string, number> = {}
  for (const { afterMs, target, choice } of killSchedule(SEED, KILLS, EVERY_MS)) {
    await pause(afterMs)
    await pollUntil(() => hasGoneOn(before.size), { timeoutMs: MOST_PATIENCE_MS })
    for (const { job_id, number, written_at } of (await committedPages()) ?? [])
      before.set(`${job_id} ${number}`, before.get(`${job_id} ${number}`) ?? written_at)
    const what = (await product.kill(target, choice)) ? target : `${target}, where there was none`
    done[what] = (done[what] ?? 0) + 1
  }
  // With everything dead at once, whatever the dead were holding is free again.
  await product.kill('stack', 0)
  return { before, done, lastKillMs: Date.now() }
}

const logEnd = async () => (await readFile(path.join(dir, 'log'), 'utf8')).slice(-5000)

beforeAll(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'ledgerlift-chaos-'))
  const env = {
    RATE_LIMIT_PER_MINUTE: '1000000',
    IDEMPOTENCY_MAX_EXECUTIONS: '100',
    PAGES_PER_CHUNK: '2',
    WORKER_CONCURRENCY: '1',
  }
  product = startProduct({ dir, env, visibilitySeconds: 8, maxReceives: MAX_RECEIVES, workers: 2 })
  if (!(await pollUntil(() => product.address() !== undefined, { timeoutMs: 60_000 }))) throw new Error(await logEnd())
  inside = lookInside(product)
  key = await inside.newKey()
}, 120_000)
afterAll(async () => {
  await product.abandon()
  await rm(dir, { recursive: true, force: true })
})

describe.runIf(process.platform === 'linux')(`${KILLS} kills while ${JOBS} jobs come in`, () => {
  let uploads: Uploads
  let killed: Awaited<ReturnType<typeof killAround>>

  beforeAll(
    async () => {
      const deadline = Date.now() + UPLOAD_MS + DRAIN_MS
      ;[uploads, killed] = await Promise.all([
        uploadAll(product, { key, count: JOBS, overMs: UPLOAD_MS, deadline }),
        killAround(),
      ])
      let left: Record<string, number> = {}
      const finished = async () => {
        left = await inside.unfinished()
        return Object.keys(left).length === 0
      }
      const inTime = await pollUntil(finished, { timeoutMs: DRAIN_MS, intervalMs: 500 })
      if (!inTime) throw new Error(JSON.stringify(left))
    },
    UPLOAD_MS + 2 * DRAIN_MS,
  )

  test('every document has one job, whatever its client had to repeat', async () => {
    const jobs = await inside.all<{ id: string }>('select id from jobs')
    expect(jobs.map(({ id }) => id).sort()).toEqual([...uploads.jobs].sort())
    expect(new Set(uploads.jobs).size).toBe(JOBS)
  })

  test('every job ends exactly once, and completed', async () => {
    const ends = await inside.all<{ status: string; error_code: string | null; actions: string[] }>(`
      select status, error_code, array(select action from audit_events
        where job_id = jobs.id and action in ('job.completed', 'job.failed', 'job.cancelled')) as actions
      from jobs`)
    expect(ends).toEqual(
      Array.from({ length: JOBS }, () => ({ status: 'completed', error_code: null, actions: ['job.completed'] })),
    )
  })

  test('nothing is half done, and every message of the outbox was sent', async () => {
    expect(await findHalfDone(inside.all)).toEqual([])
    expect(await inside.all('select destination, payload from outbox_messages where sent_at is null')).toEqual([])
  })

  test('every page is committed once, and none is read again', async () => {
    const pages = (await committedPages())!
    const now = new Map(pages.map(({ job_id, number, written_at }) => [`${job_id} ${number}`, written_at]))
    expect(killed.before.size).toBeGreaterThan(0)
    for (const [page, writtenAt] of killed.before) expect(`${page} ${now.get(page)}`).toBe(`${page} ${writtenAt}`)
    const jobs = await inside.all<{ id: string; pages_done: number; numbers: number[] }>(`
      select jobs.id, pages_done, array(select number from pages where job_id = jobs.id order by number) as numbers
      from jobs`)
    for (const { id, pages_done, numbers } of jobs) {
      expect(pages_done).toBe(pagesOf(uploads.jobs.indexOf(id)))
      expect(numbers).toEqual(Array.from({ length: pages_done }, (_, index) => index + 1))
    }
  })

  test('every job is charged once, for the pages that were read', async () => {
    const costs = await inside.all<{ id: string; records: number; settled: number; cents: number; pages: number }>(`
      select jobs.id, (select count(*)::int from pages where job_id = jobs.id and error_code is null) as pages,
        (select count(*)::int from cost_records where job_id = jobs.id) as records,
        (select coalesce(sum(amount_cents), 0)::int from cost_records where job_id = jobs.id) as cents,
        (select count(*)::int from audit_events where job_id = jobs.id and action like 'cost.%' and action <> 'cost.reserved') as settled
      from jobs`)
    expect(costs).toHaveLength(JOBS)
    for (const { records, settled, cents, pages } of costs)
      expect({ records, settled, cents }).toEqual({ records: 1, settled: 1, cents: pages * PAGE_CENTS })
  })

  test('nothing ends by itself', async () => {
    if (product.surprises.length > 0) process.stderr.write(await logEnd())
    expect(product.surprises).toEqual([])
  })

  test('stopped in order, it leaves no process, and no folder but those of killed ones', async () => {
    expect(await product.stop()).toEqual([0, 0, 0])
    await expect.poll(() => processesWith(dir)).toEqual([])
    const folders = (await readdir(product.temporary)).filter((name) => name.startsWith('ledgerlift-'))
    for (const name of folders)
      expect((await stat(path.join(product.temporary, name))).birthtimeMs).toBeLessThan(killed.lastKillMs)
    expect(folders.length).toBeLessThanOrEqual(KILLS * 2)
  })
})
