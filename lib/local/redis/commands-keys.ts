import { type Command, readOptions, toInteger } from './command.ts'
import type { Keyspace } from './keyspace.ts'
import type { Reply } from './reply.ts'

const count = (keys: string[], test: (key: string) => boolean) => keys.filter(test).length

function expire(keyspace: Keyspace, key: string, at: number): Reply {
  if (!keyspace.has(key)) return 0
  if (at <= keyspace.now()) keyspace.remove(key)
  else keyspace.expireAt(key, at)
  return 1
}

/** -2 without the key, -1 without an expiry. */
function timeLeft(keyspace: Keyspace, key: string, unitMs: number): Reply {
  if (!keyspace.has(key)) return -2
  const at = keyspace.expiresAt(key)
  return at === undefined ? -1 : Math.round((at - keyspace.now()) / unitMs)
}

/** A glob as Redis has it: `*`, `?`, `[abc]`, `[^a-c]`, and a backslash before a character that stands for itself. */
export function globToRegExp(glob: string): RegExp {
  const source = glob.replace(/\\(.)|\[(\^?)((?:\\.|[^\]])*)\]|([*?])|./gs, (text, literal, not, set, wildcard) => {
    if (set !== undefined) return `[${not}${set.replace(/[[\]]/g, '\\$&')}]`
    if (wildcard) return wildcard === '*' ? '.*' : '.'
    return (literal ?? text).replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
  })
  return new RegExp(`^${source}$`, 's')
}

export const keyCommands: Record<string, Command> = {
  PING: { min: 0, max: 1, run: (_, [text]) => text ?? 'PONG' },
  DEL: { min: 1, run: (keyspace, keys) => count(keys, keyspace.remove) },
  EXISTS: { min: 1, run: (keyspace, keys) => count(keys, keyspace.has) },
  EXPIRE: {
    min: 2,
    max: 2,
    run: (keyspace, [key, seconds]) => expire(keyspace, key!, keyspace.now() + toInteger(seconds) * 1000),
  },
  PEXPIRE: {
    min: 2,
    max: 2,
    run: (keyspace, [key, ms]) => expire(keyspace, key!, keyspace.now() + toInteger(ms)),
  },
  TTL: { min: 1, max: 1, run: (keyspace, [key]) => timeLeft(keyspace, key!, 1000) },
  PTTL: { min: 1, max: 1, run: (keyspace, [key]) => timeLeft(keyspace, key!, 1) },
  SCAN: {
    min: 1,
    run: (keyspace, [cursor, ...options]) => {
      toInteger(cursor)
      const { MATCH = '*', COUNT = '10' } = readOptions(options, { flags: [], valued: ['MATCH', 'COUNT'] })
      toInteger(COUNT)
      // COUNT is a hint: everything at once, and the cursor that ends the scan.
      const pattern = globToRegExp(MATCH)
      return ['0', keyspace.keys().filter((key) => pattern.test(key))]
    },
  },
  FLUSHALL: {
    min: 0,
    max: 1,
    run: (keyspace) => {
      keyspace.clear()
      return 'OK'
    },
  },
}
