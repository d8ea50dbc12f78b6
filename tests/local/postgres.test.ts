import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { cp, lstat, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { pollUntil } from '../../lib/local/poll-until.ts'
import { type LocalPostgres, startLocalPostgres } from '../../lib/local/postgres.ts'
import { findPostgresBinaries, hydrateSymlinks } from '../../lib/local/postgres-binaries.ts'
import { cloneDatabase, dropDatabase } from '../../lib/local/postgres-clone.ts'
import { isAlive } from '../../lib/local/postgres-folder.ts'

const isRoot = process.getuid?.() === 0
const onLinux = process.platform === 'linux'
const hasSetpriv = existsSync('/usr/bin/setpriv')

let home: string
let count = 0
const running: LocalPostgres[] = []
const children: number[] = []

beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'ledgerlift pg '))
})
afterEach(async () => {
  for (const pid of children.splice(0)) if (isAlive(pid)) process.kill(pid, 'SIGKILL')
  await Promise.all(running.splice(0).map((server) => server.stop()))
})
afterAll(() => rm(home, { recursive: true, force: true }))

const newDir = () => path.join(home, `folder with spaces ${++count}`)

async function start(dir: string, options: { port?: number; durable?: boolean } = {}) {
  const server = await startLocalPostgres({ dir, ...options })
  running.push(server)
  return server
}

async function query(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

type Launched = { port: number; pid: number; url: string; launcher: number }

async function launchElsewhere(dir: string, searchPath = process.env.PATH): Promise<Launched> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'launch-postgres.ts'), dir], {
    env: { ...process.env, PATH: searchPath },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child.pid!)
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text) => {
    complaint += text
  })
  const lines = createInterface({ input: child.stdout })
  const first = await Promise.race([once(lines, 'line'), once(child, 'close')])
  if (typeof first[0] !== 'string') throw new Error(complaint)
  const server: Omit<Launched, 'launcher'> = JSON.parse(first[0])
  children.push(server.pid)
  return { ...server, launcher: child.pid! }
}

/** A PATH on which only these programs are found. */
async function pathWithOnly(...programs: string[]): Promise<string> {
  const bin = await mkdtemp(path.join(home, 'bin-'))
  for (const program of programs) await symlink(path.join('/usr/bin', program), path.join(bin, program))
  return bin
}

const gone = (pid: number) => pollUntil(() => !isAlive(pid), { timeoutMs: 15_000 })

async function kill(pid: number) {
  process.kill(pid, 'SIGKILL')
  expect(await gone(pid)).toBe(true)
}

describe('a server on a folder', () => {
  test('keeps its data over a stop and a start, and sorts and folds text by code point in UTF-8', async () => {
    const dir = newDir()
    const first = await start(dir)
    await query(first.url(), "create table kept as select 'Ärger'::text as word")
    await first.stop()
    const second = await start(dir)
    expect(await query(second.url(), "select lower(word) as word, 'Z' < 'a' as by_code_point from kept")).toEqual([
      { word: 'ärger', by_code_point: true },
    ])
    expect(await query(second.url(), 'select current_user, current_setting($$TimeZone$$) as zone')).toEqual([
      { current_user: 'ledgerlift', zone: 'UTC' },
    ])
  })

  test('is PostgreSQL 18, durable unless told otherwise, and listens on 127.0.0.1 alone', async () => {
    const show = `select current_setting('server_version_num')::int / 10000 as major, current_setting('fsync') as fsync,
      current_setting('listen_addresses') as listen, current_setting('unix_socket_directories') as sockets`
    const durable = await start(newDir())
    const fast = await start(newDir(), { durable: false })
    expect(await query(durable.url(), show)).toEqual([{ major: 18, fsync: 'on', listen: '127.0.0.1', sockets: '' }])
    expect(await query(fast.url(), show)).toMatchObject([{ fsync: 'off' }])
  })

  test('stops although clients are connected, and a second stop changes nothing', async () => {
    const server = await start(newDir())
    const client = new pg.Client({ connectionString: server.url() })
    client.on('error', () => {})
    await client.connect()
    await server.stop()
    await server.stop()
    expect(isAlive(server.pid)).toBe(false)
  })

  test('uses the port that is asked for, and says so when it is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const address = taken.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const dir = newDir()
    await expect(start(dir, { port })).rejects.toThrow(`PostgreSQL cannot listen on port ${port}: it is in use.`)
    taken.close()
    await once(taken, 'close')
    expect((await start(dir, { port })).port).toBe(port)
  })

  test('a half initialised folder of a launcher that died is made anew', async () => {
    const dir = newDir()
    await mkdir(path.join(dir, 'initdb-4194305'), { recursive: true })
    await writeFile(path.join(dir, 'initdb-4194305', 'PG_VERSION'), '18\n')
    await start(dir)
    expect(await readdir(dir)).toEqual(['data'])
  })
})

describe('two launchers on one folder', () => {
  const refusal = 'another LedgerLift is running on this folder'

  test('the second is refused, in the same process and in another, and the first is not disturbed', async () => {
    const dir = newDir()
    const server = await start(dir)
    await expect(start(dir)).rejects.toThrow(refusal)
    await expect(launchElsewhere(dir)).rejects.toThrow(refusal)
    expect(await query(server.url(), 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('of several that start at once on a new folder exactly one wins', async () => {
    const dir = newDir()
    const outcomes = await Promise.allSettled([launchElsewhere(dir), launchElsewhere(dir), launchElsewhere(dir)])
    const lost = outcomes.filter((outcome) => outcome.status === 'rejected')
    expect(lost).toHaveLength(2)
    for (const { reason } of lost) expect(String(reason)).toContain(refusal)
  })
})

describe('sudden death', () => {
  test.skipIf(!onLinux || !hasSetpriv)('a killed launcher takes its server with it', async () => {
    const { pid, launcher } = await launchElsewhere(newDir())
    await kill(launcher)
    expect(await gone(pid)).toBe(true)
  })

  test.skipIf(!onLinux)('where it cannot, the next launcher stops the orphan and keeps its data', async () => {
    const dir = newDir()
    const orphan = await launchElsewhere(dir, await pathWithOnly(...(isRoot ? ['unshare'] : [])))
    await query(orphan.url, 'create table kept as select 7 as n')
    await kill(orphan.launcher)
    expect(isAlive(orphan.pid)).toBe(true)
    const server = await start(dir)
    expect(isAlive(orphan.pid)).toBe(false)
    expect(await query(server.url(), 'select n from kept')).toEqual([{ n: 7 }])
  })

  test('a killed server is recovered by the next start, with all that was committed', async () => {
    const dir = newDir()
    const first = await start(dir)
    await query(first.url(), 'create table kept as select n from generate_series(1, 1000) n')
    await kill(first.pid)
    const second = await start(dir)
    expect(await query(second.url(), 'select count(*)::int as n from kept')).toEqual([{ n: 1000 }])
  })

  test('a query that outlives its killed server delays the next start, and no more', async () => {
    const dir = newDir()
    const first = await start(dir)
    const client = new pg.Client({ connectionString: first.url() })
    client.on('error', () => {})
    await client.connect()
    // A query that computes does not look whether its server is alive.
    const lost = client.query('select count(*) from generate_series(1, 15000000)').catch((error: Error) => error)
    const active = "select 1 from pg_stat_activity where state = 'active' and query like '%15000000)'"
    const computes = async () => (await query(first.url(), active)).length > 0
    expect(await pollUntil(computes, { timeoutMs: 5000 })).toBe(true)
    await kill(first.pid)
    const second = await start(dir)
    expect(await query(second.url(), 'select 1 as one')).toEqual([{ one: 1 }])
    await lost
    await client.end().catch(() => {})
  })

  test.skipIf(!onLinux)(
    'a stale lock file whose process number was given to another program is no obstacle',
    async () => {
      const dir = newDir()
      const first = await start(dir)
      const lock = path.join(dir, 'data', 'postmaster.pid')
      const text = await readFile(lock, 'utf8')
      await kill(first.pid)
      await writeFile(lock, text.replace(/^\d+/, `${process.ppid}`))
      const second = await start(dir)
      expect(await query(second.url(), 'select 1 as one')).toEqual([{ one: 1 }])
    },
  )
})

describe.skipIf(!isRoot || !onLinux)('as root', () => {
  test.each([
    { where: 'a folder that anybody may enter', programs: [], open: true },
    { where: 'a folder that only root may enter', programs: ['setpriv', 'true'], open: false },
    { where: 'a folder that only root may enter', programs: ['unshare', 'setpriv', 'true'], open: false },
  ])('starts in $where with only $programs, and then by any other way on the same folder', async (way) => {
    const outer = await mkdtemp('/tmp/ledgerlift-root-')
    if (way.open) execFileSync('chmod', ['755', outer])
    const dir = path.join(outer, 'pg')
    try {
      const first = await launchElsewhere(dir, await pathWithOnly(...way.programs))
      await query(first.url, 'create table kept as select 7 as n')
      await kill(first.launcher)
      const second = await start(dir)
      expect(await query(second.url(), 'select n from kept')).toEqual([{ n: 7 }])
      await second.stop()
    } finally {
      await rm(outer, { recursive: true, force: true })
    }
  })

  test('says what to do where no way is left', async () => {
    const outer = await mkdtemp('/tmp/ledgerlift-root-')
    try {
      await expect(launchElsewhere(path.join(outer, 'pg'), await pathWithOnly())).rejects.toThrow(
        'Run LedgerLift as an ordinary user, or on a folder that all may enter.',
      )
    } finally {
      await rm(outer, { recursive: true, force: true })
    }
  })
})

test('symbolic links that a blocked install script left out are made before the first start', async () => {
  const { postgres } = await findPostgresBinaries()
  const original = path.resolve(path.dirname(postgres), '..', '..')
  const copy = newDir()
  await cp(original, copy, { recursive: true, filter: async (file) => !(await lstat(file)).isSymbolicLink() })
  const links: { target: string }[] = JSON.parse(await readFile(path.join(copy, 'native/pg-symlinks.json'), 'utf8'))
  const missing = () => links.filter(({ target }) => !existsSync(path.join(copy, target)))
  expect(missing()).toHaveLength(links.length)
  await hydrateSymlinks(copy)
  expect(missing()).toEqual([])
  execFileSync(path.join(copy, 'native/bin/postgres'), ['--version'])
})

describe('databases', () => {
  test('a clone has what its template had, and neither sees the other change', async () => {
    const server = await start(newDir(), { durable: false })
    await query(server.url(), 'create database "Template"')
    await query(server.url('Template'), 'create table t as select 1 as n')
    await cloneDatabase(server.url(), 'Template', 'clone of "it"')
    await query(server.url('clone of "it"'), 'insert into t values (2)')
    expect(await query(server.url('clone of "it"'), 'select n from t order by n')).toEqual([{ n: 1 }, { n: 2 }])
    expect(await query(server.url('Template'), 'select n from t')).toEqual([{ n: 1 }])
  })

  test('a database is dropped although somebody is connected, and again without complaint', async () => {
    const server = await start(newDir(), { durable: false })
    await cloneDatabase(server.url(), 'template1', 'doomed')
    const client = new pg.Client({ connectionString: server.url('doomed') })
    client.on('error', () => {})
    await client.connect()
    await dropDatabase(server.url(), 'doomed')
    await dropDatabase(server.url(), 'doomed')
    expect(await query(server.url(), "select 1 from pg_database where datname = 'doomed'")).toEqual([])
  })
})
