import { beforeAll, describe, expect, test } from 'vitest'
import { newTenant, startTestStack, type TestStack } from '../support/stack.ts'
import { ALL, OF_TENANTS } from './all-endpoints.ts'
import { ask, expectProblem } from './ask.ts'
import { pathOf } from './calls.ts'

const LIMIT = 3
/** Time stands still, so that no window ends while the requests of a test are counted. */
let now = new Date('2030-01-01T00:00:00Z')

let stack: TestStack
beforeAll(async () => {
  stack = await startTestStack({ env: { RATE_LIMIT_PER_MINUTE: String(LIMIT) }, now: () => now })
})

const listJobs = (key: string) => ask(stack.url, { method: 'GET', path: '/api/v1/jobs', key })

test('every answer says what is left of the window', async () => {
  const { key } = await newTenant(stack)
  for (const left of [2, 1, 0]) {
    const { status, headers } = await listJobs(key)
    expect(status).toBe(200)
    expect(headers.get('ratelimit')).toBe(`"key";r=${left};t=60`)
    expect(headers.get('ratelimit-policy')).toBe(`"key";q=${LIMIT};w=60`)
  }
})

test('a window ends: Retry-After is when the next request is served', async () => {
  const { key } = await newTenant(stack)
  for (let i = 0; i < LIMIT; i++) await listJobs(key)
  const { status, headers } = await listJobs(key)
  expect(status).toBe(429)
  now = new Date(now.getTime() + Number(headers.get('retry-after')) * 1000)
  expect((await listJobs(key)).status).toBe(200)
})

describe('over the limit every endpoint is 429, before anything of the request is read', () => {
  let key: string
  beforeAll(async () => {
    key = (await newTenant(stack)).key
    for (let i = 0; i < LIMIT; i++) await listJobs(key)
  })

  test.each(OF_TENANTS)('%s', async (_, endpoint) => {
    const body = endpoint.method === 'GET' ? undefined : '{'
    const answer = await ask(stack.url, { method: endpoint.method, path: pathOf(endpoint.path, {}), key, body })
    expectProblem(answer, 'rate_limited', endpoint)
    expect(answer.headers.get('retry-after')).toBe('60')
    expect(answer.headers.get('ratelimit')).toBe('"key";r=0;t=60')
  })

  test('another key of the same server is not held up by it', async () => {
    expect((await listJobs((await newTenant(stack)).key)).status).toBe(200)
  })

  test.each(ALL.filter(([, { access }]) => access === 'public'))('%s has no limit', async (_, { method, path }) => {
    for (let i = 0; i <= LIMIT; i++) expect((await ask(stack.url, { method, path, key })).status).toBe(200)
  })
})
