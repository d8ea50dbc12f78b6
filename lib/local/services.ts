/** The servers that hold data: PostgreSQL, S3 and Redis. One set of them can serve many stacks. */
import path from 'node:path'
import { type LocalPostgres, startLocalPostgres } from './postgres.ts'
import { type LocalRedis, startLocalRedis } from './redis/local-redis.ts'
import { type LocalS3, startLocalS3 } from './s3/server.ts'
import { type LocalSecrets, readOrMakeSecrets } from './secrets.ts'

export type Services = {
  postgres: LocalPostgres
  s3: LocalS3
  redis: LocalRedis
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
export async function startServices({ dir, durable = true, corsOrigins = [] }: ServicesOptions): Promise<Services> {
  const secrets = readOrMakeSecrets(dir)
  const stops: (() => Promise<void>)[] = []
  const started = async <T>(starting: Promise<T>, stop: (server: T) => Promise<void>): Promise<T> => {
    const server = await starting
    stops.push(() => stop(server))
    return server
  }
  const close = async () => {
    await Promise.allSettled(stops.map((stop) => stop()))
  }
  const credentials = { [secrets.s3_access_key]: secrets.s3_secret_key }
  const starting = [
    started(startLocalPostgres({ dir: path.join(dir, 'postgres'), durable }), (it) => it.stop()),
    started(startLocalS3({ dir: path.join(dir, 's3'), credentials, corsOrigins }), (it) => it.close()),
    started(startLocalRedis({ token: secrets.redis_token }), (it) => it.close()),
  ] as const
  await Promise.allSettled(starting)
  try {
    const [postgres, s3, redis] = await Promise.all(starting)
    return { postgres, s3, redis, secrets, close }
  } catch (error) {
    await close()
    throw error
  }
}
