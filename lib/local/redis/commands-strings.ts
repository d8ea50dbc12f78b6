import { type Command, readOptions, syntaxError, toInteger } from './command.ts'
import type { Keyspace } from './keyspace.ts'
import { RedisError, type Reply } from './reply.ts'

function increase(keyspace: Keyspace, key: string, by: number): Reply {
  const value = toInteger(keyspace.read(key, 'string') ?? '0') + by
  if (!Number.isSafeInteger(value)) throw new RedisError('ERR increment or decrement would overflow')
  keyspace.write(key, 'string', `${value}`)
  return value
}

function set(keyspace: Keyspace, [key, value, ...words]: string[]): Reply {
  const { EX, PX, NX, XX, GET, KEEPTTL } = readOptions(words, {
    flags: ['NX', 'XX', 'GET', 'KEEPTTL'],
    valued: ['EX', 'PX'],
  })
  if ((NX && XX) || [EX, PX, KEEPTTL].filter((option) => option !== undefined).length > 1) throw syntaxError()
  const lifetimeMs = EX === undefined ? (PX === undefined ? undefined : toInteger(PX)) : toInteger(EX) * 1000
  if (lifetimeMs !== undefined && lifetimeMs <= 0) throw new RedisError("ERR invalid expire time in 'set' command")
  const before = GET ? (keyspace.read(key!, 'string') ?? null) : null
  const exists = keyspace.has(key!)
  if ((NX && exists) || (XX && !exists)) return before
  if (!KEEPTTL) keyspace.remove(key!)
  keyspace.write(key!, 'string', value!)
  if (lifetimeMs !== undefined) keyspace.expireAt(key!, keyspace.now() + lifetimeMs)
  return GET ? before : 'OK'
}

/** A key of another kind counts as absent here. */
function readIfString(keyspace: Keyspace, key: string): Reply {
  try {
    return keyspace.read(key, 'string') ?? null
  } catch {
    return null
  }
}

export const stringCommands: Record<string, Command> = {
  GET: { min: 1, max: 1, run: (keyspace, [key]) => keyspace.read(key!, 'string') ?? null },
  MGET: { min: 1, run: (keyspace, keys) => keys.map((key) => readIfString(keyspace, key)) },
  SET: { min: 2, run: set },
  INCR: { min: 1, max: 1, run: (keyspace, [key]) => increase(keyspace, key!, 1) },
  INCRBY: { min: 2, max: 2, run: (keyspace, [key, by]) => increase(keyspace, key!, toInteger(by)) },
  DECR: { min: 1, max: 1, run: (keyspace, [key]) => increase(keyspace, key!, -1) },
}
