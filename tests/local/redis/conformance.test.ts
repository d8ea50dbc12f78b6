import { Ratelimit } from '@upstash/ratelimit'
import { Redis } from '@upstash/redis'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { pollUntil } from '../../../lib/local/poll-until.ts'
import { type LocalRedis, startLocalRedis } from '../../../lib/local/redis/local-redis.ts'
import { isRedisServerInstalled } from '../../../lib/local/redis/server-backend.ts'

const token = 'a token for the tests'
const backends = [
  { backend: 'memory', note: '' },
  { backend: 'redis-server', note: isRedisServerInstalled() ? '' : '(skipped: redis-server is not on PATH)' },
] as const

describe.each(backends)('over $backend $note', ({ backend, note }) => {
  if (note) return test.skip('the commands and scripts of the Upstash clients', () => {})

  let local: LocalRedis
  let redis: Redis

  beforeAll(async () => {
    local = await startLocalRedis({ token, backend })
    redis = new Redis({ url: local.url, token, enableTelemetry: false, retry: false })
  })
  beforeEach(() => redis.flushall())
  afterAll(() => local?.close())

  const raw = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(local.url + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
    return { status: response.status, body: await response.json() }
  }
  const call = async (...command: (string | number)[]) => (await raw('/', command)).body
  const replies = async (...commands: (string | number)[][]) => {
    const results: unknown[] = []
    for (const command of commands) results.push((await call(...command)).result)
    return results
  }

  describe('protocol', () => {
    test('another token, or none, is 401 and does nothing', async () => {
      const stranger = await raw('/', ['SET', 'a', '1'], { authorization: 'Bearer wrong' })
      expect(stranger).toEqual({ status: 401, body: { error: 'WRONGPASS invalid or missing auth token' } })
      expect((await fetch(local.url, { method: 'POST', body: '["PING"]' })).status).toBe(401)
      expect(await call('GET', 'a')).toEqual({ result: null })
    })

    test('text is encoded for those who ask, nested too; OK, numbers and nothing are not', async () => {
      await call('RPUSH', 'list', 'ünïcode "text"')
      const commands = [
        ['LRANGE', 'list', 0, -1],
        ['SET', 'k', 'v'],
        ['LLEN', 'list'],
        ['GET', 'none'],
        ['GET', 'k'],
      ]
      expect((await raw('/pipeline', commands)).body).toEqual([
        { result: ['ünïcode "text"'] },
        { result: 'OK' },
        { result: 1 },
        { result: null },
        { result: 'v' },
      ])
      expect((await raw('/pipeline', commands, { 'upstash-encoding': 'base64' })).body).toEqual([
        { result: [Buffer.from('ünïcode "text"').toString('base64')] },
        { result: 'OK' },
        { result: 1 },
        { result: null },
        { result: 'dg==' },
      ])
    })

    test('a failing command in a pipeline leaves the others alone', async () => {
      const { status, body } = await raw('/pipeline', [
        ['SET', 'a', 'x'],
        ['INCR', 'a'],
        ['LPUSH', 'a', 1],
        ['GET', 'a'],
      ])
      expect([status, body]).toEqual([
        200,
        [
          { result: 'OK' },
          { error: 'ERR value is not an integer or out of range' },
          { error: 'WRONGTYPE Operation against a key holding the wrong kind of value' },
          { result: 'x' },
        ],
      ])
    })

    test('a transaction with a malformed command does nothing, one with a failing command the rest', async () => {
      const malformed = await raw('/multi-exec', [['SET', 'a', '1'], ['GET']])
      expect(malformed.status).toBe(400)
      expect(malformed.body.error).toContain('EXECABORT')
      expect(await call('GET', 'a')).toEqual({ result: null })
      const failing = await raw('/multi-exec', [
        ['SET', 'a', 'x'],
        ['INCR', 'a'],
        ['GET', 'a'],
      ])
      expect(failing.body).toEqual([
        { result: 'OK' },
        { error: 'ERR value is not an integer or out of range' },
        { result: 'x' },
      ])
    })

    test.each([
      ['what is no JSON', '/', '{', 400],
      ['what is no command', '/', {}, 400],
      ['an empty command', '/', [], 400],
      ['an empty pipeline', '/pipeline', [], 400],
      ['another path', '/get/a', ['GET', 'a'], 404],
      ['a command that there is not', '/', ['FROBNICATE'], 400],
      ['too few words', '/', ['GET'], 400],
      ['a command that needs a connection of its own', '/', ['SUBSCRIBE', 'x'], 400],
      ['a command that would stop the server', '/', ['SHUTDOWN'], 400],
    ])('%s is refused with a reason', async (_, path, body, status) => {
      const answer = await raw(path, body)
      expect(answer.status).toBe(status)
      expect(answer.body.error).toMatch(/^ERR /)
    })

    test('the real client reads values, objects and lists back as they were', async () => {
      await redis.set('object', { a: [1, 'ü', null], b: { c: true } })
      expect(await redis.get('object')).toEqual({ a: [1, 'ü', null], b: { c: true } })
      await redis.hset('hash', { one: 1, text: 'OK' })
      expect(await redis.hgetall('hash')).toEqual({ one: 1, text: 'OK' })
      expect(await redis.hget('hash', 'none')).toBeNull()
      expect(await redis.ping()).toBe('PONG')
      const [set, got] = await redis.multi().set('k', 'v').get('k').exec()
      expect([set, got]).toEqual(['OK', 'v'])
      expect(await redis.pipeline().incr('n').incrby('n', 5).decr('n').exec()).toEqual([1, 6, 5])
    })

    test('a large value with every kind of character arrives unchanged', async () => {
      const value = 'ü\r\n$5\r\n"\\ 💶'.repeat(20_000)
      await redis.set('large', value)
      expect(await redis.get('large')).toBe(value)
    })

    test('commands of many callers do not mix', async () => {
      await Promise.all(Array.from({ length: 200 }, (_, n) => redis.set(`key:${n}`, n)))
      const values = await Promise.all(Array.from({ length: 200 }, (_, n) => redis.get(`key:${n}`)))
      expect(values).toEqual(Array.from({ length: 200 }, (_, n) => n))
    })
  })

  describe('commands', () => {
    test('SET with conditions, and with the old value', async () => {
      expect(
        await replies(
          ['SET', 'a', '1', 'XX'],
          ['SET', 'a', '1', 'NX'],
          ['SET', 'a', '2', 'NX'],
          ['SET', 'a', '3', 'NX', 'GET'],
          ['SET', 'a', '4', 'GET'],
          ['SET', 'b', '5', 'GET'],
          ['MGET', 'a', 'b', 'c'],
          ['EXISTS', 'a', 'a', 'c'],
          ['DEL', 'a', 'b', 'c'],
        ),
      ).toEqual([null, 'OK', null, '1', '1', null, ['4', '5', null], 2, 2])
      expect((await call('SET', 'a', '1', 'NX', 'XX')).error).toBe('ERR syntax error')
      expect((await call('SET', 'a', '1', 'EX', '0')).error).toMatch(/^ERR invalid expire time/)
      expect((await call('SET', 'a', '1', 'EX', 'x')).error).toMatch(/^ERR value is not an integer/)
      expect((await call('SET', 'a', '1', 'EX')).error).toBe('ERR syntax error')
    })

    test('keys expire, and only SET without KEEPTTL takes an expiry away', async () => {
      await replies(['SET', 'a', '1', 'EX', 100], ['SET', 'b', '1', 'PX', 100_000], ['SET', 'c', '1'])
      expect(await replies(['TTL', 'a'], ['TTL', 'b'], ['TTL', 'c'], ['TTL', 'd'])).toEqual([100, 100, -1, -2])
      await replies(['SET', 'a', '2', 'KEEPTTL'], ['INCR', 'a'], ['SET', 'b', '2'])
      expect(await replies(['TTL', 'a'], ['TTL', 'b'], ['EXPIRE', 'd', 5])).toEqual([100, -1, 0])
      expect(await replies(['EXPIRE', 'c', 50], ['TTL', 'c'], ['EXPIRE', 'c', -1], ['EXISTS', 'c'])).toEqual([
        1, 50, 1, 0,
      ])
      await replies(['HSET', 'h', 'f', '1'], ['PEXPIRE', 'h', 40])
      expect((await call('PTTL', 'h')).result).toBeLessThanOrEqual(40)
      expect(await pollUntil(async () => (await call('EXISTS', 'h')).result === 0, { timeoutMs: 5000 })).toBe(true)
      expect(await replies(['HGETALL', 'h'], ['PTTL', 'h'])).toEqual([[], -2])
    })

    test('hashes', async () => {
      expect(
        await replies(
          ['HSET', 'h', 'a', '1', 'b', '2'],
          ['HSET', 'h', 'a', '3', 'c', '4'],
          ['HGET', 'h', 'a'],
          ['HMGET', 'h', 'a', 'x', 'c'],
          ['HINCRBY', 'h', 'a', 5],
          ['HINCRBY', 'h', 'new', -2],
          ['HDEL', 'h', 'a', 'x', 'new'],
          ['HGETALL', 'h'],
          ['HDEL', 'h', 'b', 'c'],
          ['EXISTS', 'h'],
        ),
      ).toEqual([2, 1, '3', ['3', null, '4'], 8, -2, 2, ['b', '2', 'c', '4'], 2, 0])
      await call('HSET', 'h', 'text', 'x')
      expect((await call('HINCRBY', 'h', 'text', 1)).error).toBe('ERR hash value is not an integer')
      expect((await call('HSET', 'h', 'a', '1', 'b')).error).toMatch(/^ERR wrong number of arguments/)
    })

    test('lists', async () => {
      expect(
        await replies(
          ['RPUSH', 'l', 'c', 'd', 'e'],
          ['LPUSH', 'l', 'b', 'a'],
          ['LRANGE', 'l', 0, -1],
          ['LRANGE', 'l', -2, 100],
          ['LRANGE', 'l', 3, 1],
          ['LLEN', 'l'],
          ['LPOP', 'l'],
          ['RPOP', 'l', 2],
          ['LTRIM', 'l', 0, 0],
          ['LRANGE', 'l', 0, -1],
          ['LPOP', 'l', 5],
          ['LPOP', 'l'],
          ['LPOP', 'l', 2],
          ['EXISTS', 'l'],
        ),
      ).toEqual([
        3,
        5,
        ['a', 'b', 'c', 'd', 'e'],
        ['d', 'e'],
        [],
        5,
        'a',
        ['e', 'd'],
        'OK',
        ['b'],
        ['b'],
        null,
        null,
        0,
      ])
      expect(await replies(['RPUSH', 'l', 'x'], ['LTRIM', 'l', 1, -1], ['EXISTS', 'l'])).toEqual([1, 'OK', 0])
    })

    test('sets', async () => {
      expect(await replies(['SADD', 's', 'a', 'b', 'a'], ['SADD', 's', 'b', 'c'], ['SREM', 's', 'a', 'x'])).toEqual([
        2, 1, 1,
      ])
      expect((await call('SMEMBERS', 's')).result.toSorted()).toEqual(['b', 'c'])
      expect(await replies(['SREM', 's', 'b', 'c'], ['EXISTS', 's'], ['SMEMBERS', 's'])).toEqual([2, 0, []])
    })

    test('sorted sets', async () => {
      expect(
        await replies(
          ['ZADD', 'z', 2, 'b', 1, 'a', 2, 'B', 10, 'd'],
          ['ZADD', 'z', 'NX', 5, 'a', 3, 'c'],
          ['ZADD', 'z', 'XX', 'CH', 1.5, 'a', 9, 'none'],
          ['ZADD', 'z', 'GT', 1, 'a'],
          ['ZRANGE', 'z', 0, -1, 'WITHSCORES'],
          ['ZRANGEBYSCORE', 'z', '(1.5', '+inf', 'LIMIT', 1, 2],
          ['ZRANGEBYSCORE', 'z', '-inf', '(3', 'WITHSCORES'],
          ['ZRANGE', 'z', '10', '2', 'BYSCORE', 'REV', 'LIMIT', 0, 2],
          ['ZRANGE', 'z', 0, 0, 'REV'],
          ['ZCARD', 'z'],
          ['ZREM', 'z', 'a', 'b', 'none'],
          ['ZREM', 'z', 'B', 'c', 'd'],
          ['EXISTS', 'z'],
        ),
      ).toEqual([
        4,
        1,
        1,
        0,
        ['a', '1.5', 'B', '2', 'b', '2', 'c', '3', 'd', '10'],
        ['b', 'c'],
        ['a', '1.5', 'B', '2', 'b', '2'],
        ['d', 'c'],
        ['d'],
        5,
        2,
        3,
        0,
      ])
      expect((await call('ZADD', 'z', 'x', 'a')).error).toBe('ERR value is not a valid float')
      expect((await call('ZRANGEBYSCORE', 'z', 'x', '1')).error).toBe('ERR min or max is not a float')
      expect((await call('ZADD', 'z', 'NX', 'XX', '1', 'a')).error).toMatch(/^ERR /)
    })

    test('SCAN finds every key of a pattern', async () => {
      const names = ['job:1', 'job:2', 'job:33', 'other', 'a.b', 'aXb', 'star*', '[x]']
      for (const name of names) await call('SET', name, '1')
      const scan = async (pattern: string) => {
        const found: string[] = []
        let cursor = '0'
        do {
          const [next, keys] = (await call('SCAN', cursor, 'MATCH', pattern, 'COUNT', 3)).result
          found.push(...keys)
          cursor = next
        } while (cursor !== '0')
        return found.toSorted()
      }
      expect(await scan('job:*')).toEqual(['job:1', 'job:2', 'job:33'])
      expect(await scan('job:?')).toEqual(['job:1', 'job:2'])
      expect(await scan('job:[^1]*')).toEqual(['job:2', 'job:33'])
      expect(await scan('job:[2-3]*')).toEqual(['job:2', 'job:33'])
      expect(await scan('a.b')).toEqual(['a.b'])
      expect(await scan('star\\*')).toEqual(['star*'])
      expect(await scan('\\[x\\]')).toEqual(['[x]'])
      expect(await scan('*')).toEqual(names.toSorted())
    })
  })

  describe('rate limits of @upstash/ratelimit', () => {
    const limiters = [
      ['fixedWindow', Ratelimit.fixedWindow(3, '1 d')],
      ['slidingWindow', Ratelimit.slidingWindow(3, '1 d')],
      ['tokenBucket', Ratelimit.tokenBucket(1, '1 d', 3)],
    ] as const

    test.each(limiters)('%s lets through what it should, across clients, until it is reset', async (name, limiter) => {
      const open = () => new Ratelimit({ redis, limiter, prefix: name, ephemeralCache: false, timeout: 0 })
      const [one, two] = [open(), open()]
      expect((await one.getRemaining('key')).remaining).toBe(3)
      const outcomes = [await one.limit('key'), await two.limit('key'), await one.limit('key'), await two.limit('key')]
      expect(outcomes.map(({ success }) => success)).toEqual([true, true, true, false])
      expect(outcomes.map(({ remaining }) => remaining)).toEqual([2, 1, 0, 0])
      expect((await one.limit('other key')).success).toBe(true)
      expect(await one.getRemaining('key')).toMatchObject({ remaining: 0, limit: 3 })
      await one.resetUsedTokens('key')
      expect((await one.getRemaining('key')).remaining).toBe(3)
    })

    test.each(limiters)('%s takes a rate, a refund, and a limit that was changed meanwhile', async (name, limiter) => {
      const rated = new Ratelimit({
        redis,
        limiter,
        prefix: name,
        ephemeralCache: false,
        timeout: 0,
        dynamicLimits: true,
      })
      expect((await rated.limit('key', { rate: 2 })).remaining).toBe(1)
      expect((await rated.limit('key', { rate: -1 })).remaining).toBe(2)
      await rated.setDynamicLimit({ limit: 10 })
      expect((await rated.limit('new key')).remaining).toBe(9)
    })

    test('of many at once exactly the limit gets through', async () => {
      const limiter = Ratelimit.fixedWindow(10, '1 d')
      const limit = new Ratelimit({ redis, limiter, ephemeralCache: false, timeout: 0 })
      const outcomes = await Promise.all(Array.from({ length: 50 }, () => limit.limit('key')))
      expect(outcomes.filter(({ success }) => success)).toHaveLength(10)
    })

    test('cachedFixedWindow counts', async () => {
      const limiter = Ratelimit.cachedFixedWindow(2, '1 d')
      const limit = new Ratelimit({ redis, limiter, ephemeralCache: new Map(), timeout: 0 })
      const outcomes = []
      for (let n = 0; n < 3; n++) {
        const { success, pending } = await limit.limit('key')
        await pending
        outcomes.push(success)
      }
      expect(outcomes).toEqual([true, true, false])
      expect((await limit.getRemaining('key')).remaining).toBeLessThanOrEqual(0)
    })
  })
})
