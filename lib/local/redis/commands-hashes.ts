import { type Command, inPairs, toInteger } from './command.ts'
import type { Keyspace } from './keyspace.ts'
import { RedisError } from './reply.ts'

function open(keyspace: Keyspace, key: string): Map<string, string> {
  const found = keyspace.read(key, 'hash')
  if (found) return found
  const hash = new Map<string, string>()
  keyspace.write(key, 'hash', hash)
  return hash
}

export const hashCommands: Record<string, Command> = {
  HSET: {
    min: 3,
    run: (keyspace, [key, ...rest]) => {
      const pairs = inPairs(rest)
      const hash = open(keyspace, key!)
      const before = hash.size
      for (const [field, value] of pairs) hash.set(field, value)
      return hash.size - before
    },
  },
  HGET: { min: 2, max: 2, run: (keyspace, [key, field]) => keyspace.read(key!, 'hash')?.get(field!) ?? null },
  HMGET: {
    min: 2,
    run: (keyspace, [key, ...fields]) => {
      const hash = keyspace.read(key!, 'hash')
      return fields.map((field) => hash?.get(field) ?? null)
    },
  },
  HGETALL: { min: 1, max: 1, run: (keyspace, [key]) => [...(keyspace.read(key!, 'hash') ?? [])].flat() },
  HDEL: {
    min: 2,
    run: (keyspace, [key, ...fields]) => {
      const hash = keyspace.read(key!, 'hash')
      const removed = fields.filter((field) => hash?.delete(field)).length
      if (hash?.size === 0) keyspace.remove(key!)
      return removed
    },
  },
  HINCRBY: {
    min: 3,
    max: 3,
    run: (keyspace, [key, field, by]) => {
      const increment = toInteger(by)
      const text = keyspace.read(key!, 'hash')?.get(field!) ?? '0'
      if (!/^-?\d+$/.test(text)) throw new RedisError('ERR hash value is not an integer')
      const value = toInteger(text) + increment
      open(keyspace, key!).set(field!, `${value}`)
      return value
    },
  },
}
