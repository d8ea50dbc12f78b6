import { afterEach, describe, expect, test } from 'vitest'
import { type LocalRedis, startLocalRedis } from '../../lib/local/redis/local-redis.ts'
import { openCache } from '../../lib/platform/cache.ts'
import type { Config } from '../../lib/platform/config.ts'
import { createLog } from '../../lib/platform/log.ts'

let redis: LocalRedis | undefined
afterEach(async () => {
  await redis?.close()
  redis = undefined
})

const TOKEN = 'a-token-of-the-tests'
const warnings: string[] = []
const log = createLog((_level, message) => void warnings.push(message), 'WARN')
const at = { now: new Date('2026-01-01T00:00:00Z') }
const now = () => at.now
const settings = (url?: string) => ({ UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: url && TOKEN }) as Config

describe.each(['memory', 'redis'] as const)('requests counted in %s', (kind) => {
  const open = async () => {
    if (kind === 'redis') redis = await startLocalRedis({ token: TOKEN, backend: 'memory' })
    return openCache(settings(redis?.url), kind === 'redis' ? () => new Date() : now, log)
  }

  test('a caller may make as many as the limit says, and no more', async () => {
    const cache = await open()
    expect(cache.kind).toBe(kind)
    const verdicts = []
    for (let i = 0; i < 4; i++) verdicts.push(await cache.limit('ada', 3))
    expect(verdicts.map(({ allowed }) => allowed)).toEqual([true, true, true, false])
    expect(verdicts.map(({ remaining }) => remaining)).toEqual([2, 1, 0, 0])
    expect(verdicts.every(({ limit, reset_seconds }) => limit === 3 && reset_seconds >= 1 && reset_seconds <= 60)).toBe(
      true,
    )
  })

  test('one caller’s requests are not another’s', async () => {
    const cache = await open()
    await cache.limit('ada', 1)
    expect((await cache.limit('ada', 1)).allowed).toBe(false)
    expect((await cache.limit('bob', 1)).allowed).toBe(true)
  })
})

test('in memory a new window begins when the old one is over', async () => {
  const cache = await openCache(settings(), now, log)
  await cache.limit('ada', 1)
  at.now = new Date(at.now.getTime() + 59_999)
  expect((await cache.limit('ada', 1)).allowed).toBe(false)
  at.now = new Date(at.now.getTime() + 1)
  expect((await cache.limit('ada', 1)).allowed).toBe(true)
})

test('two instances over one Redis count together', async () => {
  redis = await startLocalRedis({ token: TOKEN, backend: 'memory' })
  const [one, other] = await Promise.all([1, 2].map(() => openCache(settings(redis!.url), () => new Date(), log)))
  await one!.limit('ada', 2)
  await other!.limit('ada', 2)
  expect((await one!.limit('ada', 2)).allowed).toBe(false)
})

test('a Redis that does not answer lets requests through, counted in memory, and says so', async () => {
  redis = await startLocalRedis({ token: TOKEN, backend: 'memory' })
  const cache = await openCache(settings(redis.url), () => new Date(), log)
  await redis.close()
  redis = undefined
  expect((await cache.limit('ada', 1)).allowed).toBe(true)
  expect((await cache.limit('ada', 1)).allowed).toBe(false)
  expect(warnings).toContain('the rate limiter does not answer; counting in memory')
  await expect(cache.ping()).rejects.toThrow()
})
