import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type Api, apiOf, ingest, jobEnd } from '../support/api.ts'
import { type FaultyTcp, startFaultyTcp, type TcpFault } from '../support/faulty-tcp.ts'
import { findHalfDone } from '../support/half-done.ts'
import { type Owner, ownerOf } from '../support/owner.ts'
import { pagedPdf } from '../support/paged-pdf.ts'
import { newTenant, startTestStack, type TestStack, throughProxy } from '../support/stack.ts'

const JOBS = 6
const PAGES = 5

let network: FaultyTcp
let stack: TestStack
let owner: Owner
let api: Api

beforeAll(async () => {
  network = await startFaultyTcp(Number(new URL(inject('functionsPostgresUrl')).port))
  stack = await startTestStack({
    services: throughProxy(network.port),
    env: { PAGES_PER_CHUNK: '2' },
    // Of three receives each could meet a commit whose outcome is unknown.
    maxReceives: 10,
  })
  owner = ownerOf(stack)
  api = apiOf(stack.url, (await newTenant(stack)).key)
})
afterAll(() => network.close())

/** A transaction of ours is some four to fifteen messages, so about every third one breaks. */
const BREAK_EVERY = 29
let sent = 0
let broken = 0
function breaks(): TcpFault {
  if (++sent % BREAK_EVERY) return 'pass'
  return ++broken % 2 ? 'cut before' : 'cut after'
}

/** A client repeats what was answered with 503 until it is accepted: the same file is the same document. */
async function submit(name: string): Promise<string> {
  const bytes = await pagedPdf(PAGES, name)
  for (;;)
    try {
      return (await ingest(api, bytes)).job.id
    } catch (error) {
      if (JSON.parse((error as Error).message).code !== 'dependency_unavailable') throw error
    }
}

const settledCosts = async () => (await owner.rows('select 1 from cost_records where settled_at is not null')).length

async function processAll(name: string): Promise<void> {
  const before = await settledCosts()
  const jobs: string[] = []
  for (let n = 0; n < JOBS; n++) jobs.push(await submit(`${name} ${n}`))
  const settled = async () => {
    // Nobody is still sending what was written so long ago: a lease would end by itself, only later.
    await owner.rows(
      `update outbox_messages set leased_until = now() where sent_at is null and created_at < now() - interval '3 seconds'`,
    )
    await stack.crons.fire('cron-sweep-outbox').catch(() => {})
    return settledCosts()
  }
  await expect.poll(settled, { timeout: 100_000 }).toBe(before + JOBS)
  network.recover()
  for (const id of jobs)
    expect(await jobEnd(api, id)).toMatchObject({
      status: 'completed',
      progress: { pages_done: PAGES, pages_total: PAGES },
      cost_cents: PAGES * 12,
    })
  expect(await findHalfDone(owner.rows)).toEqual([])
}

describe('jobs end right, each once, over a database that', () => {
  test('breaks off every third transaction', { timeout: 150_000 }, async () => {
    network.fault = breaks
    await processAll('broken')
    expect(broken).toBeGreaterThan(JOBS)
  })

  test('is slow to hear', { timeout: 150_000 }, async () => {
    network.fault = () => ({ delayMs: 15 })
    await processAll('slow')
  })
})
