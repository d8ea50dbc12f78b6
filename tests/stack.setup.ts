/**
 * Starts the shared servers once for a test run, and the migrated database that every test file clones.
 * With LEDGERLIFT_TEST_POOLER=pgbouncer the functions reach PostgreSQL through PgBouncer; the owner never does.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { ensureMigratedDatabase, functionsUrl } from '../lib/local/migrated-database.ts'
import { type Services, startServices } from '../lib/local/services.ts'
import { startPooler } from './support/pooler.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the owner connects. */
    postgresUrl: string
    /** Where the functions connect. */
    functionsPostgresUrl: string
    s3Endpoint: string
    redisUrl: string
    secrets: string
  }
}

export const TEMPLATE = 'ledgerlift_template'

async function poolerBefore(postgres: Services['postgres'], dir: string) {
  const wanted = process.env.LEDGERLIFT_TEST_POOLER
  if (!wanted) return undefined
  if (wanted !== 'pgbouncer') throw new Error(`LEDGERLIFT_TEST_POOLER is pgbouncer or not set, not ${wanted}`)
  const login = new URL(functionsUrl(postgres, TEMPLATE)).username
  return startPooler(postgres.url(), [login], dir)
}

export default async function setup(project: TestProject) {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'ledgerlift-tests-'))
  const services = await startServices({ dir, durable: false, corsOrigins: ['http://localhost:3000'] })
  await ensureMigratedDatabase(services.postgres, TEMPLATE)
  const pooler = await poolerBefore(services.postgres, dir)
  project.provide('postgresUrl', services.postgres.url())
  project.provide('functionsPostgresUrl', pooler?.url ?? services.postgres.url())
  project.provide('s3Endpoint', services.s3.endpoint)
  project.provide('redisUrl', services.redis.url)
  project.provide('secrets', JSON.stringify(services.secrets))
  return async () => {
    await pooler?.stop()
    await services.close()
    await rm(dir, { recursive: true, force: true })
  }
}
