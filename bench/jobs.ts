/**
 * How jobs and requests scale: `npm run bench -- jobs [--documents 40] [--pages 20] [--long 1000] [--requests 2000]`.
 * Only ratios within the run mean something; absolute times are those of the machine.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { createTenant } from '../lib/cli/tenant.ts'
import { ensureMigratedDatabase } from '../lib/local/migrated-database.ts'
import { type Services, startServices } from '../lib/local/services.ts'
import { type Stack, startStack } from '../lib/local/stack.ts'
import { measureRequests } from './measure-requests.ts'
import { pagedDocument } from './paged-document.ts'

const { values } = parseArgs({
  options: {
    documents: { type: 'string', default: '40' },
    pages: { type: 'string', default: '20' },
    long: { type: 'string', default: '1000' },
    requests: { type: 'string', default: '2000' },
  },
})
const counts = Object.fromEntries(Object.entries(values).map(([name, text]) => [name, Number(text)])) as Record<
  keyof typeof values,
  number
>
const say = (line: string) => process.stdout.write(`${line}\n`)

type Run = { stack: Stack; key: string; companyId: string }
let databases = 0

/** A fresh database and stack for one measurement. */
async function withRun<T>(services: Services, env: Record<string, string>, work: (run: Run) => Promise<T>): Promise<T> {
  const name = `bench-${++databases}`
  await ensureMigratedDatabase(services.postgres, name)
  const stack = await startStack({
    services,
    database: name,
    bucket: name,
    env: { RATE_LIMIT_PER_MINUTE: '1000000', MAX_JOB_COST_CENTS: '1000000', LOG_LEVEL: 'ERROR', ...env },
    poll: false,
    clock: false,
  })
  try {
    const who = { company: 'Bench', workspace: 'Main', email: 'bench@example.com', name: 'Bench' }
    const { key, company_id: companyId } = await createTenant(stack.app, who)
    return await work({ stack, key, companyId })
  } finally {
    await stack.close()
  }
}

async function ingest({ stack, key }: Run, bytes: Buffer, name: string): Promise<void> {
  const form = new FormData()
  form.append('file', new File([new Uint8Array(bytes)], name, { type: 'application/pdf' }))
  const headers = { authorization: `Bearer ${key}` }
  const response = await fetch(`${stack.url}/api/v1/ingestion/upload`, { method: 'POST', headers, body: form })
  if (response.status !== 202) throw new Error(await response.text())
}

/** Seconds until every queued job has completed. */
async function drain({ stack, key }: Run, jobs: number): Promise<number> {
  const startedAt = performance.now()
  stack.startPolling()
  for (;;) {
    const headers = { authorization: `Bearer ${key}` }
    const response = await fetch(`${stack.url}/api/v1/jobs?status=completed&limit=1000`, { headers })
    const { data } = (await response.json()) as { data: unknown[] }
    if (data.length === jobs) return (performance.now() - startedAt) / 1000
    await pause(50)
  }
}

async function measureThroughput(services: Services, documents: Buffer[]): Promise<void> {
  const pages = documents.length * counts.pages
  say(`\n${documents.length} documents of ${counts.pages} pages, on ${os.cpus().length} cores`)
  let alone = 0
  for (const workers of [1, 2, 4]) {
    const seconds = await withRun(services, { WORKER_CONCURRENCY: String(workers) }, async (run) => {
      for (const [index, bytes] of documents.entries()) await ingest(run, bytes, `document-${index}.pdf`)
      return drain(run, documents.length)
    })
    alone ||= seconds
    const perSecond = (pages / seconds).toFixed(1)
    say(
      `  ${workers} workers: ${seconds.toFixed(1)} s, ${perSecond} pages a second, ${(alone / seconds).toFixed(2)} × one`,
    )
  }
}

async function measureChunks(services: Services): Promise<void> {
  const bytes = await pagedDocument(counts.long, 99)
  say(`\none document of ${counts.long} pages, 2 workers`)
  const secondsBy = async (chunk: number) =>
    withRun(services, { WORKER_CONCURRENCY: '2', PAGES_PER_CHUNK: String(chunk) }, async (run) => {
      await ingest(run, bytes, 'long.pdf')
      return drain(run, 1)
    })
  const whole = await secondsBy(1000)
  const chunked = await secondsBy(50)
  say(
    `  in one piece ${whole.toFixed(1)} s; in chunks of 50 pages ${chunked.toFixed(1)} s, ${(whole / chunked).toFixed(2)} × as fast`,
  )
}

const dir = await mkdtemp(path.join(os.tmpdir(), 'ledgerlift-bench-'))
const services = await startServices({ dir })
try {
  const seeds = Array.from({ length: counts.documents }, (_, index) => index + 1)
  await measureThroughput(services, await Promise.all(seeds.map((seed) => pagedDocument(counts.pages, seed))))
  await measureChunks(services)
  await withRun(services, {}, (run) => measureRequests(run, counts.requests, say))
} finally {
  await services.close()
  await rm(dir, { recursive: true, force: true })
}
