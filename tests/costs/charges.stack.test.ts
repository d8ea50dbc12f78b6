import { Document, Packer, Paragraph, TextRun } from 'docx'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Api, apiOf, DOCX, upload } from '../support/api.ts'
import { deliver, postOffice } from '../support/deliveries.ts'
import { type Owner, ownerOf } from '../support/owner.ts'
import { pagedPdf } from '../support/paged-pdf.ts'
import { newTenant, startTestStack, type TestStack } from '../support/stack.ts'

let stack: TestStack
let owner: Owner
let api: Api
let post: ReturnType<typeof postOffice>

beforeAll(async () => {
  stack = await startTestStack({ poll: false, env: { COST_PER_PAGE_CENTS: '7', MAX_JOB_COST_CENTS: '35' } })
  owner = ownerOf(stack)
  post = postOffice(owner)
  api = apiOf(stack.url, (await newTenant(stack)).key)
})

const jobOf = async (id: string) => (await api('GET', `/jobs/${id}`)).body
const costOf = (id: string) =>
  owner.rows(
    'select provider, status, reserved_pages, pages, amount_cents::int as cents from cost_records where job_id = $1',
    [id],
  )
const count = async (table: string, id: string) =>
  (await owner.one(`select count(*)::int as count from ${table} where job_id = $1`, [id])).count

const wordFile = async (characters: number): Promise<Buffer> => {
  const children = [new Paragraph({ children: [new TextRun('x'.repeat(characters))] })]
  return Packer.toBuffer(new Document({ sections: [{ children }] }))
}

describe('the cap on the cost of a job', () => {
  test('may be reached', async () => {
    const { job } = await upload(api, await pagedPdf(5))
    await post.deliverAll()
    expect(await jobOf(job.id)).toMatchObject({ status: 'completed', cost_cents: 35 })
  })

  test('refuses what is above it before a page is read, and charges nothing', async () => {
    const { job, document } = await upload(api, await pagedPdf(6))
    await post.deliverAll()
    expect(await jobOf(job.id)).toMatchObject({
      status: 'failed',
      error: { code: 'job_cost_limit_exceeded', detail: expect.stringContaining('42') },
      progress: { pages_done: 0 },
      cost_cents: null,
    })
    expect([await count('pages', job.id), await costOf(job.id)]).toEqual([0, []])
    const { body } = await api('GET', `/documents/${document.id}`)
    expect(body).toMatchObject({
      processing_status: 'FAILED',
      page_count: 6,
      error: { code: 'job_cost_limit_exceeded' },
    })
    // The file itself was not refused: it is kept, and can be processed once the cap is another one.
    expect((await api('GET', `/documents/${document.id}/file`)).status).toBe(302)
    expect((await api('POST', `/documents/${document.id}/process`)).status).toBe(202)
    await post.deliverAll()
  })
})

describe('a Word file, which has no pages', () => {
  test.each([
    [10, 1],
    [3000, 1],
    [3001, 2],
    [15_000, 5],
  ])('of %i characters is charged as %i pages', async (characters, pages) => {
    const { job } = await upload(api, await wordFile(characters), `${characters}.docx`, DOCX)
    await post.deliverAll()
    expect(await jobOf(job.id)).toMatchObject({ status: 'completed', cost_cents: pages * 7 })
    expect(await costOf(job.id)).toMatchObject([
      { status: 'COMPLETED', reserved_pages: pages, pages, cents: pages * 7 },
    ])
  })

  test('above the cap by its characters is refused', async () => {
    const { job } = await upload(api, await wordFile(15_001), 'long.docx', DOCX)
    await post.deliverAll()
    expect(await jobOf(job.id)).toMatchObject({ status: 'failed', error: { code: 'job_cost_limit_exceeded' } })
    expect(await count('pages', job.id)).toBe(0)
  })
})

describe('a cost', () => {
  test('keeps the price that was reserved, whatever the price is when it is settled', async () => {
    const { job } = await upload(api, await pagedPdf(2))
    for (const letter of await post.take()) await deliver(letter)
    await owner.rows('update cost_records set page_price_cents = 3 where job_id = $1', [job.id])
    await post.deliverAll()
    expect(await jobOf(job.id)).toMatchObject({ cost_cents: 6 })
  })

  test('is not settled while its job runs, and the message comes again', async () => {
    const { job } = await upload(api, await pagedPdf(2))
    const [extract] = await post.take()
    const early = { ...extract!, destination: 'costs' as const, payload: { ...extract!.payload, kind: 'cost' } }
    expect(await deliver(early)).toBe(false)
    await deliver(extract!)
    expect(await deliver(early)).toBe(false)
    await post.deliverAll()
    expect(await costOf(job.id)).toMatchObject([{ status: 'COMPLETED', cents: 14 }])
  })

  test('whose message was given up is settled by the dead letters', async () => {
    const { job } = await upload(api, await pagedPdf(2))
    for (const letter of await post.take()) await deliver(letter)
    for (const letter of await post.take()) await deliver(letter)
    const [cost] = await post.take()
    expect(cost!.destination).toBe('costs')
    expect(await deliver(cost!, { to: 'dead-letters' })).toBe(true)
    await Promise.all([deliver(cost!), deliver(cost!), deliver(cost!, { to: 'dead-letters' })])
    expect(await jobOf(job.id)).toMatchObject({ cost_cents: 14 })
    const settled = await owner.rows(`select 1 from audit_events where job_id = $1 and action = 'cost.settled'`, [
      job.id,
    ])
    expect(settled).toHaveLength(1)
  })

  test('of a job of which nothing was read is FAILED and nothing', async () => {
    const { job } = await upload(api, await pagedPdf(2))
    const [letter] = await post.take()
    expect(await deliver(letter!, { remainingMs: () => 30_000 })).toBe(false)
    await api('POST', `/jobs/${job.id}/cancel`)
    expect(await deliver(letter!, { receiveCount: 2 })).toBe(true)
    await post.deliverAll()
    expect(await jobOf(job.id)).toMatchObject({ status: 'cancelled', cost_cents: 0 })
    expect(await costOf(job.id)).toMatchObject([{ status: 'FAILED', reserved_pages: 2, pages: 0, cents: 0 }])
  })
})
