import { beforeAll, describe, expect, test } from 'vitest'
import { invoice, quarterlyReport } from '../scripts/samples/reports.ts'
import { writePdf } from '../scripts/samples/write-pdf.ts'
import { activePdfs } from './extraction/active-pdfs.ts'
import { buildDocx, paragraph } from './extraction/build-docx.ts'
import { cyclicPdfs, endlessPdf } from './extraction/hostile-pdfs.ts'
import { type Api, apiOf, DOCX, ingest, jobEnd, PDF, postForm, presign, upload } from './support/api.ts'
import { ownerOf } from './support/owner.ts'
import { newTenant, startTestStack, type TestStack } from './support/stack.ts'

const NAME = 'Offer to Larkfield (secret).pdf'
const WORDING = 'the board has resolved to sell the northern works'

let stack: TestStack
let api: Api
/** What must not be found in any line, under the name that a failure shows. */
const secrets = new Map<string, string>()

/** A line as a reader of the log would see it. */
const lines = () => stack.logs.map(({ level, message, fields }) => JSON.stringify({ level, message, ...fields }))
const keep = (name: string, value: unknown) => secrets.set(name, String(value))

function keepForm(name: string, { upload: form }: Awaited<ReturnType<typeof presign>>): void {
  for (const [field, value] of Object.entries(form.fields))
    if (/policy|signature|credential/i.test(field)) keep(`${field} of ${name}`, value)
}

async function workThrough(bytes: Buffer, name = NAME, type = PDF): Promise<string> {
  const { job } = await upload(api, bytes, name, type)
  await jobEnd(api, job.id)
  return job.id
}

/** Requests and jobs of every kind: good ones, refused ones, failing ones. */
async function use(key: string): Promise<void> {
  const jobId = await workThrough(await quarterlyReport())
  const csv = await api('GET', `/jobs/${jobId}/export?format=json`)
  const { schedules } = csv.body as unknown as { schedules: { name: string; cells: { text: string }[] }[] }
  for (const { name, cells } of schedules) {
    keep(`schedule ${name}`, name)
    for (const { text } of cells) if (text.length > 11) keep(`cell ${text}`, text)
  }
  const { job, document } = await upload(api, await invoice(), NAME)
  await jobEnd(api, job.id)
  const location = (await api('GET', `/documents/${document.id}/file`)).headers.get('location')!
  keep('signature of a file’s URL', new URL(location).searchParams.get('X-Amz-Signature'))
  for (const make of [endlessPdf, cyclicPdfs['a page tree that goes round']!]) await workThrough(make())
  await workThrough(activePdfs['a script of the document']!('http://127.0.0.1:9/'))
  await workThrough(await writePdf({ title: WORDING, userPassword: 'open sesame' }, () => {}))
  await workThrough(buildDocx(paragraph(WORDING)), 'Offer to Larkfield (secret).docx', DOCX)
  await workThrough(buildDocx(`<w:p><w:r><w:t>${WORDING}`), 'Offer to Larkfield (secret).docx', DOCX)
  await ingest(api, Buffer.from(`%PDF-1.7 ${WORDING}`), { 'idempotency-key': 'a-key-of-mine' }, NAME)

  const mistyped = await presign(api, Buffer.from(WORDING), NAME)
  keepForm('a form', mistyped)
  await postForm(mistyped, Buffer.from(WORDING))
  await api('POST', `/uploads/${mistyped.document_id}/complete`)
  await api('POST', '/uploads/presign', { filename: NAME, content_type: WORDING, size_bytes: 1 })
  await api('POST', '/uploads/presign', { [WORDING]: NAME })
  await api('GET', `/jobs/${key}`)
  await api('GET', `/jobs?cursor=${encodeURIComponent(WORDING)}&${encodeURIComponent(WORDING)}=1`)
  await api('GET', `/jobs/${jobId}/schedules/${key}`)
  await api('GET', `/nothing/${key}`)
}

async function useKeys(key: string): Promise<void> {
  const made = await api('POST', '/keys', { name: 'for tests', role: 'viewer' }, { 'idempotency-key': 'another-key' })
  expect(made.status).toBe(201)
  keep('a key that was made', made.body.key)
  const viewer = apiOf(stack.url, String(made.body.key))
  await viewer('GET', '/jobs')
  await viewer('POST', '/keys', { name: 'stronger', role: 'admin' })
  await apiOf(stack.url, `${key.slice(0, -1)}_`)('GET', '/jobs')
  await apiOf(stack.url, undefined)('GET', '/jobs')
  await api('GET', '/health/detailed', undefined, { 'x-internal-token': stack.app.config.INTERNAL_TOKEN! })
}

beforeAll(async () => {
  stack = await startTestStack({
    env: { LOG_LEVEL: 'DEBUG', PAGE_TIMEOUT_SECONDS: '4', RATE_LIMIT_PER_MINUTE: '100000' },
  })
  const { key, company_id } = await newTenant(stack, 'Larkfield Holdings')
  api = apiOf(stack.url, key)
  const { email } = await ownerOf(stack).one('select email from members where company_id = $1', [company_id])
  keep('the key', key)
  keep('the key’s secret', key.split('_').at(-1))
  keep('a mail address', email)
  keep('a file name', 'Offer to Larkfield')
  keep('text of a document, and of malformed input', WORDING)
  keep('a document’s password', 'open sesame')
  keep('a company’s name', 'Larkfield Holdings')
  const { config } = stack.app
  keep('ENCRYPTION_KEY', config.ENCRYPTION_KEY)
  keep('INTERNAL_TOKEN', config.INTERNAL_TOKEN)
  keep('the store’s secret', config.LEDGERLIFT_AWS_SECRET_ACCESS_KEY)
  keep('the database’s password', new URL(config.DATABASE_URL).password || 'no password')
  await useKeys(key)
  await use(key)
  await stack.poller.idle()
})

describe('the log of good, refused and hostile requests and jobs', () => {
  test('has lines of every kind', () => {
    expect(secrets.size).toBeGreaterThan(60)
    const messages = new Set(stack.logs.map(({ message }) => message))
    for (const message of ['request', 'a request was refused', 'message handled', 'a page could not be read'])
      expect(messages).toContain(message)
  })

  test('holds no key, signature, token, password, mail address, file name or text of a document', () => {
    const log = lines()
    const leaks = [...secrets].flatMap(([name, secret]) =>
      log
        .filter((line) => line.includes(secret))
        .slice(0, 1)
        .map((line) => `${name}: ${line.slice(0, 600)}`),
    )
    expect(leaks).toEqual([])
  })

  test('holds nothing that looks like one', () => {
    const telling = /ll_(test|live)_\w|X-Amz-Signature=[^[&]|"policy"|eyJ[\w-]{20}|[\w.]+@[\w-]+\.\w{2,}|Bearer \w{8}/i
    expect(lines().filter((line) => telling.test(line))).toEqual([])
  })
})
