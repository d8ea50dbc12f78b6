import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import type { Context, SQSEvent, SQSRecord } from 'aws-lambda'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { pollUntil } from '../../lib/local/poll-until.ts'
import { type Poller, type PollerSource, startPoller } from '../../lib/local/poller.ts'
import { type LocalQueues, startLocalQueues } from '../../lib/local/queues.ts'
import { failedIds, toRecord } from '../../lib/local/sqs-event.ts'

const retryVisibilitySeconds = 0.05

let sqs: LocalQueues
let client: SQSClient
let pollers: Poller[]
let errors: { error: unknown; source: string }[]

beforeEach(async () => {
  sqs = await startLocalQueues({
    queues: [
      { name: 'work', visibilityTimeoutSeconds: 30, maxReceiveCount: 3, deadLetter: 'dead' },
      { name: 'next', visibilityTimeoutSeconds: 30, maxReceiveCount: 3, deadLetter: 'dead' },
      { name: 'dead', visibilityTimeoutSeconds: 30, maxReceiveCount: 3 },
    ],
  })
  client = new SQSClient({
    endpoint: sqs.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  })
  pollers = []
  errors = []
})
afterEach(async () => {
  await Promise.all(pollers.map((poller) => poller.stop()))
  client.destroy()
  await sqs.close()
})

type Source = Partial<PollerSource> & Pick<PollerSource, 'handler'>

function poll(source: Source | Source[], options: { retryVisibilitySeconds?: number } = { retryVisibilitySeconds }) {
  const poller = startPoller({
    endpoint: sqs.endpoint,
    sources: [source].flat().map((given) => ({
      name: 'work',
      url: sqs.urls[given.name ?? 'work']!,
      batchSize: 10,
      visibilityTimeoutSeconds: 30,
      ...given,
    })),
    onError: (error, name) => {
      errors.push({ error, source: name })
    },
    ...options,
  })
  pollers.push(poller)
  return poller
}

const send = (body: string, more: Partial<ConstructorParameters<typeof SendMessageCommand>[0]> = {}) =>
  client.send(new SendMessageCommand({ QueueUrl: sqs.urls.work, MessageBody: body, ...more }))

async function take(queue: string): Promise<(string | undefined)[]> {
  const QueueUrl = sqs.urls[queue]
  const { Messages = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }))
  for (const { ReceiptHandle } of Messages) await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }))
  return Messages.map(({ Body }) => Body)
}

/** A handler that keeps what it was given and then does what it is told. */
function recording(answer: (records: SQSRecord[]) => unknown = () => undefined) {
  const calls: { at: number; event: SQSEvent; context: Context }[] = []
  const handler = async (event: SQSEvent, context: Context) => {
    calls.push({ at: performance.now(), event, context })
    return answer(event.Records)
  }
  return { calls, handler, bodies: () => calls.map(({ event }) => event.Records.map(({ body }) => body)) }
}

describe('an invocation', () => {
  test('gets an event in the shape of SQS and a context in the shape of Lambda', async () => {
    const { calls, handler } = recording()
    const sent = await send('{"a":1}', {
      MessageAttributes: {
        traceparent: { DataType: 'String', StringValue: '00-aa-bb-01' },
        blob: { DataType: 'Binary', BinaryValue: new Uint8Array([1, 2, 3]) },
      },
    })
    await poll({ handler, timeoutSeconds: 5 }).idle()
    const record = calls[0]!.event.Records[0]!
    expect(record).toEqual({
      messageId: sent.MessageId,
      receiptHandle: expect.any(String),
      body: '{"a":1}',
      attributes: {
        ApproximateReceiveCount: '1',
        SentTimestamp: expect.stringMatching(/^\d{13}$/),
        SenderId: expect.any(String),
        ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/),
      },
      messageAttributes: {
        traceparent: { stringValue: '00-aa-bb-01', stringListValues: [], binaryListValues: [], dataType: 'String' },
        blob: { binaryValue: 'AQID', stringListValues: [], binaryListValues: [], dataType: 'Binary' },
      },
      md5OfBody: sent.MD5OfMessageBody,
      md5OfMessageAttributes: sent.MD5OfMessageAttributes,
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:work',
      awsRegion: 'us-east-1',
    })
    const { context } = calls[0]!
    expect(context.functionName).toBe('work')
    expect(context.awsRequestId).toMatch(/^[0-9a-f-]{36}$/)
    expect(context.getRemainingTimeInMillis()).toBeLessThanOrEqual(5000)
    expect(await pollUntil(() => context.getRemainingTimeInMillis() < 4990, { timeoutMs: 5000 })).toBe(true)
  })

  test('gets at most a batch, and every message is handled once', async () => {
    for (let n = 0; n < 7; n++) await send(`${n}`)
    const { calls, handler, bodies } = recording()
    await poll({ handler, batchSize: 3 }).idle()
    expect(Math.max(...calls.map(({ event }) => event.Records.length))).toBeLessThanOrEqual(3)
    expect(bodies().flat().sort()).toEqual(['0', '1', '2', '3', '4', '5', '6'])
  })

  test('runs beside others up to the concurrency of its source', async () => {
    for (let n = 0; n < 6; n++) await send(`${n}`)
    let active = 0
    let most = 0
    const handler = async () => {
      most = Math.max(most, ++active)
      await pollUntil(() => most === 3, { timeoutMs: 5000 })
      active--
    }
    await poll({ handler, batchSize: 1, concurrency: 3 }).idle()
    expect(most).toBe(3)
  })
})

describe('failure', () => {
  test('a handler that throws gets the whole batch again, with a higher receive count, and the error is told', async () => {
    await send('a')
    await send('b')
    const boom = new Error('boom')
    const { calls, handler } = recording((records) => {
      if (records.some(({ attributes }) => attributes.ApproximateReceiveCount === '1')) throw boom
    })
    await poll({ handler }).idle()
    const received = calls.flatMap(({ event }) => event.Records)
    const counts = (body: string) =>
      received.filter((record) => record.body === body).map(({ attributes }) => attributes.ApproximateReceiveCount)
    expect([counts('a'), counts('b')]).toEqual([
      ['1', '2'],
      ['1', '2'],
    ])
    expect(errors).toContainEqual({ error: boom, source: 'work' })
  })

  test('only the messages that a handler reports come back', async () => {
    for (const body of ['good', 'bad', 'fine']) await send(body)
    const { handler, bodies } = recording((records) => ({
      batchItemFailures: records
        .filter(({ body, attributes }) => body === 'bad' && attributes.ApproximateReceiveCount === '1')
        .map(({ messageId }) => ({ itemIdentifier: messageId })),
    }))
    await poll({ handler }).idle()
    const seen = bodies().flat()
    expect(seen.toSorted()).toEqual(['bad', 'bad', 'fine', 'good'])
    expect(errors).toEqual([])
  })

  test('a message that always fails ends among the dead letters', async () => {
    await send('poison')
    const { calls, handler } = recording(() => {
      throw new Error('never')
    })
    await poll({ handler }).idle()
    expect(calls).toHaveLength(3)
    expect(await take('dead')).toEqual(['poison'])
  })

  test('without a retry time a failed message stays invisible for its visibility timeout', async () => {
    await send('once')
    const { calls, handler } = recording(() => {
      throw new Error('no')
    })
    const poller = poll({ handler, visibilityTimeoutSeconds: 2 }, {})
    expect(await pollUntil(() => calls.length === 2, { timeoutMs: 10_000 })).toBe(true)
    expect(calls[1]!.at - calls[0]!.at).toBeGreaterThanOrEqual(1900)
    await poller.stop()
  })

  test('a message stays invisible while a handler that may run longer than its visibility timeout has it', async () => {
    const handled: string[] = []
    let letGo = () => {}
    const held = new Promise<void>((resolve) => {
      letGo = resolve
    })
    const handler = async ({ Records }: SQSEvent) => {
      handled.push(...Records.map(({ body }) => body))
      await held
    }
    await send('long')
    const poller = poll([{ handler, visibilityTimeoutSeconds: 1, timeoutSeconds: 60, concurrency: 2 }])
    await expect.poll(() => handled.length).toBe(1)
    const begun = Date.now()
    await expect.poll(() => Date.now() - begun, { timeout: 10_000 }).toBeGreaterThan(2500)
    expect(handled).toEqual(['long'])
    letGo()
    await poller.idle()
    expect(handled).toEqual(['long'])
  })

  test('a retry time of 0 is refused', () => {
    expect(() => poll({ handler: async () => {} }, { retryVisibilitySeconds: 0 })).toThrow('must be more than 0')
  })

  test.each([
    ['nothing', undefined, []],
    ['null', null, []],
    ['another value', 'done', []],
    ['an empty list', { batchItemFailures: [] }, []],
    ['null for a list', { batchItemFailures: null }, []],
    ['a delivered id', { batchItemFailures: [{ itemIdentifier: 'b' }] }, ['b']],
    ['an unknown id', { batchItemFailures: [{ itemIdentifier: 'b' }, { itemIdentifier: 'x' }] }, ['a', 'b']],
    ['an empty id', { batchItemFailures: [{ itemIdentifier: '' }] }, ['a', 'b']],
    ['an item without an id', { batchItemFailures: [{ id: 'a' }] }, ['a', 'b']],
    ['a null item', { batchItemFailures: [null] }, ['a', 'b']],
    ['something that is no list', { batchItemFailures: 'b' }, ['a', 'b']],
  ])('an answer of %s is read as Lambda reads it', (_, response, failed) => {
    expect([...failedIds(response, ['a', 'b'])]).toEqual(failed)
  })
})

test('an X-Ray header that came with a message is passed on', () => {
  const header = 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1'
  const record = toRecord(
    { MessageId: 'm', ReceiptHandle: 'r', Body: 'b', Attributes: { AWSTraceHeader: header, SentTimestamp: '1' } },
    'arn:aws:sqs:eu-west-1:123456789012:work',
  )
  expect(record.attributes.AWSTraceHeader).toBe(header)
  expect(record.awsRegion).toBe('eu-west-1')
})

describe('idle', () => {
  test('waits for what handlers send on, and for delayed messages', async () => {
    const second = recording()
    const first = {
      handler: async ({ Records }: SQSEvent) => {
        for (const { body } of Records) await send(`${body}!`, { QueueUrl: sqs.urls.next, DelaySeconds: 1 })
      },
    }
    await send('x')
    const poller = poll([
      { name: 'next', ...second },
      { name: 'work', ...first },
    ])
    await poller.idle()
    expect(second.bodies()).toEqual([['x!']])
  })

  test('does not miss a message that goes to and fro between queues', async () => {
    const hops = 60
    let hop = 0
    const pass = (to: string) => async () => {
      if (++hop < hops) await send('ball', { QueueUrl: sqs.urls[to] })
    }
    const poller = poll([
      { name: 'work', handler: pass('next') },
      { name: 'next', handler: pass('work') },
    ])
    await send('ball')
    await poller.idle()
    expect(hop).toBe(hops)
  })

  test('says which queue is not empty when it takes too long', async () => {
    await send('x', { DelaySeconds: 60 })
    const poller = poll({ handler: async () => {} })
    await expect(poller.idle({ timeoutMs: 200 })).rejects.toThrow('queues are not idle after 200 ms (work: 1)')
  })
})

describe('stop', () => {
  test('waits for the handler that runs, whose message is then gone, and takes no other', async () => {
    await send('slow')
    const gate = Promise.withResolvers<void>()
    const { calls, handler } = recording(() => gate.promise)
    const poller = poll({ handler })
    expect(await pollUntil(() => calls.length === 1, { timeoutMs: 5000 })).toBe(true)
    let stopped = false
    const stopping = poller.stop().then(() => {
      stopped = true
    })
    await send('later')
    expect(stopped).toBe(false)
    gate.resolve()
    await stopping
    expect(calls).toHaveLength(1)
    expect(await take('work')).toEqual(['later'])
  })

  test('an unreachable queue is told, and does not keep it from stopping', async () => {
    const poller = startPoller({
      endpoint: 'http://127.0.0.1:9',
      sources: [
        {
          name: 'gone',
          url: 'http://127.0.0.1:9/000000000000/gone',
          handler: async () => {},
          batchSize: 1,
          visibilityTimeoutSeconds: 1,
        },
      ],
      onError: (error, source) => {
        errors.push({ error, source })
      },
    })
    expect(await pollUntil(() => errors.length > 0, { timeoutMs: 10_000 })).toBe(true)
    await poller.stop()
    expect(errors[0]!.source).toBe('gone')
  })
})
