import { beforeAll, describe, expect, test } from 'vitest'
import { invoice } from '../../scripts/samples/reports.ts'
import { type Api, apiOf, ingestionForm } from '../support/api.ts'
import { type Owner, ownerOf } from '../support/owner.ts'
import { newTenant, startTestStack, type Tenant, type TestStack } from '../support/stack.ts'

let stack: TestStack
let owner: Owner
let tenant: Tenant
let api: Api

beforeAll(async () => {
  stack = await startTestStack({ poll: false })
  owner = ownerOf(stack)
  tenant = await newTenant(stack)
  api = apiOf(stack.url, tenant.key)
})

const upload = { filename: 'a.pdf', content_type: 'application/pdf', size_bytes: 100 }
const withKey = (key: string) => ({ 'idempotency-key': key })
const documents = async (): Promise<number> =>
  (await owner.one<{ count: number }>('select count(*)::int as count from documents')).count
const stored = async (key: string): Promise<string> =>
  (await owner.one<{ response: string }>('select response from idempotency_records where idempotency_key = $1', [key]))
    .response

describe('a request that is repeated', () => {
  test('is done once, and answered the same', async () => {
    const before = await documents()
    const first = await api('POST', '/uploads/presign', upload, withKey('once'))
    const again = await api('POST', '/uploads/presign', upload, withKey('once'))
    expect([first.status, again.status]).toEqual([201, 201])
    expect(again.body).toEqual(first.body)
    expect(first.headers.get('idempotent-replayed')).toBeNull()
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    expect(await documents()).toBe(before + 1)
  })

  test('ten times at once is done once', async () => {
    const before = await documents()
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => api('POST', '/uploads/presign', upload, withKey('at once'))),
    )
    expect(await documents()).toBe(before + 1)
    const ids = new Set(answers.flatMap(({ status, body }) => (status === 201 ? [body.document_id] : [])))
    expect(ids.size).toBe(1)
    for (const { status, body, headers } of answers)
      if (status !== 201) {
        expect([status, body.code]).toEqual([409, 'idempotency_in_progress'])
        expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
      }
  })

  test('with a file is the same by what is in it, whatever its boundary', async () => {
    const bytes = await invoice()
    const first = await api('POST', '/ingestion/upload', ingestionForm(bytes), withKey('file'))
    const again = await api('POST', '/ingestion/upload', ingestionForm(bytes), withKey('file'))
    expect(again.body).toEqual(first.body)
    const other = ingestionForm(Buffer.concat([bytes, Buffer.from('\n')]))
    expect((await api('POST', '/ingestion/upload', other, withKey('file'))).body.code).toBe('idempotency_key_reused')
  })

  test('with another body, query or address is refused', async () => {
    await api('POST', '/uploads/presign', upload, withKey('reused'))
    const others = [
      api('POST', '/uploads/presign', { ...upload, size_bytes: 101 }, withKey('reused')),
      api('POST', `/uploads/presign?workspace_id=${tenant.workspace_id}`, upload, withKey('reused')),
    ]
    for (const { status, body } of await Promise.all(others))
      expect([status, body.code]).toEqual([422, 'idempotency_key_reused'])
  })

  test('by another key of the same company is another request', async () => {
    const made = await api('POST', '/keys', { name: 'second', role: 'admin' })
    const second = apiOf(stack.url, String(made.body.key))
    const one = await api('POST', '/uploads/presign', upload, withKey('shared'))
    const other = await second('POST', '/uploads/presign', upload, withKey('shared'))
    expect(other.headers.get('idempotent-replayed')).toBeNull()
    expect(other.body.document_id).not.toBe(one.body.document_id)
  })

  test('after a refusal is refused the same, and says that it was replayed', async () => {
    const wrong = { ...upload, content_type: 'text/plain' }
    const first = await api('POST', '/uploads/presign', wrong, withKey('refused'))
    const again = await api('POST', '/uploads/presign', wrong, withKey('refused'))
    expect([first.status, again.status]).toEqual([415, 415])
    expect(again.body).toMatchObject({ code: first.body.code, detail: first.body.detail })
    expect(again.headers.get('idempotent-replayed')).toBe('true')
  })

  test.each(['', ' ', 'x'.repeat(256)])('with the key "%s" is refused', async (key) => {
    const { status, body } = await api('POST', `/uploads/presign?idempotency_key=${encodeURIComponent(key)}`, upload)
    expect([status, body.code]).toEqual([400, 'idempotency_key_invalid'])
  })

  test('with a key that cannot be stored is refused as the client’s mistake', async () => {
    const { status } = await api('POST', '/uploads/presign?idempotency_key=a%00b', upload)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
  })
})

describe('an answer with a secret in it', () => {
  test('is stored sealed: an API key', async () => {
    const made = await api('POST', '/keys', { name: 'sealed', role: 'viewer' }, withKey('new key'))
    const key = String(made.body.key)
    expect(key).toMatch(/^ll_test_/)
    expect(await stored('new key')).toMatch(/^v1\./)
    const rows = await owner.rows<{ row: string }>(`select t::text as row from idempotency_records t
      union all select t::text from api_keys t union all select t::text from audit_events t
      union all select t::text from outbox_messages t`)
    for (const { row } of rows) expect(row).not.toContain(key.slice(13, 40))
    const again = await api('POST', '/keys', { name: 'sealed', role: 'viewer' }, withKey('new key'))
    expect(again.body.key).toBe(key)
  })

  test('is stored sealed: the form of an upload', async () => {
    const { body } = await api('POST', '/uploads/presign', upload, withKey('new form'))
    const { fields } = body.upload as { fields: Record<string, string> }
    const response = await stored('new form')
    expect(response).toMatch(/^v1\./)
    for (const secret of [fields['X-Amz-Signature']!, fields['X-Amz-Credential']!, fields.Policy!])
      expect(response).not.toContain(secret)
  })

  test('never reaches the log', () => {
    const lines = JSON.stringify(stack.logs)
    expect(lines).not.toContain(tenant.key.slice(13, 40))
    expect(lines).not.toMatch(/ll_test_[A-Za-z0-9]{20}/)
    expect(lines).not.toMatch(/X-Amz-Signature=[0-9a-f]/)
  })
})
