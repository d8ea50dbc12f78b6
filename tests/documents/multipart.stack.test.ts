import { createHash, randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { drawPdf, put } from '../extraction/draw-pdf.ts'
import { type Api, apiOf, jobEnd, PDF } from '../support/api.ts'
import { newTenant, startTestStack, type Tenant, type TestStack } from '../support/stack.ts'

type Multipart = {
  document_id: string
  upload: { method: 'MULTIPART'; upload_id: string; part_size_bytes: number; parts: { number: number; url: string }[] }
}
type Part = { number: number; etag: string }

let stack: TestStack
let tenant: Tenant
let api: Api
let bytes: Uint8Array

beforeAll(async () => {
  stack = await startTestStack({ env: { MULTIPART_THRESHOLD_BYTES: '5242880' } })
  tenant = await newTenant(stack)
  api = apiOf(stack.url, tenant.key)
  // A file within the file makes it large; nothing has to be read of it.
  bytes = await drawPdf((pdf) => {
    put(pdf, 'A statement of no figures', 50, 50)
    pdf.file(randomBytes(9_000_000), { name: 'ledger.bin' })
  })
})

async function announce(): Promise<Multipart> {
  const { status, body } = await api('POST', '/uploads/presign', {
    filename: 'large.pdf',
    content_type: PDF,
    size_bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  })
  expect(status).toBe(201)
  return body as unknown as Multipart
}

async function send({ upload }: Multipart, numbers = upload.parts.map(({ number }) => number)): Promise<Part[]> {
  const sent: Part[] = []
  for (const { number, url } of upload.parts.filter((part) => numbers.includes(part.number))) {
    const start = (number - 1) * upload.part_size_bytes
    const response = await fetch(url, { method: 'PUT', body: bytes.slice(start, start + upload.part_size_bytes) })
    expect(response.status).toBe(200)
    sent.push({ number, etag: response.headers.get('etag')! })
  }
  return sent
}

const complete = (id: string, parts?: Part[]) => api('POST', `/uploads/${id}/complete`, parts ? { parts } : {})

describe('a document above the threshold', () => {
  test('is uploaded in parts, and read like any other', async () => {
    const announced = await announce()
    expect(announced.upload.method).toBe('MULTIPART')
    expect(announced.upload.parts).toHaveLength(Math.ceil(bytes.length / announced.upload.part_size_bytes))
    const parts = await send(announced)
    const { status, body } = await complete(announced.document_id, parts.toReversed())
    expect(status).toBe(202)
    expect(await jobEnd(api, (body.job as { id: string }).id)).toMatchObject({ status: 'completed' })
    expect((await api('GET', `/documents/${announced.document_id}`)).body).toMatchObject({
      processing_status: 'COMPLETED',
      size_bytes: bytes.length,
      warnings: expect.arrayContaining(['embedded_files']),
    })
  })

  test('is completed twice, at once too, as one job', async () => {
    const announced = await announce()
    const parts = await send(announced)
    const answers = await Promise.all([1, 2, 3].map(() => complete(announced.document_id, parts)))
    answers.push(await complete(announced.document_id), await complete(announced.document_id, parts))
    expect(answers.map(({ status, body }) => body.code ?? status)).toEqual(Array(5).fill(202))
    const ids = answers.map(({ body }) => (body.job as { id: string } | undefined)?.id)
    expect(new Set(ids).size).toBe(1)
    expect(ids[0]).toBeDefined()
  })

  test('with parts that are missing, wrong or named twice is refused, and can still be completed', async () => {
    const announced = await announce()
    const parts = await send(announced)
    const [first, second] = parts as [Part, Part]
    const wrong: (Part[] | undefined)[] = [
      undefined,
      [{ ...first, etag: '"0123456789abcdef0123456789abcdef"' }, second],
      [...parts, { number: 99, etag: first.etag }],
      [first, first, second],
    ]
    for (const list of wrong) {
      const { status, body } = await complete(announced.document_id, list)
      expect([status, body.code]).toEqual([422, 'upload_parts_invalid'])
    }
    expect((await complete(announced.document_id, parts)).status).toBe(202)
  })

  test('of which a part was left out is not of its size: refused, removed, failed', async () => {
    const announced = await announce()
    const parts = await send(announced, [1])
    const { status, body } = await complete(announced.document_id, parts)
    expect([status, body.code]).toEqual([422, 'size_mismatch'])
    const objects = await stack.app.objects('US')
    expect(await objects.head(`uploads/${tenant.company_id}/${announced.document_id}`)).toBeUndefined()
    expect((await api('GET', `/documents/${announced.document_id}`)).body.processing_status).toBe('FAILED')
  })

  test.each([[[]], [[{ number: 0, etag: 'x' }]], [[{ number: 1 }]], [[{ number: 10_001, etag: 'x' }]]])(
    'with the list %j is not a request',
    async (parts) => {
      const announced = await announce()
      const { status, body } = await complete(announced.document_id, parts as Part[])
      expect([status, body.code]).toEqual([422, 'validation_failed'])
    },
  )
})
