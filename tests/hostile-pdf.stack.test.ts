import { mkdtemp, readdir, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { invoice } from '../scripts/samples/reports.ts'
import { writePdf } from '../scripts/samples/write-pdf.ts'
import { activePdfs, carryingPdfs } from './extraction/active-pdfs.ts'
import { onePage, stream } from './extraction/build-pdf.ts'
import {
  crowdedPdf,
  cyclicPdfs,
  endlessPdf,
  pagelessPdf,
  picturePdf,
  swellingAmongPdf,
  swellingPdf,
  widePdf,
} from './extraction/hostile-pdfs.ts'
import { type Api, apiOf } from './support/api.ts'
import { type Outcome, processDocument } from './support/outcome.ts'
import { type Owner, ownerOf } from './support/owner.ts'
import { newTenant, startTestStack, type Tenant, type TestStack } from './support/stack.ts'

const systemTmp = process.env.TMPDIR
let tmp: string
let stack: TestStack
let tenant: Tenant
let api: Api
let owner: Owner

beforeAll(async () => {
  tmp = await mkdtemp(path.join(os.tmpdir(), 'hostile-pdf-'))
  process.env.TMPDIR = tmp
  stack = await startTestStack({
    env: { PAGE_TIMEOUT_SECONDS: '6', WORKER_MEMORY_BYTES: String(500 * 2 ** 20), OCR_LANGUAGES: 'eng' },
  })
  tenant = await newTenant(stack)
  api = apiOf(stack.url, tenant.key)
  owner = ownerOf(stack)
})
afterAll(async () => {
  if (systemTmp === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = systemTmp
  await rm(tmp, { recursive: true, force: true })
})

const send = (bytes: Buffer): Promise<Outcome> => processDocument({ stack, tenant, api }, bytes)

describe('a PDF that is none is refused, and its file removed:', () => {
  test.each<[string, () => Buffer | Promise<Buffer>, string]>([
    ['a header with nothing behind it', () => Buffer.from('%PDF-1.7\n'), 'document_unreadable'],
    ['the first half of one', async () => (await invoice()).subarray(0, 900), 'document_unreadable'],
    ['one with a password', () => writePdf({ title: 'x', userPassword: 'secret' }, () => {}), 'document_encrypted'],
    ['one without pages', () => pagelessPdf(), 'document_empty'],
  ])('%s', async (_, make, code) => {
    const { job, document, files } = await send(await make())
    expect(job).toMatchObject({ status: 'failed', error: { code } })
    expect(document).toMatchObject({ processing_status: 'FAILED', error: { code } })
    expect(files).toEqual([])
  })
})

describe('what is hard to read ends within the limits:', () => {
  const givenUp = expect.stringMatching(/^page_(timeout|memory_exceeded|unreadable)$/)

  test.each<[string, () => Buffer]>([
    ['an endless drawing', endlessPdf],
    ['a page that swells to 600 MB', () => swellingPdf(600)],
    ['a million glyphs', () => crowdedPdf(1_000_000, 'lines')],
    ['a page tree that goes round', cyclicPdfs['a page tree that goes round']!],
  ])('%s fails with a typed error', async (_, make) => {
    const { job, document } = await send(make())
    expect(job).toMatchObject({ status: 'failed', error: { code: givenUp } })
    expect(document).toMatchObject({ processing_status: 'FAILED', error: { code: givenUp } })
  })

  test.each<[string, () => Buffer]>([
    ['a page 14,400 points wide', widePdf],
    ['a form that draws itself', cyclicPdfs['a form that draws itself']!],
    ['names that go round', cyclicPdfs['outlines and names that go round']!],
  ])('%s is read', async (_, make) => {
    expect((await send(make())).job).toMatchObject({ status: 'completed', error: null })
  })

  test('a picture of 400 megapixels is recognised or given up', async () => {
    const { job } = await send(picturePdf(20_000))
    if (job.status === 'failed') expect(job.error).toMatchObject({ code: givenUp })
    else expect(job).toMatchObject({ status: 'completed', engines: ['ocr'] })
  })

  test('one page that cannot be read does not take the others with it', async () => {
    const { job, jobId } = await send(swellingAmongPdf(600))
    expect(job).toMatchObject({ status: 'completed', progress: { pages_done: 3, pages_total: 3 } })
    const pages = await owner.rows('select number, error_code from pages where job_id = $1 order by number', [jobId])
    expect(pages).toEqual([
      { number: 1, error_code: null },
      { number: 2, error_code: givenUp },
      { number: 3, error_code: null },
    ])
  })
})

describe('active content', () => {
  test.each(Object.entries(activePdfs).slice(0, 4))('%s is a warning on the document', async (_, make) => {
    const { job, document } = await send(make('http://127.0.0.1:9/'))
    expect(job).toMatchObject({ status: 'completed' })
    expect(document).toMatchObject({ processing_status: 'COMPLETED', warnings: ['active_content'] })
  })

  test('a file that it carries is one too', async () => {
    const { document } = await send(carryingPdfs['a file of the document']!())
    expect(document).toMatchObject({ processing_status: 'COMPLETED', warnings: ['embedded_files'] })
  })
})

test('text that no database takes is stored with replacement characters', async () => {
  const content = stream('BT /F1 12 Tf 20 250 Td (amount due) Tj <00> Tj (today) Tj ET')
  const { job, jobId } = await send(onePage({ content }))
  expect(job).toMatchObject({ status: 'completed' })
  const stored = await owner.one('select content from artifacts where job_id = $1', [jobId])
  expect(stored.content).toMatchObject({ text: 'amount due\ufffdtoday' })
})

test('a worker leaves no files behind, and reads on after all of this', async () => {
  await stack.poller.idle()
  expect((await send(await invoice())).job).toMatchObject({ status: 'completed' })
  const left = () => readdir(tmp).then((names) => names.filter((name) => !name.startsWith('ledgerlift-reading-')))
  await expect.poll(left).toEqual([])
  // One for each process that is warm.
  expect((await readdir(tmp)).length).toBeLessThanOrEqual(stack.app.config.WORKER_CONCURRENCY)
  for (const name of await readdir(tmp)) expect(await readdir(path.join(tmp, name))).toEqual([])
})
