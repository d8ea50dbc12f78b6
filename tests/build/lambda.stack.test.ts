import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { startPoller } from '../../lib/local/poller.ts'
import { buildLambdas } from '../../scripts/build/lambda.ts'
import type { Layout } from '../../scripts/build/layout.ts'
import { quarterlyReport } from '../../scripts/samples/reports.ts'
import { scannedSchedules } from '../../scripts/samples/scan.ts'
import { type Api, apiOf, jobEnd, upload } from '../support/api.ts'
import { atEnd } from '../support/at-end.ts'
import { newTenant, startTestStack, type Tenant, type TestStack } from '../support/stack.ts'
import { buildFolder, invokeLambda } from './run-built.ts'

const FUNCTIONS = {
  extract: 'extract-document',
  assemble: 'assemble-job',
  costs: 'record-cost',
  'dead-letters': 'dead-letters',
} as const
type Queue = keyof typeof FUNCTIONS

let stack: TestStack
let tenant: Tenant
let layout: Layout
let api: Api
const invoked: string[] = []
const failures: unknown[] = []

beforeAll(async () => {
  layout = await buildFolder()
  await buildLambdas(layout)
  stack = await startTestStack({ poll: false })
  tenant = await newTenant(stack)
  api = apiOf(stack.url, tenant.key)
})

/** Lets SQS feed the built functions, as the Lambda service would. */
function feed(queues: Queue[]) {
  const poller = startPoller({
    endpoint: stack.queues.endpoint,
    sources: queues.map((name) => ({
      name,
      url: stack.queues.urls[name]!,
      batchSize: 1,
      visibilityTimeoutSeconds: 60,
      handler: async (event) => {
        invoked.push(name)
        const response = await invokeLambda(path.join(layout.lambda, FUNCTIONS[name]), event, stack.settings)
        failures.push(...response.batchItemFailures)
        return response
      },
    })),
    onError: (error) => void failures.push(error),
  })
  atEnd(() => poller.stop())
  return poller
}

test('a message that was given up ends its job', async () => {
  const { job } = await upload(api, await quarterlyReport())
  const { company_id } = tenant
  const body = JSON.stringify({ kind: 'extract', job_id: job.id, company_id, region: 'US' })
  await (await stack.app.queues()).send('dead-letters', [{ id: 'given-up', body, traceparent: null }])
  const poller = feed(['dead-letters'])
  expect(await jobEnd(api, job.id)).toMatchObject({ status: 'failed', error: { code: 'job_attempts_exhausted' } })
  await poller.stop()
})

test('text, tables and scans are read, assembled and charged', async () => {
  feed(['extract', 'assemble', 'costs'])
  const printed = await upload(api, await quarterlyReport(), 'report.pdf')
  const scanned = await upload(api, await scannedSchedules(), 'scan.pdf')
  expect(await jobEnd(api, printed.job.id)).toMatchObject({ status: 'completed', engines: ['pdf-text'] })
  expect(await jobEnd(api, scanned.job.id, 55_000)).toMatchObject({ status: 'completed', engines: ['ocr'] })
  const { body } = await api('GET', `/jobs/${scanned.job.id}/schedules`)
  expect((body.schedules as { name: string }[]).map(({ name }) => name)).toContain(
    'Schedule B-2: Accounts Receivable Ageing',
  )
  await expect.poll(async () => (await api('GET', `/jobs/${scanned.job.id}`)).body.cost_cents).toBe(24)
  expect(new Set(invoked)).toEqual(new Set(Object.keys(FUNCTIONS)))
  expect(failures).toEqual([])
})
