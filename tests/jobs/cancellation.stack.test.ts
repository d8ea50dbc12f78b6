import { beforeAll, describe, expect, test } from 'vitest'
import { type Api, apiOf, upload } from '../support/api.ts'
import { deliver, type Letter, postOffice } from '../support/deliveries.ts'
import { type Owner, ownerOf } from '../support/owner.ts'
import { pagedPdf } from '../support/paged-pdf.ts'
import { newTenant, startTestStack, type TestStack } from '../support/stack.ts'

let stack: TestStack
let owner: Owner
let api: Api
let post: ReturnType<typeof postOffice>

beforeAll(async () => {
  stack = await startTestStack({ poll: false, env: { PAGES_PER_CHUNK: '2' } })
  owner = ownerOf(stack)
  post = postOffice(owner)
  api = apiOf(stack.url, (await newTenant(stack)).key)
})

const cancel = (id: string) => api('POST', `/jobs/${id}/cancel`)
const jobOf = async (id: string) => (await api('GET', `/jobs/${id}`)).body
const documentOf = async (id: string) => (await api('GET', `/documents/${id}`)).body.processing_status
const actionsOf = async (id: string): Promise<string[]> =>
  (
    await owner.rows<{ action: string }>('select action from audit_events where job_id = $1 order by xid, id', [id])
  ).map(({ action }) => action)
const costOf = (id: string) =>
  owner.rows('select status, pages, amount_cents::int as cents from cost_records where job_id = $1', [id])

/** A job whose chunks have been cut and wait. */
async function cutIntoChunks(pages: number): Promise<{ job: string; document: string; chunks: Letter[] }> {
  const { job, document } = await upload(api, await pagedPdf(pages))
  for (const letter of await post.take()) await deliver(letter)
  return { job: job.id, document: document.id, chunks: await post.take() }
}

describe('cancelling', () => {
  test('a job that waits ends it at once, costs nothing, and its document can be processed', async () => {
    const { job, document } = await upload(api, await pagedPdf(2))
    const letters = await post.take()
    const { status, body } = await cancel(job.id)
    expect([status, body.status]).toEqual([202, 'cancelled'])
    for (const letter of letters) expect(await deliver(letter)).toBe(true)
    await post.deliverAll()
    expect(await jobOf(job.id)).toMatchObject({ status: 'cancelled', progress: { pages_done: 0 }, cost_cents: null })
    expect(await costOf(job.id)).toEqual([])
    expect(await documentOf(document.id)).toBe('UPLOADED')
    expect(await actionsOf(job.id)).toEqual([
      'job.queued',
      'job.cancellation_requested',
      'job.cancelled',
      'document.released',
    ])
  })

  test('a job that runs stops it before its next page, and the cost covers the pages that were read', async () => {
    const { job, document, chunks } = await cutIntoChunks(6)
    await deliver(chunks[0]!)
    const { status, body } = await cancel(job)
    expect([status, body.status, body.cancellation_requested]).toEqual([202, 'processing', true])
    for (const letter of chunks) expect(await deliver(letter)).toBe(true)
    await post.deliverAll()
    expect(await jobOf(job)).toMatchObject({
      status: 'cancelled',
      progress: { pages_done: 2, pages_total: 6 },
      cost_cents: 24,
    })
    expect(await costOf(job)).toEqual([{ status: 'COMPLETED', pages: 2, cents: 24 }])
    expect(await documentOf(document)).toBe('UPLOADED')
    expect((await api('GET', `/jobs/${job}/schedules`)).body.code).toBe('job_not_finished')
  })

  test('a job in the middle of its pages stops it there', async () => {
    const { job, chunks } = await cutIntoChunks(40)
    const reading = Promise.all(
      chunks
        .slice(0, 2)
        .map((letter) => deliver({ ...letter, payload: { ...letter.payload, pages: { first: 1, last: 40 } } })),
    )
    await expect
      .poll(async () => Number(((await jobOf(job)).progress as { pages_done: number }).pages_done))
      .toBeGreaterThan(0)
    await cancel(job)
    expect(await reading).toEqual([true, true])
    await post.deliverAll()
    const { status, progress, cost_cents } = await jobOf(job)
    const { pages_done } = progress as { pages_done: number }
    expect(status).toBe('cancelled')
    expect(pages_done).toBeLessThan(40)
    expect(cost_cents).toBe(pages_done * 12)
  })

  test('a job whose pages are all read, and which is not assembled yet, cancels it', async () => {
    const { job, chunks } = await cutIntoChunks(4)
    for (const letter of chunks) await deliver(letter)
    expect((await cancel(job)).status).toBe(202)
    await post.deliverAll()
    expect(await jobOf(job)).toMatchObject({ status: 'cancelled', cost_cents: 48 })
    expect(await owner.rows('select 1 from schedules where job_id = $1', [job])).toEqual([])
  })

  test('twice changes nothing more, and after the end it is a conflict', async () => {
    const { job, chunks } = await cutIntoChunks(4)
    await Promise.all([cancel(job), cancel(job), cancel(job)])
    for (const letter of chunks) await deliver(letter)
    await post.deliverAll()
    const actions = await actionsOf(job)
    expect(actions.filter((action) => action === 'job.cancellation_requested')).toHaveLength(1)
    expect(actions.filter((action) => action === 'job.cancelled')).toHaveLength(1)
    const { status, body } = await cancel(job)
    expect([status, body.code]).toEqual([409, 'job_state_conflict'])
  })

  test.each([1, 2, 3, 4, 5, 6])('against the completion ends in one of the two, wholly (%i)', async () => {
    const { job, document, chunks } = await cutIntoChunks(3)
    for (const letter of chunks) await deliver(letter)
    const [assemble] = await post.take()
    expect(assemble!.destination).toBe('assemble')
    const [cancelled] = await Promise.all([cancel(job), deliver(assemble!), deliver(assemble!)])
    await post.deliverAll()
    const { status, cost_cents } = await jobOf(job)
    const actions = await actionsOf(job)
    const schedules = await owner.rows('select 1 from schedules where job_id = $1', [job])
    expect(actions.filter((action) => ['job.completed', 'job.cancelled'].includes(action))).toEqual([`job.${status}`])
    expect(cost_cents).toBe(36)
    if (status === 'completed') {
      expect([await documentOf(document), schedules.length, cancelled.status]).toEqual(['COMPLETED', 3, 409])
    } else {
      expect([status, await documentOf(document), schedules.length]).toEqual(['cancelled', 'UPLOADED', 0])
      expect(cancelled.status).toBe(202)
    }
  })
})

describe('processing again', () => {
  const process = async (id: string) => {
    const { status, body } = await api('POST', `/documents/${id}/process`)
    return { status, code: body.code, job: (body.job as { id: string } | undefined)?.id }
  }

  test('after a completion makes a job of its own, with its own pages and its own cost', async () => {
    const { job, document, chunks } = await cutIntoChunks(3)
    expect((await process(document)).code).toBe('job_state_conflict')
    for (const letter of chunks) await deliver(letter)
    await post.deliverAll()
    const second = await process(document)
    expect(second.status).toBe(202)
    expect(await documentOf(document)).toBe('RETRYING')
    expect((await process(document)).code).toBe('job_state_conflict')
    await post.deliverAll()
    for (const id of [job, second.job!]) expect(await jobOf(id)).toMatchObject({ status: 'completed', cost_cents: 36 })
    expect(await documentOf(document)).toBe('COMPLETED')
  })

  test('many times at once makes one job', async () => {
    const { document, chunks, job } = await cutIntoChunks(3)
    await cancel(job)
    for (const letter of chunks) await deliver(letter)
    const answers = await Promise.all(Array.from({ length: 6 }, () => process(document)))
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409, 409, 409, 409])
    await post.deliverAll()
    expect(await documentOf(document)).toBe('COMPLETED')
  })
})
