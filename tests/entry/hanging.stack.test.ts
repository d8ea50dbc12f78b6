import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type Api, apiOf, ingestionForm, jobEnd, postForm, presign } from '../support/api.ts'
import { type FaultyHttp, startFaultyHttp } from '../support/faulty-http.ts'
import { type FaultyTcp, startFaultyTcp } from '../support/faulty-tcp.ts'
import { findHalfDone } from '../support/half-done.ts'
import { type Owner, ownerOf } from '../support/owner.ts'
import { pagedPdf } from '../support/paged-pdf.ts'
import { newTenant, startTestStack, type TestStack, throughProxy } from '../support/stack.ts'

/** What a synchronous function has. */
const FUNCTION_MS = 60_000

let network: FaultyTcp
let store: FaultyHttp
let stack: TestStack
let owner: Owner
let api: Api

beforeAll(async () => {
  network = await startFaultyTcp(Number(new URL(inject('functionsPostgresUrl')).port))
  store = await startFaultyHttp(Number(new URL(inject('s3Endpoint')).port))
  stack = await startTestStack({ services: throughProxy(network.port), env: { S3_ENDPOINT: store.endpoint } })
  owner = ownerOf(stack)
  api = apiOf(stack.url, (await newTenant(stack)).key)
})
afterAll(async () => {
  await network.close()
  await store.close()
})

/** Makes the request, which must be refused as something that may work later, within the time of a function. */
async function refused(call: () => ReturnType<Api>, withinMs: number): Promise<void> {
  const startedAt = performance.now()
  const { status, headers, body } = await call()
  expect(performance.now() - startedAt).toBeLessThan(withinMs)
  expect({ status, body }).toMatchObject({
    status: 503,
    body: { code: 'dependency_unavailable', status: 503, trace_id: expect.stringMatching(/^[0-9a-f]{32}$/) },
  })
  expect(headers.get('content-type')).toBe('application/problem+json')
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
}

const documents = async () => (await owner.rows('select 1 from documents')).length

describe('while the database takes connections and never answers', () => {
  test('requests are refused in time, nothing is half done, and all goes on when it is back', {
    timeout: 150_000,
  }, async () => {
    const bytes = await pagedPdf(2)
    const ingest = () => api('POST', '/ingestion/upload', ingestionForm(bytes), { 'idempotency-key': 'hanging' })
    // Some connections of the pool are open when it happens, others are not.
    await Promise.all([api('GET', '/jobs'), api('GET', '/jobs'), api('GET', '/jobs')])
    network.hang()
    await Promise.all([
      ...[1, 2, 3, 4].map(() => refused(() => api('GET', '/jobs'), FUNCTION_MS)),
      refused(ingest, FUNCTION_MS),
    ])
    expect(await documents()).toBe(0)
    network.recover()
    const { status, body } = await ingest()
    expect(status).toBe(202)
    expect(await jobEnd(api, (body.job as { id: string }).id)).toMatchObject({ status: 'completed' })
    expect(await findHalfDone(owner.rows)).toEqual([])
  })
})

describe('while the store takes calls and never answers', () => {
  test('what needs it is refused in time, what does not is answered, and all goes on when it is back', {
    timeout: 150_000,
  }, async () => {
    const bytes = await pagedPdf(2, 'store')
    const presigned = await presign(api, bytes)
    await postForm(presigned, bytes)
    const before = await documents()
    const complete = () =>
      api('POST', `/uploads/${presigned.document_id}/complete`, undefined, { 'idempotency-key': 'hanging-store' })
    store.fault = () => 'hang'
    await Promise.all([
      refused(complete, FUNCTION_MS),
      refused(() => api('POST', '/ingestion/upload', ingestionForm(bytes, 'other.pdf')), FUNCTION_MS),
      (async () => expect((await api('GET', '/jobs')).status).toBe(200))(),
    ])
    expect((await api('GET', `/documents/${presigned.document_id}`)).body.processing_status).toBe('PENDING_UPLOAD')
    expect(await documents()).toBe(before)
    store.fault = () => 'pass'
    const { status, body } = await complete()
    expect(status).toBe(202)
    expect(await jobEnd(api, (body.job as { id: string }).id)).toMatchObject({ status: 'completed' })
    expect(await findHalfDone(owner.rows)).toEqual([])
  })
})
