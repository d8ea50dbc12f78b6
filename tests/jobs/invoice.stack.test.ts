import ExcelJS from 'exceljs'
import { beforeAll, describe, expect, test } from 'vitest'
import { drawPdf } from '../extraction/draw-pdf.ts'
import { drawLines, type Line, pdfWithFile } from '../extraction/invoice-documents.ts'
import { embeddedInvoice } from '../extraction/invoice-xml.ts'
import { type Api, apiOf, jobEnd, upload } from '../support/api.ts'
import { type Owner, ownerOf } from '../support/owner.ts'
import { pagedPdf } from '../support/paged-pdf.ts'
import { newTenant, startTestStack } from '../support/stack.ts'

type Field = { value: string; text: string; page: number | null; bbox: number[] | null; confidence: number }
type Invoice = { kind: string; source: string; fields: Record<string, Field>; line_items: { amount: string }[] }

const first: Line[] = [
  ['Brightwater Tools Ltd', 50, 40, 16],
  ['14 Harbour Road, Bristol BS1 4QA', 50, 62],
  ['INVOICE', 450, 40, 20],
  ['Invoice No.', 380, 120],
  ['BT-20391', 545, 120, 10, 'right'],
  ['Invoice Date', 380, 134],
  ['14 March 2024', 545, 134, 10, 'right'],
  ['Description', 50, 220],
  ['Qty', 330, 220, 10, 'right'],
  ['Unit Price', 430, 220, 10, 'right'],
  ['Amount', 545, 220, 10, 'right'],
  ['Cordless drill, 18 V', 50, 240],
  ['4', 330, 240, 10, 'right'],
  ['89.50', 430, 240, 10, 'right'],
  ['358.00', 545, 240, 10, 'right'],
  ['Bench vice', 50, 258],
  ['2', 330, 258, 10, 'right'],
  ['46.00', 430, 258, 10, 'right'],
  ['92.00', 545, 258, 10, 'right'],
]
const last: Line[] = [
  ['Net total', 400, 60],
  ['£450.00', 545, 60, 10, 'right'],
  ['VAT 20%', 400, 76],
  ['£90.00', 545, 76, 10, 'right'],
  ['Total', 400, 92, 12],
  ['£540.00', 545, 92, 12, 'right'],
]

/** Facts on the first page, sums on the last, nothing but conditions between. */
const longInvoice = () =>
  drawPdf((pdf) => {
    const conditions: Line[] = [['Our general conditions apply to this delivery.', 50, 60]]
    for (const [index, lines] of [first, conditions, conditions, last].entries()) {
      if (index > 0) pdf.addPage()
      drawLines(pdf, lines)
    }
  })

let api: Api
let owner: Owner
beforeAll(async () => {
  const stack = await startTestStack({ env: { PAGES_PER_CHUNK: '1' } })
  api = apiOf(stack.url, (await newTenant(stack)).key)
  owner = ownerOf(stack)
})

async function invoiceOf(bytes: Uint8Array, name: string) {
  const { job, document } = await upload(api, bytes, name)
  const ended = await jobEnd(api, job.id)
  expect(ended).toMatchObject({ status: 'completed' })
  return { jobId: job.id, documentId: document.id, invoice: ended.invoice as Invoice | null }
}

const wordsKept = async (jobId: string): Promise<number> =>
  (await owner.rows('select number from pages where job_id = $1 and invoice_source is not null', [jobId])).length

describe('an invoice whose pages are read by several workers', () => {
  let read: Awaited<ReturnType<typeof invoiceOf>>
  beforeAll(async () => {
    read = await invoiceOf(await longInvoice(), 'invoice.pdf')
  })

  test('is on its job, every field with its page, its box and a confidence', () => {
    const { kind, source, fields, line_items } = read.invoice!
    expect([kind, source]).toEqual(['invoice', 'print'])
    expect(Object.fromEntries(Object.entries(fields).map(([name, { value }]) => [name, value]))).toEqual({
      invoice_number: 'BT-20391',
      date: '2024-03-14',
      currency: 'GBP',
      subtotal: '450.00',
      tax: '90.00',
      total: '540.00',
      vendor: 'Brightwater Tools Ltd',
    })
    const [x0, y0, x1, y1] = fields.total!.bbox!
    expect(fields.total).toMatchObject({ text: '£540.00', page: 4 })
    expect([x0! > 480, y0! > 88, x1! > 540 && x1! < 550, y1! < 112]).toEqual([true, true, true, true])
    for (const { page, bbox, confidence } of Object.values(fields)) {
      expect([page, bbox?.length]).toEqual([expect.any(Number), 4])
      expect(confidence).toBeGreaterThan(0.5)
      expect(confidence).toBeLessThanOrEqual(1)
    }
    expect(line_items.map(({ amount }) => amount)).toEqual(['358.00', '92.00'])
  })

  test('is in the JSON export and on the first sheet of the book', async () => {
    const json = JSON.parse((await api('GET', `/jobs/${read.jobId}/export?format=json`)).bytes.toString())
    expect(json.invoice).toEqual(read.invoice)
    const book = new ExcelJS.Workbook()
    await book.xlsx.load((await api('GET', `/jobs/${read.jobId}/export?format=xlsx`)).bytes as never)
    const rows = book.getWorksheet('Summary')!.getSheetValues() as unknown[][]
    expect(rows.find((row) => row?.[1] === 'Total')?.slice(1, 4)).toEqual(['Total', '540.00', 4])
    expect(rows.find((row) => row?.[1] === 'Invoice number')?.[2]).toBe('BT-20391')
  })

  test('leaves none of its words behind on the pages', async () => {
    expect(await wordsKept(read.jobId)).toBe(0)
  })

  test('is found again when its document is processed again, and lists of jobs leave it out', async () => {
    const { body } = await api('POST', `/documents/${read.documentId}/process`)
    const again = await jobEnd(api, (body.job as { id: string }).id)
    expect(again.invoice).toEqual(read.invoice)
    const list = await api('GET', `/jobs?document_id=${read.documentId}`)
    expect((list.body.data as object[]).map((job) => 'invoice' in job)).toEqual([false, false])
  })
})

test('a report that is no invoice has none', async () => {
  const { jobId, invoice } = await invoiceOf(await pagedPdf(2), 'report.pdf')
  expect(invoice).toBeNull()
  expect(await wordsKept(jobId)).toBe(0)
})

test('data that the file carries are what its fields are from, and that is said', async () => {
  const bytes = await pdfWithFile('factur-x.xml', embeddedInvoice(), [
    ['Kessler & Sohn GmbH', 50, 40, 14],
    ['Rechnung Nr. R-2022/0815 vom 03.02.2022', 50, 100],
    ['Rechnungsbetrag', 360, 352],
    ['1.487,50 €', 545, 352, 10, 'right'],
  ])
  const { invoice } = await invoiceOf(bytes, 'hybrid.pdf')
  expect(invoice).toMatchObject({ kind: 'invoice', source: 'xml' })
  expect(invoice!.fields.total).toMatchObject({ value: '1487.50', page: 1, bbox: expect.any(Array), confidence: 1 })
  expect(invoice!.fields.purchase_order).toMatchObject({ value: 'B-17', page: null, bbox: null })
})

test('a cancelled job keeps no words either', async () => {
  const { job } = await upload(api, await longInvoice(), 'cancelled.pdf')
  await api('POST', `/jobs/${job.id}/cancel`)
  const { status, invoice } = await jobEnd(api, job.id)
  expect([status === 'cancelled', status === 'completed']).toContain(true)
  if (status === 'cancelled') expect(invoice).toBeNull()
  expect(await wordsKept(job.id)).toBe(0)
})
