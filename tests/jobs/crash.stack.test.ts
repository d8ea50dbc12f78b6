import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Api, apiOf, upload } from '../support/api.ts'
import { deliver, eventOf, type Letter, postOffice } from '../support/deliveries.ts'
import { type Owner, ownerOf } from '../support/owner.ts'
import { pagedPdf } from '../support/paged-pdf.ts'
import { newTenant, startTestStack, type TestStack } from '../support/stack.ts'

const PAGES = 40

let stack: TestStack
let owner: Owner
let api: Api
let post: ReturnType<typeof postOffice>
const workers: ChildProcess[] = []

beforeAll(async () => {
  stack = await startTestStack({ poll: false })
  owner = ownerOf(stack)
  post = postOffice(owner)
  api = apiOf(stack.url, (await newTenant(stack)).key)
})
afterEach(() => {
  for (const worker of workers.splice(0)) worker.kill('SIGKILL')
})

/** A worker of its own, which handles this one message. */
function startWorker(letter: Letter, receiveCount: number): ChildProcess {
  const script = path.join(import.meta.dirname, 'extract-in-process.ts')
  const worker = spawn(process.execPath, [script, JSON.stringify(eventOf(letter, receiveCount))], {
    env: { PATH: process.env.PATH, ...stack.settings, POWERTOOLS_METRICS_DISABLED: 'true' },
    stdio: 'ignore',
  })
  workers.push(worker)
  return worker
}

const pagesOf = (job: string) =>
  owner.rows<{ number: number; created_at: Date }>(
    'select number, created_at from pages where job_id = $1 order by number',
    [job],
  )
const artifactsOf = (job: string, upTo: number) =>
  owner.rows('select id, page_number, position from artifacts where job_id = $1 and page_number <= $2 order by 2, 3', [
    job,
    upTo,
  ])

/** Kills a worker somewhere between its pages; returns the pages that it had committed. */
async function killAfter(job: string, letter: Letter, receiveCount: number, pages: number) {
  const worker = startWorker(letter, receiveCount)
  await expect
    .poll(async () => (await pagesOf(job)).length, { timeout: 30_000, interval: 5 })
    .toBeGreaterThanOrEqual(pages)
  worker.kill('SIGKILL')
  if (worker.exitCode === null && worker.signalCode === null) await once(worker, 'exit')
  expect(worker.signalCode).toBe('SIGKILL')
  return pagesOf(job)
}

describe('a worker that is killed between two pages', () => {
  test('leaves what it committed, which is never read again, and the job ends exactly once', async () => {
    const { job } = await upload(api, await pagedPdf(PAGES))
    const [letter] = await post.take()

    const first = await killAfter(job.id, letter!, 1, 3)
    expect(first.length).toBeLessThan(PAGES)
    expect(first.map(({ number }) => number)).toEqual(first.map((_, index) => index + 1))
    const artifacts = await artifactsOf(job.id, first.length)
    expect((await api('GET', `/jobs/${job.id}`)).body).toMatchObject({
      status: 'processing',
      progress: { pages_done: first.length, pages_total: PAGES },
    })

    const second = await killAfter(job.id, letter!, 2, first.length + 3)
    expect(second.slice(0, first.length)).toEqual(first)

    expect(await deliver(letter!, { receiveCount: 3 })).toBe(true)
    const letters = await post.deliverAll()
    expect(letters.map(({ destination }) => destination)).toEqual(['assemble', 'costs'])
    const pages = await pagesOf(job.id)
    expect(pages.map(({ number }) => number)).toEqual(Array.from({ length: PAGES }, (_, index) => index + 1))
    expect(pages.slice(0, second.length)).toEqual(second)
    expect(await artifactsOf(job.id, first.length)).toEqual(artifacts)
    expect((await api('GET', `/jobs/${job.id}`)).body).toMatchObject({
      status: 'completed',
      progress: { pages_done: PAGES, pages_total: PAGES },
      cost_cents: PAGES * 12,
    })
    const events = await owner.rows<{ action: string }>('select action from audit_events where job_id = $1', [job.id])
    expect(events.map(({ action }) => action).sort()).toEqual([
      'cost.reserved',
      'cost.settled',
      'document.completed',
      'document.processing',
      'job.completed',
      'job.inspected',
      'job.queued',
      'job.started',
    ])
  })

  test('three times, and given up, leaves a failed job that is charged for the pages that were read', async () => {
    const { job, document } = await upload(api, await pagedPdf(PAGES, 'again'))
    const [letter] = await post.take()
    const pages = await killAfter(job.id, letter!, 3, 2)
    expect(await deliver(letter!, { to: 'dead-letters' })).toBe(true)
    await post.deliverAll()
    expect((await api('GET', `/jobs/${job.id}`)).body).toMatchObject({
      status: 'failed',
      error: { code: 'job_attempts_exhausted' },
      cost_cents: pages.length * 12,
    })
    expect((await api('GET', `/documents/${document.id}`)).body.processing_status).toBe('FAILED')
  })
})
