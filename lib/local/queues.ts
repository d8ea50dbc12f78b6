/**
 * The embedded SQS: fauxqs behind an address of our own, with queues and redrive policies as the caller lists them.
 * Always true: only this machine reaches it; a start on a kept folder keeps the messages and applies the listed
 * settings. Not there: authentication, StartMessageMoveTask, and the AWSTraceHeader system attribute, which is dropped.
 * A visibility timeout that is changed to 0 makes fauxqs lose a kept message until the next start: use a fraction.
 */
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'
import { CreateQueueCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs'
import { startFauxqs } from 'fauxqs'

export type QueueSettings = {
  name: string
  visibilityTimeoutSeconds: number
  /** Deliveries without success before a message goes to `deadLetter`. */
  maxReceiveCount: number
  /** The name of another listed queue; without it messages are delivered again and again. */
  deadLetter?: string
}

export type LocalQueues = {
  endpoint: string
  /** Queue URL by queue name. */
  urls: Record<string, string>
  close(): Promise<void>
}

const accountId = '000000000000'

/** Starts SQS with these queues. Messages survive a restart when `dataDir` is given, else they live in memory. */
export async function startLocalQueues(options: {
  queues: QueueSettings[]
  dataDir?: string
  port?: number
  region?: string
}): Promise<LocalQueues> {
  const region = options.region ?? 'us-east-1'
  const names = new Set(options.queues.map(({ name }) => name))
  for (const { name, deadLetter } of options.queues) {
    if (deadLetter && !names.has(deadLetter)) throw new Error(`queue ${name}: its dead letters go to no listed queue`)
  }
  const server = await startFauxqs({
    port: options.port ?? 0,
    logger: false,
    host: 'localhost',
    defaultRegion: region,
    dataDir: options.dataDir,
  })
  const admitStrangers = refuseOtherMachines(server.port)
  const endpoint = `http://127.0.0.1:${server.port}`
  const close = async () => {
    await server.stop()
    admitStrangers()
  }
  const client = new SQSClient({ endpoint, region, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } })
  try {
    const urlOf = (name: string) => `${endpoint}/${accountId}/${name}`
    // Made without attributes first: a kept queue with other settings would be refused, and a policy names its target.
    for (const name of names) await client.send(new CreateQueueCommand({ QueueName: name }))
    for (const queue of options.queues) {
      const Attributes = attributesOf(queue, region)
      await client.send(new SetQueueAttributesCommand({ QueueUrl: urlOf(queue.name), Attributes }))
    }
    return { endpoint, urls: Object.fromEntries([...names].map((name) => [name, urlOf(name)])), close }
  } catch (error) {
    await close()
    throw error
  } finally {
    client.destroy()
  }
}

function attributesOf(queue: QueueSettings, region: string): Record<string, string> {
  const { deadLetter, maxReceiveCount } = queue
  const policy = { deadLetterTargetArn: `arn:aws:sqs:${region}:${accountId}:${deadLetter}`, maxReceiveCount }
  return {
    VisibilityTimeout: `${queue.visibilityTimeoutSeconds}`,
    RedrivePolicy: deadLetter ? JSON.stringify(policy) : '',
  }
}

/** fauxqs listens on every interface and cannot be told otherwise; connections from outside end as they arrive. */
function refuseOtherMachines(port: number): () => void {
  const channel = 'net.server.socket'
  const refuse = (message: unknown) => {
    const { socket } = message as { socket: Socket }
    const isLocal = /^(::ffff:)?127\.|^::1$/.test(socket.remoteAddress ?? '')
    if (socket.localPort === port && !isLocal) socket.destroy()
  }
  subscribe(channel, refuse)
  return () => {
    unsubscribe(channel, refuse)
  }
}
