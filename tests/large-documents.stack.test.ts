import v8 from 'node:v8'
import vm from 'node:vm'
import ExcelJS from 'exceljs'
import { beforeAll, describe, expect, test } from 'vitest'
import { buildDocx, table } from './extraction/build-docx.ts'
import { drawPdf, put } from './extraction/draw-pdf.ts'
import { pagesPdf } from './extraction/hostile-pdfs.ts'
import { type Api, apiOf, DOCX, jobEnd, upload } from './support/api.ts'
import { filesOf, processDocument } from './support/outcome.ts'
import { newTenant, startTestStack, type Tenant, type TestStack } from './support/stack.ts'

let stack: TestStack
let tenant: Tenant
let api: Api

beforeAll(async () => {
  // 100,000 pages at 12 cents are 1,200,000.
  stack = await startTestStack({ env: { MAX_JOB_COST_CENTS: '1199999', PAGES_PER_CHUNK: '1000' } })
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

/** The file of an export, by URL where it is larger than a response, and how much more was held while it was made. */
async function exported(jobId: string, format: string): Promise<{ bytes: Buffer; grownBytes: number }> {
  const before = heldBytes()
  let peak = before
  const watch = setInterval(() => {
    peak = Math.max(peak, heldBytes())
  }, LOOK_EVERY_MS)
  const answer = await api('GET', `/jobs/${jobId}/export?format=${format}`)
  clearInterval(watch)
  const location = answer.headers.get('location')
  const bytes = location ? Buffer.from(await (await fetch(location)).arrayBuffer()) : answer.bytes
  return { bytes, grownBytes: peak - before }
}

describe('a table of 50,000 rows', () => {
  const ROWS = 50_000
  const PER_PAGE = 1_100
  let jobId: string
  const text = (row: number) => [`Item ${row}`, `${row}.25`, `${row + 7}.50`] as const

  beforeAll(async () => {
    const pages = Math.ceil(ROWS / PER_PAGE)
    const bytes = await drawPdf(
      (pdf) => {
        for (let page = 0; page < pages; page++) {
          pdf.addPage({ size: [420, PER_PAGE * 12 + 100], margin: 0 }).fontSize(9)
          const rows = Array.from({ length: Math.min(PER_PAGE, ROWS - page * PER_PAGE) }, (_, i) =>
            text(page * PER_PAGE + i),
          )
          for (const [i, row] of [['Item', 'Opening', 'Closing'] as const, ...rows].entries()) {
            put(pdf, row[0], 40, 30 + i * 12)
            put(pdf, row[1], 240, 30 + i * 12, 'right')
            put(pdf, row[2], 360, 30 + i * 12, 'right')
          }
        }
      },
      { autoFirstPage: false },
    )
    const { job } = await upload(api, bytes)
    jobId = job.id
    expect(await jobEnd(api, jobId, 100_000)).toMatchObject({ status: 'completed', error: null })
  }, 120_000)

  test('over many pages is one schedule', async () => {
    const { body } = await api('GET', `/jobs/${jobId}/schedules`)
    const schedules = body.schedules as { row_count: number; col_count: number }[]
    expect(schedules.map(({ row_count, col_count }) => [row_count, col_count])).toEqual([[ROWS + 1, 3]])
  })

  test.each(['csv', 'json', 'xlsx'])('is exported whole as %s, and memory stays flat', async (format) => {
    const { bytes, grownBytes } = await exported(jobId, format)
    if (format === 'csv') {
      const lines = bytes.toString().trimEnd().split('\r\n')
      expect(lines).toHaveLength(ROWS + 1)
      expect(lines.slice(1)).toEqual(Array.from({ length: ROWS }, (_, row) => text(row).join(',')))
    }
    if (format === 'json') {
      const { schedules } = JSON.parse(bytes.toString())
      expect(schedules[0].cells).toHaveLength((ROWS + 1) * 3)
    }
    // A zip that is whole has its directory at the end, and in it the sheets.
    if (format === 'xlsx') expect(bytes.subarray(-22, -18).toString('latin1')).toBe('PK\x05\x06')
    expect(grownBytes).toBeLessThan(40 * 2 ** 20)
  })
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
