import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Api, apiOf, ingest, jobEnd } from '../support/api.ts'
import { type FaultyHttp, type HttpFault, startFaultyHttp } from '../support/faulty-http.ts'
import { findHalfDone } from '../support/half-done.ts'
import { type Owner, ownerOf } from '../support/owner.ts'
import { pagedPdf } from '../support/paged-pdf.ts'
import { newTenant, startTestStack, type TestStack } from '../support/stack.ts'

const JOBS = 4
const PAGES = 5

let queues: FaultyHttp
let stack: TestStack
let owner: Owner
let api: Api

beforeAll(async () => {
  queues = await startFaultyHttp()
  const urlOf = (name: string) => `${queues.endpoint}/000000000000/${name}`
  stack = await startTestStack({
    env: {
      PAGES_PER_CHUNK: '2',
      SQS_ENDPOINT: queues.endpoint,
      QUEUE_URL_EXTRACT: urlOf('extract'),
      QUEUE_URL_ASSEMBLE: urlOf('assemble'),
      QUEUE_URL_COSTS: urlOf('costs'),
      QUEUE_URL_DEAD_LETTERS: urlOf('dead-letters'),
    },
  })
  queues.serverPort = Number(new URL(stack.queues.endpoint).port)
  owner = ownerOf(stack)
  api = apiOf(stack.url, (await newTenant(stack)).key)
})
afterAll(() => queues.close())
beforeEach(() => {
  queues.fault = () => 'pass'
  queues.counts.calls = queues.counts.faults = 0
})

const KINDS: HttpFault[] = [{ status: 500 }, 'reset', { status: 503 }, 'lost']
const everyThird =
  (...kinds: HttpFault[]) =>
  (call: number): HttpFault =>
    call % 3 ? 'pass' : kinds[(call / 3) % kinds.length]!

async function endOf(id: string): Promise<void> {
  expect(await jobEnd(api, id)).toMatchObject({ status: 'completed', progress: { pages_done: PAGES }, error: null })
  await expect.poll(async () => (await api('GET', `/jobs/${id}`)).body.cost_cents).toBe(PAGES * 12)
}

const unsent = async () => (await owner.rows('select 1 from outbox_messages where sent_at is null')).length

describe('a queue that', () => {
  test.each<[string, HttpFault[]]>([
    ['fails every third call, also after it has taken the messages', KINDS],
    ['answers every third call late', [{ delayMs: 1_500 }]],
  ])('%s does not keep jobs from ending right, each once, without the sweep', async (name, kinds) => {
    queues.fault = everyThird(...kinds)
    const jobs: string[] = []
    for (let n = 0; n < JOBS; n++) jobs.push((await ingest(api, await pagedPdf(PAGES, `${name} ${n}`))).job.id)
    for (const id of jobs) await endOf(id)
    expect(queues.counts.faults).toBeGreaterThan(JOBS)
    expect(await unsent()).toBe(0)
    expect(await findHalfDone(owner.rows)).toEqual([])
  })

  test('never answers costs a request some seconds, and its job is queued once the queue is back', async () => {
    queues.fault = () => 'hang'
    const startedAt = performance.now()
    const { job } = await ingest(api, await pagedPdf(PAGES, 'hanging'))
    expect(performance.now() - startedAt).toBeGreaterThan(4_000)
    expect(performance.now() - startedAt).toBeLessThan(20_000)
    expect(queues.counts.calls).toBe(3)
    expect(await unsent()).toBe(1)
    expect(await findHalfDone(owner.rows)).toEqual([])
    queues.fault = () => 'pass'
    await owner.rows('update outbox_messages set leased_until = now() where sent_at is null')
    await stack.crons.fire('cron-sweep-outbox')
    await endOf(job.id)
  })

  test('never answers is a typed error to whoever asks it something', async () => {
    queues.fault = () => 'hang'
    const { depth, send } = await stack.app.queues()
    const typed = expect.objectContaining({ code: 'dependency_unavailable', status: 503 })
    const asked = [depth('extract'), send('costs', [{ id: '1', body: '{}', traceparent: null }])]
    for (const { reason } of (await Promise.allSettled(asked)) as PromiseRejectedResult[]) expect(reason).toEqual(typed)
  })
})
