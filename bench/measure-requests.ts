import { sql } from 'kysely'
import type { Stack } from '../lib/local/stack.ts'

const CLIENTS = 16

type Times = { p50: number; p95: number }

/** Runs `call` so many times from 16 clients at once; milliseconds. */
async function timesOf(call: () => Promise<void>, calls: number): Promise<Times> {
  const times: number[] = []
  let left = calls
  const client = async () => {
    while (left-- > 0) {
      const startedAt = performance.now()
      await call()
      times.push(performance.now() - startedAt)
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, client))
  times.sort((one, other) => one - other)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))]!
  return { p50: at(0.5), p95: at(0.95) }
}

/** The same row over the same pool, in a transaction that takes the role: without it nothing is seen. */
const bareQuery = (stack: Stack, companyId: string, jobId: string): Promise<unknown> =>
  stack.app
    .database('US')
    .transaction()
    .execute(async (tx) => {
      await sql`select set_config('role', 'ledgerlift_app', true), set_config('ledgerlift.company_id', ${companyId}, true)`.execute(
        tx,
      )
      return tx.selectFrom('jobs').selectAll().where('id', '=', jobId).executeTakeFirstOrThrow()
    })

/** Presign and GET of a job against a bare query of the same row, over the same pool. */
export async function measureRequests(
  { stack, key, companyId }: { stack: Stack; key: string; companyId: string },
  calls: number,
  say: (line: string) => void,
): Promise<void> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const request = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
    const response = await fetch(`${stack.url}/api/v1${path}`, init)
    if (!response.ok) throw new Error(await response.text())
    return response.json()
  }
  const announced = { filename: 'bench.pdf', content_type: 'application/pdf', size_bytes: 1000 }
  const form = new FormData()
  form.append('file', new File(['%PDF-1.7 bench'], 'bench.pdf', { type: 'application/pdf' }))
  const ingested = await fetch(`${stack.url}/api/v1/ingestion/upload`, {
    method: 'POST',
    headers: { authorization: headers.authorization },
    body: form,
  })
  const { job } = (await ingested.json()) as { job: { id: string } }
  const warmUp = Math.min(200, calls)
  say(`\n${calls} calls from ${CLIENTS} clients, milliseconds`)
  const rows: [string, () => Promise<void>][] = [
    ['a bare query', async () => void (await bareQuery(stack, companyId, job.id))],
    ['GET /jobs/:id', async () => void (await request('GET', `/jobs/${job.id}`))],
    ['POST /uploads/presign', async () => void (await request('POST', '/uploads/presign', announced))],
  ]
  let base: Times | undefined
  for (const [name, call] of rows) {
    await timesOf(call, warmUp)
    const times = await timesOf(call, calls)
    base ??= times
    const ratio = `${(times.p50 / base.p50).toFixed(1)} × and ${(times.p95 / base.p95).toFixed(1)} × the bare query`
    say(`  ${name.padEnd(22)} p50 ${times.p50.toFixed(2)}  p95 ${times.p95.toFixed(2)}  (${ratio})`)
  }
}
