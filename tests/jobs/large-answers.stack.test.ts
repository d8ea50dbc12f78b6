import { beforeAll, expect, test } from 'vitest'
import { invoice } from '../../scripts/samples/reports.ts'
import { type Api, apiOf, jobEnd, upload } from '../support/api.ts'
import { newTenant, startTestStack, type TestStack } from '../support/stack.ts'

const LIMIT_BYTES = 4096
let stack: TestStack
let api: Api
let jobId: string
let scheduleId: string

beforeAll(async () => {
  stack = await startTestStack({ env: { RESPONSE_LIMIT_BYTES: String(LIMIT_BYTES) } })
  api = apiOf(stack.url, (await newTenant(stack)).key)
  jobId = (await upload(api, await invoice(), 'invoice.pdf')).job.id
  expect(await jobEnd(api, jobId)).toMatchObject({ status: 'completed' })
  const list = await follow(`/jobs/${jobId}/schedules`)
  scheduleId = (await list.json()).schedules[0].id
})

/** The answer itself, whether it came directly or by a URL. */
async function follow(path: string): Promise<Response> {
  const answer = await api('GET', path)
  if (answer.status === 200) return new Response(new Uint8Array(answer.bytes), { headers: answer.headers })
  expect(answer.status).toBe(303)
  return fetch(answer.headers.get('location')!)
}

test('JSON that is larger than a response may be is a 303 to a URL that holds it', async () => {
  const answer = await api('GET', `/jobs/${jobId}/schedules/${scheduleId}`)
  expect(answer.status).toBe(303)
  const stored = await fetch(answer.headers.get('location')!)
  expect(stored.headers.get('content-type')).toBe('application/json')
  const schedule = await stored.json()
  expect(schedule.id).toBe(scheduleId)
  expect(JSON.stringify(schedule).length).toBeGreaterThan(LIMIT_BYTES)
})

test('a file that is larger comes by URL with its name and its type', async () => {
  const answer = await api('POST', `/jobs/${jobId}/export`, { format: 'xlsx' })
  expect(answer.status).toBe(303)
  const stored = await fetch(answer.headers.get('location')!)
  expect(stored.headers.get('content-disposition')).toMatch(/^attachment; filename="invoice\.xlsx"/)
  expect(stored.headers.get('content-type')).toContain('spreadsheetml')
  expect(
    Buffer.from(await stored.arrayBuffer())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK')
})

test('a repeated request gets the large answer again', async () => {
  const headers = { 'idempotency-key': 'book-1' }
  const first = await api('POST', `/jobs/${jobId}/export`, { format: 'csv' }, headers)
  const again = await api('POST', `/jobs/${jobId}/export`, { format: 'csv' }, headers)
  expect(again.headers.get('idempotent-replayed')).toBe('true')
  expect(again.status).toBe(first.status)
  expect(again.bytes).toEqual(first.bytes)
})

test('a smaller answer comes directly', async () => {
  expect((await api('GET', `/jobs/${jobId}`)).status).toBe(200)
})
