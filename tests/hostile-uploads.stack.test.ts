import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { invoice } from '../scripts/samples/reports.ts'
import { buildDocx, buildZip, paragraph } from './extraction/build-docx.ts'
import { type Api, apiOf, DOCX, jobEnd, PDF, postForm, presign } from './support/api.ts'
import { filesOf, processDocument } from './support/outcome.ts'
import { type Owner, ownerOf } from './support/owner.ts'
import { newTenant, startTestStack, type Tenant, type TestStack } from './support/stack.ts'

let stack: TestStack
let owner: Owner
let tenant: Tenant
let api: Api

beforeAll(async () => {
  stack = await startTestStack()
  owner = ownerOf(stack)
  tenant = await newTenant(stack)
  api = apiOf(stack.url, tenant.key)
})

const png = Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), Buffer.alloc(2_000)])
const exe = Buffer.concat([Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'), Buffer.alloc(5_000, 0xcc)])
const sheet = () => buildZip([{ name: '[Content_Types].xml', content: 'x' }, { name: 'xl/workbook.xml', content: 'x' }]) // biome-ignore format: short
/** Its directory reaches the last 64 KiB, where a comment may stand, and beyond. */
const jar = () => buildZip(Array.from({ length: 1_500 }, (_, i) => ({ name: `com/example/of/a/package/Class${i}.class`, content: 'x' }))) // biome-ignore format: short

describe('at complete, what is not of its type is refused and removed, and there is no job:', () => {
  test.each<[string, () => Buffer, string, string]>([
    ['a PNG called a PDF', () => png, 'scan.pdf', PDF],
    ['a program called a PDF', () => exe, 'invoice.pdf', PDF],
    ['a program called a Word file', () => exe, 'invoice.docx', DOCX],
    ['a Word file called a PDF', () => buildDocx(paragraph('x')), 'paper.pdf', PDF],
    ['a workbook called a Word file', sheet, 'paper.docx', DOCX],
    ['an archive of 1,500 entries called a Word file', jar, 'paper.docx', DOCX],
  ])('%s', async (_, make, name, type) => {
    const bytes = make()
    const presigned = await presign(api, bytes, name, type)
    expect((await postForm(presigned, bytes)).ok).toBe(true)
    const answer = await api('POST', `/uploads/${presigned.document_id}/complete`)
    expect([answer.status, answer.body.code]).toEqual([422, 'content_type_mismatch'])
    expect(await filesOf(stack, tenant, presigned.document_id)).toEqual([])
    expect((await api('GET', `/documents/${presigned.document_id}`)).body).toMatchObject({
      processing_status: 'FAILED',
      error: { code: 'content_type_mismatch' },
    })
    expect(await owner.rows('select 1 from jobs where document_id = $1', [presigned.document_id])).toEqual([])
  })

  test('a Word file is not, wherever its directory stands', async () => {
    const pictures = Array.from({ length: 1_500 }, (_, i) => ({
      name: `word/media/picture-number-${i}.png`,
      content: 'x',
    }))
    const { job } = await processDocument({ stack, tenant, api }, buildDocx(paragraph('x'), pictures), 'a.docx', DOCX)
    expect(job).toMatchObject({ status: 'completed' })
  })
})

test('101 MiB are refused when they are announced, 100 MiB are not, nor anything without bytes', async () => {
  const announce = async (size_bytes: number) => {
    const { status, body } = await api('POST', '/uploads/presign', { filename: 'a.pdf', content_type: PDF, size_bytes })
    return [status, body.code]
  }
  expect(await announce(101 * 2 ** 20)).toEqual([413, 'document_too_large'])
  expect(await announce(100 * 2 ** 20)).toEqual([201, undefined])
  expect(await announce(0)).toEqual([422, 'validation_failed'])
})

test('an upload form that is used again changes nothing of a document that was read', async () => {
  const bytes = await invoice()
  const presigned = await presign(api, bytes)
  await postForm(presigned, bytes)
  const { body } = await api('POST', `/uploads/${presigned.document_id}/complete`)
  await jobEnd(api, (body.job as { id: string }).id)
  await stack.poller.idle()

  const other = Buffer.alloc(bytes.length, '%PDF-1.7 ')
  await postForm(presigned, other)
  const again = await api('POST', `/uploads/${presigned.document_id}/complete`)
  expect((again.body.job as { id: string }).id).toBe((body.job as { id: string }).id)
  const file = await api('GET', `/documents/${presigned.document_id}/file`)
  const kept = Buffer.from(await (await fetch(file.headers.get('location')!)).arrayBuffer())
  expect(kept.equals(bytes)).toBe(true)
  const document = await api('GET', `/documents/${presigned.document_id}`)
  expect(document.body.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
})

test('the URL of a part writes this part alone, and only while it is valid', async () => {
  const objects = await stack.app.objects('US')
  const key = `uploads/${tenant.company_id}/parts`
  const id = await objects.createMultipart(key, PDF)
  const put = async (url: string) => (await fetch(url, { method: 'PUT', body: 'x' })).status
  const part = await objects.presignPart(key, id, 1, 60)
  expect(await put(part)).toBe(200)
  expect(await put(part.replace('partNumber=1', 'partNumber=2'))).toBe(403)
  expect(await put(part.replace('/parts?', '/other?'))).toBe(403)
  const short = await objects.presignPart(key, id, 1, 1)
  await expect.poll(() => put(short), { timeout: 5_000 }).toBe(403)
  await objects.abortMultipart(key, id)
})

describe('a name', () => {
  test.each<[string, string, string, string]>([
    ['of 5,000 characters', `${'é'.repeat(4_996)}.pdf`, `${'é'.repeat(125)}.pdf`, 'é'.repeat(1_000)],
    ['that climbs', '../../etc/passwd', 'passwd', '../../etc/passwd'],
    ['with a null in it', 'a\u0000b.pdf', 'ab.pdf', 'a\\u{0}b.pdf'],
    ['that reads from right to left', 'invoice\u202efdp.exe', 'invoicefdp.exe', 'invoice\\u{202e}fdp.exe'],
    ['that would end its header', 'a";\r\nX-Evil: 1.pdf', 'a;X-Evil 1.pdf', 'a";\\u{d}\\u{a}X-Evil: 1.pdf'],
  ])('%s is stored safely, kept as given, and sent safely', async (_, given, safe, kept) => {
    const { id, jobId, document } = await processDocument({ stack, tenant, api }, await invoice(), given)
    const row = await owner.one('select filename, object_key from documents where id = $1', [id])
    expect(row).toEqual({ filename: safe, object_key: `documents/${tenant.company_id}/${id}` })
    expect(document.original_filename).toBe(kept)

    const { headers } = await api('GET', `/documents/${id}/file`)
    const file = await fetch(headers.get('location')!)
    const exported = await api('GET', `/jobs/${jobId}/export?format=xlsx`)
    for (const disposition of [file.headers.get('content-disposition'), exported.headers.get('content-disposition')])
      expect(disposition).toMatch(/^attachment; filename="[^"\\/\p{Cc}]+"; filename\*=UTF-8''[\w.%!~-]+$/u)
    expect(file.headers.has('x-evil')).toBe(false)
  }) // biome-ignore format: a case a line
})
