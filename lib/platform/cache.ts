/** What instances share for a short time: so far the counting of requests. Upstash Redis, or memory without it. */
import type { Config } from './config.ts'
import type { Log } from './log.ts'

export type LimitVerdict = { allowed: boolean; limit: number; remaining: number; reset_seconds: number }

export type Cache = {
  kind: 'redis' | 'memory'
  /** Counts one request of `who` in the window. */
  limit(who: string, perMinute: number): Promise<LimitVerdict>
  ping(): Promise<void>
}

const WINDOW_MS = 60_000
/** Above this many callers in memory, those whose window is over are forgotten. */
const MEMORY_CALLERS = 10_000

function memoryCache(now: () => Date): Cache {
  const windows = new Map<string, { startedAt: number; count: number }>()
  const forgetOld = (at: number) => {
    if (windows.size < MEMORY_CALLERS) return
    for (const [who, { startedAt }] of windows) if (startedAt + WINDOW_MS <= at) windows.delete(who)
  }
  return {
    kind: 'memory',
    limit: async (who, perMinute) => {
      const at = now().getTime()
      forgetOld(at)
      const current = windows.get(who)
      const open = current && current.startedAt + WINDOW_MS > at ? current : { startedAt: at, count: 0 }
      open.count += 1
      windows.set(who, open)
      return {
        allowed: open.count <= perMinute,
        limit: perMinute,
        remaining: Math.max(0, perMinute - open.count),
        reset_seconds: Math.max(1, Math.ceil((open.startedAt + WINDOW_MS - at) / 1000)),
      }
    },
    ping: async () => {},
  }
}

/** A Redis that does not answer must not take the API with it: the instance then counts on its own. */
async function redisCache(url: string, token: string, now: () => Date, log: Log): Promise<Cache> {
  const [{ Redis }, { Ratelimit }] = await Promise.all([import('@upstash/redis'), import('@upstash/ratelimit')])
  const redis = new Redis({ url, token, enableTelemetry: false, retry: { retries: 1 } })
  const limiters = new Map<number, InstanceType<typeof Ratelimit>>()
  const fallback = memoryCache(now)
  const limiterOf = (perMinute: number) => {
    const known = limiters.get(perMinute)
    if (known) return known
    const limiter = Ratelimit.slidingWindow(perMinute, '60 s')
    const made = new Ratelimit({ redis, limiter, prefix: 'ledgerlift:limit', timeout: 1_000, analytics: false })
    limiters.set(perMinute, made)
    return made
  }
  return {
    kind: 'redis',
    limit: async (who, perMinute) => {
      try {
        const { success, limit, remaining, reset } = await limiterOf(perMinute).limit(who)
        const resetSeconds = Math.max(1, Math.ceil((reset - now().getTime()) / 1000))
        return { allowed: success, limit, remaining: Math.max(0, remaining), reset_seconds: resetSeconds }
      } catch (error) {
        log.warn('the rate limiter does not answer; counting in memory', { error })
        return fallback.limit(who, perMinute)
      }
    },
    ping: async () => {
      await redis.ping()
    },
  }
}

export async function openCache(config: Config, now: () => Date, log: Log): Promise<Cache> {
  const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = config
  return url && token ? redisCache(url, token, now, log) : memoryCache(now)
}
