import { createHash } from 'node:crypto'
import type { Command } from './command.ts'
import { hashCommands } from './commands-hashes.ts'
import { keyCommands } from './commands-keys.ts'
import { listCommands } from './commands-lists.ts'
import { setCommands } from './commands-sets.ts'
import { stringCommands } from './commands-strings.ts'
import { createKeyspace, type Keyspace } from './keyspace.ts'
import { ratelimitScripts } from './ratelimit-scripts.ts'
import { type Outcome, type RedisBackend, RedisError, type Reply } from './reply.ts'

const commands: ReadonlyMap<string, Command> = new Map<string, Command>(
  Object.entries({
    ...keyCommands,
    ...stringCommands,
    ...hashCommands,
    ...listCommands,
    ...setCommands,
    EVAL: { min: 2, run: evaluate },
    EVALSHA: { min: 2, run: evaluateSha },
  }),
)

/** Redis in memory, with the commands that this product uses; everything is gone when the process ends. */
export function createMemoryBackend(now: () => number = Date.now): RedisBackend {
  const keyspace = createKeyspace(now)
  return {
    call: async (command) => find(command).run(keyspace, command.slice(1)),
    transaction: async (list) => {
      for (const command of list) {
        try {
          find(command)
        } catch (cause) {
          throw new RedisError('EXECABORT Transaction discarded because of previous errors.', { cause })
        }
      }
      return list.map((command) => attempt(() => find(command).run(keyspace, command.slice(1))))
    },
    close: async () => {},
  }
}

function find([name = '', ...args]: string[]): Command {
  const command = commands.get(name.toUpperCase())
  if (!command) throw new RedisError(`ERR unknown command '${name}': the Redis in memory has only what is in use here`)
  if (args.length < command.min || args.length > (command.max ?? Infinity)) {
    throw new RedisError(`ERR wrong number of arguments for '${name.toLowerCase()}' command`)
  }
  return command
}

function attempt(run: () => Reply): Outcome {
  try {
    return { result: run() }
  } catch (error) {
    if (error instanceof RedisError) return { error: error.message }
    throw error
  }
}

function evaluate(keyspace: Keyspace, [source, ...rest]: string[]): Reply {
  const sha = createHash('sha1').update(source!).digest('hex')
  if (ratelimitScripts.has(sha)) return evaluateSha(keyspace, [sha, ...rest])
  throw new RedisError(`ERR the Redis in memory has no Lua, and script ${sha} is none of @upstash/ratelimit 2.2.0`)
}

function evaluateSha(keyspace: Keyspace, [sha, keyCount, ...rest]: string[]): Reply {
  const script = ratelimitScripts.get(sha!.toLowerCase())
  if (!script) throw new RedisError('NOSCRIPT No matching script. Please use EVAL.')
  const count = Number(keyCount)
  if (!Number.isInteger(count) || count < 0 || count > rest.length) {
    throw new RedisError("ERR Number of keys can't be greater than number of args")
  }
  const call = (...words: (string | number)[]) => {
    const command = words.map(String)
    return find(command).run(keyspace, command.slice(1))
  }
  return script(call, rest.slice(0, count), rest.slice(count))
}
