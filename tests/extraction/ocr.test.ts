import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type GrayBitmap, measureTones, turnBitmap } from '../../lib/extraction/engines/image-bitmap.ts'
import { findDashes } from '../../lib/extraction/engines/image-dashes.ts'
import { findRules } from '../../lib/extraction/engines/image-rules.ts'
import { measureSkew, straighten } from '../../lib/extraction/engines/image-skew.ts'
import { readScan, readScanLayout } from '../../lib/extraction/engines/ocr.ts'
import type { Recogniser } from '../../lib/extraction/engines/recogniser.ts'
import { openRenderer, type PageRenderer, type RenderedPage } from '../../lib/extraction/engines/render-page.ts'
import { startTesseract } from '../../lib/extraction/engines/tesseract.ts'
import { drawTable, type Pdf } from '../../scripts/samples/draw-table.ts'
import { printedRows } from '../../scripts/samples/sample-table.ts'
import { scannedSchedules, scanPdf, scanTables } from '../../scripts/samples/scan.ts'
import { germanReceivables } from '../../scripts/samples/statements.ts'
import { writePdf } from '../../scripts/samples/write-pdf.ts'
import { gridOf } from '../schedules/read-tables.ts'
import { drawPdf, drawSheet, lorem, put } from './draw-pdf.ts'

const A4 = { width: 595.28, height: 841.89, rotation: 0 as const }

let recogniser: Recogniser
let scan: PageRenderer
let pages: RenderedPage[]

beforeAll(async () => {
  recogniser = remembering(await startTesseract(['eng', 'deu']))
  scan = await openRenderer(await scannedSchedules())
  pages = [await scan.render(1), await scan.render(2)]
}, 120_000)
afterAll(async () => {
  await recogniser.close()
  scan.close()
})

/** Recognises each picture once: most tests look at the same pages. */
function remembering(real: Recogniser): Recogniser {
  const known = new Map<string, ReturnType<Recogniser['recognise']>>()
  return {
    ...real,
    recognise(pictures, dpi, layout) {
      const hash = createHash('sha1').update(`${layout} ${dpi}`)
      for (const { data } of pictures) hash.update(data)
      const key = hash.digest('hex')
      const lines = known.get(key) ?? real.recognise(pictures, dpi, layout)
      known.set(key, lines)
      return lines
    },
  }
}

const facts = (number: number) => ({ number, ...A4 })
const printedWords = (...tables: typeof scanTables) =>
  tables.flatMap(printedRows).flat().join(' ').split(' ').filter(Boolean)

/** How many of the expected texts were read, each at most as often as it was read. */
function found(expected: string[], read: string[]): number {
  const left = [...read]
  const hits = expected.filter((text) => {
    const at = left.indexOf(text)
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  })
  return hits.length / expected.length
}

describe('a scan that is askew and worn', () => {
  test.each([
    [1, 0.6, [scanTables[0]!]],
    [2, -0.4, [scanTables[1]!, scanTables[2]!]],
  ])('page %i: its angle is found, and at least 97 of 100 words read as printed', async (number, skew, tables) => {
    const page = pages[number - 1]!
    const layout = await readScanLayout(page, facts(number), recogniser)
    expect(layout.skew).toBeCloseTo(skew, 1)
    const words = layout.layout.words.map(({ text }) => text)
    expect(found(printedWords(...tables), words)).toBeGreaterThan(0.97)
    const result = await readScan(page, facts(number), recogniser)
    expect(result).toMatchObject({ source: 'ocr', engine: 'ocr', width: A4.width, height: A4.height })
  })

  test('boxes are of the page as it lies, not as it was set straight', async () => {
    const { layout, skew } = await readScanLayout(pages[0]!, facts(1), recogniser)
    const result = await readScan(pages[0]!, facts(1), recogniser)
    const word = layout.words.find(({ text }) => text === '453,647.34')!
    const cell = result.artifacts.flatMap((artifact) => (artifact.kind === 'table' ? artifact.cells : []))
    const box = cell.find(({ text }) => text === '453,647.34')!.bbox!
    // The word stands right of the centre: turned clockwise by `skew` it comes to lie lower.
    const lower = Math.sin((skew * Math.PI) / 180) * ((word.bbox[0] + word.bbox[2]) / 2 - A4.width / 2)
    expect(lower).toBeGreaterThan(1)
    expect((box[1] + box[3]) / 2 - (word.bbox[1] + word.bbox[3]) / 2).toBeCloseTo(lower, 0)
  })
})

describe('a page of few words', () => {
  let page: RenderedPage
  beforeAll(async () => {
    const draw = (pdf: Pdf) => void drawTable(pdf, germanReceivables(), 80, () => 60)
    const renderer = await openRenderer(await writePdf({ title: 'x' }, draw))
    page = await renderer.render(1)
    renderer.close()
  }, 60_000)
  const german = ['Königsberg', 'Tübingen', '95.127,00', '236.781,60']

  test('in German keeps its umlauts and its commas', async () => {
    const { layout } = await readScanLayout(page, facts(1), recogniser)
    expect(layout.words.map(({ text }) => text)).toEqual(expect.arrayContaining(german))
  })

  test.each([90, 180, 270] as const)('turned by %i degrees is read upright', async (turn) => {
    const size = turn === 180 ? A4 : { width: A4.height, height: A4.width }
    const turned = { bitmap: turnBitmap(page.bitmap, turn), dpi: page.dpi }
    const read = await readScanLayout(turned, { ...facts(1), ...size }, recogniser)
    expect((read.turned + turn) % 360).toBe(0)
    expect(read.layout).toMatchObject({ width: A4.width, height: A4.height })
    expect(read.layout.words.map(({ text }) => text)).toEqual(expect.arrayContaining(german))
  })
})

test('a blank page is read as nothing, and without being tried in four directions', async () => {
  const bitmap: GrayBitmap = { width: 2_480, height: 3_508, data: new Uint8Array(2_480 * 3_508).fill(243) }
  const { layout, turned } = await readScanLayout({ bitmap, dpi: 300 }, facts(1), recogniser)
  expect(layout).toMatchObject({ words: [], rules: [] })
  expect(turned).toBe(0)
})

describe('the picture of a page', () => {
  /** Gray paper with a darker band across it, and on it a hairline, a thick rule, and strokes as short as letters'. */
  function drawn(): GrayBitmap {
    const width = 1_200
    const data = new Uint8Array(width * 900).fill(235)
    const fill = (x: number, y: number, w: number, h: number, tone: number) => {
      for (let row = y; row < y + h; row++) data.fill(tone, row * width + x, row * width + x + w)
    }
    fill(0, 300, width, 200, 180)
    fill(100, 100, 1_000, 2, 120)
    fill(100, 400, 1_000, 6, 20)
    fill(600, 100, 4, 306, 20)
    for (let x = 100; x < 1_000; x += 60) fill(x, 700, 30, 5, 20)
    return { width, height: 900, data }
  }

  test('rules are told from shading and from the strokes of letters, however faint', () => {
    const rules = findRules(drawn(), 40, 300)
    expect(rules.map(({ direction, at }) => [direction, Math.round(at)])).toEqual([
      ['horizontal', 101],
      ['horizontal', 403],
      ['vertical', 602],
    ])
    const [hairline, thick, vertical] = rules
    expect(hairline).toMatchObject({ from: 100, to: 1_100, thickness: expect.closeTo(2, 0) })
    expect(thick).toMatchObject({ from: 100, to: 1_100, thickness: expect.closeTo(6, 0) })
    // Where it meets the others nothing beside it is lighter.
    expect(vertical!.from).toBeLessThan(112)
    expect(vertical!.to).toBeGreaterThan(388)
  })

  test('a dash alone on white or shaded paper is found; a rule, a letter and a dash between letters are not', () => {
    const width = 600
    const data = new Uint8Array(width * 400).fill(235)
    const fill = (x: number, y: number, w: number, h: number, tone: number) => {
      for (let row = y; row < y + h; row++) data.fill(tone, row * width + x, row * width + x + w)
    }
    fill(0, 200, width, 100, 190)
    fill(100, 50, 14, 4, 30)
    fill(300, 250, 14, 4, 30)
    fill(100, 350, 400, 4, 30)
    fill(300, 40, 14, 30, 30)
    fill(400, 50, 14, 4, 30)
    fill(420, 40, 5, 25, 30)
    const boxes = findDashes({ width, height: 400, data }, 40, 300)
    expect(boxes).toEqual([
      { x0: 100, y0: 50, x1: 114, y1: 54 },
      { x0: 300, y0: 250, x1: 314, y1: 254 },
    ])
  })

  test('a rule is found on a page that was askew, at its full length', () => {
    const turned = straighten(drawn(), -1.3)
    const angle = measureSkew(turned, 150)
    const [hairline] = findRules(straighten(turned, angle), 40, 300)
    expect(Math.abs(angle - 1.3)).toBeLessThan(0.1)
    expect(hairline!.to - hairline!.from).toBeGreaterThan(960)
  })

  test('turning four times, or there and back, gives the same picture', () => {
    const picture = drawn()
    expect(turnBitmap(turnBitmap(picture, 90), 270)).toEqual(picture)
    expect(turnBitmap(turnBitmap(picture, 180), 180)).toEqual(picture)
  })

  test('the grain of blank paper is not taken for ink', () => {
    const data = Uint8Array.from({ length: 10_000 }, (_, index) => 235 + (index % 7))
    expect(measureTones({ width: 100, height: 100, data }).threshold).toBeLessThan(200)
  })
})

test('a huge page is drawn coarser, within forty million pixels', async () => {
  const { default: PDFDocument } = await import('pdfkit')
  const pdf = new PDFDocument({ size: [5_000, 9_000] })
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise((resolve) => pdf.on('end', resolve))
  pdf.end()
  await ended
  const renderer = await openRenderer(Buffer.concat(chunks))
  const { bitmap, dpi } = await renderer.render(1)
  renderer.close()
  expect(bitmap.width * bitmap.height).toBeLessThanOrEqual(40_100_000)
  expect(bitmap.width).toBe(Math.round((5_000 * dpi) / 72))
})

test('a scan in two columns keeps the table of each apart, and the prose around them out', async () => {
  const tables = [
    [
      ['Region', '2024', '2023'],
      ['North', '1037', '1812'],
      ['South', '2037', '2712'],
      ['Total', '3074', '4524'],
    ],
    [
      ['Region', '2024', '2023'],
      ['North', '2051', '3612'],
      ['South', '4062', '5412'],
      ['Total', '6113', '9024'],
    ],
  ]
  const printed = await drawPdf((pdf) => {
    for (const [column, rows] of tables.entries()) {
      const left = 50 + column * 265
      const edges = [left, left + 80, left + 155, left + 230]
      pdf.fontSize(9).text(lorem, left, 60, { width: 230 })
      put(pdf, `Table ${column + 1}: Figures by region`, left, 190)
      drawSheet(pdf, { rows, edges, top: 205, ruled: 'horizontal' })
      pdf.text(lorem, left, 320, { width: 230 })
    }
  })
  const renderer = await openRenderer(await scanPdf(printed, [0.4]))
  const { artifacts } = await readScan(await renderer.render(1), facts(1), recogniser)
  renderer.close()
  const read = artifacts.filter((artifact) => artifact.kind === 'table')
  expect(read.map(({ name }) => name)).toEqual(['Table 1: Figures by region', 'Table 2: Figures by region'])
  expect(read.map(gridOf)).toEqual(tables)
})
