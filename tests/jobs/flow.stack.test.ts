import ExcelJS from 'exceljs'
import { beforeAll, describe, expect, test } from 'vitest'
import { quarterlyReport } from '../../scripts/samples/reports.ts'
import { type Api, apiOf, jobEnd, upload } from '../support/api.ts'
import { newTenant, startTestStack, type TestStack } from '../support/stack.ts'

describe('from PDF to data book, over HTTP', () => {
  let stack: TestStack
  let api: Api
  let jobId: string
  let documentId: string

  beforeAll(async () => {
    stack = await startTestStack()
    api = apiOf(stack.url, (await newTenant(stack)).key)
    const { document, job } = await upload(api, await quarterlyReport(), 'quarterly-report.pdf')
    documentId = document.id
    jobId = job.id
  })

  test('the job completes with every page read and its cost settled', async () => {
    const job = await jobEnd(api, jobId)
    expect(job).toMatchObject({
      status: 'completed',
      progress: { pages_done: 4, pages_total: 4 },
      engines: ['pdf-text'],
      schema_version: 1,
      error: null,
    })
    await expect.poll(async () => (await api('GET', `/jobs/${jobId}`)).body.cost_cents).toBe(48)
    const document = await api('GET', `/documents/${documentId}`)
    expect(document.body).toMatchObject({ processing_status: 'COMPLETED', page_count: 4, error: null })
    expect(document.body.sha256).toMatch(/^[0-9a-f]{64}$/)
  })

  test('the schedules have their names, their pages and their sums', async () => {
    const { body } = await api('GET', `/jobs/${jobId}/schedules`)
    const schedules = body.schedules as {
      name: string
      pages: number[]
      checks: { status: string }[]
      selected: boolean
    }[]
    expect(schedules.map(({ name, pages }) => [name, pages])).toEqual([
      ['Schedule A-1: Consolidated Income Statement', [1]],
      ['Schedule B-2: Accounts Receivable Ageing', [2, 3]],
      ['Schedule C-4: Depreciation of Fixed Assets', [4]],
      ['Schedule D-1: Long-Term Debt', [4]],
      ['Anlage 3: Offene Forderungen zum 31.03.2025', [4]],
    ])
    expect(schedules.flatMap(({ checks }) => checks).filter(({ status }) => status === 'contradicted')).toHaveLength(1)
    expect(schedules.every(({ selected }) => selected)).toBe(true)
  })

  test('the audit trail tells the whole life of the job, oldest first, page by page without a gap', async () => {
    const trail = async () => (await api('GET', `/jobs/${jobId}/audit`)).body.data as { action: string; id: string }[]
    // The newest events are shown once no older transaction of the server runs any more.
    await expect
      .poll(async () => (await trail()).map(({ action }) => action))
      .toEqual([
        'job.queued',
        'job.started',
        'document.processing',
        'job.inspected',
        'cost.reserved',
        'job.completed',
        'document.completed',
        'cost.settled',
      ])
    const whole = await trail()
    const paged: string[] = []
    let cursor = ''
    do {
      const { body } = await api('GET', `/jobs/${jobId}/audit?limit=3${cursor && `&cursor=${cursor}`}`)
      paged.push(...(body.data as { id: string }[]).map(({ id }) => id))
      cursor = (body.next_cursor as string | null) ?? ''
    } while (cursor)
    expect(paged).toEqual(whole.map(({ id }) => id))
  })

  test('every worker’s line says which job, document, tenant, request and trace it is about', async () => {
    const { trace_id } = (await api('GET', `/jobs/${jobId}`)).body
    const lines = () =>
      stack.logs.filter(({ message, fields }) => message === 'message handled' && fields.job_id === jobId)
    // A worker may say so after the next one has: what it enqueued is on its way since its commit.
    await expect
      .poll(() =>
        lines()
          .map(({ fields }) => String(fields.consumer))
          .sort(),
      )
      .toEqual(['assemble-job', 'extract-document', 'record-cost'])
    for (const { fields } of lines())
      expect(fields).toMatchObject({
        trace_id,
        document_id: documentId,
        company_id: expect.any(String),
        request_id: expect.any(String),
        duration_ms: expect.any(Number),
      })
  })

  test('a selection is what an export without names takes, and the book has the figures in it', async () => {
    const { body } = await api('GET', `/jobs/${jobId}/schedules`)
    const [income, ageing] = body.schedules as { id: string; name: string }[]
    const selected = await api('PUT', `/jobs/${jobId}/schedules/selection`, { schedule_ids: [income!.id] })
    expect((selected.body.schedules as { selected: boolean }[]).filter((one) => one.selected)).toHaveLength(1)

    const one = await exportBook(api, jobId, { format: 'xlsx' })
    expect(one.worksheets.map(({ name }) => name)).toHaveLength(3)
    const both = await exportBook(api, jobId, { format: 'xlsx', schedule_ids: [ageing!.id, income!.id] })
    expect(both.worksheets).toHaveLength(4)
  })

  test('reading a file and an export are events', async () => {
    const file = await api('GET', `/documents/${documentId}/file`)
    expect(file.status).toBe(302)
    const bytes = await fetch(file.headers.get('location')!)
    expect(
      Buffer.from(await bytes.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    await expect
      .poll(async () => {
        const { body } = await api('GET', `/documents/${documentId}/timeline`)
        return (body.data as { action: string }[]).map(({ action }) => action)
      })
      .toEqual(
        expect.arrayContaining(['document.presigned', 'document.uploaded', 'document.file_read', 'job.exported']),
      )
  })
})

async function exportBook(api: Api, jobId: string, body: unknown): Promise<ExcelJS.Workbook> {
  const query = body as { format: string; schedule_ids?: string[] }
  const ids = query.schedule_ids ? `&schedule_ids=${query.schedule_ids.join(',')}` : ''
  const response = await api('GET', `/jobs/${jobId}/export?format=${query.format}${ids}`)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="quarterly-report\.xlsx"/)
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(response.bytes as never)
  return book
}
