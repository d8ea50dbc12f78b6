import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Api, apiOf, postForm, presign, upload } from '../support/api.ts'
import { deliver, type Letter, postOffice } from '../support/deliveries.ts'
import { type Owner, ownerOf } from '../support/owner.ts'
import { pagedPdf } from '../support/paged-pdf.ts'
import { newTenant, startTestStack, type Tenant, type TestStack } from '../support/stack.ts'
import { type Fault, startStore } from '../support/store.ts'

let stack: TestStack
let owner: Owner
let tenant: Tenant
let api: Api
let post: ReturnType<typeof postOffice>
let fault: (operation: string, key: string) => Fault | undefined

beforeAll(async () => {
  const store = await startStore({ fault: ({ operation, key }) => fault(operation, key) })
  fault = () => undefined
  stack = await startTestStack({ poll: false, env: { PAGES_PER_CHUNK: '2', S3_ENDPOINT: store.endpoint } })
  owner = ownerOf(stack)
  post = postOffice(owner)
  tenant = await newTenant(stack)
  api = apiOf(stack.url, tenant.key)
})
beforeEach(() => {
  fault = () => undefined
})

const broken: typeof fault = (operation) =>
  operation === 'GetObject' ? { status: 500, code: 'InternalError' } : undefined
const jobOf = async (id: string) => (await api('GET', `/jobs/${id}`)).body
const documentOf = async (id: string) => (await api('GET', `/documents/${id}`)).body

async function queued(pages = 3) {
  const { job, document } = await upload(api, await pagedPdf(pages))
  const letter = (await post.take()).find(({ payload }) => payload.job_id === job.id)!
  return { job: job.id, document: document.id, letter }
}

/** Delivers as the queue would: three times, then to the dead letters. */
async function deliverToTheEnd(letter: Letter): Promise<void> {
  for (const receiveCount of [1, 2, 3]) if (await deliver(letter, { receiveCount })) return
  expect(await deliver(letter, { to: 'dead-letters' })).toBe(true)
}

describe('an attempt that fails', () => {
  test('is seen on the document, and the next one goes on', async () => {
    const { job, document, letter } = await queued()
    fault = broken
    expect(await deliver(letter)).toBe(false)
    expect(await documentOf(document)).toMatchObject({ processing_status: 'RETRYING' })
    expect(await jobOf(job)).toMatchObject({ status: 'processing', attempts: 1 })
    fault = () => undefined
    expect(await deliver(letter, { receiveCount: 2 })).toBe(true)
    expect(await documentOf(document)).toMatchObject({ processing_status: 'PROCESSING' })
    await post.deliverAll()
    expect(await jobOf(job)).toMatchObject({ status: 'completed', attempts: 2, cost_cents: 36 })
    expect(await documentOf(document)).toMatchObject({ processing_status: 'COMPLETED' })
  })

  test('for the last time ends in the dead letters: job and document FAILED, nothing charged', async () => {
    const { job, document, letter } = await queued()
    fault = broken
    await deliverToTheEnd(letter)
    await post.deliverAll()
    expect(await jobOf(job)).toMatchObject({
      status: 'failed',
      error: { code: 'job_attempts_exhausted' },
      cost_cents: null,
    })
    expect(await documentOf(document)).toMatchObject({
      processing_status: 'FAILED',
      error: { code: 'job_attempts_exhausted' },
    })
    // The message may still come, and the dead letter twice.
    fault = () => undefined
    expect(await deliver(letter)).toBe(true)
    expect(await deliver(letter, { to: 'dead-letters' })).toBe(true)
    expect(await jobOf(job)).toMatchObject({ status: 'failed', progress: { pages_done: 0 } })
  })

  test('leaves a document that can be processed again, also before it was ever looked at', async () => {
    const { document, letter } = await queued()
    fault = broken
    await deliverToTheEnd(letter)
    fault = () => undefined
    const { status, body } = await api('POST', `/documents/${document}/process`)
    expect(status).toBe(202)
    await post.deliverAll()
    expect(await jobOf((body.job as { id: string }).id)).toMatchObject({ status: 'completed' })
    expect(await documentOf(document)).toMatchObject({ processing_status: 'COMPLETED', error: null })
  })
})

describe('a chunk that always fails', () => {
  test('ends the job although others succeed, which stop, and what was read is charged', async () => {
    const { job, document, letter } = await queued(6)
    await deliver(letter)
    const [first, second, third] = (await post.take()) as [Letter, Letter, Letter]
    await deliver(first)
    fault = broken
    await deliverToTheEnd(second)
    fault = () => undefined
    expect(await deliver(third)).toBe(true)
    await post.deliverAll()
    expect(await jobOf(job)).toMatchObject({
      status: 'failed',
      progress: { pages_done: 2, pages_total: 6 },
      cost_cents: 24,
      error: { code: 'job_attempts_exhausted' },
    })
    expect(await documentOf(document)).toMatchObject({ processing_status: 'FAILED' })
    const again = await api('POST', `/documents/${document}/process`)
    expect(again.status).toBe(202)
    await post.deliverAll()
    expect(await jobOf((again.body.job as { id: string }).id)).toMatchObject({ status: 'completed', cost_cents: 72 })
  })

  test('at first only, does not keep the document from completing, whichever attempt is noted last', async () => {
    const { job, document, letter } = await queued(4)
    await deliver(letter)
    const [first, second] = (await post.take()) as [Letter, Letter]
    fault = broken
    expect(await deliver(second)).toBe(false)
    fault = () => undefined
    await deliver(first)
    await deliver(second, { receiveCount: 2 })
    await owner.rows(`update documents set processing_status = 'RETRYING' where id = $1`, [document])
    await post.deliverAll()
    expect(await jobOf(job)).toMatchObject({ status: 'completed' })
    expect(await documentOf(document)).toMatchObject({ processing_status: 'COMPLETED' })
  })
})

describe('a file that is gone', () => {
  const keyOf = (folder: string, id: string) => `${folder}/${tenant.company_id}/${id}`

  test('before it was looked at ends the job: nothing could ever read it', async () => {
    const { job, document, letter } = await queued()
    await (await stack.app.objects('US')).remove(keyOf('uploads', document))
    expect(await deliver(letter)).toBe(true)
    expect(await jobOf(job)).toMatchObject({ status: 'failed', error: { code: 'upload_missing' } })
    expect(await documentOf(document)).toMatchObject({ processing_status: 'FAILED' })
    expect((await api('POST', `/documents/${document}/process`)).body.code).toBe('document_state_conflict')
  })

  test('between two chunks ends the job, and what was read is charged', async () => {
    const { job, document, letter } = await queued(4)
    await deliver(letter)
    const [first, second] = (await post.take()) as [Letter, Letter]
    await deliver(first)
    await (await stack.app.objects('US')).remove(keyOf('documents', document))
    await deliver(second)
    await post.deliverAll()
    expect(await jobOf(job)).toMatchObject({ status: 'failed', error: { code: 'upload_missing' }, cost_cents: 24 })
  })

  test('since another delivery has moved it, is found there by the next one', async () => {
    const { job, letter } = await queued(2)
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => deliver(letter)))
    if (outcomes.includes(false)) expect(await deliver(letter, { receiveCount: 2 })).toBe(true)
    await post.deliverAll()
    expect(await jobOf(job)).toMatchObject({ status: 'completed', progress: { pages_done: 2 }, cost_cents: 24 })
  })
})

describe('two deliveries or calls in each other’s way', () => {
  test('of which one ends the job while the other copies the file lose no file', async () => {
    const { job, document, letter } = await queued()
    fault = (operation) => (operation === 'CopyObject' ? { delayMs: 600 } : undefined)
    const first = deliver(letter)
    await expect.poll(async () => (await jobOf(job)).status).toBe('processing')
    await api('POST', `/jobs/${job}/cancel`)
    expect(await deliver(letter)).toBe(true)
    expect(await jobOf(job)).toMatchObject({ status: 'cancelled' })
    expect(await first).toBe(true)
    fault = () => undefined
    await post.deliverAll()
    const again = await api('POST', `/documents/${document}/process`)
    expect(again.status).toBe(202)
    await post.deliverAll()
    expect(await jobOf((again.body.job as { id: string }).id)).toMatchObject({ status: 'completed' })
  })

  test('a slow completion of an upload finds it accepted by another one, and its file moved on', async () => {
    const bytes = await pagedPdf(1, 'slow')
    const presigned = await presign(api, bytes)
    await postForm(presigned, bytes)
    const complete = () => api('POST', `/uploads/${presigned.document_id}/complete`)
    let looks = 0
    const looking = Promise.withResolvers<void>()
    fault = (operation) => {
      if (operation !== 'HeadObject' || looks++ > 0) return undefined
      looking.resolve()
      return { delayMs: 1_500 }
    }
    const slow = complete()
    await looking.promise
    const quick = await complete()
    expect(quick.status).toBe(202)
    await post.deliverAll()
    const answer = await slow
    expect([answer.status, (answer.body.job as { id: string }).id]).toEqual([
      202,
      (quick.body.job as { id: string }).id,
    ])
    expect(await documentOf(presigned.document_id)).toMatchObject({ processing_status: 'COMPLETED' })
  })
})

describe('a file that is refused', () => {
  test('while another delivery has failed ends the job all the same', async () => {
    const { job, document } = await upload(api, Buffer.from(`%PDF-1.7\n${'not really '.repeat(200)}`))
    const letter = (await post.take()).find(({ payload }) => payload.job_id === job.id)
    fault = broken
    expect(await deliver(letter!)).toBe(false)
    fault = () => undefined
    // The attempt is noted in the middle of the next one, as two deliveries side by side can have it.
    fault = (operation) => (operation === 'GetObject' ? { delayMs: 300 } : undefined)
    const next = deliver(letter!, { receiveCount: 2 })
    await expect.poll(async () => (await documentOf(document.id)).processing_status).toBe('PROCESSING')
    await owner.rows(`update documents set processing_status = 'RETRYING' where id = $1`, [document.id])
    expect(await next).toBe(true)
    expect(await jobOf(job.id)).toMatchObject({ status: 'failed', error: { code: 'document_unreadable' } })
    expect(await documentOf(document.id)).toMatchObject({ processing_status: 'FAILED' })
  })
})
