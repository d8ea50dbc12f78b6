import { Ratelimit } from '@upstash/ratelimit'
import type { Redis } from '@upstash/redis'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMemoryBackend } from '../../../lib/local/redis/memory-backend.ts'
import type { RedisBackend } from '../../../lib/local/redis/reply.ts'
import { isRedisServerInstalled, startServerBackend } from '../../../lib/local/redis/server-backend.ts'

type Call = { script: string; hash: string; keys: unknown[]; args: unknown[] }

/** The scripts that the installed package sends, caught on their way. */
async function catchScripts(): Promise<Map<string, Call>> {
  const scripts = new Map<string, Call>()
  let hash = ''
  const redis = {
    evalsha: async (sha: string) => {
      hash = sha
      throw new Error('NOSCRIPT')
    },
    eval: async (script: string, keys: unknown[], args: unknown[]) => {
      scripts.set(hash, { script, hash, keys, args })
      return [1, 1, 1]
    },
  } as unknown as Redis
  const limiters = [
    Ratelimit.fixedWindow(5, '10 s'),
    Ratelimit.slidingWindow(5, '10 s'),
    Ratelimit.tokenBucket(2, '10 s', 5),
    Ratelimit.cachedFixedWindow(5, '10 s'),
  ]
  for (const limiter of limiters) {
    const limit = new Ratelimit({ redis, limiter, ephemeralCache: new Map(), timeout: 0 })
    await limit.limit('id')
    await limit.getRemaining('id')
    await limit.resetUsedTokens('id')
  }
  return scripts
}

const evaluation = ({ script }: Call, keys: readonly string[], args: (string | number)[]) => [
  'EVAL',
  script,
  `${keys.length}`,
  ...keys,
  ...args.map(String),
]

test('every script of the installed package is known by its text and by its hash', async () => {
  const scripts = await catchScripts()
  expect(scripts.size).toBe(9)
  const memory = createMemoryBackend()
  for (const { script, hash } of scripts.values()) {
    const rest = ['2', 'a', 'b', '5', '1000', '1000', '1', '1']
    const byText = await memory.call(['EVAL', script, ...rest])
    await memory.call(['FLUSHALL'])
    expect(await memory.call(['EVALSHA', hash, ...rest])).toEqual(byText)
    await memory.call(['FLUSHALL'])
  }
})

test('another script is refused with a reason, after the client was told to send its text', async () => {
  const memory = createMemoryBackend()
  await expect(memory.call(['EVALSHA', '0'.repeat(40), '0'])).rejects.toThrow(/^NOSCRIPT/)
  await expect(memory.call(['EVAL', 'return 1', '0'])).rejects.toThrow('the Redis in memory has no Lua')
})

const missing = isRedisServerInstalled() ? '' : ' (skipped: redis-server is not on PATH)'

describe.skipIf(missing)(`against Lua in redis-server${missing}`, () => {
  let server: RedisBackend
  let scripts: Call[]

  beforeAll(async () => {
    server = await startServerBackend()
    scripts = [...(await catchScripts()).values()]
  })
  afterAll(() => server?.close())

  /** Runs the same calls on both and compares every reply, and what they leave behind. */
  async function compare(
    calls: { name: number; keys: readonly string[]; args: number[] }[],
    limit: number | undefined,
  ) {
    const backends = [server, createMemoryBackend()]
    const seen = await Promise.all(
      backends.map(async (backend) => {
        await backend.call(['FLUSHALL'])
        if (limit !== undefined) await backend.call(['SET', 'limit', `${limit}`])
        const replies: unknown[] = []
        for (const { name, keys, args } of calls) {
          replies.push(await backend.call(evaluation(scripts[name]!, keys, args)).catch((error: Error) => error.name))
        }
        const left: unknown[] = []
        for (const key of ['a', 'b']) {
          const ttl = Number(await backend.call(['TTL', key]))
          const string = await backend.call(['GET', key]).catch(() => null)
          const hash = await backend.call(['HGETALL', key]).catch(() => null)
          left.push({ ttl: Math.round(ttl / 10), string, hash })
        }
        return { replies, left }
      }),
    )
    expect(seen[1]).toEqual(seen[0])
  }

  const tokens = fc.integer({ min: 1, max: 6 })
  const window = fc.constantFrom(100_000, 1_000_000, 7_000_000)
  const clock = fc.integer({ min: 1_700_000_000_000, max: 1_700_020_000_000 })
  const rate = fc.integer({ min: -2, max: 4 })
  const limit = fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined })
  const find = (wanted: RegExp) => scripts.flatMap(({ script }, at) => (wanted.test(script) ? [at] : []))

  test('fixed windows', async () => {
    const names = find(/local window +=.*ARGV\[2\][\s\S]*INCRBY|usedTokens = tonumber\(value\)/)
    expect(names).toHaveLength(2)
    const call = fc.record({
      name: fc.constantFrom(...names),
      keys: fc.constantFrom(['a'], ['a', 'limit'], ['b', 'limit']),
      args: fc.tuple(tokens, window, rate),
    })
    await fc.assert(fc.asyncProperty(fc.array(call, { maxLength: 8 }), limit, compare), { numRuns: 60 })
  })

  test('sliding windows', async () => {
    const names = find(/previousKey/)
    expect(names).toHaveLength(2)
    const call = fc.record({
      name: fc.constantFrom(...names),
      keys: fc.constantFrom(['a', 'b'], ['b', 'a'], ['a', 'b', 'limit']),
      args: fc.tuple(tokens, clock, window, rate),
    })
    await fc.assert(fc.asyncProperty(fc.array(call, { maxLength: 8 }), limit, compare), { numRuns: 60 })
  })

  test('token buckets', async () => {
    const names = find(/refilledAt/)
    expect(names).toHaveLength(2)
    const call = fc.record({
      name: fc.constantFrom(...names),
      keys: fc.constantFrom(['a'], ['a', 'limit'], ['b', 'limit']),
      args: fc.tuple(tokens, window, fc.integer({ min: 1, max: 5 }), clock, rate),
    })
    await fc.assert(fc.asyncProperty(fc.array(call, { maxLength: 8 }), limit, compare), { numRuns: 60 })
  })

  test('cached fixed windows, and the reset of them all', async () => {
    const names = find(/r == incrementBy then|tokens = value|scan_result/)
    expect(names).toHaveLength(3)
    const call = fc.record({
      name: fc.constantFrom(...names),
      keys: fc.constantFrom(['a'], ['b'], ['?']),
      args: fc.tuple(window, rate),
    })
    await fc.assert(fc.asyncProperty(fc.array(call, { maxLength: 8 }), limit, compare), { numRuns: 60 })
  })
})
