import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createReader, type Reader } from '../../lib/extraction/run.ts'
import { scannedSchedules } from '../../scripts/samples/scan.ts'
import { activePdfs, carryingPdfs, harmlessPdfs } from './active-pdfs.ts'
import { buildDocx, paragraph, table } from './build-docx.ts'
import { buildPdf, onePage, stream } from './build-pdf.ts'
import {
  boastingPdf,
  crowdedPdf,
  cyclicPdfs,
  endlessPdf,
  pagelessPdf,
  pagesPdf,
  picturePdf,
  widePdf,
} from './hostile-pdfs.ts'

const PDF = 'application/pdf'
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const PAGE_TIMEOUT_MS = 6_000
/** Starting a process comes on top of the limit. */
const SETTLED_MS = PAGE_TIMEOUT_MS + 5_000

/** Which limit is passed first depends on the machine. */
const givenUp = expect.stringMatching(/^page_(timeout|memory_exceeded|unreadable)$/)

let dir: string
let systemTmp: string | undefined
let reader: Reader

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hostile-test-'))
  systemTmp = process.env.TMPDIR
  // What the reader leaves behind is seen where nobody else writes.
  process.env.TMPDIR = await mkdtemp(join(dir, 'tmp-'))
  reader = createReader({
    limits: { pageTimeoutMs: PAGE_TIMEOUT_MS, memoryBytes: 700 * 2 ** 20 },
    ocrLanguages: ['eng'],
  })
})
afterAll(async () => {
  await reader.close()
  if (systemTmp === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = systemTmp
  await rm(dir, { recursive: true, force: true })
})

async function inspect(bytes: Buffer, contentType = PDF) {
  const file = join(dir, 'document')
  await writeFile(file, bytes)
  // The reader keeps the last document open by its path.
  await reader.inspect(join(dir, 'none'), contentType)
  const started = performance.now()
  const found = await reader.inspect(file, contentType)
  expect(performance.now() - started).toBeLessThan(SETTLED_MS)
  return { file, found }
}

/** What becomes of the first page: the characters on it and the boxes of its texts, or the code of its error. */
async function read(bytes: Buffer, contentType = PDF) {
  const { file, found } = await inspect(bytes, contentType)
  if ('code' in found) return { code: found.code }
  const started = performance.now()
  for await (const page of reader.readPages(file, contentType, [1])) {
    expect(performance.now() - started).toBeLessThan(SETTLED_MS)
    if ('unreadable' in page) return { code: page.unreadable.code }
    return page
  }
  throw new Error('no page')
}

const warningsOf = async (bytes: Buffer) => {
  const { found } = await inspect(bytes)
  return 'code' in found ? found : found.warnings
}

describe('a PDF', () => {
  test.each<[string, () => Buffer, string]>([
    ['a header with nothing behind it', () => Buffer.from('%PDF-1.7\n'), 'document_unreadable'],
    ['a catalog without pages', () => pagelessPdf(), 'document_empty'],
    ['a catalog with fewer than none', () => pagelessPdf(-1), 'document_empty'],
    ['a header and then anything', () => Buffer.from(`%PDF-1.7\n${'x'.repeat(5_000)}`), 'document_unreadable'],
  ])('that is %s is refused', async (_, make, code) => {
    expect((await inspect(make())).found).toMatchObject({ code })
  })

  test('of 100,000 pages is looked at within the limit, and of more is refused', { timeout: 40_000 }, async () => {
    expect((await inspect(pagesPdf(100_000))).found).toMatchObject({ page_count: 100_000 })
    expect((await inspect(pagesPdf(100_001))).found).toMatchObject({ code: 'document_unreadable' })
  })

  test('has the pages that it has, however many it says', async () => {
    expect((await inspect(boastingPdf())).found).toMatchObject({ page_count: 1 })
  })

  test.each(Object.entries(cyclicPdfs))('with %s ends', async (_, make) => {
    const outcome = await read(make())
    if ('code' in outcome) expect(outcome.code).toBe('page_unreadable')
    else expect(outcome.number).toBe(1)
  })

  test('whose names and forms go round is read all the same', async () => {
    expect(await read(cyclicPdfs['outlines and names that go round']!())).toMatchObject({ characters: 5 })
  })

  test('with a page 14,400 points wide has its text where it stands', async () => {
    const page = await read(widePdf(14_400))
    expect(page).toMatchObject({ width: 14_400, height: 14_400, characters: 7 })
    if ('code' in page) return
    const [x0, , , y1] = page.artifacts[0]!.bbox!
    expect([Math.round(x0), y1 > 14_300]).toEqual([14_200, true])
  })

  test('with a picture of 400 megapixels is not taken for a blank page', async () => {
    const outcome = await read(picturePdf(20_000))
    if ('code' in outcome) expect(outcome.code).toEqual(givenUp)
    else expect(outcome.engine).toBe('ocr')
  })

  test('with a million glyphs on a page ends with a typed error', async () => {
    expect(await read(crowdedPdf(1_000_000, 'lines'))).toMatchObject({ code: givenUp })
  })

  test('with 100,000 glyphs in lines is read', async () => {
    expect(await read(crowdedPdf(100_000, 'figures'))).toMatchObject({ characters: 100_000 })
  })

  test('strewn with words that are no lines ends with a typed error', async () => {
    expect(await read(crowdedPdf(1_000_000, 'strewn'))).toMatchObject({ code: givenUp })
  })

  test('with text of absurd size and place keeps what can be seen', async () => {
    const absurd = ['1e38 0 0 1e38 9 9 Tm (a) Tj', '1 0 0 1 1e38 -1e38 Tm (b) Tj', '1e-38 0 0 1 50 50 Tm (c) Tj']
    const content = stream(
      `1e38 w 0 0 m 1e38 1e38 l S -1e38 50 m 1e38 50 l S
      BT /F1 12 Tf 1 0 0 1 20 250 Tm (visible) Tj ${absurd.join(' ')} ET`,
    )
    const page = await read(onePage({ content }))
    expect(JSON.stringify(page)).toContain('visible')
    expect(JSON.stringify(page)).not.toMatch(/e\+\d/)
  })

  test.each(['0 0 1e38 1e38', '0 0 0 0', '-1e38 -1e38 -1 -1', '300 300 0 0', '0 0 1e400 5'])(
    'with a page of [%s] ends',
    async (box) => {
      const outcome = await read(onePage({ box, content: stream('BT /F1 12 Tf 20 50 Td (x) Tj ET') }))
      if ('code' in outcome) expect(outcome.code).toMatch(/^page_/)
      else expect(Number.isFinite(outcome.width)).toBe(true)
    },
  )
})

describe('active content', () => {
  let url: string
  let asked = 0
  const server = createServer((_, response) => {
    asked++
    response.end()
  })
  beforeAll(async () => {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  })
  afterAll(() => server.close())

  test.each(Object.entries(activePdfs))('%s is a warning, and is not run', async (_, make) => {
    const bytes = make(url)
    expect(await warningsOf(bytes)).toEqual(['active_content'])
    expect(await read(bytes)).toMatchObject({ characters: 12 })
    expect(asked).toBe(0)
  })

  test.each(Object.entries(carryingPdfs))('%s is a warning', async (_, make) => {
    expect(await warningsOf(make())).toEqual(['embedded_files'])
  })

  test.each(Object.entries(harmlessPdfs))('%s is none', async (_, make) => {
    expect(await warningsOf(make())).toEqual([])
  })
})

describe('a Word file', () => {
  test('whose text nothing could store has replacement characters instead', async () => {
    const body = paragraph('a&#0;b&#xD800;c&#8;d') + table([['x&#0;y', '1'], ['z', '2']]) // biome-ignore format: one row a line
    const page = await read(buildDocx(body), DOCX)
    expect(page).toMatchObject({ artifacts: [{ text: 'a\ufffdb\ufffdc\ufffdd' }, { kind: 'table' }] })
    expect(JSON.stringify(page)).toContain('"x\ufffdy"')
    expect(JSON.stringify(page)).not.toMatch(/\\u(0000|d800|0008)/)
  })

  test('with a cell of a mebibyte is read whole', async () => {
    const page = await read(buildDocx(table([['A', 'B'], ['x'.repeat(2 ** 20), '1'], ['y', '2']])), DOCX) // biome-ignore format: rows
    expect(page).toMatchObject({ characters: 2 ** 20 + 5 })
  })

  test.each<[string, string]>([
    ['tables within each other, 20,000 deep', '<w:tbl><w:tr><w:tc>'.repeat(20_000) + paragraph('x')],
    ['a cell that spans 99,999,999 columns', `<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr>${paragraph('x')}</w:tc></w:tr></w:tbl>`],
    ['XML that ends in the middle', '<w:p><w:r><w:t>x'],
  ])('with %s ends', async (_, body) => {
    const outcome = await read(buildDocx(body), DOCX)
    if ('code' in outcome) expect(outcome.code).toMatch(/^(document|page)_/)
    else expect(outcome.artifacts).not.toEqual([])
  })
}) // biome-ignore format: long rows

describe('the reading process', () => {
  test('that is killed in the middle of recognition leaves no files behind', async () => {
    const file = join(dir, 'scan.pdf')
    await writeFile(file, await scannedSchedules())
    const pages = reader.readPages(file, PDF, [1])
    const reading = pages.next()
    await expect.poll(() => scratch(), { timeout: 10_000, interval: 5 }).toContain('ledgerlift-languages')
    await reader.close()
    expect((await reading).value).toMatchObject({ unreadable: { code: 'page_unreadable' } })
    expect(await readdir(process.env.TMPDIR!)).toEqual([])
  })

  test('reads on after all of this', async () => {
    expect(await read(buildPdf([]))).toMatchObject({ code: 'document_unreadable' })
    expect(await read(endlessPdf())).toMatchObject({ code: givenUp })
    expect(await read(onePage({ content: stream('BT /F1 12 Tf 20 250 Td (fine) Tj ET') }))).toMatchObject({
      characters: 4,
    })
    await reader.close()
    expect(await readdir(process.env.TMPDIR!)).toEqual([])
  })
})

const scratch = async () => (await readdir(process.env.TMPDIR!, { recursive: true })).join(' ')
