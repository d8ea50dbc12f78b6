import { beforeAll, describe, expect, test } from 'vitest'
import { type Api, apiOf, upload } from '../support/api.ts'
import { deliver, type Letter, postOffice } from '../support/deliveries.ts'
import { type Owner, ownerOf } from '../support/owner.ts'
import { pagedPdf } from '../support/paged-pdf.ts'
import { newTenant, startTestStack, type TestStack } from '../support/stack.ts'

const PAGES = 5
const ONCE_EACH = [
  'cost.reserved',
  'cost.settled',
  'document.completed',
  'document.presigned',
  'document.processing',
  'document.uploaded',
  'job.completed',
  'job.inspected',
  'job.queued',
  'job.started',
]

let stack: TestStack
let owner: Owner
let api: Api
let bytes: Uint8Array
let post: ReturnType<typeof postOffice>

beforeAll(async () => {
  stack = await startTestStack({ poll: false, env: { PAGES_PER_CHUNK: '2' } })
  owner = ownerOf(stack)
  post = postOffice(owner)
  api = apiOf(stack.url, (await newTenant(stack)).key)
  bytes = await pagedPdf(PAGES)
})

/** All that a job left in the database, apart from ids and times. */
async function resultOf(jobId: string, documentId: string) {
  const [job, document] = [await api('GET', `/jobs/${jobId}`), await api('GET', `/documents/${documentId}`)]
  const events = await owner.rows<{ action: string }>('select action from audit_events where document_id = $1', [
    documentId,
  ])
  const pages = await owner.rows(
    'select number, engine, characters, error_code from pages where job_id = $1 order by number',
    [jobId],
  )
  const costs = await owner.rows('select status, pages, amount_cents::int from cost_records where job_id = $1', [jobId])
  const artifacts = await owner.rows(
    'select page_number, position, kind, content from artifacts where job_id = $1 order by 1, 2',
    [jobId],
  )
  const schedules = await owner.rows(
    'select position, name, pages, row_count from schedules where job_id = $1 order by 1',
    [jobId],
  )
  const { status, progress, error, cost_cents, attempts } = job.body
  return {
    job: { status, progress, error, cost_cents, attempts },
    document: document.body.processing_status,
    events: events.map(({ action }) => action).sort(),
    pages,
    costs,
    artifacts,
    schedules,
  }
}

/** A job whose every message came once, in order. */
async function plainRun() {
  const { document, job } = await upload(api, bytes)
  const letters = await post.deliverAll()
  return { result: await resultOf(job.id, document.id), letters, job, document }
}

const shuffled = (letters: Letter[], seed: number): Letter[] =>
  letters
    .map((letter, index) => ({ letter, at: (index * 7919 + seed * 104_729) % 101 }))
    .sort((a, b) => a.at - b.at)
    .map(({ letter }) => letter)

describe('a document that is cut into chunks', () => {
  test('is read chunk by chunk, assembled once and charged once', async () => {
    const { result, letters } = await plainRun()
    expect(letters.map(({ destination, payload }) => [destination, payload.pages ?? null])).toEqual([
      ['extract', null],
      ['extract', { first: 1, last: 2 }],
      ['extract', { first: 3, last: 4 }],
      ['extract', { first: 5, last: 5 }],
      ['assemble', null],
      ['costs', null],
    ])
    expect(result).toMatchObject({
      job: { status: 'completed', progress: { pages_done: PAGES, pages_total: PAGES }, cost_cents: 60, attempts: 1 },
      document: 'COMPLETED',
      events: ONCE_EACH,
      costs: [{ status: 'COMPLETED', pages: PAGES, amount_cents: 60 }],
    })
    expect(result.schedules).toHaveLength(PAGES)
  })

  test.each([1, 2, 3])('ends the same when every message comes twice and out of order (%i)', async (seed) => {
    const { result: expected } = await plainRun()
    const { document, job } = await upload(api, bytes)
    const delivered: Letter[] = []
    for (let letters = await post.take(); letters.length > 0; letters = await post.take()) {
      // What came before comes again among what is new.
      for (const letter of shuffled([...letters, ...letters, ...delivered], seed))
        expect(await deliver(letter)).toBe(true)
      delivered.push(...letters)
    }
    expect(await resultOf(job.id, document.id)).toEqual(expected)
    expect(delivered.filter(({ destination }) => destination === 'assemble')).toHaveLength(1)
    expect(delivered).toHaveLength(6)
  })

  test('ends the same when every message comes three times at once', async () => {
    const { result: expected } = await plainRun()
    const { document, job } = await upload(api, bytes)
    const again: Letter[] = []
    for (let letters = await post.take(); letters.length > 0; letters = await post.take())
      await Promise.all(
        letters.flatMap((letter) =>
          [1, 2, 3].map(async () => {
            if (!(await deliver(letter))) again.push(letter)
          }),
        ),
      )
    // Those that were in each other's way come again, as from the queue.
    for (const letter of again) expect(await deliver(letter, { receiveCount: 2 })).toBe(true)
    for (let letters = await post.take(); letters.length > 0; letters = await post.take())
      for (const letter of letters) expect(await deliver(letter)).toBe(true)
    const result = await resultOf(job.id, document.id)
    const once = result.events.filter((action) => !['document.retrying', 'document.processing'].includes(action))
    expect(once).toEqual(ONCE_EACH.filter((action) => action !== 'document.processing'))
    expect({ ...result, events: [], job: { ...result.job, attempts: 1 } }).toEqual({ ...expected, events: [] })
  })

  test('is assembled by one of two assemblers at once', async () => {
    const { document, job } = await upload(api, bytes)
    for (const letter of await post.take()) await deliver(letter)
    for (const letter of await post.take()) await deliver(letter)
    const [assemble, ...more] = await post.take()
    expect([assemble?.destination, more.length]).toEqual(['assemble', 0])
    expect(await Promise.all([deliver(assemble!), deliver(assemble!)])).toEqual([true, true])
    await post.deliverAll()
    const result = await resultOf(job.id, document.id)
    expect(result.events).toEqual(ONCE_EACH)
    expect(result.schedules).toHaveLength(PAGES)
  })

  test('is not assembled before its last page is there, whoever asks', async () => {
    const { job } = await upload(api, bytes)
    const [first] = await post.take()
    await deliver(first!)
    const chunks = await post.take()
    await deliver(chunks[0]!)
    const early = { ...first!, destination: 'assemble', payload: { ...first!.payload, kind: 'assemble' } } as Letter
    await deliver(early)
    expect((await api('GET', `/jobs/${job.id}`)).body).toMatchObject({
      status: 'processing',
      progress: { pages_done: 2 },
    })
    for (const letter of chunks) await deliver(letter)
    await post.deliverAll()
    expect((await api('GET', `/jobs/${job.id}`)).body).toMatchObject({ status: 'completed' })
  })
})

describe('a message', () => {
  test('of a job that nobody knows, or that is none, hurts nobody', async () => {
    const { job } = await upload(api, bytes)
    const [letter] = await post.take()
    const unknown = { ...letter!.payload, job_id: '0198c5b4-7b4e-7cc0-a8a5-3a3f3c1f9a10' }
    expect(await deliver({ ...letter!, payload: unknown })).toBe(true)
    expect(await deliver({ ...letter!, payload: { kind: 'extract' } })).toBe(false)
    expect((await api('GET', `/jobs/${job.id}`)).body.status).toBe('queued')
  })

  test('that names another company finds no job there', async () => {
    const { job } = await upload(api, bytes)
    const [letter] = await post.take()
    const { company_id } = await newTenant(stack)
    expect(await deliver({ ...letter!, payload: { ...letter!.payload, company_id } })).toBe(true)
    expect((await api('GET', `/jobs/${job.id}`)).body.status).toBe('queued')
  })

  test('that a worker has no time left for is handed over, and the job goes on where it was', async () => {
    const { job } = await upload(api, await pagedPdf(2, 'short'))
    const [letter] = await post.take()
    // Asked by middy as it begins, and before each page.
    const left = [900_000, 900_000, 60_000]
    expect(await deliver(letter!, { remainingMs: () => left.shift() ?? 0 })).toBe(true)
    const [rest, ...more] = await post.take()
    expect(more).toEqual([])
    expect(rest).toMatchObject({ destination: 'extract', payload: { job_id: job.id, pages: { first: 2 } } })
    expect(await deliver(rest!)).toBe(true)
    await post.deliverAll()
    expect((await api('GET', `/jobs/${job.id}`)).body).toMatchObject({ status: 'completed', attempts: 1 })
  })

  test('that a worker has no time for at all comes again, instead of going round', async () => {
    const { job } = await upload(api, await pagedPdf(2, 'hasty'))
    const [letter] = await post.take()
    expect(await deliver(letter!, { remainingMs: () => 60_000 })).toBe(false)
    expect(await post.take()).toEqual([])
    expect(await deliver(letter!, { receiveCount: 2 })).toBe(true)
    await post.deliverAll()
    expect((await api('GET', `/jobs/${job.id}`)).body).toMatchObject({ status: 'completed', attempts: 2 })
  })
})
