import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { ensureMigratedDatabase } from '../../lib/local/migrated-database.ts'
import { type LocalPostgres, startLocalPostgres } from '../../lib/local/postgres.ts'
import { isAlive } from '../../lib/local/postgres-folder.ts'
import { type Stack, startStack } from '../../lib/local/stack.ts'
import { type Api, apiOf, ingest, jobEnd } from '../support/api.ts'
import { findHalfDone } from '../support/half-done.ts'
import { type Owner, ownerOf } from '../support/owner.ts'
import { pagedPdf } from '../support/paged-pdf.ts'
import { newTenant } from '../support/stack.ts'

const DATABASE = 'restarts'
const JOBS = 8
const PAGES = 5

let dir: string
let postgres: LocalPostgres
let stack: Stack
let owner: Owner
let api: Api

beforeAll(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'ledgerlift-restarts-'))
  postgres = await startLocalPostgres({ dir })
  await ensureMigratedDatabase(postgres, DATABASE)
  stack = await startStack({
    services: { postgres, s3: { endpoint: inject('s3Endpoint') }, secrets: JSON.parse(inject('secrets')) },
    database: DATABASE,
    bucket: 'restarts',
    env: { PAGES_PER_CHUNK: '2', RATE_LIMIT_PER_MINUTE: '100000' },
    sink: () => {},
    clock: false,
    retrySeconds: 1,
  })
  owner = ownerOf({ ownerUrl: postgres.url(DATABASE) })
  api = apiOf(stack.url, (await newTenant(stack)).key)
})
afterAll(async () => {
  await stack.close()
  await postgres.stop()
  await rm(dir, { recursive: true, force: true })
})

const startAgain = async () => {
  postgres = await startLocalPostgres({ dir, port: postgres.port })
}

const RESTARTS: [string, () => Promise<void>][] = [
  [
    'is stopped and started again',
    async () => {
      await postgres.stop()
      await startAgain()
    },
  ],
  [
    'is killed and started again',
    async () => {
      const { pid } = postgres
      process.kill(pid, 'SIGKILL')
      await expect.poll(() => isAlive(pid)).toBe(false)
      await startAgain()
    },
  ],
  [
    'ends all its sessions since one of them crashed',
    async () => {
      const ownSession = async () =>
        (await owner.one<{ pid: number }>('select pg_backend_pid() as pid').catch(() => undefined))?.pid
      const before = await ownSession()
      const session = await owner.one<{ pid: number }>(
        `select pid from pg_stat_activity where usename = 'ledgerlift_functions' limit 1`,
      )
      process.kill(session.pid, 'SIGKILL')
      // The server that has lost one session ends them all, and goes through its log before it takes new ones.
      await expect.poll(ownSession).not.toBeOneOf([before, undefined])
    },
  ],
]

/** Asks without a pause until it is told to stop; how each request ended. */
function keepAsking(): () => Promise<Map<string, number>> {
  const outcomes = new Map<string, number>()
  let asking = true
  const done = (async () => {
    while (asking) {
      const { status, body } = await api('GET', '/jobs?limit=1')
      const outcome = `${status} ${body.code ?? ''}`.trim()
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
      await pause(5)
    }
  })()
  return async () => {
    asking = false
    await done
    return outcomes
  }
}

describe('a database that', () => {
  test.each(RESTARTS)(
    '%s below running jobs and requests is used again at once, and every job ends right',
    {
      timeout: 120_000,
    },
    async (name, restart) => {
      const submitted = await Promise.all(
        Array.from({ length: JOBS }, async (_, n) => (await ingest(api, await pagedPdf(PAGES, `${name} ${n}`))).job.id),
      )
      const stopAsking = keepAsking()
      await expect.poll(async () => (await api('GET', '/jobs?status=completed&limit=1')).body.data).not.toHaveLength(0)
      await restart()
      // A request that begins after the restart meets the new server, whatever connections the pool had.
      expect((await api('GET', '/jobs?limit=1')).status).toBe(200)
      for (const id of submitted)
        expect(await jobEnd(patient, id, 90_000)).toMatchObject({
          status: 'completed',
          progress: { pages_done: PAGES, pages_total: PAGES },
        })
      const outcomes = await stopAsking()
      expect([...outcomes.keys()].filter((outcome) => !/^200$|^503 dependency_unavailable$/.test(outcome))).toEqual([])
      await stack.poller.idle()
      await stack.crons.fire('cron-sweep-outbox')
      await stack.poller.idle()
      expect(await findHalfDone(owner.rows)).toEqual([])
    },
  )
})

/** Asks again while the answer is that it may work later. */
const patient: Api = async (...call) => {
  for (;;) {
    const answer = await api(...call)
    if (answer.status !== 503) return answer
  }
}
