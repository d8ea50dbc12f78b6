import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { apiOf, jobEnd, upload } from '../support/api.ts'
import { pagedPdf } from '../support/paged-pdf.ts'
import { newTenant, startTestStack } from '../support/stack.ts'

const outer = process.env.TMPDIR
let temporary: string
beforeAll(async () => {
  temporary = await mkdtemp(path.join(os.tmpdir(), 'ledgerlift-old-folders-'))
  process.env.TMPDIR = temporary
})
afterAll(async () => {
  if (outer === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = outer
  await rm(temporary, { recursive: true, force: true })
})

async function leaveFolder(name: string, minutesOld: number): Promise<void> {
  const folder = path.join(temporary, name)
  await mkdir(folder)
  await writeFile(path.join(folder, 'document'), 'left behind')
  const then = new Date(Date.now() - minutesOld * 60_000)
  await utimes(folder, then, then)
}

test('a worker that starts removes what killed processes left, and nothing that may be in use', async () => {
  await leaveFolder('ledgerlift-document-old', 61)
  await leaveFolder('ledgerlift-answer-old', 61)
  await leaveFolder('ledgerlift-reading-old', 61)
  await leaveFolder('ledgerlift-document-young', 59)
  await leaveFolder('ledgerlift-answer-young', 59)
  await leaveFolder('of-somebody-else', 10_000)
  const stack = await startTestStack()
  const api = apiOf(stack.url, (await newTenant(stack)).key)
  const { job } = await upload(api, await pagedPdf(1))
  expect(await jobEnd(api, job.id)).toMatchObject({ status: 'completed' })
  const isInUse = (name: string) => name.startsWith('ledgerlift-reading-') && name !== 'ledgerlift-reading-old'
  const left = async () => (await readdir(temporary)).filter((name) => !isInUse(name)).sort()
  await expect.poll(left).toEqual(['ledgerlift-answer-young', 'ledgerlift-document-young', 'of-somebody-else'])
})
