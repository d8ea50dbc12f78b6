/** The composition root: what every function of an instance shares, built once for a cold start. */
import type { Kysely } from 'kysely'
import type { Bus } from '../platform/bus.ts'
import type { Cache } from '../platform/cache.ts'
import { type Config, configFromEnvironment } from '../platform/config.ts'
import { type App, REGIONS, type Region } from '../platform/context.ts'
import { openDatabase } from '../platform/database.ts'
import type { DB } from '../platform/database-types.generated.ts'
import { createLog, type LogSink, lineSink } from '../platform/log.ts'
import type { Objects } from '../platform/objects.ts'
import { once } from '../platform/once.ts'
import type { Queues } from '../platform/queues.ts'

type Options = { config: Config; now?: () => Date; sink?: LogSink }

const databaseUrls = (config: Config): Record<Region, string | undefined> => ({
  US: config.DATABASE_URL,
  EU: config.DATABASE_URL_EU,
  APAC: config.DATABASE_URL_APAC,
})

const buckets = (config: Config): Record<Region, string | undefined> => ({
  US: config.S3_BUCKET,
  EU: config.S3_BUCKET_EU,
  APAC: config.S3_BUCKET_APAC,
})

const toStderr = (json: boolean): LogSink => lineSink((line) => process.stderr.write(line), json)

/** For what happens before there is an App. */
export const bareLog = createLog(toStderr(true), 'ERROR')

/** Clients are made when first used: a function that never touches the store never loads its SDK. */
export function createApp({ config, now = () => new Date(), sink }: Options): App {
  const log = createLog(sink ?? toStderr(config.LOG_JSON_FORMAT), config.LOG_LEVEL)
  const databases = new Map<Region, Kysely<DB>>()
  const stores = new Map<Region, Promise<Objects>>()
  const opened: { close(): void }[] = []
  const closing: (() => Promise<void>)[] = []
  let closed = false
  const keep = <T extends { close(): void }>(client: T): T => {
    opened.push(client)
    return client
  }

  const database = (region: Region): Kysely<DB> => {
    const known = databases.get(region)
    if (known) return known
    const url = databaseUrls(config)[region]
    if (!url) throw new Error(`there is no database for region ${region}`)
    const onIdleError = (error: Error) => {
      // A server that stops right after us may still say so on a connection that is being closed.
      if (!closed) log.warn('an idle database connection broke', { region, error })
    }
    const made = openDatabase({ url, poolSize: config.DATABASE_POOL_SIZE, onIdleError })
    databases.set(region, made)
    return made
  }

  const objects = (region: Region): Promise<Objects> => {
    const known = stores.get(region)
    if (known) return known
    const bucket = buckets(config)[region]
    if (!bucket) throw new Error(`there is no bucket for region ${region}`)
    const made = import('../platform/objects.ts').then(({ objectsOptions, openObjects }) =>
      keep(openObjects(objectsOptions(config, bucket))),
    )
    stores.set(region, made)
    return made
  }

  return {
    config,
    now,
    log,
    database,
    regions: REGIONS.filter((region) => databaseUrls(config)[region] !== undefined),
    objects,
    queues: once(async (): Promise<Queues> => keep((await import('../platform/queues.ts')).openQueues(config))),
    bus: once(async (): Promise<Bus | undefined> => {
      if (!config.EVENT_BUS_NAME) return undefined
      return keep((await import('../platform/bus.ts')).openBus(config, config.EVENT_BUS_NAME))
    }),
    cache: once(async (): Promise<Cache> => (await import('../platform/cache.ts')).openCache(config, now, log)),
    onClose: (work) => void closing.push(work),
    close: async () => {
      closed = true
      await Promise.all(closing.map((work) => work()))
      for (const client of opened) client.close()
      await Promise.all([...databases.values()].map((db) => db.destroy()))
      databases.clear()
    },
  }
}

let instance: App | undefined

/** Gives this instance its App: the embedded stack and the tests make their own. */
export function provideApp(app: App): void {
  instance = app
}

/** The App of this instance; made of its environment when nobody has given it one. */
export function instanceApp(sink?: LogSink): App {
  instance ??= createApp({ config: configFromEnvironment(), ...(sink ? { sink } : {}) })
  return instance
}
