import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { MAX_RECEIVES } from '../../lib/jobs/messages.ts'
import { type Api, apiOf, ingest, jobEnd } from '../support/api.ts'
import { findHalfDone } from '../support/half-done.ts'
import { type Owner, ownerOf } from '../support/owner.ts'
import { pagedPdf } from '../support/paged-pdf.ts'
import { newTenant, startTestStack, type TestStack } from '../support/stack.ts'

/** A message that a dead worker held comes again after this time. */
const VISIBILITY_SECONDS = 1
/** Enough to load the function and begin, and soon used up. */
const HEAP_MEGABYTES = 128

let stack: TestStack
let owner: Owner
let api: Api
const workers: ChildProcess[] = []

beforeAll(async () => {
  stack = await startTestStack({ poll: false, visibilitySeconds: VISIBILITY_SECONDS })
  owner = ownerOf(stack)
  api = apiOf(stack.url, (await newTenant(stack)).key)
})
afterEach(() => {
  for (const worker of workers.splice(0)) worker.kill('SIGKILL')
})

/** Starts a worker and waits until it has died of its first message; what it said of its end. */
async function workUntilDeath(): Promise<string> {
  const script = path.join(import.meta.dirname, 'exhaust-in-process.ts')
  const heap = `--max-old-space-size=${HEAP_MEGABYTES}`
  const worker = spawn(process.execPath, [heap, script, String(VISIBILITY_SECONDS)], {
    env: { PATH: process.env.PATH, ...stack.settings, POWERTOOLS_METRICS_DISABLED: 'true' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  workers.push(worker)
  let words = ''
  worker.stderr!.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-8000)
  })
  await once(worker, 'close')
  return words
}

test('a worker that runs out of memory over a message, as often as it comes, ends the job by its dead letter', {
  timeout: 120_000,
}, async () => {
  const { job, document } = await ingest(api, await pagedPdf(2))
  for (let receive = 1; receive <= MAX_RECEIVES; receive++) {
    expect(await workUntilDeath()).toMatch(/heap out of memory/i)
    expect((await api('GET', `/jobs/${job.id}`)).body.status).toMatch(/^(queued|processing)$/)
  }
  // From here on there is a worker with memory enough; nothing of this job reaches it but the dead letter.
  stack.startPolling()
  expect(await jobEnd(api, job.id)).toMatchObject({ status: 'failed', error: { code: 'job_attempts_exhausted' } })
  expect((await api('GET', `/documents/${document.id}`)).body.processing_status).toBe('FAILED')
  await expect
    .poll(() => owner.rows(`select 1 from cost_records where job_id = $1 and status = 'PENDING'`, [job.id]))
    .toEqual([])
  expect(await findHalfDone(owner.rows)).toEqual([])

  const again = await api('POST', `/documents/${document.id}/process`)
  expect(again.status).toBe(202)
  expect(await jobEnd(api, (again.body.job as { id: string }).id)).toMatchObject({ status: 'completed' })
})
