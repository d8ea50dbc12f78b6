import v8 from 'node:v8'
import vm from 'node:vm'
import ExcelJS from 'exceljs'
import { beforeAll, describe, expect, test } from 'vitest'
import { buildDocx, table } from './extraction/build-docx.ts'
import { drawPdf, put } from './extraction/draw-pdf.ts'
import { pagesPdf } from './extraction/hostile-pdfs.ts'
import { type Answer, type Api, apiOf, DOCX, jobEnd, PDF, upload } from './support/api.ts'
import { postOffice } from './support/deliveries.ts'
import { filesOf, processDocument } from './support/outcome.ts'
import { ownerOf } from './support/owner.ts'
import { newTenant, startTestStack, type Tenant, type TestStack } from './support/stack.ts'
import { deliverToProcess } from './support/worker-process.ts'

let stack: TestStack
let tenant: Tenant
let api: Api
let post: ReturnType<typeof postOffice>

/** Half of what a reading process has by default. */
const READING_BYTES = 512 * 2 ** 20

beforeAll(async () => {
  // 100,000 pages at 12 cents are 1,200,000.
  stack = await startTestStack({
    poll: false,
    env: { MAX_JOB_COST_CENTS: '1199999', PAGES_PER_CHUNK: '1000', WORKER_MEMORY_BYTES: String(READING_BYTES) },
  })
  post = postOffice(ownerOf(stack))
  tenant = await newTenant(stack)
  api = apiOf(stack.url, tenant.key)
})

v8.setFlagsFromString('--expose-gc')
const collect = vm.runInNewContext('gc') as () => void

/** Collecting garbage takes a good part of a second where the heap is large. */
const LOOK_EVERY_MS = 2_000

/** What is held, garbage not counted. */
function heldBytes(): number {
  collect()
  return process.memoryUsage().heapUsed
}

/** The file of an export, and how much more was held while it was made. */
async function exported(jobId: string, format: string): Promise<{ bytes: Buffer; grownBytes: number }> {
  const before = heldBytes()
  let peak = before
  const watch = setInterval(() => {
    peak = Math.max(peak, heldBytes())
  }, LOOK_EVERY_MS)
  const answer = await api('GET', `/jobs/${jobId}/export?format=${format}`)
  clearInterval(watch)
  return { bytes: await bytesOf(answer), grownBytes: peak - before }
}

/** What was asked for, by URL where it is larger than a response. */
async function bytesOf(answer: Answer): Promise<Buffer> {
  const location = answer.headers.get('location')
  return location ? Buffer.from(await (await fetch(location)).arrayBuffer()) : answer.bytes
}

const ROWS = 50_000

/** What a figure is printed as: never the sum of others but by chance. */
const figure = (row: number, col: number) =>
  `${10_000 + ((row * 7_919 + col * 104_729) % 89_989)}.${10 + ((row + col) % 90)}`

const HEADS = ['Item', 'Opening', 'Additions', 'Disposals', 'Transfers', 'Revaluation', 'Depreciation', 'Closing']

const ledger = (columns: number): string[][] => [
  HEADS.slice(0, columns),
  ...Array.from({ length: ROWS }, (_, row) =>
    Array.from({ length: columns }, (_, col) => (col === 0 ? `Item ${row}` : figure(row, col))),
  ),
]

const ledgerPdf = (rows: readonly string[][], perPage: number): Promise<Uint8Array> =>
  drawPdf(
    (pdf) => {
      const [head = [], ...body] = rows
      for (let start = 0; start < body.length; start += perPage) {
        pdf.addPage({ size: [420, perPage * 12 + 100], margin: 0 }).fontSize(9)
        for (const [line, row] of [head, ...body.slice(start, start + perPage)].entries())
          for (const [col, text] of row.entries())
            put(pdf, text, 40 + col * (col > 0 ? 160 : 0), 30 + line * 12, col > 0 ? 'right' : 'left')
      }
    },
    { autoFirstPage: false },
  )

/** `workerMib` is the heap of each worker: with a copy more of everything it is too little. */
const SOURCES = [
  {
    name: 'a Word file',
    columns: 8,
    type: DOCX,
    write: (rows: string[][]) => buildDocx(table(rows)),
    workerMib: { extract: 190, assemble: 270, costs: 100, 'dead-letters': 100 },
    // What an export is made from no longer knows where it came from.
    formats: ['csv'],
  },
  {
    name: 'a PDF',
    columns: 3,
    type: PDF,
    write: (rows: string[][]) => ledgerPdf(rows, 1_100),
    workerMib: { extract: 100, assemble: 160, costs: 100, 'dead-letters': 100 },
    formats: ['csv', 'json', 'xlsx'],
  },
]

describe.each(SOURCES)('a table of 50,000 rows in $name', ({ columns, type, write, workerMib, formats }) => {
  let jobId: string

  beforeAll(async () => {
    const { job } = await upload(api, await write(ledger(columns)), undefined, type)
    jobId = job.id
  }, 120_000)

  test('is read and assembled by workers with little memory', { timeout: 300_000 }, async () => {
    for (let letters = await post.take(); letters.length > 0; letters = await post.take())
      for (const letter of letters) await deliverToProcess(stack, letter, workerMib[letter.destination])
    expect((await api('GET', `/jobs/${jobId}`)).body).toMatchObject({ status: 'completed', error: null })
  })

  test('is one schedule, with all its cells', { timeout: 180_000 }, async () => {
    const { body } = await api('GET', `/jobs/${jobId}/schedules`)
    const schedules = body.schedules as { id: string; row_count: number; col_count: number }[]
    expect(schedules.map(({ row_count, col_count }) => [row_count, col_count])).toEqual([[ROWS + 1, columns]])
    const whole = await bytesOf(await api('GET', `/jobs/${jobId}/schedules/${schedules[0]!.id}`))
    expect(JSON.parse(whole.toString()).cells).toHaveLength((ROWS + 1) * columns)
  })

  test.each(formats)('is exported whole as %s, and memory stays flat', { timeout: 180_000 }, async (format) => {
    const { bytes, grownBytes } = await exported(jobId, format)
    if (format === 'csv') {
      const lines = bytes.toString().trimEnd().split('\r\n')
      expect(lines).toEqual(ledger(columns).map((row) => row.join(',')))
    }
    if (format === 'json') {
      const { schedules } = JSON.parse(bytes.toString())
      expect(schedules[0].cells).toHaveLength((ROWS + 1) * columns)
    }
    // A zip that is whole has its directory at the end, and in it the sheets.
    if (format === 'xlsx') expect(bytes.subarray(-22, -18).toString('latin1')).toBe('PK\x05\x06')
    expect(grownBytes).toBeLessThan(40 * 2 ** 20)
  })
})

describe('with a stack that polls', () => {
  beforeAll(() => {
    stack = { ...stack, poller: stack.startPolling() }
  })

  test('a cell of a mebibyte is exported whole, in parts where a worksheet’s cells are too small', {
    timeout: 90_000,
  }, async () => {
    const long = Array.from({ length: 2 ** 20 / 8 }, (_, i) => `${i}`.padStart(7, '0')).join(' ')
    const { jobId, job } = await processDocument({ stack, tenant, api }, buildDocx(table([['A', 'B'], [long, '1'], ['y', '2']])), 'a.docx', DOCX) // biome-ignore format: a row
    expect(job).toMatchObject({ status: 'completed' })
    expect((await exported(jobId, 'csv')).bytes.toString()).toBe(`A,B\r\n${long},1\r\ny,2\r\n`)
    expect(JSON.parse((await exported(jobId, 'json')).bytes.toString()).schedules[0].cells[2].text).toBe(long)
    const book = new ExcelJS.Workbook()
    await book.xlsx.load((await exported(jobId, 'xlsx')).bytes as never)
    const pieces: string[] = []
    book
      .getWorksheet('Provenance')!
      .eachRow((row) =>
        row.eachCell(({ value }) => typeof value === 'string' && /^[\d ]{8,}$/.test(value) && pieces.push(value)),
      )
    expect(pieces.join('')).toBe(long)
  })

  describe('100,000 pages', () => {
    test('that cost more than a job may are priced before one is read', async () => {
      const { job, document, files } = await processDocument({ stack, tenant, api }, pagesPdf(100_000))
      expect(job).toMatchObject({
        status: 'failed',
        error: { code: 'job_cost_limit_exceeded' },
        progress: { pages_done: 0 },
      })
      expect(document).toMatchObject({ page_count: 100_000 })
      expect(files).toEqual([`documents/${tenant.company_id}/${document.id}`])
    })

    test('fewer by one are inspected and cut into chunks, and can be cancelled', async () => {
      const { job, document } = await upload(api, pagesPdf(99_999))
      const progress = async () => (await api('GET', `/jobs/${job.id}`)).body.progress as { pages_total: number }
      await expect.poll(progress, { timeout: 40_000 }).toMatchObject({ pages_total: 99_999 })
      await api('POST', `/jobs/${job.id}/cancel`)
      expect(await jobEnd(api, job.id)).toMatchObject({ status: 'cancelled' })
      expect(await filesOf(stack, tenant, document.id)).toHaveLength(1)
    })
  })
})
