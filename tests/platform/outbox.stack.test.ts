import { randomUUID } from 'node:crypto'
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { recordEvent } from '../../lib/audit/record.ts'
import { operatorContext } from '../../lib/cli/tenant.ts'
import type { App, Ctx } from '../../lib/platform/context.ts'
import { inTransaction } from '../../lib/platform/database.ts'
import { enqueue, removeSentMessages, sweepOutbox } from '../../lib/platform/outbox.ts'
import { type Owner, ownerOf } from '../support/owner.ts'
import { newTenant, startTestStack, type TestStack } from '../support/stack.ts'

let stack: TestStack
let owner: Owner
let ctx: Ctx
let sqs: SQSClient

beforeAll(async () => {
  stack = await startTestStack({ poll: false })
  owner = ownerOf(stack)
  ctx = operatorContext(stack.app, (await newTenant(stack)).company_id)
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
  sqs = new SQSClient({ endpoint: stack.queues.endpoint, region: 'us-east-1', credentials })
})
afterAll(() => sqs.destroy())
beforeEach(() => owner.rows('delete from outbox_messages'))

const soon = () => new Date(Date.now() + 20_000)
const sweep = (app: App = stack.app) => sweepOutbox(app, 'US', soon())
const endLeases = () => owner.rows(`update outbox_messages set leased_until = now() - interval '1 second'`)
const makeDue = () =>
  owner.rows(`update outbox_messages set leased_until = null, available_at = now() where sent_at is null`)
const messages = () =>
  owner.rows<{ destination: string; attempts: number; sent: boolean; pause: number }>(
    `select destination, attempts, sent_at is not null as sent, extract(epoch from available_at - now())::float as pause
     from outbox_messages order by created_at`,
  )

/** Takes what is in a queue now, and removes it. */
async function drain(url: string): Promise<Message[]> {
  const all: Message[] = []
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10, MessageAttributeNames: ['All'] }),
    )
    if (Messages.length === 0) return all
    all.push(...Messages)
    const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }))
    await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries }))
  }
}

const write = (count: number, destination = 'costs') =>
  owner.rows(
    `insert into outbox_messages (id, company_id, destination, payload)
     select gen_random_uuid(), $1, $2, jsonb_build_object('n', n) from generate_series(1, $3::int) n`,
    [ctx.tenant.company_id, destination, count],
  )

/** The same instance, whose costs queue is one that is made later. */
function withMissingQueue() {
  const url = `${stack.queues.endpoint}/000000000000/${randomUUID()}`
  const config = { ...stack.app.config, QUEUE_URL_COSTS: url }
  const queues = import('../../lib/platform/queues.ts').then(({ openQueues }) => openQueues(config))
  const app: App = { ...stack.app, config, queues: () => queues }
  const make = () => sqs.send(new CreateQueueCommand({ QueueName: url.split('/').at(-1) }))
  return { app, url, make }
}

describe('a message', () => {
  const url = () => stack.queues.urls.costs!

  test('commits with its change, is sent at once, and says whose it is', async () => {
    await inTransaction(ctx, async (tx) => {
      await recordEvent(tx, 'job.completed', { idempotency_key: 'together' })
      await enqueue(tx, 'costs', { kind: 'cost', job_id: 'j' })
    })
    const [message, ...more] = await drain(url())
    expect(more).toEqual([])
    expect(JSON.parse(message!.Body!)).toEqual({
      kind: 'cost',
      job_id: 'j',
      company_id: ctx.tenant.company_id,
      region: 'US',
    })
    expect(message!.MessageAttributes?.traceparent?.StringValue).toContain(ctx.trace.trace_id)
    expect(await messages()).toMatchObject([{ sent: true }])
  })

  test('is not sent when its change is rolled back', async () => {
    const failing = inTransaction(ctx, async (tx) => {
      await enqueue(tx, 'costs', { kind: 'cost' })
      throw new Error('on purpose')
    })
    await expect(failing).rejects.toThrow()
    expect(await messages()).toEqual([])
    expect(await drain(url())).toEqual([])
  })

  test('is not sent before its change has committed', async () => {
    await inTransaction(ctx, async (tx) => {
      await enqueue(tx, 'costs', { kind: 'cost' })
      expect(await drain(url())).toEqual([])
    })
    expect(await drain(url())).toHaveLength(1)
  })

  test('survives a queue that refuses, and whoever died between commit and sending', async () => {
    const { app, url: missing, make } = withMissingQueue()
    await inTransaction({ ...ctx, app }, (tx) => enqueue(tx, 'costs', { kind: 'cost', job_id: 'late' }))
    expect(await messages()).toMatchObject([{ sent: false, attempts: 1 }])

    await make()
    expect(await sweep(app)).toEqual({ sent: 0, failed: 0 })
    await endLeases()
    expect(await sweep(app)).toEqual({ sent: 1, failed: 0 })
    expect((await drain(missing)).map(({ Body }) => JSON.parse(Body!).job_id)).toEqual(['late'])
    expect(await messages()).toMatchObject([{ sent: true }])
    expect(await sweep(app)).toEqual({ sent: 0, failed: 0 })
  })

  test('is marked by the holder of its lease alone', async () => {
    const { app, make } = withMissingQueue()
    await make()
    const queues = await app.queues()
    const robbing: App = {
      ...app,
      // Another sender takes the message over while this one is sending.
      queues: async () => ({
        ...queues,
        send: async (queue, batch) => {
          await owner.rows(`update outbox_messages set lease_id = gen_random_uuid()`)
          return queues.send(queue, batch)
        },
      }),
    }
    await inTransaction({ ...ctx, app: robbing }, (tx) => enqueue(tx, 'costs', { kind: 'cost' }))
    expect(await messages()).toMatchObject([{ sent: false }])
  })
})

describe('the sweep', () => {
  test('of two at once sends each message once', async () => {
    await write(250)
    const [one, other] = await Promise.all([sweep(), sweep()])
    expect(one.sent + other.sent).toBe(250)
    const bodies = (await drain(stack.queues.urls.costs!)).map(({ Body }) => JSON.parse(Body!).n as number)
    expect(bodies.sort((a, b) => a - b)).toEqual(Array.from({ length: 250 }, (_, index) => index + 1))
  })

  test('keeps what a destination refuses, tries it ever less often, and sends the rest', async () => {
    await write(1, 'nowhere')
    await write(3)
    expect(await sweep()).toEqual({ sent: 3, failed: 1 })
    expect(await sweep()).toEqual({ sent: 0, failed: 0 })
    const refused = async () => (await messages()).find(({ destination }) => destination === 'nowhere')!
    expect(await refused()).toMatchObject({ sent: false, attempts: 1 })

    const pauses = [(await refused()).pause]
    for (let round = 0; round < 12; round++) {
      await makeDue()
      expect(await sweep()).toEqual({ sent: 0, failed: 1 })
      pauses.push((await refused()).pause)
    }
    expect(pauses).toEqual(pauses.toSorted((a, b) => a - b + 0.5))
    expect(pauses.at(-1)).toBeGreaterThan(250)
    expect(pauses.at(-1)).toBeLessThanOrEqual(300)
    await drain(stack.queues.urls.costs!)
  })

  test('stops at its deadline, and the next one goes on', async () => {
    await write(250)
    const deadline = new Date(1_000)
    const ticks = [0, 0, 1_000, 1_000]
    const app: App = { ...stack.app, now: () => new Date(ticks.shift() ?? 1_000) }
    expect(await sweepOutbox(app, 'US', deadline)).toEqual({ sent: 100, failed: 0 })
    expect(await sweepOutbox(app, 'US', deadline)).toEqual({ sent: 0, failed: 0 })
    expect(await sweep()).toEqual({ sent: 150, failed: 0 })
    await drain(stack.queues.urls.costs!)
  })

  test('lets no message that a queue refuses keep its neighbours back', async () => {
    await write(25)
    await owner.rows(`update outbox_messages set payload = jsonb_build_object('n', 17, 'text', repeat('x', 1200000))
      where payload->>'n' = '17'`)
    expect(await sweep()).toEqual({ sent: 24, failed: 1 })
    const sent = (await drain(stack.queues.urls.costs!)).map(({ Body }) => JSON.parse(Body!).n as number)
    expect(sent.sort((a, b) => a - b)).toEqual(Array.from({ length: 25 }, (_, i) => i + 1).filter((n) => n !== 17))
  })

  test('forgets what was sent a day ago, and nothing else', async () => {
    await write(3)
    await sweep()
    await write(1)
    await owner.rows(`update outbox_messages set sent_at = now() - interval '25 hours'
      where id = (select id from outbox_messages where sent_at is not null limit 1)`)
    await owner.rows(`update outbox_messages set created_at = now() - interval '9 days'`)
    expect(await removeSentMessages(stack.app, 'US')).toBe(1)
    expect(await messages()).toHaveLength(3)
    await drain(stack.queues.urls.costs!)
  })
})
