import { beforeAll, describe, expect, test } from 'vitest'
import { boardPaper } from '../scripts/samples/board-paper.ts'
import { buildDocx, buildZip, paragraph, table } from './extraction/build-docx.ts'
import { type Api, apiOf, DOCX } from './support/api.ts'
import { type Outcome, processDocument } from './support/outcome.ts'
import { newTenant, startTestStack, type Tenant, type TestStack } from './support/stack.ts'

let stack: TestStack
let tenant: Tenant
let api: Api

beforeAll(async () => {
  stack = await startTestStack({ env: { PAGE_TIMEOUT_SECONDS: '6', WORKER_MEMORY_BYTES: String(400 * 2 ** 20) } })
  tenant = await newTenant(stack)
  api = apiOf(stack.url, tenant.key)
})

const send = (bytes: Buffer): Promise<Outcome> => processDocument({ stack, tenant, api }, bytes, 'paper.docx', DOCX)

const text = paragraph('hello')
const laughs = (body: string) =>
  `<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(50)}">]><w>${body}</w>`
const content = '[Content_Types].xml'

describe('a Word file that was made to do harm is refused, and removed:', () => {
  test.each<[string, () => Buffer]>([
    ['a thousand times its size', () => buildDocx(text, [{ name: 'word/a.xml', content: Buffer.alloc(100 * 2 ** 20) }])],
    ['100,000 entries', () => buildDocx(text, Array.from({ length: 100_000 }, (_, i) => ({ name: `a/${i}`, content: '' })))],
    ['an entry that leaves the archive', () => buildDocx(text, [{ name: '../../etc/cron.d/a', content: '* * * * *' }])],
    ['an entry with a root', () => buildDocx(text, [{ name: '/etc/passwd', content: 'root' }])],
    ['entities that expand', () => buildDocx(text, [{ name: 'word/styles.xml', content: laughs('&b;') }])],
    ['entities in UTF-16', () => buildDocx(text, [{ name: 'word/styles.xml', content: Buffer.from(`\ufeff${laughs('&b;')}`, 'utf16le') }])],
  ])('%s', async (_, make) => {
    const bytes = make()
    const { job, document, files } = await send(bytes)
    expect(job).toMatchObject({ status: 'failed', error: { code: 'archive_limit_exceeded' } })
    expect(document).toMatchObject({ processing_status: 'FAILED', error: { code: 'archive_limit_exceeded' } })
    expect(files).toEqual([])
  }) // biome-ignore format: a case a line

  test('a bomb of a thousand to one is 100 KB of file', () => {
    expect(buildDocx(text, [{ name: 'word/a.xml', content: Buffer.alloc(100 * 2 ** 20) }]).length).toBeLessThan(110_000)
  })
})

test.each<[string, () => Buffer | Promise<Buffer>, string]>([
  ['cut short', async () => (await boardPaper()).subarray(0, -400), 'document_unreadable'],
  ['without content', () => buildDocx(''), 'document_empty'],
  ['with XML that ends in the middle', () => buildDocx('<w:p><w:r><w:t>x'), 'document_unreadable'],
])('a Word file %s is refused, and removed', async (_, make, code) => {
  const { job, files } = await send(await make())
  expect(job).toMatchObject({ status: 'failed', error: { code } })
  expect(files).toEqual([])
})

test('what needs more memory or time than a reading process has, or more room than a page, ends with a typed error', async () => {
  const rows = Array.from({ length: 150_000 }, (_, row) => Array.from({ length: 8 }, (_, col) => `${row}.${col}`))
  const { job, files } = await send(buildDocx(table(rows)))
  expect(job).toMatchObject({
    status: 'failed',
    error: { code: expect.stringMatching(/^page_(memory_exceeded|timeout|unreadable)$/) },
  })
  expect(files.length).toBeLessThan(2)
})

test('a macro and an embedded file are warnings', async () => {
  const more = [{ name: 'word/vbaProject.bin', content: 'x' }, { name: 'word/embeddings/a.exe', content: 'MZ' }] // biome-ignore format: short
  const { job, document } = await send(buildDocx(text, more))
  expect(job).toMatchObject({ status: 'completed' })
  expect(document).toMatchObject({ warnings: ['active_content', 'embedded_files'] })
})

test('text that no database takes is stored with replacement characters, and exported', async () => {
  const { jobId } = await send(buildDocx(table([['a&#0;b', 'c&#xD800;d'], ['=1+1', '2']]))) // biome-ignore format: short
  const csv = await api('GET', `/jobs/${jobId}/export?format=csv`)
  expect(csv.bytes.toString()).toBe("a\ufffdb,c\ufffdd\r\n'=1+1,2\r\n")
})

test('an archive that is no Word file never becomes a job', async () => {
  const bytes = buildZip([{ name: content, content: 'x' }, { name: 'xl/workbook.xml', content: '<x/>' }]) // biome-ignore format: short
  await expect(send(bytes)).rejects.toThrow('content_type_mismatch')
})
