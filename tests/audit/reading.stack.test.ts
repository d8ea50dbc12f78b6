import { beforeAll, describe, expect, test } from 'vitest'
import { recordEvent } from '../../lib/audit/record.ts'
import { operatorContext } from '../../lib/cli/tenant.ts'
import type { Ctx } from '../../lib/platform/context.ts'
import { inTransaction } from '../../lib/platform/database.ts'
import { invoice } from '../../scripts/samples/reports.ts'
import { type Api, apiOf, upload } from '../support/api.ts'
import { type Owner, ownerOf } from '../support/owner.ts'
import { newTenant, startTestStack, type Tenant, type TestStack } from '../support/stack.ts'

type Event = { id: string; action: string; trace_id: string; metadata: { n?: number; key_id?: string } } & Record<
  string,
  unknown
>

let stack: TestStack
let owner: Owner
let tenant: Tenant
let api: Api
let ctx: Ctx

beforeAll(async () => {
  stack = await startTestStack({ poll: false })
  owner = ownerOf(stack)
  tenant = await newTenant(stack)
  api = apiOf(stack.url, tenant.key)
  ctx = operatorContext(stack.app, tenant.company_id)
})

/** A job of its own, which is all that these events need. */
const newJob = async (): Promise<string> => (await upload(api, await invoice())).job.id

async function page(jobId: string, cursor: string | null = null, limit = 2) {
  const { status, body } = await api('GET', `/jobs/${jobId}/audit?limit=${limit}${cursor ? `&cursor=${cursor}` : ''}`)
  expect(status).toBe(200)
  return body as unknown as { data: Event[]; next_cursor: string | null }
}

async function everything(jobId: string): Promise<Event[]> {
  const all: Event[] = []
  let cursor: string | null = null
  do {
    const next = await page(jobId, cursor)
    all.push(...next.data)
    cursor = next.next_cursor
  } while (cursor)
  return all
}

const numbered = (events: Event[]) => events.flatMap(({ metadata }) => (metadata.n === undefined ? [] : [metadata.n]))
const write = (jobId: string, n: number) =>
  inTransaction(ctx, (tx) => recordEvent(tx, 'job.exported', { job_id: jobId, metadata: { n } }))

/** A transaction that writes its event and commits only when it is told to. */
async function slowly(jobId: string, n: number) {
  const written = Promise.withResolvers<void>()
  const release = Promise.withResolvers<void>()
  const done = inTransaction(ctx, async (tx) => {
    await recordEvent(tx, 'job.exported', { job_id: jobId, metadata: { n } })
    written.resolve()
    await release.promise
  })
  await written.promise
  return async () => {
    release.resolve()
    await done
  }
}

describe('paging through events', () => {
  test('skips no row whose transaction commits late', async () => {
    const job = await newJob()
    await write(job, 1)
    const commit = await slowly(job, 2)
    for (const n of [3, 4, 5]) await write(job, n)

    const seen: Event[] = []
    let cursor: string | null = null
    for (;;) {
      const next = await page(job, cursor)
      seen.push(...next.data)
      if (!next.next_cursor) break
      cursor = next.next_cursor
    }
    expect(numbered(seen)).not.toContain(3)
    await commit()
    await expect.poll(async () => numbered(await everything(job))).toEqual([1, 2, 3, 4, 5])
  })

  test('goes on behind the last row of a page, whatever commits between two pages', async () => {
    const job = await newJob()
    for (const n of [1, 2, 3]) await write(job, n)
    await expect.poll(async () => numbered(await everything(job))).toEqual([1, 2, 3])
    const commit = await slowly(job, 4)
    await write(job, 5)
    const seen: Event[] = []
    let next = await page(job)
    seen.push(...next.data)
    await commit()
    await expect.poll(async () => numbered(await everything(job))).toEqual([1, 2, 3, 4, 5])
    while (next.next_cursor) {
      next = await page(job, next.next_cursor)
      seen.push(...next.data)
    }
    expect(numbered(seen)).toEqual([1, 2, 3, 4, 5])
    expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length)
  })

  test('many writers at once leave no gap and no double', async () => {
    const job = await newJob()
    const writers = Array.from({ length: 6 }, async (_, writer) => {
      for (let i = 0; i < 10; i++) await write(job, writer * 10 + i)
    })
    const followed: number[] = []
    let cursor: string | null = null
    let running = true
    const all = Promise.all(writers).finally(() => {
      running = false
    })
    while (running) {
      const next = await page(job, cursor, 7)
      if (!next.next_cursor) continue
      followed.push(...numbered(next.data))
      cursor = next.next_cursor
    }
    await all
    await expect.poll(async () => numbered(await everything(job)).length).toBe(60)
    const complete = numbered(await everything(job))
    expect(new Set(complete).size).toBe(60)
    // Nothing came to stand in front of what a reader had already been given.
    expect(followed.length).toBeGreaterThan(10)
    expect(complete.slice(0, followed.length)).toEqual(followed)
  })

  test('a cursor of nobody is refused, and breaks nothing', async () => {
    const job = await newJob()
    for (const key of [
      ['job_events', 'x', 'y'],
      ['job_events', '1'],
      ['jobs', 'not-an-id'],
      ['job_events', '-1', tenant.member_id],
    ])
      for (const path of [`/jobs/${job}/audit`, '/jobs', '/documents', '/keys']) {
        const cursor = Buffer.from(JSON.stringify(key)).toString('base64url')
        const { status, body } = await api('GET', `${path}?cursor=${cursor}`)
        expect([status, body.code]).toEqual([400, 'cursor_invalid'])
      }
  })
})

describe('an event', () => {
  test('carries who did it, for which company, in which trace', async () => {
    const trace = '4bf92f3577b34da6a3ce929d0e0e4736'
    const headers = { traceparent: `00-${trace}-00f067aa0ba902b7-01` }
    const answer = await api(
      'POST',
      '/uploads/presign',
      { filename: 'a.pdf', content_type: 'application/pdf', size_bytes: 9 },
      headers,
    )
    expect(answer.headers.get('x-trace-id')).toBe(trace)
    const id = answer.body.document_id
    await expect.poll(async () => (await api('GET', `/documents/${id}/timeline`)).body.data).toHaveLength(1)
    const [event] = (await api('GET', `/documents/${id}/timeline`)).body.data as Event[]
    expect(event).toMatchObject({
      action: 'document.presigned',
      category: 'document',
      trace_id: trace,
      workspace_id: tenant.workspace_id,
      document_id: id,
      actor: { id: tenant.member_id, type: 'member' },
      resource: { type: 'document', id },
    })
    expect(event!.metadata.key_id).toMatch(/^[0-9a-f-]{36}$/)
    const stored = await owner.one('select company_id, data_region, ip_address from audit_events where id = $1', [
      event!.id,
    ])
    expect(stored).toMatchObject({ company_id: tenant.company_id, data_region: 'US' })
    expect(stored.ip_address).toMatch(/127\.0\.0\.1|::1/)
  })

  test('of the product itself names its part as the actor', async () => {
    const job = await newJob()
    await write(job, 1)
    await expect.poll(async () => numbered(await everything(job))).toEqual([1])
    const event = (await everything(job)).find(({ metadata }) => metadata.n === 1)
    expect(event).toMatchObject({ actor: { id: 'operator', type: 'system' }, trace_id: ctx.trace.trace_id })
  })
})
