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

type Options = {
  dir: string
  /** false: no protection against a crash of the machine, for data that is thrown away. */
  durable?: boolean
  corsOrigins?: string[]
}

/** Starts them side by side; when one fails the others are stopped again. */
export async function startServices({ dir, durable = true, corsOrigins = [] }: Options): Promise<Services> {
  const secrets = readOrMakeSecrets(dir)
  const starting = {
    postgres: startLocalPostgres({ dir: path.join(dir, 'postgres'), durable }),
    s3: startLocalS3({
      dir: path.join(dir, 's3'),
      credentials: { [secrets.s3_access_key]: secrets.s3_secret_key },
      corsOrigins,
    }),
    redis: startLocalRedis({ token: secrets.redis_token }),
  }
  const settled = await Promise.allSettled(Object.values(starting))
  const failed = settled.find((outcome) => outcome.status === 'rejected')
  if (failed) {
    const stops = [
      starting.postgres.then((it) => it.stop()),
      starting.s3.then((it) => it.close()),
      starting.redis.then((it) => it.close()),
    ]
    await Promise.allSettled(stops)
    throw failed.reason
  }
  const [postgres, s3, redis] = await Promise.all([starting.postgres, starting.s3, starting.redis])
  return {
    postgres,
    s3,
    redis,
    secrets,
    close: async () => {
      await Promise.allSettled([s3.close(), redis.close(), postgres.stop()])
    },
  }
}
