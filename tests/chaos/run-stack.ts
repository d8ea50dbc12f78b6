// Run as a program of its own by tests that kill or watch it: servers, API and crons on a kept folder, no workers.
import path from 'node:path'
import pg from 'pg'
import { ensureMigratedDatabase } from '../../lib/local/migrated-database.ts'
import { startServices } from '../../lib/local/services.ts'
import { startStack } from '../../lib/local/stack.ts'
import { lineSink } from '../../lib/platform/log.ts'
import type { StackProgram, StackUp } from './product.ts'

const DATABASE = 'chaos'
const SWEEP_EVERY_MS = 2000

/** Whoever held something is dead when this program starts; what they held is free at once, and not in 30 or 90 s. */
async function passTime(ownerUrl: string): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  await owner.query('update outbox_messages set leased_until = now(), available_at = now() where sent_at is null')
  await owner.query(`update idempotency_records set claimed_until = now() where state = 'in_progress'`)
  await owner.end()
}

const { dir, env, visibilitySeconds, maxReceives }: StackProgram = JSON.parse(process.argv[2]!)
// Durable: what is committed must survive a killed server.
const services = await startServices({ dir })
await ensureMigratedDatabase(services.postgres, DATABASE)
const ownerUrl = services.postgres.url(DATABASE)
await passTime(ownerUrl)
const stack = await startStack({
  services,
  database: DATABASE,
  bucket: 'chaos',
  queuesDir: path.join(dir, 'queues'),
  env,
  sink: lineSink((line) => process.stderr.write(line), true),
  clock: false,
  poll: false,
  visibilitySeconds,
  maxReceives,
})
const sweep = setInterval(() => {
  stack.crons.fire('cron-sweep-outbox').catch((error: Error) => process.stderr.write(`${error.message}\n`))
}, SWEEP_EVERY_MS)
process.once('SIGTERM', async () => {
  clearInterval(sweep)
  await stack.close()
  await services.close()
})
const up: StackUp = { url: stack.url, settings: stack.settings, ownerUrl, postgresPid: services.postgres.pid }
process.stdout.write(`${JSON.stringify(up)}\n`)
