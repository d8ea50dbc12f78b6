import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import path from 'node:path'
import { GetQueueAttributesCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { afterEach, expect, test } from 'vitest'
import { type LocalQueues, type QueueSettings, startLocalQueues } from '../../lib/local/queues.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function start(queues: QueueSettings[], options: { dataDir?: string; port?: number } = {}) {
  const sqs = await startLocalQueues({ queues, ...options })
  closing.push(() => sqs.close().catch(() => {}))
  return sqs
}

function clientOf(sqs: LocalQueues) {
  const client = new SQSClient({
    endpoint: sqs.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  })
  closing.push(async () => client.destroy())
  return client
}

async function receive(client: SQSClient, url: string, VisibilityTimeout?: number) {
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({ QueueUrl: url, WaitTimeSeconds: 2, VisibilityTimeout }),
  )
  return Messages.map(({ Body }) => Body)
}

const work: QueueSettings = { name: 'work', visibilityTimeoutSeconds: 42, maxReceiveCount: 2, deadLetter: 'dead' }
const dead: QueueSettings = { name: 'dead', visibilityTimeoutSeconds: 30, maxReceiveCount: 3 }

test('queues have the listed settings, whatever their order', async () => {
  const sqs = await start([work, dead])
  expect(Object.keys(sqs.urls)).toEqual(['work', 'dead'])
  const { Attributes } = await clientOf(sqs).send(
    new GetQueueAttributesCommand({ QueueUrl: sqs.urls.work, AttributeNames: ['All'] }),
  )
  expect(Attributes).toMatchObject({ VisibilityTimeout: '42' })
  expect(JSON.parse(Attributes?.RedrivePolicy ?? '')).toEqual({
    deadLetterTargetArn: 'arn:aws:sqs:us-east-1:000000000000:dead',
    maxReceiveCount: 2,
  })
})

test('a message that was received too often without success goes to the dead letters', async () => {
  const sqs = await start([work, dead])
  const client = clientOf(sqs)
  await client.send(new SendMessageCommand({ QueueUrl: sqs.urls.work, MessageBody: 'poison' }))
  expect(await receive(client, sqs.urls.work!, 0)).toEqual(['poison'])
  expect(await receive(client, sqs.urls.work!, 0)).toEqual(['poison'])
  expect(await receive(client, sqs.urls.work!, 0)).toEqual([])
  expect(await receive(client, sqs.urls.dead!)).toEqual(['poison'])
})

test('dead letters that go nowhere are refused before anything starts', async () => {
  await expect(start([work])).rejects.toThrow('queue work: its dead letters go to no listed queue')
})

test('on a kept folder messages survive a restart, and changed settings apply to queues that are there', async () => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'ledgerlift queues '))
  closing.push(() => rm(dataDir, { recursive: true, force: true }))
  const first = await start([work, dead], { dataDir })
  await clientOf(first).send(new SendMessageCommand({ QueueUrl: first.urls.work, MessageBody: 'kept' }))
  await first.close()

  const second = await start([{ ...work, deadLetter: undefined, visibilityTimeoutSeconds: 7 }, dead], { dataDir })
  const client = clientOf(second)
  const { Attributes } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: second.urls.work, AttributeNames: ['All'] }),
  )
  expect(Attributes).toMatchObject({ VisibilityTimeout: '7', ApproximateNumberOfMessages: '1' })
  expect(Attributes).not.toHaveProperty('RedrivePolicy')
  expect(await receive(client, second.urls.work!)).toEqual(['kept'])
})

const outside = Object.values(networkInterfaces())
  .flat()
  .find((address) => address && !address.internal && address.family === 'IPv4')?.address

test.skipIf(!outside)('nobody reaches the queues over the network', async () => {
  const sqs = await start([dead])
  const answer = await new Promise<string>((resolve) => {
    let text = ''
    const socket = connect(Number(new URL(sqs.endpoint).port), outside!)
    socket.setEncoding('utf8')
    socket.on('connect', () => socket.write('GET /health HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n'))
    socket.on('data', (chunk) => {
      text += chunk
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(text))
  })
  expect(answer).toBe('')
  expect((await fetch(`${sqs.endpoint}/health`)).status).toBe(200)
})
