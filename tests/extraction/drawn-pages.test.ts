import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { DrawnPage, PageReader } from '../../lib/extraction/drawn-page.ts'
import { openRenderer } from '../../lib/extraction/engines/render-page.ts'
import type { PageResult } from '../../lib/extraction/model.ts'
import { openPageReader } from '../../lib/extraction/page-reader.ts'
import { createReader, type Reader, type UnreadablePage } from '../../lib/extraction/run.ts'
import { scannedPdf } from '../support/scanned-pdf.ts'
import { grayPng } from './build-image.ts'
import { drawPdf, lorem, put } from './draw-pdf.ts'
import { pngSize } from './textract-service.ts'

const PDF = 'application/pdf'
const PAGE_TIMEOUT_MS = 20_000

let dir: string
let scan: string
let reader: Reader

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'drawn-test-'))
  scan = path.join(dir, 'scan.pdf')
  await writeFile(scan, await scannedPdf(2))
})
afterEach(() => reader.close())
afterAll(() => rm(dir, { recursive: true, force: true }))

function readerWith(readDrawn: PageReader, pageTimeoutMs = PAGE_TIMEOUT_MS): Reader {
  reader = createReader({ limits: { pageTimeoutMs, memoryBytes: 2 ** 30 }, ocrLanguages: ['eng'], readDrawn })
  return reader
}

const readingOf = ({ number, width, height, rotation }: DrawnPage): PageResult => {
  return { number, width, height, rotation, source: 'ocr', engine: 'textract', characters: 0, artifacts: [] }
}

async function collect(pages: AsyncGenerator<PageResult | UnreadablePage>) {
  const collected: (PageResult | UnreadablePage)[] = []
  for await (const page of pages) collected.push(page)
  return collected
}

describe('a page without usable text', () => {
  test('is drawn, and read by whoever reads drawn pages', async () => {
    const seen: DrawnPage[] = []
    const pages = await collect(
      readerWith(async (page) => {
        seen.push(page)
        return readingOf(page)
      }).readPages(scan, PDF, [2, 1]),
    )
    expect(pages).toMatchObject([
      { number: 2, engine: 'textract' },
      { number: 1, engine: 'textract' },
    ])
    expect(seen[0]).toMatchObject({ number: 2, page_count: 2, rotation: 0 })
    expect([seen[0]!.width, seen[0]!.height].map(Math.round)).toEqual([595, 842])
    const [width, height] = pngSize(Buffer.from(seen[0]!.picture))
    expect(width / height).toBeCloseTo(595 / 842, 2)
  })

  test('that cannot be read is said to be so, and the next one is read', async () => {
    const unreadable = { code: 'page_unreadable', detail: 'Nobody can read this.' } as const
    const pages = readerWith(async (page) => (page.number === 1 ? unreadable : readingOf(page))).readPages(
      scan,
      PDF,
      [1, 2],
    )
    expect(await collect(pages)).toMatchObject([
      { number: 1, unreadable },
      { number: 2, engine: 'textract' },
    ])
  })

  test('whose reader is busy throws what that says, and reads no further; later it can be asked again', async () => {
    let busy = true
    const asked: number[] = []
    const used = readerWith(async (page) => {
      asked.push(page.number)
      if (busy) throw new Error('busy')
      return readingOf(page)
    })
    await expect(collect(used.readPages(scan, PDF, [1, 2]))).rejects.toThrow('busy')
    expect(asked).toEqual([1])
    busy = false
    expect(await collect(used.readPages(scan, PDF, [1, 2]))).toMatchObject([{ number: 1 }, { number: 2 }])
  })

  test('has for being recognised what drawing has left of its time', async () => {
    const limitMs = 8_000
    const waited = Promise.withResolvers<{ drawn: DrawnPage; ms: number }>()
    const pages = readerWith(async (page, signal) => {
      const startedAt = performance.now()
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
      waited.resolve({ drawn: page, ms: performance.now() - startedAt })
      throw signal.reason
    }, limitMs).readPages(scan, PDF, [1])
    await expect(collect(pages)).rejects.toThrow(/timeout/i)
    const { drawn, ms } = await waited.promise
    expect(drawn.drawing_ms).toBeGreaterThan(0)
    expect(ms).toBeLessThan(limitMs)
    expect(ms + drawn.drawing_ms).toBeGreaterThan(0.9 * limitMs)
  })
})

describe('a picture', () => {
  test('is sent as it is, as a page of the size it was scanned at', async () => {
    const file = path.join(dir, 'scan.png')
    const renderer = await openRenderer(
      await drawPdf((pdf) => pdf.fontSize(11) && put(pdf, 'Receivables 1,234.50', 60, 60)),
    )
    const { bitmap } = await renderer.render(1, 150)
    renderer.close()
    await writeFile(file, grayPng(bitmap, 150))
    const seen: DrawnPage[] = []
    const pages = await collect(
      readerWith(async (page) => {
        seen.push(page)
        return readingOf(page)
      }).readPages(file, 'image/png', [1]),
    )
    expect(pages).toMatchObject([{ number: 1, engine: 'textract' }])
    expect(pngSize(Buffer.from(seen[0]!.picture))).toEqual([bitmap.width, bitmap.height])
    expect(seen[0]).toMatchObject({ page_count: 1, rotation: 0 })
    expect(seen[0]!.width).toBeCloseTo((bitmap.width * 72) / 150, 0)
    expect(seen[0]!.height).toBeCloseTo((bitmap.height * 72) / 150, 0)
  })

  test('with nothing on it is not sent', async () => {
    const file = path.join(dir, 'blank.png')
    await writeFile(file, grayPng({ width: 300, height: 400, data: new Uint8Array(120_000).fill(250) }, 150))
    const used = readerWith(async () => {
      throw new Error('asked')
    })
    expect(await collect(used.readPages(file, 'image/png', [1]))).toMatchObject([{ number: 1, artifacts: [] }])
  })
})

test('pages with text, and pages with nothing on them, are read here', async () => {
  const file = path.join(dir, 'text.pdf')
  await writeFile(
    file,
    await drawPdf((pdf) => {
      pdf.text(lorem, 60, 60, { width: 400 })
      pdf.addPage()
      // What is drawn cannot be seen, and the page is no longer one without operators.
      for (let i = 0; i < 9; i++) pdf.rect(10 * i, 10, 5, 5).fill('white')
    }),
  )
  const used = readerWith(async () => {
    throw new Error('asked')
  })
  expect(await collect(used.readPages(file, PDF, [1, 2]))).toMatchObject([
    { engine: 'pdf-text' },
    { number: 2, engine: 'ocr', characters: 0, artifacts: [] },
  ])
})

test('recognition on this machine needs nobody else', () => {
  const settings = {
    LEDGERLIFT_AWS_REGION: 'us-east-1',
    LEDGERLIFT_AWS_ACCESS_KEY_ID: undefined,
    LEDGERLIFT_AWS_SECRET_ACCESS_KEY: undefined,
  }
  expect(openPageReader({ ...settings, OCR_ENGINE: 'local' })).toBeUndefined()
  expect(openPageReader({ ...settings, OCR_ENGINE: 'textract' })).toBeDefined()
})
