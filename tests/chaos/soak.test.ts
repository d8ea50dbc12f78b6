import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pollUntil } from '../../lib/local/poll-until.ts'
import { buildDocx, paragraph, table } from '../extraction/build-docx.ts'
import { type Api, apiOf, ingest } from '../support/api.ts'
import { findHalfDone } from '../support/half-done.ts'
import { pagedPdf } from '../support/paged-pdf.ts'
import { lookInside } from './look-inside.ts'
import { processesWith, residentBytes } from './processes.ts'
import { type Product, startProduct } from './product.ts'

const JOBS = 500
const CLIENTS = 3
/** A job's copy of its document, and what its reading process writes; nothing stays from one job to the next. */
const MOST_FOLDERS = 4
const MOST_BYTES = 16 * 2 ** 20
/** What is kept for good is kept from the first hundred jobs on; garbage that is not collected yet comes and goes. */
const MOST_GROWTH = 1.25
const TIME_MS = 480_000
/** V8 enlarges its room for fresh objects when it likes; held small, what grows is what is kept. */
const WORKER_FLAGS = ['--max-semi-space-size=8']

const rows = (n: number) => [
  ['Customer', 'Current', 'Overdue'],
  ...Array.from({ length: 12 }, (_, row) => [`Customer ${row}`, `${n * 13 + row}`, `${row * 7}.50`]),
]

/** The n-th document: PDF files of one or two pages, Word files, and some that cannot be read. */
async function documentOf(n: number): Promise<{ name: string; bytes: Uint8Array; readable: boolean }> {
  const pdf = `${n}.pdf`
  if (n % 10 === 3) return { name: pdf, bytes: Buffer.from(`%PDF-1.7\n${`${n} `.repeat(500)}`), readable: false }
  if (n % 10 === 7) return { name: pdf, bytes: (await pagedPdf(2, `${n}`)).subarray(0, 3_000), readable: false }
  if (n % 5 !== 1) return { name: pdf, bytes: await pagedPdf(1 + (n % 2), `${n}`), readable: true }
  return { name: `${n}.docx`, bytes: buildDocx(paragraph(`Receivables ${n}`) + table(rows(n))), readable: true }
}

let dir: string
let product: Product
let inside: ReturnType<typeof lookInside>
let api: Api

beforeAll(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'ledgerlift-soak-'))
  const env = { RATE_LIMIT_PER_MINUTE: '1000000', WORKER_CONCURRENCY: '1' }
  product = startProduct({ dir, env, visibilitySeconds: 30, maxReceives: 3, workers: 1, workerFlags: WORKER_FLAGS })
  if (!(await pollUntil(() => product.address() !== undefined, { timeoutMs: 60_000 })))
    throw new Error(await readFile(path.join(dir, 'log'), 'utf8'))
  inside = lookInside(product)
  api = apiOf(product.address()!.url, await inside.newKey())
}, 120_000)
afterAll(async () => {
  await product.abandon()
  await rm(dir, { recursive: true, force: true })
})

type Sample = { ended: number; worker: number; reading: number; readers: number; folders: number; bytes: number }

/** Files of the temporary folder, however deep; some may go while they are counted. */
async function bytesBelow(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true }).catch(() => [])
  const sizes = entries.map((name) =>
    stat(path.join(folder, name)).then(
      (found) => (found.isFile() ? found.size : 0),
      () => 0,
    ),
  )
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}

async function takeSample(): Promise<Sample> {
  const [{ ended } = { ended: 0 }] =
    (await inside.rows<{ ended: number }>(
      `select count(*)::int as ended from jobs where status not in ('queued', 'processing')`,
    )) ?? []
  const { workers, reading } = product.workerPids()
  return {
    ended,
    worker: workers.reduce((sum, pid) => sum + residentBytes(pid), 0),
    reading: reading.reduce((sum, pid) => sum + residentBytes(pid), 0),
    readers: reading.length,
    folders: (await readdir(product.temporary)).length,
    bytes: await bytesBelow(product.temporary),
  }
}

async function submitAll(): Promise<string[]> {
  const readable: string[] = []
  let next = 0
  const client = async () => {
    while (next < JOBS) {
      const document = await documentOf(next++)
      const { job } = await ingest(api, document.bytes, {}, document.name)
      if (document.readable) readable.push(job.id)
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, client))
  return readable
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

describe.runIf(process.platform === 'linux')(`one worker over ${JOBS} jobs`, () => {
  let readable: string[]
  const samples: Sample[] = []
  /** Samples of the n-th fifth of the jobs, from 0. */
  const fifth = (n: number): Sample[] =>
    samples.filter(({ ended }) => ended >= (n * JOBS) / 5 && ended < ((n + 1) * JOBS) / 5)

  beforeAll(async () => {
    const [worker] = product.workerPids().workers
    const submitting = submitAll()
    const done = async () => {
      const sample = await takeSample()
      samples.push(sample)
      return sample.ended === JOBS
    }
    if (!(await pollUntil(done, { timeoutMs: TIME_MS, intervalMs: 200 }))) throw new Error(`${samples.at(-1)?.ended}`)
    readable = await submitting
    expect(product.workerPids().workers).toEqual([worker])
  }, TIME_MS + 10_000)

  test('ends each of them, those that can be read as completed', async () => {
    const completed = await inside.all<{ id: string }>(`select id from jobs where status = 'completed'`)
    expect(completed.map(({ id }) => id).sort()).toEqual([...readable].sort())
    const refused = await inside.all<{ error_code: string }>(`select error_code from jobs where status = 'failed'`)
    expect(refused).toEqual(Array.from({ length: JOBS / 5 }, () => ({ error_code: 'document_unreadable' })))
    expect(await findHalfDone(inside.all)).toEqual([])
  })

  test('keeps its memory, and that of its one reading process, where it was', () => {
    for (const part of ['worker', 'reading'] as const) {
      const [early, late] = [fifth(1), fifth(4)].map((some) => median(some.map((sample) => sample[part])))
      expect(early).toBeGreaterThan(2 ** 25)
      expect(late! / early!, part).toBeLessThanOrEqual(MOST_GROWTH)
    }
    expect(Math.max(...samples.map(({ readers }) => readers))).toBe(1)
  })

  test('writes no more to the temporary folder than one job needs, and leaves nothing there', async () => {
    expect(Math.max(...samples.map(({ folders }) => folders))).toBeLessThanOrEqual(MOST_FOLDERS)
    expect(Math.max(...samples.map(({ bytes }) => bytes))).toBeLessThanOrEqual(MOST_BYTES)
    expect(await product.stop()).toEqual([0, 0])
    await expect.poll(() => processesWith(dir)).toEqual([])
    expect(await readdir(product.temporary)).toEqual([])
    expect(product.surprises).toEqual([])
  })
})
