import { RedisError } from './reply.ts'

type Values = {
  string: string
  hash: Map<string, string>
  list: string[]
  set: Set<string>
  /** Score by member. */
  zset: Map<string, number>
}

type Kind = keyof Values
type Entry = { kind: Kind; value: Values[Kind]; expiresAt: number | undefined }

export type Keyspace = ReturnType<typeof createKeyspace>

/** Keys and their values in memory. `now` is in milliseconds; a key that has expired is as good as gone. */
export function createKeyspace(now: () => number) {
  const entries = new Map<string, Entry>()

  const find = (key: string): Entry | undefined => {
    const entry = entries.get(key)
    if (entry?.expiresAt === undefined || entry.expiresAt > now()) return entry
    entries.delete(key)
  }

  return {
    now,
    /** The value, when there is one. Throws when it is of another kind. */
    read: <K extends Kind>(key: string, kind: K): Values[K] | undefined => {
      const entry = find(key)
      if (entry && entry.kind !== kind) {
        throw new RedisError('WRONGTYPE Operation against a key holding the wrong kind of value')
      }
      return entry?.value as Values[K] | undefined
    },
    /** Sets the value, and keeps the expiry of the key. */
    write: <K extends Kind>(key: string, kind: K, value: Values[K]): void => {
      entries.set(key, { kind, value, expiresAt: find(key)?.expiresAt })
    },
    /** True when there was such a key. */
    remove: (key: string): boolean => find(key) !== undefined && entries.delete(key),
    has: (key: string): boolean => find(key) !== undefined,
    expiresAt: (key: string): number | undefined => find(key)?.expiresAt,
    expireAt: (key: string, at: number | undefined): void => {
      const entry = find(key)
      if (entry) entry.expiresAt = at
    },
    keys: (): string[] => [...entries.keys()].filter((key) => find(key) !== undefined),
    clear: (): void => entries.clear(),
  }
}
