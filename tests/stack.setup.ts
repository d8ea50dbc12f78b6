/** Starts the shared servers once for a test run, and the migrated database that every test file clones. */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { ensureMigratedDatabase } from '../lib/local/migrated-database.ts'
import { startServices } from '../lib/local/services.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    postgresUrl: string
    s3Endpoint: string
    redisUrl: string
    secrets: string
  }
}

export const TEMPLATE = 'ledgerlift_template'

export default async function setup(project: TestProject) {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'ledgerlift-tests-'))
  const services = await startServices({ dir, durable: false, corsOrigins: ['http://localhost:3000'] })
  await ensureMigratedDatabase(services.postgres, TEMPLATE)
  project.provide('postgresUrl', services.postgres.url())
  project.provide('s3Endpoint', services.s3.endpoint)
  project.provide('redisUrl', services.redis.url)
  project.provide('secrets', JSON.stringify(services.secrets))
  return async () => {
    await services.close()
    await rm(dir, { recursive: true, force: true })
  }
}
