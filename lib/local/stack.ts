/**
 * The embedded stack: the functions as they are deployed, over servers that are real. Every function runs in this
 * process and shares one App, as in a warm instance; the poller feeds the queue consumers, crons fire by their clock.
 * What is configured explicitly wins over what is embedded: `DATABASE_URL` and the like point it elsewhere.
 */
import path from 'node:path'
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3'
import type { Context, SQSEvent } from 'aws-lambda'
import { createApp, provideApp } from '../entry/app.ts'
import { MAX_RECEIVES } from '../jobs/messages.ts'
import { readConfig } from '../platform/config.ts'
import type { App } from '../platform/context.ts'
import type { LogSink } from '../platform/log.ts'
import { type Crons, startCrons } from './crons.ts'
import { type FunctionsHost, startFunctionsHost } from './functions-host.ts'
import { functionsUrl } from './migrated-database.ts'
import { type Poller, type PollerSource, startPoller } from './poller.ts'
import type { LocalPostgres } from './postgres.ts'
import { type LocalQueues, type QueueSettings, startLocalQueues } from './queues.ts'
import type { LocalSecrets } from './secrets.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')

/** Short, and extended while a handler runs: what a killed process was handling is soon handed out again. */
const VISIBILITY_SECONDS = 30
/** As long as a Lambda may run. */
const HANDLER_SECONDS = 900

const queueSettings = (visibilityTimeoutSeconds: number, maxReceiveCount: number): QueueSettings[] => [
  ...['extract', 'assemble', 'costs'].map((name) => ({
    name,
    visibilityTimeoutSeconds,
    maxReceiveCount,
    deadLetter: 'dead-letters',
  })),
  { name: 'dead-letters', visibilityTimeoutSeconds, maxReceiveCount: 1000 },
]

export type Stack = {
  url: string
  app: App
  /** What another process needs to work on the same stack. */
  settings: Record<string, string>
  host: FunctionsHost
  queues: LocalQueues
  crons: Crons
  /** Feeds the consumers; nothing where polling was put off. */
  poller: Poller
  /** Begins to feed the consumers, where that was put off. */
  startPolling(): Poller
  close(): Promise<void>
}

/** Where the servers are that hold data; they may belong to another process. */
export type ServiceAddresses = {
  postgres?: Pick<LocalPostgres, 'url'>
  s3?: { endpoint: string }
  redis?: { url: string; token: string }
  secrets: LocalSecrets
}

export type StackOptions = {
  services: ServiceAddresses
  database: string
  bucket: string
  port?: number
  /** Keeps the queues' messages; without it they live in memory. */
  queuesDir?: string
  /** Settings that are not the embedded ones. */
  env?: Record<string, string | undefined>
  sink?: LogSink
  now?: () => Date
  /** Whether crons fire by the clock; they can be fired by hand all the same. */
  clock?: boolean
  /** When a failed message comes again. */
  retrySeconds?: number
  /** When a message comes again whose handler was killed. */
  visibilitySeconds?: number
  /** How often a message is handed out before it goes to the dead letters. */
  maxReceives?: number
  /** false: messages wait until somebody starts to poll. */
  poll?: boolean
}

/** The settings that the embedded services stand behind. */
const embeddedSettings = ({ services, database, bucket }: StackOptions, queues: LocalQueues) => ({
  DATABASE_URL: services.postgres && functionsUrl(services.postgres, database),
  DATABASE_POOL_SIZE: '10',
  S3_ENDPOINT: services.s3?.endpoint,
  S3_BUCKET: bucket,
  LEDGERLIFT_AWS_ACCESS_KEY_ID: services.secrets.s3_access_key,
  LEDGERLIFT_AWS_SECRET_ACCESS_KEY: services.secrets.s3_secret_key,
  SQS_ENDPOINT: queues.endpoint,
  QUEUE_URL_EXTRACT: queues.urls.extract,
  QUEUE_URL_ASSEMBLE: queues.urls.assemble,
  QUEUE_URL_COSTS: queues.urls.costs,
  QUEUE_URL_DEAD_LETTERS: queues.urls['dead-letters'],
  UPSTASH_REDIS_REST_URL: services.redis?.url,
  UPSTASH_REDIS_REST_TOKEN: services.redis?.token,
  ENCRYPTION_KEY: services.secrets.encryption_key,
  INTERNAL_TOKEN: services.secrets.internal_token,
  KEY_ENVIRONMENT: 'test',
})

async function ensureBucket(app: App, bucket: string): Promise<void> {
  const { S3_ENDPOINT, LEDGERLIFT_AWS_ACCESS_KEY_ID, LEDGERLIFT_AWS_SECRET_ACCESS_KEY } = app.config
  const client = new S3Client({
    endpoint: S3_ENDPOINT!,
    region: app.config.LEDGERLIFT_AWS_REGION,
    forcePathStyle: true,
    credentials: {
      accessKeyId: LEDGERLIFT_AWS_ACCESS_KEY_ID!,
      secretAccessKey: LEDGERLIFT_AWS_SECRET_ACCESS_KEY!,
    },
  })
  await client.send(new CreateBucketCommand({ Bucket: bucket })).catch((error: { name?: string }) => {
    if (error.name !== 'BucketAlreadyOwnedByYou') throw error
  })
  client.destroy()
}

type Handler = (event: SQSEvent, context: Context) => Promise<unknown>

/** The consumers, and how many messages each takes at once: reading is heavy, the rest is light. */
export async function queueConsumers(
  app: App,
  urls: Record<string, string>,
  visibilityTimeoutSeconds: number = VISIBILITY_SECONDS,
): Promise<PollerSource[]> {
  const load = async (file: string): Promise<Handler> => (await import(path.join(ROOT, 'functions', file))).handler
  const source = async (name: string, file: string, concurrency: number) => ({
    name,
    url: urls[name]!,
    handler: await load(file),
    batchSize: 1,
    concurrency,
    visibilityTimeoutSeconds,
    timeoutSeconds: HANDLER_SECONDS,
  })
  return Promise.all([
    source('extract', 'extract-document.ts', app.config.WORKER_CONCURRENCY),
    source('assemble', 'assemble-job.ts', 2),
    source('costs', 'record-cost.ts', 2),
    source('dead-letters', 'dead-letters.ts', 1),
  ])
}

const definedOnly = (settings: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(settings).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))

/** Starts everything on a database that is migrated already; when a part fails, the parts before it are stopped. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const closing: (() => Promise<void>)[] = []
  const close = async () => {
    for (const stop of closing.splice(0).reverse()) await stop()
  }
  try {
    return await startParts(options, (stop) => closing.push(stop), close)
  } catch (error) {
    await close()
    throw error
  }
}

type OnClose = (stop: () => Promise<void>) => void

async function startParts(options: StackOptions, onClose: OnClose, close: () => Promise<void>): Promise<Stack> {
  // Powertools writes its metrics to the standard output, which belongs to whoever is at the terminal here.
  process.env.POWERTOOLS_METRICS_DISABLED = 'true'
  const { queuesDir: dataDir, retrySeconds: retryVisibilitySeconds = 2 } = options
  const { visibilitySeconds = VISIBILITY_SECONDS, maxReceives = MAX_RECEIVES } = options
  const queues = await startLocalQueues({
    queues: queueSettings(visibilitySeconds, maxReceives),
    ...(dataDir ? { dataDir } : {}),
  })
  onClose(() => queues.close())
  const settings = definedOnly({ ...embeddedSettings(options, queues), ...options.env })
  const config = readConfig(settings)
  const app = createApp({ config, sink: options.sink, now: options.now })
  onClose(() => app.close())
  provideApp(app)
  if (options.services.s3) await ensureBucket(app, config.S3_BUCKET)
  const onError = (error: unknown, where: string) => app.log.error('an embedded part failed', { where, error })
  const sources = await queueConsumers(app, queues.urls, visibilitySeconds)
  const startPolling = (fed: PollerSource[]): Poller => {
    const poller = startPoller({ endpoint: queues.endpoint, sources: fed, onError, retryVisibilitySeconds })
    onClose(() => poller.stop())
    return poller
  }
  const poller = startPolling(options.poll === false ? [] : sources)
  const host = await startFunctionsHost({
    dir: path.join(ROOT, 'netlify/functions'),
    publicDir: path.join(ROOT, 'public'),
    ...(options.port === undefined ? {} : { port: options.port }),
    onError,
  })
  onClose(() => host.close())
  const crons = startCrons(host.functions, { onError, paused: options.clock === false })
  onClose(() => crons.stop())
  return { url: host.url, app, settings, host, queues, crons, poller, startPolling: () => startPolling(sources), close }
}
