/** Every stack of the suite is held to this when its test file ends; here it is shown that a leak would be seen. */
import { beforeAll, expect, test } from 'vitest'
import { quarterlyReport } from '../scripts/samples/reports.ts'
import { type Api, apiOf, jobEnd, upload } from './support/api.ts'
import { holdNoSecrets } from './support/secrets-in-logs.ts'
import { type LogLine, newTenant, startTestStack, type TestStack } from './support/stack.ts'

let stack: TestStack
let api: Api
let key: string
beforeAll(async () => {
  stack = await startTestStack()
  key = (await newTenant(stack)).key
  api = apiOf(stack.url, key)
  await api('GET', '/jobs')
})

const outcome = (fields: LogLine['fields'], message = 'a line') =>
  holdNoSecrets({ ...stack, logs: [...stack.logs, { level: 'INFO', message, fields }] }).then(
    () => 'nothing found',
    () => 'found',
  )

test('what looks like a key, a signature, a token or an address is found wherever it stands', async () => {
  expect(stack.logs.length).toBeGreaterThan(0)
  expect(await outcome({ job_id: '5a1c3c7e-3f0b-4a67-9a52-0e8c0a2b5c11' })).toBe('nothing found')
  const url = 'https://store.example.com/a?X-Amz-Signature=0123abcd'
  for (const leak of [key, url, 'whsec_abc', 'ada@example.com', 'postgres://app:secret@db/x', 'Bearer abcdefgh12']) {
    expect([leak, await outcome({ error: { stack: `at ${leak} here` } })]).toEqual([leak, 'found'])
    expect([leak, await outcome({}, `see ${leak}`)]).toEqual([leak, 'found'])
  }
})

test('so are the secrets of the settings', async () => {
  for (const name of ['ENCRYPTION_KEY', 'INTERNAL_TOKEN', 'LEDGERLIFT_AWS_SECRET_ACCESS_KEY'])
    expect([name, await outcome({ detail: stack.settings[name] })]).toEqual([name, 'found'])
})

test('so is the text of a document that was read, its name and the names of its schedules', async () => {
  const { job } = await upload(api, await quarterlyReport(), 'Offer to Larkfield.pdf')
  await jobEnd(api, job.id)
  const { body } = await api('GET', `/jobs/${job.id}/export?format=json`)
  const [schedule] = body.schedules as { name: string; cells: { text: string }[] }[]
  const cell = schedule!.cells.find(({ text }) => /\S{4} \S{4}/.test(text) && text.length > 12)
  for (const leak of ['Offer to Larkfield.pdf', schedule!.name, cell!.text])
    expect([leak, await outcome({ detail: `failed at ${leak}` })]).toEqual([leak, 'found'])
})
