import { beforeAll, describe, expect, test } from 'vitest'
import { invoice } from '../../scripts/samples/reports.ts'
import { type Api, apiOf, DOCX, PDF, postForm, presign } from '../support/api.ts'
import { type Owner, ownerOf } from '../support/owner.ts'
import { newTenant, startTestStack, type Tenant, type TestStack } from '../support/stack.ts'
import { startStore } from '../support/store.ts'

let stack: TestStack
let owner: Owner
let tenant: Tenant
let api: Api
let bytes: Buffer
let clockMs = 0

beforeAll(async () => {
  const store = await startStore({ now: () => Date.now() + clockMs })
  stack = await startTestStack({ poll: false, env: { S3_ENDPOINT: store.endpoint, MAX_UPLOAD_BYTES: '1000000' } })
  owner = ownerOf(stack)
  tenant = await newTenant(stack)
  api = apiOf(stack.url, tenant.key)
  bytes = await invoice()
})

const complete = (id: string, as: Api = api, body?: unknown) => as('POST', `/uploads/${id}/complete`, body)
const statusOf = async (id: string) => (await api('GET', `/documents/${id}`)).body
const uploadOf = async (id: string) => (await stack.app.objects('US')).head(`uploads/${tenant.company_id}/${id}`)
const codeOf = async (response: Response) => [response.status, /<Code>(.*?)<\/Code>/.exec(await response.text())?.[1]]

describe('announcing a document', () => {
  const announce = async (change: Record<string, unknown>) => {
    const body = { filename: 'a.pdf', content_type: PDF, size_bytes: 100, ...change }
    const answer = await api('POST', '/uploads/presign', body)
    return [answer.status, answer.body.code]
  }

  test.each([
    [{}, 201, undefined],
    [{ content_type: DOCX }, 201, undefined],
    [{ size_bytes: 1_000_000 }, 201, undefined],
    [{ size_bytes: 1_000_001 }, 413, 'document_too_large'],
    [{ size_bytes: Number.MAX_SAFE_INTEGER }, 413, 'document_too_large'],
    [{ content_type: 'application/msword' }, 415, 'content_type_unsupported'],
    [{ content_type: 'application/pdf; a=b' }, 415, 'content_type_unsupported'],
    [{ size_bytes: 0 }, 422, 'validation_failed'],
    [{ size_bytes: 1.5 }, 422, 'validation_failed'],
    [{ size_bytes: '100' }, 422, 'validation_failed'],
    [{ filename: '' }, 422, 'validation_failed'],
    [{ filename: 'x'.repeat(10_001) }, 422, 'validation_failed'],
    [{ sha256: 'ABC' }, 422, 'validation_failed'],
    [{ company_id: 'x' }, 422, 'validation_failed'],
  ])('%j is answered %s %s', async (change, status, code) => {
    expect(await announce(change)).toEqual([status, code])
  })

  test('keeps the name that was given apart from the one that is safe', async () => {
    const { document_id } = await presign(api, bytes, '../../..\\evil\u0000\u202ename.pdf')
    const row = await owner.one('select filename, original_filename, upload_key from documents where id = $1', [
      document_id,
    ])
    expect(row).toEqual({
      filename: 'evilname.pdf',
      original_filename: '../../..\\evil\\u{0}\\u{202e}name.pdf',
      upload_key: `uploads/${tenant.company_id}/${document_id}`,
    })
    expect((await statusOf(document_id)).original_filename).toBe(row.original_filename)
  })
})

describe('the form of an upload', () => {
  test('takes exactly what was announced', async () => {
    const presigned = await presign(api, bytes)
    expect((await postForm(presigned, bytes)).ok).toBe(true)
    expect(await uploadOf(presigned.document_id)).toMatchObject({ size_bytes: bytes.length, content_type: PDF })
  })

  test.each([
    ['another key', { key: 'uploads/somebody/else' }],
    ['another type', { 'Content-Type': 'text/html' }],
    ['another bucket', { bucket: 'other' }],
    [
      'a policy of one’s own',
      { Policy: Buffer.from('{"expiration":"2099-01-01T00:00:00Z","conditions":[]}').toString('base64') },
    ],
    ['a field that was not agreed', { acl: 'public-read' }],
  ])('refuses %s', async (_, fields) => {
    const presigned = await presign(api, bytes)
    const response = await postForm(presigned, bytes, fields)
    expect([400, 403]).toContain(response.status)
    expect(await uploadOf(presigned.document_id)).toBeUndefined()
  })

  test('refuses a byte more and a byte less', async () => {
    const presigned = await presign(api, bytes)
    expect(await codeOf(await postForm(presigned, Buffer.concat([bytes, Buffer.from('\n')])))).toEqual([
      400,
      'EntityTooLarge',
    ])
    expect(await codeOf(await postForm(presigned, bytes.subarray(1)))).toEqual([400, 'EntityTooSmall'])
    expect(await uploadOf(presigned.document_id)).toBeUndefined()
  })

  test('refuses everything once its time is over', async () => {
    const presigned = await presign(api, bytes)
    try {
      clockMs = 890_000
      expect((await postForm(presigned, bytes)).ok).toBe(true)
      clockMs = 910_000
      expect((await postForm(presigned, bytes)).status).toBe(403)
    } finally {
      clockMs = 0
    }
  })
})

describe('completing an upload', () => {
  const uploaded = async (content: Uint8Array = bytes) => {
    const presigned = await presign(api, content)
    expect((await postForm(presigned, content)).ok).toBe(true)
    return presigned.document_id
  }

  test('before anything was uploaded is refused, and possible afterwards', async () => {
    const presigned = await presign(api, bytes)
    const { status, body } = await complete(presigned.document_id)
    expect([status, body.code]).toEqual([409, 'upload_missing'])
    expect(await statusOf(presigned.document_id)).toMatchObject({ processing_status: 'PENDING_UPLOAD' })
    await postForm(presigned, bytes)
    expect((await complete(presigned.document_id)).status).toBe(202)
  })

  test('twice, and ten times at once, gives one and the same job', async () => {
    const id = await uploaded()
    const answers = await Promise.all(Array.from({ length: 10 }, () => complete(id)))
    answers.push(await complete(id))
    expect(answers.map(({ status }) => status)).toEqual(Array(11).fill(202))
    expect(new Set(answers.map(({ body }) => (body.job as { id: string }).id)).size).toBe(1)
    const { count } = await owner.one('select count(*)::int as count from jobs where document_id = $1', [id])
    expect(count).toBe(1)
  })

  test('by another company is as if there were no such document', async () => {
    const id = await uploaded()
    const stranger = apiOf(stack.url, (await newTenant(stack)).key)
    const { status, body } = await complete(id, stranger)
    expect([status, body.code]).toEqual([404, 'document_not_found'])
    expect(await statusOf(id)).toMatchObject({ processing_status: 'PENDING_UPLOAD' })
  })

  test('of something that only pretends to be its type removes it, and the document has failed', async () => {
    const id = await uploaded(Buffer.from(`<html>${'x'.repeat(2000)}</html>`))
    const { status, body } = await complete(id)
    expect([status, body.code]).toEqual([422, 'content_type_mismatch'])
    expect(await uploadOf(id)).toBeUndefined()
    expect(await statusOf(id)).toMatchObject({
      processing_status: 'FAILED',
      error: { code: 'content_type_mismatch' },
    })
    expect((await complete(id)).body.code).toBe('document_state_conflict')
    expect((await api('POST', `/documents/${id}/process`)).body.code).toBe('document_state_conflict')
    expect(await owner.rows('select 1 from jobs where document_id = $1', [id])).toEqual([])
  })

  test('of an object that is not of the announced size removes it, and the document has failed', async () => {
    const { document_id } = await presign(api, bytes)
    const objects = await stack.app.objects('US')
    await objects.put(`uploads/${tenant.company_id}/${document_id}`, bytes.subarray(0, 500), PDF)
    const { status, body } = await complete(document_id)
    expect([status, body.code]).toEqual([422, 'size_mismatch'])
    expect(await uploadOf(document_id)).toBeUndefined()
    expect(await statusOf(document_id)).toMatchObject({ processing_status: 'FAILED' })
  })

  test('that was accepted is not undone by what is put there afterwards', async () => {
    const presigned = await presign(api, bytes)
    await postForm(presigned, bytes)
    const wrong = Buffer.alloc(bytes.length, 'x')
    const [first, second] = [complete(presigned.document_id), complete(presigned.document_id)]
    await Promise.all([first, second, postForm(presigned, wrong)])
    const statuses = [(await first).status, (await second).status]
    if (statuses.includes(202)) {
      expect(statuses).toEqual([202, 202])
      expect(await statusOf(presigned.document_id)).toMatchObject({ processing_status: 'UPLOADED' })
    } else expect(await statusOf(presigned.document_id)).toMatchObject({ processing_status: 'FAILED' })
  })
})
