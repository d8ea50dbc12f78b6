/**
 * The embedded PostgreSQL: one server on one folder, for as long as this process lives.
 *
 * Always true: a folder has at most one server; a folder is either wholly initialised or not at all; the server
 * listens on 127.0.0.1 alone, where everybody is trusted; a server does not outlive the process that launched it, or
 * the next launcher on the folder stops it. The server is killed or crashes: the next start recovers from its log.
 * Roles, databases and migrations are left to others.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, readdir, realpath, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { freePort } from './free-port.ts'
import { pollUntil } from './poll-until.ts'
import { findPostgresBinaries } from './postgres-binaries.ts'
import { anotherIsRunning, claimDataDir, clusterName, isAlive } from './postgres-folder.ts'
import { findUnprivileged, giveTo, interruptWhenParentDies, type Unprivileged } from './unprivileged.ts'
import { unrefChild } from './unref-child.ts'

export type LocalPostgres = {
  port: number
  pid: number
  /** Connection string of the superuser `ledgerlift`; the database `postgres` unless another is named. */
  url(database?: string): string
  /** Disconnects everybody and ends the server; a second call changes nothing. */
  stop(): Promise<void>
}

const superuser = 'ledgerlift'
const shutdownTimeoutMs = 10_000
/** The children of a killed server need a moment to notice, and hold its shared memory until then. */
const recoveryTimeoutMs = 10_000

/** Another server has the folder. */
const LOCKED = /lock file "postmaster.pid" already exists/

const testSettings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

/**
 * Starts PostgreSQL on `dir`, which is made and initialised when it is new. Resolves once it accepts connections.
 * `durable: false` trades safety against a crash of the machine for speed, for data that a test throws away.
 * Throws when another launcher is using the folder, when `port` is taken, or with the server's own last words.
 */
export async function startLocalPostgres(options: {
  dir: string
  port?: number
  durable?: boolean
}): Promise<LocalPostgres> {
  await mkdir(options.dir, { recursive: true, mode: 0o700 })
  const dir = await realpath(options.dir)
  const dataDir = path.join(dir, 'data')
  const { postgres, initdb } = await findPostgresBinaries()
  const unprivileged = findUnprivileged(postgres)
  const prefix = [...unprivileged.prefix, ...interruptWhenParentDies()]
  await claimDataDir(dataDir)
  await giveTo(unprivileged.uid, dir, dataDir)
  if (!existsSync(dataDir)) await initialise(dir, dataDir, [...prefix, initdb], unprivileged.spawnAs)

  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    cluster_name: clusterName(),
    max_connections: '200',
    ...(options.durable === false ? testSettings : {}),
  }
  const command = (port: number) => [
    ...prefix,
    ...[postgres, '-D', dataDir, '-p', `${port}`],
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]
  const { child, port } = await launch({ command, port: options.port, dir, spawnAs: unprivileged.spawnAs })
  return {
    port,
    pid: child.pid!,
    url: (database = 'postgres') =>
      `postgres://${superuser}@127.0.0.1:${port}/${encodeURIComponent(database)}?sslmode=disable`,
    stop: stopper(child),
  }
}

/** Built aside and renamed, so that a start which dies half way leaves nothing that looks like a database. */
async function initialise(
  dir: string,
  dataDir: string,
  [command, ...args]: string[],
  spawnAs: Unprivileged['spawnAs'],
): Promise<void> {
  for (const name of await readdir(dir)) {
    const builder = /^initdb-(\d+)$/.exec(name)?.[1]
    if (builder && (Number(builder) === process.pid || !isAlive(Number(builder)))) {
      await rm(path.join(dir, name), { recursive: true, force: true })
    }
  }
  const draft = path.join(dir, `initdb-${process.pid}`)
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  await promisify(execFile)(
    command!,
    [...args, '-D', draft, '-U', superuser, '--auth=trust', '--no-sync', '--no-instructions', ...locale],
    { cwd: dir, env: environment(), ...spawnAs },
  ).catch((cause: Error & { stderr?: string }) => {
    const hint =
      spawnAs.uid === undefined ? '' : ' Run LedgerLift as an ordinary user, or on a folder that all may enter.'
    throw new Error(`PostgreSQL could not initialise ${dir}: ${(cause.stderr || cause.message).trim()}${hint}`, {
      cause,
    })
  })
  await rename(draft, dataDir).catch(async (cause: NodeJS.ErrnoException) => {
    // Another launcher was faster.
    if (cause.code !== 'ENOTEMPTY' && cause.code !== 'EEXIST') throw cause
    await rm(draft, { recursive: true, force: true })
  })
}

type Launch = {
  command: (port: number) => string[]
  port?: number
  dir: string
  spawnAs: Unprivileged['spawnAs']
}

async function launch({ command, port, dir, spawnAs }: Launch): Promise<{ child: ChildProcess; port: number }> {
  let started: { child: ChildProcess; port: number } | undefined
  let log = ''
  const settled = await pollUntil(
    async () => {
      const candidate = port ?? (await freePort())
      const outcome = await launchOnce(command(candidate), dir, spawnAs)
      if (typeof outcome !== 'string') {
        started = { child: outcome, port: candidate }
        return true
      }
      log = outcome
      const locked = LOCKED.test(log)
      // Left behind in the middle of its start, a server appears after the folder was found free.
      if (locked) await claimDataDir(path.join(dir, 'data'))
      const portTaken = /Address already in use/.test(log)
      return !locked && !/pre-existing shared memory block/.test(log) && !(portTaken && port === undefined)
    },
    { timeoutMs: recoveryTimeoutMs, intervalMs: 100 },
  )
  if (settled && started) return started
  if (LOCKED.test(log)) throw new Error(anotherIsRunning(dir))
  if (/Address already in use/.test(log)) throw new Error(`PostgreSQL cannot listen on port ${port}: it is in use.`)
  throw new Error(`PostgreSQL did not start on ${dir}: ${log.trim()}`)
}

/** The running server, or what it said before it ended. */
async function launchOnce(
  [command, ...args]: string[],
  dir: string,
  spawnAs: Unprivileged['spawnAs'],
): Promise<ChildProcess | string> {
  // In a process group of its own, Ctrl-C reaches us alone and we decide when the database goes.
  const child = spawn(command!, args, {
    ...spawnAs,
    cwd: dir,
    env: environment(),
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let log = ''
  const outcome = await new Promise<ChildProcess | string>((resolve, reject) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      log = (log + text).slice(-4000)
      if (log.includes('ready to accept connections')) resolve(child)
    })
    child.once('error', reject)
    child.once('close', () => resolve(log))
  })
  unrefChild(child)
  return outcome
}

function stopper(child: ChildProcess): () => Promise<void> {
  const interrupt = () => {
    child.kill('SIGINT')
  }
  process.once('exit', interrupt)
  const gone = () => child.exitCode !== null || child.signalCode !== null
  let stopped: Promise<void> | undefined
  const stop = async () => {
    process.off('exit', interrupt)
    if (gone()) return
    child.ref()
    const exited = once(child, 'exit')
    interrupt()
    if (!(await pollUntil(gone, { timeoutMs: shutdownTimeoutMs }))) child.kill('SIGQUIT')
    await exited
  }
  return () => {
    stopped ??= stop()
    return stopped
  }
}

/** Messages in English, since we read them; days in UTC. */
const environment = () => ({ ...process.env, LC_ALL: 'C', TZ: 'UTC' })
