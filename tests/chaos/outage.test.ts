import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startPoller } from '../../lib/local/poller.ts'
import { type LocalQueues, startLocalQueues } from '../../lib/local/queues.ts'

const MESSAGES = 30

let sqs: LocalQueues
let client: SQSClient
beforeAll(async () => {
  const kept = { visibilityTimeoutSeconds: 30, maxReceiveCount: 3 }
  sqs = await startLocalQueues({
    queues: [
      { name: 'work', ...kept, deadLetter: 'dead' },
      { name: 'dead', ...kept },
    ],
  })
  client = new SQSClient({
    endpoint: sqs.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  })
})
afterAll(async () => {
  client.destroy()
  await sqs.close()
})

test('an outage of everything does not use up the tries of messages that wait', async () => {
  for (let n = 0; n < MESSAGES; n++)
    await client.send(new SendMessageCommand({ QueueUrl: sqs.urls.work, MessageBody: `${n}` }))
  const backAt = Date.now() + 2500
  const handled: string[] = []
  const receives: number[] = []
  const poller = startPoller({
    endpoint: sqs.endpoint,
    onError: () => {},
    retryVisibilitySeconds: 0.2,
    sources: [
      {
        name: 'work',
        url: sqs.urls.work!,
        batchSize: 1,
        visibilityTimeoutSeconds: 30,
        handler: async ({ Records: [record] }) => {
          receives.push(Number(record!.attributes.ApproximateReceiveCount))
          if (Date.now() < backAt) throw new Error('the database is away')
          handled.push(record!.body)
        },
      },
    ],
  })
  await expect.poll(() => handled.length).toBe(MESSAGES)
  await poller.stop()
  expect(new Set(handled).size).toBe(MESSAGES)
  expect(receives.length).toBeLessThan(MESSAGES + 10)
})
