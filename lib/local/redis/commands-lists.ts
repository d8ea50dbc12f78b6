import { type Command, sliceBounds, toInteger } from './command.ts'
import type { Keyspace } from './keyspace.ts'
import { RedisError, type Reply } from './reply.ts'

type End = 'left' | 'right'

function push(keyspace: Keyspace, [key, ...values]: string[], end: End): Reply {
  const list = keyspace.read(key!, 'list') ?? []
  if (end === 'left') list.unshift(...values.reverse())
  else list.push(...values)
  keyspace.write(key!, 'list', list)
  return list.length
}

function pop(keyspace: Keyspace, [key, wanted]: string[], end: End): Reply {
  const count = wanted === undefined ? 1 : toInteger(wanted)
  if (count < 0) throw new RedisError('ERR value is out of range, must be positive')
  const list = keyspace.read(key!, 'list')
  if (!list) return null
  const taken = end === 'left' ? list.splice(0, count) : list.splice(Math.max(0, list.length - count), count).reverse()
  if (list.length === 0) keyspace.remove(key!)
  return wanted === undefined ? taken[0]! : taken
}

export const listCommands: Record<string, Command> = {
  LPUSH: { min: 2, run: (keyspace, args) => push(keyspace, args, 'left') },
  RPUSH: { min: 2, run: (keyspace, args) => push(keyspace, args, 'right') },
  LPOP: { min: 1, max: 2, run: (keyspace, args) => pop(keyspace, args, 'left') },
  RPOP: { min: 1, max: 2, run: (keyspace, args) => pop(keyspace, args, 'right') },
  LLEN: { min: 1, max: 1, run: (keyspace, [key]) => keyspace.read(key!, 'list')?.length ?? 0 },
  LRANGE: {
    min: 3,
    max: 3,
    run: (keyspace, [key, start, stop]) => {
      const list = keyspace.read(key!, 'list') ?? []
      const [from, to] = sliceBounds(list.length, start, stop)
      return from < to ? list.slice(from, to) : []
    },
  },
  LTRIM: {
    min: 3,
    max: 3,
    run: (keyspace, [key, start, stop]) => {
      const list = keyspace.read(key!, 'list') ?? []
      const [from, to] = sliceBounds(list.length, start, stop)
      const kept = from < to ? list.slice(from, to) : []
      if (kept.length > 0) keyspace.write(key!, 'list', kept)
      else keyspace.remove(key!)
      return 'OK'
    },
  },
}
