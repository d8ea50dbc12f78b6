import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pollUntil } from '../poll-until.ts'
import { interruptWhenParentDies } from '../unprivileged.ts'
import { unrefChild } from '../unref-child.ts'
import { type Outcome, type RedisBackend, RedisError, type Reply } from './reply.ts'
import { connectResp, type RespClient } from './resp-client.ts'

export function isRedisServerInstalled(): boolean {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/**
 * A `redis-server` of our own, on a Unix socket in a folder that nobody else may enter; it keeps nothing on disk.
 * Throws when none is on PATH, or with what it said when it does not start.
 */
export async function startServerBackend(): Promise<RedisBackend> {
  if (!isRedisServerInstalled()) throw new Error('redis-server is not on PATH')
  const dir = await mkdtemp(path.join(tmpdir(), 'ledgerlift-redis-'))
  const socketPath = path.join(dir, 'redis.sock')
  const settings = { port: '0', unixsocket: socketPath, dir, save: '', appendonly: 'no', daemonize: 'no' }
  const [command, ...args] = [
    ...interruptWhenParentDies(),
    'redis-server',
    ...Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
  ]
  const child = spawn(command!, args, { detached: true, stdio: ['ignore', 'pipe', 'ignore'] })
  const kill = () => {
    child.kill('SIGKILL')
  }
  process.once('exit', kill)
  const stop = async () => {
    process.off('exit', kill)
    if (!hasEnded(child)) {
      const ended = once(child, 'exit')
      child.ref()
      kill()
      await ended
    }
    await rm(dir, { recursive: true, force: true })
  }
  try {
    const client = await connectTo(child, socketPath)
    unrefChild(child)
    return {
      ...serverBackend(client),
      close: async () => {
        client.close()
        await stop()
      },
    }
  } catch (error) {
    await stop()
    throw error
  }
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null

async function connectTo(child: ChildProcess, socketPath: string): Promise<RespClient> {
  let log = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    log = (log + text).slice(-2000)
  })
  await pollUntil(() => existsSync(socketPath) || hasEnded(child), { timeoutMs: 10_000 })
  if (hasEnded(child) || !existsSync(socketPath)) throw new Error(`redis-server did not start: ${log.trim()}`)
  return connectResp(socketPath)
}

function serverBackend(client: RespClient): Omit<RedisBackend, 'close'> {
  const adapt = createScriptAdapter()
  return {
    call: async (command) => {
      const [outcome] = await client.send([adapt(command)])
      return unwrap(outcome!)
    },
    transaction: async (commands) => {
      const outcomes = await client.send([['MULTI'], ...commands.map(adapt), ['EXEC']])
      const results = unwrap(outcomes.at(-1)!)
      return (results as unknown[]).map((result) =>
        result instanceof RedisError ? { error: result.message } : { result: result as Reply },
      )
    },
  }
}

function unwrap(outcome: Outcome): Reply {
  if ('error' in outcome) throw new RedisError(outcome.error)
  return outcome.result
}

/**
 * Scripts for Upstash begin with `#!lua flags=allow-key-locking`, which only Upstash knows. That line is left out, and
 * who calls such a script by the SHA-1 of its whole text gets it all the same.
 */
function createScriptAdapter(): (command: string[]) => string[] {
  const stripped = new Map<string, string>()
  return (command) => {
    const [name = '', script = '', ...rest] = command
    if (/^eval$/i.test(name) && script.startsWith('#!lua')) {
      const text = script.replace(/^#!lua[^\n]*/, '')
      stripped.set(createHash('sha1').update(script).digest('hex'), text)
      return [name, text, ...rest]
    }
    const known = /^evalsha$/i.test(name) ? stripped.get(script.toLowerCase()) : undefined
    return known === undefined ? command : ['EVAL', known, ...rest]
  }
}
