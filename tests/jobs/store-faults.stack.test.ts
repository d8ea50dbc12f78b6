import { beforeAll, describe, expect, test } from 'vitest'
import { type Api, apiOf, ingest, jobEnd } from '../support/api.ts'
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
  stack = await startTestStack({ env: { PAGES_PER_CHUNK: '2', S3_ENDPOINT: store.endpoint } })
  owner = ownerOf(stack)
  api = apiOf(stack.url, (await newTenant(stack)).key)
})

const SITUATIONS: [string, () => Fault | undefined][] = [
  ['fails every third call', () => (calls % 3 === 0 ? { status: 500, code: 'InternalError' } : undefined)],
  ['slows every third call down', () => (calls % 3 === 0 ? { status: 503, code: 'SlowDown' } : undefined)],
  ['hangs up on every third call', () => (calls % 3 === 0 ? { hangMs: 20 } : undefined)],
  // As many as two deliveries of a message make: the third one finds the store again.
  ['is gone for six calls', () => (calls <= 6 ? { status: 500, code: 'InternalError' } : undefined)],
]

describe('a store that', () => {
  test.each(SITUATIONS)('%s does not keep a job from ending right', async (name, situation) => {
    const bytes = await pagedPdf(5, name)
    // The upload itself is the client's to repeat.
    const { job, document } = await ingest(api, bytes)
    calls = 0
    faults = 0
    fault = situation
    try {
      expect(await jobEnd(api, job.id)).toMatchObject({
        status: 'completed',
        progress: { pages_done: 5, pages_total: 5 },
        error: null,
      })
    } finally {
      fault = () => undefined
    }
    expect(faults).toBeGreaterThan(0)
    await expect.poll(async () => (await api('GET', `/jobs/${job.id}`)).body.cost_cents).toBe(60)
    expect((await api('GET', `/documents/${document.id}`)).body.processing_status).toBe('COMPLETED')
    const once = await owner.rows<{ action: string }>(
      `select action from audit_events where job_id = $1 and action in ('job.completed', 'job.failed', 'cost.settled')`,
      [job.id],
    )
    expect(once.map(({ action }) => action).sort()).toEqual(['cost.settled', 'job.completed'])
  })
})
