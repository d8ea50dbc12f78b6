import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Api, apiOf, ingest, jobEnd } from '../support/api.ts'
import { type FaultyHttp, startFaultyHttp } from '../support/faulty-http.ts'
import { findHalfDone } from '../support/half-done.ts'
import { type Owner, ownerOf } from '../support/owner.ts'
import { pagedPdf } from '../support/paged-pdf.ts'
import { newTenant, startTestStack, type TestStack } from '../support/stack.ts'
import { type Fault, startStore } from '../support/store.ts'

let stack: TestStack
let owner: Owner
let api: Api
let calls = 0
let faults = 0
let fault: () => Fault | undefined = () => undefined
let network: FaultyHttp

beforeAll(async () => {
  const store = await startStore({
    fault: ({ operation }) => {
      if (operation === 'CreateBucket') return undefined
      calls++
      const happening = fault()
      if (happening) faults++
      return happening
    },
  })
  network = await startFaultyHttp(store.port)
  stack = await startTestStack({ env: { PAGES_PER_CHUNK: '2', S3_ENDPOINT: network.endpoint } })
  owner = ownerOf(stack)
  api = apiOf(stack.url, (await newTenant(stack)).key)
})

afterAll(() => network.close())

const SITUATIONS: [string, () => Fault | undefined][] = [
  ['fails every third call', () => (calls % 3 === 0 ? { status: 500, code: 'InternalError' } : undefined)],
  ['slows every third call down', () => (calls % 3 === 0 ? { status: 503, code: 'SlowDown' } : undefined)],
  ['hangs up on every third call', () => (calls % 3 === 0 ? { hangMs: 20 } : undefined)],
  ['is slow at every third call', () => (calls % 3 === 0 ? { delayMs: 1_000 } : undefined)],
  ['does not answer one call at all', () => (calls === 1 ? { hangMs: 60_000 } : undefined)],
  // As many as two deliveries of a message make: the third one finds the store again.
  ['is gone for six calls', () => (calls <= 6 ? { status: 500, code: 'InternalError' } : undefined)],
]

async function processed(name: string, happen: () => void, pages = 5): Promise<void> {
  const bytes = await pagedPdf(pages, name)
  // The upload itself is the client's to repeat.
  const { job, document } = await ingest(api, bytes)
  calls = 0
  faults = 0
  happen()
  try {
    expect(await jobEnd(api, job.id)).toMatchObject({
      status: 'completed',
      progress: { pages_done: pages, pages_total: pages },
      error: null,
    })
  } finally {
    fault = () => undefined
    network.fault = () => 'pass'
  }
  await expect.poll(async () => (await api('GET', `/jobs/${job.id}`)).body.cost_cents).toBe(pages * 12)
  expect((await api('GET', `/documents/${document.id}`)).body.processing_status).toBe('COMPLETED')
  expect(await findHalfDone(owner.rows)).toEqual([])
}

describe('a store that', () => {
  test.each(SITUATIONS)('%s does not keep a job from ending right', async (name, situation) => {
    await processed(name, () => {
      fault = situation
    })
    expect(faults).toBeGreaterThan(0)
  })

  test('breaks off in the middle of every second answer is asked again at once, and the message does not fail', async () => {
    network.counts.faults = 0
    stack.logs.length = 0
    const breakOff = () => {
      network.fault = (call) => (call % 2 ? 'half' : 'pass')
    }
    // One chunk: of two that are read side by side one could meet the fault every time.
    await processed('half', breakOff, 2)
    expect(network.counts.faults).toBeGreaterThan(0)
    expect(stack.logs.filter(({ message }) => message === 'a message failed and comes again')).toEqual([])
  })
})
