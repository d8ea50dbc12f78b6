import { type Command, inPairs, readOptions, sliceBounds, syntaxError, toInteger } from './command.ts'
import type { Keyspace } from './keyspace.ts'
import { RedisError, type Reply } from './reply.ts'

/** By score, then by member in the order of its bytes. */
function inOrder(zset: Map<string, number>): [string, number][] {
  return [...zset].sort(([a, x], [b, y]) => x - y || Buffer.compare(Buffer.from(a), Buffer.from(b)))
}

function toScore(text: string): number {
  const score = /^[+-]?inf(inity)?$/i.test(text) ? Number(text.startsWith('-') ? -Infinity : Infinity) : Number(text)
  if (text.trim() === '' || Number.isNaN(score)) throw new RedisError('ERR value is not a valid float')
  return score
}

/** `5`, `(5` for more or less than 5, `-inf`, `+inf`. */
function toBound(text: string): { score: number; open: boolean } {
  try {
    return text.startsWith('(') ? { score: toScore(text.slice(1)), open: true } : { score: toScore(text), open: false }
  } catch {
    throw new RedisError('ERR min or max is not a float')
  }
}

function withinScores(zset: Map<string, number>, min: string, max: string): [string, number][] {
  const [low, high] = [toBound(min), toBound(max)]
  return inOrder(zset).filter(
    ([, score]) =>
      (low.open ? score > low.score : score >= low.score) && (high.open ? score < high.score : score <= high.score),
  )
}

const scoreText = (score: number) => (Number.isFinite(score) ? `${score}` : score > 0 ? 'inf' : '-inf')

const listed = (members: [string, number][], withScores: boolean): Reply =>
  members.flatMap(([member, score]) => (withScores ? [member, scoreText(score)] : [member]))

/** `LIMIT offset count`, which `readOptions` cannot read since it has two values. */
function takeLimit(words: string[]): { rest: string[]; limit: (members: [string, number][]) => [string, number][] } {
  const at = words.findIndex((word) => word.toUpperCase() === 'LIMIT')
  if (at < 0) return { rest: words, limit: (members) => members }
  const [offset, count] = [toInteger(words[at + 1]), toInteger(words[at + 2])]
  const limit = (members: [string, number][]) => members.slice(offset, count < 0 ? undefined : offset + count)
  return { rest: words.toSpliced(at, 3), limit }
}

function zadd(keyspace: Keyspace, [key, ...args]: string[]): Reply {
  const pairsFrom = args.findIndex((word) => !/^(nx|xx|gt|lt|ch)$/i.test(word))
  const flags = ['NX', 'XX', 'GT', 'LT', 'CH'] as const
  const { NX, XX, GT, LT, CH } = readOptions(args.slice(0, pairsFrom), { flags, valued: [] })
  if ((NX && (XX || GT || LT)) || (GT && LT) || pairsFrom < 0) throw syntaxError()
  const pairs = inPairs(args.slice(pairsFrom)).map(([score, member]) => [toScore(score), member] as const)
  const zset = keyspace.read(key!, 'zset') ?? new Map<string, number>()
  let added = 0
  let changed = 0
  for (const [score, member] of pairs) {
    const before = zset.get(member)
    if (before === undefined ? XX : NX || (GT && score <= before) || (LT && score >= before)) continue
    zset.set(member, score)
    if (before === undefined) added++
    else if (before !== score) changed++
  }
  if (zset.size > 0) keyspace.write(key!, 'zset', zset)
  return CH ? added + changed : added
}

function zrange(keyspace: Keyspace, [key, start, stop, ...words]: string[]): Reply {
  const { rest, limit } = takeLimit(words)
  const { BYSCORE, REV, WITHSCORES } = readOptions(rest, { flags: ['BYSCORE', 'REV', 'WITHSCORES'], valued: [] })
  if (rest !== words && !BYSCORE) throw syntaxError()
  const zset = keyspace.read(key!, 'zset') ?? new Map<string, number>()
  if (BYSCORE) {
    const members = REV ? withinScores(zset, stop!, start!).reverse() : withinScores(zset, start!, stop!)
    return listed(limit(members), WITHSCORES === true)
  }
  const members = REV ? inOrder(zset).reverse() : inOrder(zset)
  const [from, to] = sliceBounds(members.length, start, stop)
  return listed(from < to ? members.slice(from, to) : [], WITHSCORES === true)
}

function zrangebyscore(keyspace: Keyspace, [key, min, max, ...words]: string[]): Reply {
  const { rest, limit } = takeLimit(words)
  const { WITHSCORES } = readOptions(rest, { flags: ['WITHSCORES'], valued: [] })
  const zset = keyspace.read(key!, 'zset') ?? new Map<string, number>()
  return listed(limit(withinScores(zset, min!, max!)), WITHSCORES === true)
}

/** SREM and ZREM. A collection that has become empty is no longer there. */
function removeMembers(keyspace: Keyspace, kind: 'set' | 'zset', [key, ...members]: string[]): Reply {
  const collection = keyspace.read(key!, kind)
  const removed = members.filter((member) => collection?.delete(member)).length
  if (collection?.size === 0) keyspace.remove(key!)
  return removed
}

export const setCommands: Record<string, Command> = {
  SADD: {
    min: 2,
    run: (keyspace, [key, ...members]) => {
      const before = keyspace.read(key!, 'set') ?? new Set<string>()
      const after = new Set([...before, ...members])
      keyspace.write(key!, 'set', after)
      return after.size - before.size
    },
  },
  SREM: { min: 2, run: (keyspace, args) => removeMembers(keyspace, 'set', args) },
  SMEMBERS: { min: 1, max: 1, run: (keyspace, [key]) => [...(keyspace.read(key!, 'set') ?? [])] },
  ZADD: { min: 3, run: zadd },
  ZREM: { min: 2, run: (keyspace, args) => removeMembers(keyspace, 'zset', args) },
  ZCARD: { min: 1, max: 1, run: (keyspace, [key]) => keyspace.read(key!, 'zset')?.size ?? 0 },
  ZRANGE: { min: 3, run: zrange },
  ZRANGEBYSCORE: { min: 3, run: zrangebyscore },
}
