import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTenant } from '../../lib/cli/tenant.ts'
import { createApp } from '../../lib/entry/app.ts'
import { pollUntil } from '../../lib/local/poll-until.ts'
import { readConfig } from '../../lib/platform/config.ts'
import { QUEUE_NAMES } from '../../lib/platform/queue-names.ts'
import { openQueues } from '../../lib/platform/queues.ts'
import { pagesOf, type Uploads, uploadAll } from './clients.ts'
import { processesWith } from './processes.ts'
import { type Product, startProduct } from './product.ts'
import { killSchedule } from './schedule.ts'

/** The same seed kills the same things after the same pauses. */
const SEED = 20_261_122
const JOBS = 200
const KILLS = 30
const EVERY_MS = 2000
const PAGE_CENTS = 12
/** Documents keep coming while there are kills, and until shortly before the last one. */
const UPLOAD_MS = KILLS * EVERY_MS * 0.9
/** Time to work off what the kills have left, on a slow machine. */
const DRAIN_MS = 180_000

/**
 * Work that three kills have hit is given up, by design, and a document that a reading process dies of is refused. More
 * than a few such jobs would be a fault.
 */
const GIVEN_UP = /^(job_attempts_exhausted|document_unreadable)$/
const MOST_GIVEN_UP = JOBS / 20

let dir: string
let product: Product
let key: string

/** Asks the database as its owner; undefined while it is not there. */
async function rows<T>(sql: string): Promise<T[] | undefined> {
  const connectionString = product.address()?.ownerUrl
  if (!connectionString) return undefined
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return (await client.query(sql)).rows as T[]
  } catch {
    return undefined
  } finally {
    await client.end().catch(() => {})
  }
}
const all = async <T>(sql: string): Promise<T[]> => (await rows<T>(sql)) ?? expect.fail(`no answer to ${sql}`)

type CommittedPage = { job_id: string; number: number; written_by: string }
const committedPages = () => rows<CommittedPage>('select job_id, number, xmin::text as written_by from pages')

/** Kills after the schedule; what was done, and the pages that were there before some kill. */
async function killAround() {
  const before = new Map<string, string>()
  const done: Record<string, number> = {}
  for (const { afterMs, target, choice } of killSchedule(SEED, KILLS, EVERY_MS)) {
    const due = Date.now() + afterMs
    for (const { job_id, number, written_by } of (await committedPages()) ?? [])
      before.set(`${job_id} ${number}`, before.get(`${job_id} ${number}`) ?? written_by)
    await pause(Math.max(0, due - Date.now()))
    const what = (await product.kill(target, choice)) ? target : `${target}, where there was none`
    done[what] = (done[what] ?? 0) + 1
  }
  // With everything dead at once, whatever the dead were holding is free again.
  await product.kill('stack', 0)
  return { before, done, lastKillMs: Date.now() }
}

async function newKey(): Promise<string> {
  const { settings } = product.address()!
  const app = createApp({ config: readConfig(settings), sink: () => {} })
  const { key } = await createTenant(app, { company: 'Acme', workspace: 'Main', email: 'ada@example.com', name: 'Ada' })
  await app.close()
  return key
}

/** What is still to be done; nothing when all is done. */
async function unfinished(): Promise<Record<string, number>> {
  const [left] =
    (await rows<Record<string, number>>(`select
      (select count(*)::int from jobs where status in ('queued', 'processing')) as jobs,
      (select count(*)::int from cost_records where status = 'PENDING') as costs,
      (select count(*)::int from outbox_messages where sent_at is null) as outbox`)) ?? []
  if (!left) return { database: 1 }
  const queues = openQueues(readConfig(product.address()!.settings))
  const depths = await Promise.all(QUEUE_NAMES.map((name) => queues.depth(name)))
  queues.close()
  left.messages = depths.reduce((sum, { waiting, in_flight, delayed }) => sum + waiting + in_flight + delayed, 0)
  return Object.fromEntries(Object.entries(left).filter(([, count]) => count > 0))
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
  product = startProduct({ dir, env, visibilitySeconds: 8, workers: 2 })
  if (!(await pollUntil(() => product.address() !== undefined, { timeoutMs: 60_000 }))) throw new Error(await logEnd())
  key = await newKey()
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
        left = await unfinished()
        return Object.keys(left).length === 0
      }
      const inTime = await pollUntil(finished, { timeoutMs: DRAIN_MS, intervalMs: 500 })
      if (!inTime) throw new Error(JSON.stringify(left))
    },
    UPLOAD_MS + 2 * DRAIN_MS,
  )

  test('every document has one job, whatever its client had to repeat', async () => {
    const jobs = await all<{ id: string }>('select id from jobs')
    expect(jobs.map(({ id }) => id).sort()).toEqual([...uploads.jobs].sort())
    expect(new Set(uploads.jobs).size).toBe(JOBS)
  })

  test('every job ends exactly once', async () => {
    const ends = await all<{ job_id: string; actions: string[]; status: string; error_code: string | null }>(`
      select jobs.id as job_id, jobs.status, jobs.error_code, array_agg(action order by audit_events.id) as actions
      from jobs join audit_events on audit_events.job_id = jobs.id
      where action in ('job.completed', 'job.failed', 'job.cancelled') group by jobs.id`)
    expect(ends).toHaveLength(JOBS)
    const others = ends.filter(({ actions }) => actions.join() !== 'job.completed')
    for (const end of others)
      expect(end).toMatchObject({
        status: 'failed',
        actions: ['job.failed'],
        error_code: expect.stringMatching(GIVEN_UP),
      })
    expect(others.length).toBeLessThanOrEqual(MOST_GIVEN_UP)
  })

  test('every page is committed once, and none is read again', async () => {
    const pages = (await committedPages())!
    const now = new Map(pages.map(({ job_id, number, written_by }) => [`${job_id} ${number}`, written_by]))
    expect(killed.before.size).toBeGreaterThan(0)
    for (const [page, writtenBy] of killed.before) expect(`${page} ${now.get(page)}`).toBe(`${page} ${writtenBy}`)
    const jobs = await all<{ id: string; status: string; pages_done: number; numbers: number[] }>(`
      select jobs.id, status, pages_done, array(select number from pages where job_id = jobs.id order by number) as numbers
      from jobs`)
    for (const { id, status, pages_done, numbers } of jobs) {
      expect(numbers).toHaveLength(pages_done)
      const wanted = pagesOf(uploads.jobs.indexOf(id))
      if (status === 'completed') expect(numbers).toEqual(Array.from({ length: wanted }, (_, index) => index + 1))
    }
  })

  test('every job is charged once, for the pages that were read', async () => {
    const costs = await all<{ id: string; records: number; settled: number; cents: number; pages: number }>(`
      select jobs.id, (select count(*)::int from pages where job_id = jobs.id and error_code is null) as pages,
        (select count(*)::int from cost_records where job_id = jobs.id) as records,
        (select coalesce(sum(amount_cents), 0)::int from cost_records where job_id = jobs.id) as cents,
        (select count(*)::int from audit_events where job_id = jobs.id and action like 'cost.%' and action <> 'cost.reserved') as settled
      from jobs where pages_total is not null`)
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
