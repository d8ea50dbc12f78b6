import { randomUUID } from 'node:crypto'
import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { recordEvent } from '../../lib/audit/record.ts'
import { createTenant, operatorContext } from '../../lib/cli/tenant.ts'
import { cloneDatabase, dropDatabase } from '../../lib/local/postgres-clone.ts'
import type { Ctx } from '../../lib/platform/context.ts'
import { inTransaction } from '../../lib/platform/database.ts'
import { sweepOutbox } from '../../lib/platform/outbox.ts'
import { TEMPLATE } from '../stack.setup.ts'
import { type Owner, ownerOf } from '../support/owner.ts'
import { newTenant, startTestStack, type TestStack } from '../support/stack.ts'

type Entry = { EventBusName: string; Source: string; DetailType: string; Detail: string }
type Detail = { id: string; action: string; company_id: string; region: string; trace_id: string }

/** EventBridge as it answers PutEvents: one result for each entry, in order. */
const put: Entry[][] = []
let refuses: (entry: Entry, call: number) => boolean = () => false
let answers: (call: number) => boolean = () => true
const eventBridge = setupServer(
  http.post('https://events.us-east-1.amazonaws.com/', async ({ request }) => {
    const { Entries } = (await request.json()) as { Entries: Entry[] }
    const call = put.push(Entries)
    if (!answers(call)) return HttpResponse.json({ __type: 'InternalException' }, { status: 500 })
    const results = Entries.map((entry) =>
      refuses(entry, call) ? { ErrorCode: 'ThrottlingException', ErrorMessage: 'slow' } : { EventId: randomUUID() },
    )
    const FailedEntryCount = results.filter((result) => 'ErrorCode' in result).length
    return HttpResponse.json({ FailedEntryCount, Entries: results })
  }),
)

let stack: TestStack
let owner: Owner
let ctx: Ctx
const europe = `test_${randomUUID().replaceAll('-', '')}`

beforeAll(async () => {
  eventBridge.listen({ onUnhandledFrame: 'bypass' })
  const admin = inject('postgresUrl')
  await cloneDatabase(admin, TEMPLATE, europe)
  const url = new URL(admin)
  url.pathname = europe
  url.username = 'ledgerlift_functions'
  stack = await startTestStack({
    poll: false,
    env: { EVENT_BUS_NAME: 'audit', DATABASE_URL_EU: url.href, S3_BUCKET_EU: 'europe' },
  })
  owner = ownerOf(stack)
  ctx = operatorContext(stack.app, (await newTenant(stack)).company_id)
})
afterAll(async () => {
  eventBridge.close()
  await dropDatabase(inject('postgresUrl'), europe)
})
beforeEach(async () => {
  put.length = 0
  refuses = () => false
  answers = () => true
  await owner.rows('delete from outbox_messages')
})

const details = (): Detail[] => put.flat().map(({ Detail }) => JSON.parse(Detail))
const record = (count: number) =>
  inTransaction(ctx, async (tx) => {
    const ids: (string | null)[] = []
    for (let i = 0; i < count; i++) ids.push(await recordEvent(tx, 'job.completed', { metadata: { i } }))
    return ids
  })
const sweepAgain = async () => {
  await owner.rows('update outbox_messages set leased_until = null, available_at = now() where sent_at is null')
  return sweepOutbox(stack.app, 'US', new Date(Date.now() + 20_000))
}

describe('the event bus', () => {
  test('gets every event, ten at a time, each with what it tells', async () => {
    const ids = await record(25)
    expect(put.map((entries) => entries.length)).toEqual([10, 10, 5])
    expect(put.flat()[0]).toMatchObject({ EventBusName: 'audit', Source: 'ledgerlift', DetailType: 'job.completed' })
    expect(details().map(({ id }) => id)).toEqual(ids)
    const { company_id } = ctx.tenant
    expect(details()[7]).toMatchObject({ company_id, region: 'US', trace_id: ctx.trace.trace_id, metadata: { i: 7 } })
    expect(await sweepAgain()).toEqual({ sent: 0, failed: 0 })
  })

  test('gets again only the events that it refused', async () => {
    refuses = (entry, call) => call <= 2 && JSON.parse(entry.Detail).metadata.i % 10 === 3
    const ids = await record(15)
    put.length = 0
    refuses = () => false
    expect(await sweepAgain()).toEqual({ sent: 2, failed: 0 })
    expect(
      details()
        .map(({ id }) => id)
        .sort(),
    ).toEqual([ids[3], ids[13]].sort())
  })

  test('gets again only the batches that it did not answer', async () => {
    answers = (call) => call === 1
    const ids = await record(15)
    put.length = 0
    answers = () => true
    expect(await sweepAgain()).toEqual({ sent: 5, failed: 0 })
    expect(
      details()
        .map(({ id }) => id)
        .sort(),
    ).toEqual(ids.slice(10).sort())
  })

  test('gets no event of a transaction that was rolled back', async () => {
    const failing = inTransaction(ctx, async (tx) => {
      await recordEvent(tx, 'job.failed')
      throw new Error('on purpose')
    })
    await expect(failing).rejects.toThrow()
    expect(put).toEqual([])
  })

  test('gets an event once, of a company too whose data lives in another region than its keys', async () => {
    const tenant = { company: 'Europa', workspace: 'Main', email: 'e@example.com', name: 'E', region: 'EU' as const }
    const { company_id } = await createTenant(stack.app, tenant)
    const actions = () =>
      details()
        .filter((detail) => detail.company_id === company_id)
        .map(({ action }) => action)
    expect(actions().sort()).toEqual(['company.created', 'key.created', 'member.added', 'workspace.created'])
    expect(await sweepAgain()).toEqual({ sent: 0, failed: 0 })
    expect(actions()).toHaveLength(4)
  })
})
