import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ageingRows, drawPdf, drawSheet, lorem, put } from '../extraction/draw-pdf.ts'
import { analysis, expense, type PrintedCell } from '../extraction/textract-responses.ts'
import { type Call, type Reply, textractService } from '../extraction/textract-service.ts'
import { type Api, apiOf, upload } from '../support/api.ts'
import { deliver, type Letter, postOffice } from '../support/deliveries.ts'
import { type Owner, ownerOf } from '../support/owner.ts'
import { scannedPdf } from '../support/scanned-pdf.ts'
import { newTenant, startTestStack, type TestStack } from '../support/stack.ts'

const A4 = { width: 595.28, height: 841.89 }
const CENTS = 12
/** Long enough to draw a page on a busy machine; a page that Textract is too busy for waits for all of it. */
const PAGE_TIMEOUT_SECONDS = '15'

let reply: Parameters<typeof textractService>[0]
const service = textractService((call, index) => reply(call, index), 'us-east-1')

let stack: TestStack
let owner: Owner
let api: Api
let post: ReturnType<typeof postOffice>

beforeAll(async () => {
  service.server.listen({ onUnhandledFrame: 'bypass' })
  stack = await startTestStack({ poll: false, env: { OCR_ENGINE: 'textract', PAGE_TIMEOUT_SECONDS } })
  owner = ownerOf(stack)
  post = postOffice(owner)
  api = apiOf(stack.url, (await newTenant(stack)).key)
})
beforeEach(() => {
  service.calls.length = 0
  stack.logs.length = 0
})
afterAll(() => service.server.close())

const jobOf = async (id: string) => (await api('GET', `/jobs/${id}`)).body
const pagesOf = (id: string) =>
  owner.rows('select number, source, engine, error_code from pages where job_id = $1 order by number', [id])
const costsOf = (id: string) =>
  owner.rows('select provider, status, pages, amount_cents::int as cents from cost_records where job_id = $1', [id])
const pictures = () => service.calls.map(({ bytes }) => createHash('sha256').update(bytes).digest('hex'))

/** What Textract answers about any page: a ledger of two rows. */
function ledger(): Reply {
  const sheet = analysis({ displayed: A4 })
  const rows = [
    ['Customer', 'Current', 'Overdue'],
    ['Northwind', '1,200.00', '80.00'],
    ['Alpine', '300.00', '20.00'],
    ['Total', '1,500.00', '100.00'],
  ]
  const cells = rows.flatMap((texts, row) =>
    texts.map((text, col): PrintedCell => {
      const [x, y] = [60 + 120 * col, 100 + 20 * row]
      const print = { text, box: [x, y, x + 6 * text.length, y + 10] as const }
      return { row, col, print, ...(row === 0 ? { entities: ['COLUMN_HEADER'] } : {}) }
    }),
  )
  sheet.table({ cells, title: { text: 'Schedule T: Receivables', box: [60, 80, 200, 92] } })
  return { body: sheet.response() }
}

const BILL = [
  'Larkfield Instruments Ltd',
  'INVOICE',
  'Invoice no. INV-42',
  'Invoice date: 2025-01-31',
  'Total: EUR 119.00',
]

/** What it answers about an invoice, the second time with a number that the first answer has not. */
function bill({ operation }: Call): Reply {
  if (operation === 'AnalyzeExpense') {
    const summary = [
      { type: 'PO_NUMBER', text: 'PO-9', box: [60, 300, 90, 310] as const },
      { type: 'TOTAL', text: '119.00', box: [100, 180, 136, 190] as const, currency: 'EUR' },
    ]
    return { body: expense(A4, [{ summary }]) }
  }
  const sheet = analysis({ displayed: A4 })
  for (const [i, text] of BILL.entries())
    sheet.line({ text, box: [60, 60 + 30 * i, 60 + 6 * text.length, 70 + 30 * i] })
  return { body: sheet.response() }
}

/** So many scanned pages, queued and inspected by nobody yet. */
async function queued(pages: number, seed: string): Promise<{ job: string; document: string; letter: Letter }> {
  const { job, document } = await upload(api, await scannedPdf(pages, seed))
  const letter = (await post.take()).find(({ payload }) => payload.job_id === job.id)!
  return { job: job.id, document: document.id, letter }
}

describe('a job whose pages Textract recognises', () => {
  test('completes, with its schedules, asks about each page once, and is charged once for each', async () => {
    reply = ledger
    const { job, letter } = await queued(2, 'whole')
    expect(await deliver(letter)).toBe(true)
    await post.deliverAll()
    expect(await jobOf(job)).toMatchObject({ status: 'completed', engines: ['textract'], cost_cents: 2 * CENTS })
    expect(await costsOf(job)).toEqual([{ provider: 'textract', status: 'COMPLETED', pages: 2, cents: 2 * CENTS }])
    expect(new Set(pictures()).size).toBe(2)
    expect(service.calls).toHaveLength(2)
    const { body } = await api('GET', `/jobs/${job}/schedules`)
    const schedules = body.schedules as { name: string; checks: { status: string }[] }[]
    expect(schedules[0]!.name).toBe('Schedule T: Receivables')
    expect(schedules[0]!.checks.map(({ status }) => status)).toEqual(expect.arrayContaining(['proved']))
    // The message may come twice.
    expect(await deliver(letter)).toBe(true)
    expect(service.calls).toHaveLength(2)
  })

  test('has the invoice that Textract finds on a page of one, besides what its words say, for one page’s price', async () => {
    reply = bill
    const { job, letter } = await queued(1, 'bill')
    expect(await deliver(letter)).toBe(true)
    await post.deliverAll()
    expect(service.calls.map(({ operation }) => operation)).toEqual(['AnalyzeDocument', 'AnalyzeExpense'])
    const { invoice, cost_cents } = await jobOf(job)
    expect(cost_cents).toBe(CENTS)
    expect(invoice).toMatchObject({
      kind: 'invoice',
      source: 'print',
      fields: {
        invoice_number: { value: 'INV-42', page: 1 },
        date: { value: '2025-01-31' },
        total: { value: '119.00' },
        purchase_order: { value: 'PO-9', page: 1, bbox: [60, 300, 90, 310] },
      },
    })
  })

  test('pays Textract for no page that has text, or nothing on it', async () => {
    reply = ledger
    const bytes = await drawPdf((pdf) => {
      put(pdf, 'Schedule A: Receivables', 60, 60)
      const rows = [['Customer', 'Current', 'Overdue'], ...ageingRows(12, 3)]
      drawSheet(pdf, { rows, edges: [60, 240, 360, 480], top: 90, ruled: 'all' })
      pdf.text(lorem, 60, 500, { width: 400 })
      pdf.addPage()
    })
    const { job } = await upload(api, bytes)
    await post.deliverAll()
    expect(await jobOf(job.id)).toMatchObject({ status: 'completed', engines: ['pdf-text'], cost_cents: 2 * CENTS })
    expect(service.calls).toEqual([])
  })
})

describe('when Textract is busy', () => {
  test('a page is not lost: its message comes again, and no page that is committed is asked about again', async () => {
    const { job, document, letter } = await queued(2, 'busy')
    let busy = true
    const first: string[] = []
    reply = ({ bytes }) => {
      const picture = createHash('sha256').update(bytes).digest('hex')
      if (first.length === 0) first.push(picture)
      return busy && picture !== first[0] ? { failure: 'ProvisionedThroughputExceededException' } : ledger()
    }
    expect(await deliver(letter)).toBe(true)
    expect(await jobOf(job)).toMatchObject({ status: 'processing', progress: { pages_done: 1, pages_total: 2 } })
    const [rest] = await post.take()
    expect(rest!.payload).toMatchObject({ pages: { first: 2 } })
    expect(await deliver(rest!)).toBe(false)
    expect((await api('GET', `/documents/${document}`)).body).toMatchObject({ processing_status: 'RETRYING' })
    busy = false
    expect(await deliver(rest!, { receiveCount: 2 })).toBe(true)
    await post.deliverAll()
    expect(await jobOf(job)).toMatchObject({ status: 'completed', attempts: 2, cost_cents: 2 * CENTS })
    expect(pictures().filter((picture) => picture === first[0])).toHaveLength(1)
    expect((await pagesOf(job)).map(({ error_code }) => error_code)).toEqual([null, null])
  })
})

describe('a page that Textract refuses', () => {
  test('is unreadable, the others are read, and the job says what it is charged for', async () => {
    reply = (_, index) => (index === 1 ? { failure: 'BadDocumentException' } : ledger())
    const { job, letter } = await queued(2, 'refused')
    expect(await deliver(letter)).toBe(true)
    await post.deliverAll()
    expect(await pagesOf(job)).toMatchObject([
      { number: 1, error_code: null },
      { number: 2, engine: 'none', error_code: 'page_unreadable' },
    ])
    const { cost_cents } = await jobOf(job)
    expect(await jobOf(job)).toMatchObject({ status: 'completed', engines: ['textract'] })
    expect(await costsOf(job)).toMatchObject([{ provider: 'textract', cents: cost_cents }])
  })
})

describe('a deployment that Textract does not know', () => {
  test('is told to its operators, without a secret; when nobody helps the job ends, and nothing is charged', async () => {
    const { LEDGERLIFT_AWS_SECRET_ACCESS_KEY: secret } = stack.app.config
    reply = () => ({ failure: 'AccessDeniedException', message: `a request signed with ${secret}` })
    const { job, letter } = await queued(1, 'unknown')
    for (const receiveCount of [1, 2, 3]) expect(await deliver(letter, { receiveCount })).toBe(false)
    expect(await deliver(letter, { to: 'dead-letters' })).toBe(true)
    await post.deliverAll()
    expect(await jobOf(job)).toMatchObject({
      status: 'failed',
      error: { code: 'job_attempts_exhausted' },
      cost_cents: 0,
    })
    expect(await pagesOf(job)).toEqual([])
    const said = JSON.stringify(stack.logs)
    expect(said).toContain('AccessDeniedException')
    expect(said).not.toContain(secret)
  })
})
