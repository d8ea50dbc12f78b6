/** The servers that hold data: PostgreSQL, S3 and Redis. One set of them can serve many stacks. */
import path from 'node:path'
import { type LocalPostgres, startLocalPostgres } from './postgres.ts'
import { type LocalRedis, startLocalRedis } from './redis/local-redis.ts'
import { type LocalS3, startLocalS3 } from './s3/server.ts'
import { type LocalSecrets, readOrMakeSecrets } from './secrets.ts'

type Server = { postgres: LocalPostgres; s3: LocalS3; redis: LocalRedis }
type Kind = keyof Server

export type Services<Embedded extends Kind = Kind> = Pick<Server, Embedded> & {
  secrets: LocalSecrets
  close(): Promise<void>
}

export type ServicesOptions = {
  dir: string
  /** false: no protection against a crash of the machine, for data that is thrown away. */
  durable?: boolean
  corsOrigins?: string[]
}

/** Starts them side by side; when one fails the others are stopped again. */
export async function startServices(options: ServicesOptions): Promise<Services> {
  return (await startSome(options, ['postgres', 's3', 'redis'])) as Services
}

/** The same for those that are not elsewhere. */
export async function startSome(
  { dir, durable = true, corsOrigins = [] }: ServicesOptions,
  kinds: readonly Kind[],
): Promise<Partial<Server> & Services<never>> {
  const secrets = readOrMakeSecrets(dir)
  const credentials = { [secrets.s3_access_key]: secrets.s3_secret_key }
  const stops: (() => Promise<void>)[] = []
  const close = async () => {
    await Promise.allSettled(stops.map((stop) => stop()))
  }
  const start = {
    postgres: async () => {
      const postgres = await startLocalPostgres({ dir: path.join(dir, 'postgres'), durable })
      stops.push(() => postgres.stop())
      return { postgres }
    },
    s3: async () => {
      const s3 = await startLocalS3({ dir: path.join(dir, 's3'), credentials, corsOrigins })
      stops.push(() => s3.close())
      return { s3 }
    },
    redis: async () => {
      const redis = await startLocalRedis({ token: secrets.redis_token })
      stops.push(() => redis.close())
      return { redis }
    },
  } satisfies Record<Kind, () => Promise<Partial<Server>>>
  const started = await Promise.allSettled(kinds.map((kind): Promise<Partial<Server>> => start[kind]()))
  const failed = started.find((outcome) => outcome.status === 'rejected')
  if (failed) {
    await close()
    throw failed.reason
  }
  const servers = started.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : {}))
  return { ...Object.assign({}, ...servers), secrets, close }
}
