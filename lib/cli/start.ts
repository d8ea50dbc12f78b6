/** `npm start`: the embedded stack kept up, with its data in `.data/`, until Ctrl-C. */
import { createWriteStream, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ensureMigratedDatabase, migrateGiven } from '../local/migrated-database.ts'
import { type Services, startSome } from '../local/services.ts'
import { type Stack, startStack } from '../local/stack.ts'
import { givenSettings } from '../platform/config.ts'
import { lineSink } from '../platform/log.ts'
import { announceSettings, DATA_DIR } from './settings-file.ts'
import { createTenant } from './tenant.ts'
import { runCommand, say } from './terminal.ts'

const PORT = 8888
const DATABASE = 'ledgerlift'
const KEY_FILE = path.join(DATA_DIR, 'first-key.json')

/** The key of the first start, which is kept so that every start can print it. */
async function firstKey(stack: Stack): Promise<string> {
  try {
    return JSON.parse(readFileSync(KEY_FILE, 'utf8')).key
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  const who = { company: 'Local Company', workspace: 'Main', email: 'you@localhost', name: 'You' }
  const tenant = await createTenant(stack.app, who)
  writeFileSync(KEY_FILE, JSON.stringify(tenant, null, 2), { mode: 0o600 })
  return tenant.key
}

function greet(stack: Stack, key: string, log: string): void {
  const pages = '/docs and /redoc'
  say(`LedgerLift is up at ${stack.url}; the API is described at ${pages}; the log goes to ${log}.`)
  say(`A key for it:  export KEY=${key}`)
  say(`Try it:        curl -H "authorization: Bearer $KEY" ${stack.url}/api/v1/documents`)
  say('Ctrl-C stops everything; the data stays in .data/.')
}

const stopSignal = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
  })

/** What is not pointed elsewhere is embedded. */
function embedded(given: Record<string, string>) {
  const kinds: ('postgres' | 's3' | 'redis')[] = []
  if (!given.DATABASE_URL) kinds.push('postgres')
  if (!given.S3_ENDPOINT && given.USE_AWS !== 'true') kinds.push('s3')
  if (!given.UPSTASH_REDIS_REST_URL) kinds.push('redis')
  return kinds
}

/** Migrates the database, embedded or given; returns the connection string of its owner. */
async function migrateFor(services: Partial<Pick<Services, 'postgres'>>, given: Record<string, string>) {
  if (!services.postgres) return migrateGiven(given)
  await ensureMigratedDatabase(services.postgres, DATABASE)
  return services.postgres.url(DATABASE)
}

async function start(): Promise<void> {
  mkdirSync(DATA_DIR, { recursive: true })
  const given = givenSettings()
  const logFile = given.LOG_FILE ?? path.join(DATA_DIR, 'ledgerlift.log')
  const log = createWriteStream(logFile, { flags: 'a' })
  const stopped = stopSignal()
  const corsOrigins = given.CORS_ORIGINS?.split(',') ?? []
  const services = await startSome({ dir: DATA_DIR, corsOrigins }, embedded(given))
  try {
    const ownerUrl = await migrateFor(services, given)
    const stack = await startStack({
      services,
      database: DATABASE,
      bucket: 'ledgerlift',
      port: PORT,
      queuesDir: path.join(DATA_DIR, 'queues'),
      env: given,
      sink: lineSink((line) => void log.write(line), given.LOG_JSON_FORMAT !== 'false'),
    })
    const withdraw = announceSettings({
      ...stack.settings,
      MIGRATION_DATABASE_URL: ownerUrl,
    })
    try {
      greet(stack, await firstKey(stack), logFile)
      await stopped
      say('\nstopping')
    } finally {
      withdraw()
      await stack.close()
    }
  } finally {
    await services.close()
    log.end()
  }
}

await runCommand(start)
