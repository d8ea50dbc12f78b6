/**
 * What the Lambda service does between a queue and its function: long-polls, invokes, deletes what succeeded.
 * Always true: a message is deleted only after its handler said so; what failed comes back when its visibility
 * timeout ends, as in SQS; stopping loses nothing that was received. A queue whose messages fail is polled more slowly.
 * Unlike Lambda it cannot end a handler that overstays its time: such a message is delivered again meanwhile.
 */
import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs'
import { pollUntil } from './poll-until.ts'
import { failedIds, lambdaContext, type QueueHandler, toRecord } from './sqs-event.ts'

export type PollerSource = {
  name: string
  url: string
  handler: QueueHandler
  /** 1 to 10 messages for one invocation. */
  batchSize: number
  visibilityTimeoutSeconds: number
  /**
   * What the handler is told it has; its visibility timeout, at most 15 minutes, when not given. Where it is longer
   * than the visibility timeout, messages are kept invisible while they are handled, and are back soon after a kill.
   */
  timeoutSeconds?: number
  /** Invocations side by side; 1 when not given. */
  concurrency?: number
}

export type PollerOptions = {
  endpoint: string
  region?: string
  sources: PollerSource[]
  /** Told about every handler that threw and every call to the queue that failed. */
  onError: (error: unknown, source: string) => void
  /**
   * When given, what failed comes back after this time instead of its visibility timeout, and after four times as long
   * with each further failure, up to that timeout: tries that follow each other at once are all used up by one short
   * outage. More than 0: at 0 fauxqs loses a message that it keeps on disk. It takes fractions, as SQS does not.
   */
  retryVisibilitySeconds?: number
}

export type Poller = {
  /** Takes no more messages, and resolves when the handlers that run have finished. */
  stop(): Promise<void>
  /** Resolves once no queue has a message that is visible, in flight or delayed; rejects after `timeoutMs`. */
  idle(options?: { timeoutMs?: number }): Promise<void>
}

/**
 * Seconds that one request waits for messages. A request is never cut off, since the messages in its answer would stay
 * invisible for their whole timeout; so this is also how long a stop may take.
 */
const waitSeconds = 1
const longestInvocationSeconds = 900
const pauseAfterErrorMs = 500
/**
 * After an invocation that did nothing it was asked to; doubles with each further one, up to `longestPauseMs`. While
 * the database is away every message fails at once, and a queue would be run through in seconds.
 */
const pauseAfterFailureMs = 100
const longestPauseMs = 5_000

type Running = {
  client: SQSClient
  options: PollerOptions
  stopping: AbortController
  /** Invocations begun so far, and those that have not ended. */
  begun: number
  active: number
}

/** Starts polling every source. */
export function startPoller(options: PollerOptions): Poller {
  if (options.retryVisibilitySeconds !== undefined && options.retryVisibilitySeconds <= 0) {
    throw new RangeError('retryVisibilitySeconds must be more than 0')
  }
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
  const { endpoint, region = 'us-east-1' } = options
  const client = new SQSClient({ endpoint, region, credentials })
  const running: Running = { client, options, stopping: new AbortController(), begun: 0, active: 0 }
  const loops = options.sources.flatMap((source) =>
    Array.from({ length: source.concurrency ?? 1 }, () => pollSource(running, source)),
  )
  return {
    stop: async () => {
      running.stopping.abort()
      await Promise.all(loops)
      client.destroy()
    },
    idle: ({ timeoutMs = 60_000 } = {}) => waitUntilIdle(running, timeoutMs),
  }
}

async function pollSource(running: Running, source: PollerSource): Promise<void> {
  const { client, options, stopping } = running
  const receive = new ReceiveMessageCommand({
    QueueUrl: source.url,
    MaxNumberOfMessages: source.batchSize,
    VisibilityTimeout: source.visibilityTimeoutSeconds,
    WaitTimeSeconds: waitSeconds,
    MessageSystemAttributeNames: ['All'],
    MessageAttributeNames: ['All'],
  })
  const rest = (ms: number) => delay(ms, undefined, { signal: stopping.signal }).catch(() => {})
  let arn: string | undefined
  let failures = 0
  while (!stopping.signal.aborted) {
    try {
      arn ??= await findArn(client, source.url)
      const { Messages = [] } = await client.send(receive)
      if (Messages.length === 0) continue
      failures = (await handleBatch(running, source, arn, Messages)) ? 0 : failures + 1
      if (failures > 0) await rest(Math.min(longestPauseMs, pauseAfterFailureMs * 2 ** (failures - 1)))
    } catch (error) {
      options.onError(error, source.name)
      await rest(pauseAfterErrorMs)
    }
  }
}

async function findArn(client: SQSClient, url: string): Promise<string> {
  const answer = await client.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['QueueArn'] }))
  return answer.Attributes?.QueueArn ?? ''
}

/** Whether any of the messages was handled. */
async function handleBatch(running: Running, source: PollerSource, arn: string, messages: Message[]): Promise<boolean> {
  const { client, options } = running
  running.begun++
  running.active++
  const letGo = keepInvisible(running, source, messages)
  try {
    const failed = await invoke(source, arn, messages, options.onError).finally(letGo)
    const entries = (wanted: boolean) =>
      messages.flatMap(({ MessageId, ReceiptHandle }, index) =>
        failed.has(MessageId!) === wanted ? [{ Id: `${index}`, ReceiptHandle: ReceiptHandle! }] : [],
      )
    const done = entries(false)
    if (done.length > 0) await client.send(new DeleteMessageBatchCommand({ QueueUrl: source.url, Entries: done }))
    const { retryVisibilitySeconds } = options
    if (retryVisibilitySeconds === undefined || failed.size === 0) return done.length > 0
    const Entries = entries(true).map((entry) => {
      const tries = Number(messages[Number(entry.Id)]!.Attributes?.ApproximateReceiveCount ?? 1)
      const pauseSeconds = retryVisibilitySeconds * 4 ** (tries - 1)
      return { ...entry, VisibilityTimeout: Math.min(pauseSeconds, source.visibilityTimeoutSeconds) }
    })
    await client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: source.url, Entries }))
    return done.length > 0
  } finally {
    running.active--
  }
}

/** Extends the invisibility of messages until the returned function is called. */
function keepInvisible({ client, options }: Running, source: PollerSource, messages: Message[]): () => Promise<void> {
  const { url, visibilityTimeoutSeconds: VisibilityTimeout, timeoutSeconds = 0 } = source
  if (timeoutSeconds <= VisibilityTimeout) return async () => {}
  const Entries = messages.map(({ ReceiptHandle }, index) => ({
    Id: `${index}`,
    ReceiptHandle: ReceiptHandle!,
    VisibilityTimeout,
  }))
  let extending: Promise<unknown> = Promise.resolve()
  const timer = setInterval(
    () => {
      extending = client
        .send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: url, Entries }))
        .catch((error: unknown) => options.onError(error, source.name))
    },
    (VisibilityTimeout * 1000) / 3,
  )
  return async () => {
    clearInterval(timer)
    await extending
  }
}

async function invoke(
  source: PollerSource,
  arn: string,
  messages: Message[],
  onError: PollerOptions['onError'],
): Promise<Set<string>> {
  const delivered = messages.map(({ MessageId }) => MessageId!)
  const seconds = source.timeoutSeconds ?? Math.min(source.visibilityTimeoutSeconds, longestInvocationSeconds)
  const context = lambdaContext({ functionName: source.name, requestId: randomUUID(), timeoutMs: seconds * 1000 })
  try {
    const response = await source.handler({ Records: messages.map((message) => toRecord(message, arn)) }, context)
    return failedIds(response, delivered)
  } catch (error) {
    onError(error, source.name)
    return new Set(delivered)
  }
}

/** Queues are asked one after another; a message can have moved between them only if something was invoked meanwhile. */
async function waitUntilIdle(running: Running, timeoutMs: number): Promise<void> {
  let waiting: string[] = []
  const isIdle = async () => {
    const { begun } = running
    waiting = []
    for (const { name, url } of running.options.sources) {
      const count = await countMessages(running.client, url)
      if (count > 0) waiting.push(`${name}: ${count}`)
    }
    return waiting.length === 0 && running.active === 0 && running.begun === begun
  }
  if (await pollUntil(isIdle, { timeoutMs, intervalMs: 50 })) return
  throw new Error(`queues are not idle after ${timeoutMs} ms (${waiting.join(', ')})`)
}

async function countMessages(client: SQSClient, url: string): Promise<number> {
  const counts = [
    'ApproximateNumberOfMessages',
    'ApproximateNumberOfMessagesNotVisible',
    'ApproximateNumberOfMessagesDelayed',
  ] as const
  const answer = await client.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: [...counts] }))
  return counts.reduce((sum, name) => sum + Number(answer.Attributes?.[name] ?? 0), 0)
}
