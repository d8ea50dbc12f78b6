import { beforeAll, describe, expect, test } from 'vitest'
import { operatorContext } from '../../lib/cli/tenant.ts'
import { addMember } from '../../lib/tenancy/companies.ts'
import { createKey } from '../../lib/tenancy/keys.ts'
import { invoice } from '../../scripts/samples/reports.ts'
import { buildZip } from '../extraction/build-docx.ts'
import { drawPdf, put } from '../extraction/draw-pdf.ts'
import { type Api, apiOf, DOCX, ingestionForm, jobEnd, PDF, postForm } from '../support/api.ts'
import { type Owner, ownerOf } from '../support/owner.ts'
import { newTenant, startTestStack, type Tenant, type TestStack } from '../support/stack.ts'

let stack: TestStack
let owner: Owner
let tenant: Tenant
let api: Api
let count = 0

beforeAll(async () => {
  stack = await startTestStack()
  owner = ownerOf(stack)
  tenant = await newTenant(stack)
  api = apiOf(stack.url, tenant.key)
})

/** A file that nobody has handed in before. */
const newFile = () => drawPdf((pdf) => put(pdf, `Statement ${++count}`, 50, 50))
const send = (form: FormData, as: Api = api) => as('POST', '/ingestion/upload', form)
const jobOf = ({ body }: { body: Record<string, unknown> }) => (body.job as { id: string } | undefined)?.id

function formOf(content: Uint8Array, type: string, name: string): FormData {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(content)], { type }), name)
  return form
}

describe('the same file', () => {
  test('twice, while it is read and after it was read, is the same document and job', async () => {
    const bytes = await newFile()
    const first = await send(ingestionForm(bytes))
    const again = await send(ingestionForm(bytes, 'by another name.pdf'))
    await jobEnd(api, jobOf(first)!)
    const later = await send(ingestionForm(bytes))
    expect([first.status, again.status, later.status]).toEqual([202, 202, 202])
    expect([jobOf(again), jobOf(later)]).toEqual([jobOf(first), jobOf(first)])
    expect(later.body.job).toMatchObject({ status: 'completed' })
  })

  test('many times at once is one document, one job, and no object is left over', async () => {
    const bytes = await newFile()
    const answers = await Promise.all(Array.from({ length: 8 }, () => send(ingestionForm(bytes))))
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(202))
    expect(new Set(answers.map(jobOf)).size).toBe(1)
    await jobEnd(api, jobOf(answers[0]!)!)
    const rows = await owner.rows(
      'select 1 from documents where announced_sha256 = (select announced_sha256 from documents order by id desc limit 1)',
    )
    expect(rows).toHaveLength(1)
  })

  test('from another vendor, key owner or company is another document', async () => {
    const bytes = await newFile()
    const ctx = operatorContext(stack.app, tenant.company_id)
    const member_id = await addMember(ctx, { email: 'o@example.com', name: 'O', role: 'preparer', workspaceId: null })
    const { key } = await createKey(ctx, { name: 'k', role: 'preparer', member_id })
    const answers = [
      await send(ingestionForm(bytes)),
      await send(ingestionForm(bytes, 'book.pdf', { vendor_id: 'v1' })),
      await send(ingestionForm(bytes, 'book.pdf', { vendor_id: 'v2' })),
      await send(ingestionForm(bytes), apiOf(stack.url, key)),
      await send(ingestionForm(bytes), apiOf(stack.url, (await newTenant(stack)).key)),
    ]
    expect(new Set(answers.map(jobOf)).size).toBe(5)
    expect(jobOf(await send(ingestionForm(bytes, 'book.pdf', { vendor_id: 'v1' })))).toBe(jobOf(answers[1]!))
  })
})

describe('a file that cannot be a document', () => {
  test('is refused before anything is stored', async () => {
    const bytes = await invoice()
    const before = await owner.one('select count(*)::int as count from documents')
    const refusals: [FormData, number, string][] = [
      [formOf(bytes, 'text/plain', 'a.txt'), 415, 'content_type_unsupported'],
      [formOf(bytes, '', 'a.exe'), 415, 'content_type_unsupported'],
      [formOf(bytes, 'application/octet-stream', 'a.constructor'), 415, 'content_type_unsupported'],
      [formOf(bytes, DOCX, 'a.docx'), 422, 'content_type_mismatch'],
      [formOf(Buffer.from('hello'), PDF, 'a.pdf'), 422, 'content_type_mismatch'],
      [formOf(buildZip([{ name: 'a.txt', content: 'a' }]), DOCX, 'a.docx'), 422, 'content_type_mismatch'],
      [formOf(Buffer.alloc(0), PDF, 'a.pdf'), 422, 'validation_failed'],
      [formOf(Buffer.alloc(4 * 1_048_576 + 1, '%PDF-'), PDF, 'a.pdf'), 413, 'document_too_large'],
      [new FormData(), 422, 'validation_failed'],
    ]
    for (const [form, status, code] of refusals) {
      const answer = await send(form)
      expect([answer.status, answer.body.code]).toEqual([status, code])
    }
    const nul = await send(ingestionForm(bytes, 'book.pdf', { vendor_id: 'a\0b' }))
    expect([nul.status, nul.body.code]).toEqual([422, 'validation_failed'])
    expect(await owner.one('select count(*)::int as count from documents')).toEqual(before)
  })

  test('is told by its name where its type says nothing', async () => {
    const answer = await send(formOf(await newFile(), 'application/octet-stream', 'Report.PDF'))
    expect(answer.status).toBe(202)
    expect(answer.body.document).toMatchObject({ content_type: PDF, original_filename: 'Report.PDF' })
  })
})

describe('a checksum that was announced', () => {
  test('wrongly ends document and job FAILED, and the file is removed', async () => {
    const bytes = await newFile()
    const { body } = await api('POST', '/uploads/presign', {
      filename: 'a.pdf',
      content_type: PDF,
      size_bytes: bytes.length,
      sha256: 'a'.repeat(64),
    })
    await postForm(body as never, bytes)
    const id = body.document_id
    const completed = await api('POST', `/uploads/${id}/complete`)
    expect(await jobEnd(api, jobOf(completed)!)).toMatchObject({
      status: 'failed',
      error: { code: 'checksum_mismatch' },
    })
    expect((await api('GET', `/documents/${id}`)).body).toMatchObject({
      processing_status: 'FAILED',
      error: { code: 'checksum_mismatch' },
      sha256: null,
    })
    const objects = await stack.app.objects('US')
    await expect.poll(() => objects.head(`uploads/${tenant.company_id}/${id}`)).toBeUndefined()
    expect(await objects.head(`documents/${tenant.company_id}/${id}`)).toBeUndefined()
    expect((await api('POST', `/documents/${id}/process`)).body.code).toBe('document_state_conflict')
    expect((await api('GET', `/documents/${id}/file`)).status).toBe(409)
  })
})
