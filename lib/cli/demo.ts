/** `npm run demo`: documents in, data books out, through the same functions that run in production. */
import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { ensureMigratedDatabase } from '../local/migrated-database.ts'
import { startServices } from '../local/services.ts'
import { startStack } from '../local/stack.ts'
import { lineSink } from '../platform/log.ts'
import { apiClient } from './client.ts'
import { createTenant } from './tenant.ts'
import { runCommand, say, UsageError } from './terminal.ts'

const OUT = 'out'
type Client = ReturnType<typeof apiClient>
type Job = Awaited<ReturnType<Client['job']>>

async function samples(dir: string): Promise<string[]> {
  const { makeSampleDocuments } = await import('../../scripts/sample-documents.ts')
  return makeSampleDocuments(dir)
}

/** Follows a job to its end, and says so whenever a page is done. */
async function follow(client: Client, id: string): Promise<Job> {
  let told = -1
  for (;;) {
    const job = await client.job(id)
    const { pages_done, pages_total } = job.progress
    if (pages_total !== null && pages_done !== told) {
      say(`  page ${pages_done} of ${pages_total}`)
      told = pages_done
    }
    if (['completed', 'failed', 'cancelled'].includes(job.status)) return job
    await pause(100)
  }
}

async function tellSchedules(client: Client, id: string): Promise<void> {
  for (const schedule of await client.schedules(id)) {
    const proved = schedule.checks.filter(({ status }) => status === 'proved').length
    const contradicted = schedule.checks.filter(({ status }) => status === 'contradicted')
    const pages = schedule.pages.length > 0 ? `, page ${schedule.pages.join(' and ')}` : ''
    say(`  ${schedule.name}`)
    say(
      `    confidence ${schedule.confidence.toFixed(2)}, ${schedule.row_count} rows × ${schedule.col_count} columns${pages}; sums: ${proved} proved, ${contradicted.length} contradicted`,
    )
    for (const { kind, result, actual, expected, difference } of contradicted)
      say(
        `    ${kind} in row ${result[0] + 1}, column ${result[1] + 1}: printed ${actual}, adds up to ${expected}, difference ${difference}`,
      )
  }
}

async function tellTrail(client: Client, id: string): Promise<void> {
  say('  audit trail')
  for (const event of await client.audit(id)) say(`    ${event.occurred_at}  ${event.action}`)
}

/** Takes one document from file to data book. False when its job failed. */
async function demonstrate(client: Client, file: string): Promise<boolean> {
  const startedAt = performance.now()
  const name = path.basename(file)
  say(`\n${name}`)
  const job = await follow(client, (await client.upload(file)).id)
  if (job.status !== 'completed') {
    say(`  ${job.status}: ${job.error?.code} ${job.error?.detail}`)
    await tellTrail(client, job.id)
    return false
  }
  await tellSchedules(client, job.id)
  const found = (await client.schedules(job.id)).length
  if (found > 0) {
    const book = path.join(OUT, `${path.parse(name).name}.xlsx`)
    await writeFile(book, await client.exportXlsx(job.id))
    await tellTrail(client, job.id)
    say(
      `  wrote ${book} after ${((performance.now() - startedAt) / 1000).toFixed(1)} s, read by ${job.engines.join(', ')}`,
    )
  } else {
    await tellTrail(client, job.id)
    say('  no schedules found, so no data book')
  }
  return true
}

async function demo(files: string[]): Promise<void> {
  for (const file of files)
    if (!(await stat(file).catch(() => undefined))?.isFile()) throw new UsageError(`${file}: there is no such file`)
  await mkdir(OUT, { recursive: true })
  const dir = await mkdtemp(path.join(os.tmpdir(), 'ledgerlift-demo-'))
  const log = createWriteStream(path.join(OUT, 'demo.log'))
  const services = await startServices({ dir, durable: false })
  try {
    await ensureMigratedDatabase(services.postgres, 'ledgerlift')
    const sink = lineSink((line) => void log.write(line), true)
    const stack = await startStack({ services, database: 'ledgerlift', bucket: 'ledgerlift', sink })
    try {
      const tenant = { company: 'Demo Company', workspace: 'Main', email: 'demo@example.com', name: 'Demo' }
      const { key } = await createTenant(stack.app, tenant)
      say(`LedgerLift is up at ${stack.url}; its log goes to ${path.join(OUT, 'demo.log')}`)
      const client = apiClient(stack.url, key)
      let failed = 0
      for (const file of files.length > 0 ? files : await samples(path.join(OUT, 'samples')))
        if (!(await demonstrate(client, file))) failed++
      if (failed > 0) process.exitCode = 1
    } finally {
      await stack.close()
    }
  } finally {
    await services.close()
    await new Promise((resolve) => log.end(resolve))
    await rm(dir, { recursive: true, force: true })
  }
}

await runCommand(() => demo(process.argv.slice(2)))
