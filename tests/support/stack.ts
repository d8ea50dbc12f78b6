/** The whole product for one test file: its own database, bucket and queues, over the shared servers. */
import { randomUUID } from 'node:crypto'
import { inject } from 'vitest'
import { createTenant } from '../../lib/cli/tenant.ts'
import { cloneDatabase, dropDatabase } from '../../lib/local/postgres-clone.ts'
import { type ServiceAddresses, type Stack, type StackOptions, startStack } from '../../lib/local/stack.ts'
import type { LogFields, LogLevel } from '../../lib/platform/log.ts'
import { TEMPLATE } from '../stack.setup.ts'
import { atEnd } from './at-end.ts'
import { holdNoSecrets } from './secrets-in-logs.ts'

export type LogLine = { level: LogLevel; message: string; fields: LogFields }

export type TestStack = Stack & {
  /** Connection string of the owner's login, who sees everything. */
  ownerUrl: string
  logs: LogLine[]
}

const databaseUrl = (admin: string, database: string): string => {
  const url = new URL(admin)
  url.pathname = `/${database}`
  return url.href
}

/** Starts a stack that ends with the test file. Crons are fired by hand. */
export async function startTestStack(options: Partial<StackOptions> = {}): Promise<TestStack> {
  const admin = inject('postgresUrl')
  const database = `test_${randomUUID().replaceAll('-', '')}`
  await cloneDatabase(admin, TEMPLATE, database)
  const logs: LogLine[] = []
  const secrets = JSON.parse(inject('secrets'))
  const stack = await startStack({
    services: {
      postgres: { url: (name = 'postgres') => databaseUrl(inject('functionsPostgresUrl'), name) },
      s3: { endpoint: inject('s3Endpoint') },
      secrets,
    },
    database,
    bucket: database.replace('_', '-').slice(0, 40),
    sink: (level, message, fields) => void logs.push({ level, message, fields }),
    clock: false,
    retrySeconds: 0.2,
    ...options,
  })
  const testStack = { ...stack, ownerUrl: databaseUrl(admin, database), logs }
  atEnd(async () => {
    await stack.close()
    await holdNoSecrets(testStack).finally(() => dropDatabase(admin, database))
  })
  return testStack
}

/** The shared services, with the database behind a proxy on this port. For `startTestStack`. */
export const throughProxy = (port: number): ServiceAddresses => {
  const proxied = new URL(inject('functionsPostgresUrl'))
  proxied.port = String(port)
  return {
    postgres: { url: (name = 'postgres') => databaseUrl(proxied.href, name) },
    s3: { endpoint: inject('s3Endpoint') },
    secrets: JSON.parse(inject('secrets')),
  }
}

/** A company of its own, with an admin's key. */
export const newTenant = (stack: Stack, company = 'Acme') =>
  createTenant(stack.app, {
    company,
    workspace: 'Main',
    email: `${randomUUID()}@example.com`,
    name: 'Ada',
  })

export type Tenant = Awaited<ReturnType<typeof newTenant>>
