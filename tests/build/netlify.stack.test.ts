import path from 'node:path'
import ExcelJS from 'exceljs'
import { beforeAll, expect, test } from 'vitest'
import type { Layout } from '../../scripts/build/layout.ts'
import { buildNetlify } from '../../scripts/build/netlify.ts'
import { quarterlyReport } from '../../scripts/samples/reports.ts'
import { apiOf, jobEnd, upload } from '../support/api.ts'
import { newTenant, startTestStack, type TestStack } from '../support/stack.ts'
import { buildFolder, type Served, serveOnce } from './run-built.ts'

let stack: TestStack
let layout: Layout
let key: string
let jobId: string

beforeAll(async () => {
  layout = await buildFolder()
  await buildNetlify(layout)
  stack = await startTestStack()
  key = (await newTenant(stack)).key
  const api = apiOf(stack.url, key)
  jobId = (await upload(api, await quarterlyReport(), 'quarterly-report.pdf')).job.id
  await jobEnd(api, jobId)
})

function ask(name: string, url: string, bearer = key): Promise<Served> {
  const request = { url: `https://api.example.com${url}`, headers: { authorization: `Bearer ${bearer}` } }
  return serveOnce(path.join(layout.functions, `${name}.mjs`), request, stack.settings)
}

const json = ({ bytes }: Served) => JSON.parse(new TextDecoder().decode(bytes))

test('health sees the database, the store and the queues', async () => {
  const served = await ask('health', '/api/v1/health/detailed')
  expect(served.status).toBe(200)
  const { dependencies } = json(served) as { dependencies: { name: string; status: string }[] }
  const names = ['database_us', 'row_level_security_us', 'object_store_us', 'queue_extract']
  for (const name of names) expect(dependencies).toContainEqual(expect.objectContaining({ name, status: 'healthy' }))
})

test('jobs are listed for the key’s company, and for nobody without a key', async () => {
  const served = await ask('jobs', '/v1/jobs')
  expect([served.status, json(served).data]).toEqual([
    200,
    [expect.objectContaining({ id: jobId, status: 'completed' })],
  ])
  expect((await ask('jobs', '/v1/jobs', 'nobody')).status).toBe(401)
})

test('an export is a workbook that opens', async () => {
  const served = await ask('job-export', `/api/jobs/${jobId}/export?format=xlsx`)
  expect(served.status).toBe(200)
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(Buffer.from(served.bytes) as never)
  expect(book.worksheets.length).toBeGreaterThan(5)
})
