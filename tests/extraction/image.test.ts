import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openImage } from '../../lib/extraction/engines/image.ts'
import type { GrayBitmap } from '../../lib/extraction/engines/image-bitmap.ts'
import { evenPaper } from '../../lib/extraction/engines/picture/even-paper.ts'
import { readJpeg } from '../../lib/extraction/engines/picture/read-jpeg.ts'
import { readPng } from '../../lib/extraction/engines/picture/read-png.ts'
import { readTiff } from '../../lib/extraction/engines/picture/read-tiff.ts'
import { resize } from '../../lib/extraction/engines/picture/resize.ts'
import { measureTextHeight } from '../../lib/extraction/engines/picture/text-height.ts'
import { type Picture, wrapPictures } from '../../lib/extraction/engines/picture/wrap-pictures.ts'
import type { Recogniser } from '../../lib/extraction/engines/recogniser.ts'
import { openRenderer } from '../../lib/extraction/engines/render-page.ts'
import { startTesseract } from '../../lib/extraction/engines/tesseract.ts'
import { findInvoice } from '../../lib/extraction/invoice/find-invoice.ts'
import { createReader, type Reader } from '../../lib/extraction/run.ts'
import { blockJpeg, buildPng, buildTiff, exifOrientation, grayPng } from './build-image.ts'
import { drawPdf } from './draw-pdf.ts'
import { drawLines, fieldsOf, type Line } from './invoice-documents.ts'

const MOST = 1_000_000

/** What PDFium makes of pictures, one pixel to a pixel. */
async function decoded(...pictures: Picture[]): Promise<GrayBitmap[]> {
  const renderer = await openRenderer(wrapPictures(pictures))
  const drawn: GrayBitmap[] = []
  for (const number of pictures.keys()) drawn.push((await renderer.render(number + 1, 72)).bitmap)
  renderer.close()
  return drawn
}

/** Tones that no two neighbours share. */
const tones = (width: number, height: number): GrayBitmap => ({
  width,
  height,
  data: Uint8Array.from({ length: width * height }, (_, i) => (i * 37 + Math.floor(i / width) * 11) % 256),
})

describe('PNG', () => {
  test('each of the five filters is undone', () => {
    const { width, height, data } = tones(9, 5)
    const at = (x: number, y: number) => (x < 0 || y < 0 ? 0 : data[y * width + x]!)
    const paeth = (a: number, b: number, c: number) => {
      const p = a + b - c
      const [pa, pb, pc] = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)]
      return pa <= pb && pa <= pc ? a : pb <= pc ? b : c
    }
    const rows = Uint8Array.from({ length: height * (width + 1) }, (_, i) => {
      const [y, x] = [Math.floor(i / (width + 1)), (i % (width + 1)) - 1]
      if (x < 0) return y
      const guesses = [
        0,
        at(x - 1, y),
        at(x, y - 1),
        (at(x - 1, y) + at(x, y - 1)) >> 1,
        paeth(at(x - 1, y), at(x, y - 1), at(x - 1, y - 1)),
      ]
      return at(x, y) - guesses[y]!
    })
    const [tile] = readPng(buildPng({ width, height, bits: 8, color: 0, rows }), MOST).tiles
    expect([...tile!.data]).toEqual([...data])
  })

  test('colours become tones, what is transparent becomes paper', () => {
    const gray = (picture: Picture) => [...picture.tiles[0]!.data]
    const rgba = Uint8Array.from([0, 255, 0, 0, 255, 255, 0, 0, 0])
    expect(gray(readPng(buildPng({ width: 2, height: 1, bits: 8, color: 6, rows: rgba }), MOST))).toEqual([76, 255])
    const palette = Uint8Array.from([0, 0, 0, 255, 255, 255, 0, 0, 255])
    const indexed = { width: 4, height: 1, bits: 2, color: 3, rows: Uint8Array.from([0, 0b00011010]), palette }
    expect(gray(readPng(buildPng(indexed), MOST))).toEqual([0, 255, 29, 29])
    const clear = { ...indexed, transparency: Uint8Array.from([0]) }
    expect(gray(readPng(buildPng(clear), MOST))).toEqual([255, 255, 29, 29])
    const bits = { width: 8, height: 1, bits: 1, color: 0, rows: Uint8Array.from([0, 0b10100000]) }
    expect(gray(readPng(buildPng(bits), MOST))).toEqual([255, 0, 255, 0, 0, 0, 0, 0])
    const deep = { width: 1, height: 1, bits: 16, color: 4, rows: Uint8Array.from([0, 100, 7, 255, 255]) }
    expect(gray(readPng(buildPng(deep), MOST))).toEqual([100])
  })

  test('an interlaced picture is put together', () => {
    const { width, height, data } = tones(8, 8)
    const passes = [
      [0, 0, 8, 8],
      [4, 0, 8, 8],
      [0, 4, 4, 8],
      [2, 0, 4, 4],
      [0, 2, 2, 4],
      [1, 0, 2, 2],
      [0, 1, 1, 2],
    ] as const
    const rows: number[] = []
    for (const [x0, y0, across, down] of passes) {
      for (let y = y0; y < height; y += down) {
        rows.push(0)
        for (let x = x0; x < width; x += across) rows.push(data[y * width + x]!)
      }
    }
    const file = buildPng({ width, height, bits: 8, color: 0, interlaced: true, rows: Uint8Array.from(rows) })
    expect([...readPng(file, MOST).tiles[0]!.data]).toEqual([...data])
  })

  test('more data than the size allows, no header, and too many pixels are refused', () => {
    const bomb = buildPng({ width: 2, height: 2, bits: 8, color: 0, rows: new Uint8Array(1_000_000) })
    expect(() => readPng(bomb, MOST)).toThrow(
      expect.objectContaining({ unreadable: expect.objectContaining({ code: 'document_unreadable' }) }),
    )
    expect(() => readPng(bomb.subarray(0, 20), MOST)).toThrow('damaged')
    const huge = buildPng({ width: 60_000, height: 60_000, bits: 1, color: 0, rows: new Uint8Array(1) })
    expect(() => readPng(huge, MOST)).toThrow('too large')
  })
})

describe('JPEG', () => {
  const corner: GrayBitmap = { width: 4, height: 3, data: new Uint8Array(12).fill(250) }
  corner.data[0] = 10

  test('is decoded, and turned and mirrored as the camera says', async () => {
    const darkest = ({ width, height, data }: GrayBitmap) => {
      const dark = (x: number, y: number) => data[(y ? height - 4 : 4) * width + (x ? width - 4 : 4)]! < 100
      return [dark(0, 0), dark(1, 0), dark(0, 1), dark(1, 1)].indexOf(true)
    }
    const pictures = [1, 2, 3, 4, 5, 6, 7, 8].map((held) => readJpeg(blockJpeg(corner, exifOrientation(held))))
    const drawn = await decoded(...pictures)
    // Exif 2.3, 4.6.4: where row 0 and column 0 are, so where the first pixel comes to lie.
    expect(drawn.map(darkest)).toEqual([0, 1, 3, 2, 0, 1, 3, 2])
    expect(drawn.map(({ width, height }) => `${width}x${height}`)).toEqual([
      ...new Array(4).fill('32x24'),
      ...new Array(4).fill('24x32'),
    ])
  })

  test('cut short in its header is refused', () => {
    expect(() => readJpeg(blockJpeg(corner).subarray(0, 60))).toThrow('damaged')
  })
})

describe('TIFF', () => {
  const size = (width: number, height: number) => ({ 256: width, 257: height })
  const { width, height, data } = tones(16, 6)
  const gray = { ...size(width, height), 258: 8, 262: 1, 277: 1 }

  test.each([
    ['little-endian', false],
    ['big-endian', true],
  ])('%s, in strips, as they are, deflated, by differences and in runs', async (_name, big) => {
    const rows = (from: number, to: number) => data.subarray(from * width, to * width)
    const differences = Uint8Array.from(data, (tone, i) => (i % width === 0 ? tone : tone - data[i - 1]!))
    const runs = Array.from({ length: height }, (_, y) => Buffer.from([width - 1, ...rows(y, y + 1)]))
    const file = buildTiff(
      [
        { tags: { ...gray, 259: 1, 278: 4 }, strips: [rows(0, 4), rows(4, 6)] },
        { tags: { ...gray, 259: 8, 278: 6 }, strips: [deflateSync(data)] },
        { tags: { ...gray, 259: 8, 278: 6, 317: 2 }, strips: [deflateSync(differences)] },
        { tags: { ...gray, 259: 32773, 278: 6 }, strips: [Buffer.concat(runs)] },
      ],
      { big },
    )
    for (const drawn of await decoded(...readTiff(file))) expect([...drawn.data]).toEqual([...data])
  })

  test('a fax of group 4, where white is zero, either way round', async () => {
    // Four white, eight black, four white; then seven rows that are the same (ITU-T T.6).
    const bits = `${'001'}${'1011'}${'000101'}${'1'}${'111'.repeat(7)}`.padEnd(40, '0')
    const packed = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
    const mirrored = Buffer.from(
      packed.map((byte) => Number.parseInt([...byte.toString(2).padStart(8, '0')].reverse().join(''), 2)),
    )
    const fax = { ...size(16, 8), 258: 1, 259: 4, 262: 0, 277: 1, 278: 8 }
    const file = buildTiff([
      { tags: fax, strips: [packed] },
      { tags: { ...fax, 266: 2 }, strips: [mirrored] },
    ])
    for (const drawn of await decoded(...readTiff(file))) {
      const rows = Array.from({ length: 8 }, (_, y) =>
        [...drawn.data.subarray(y * 16, y * 16 + 16)].map((tone) => (tone < 128 ? '#' : '.')).join(''),
      )
      expect(new Set(rows)).toEqual(new Set(['....########....']))
    }
  })

  test('a chain of directories that bites its tail ends, a reduced copy is passed over, damage is refused', () => {
    const one = { tags: { ...gray, 259: 1, 278: 6 }, strips: [data] }
    expect(readTiff(buildTiff([one], { loop: true })).length).toBeLessThanOrEqual(1_000)
    expect(readTiff(buildTiff([{ ...one, tags: { ...one.tags, 254: 1 } }, one]))).toHaveLength(1)
    expect(() => readTiff(buildTiff([one]).subarray(0, 40))).toThrow('damaged')
    expect(() => readTiff(buildTiff([{ ...one, tags: { ...one.tags, 259: 6 } }]))).toThrow('compression 6')
  })
})

describe('a photograph is made ready', () => {
  test('a shadow over the page goes, the print stays', () => {
    const [width, height] = [400, 300]
    const shaded = Uint8Array.from({ length: width * height }, (_, i) => 90 + ((i % width) / width) * 140)
    for (let x = 20; x < width; x += 40) for (let y = 50; y < 70; y++) shaded[y * width + x] = 30
    const even = evenPaper({ width, height, data: shaded })
    expect(even.data[150 * width + 5]).toBeGreaterThan(215)
    expect(even.data[150 * width + 390]).toBeGreaterThan(215)
    expect(even.data[60 * width + 20]).toBeLessThan(120)
  })

  test('the height of the print is measured, grain is not', () => {
    const [width, height] = [600, 400]
    const data = new Uint8Array(width * height).fill(240)
    const fill = (x: number, y: number, w: number, h: number) => {
      for (let row = y; row < y + h; row++) data.fill(20, row * width + x, row * width + x + w)
    }
    for (let x = 20; x < 560; x += 20) for (let y = 40; y < 360; y += 40) fill(x, y, 9, 14)
    for (let i = 0; i < 500; i++) fill((i * 97) % 590, (i * 53) % 390, 2, 2)
    const measured = measureTextHeight({ width, height, data })!
    expect(measured).toBeGreaterThanOrEqual(14)
    expect(measured).toBeLessThanOrEqual(16)
    expect(measureTextHeight({ width, height, data: new Uint8Array(width * height).fill(240) })).toBeNull()
  })

  test('another size keeps tones and proportions', () => {
    const half = resize({ width: 4, height: 2, data: Uint8Array.from([0, 0, 200, 200, 0, 0, 200, 200]) }, 0.5)
    expect(half).toMatchObject({ width: 2, height: 1 })
    expect(half.data[0]!).toBeLessThan(60)
    expect(half.data[1]!).toBeGreaterThan(140)
    const flat = resize({ width: 3, height: 3, data: new Uint8Array(9).fill(77) }, 2.5)
    expect(new Set(flat.data)).toEqual(new Set([77]))
  })
})

const receipt: Line[] = [
  ['Corner Bakery Enterprise', 60, 30, 14],
  ['22, Elm Street', 60, 50],
  ['TAX INVOICE', 100, 80, 12],
  ['Receipt No: 10077', 30, 110],
  ['Date: 17/06/2021 18:32', 30, 126],
  ['Rye loaf', 30, 156],
  ['6.55', 250, 156, 10, 'right'],
  ['Tea', 30, 172],
  ['2.20', 250, 172, 10, 'right'],
  ['Total', 30, 204, 12],
  ['8.75', 250, 204, 12, 'right'],
  ['Cash', 30, 222],
  ['10.00', 250, 222, 10, 'right'],
  ['Change', 30, 238],
  ['1.25', 250, 238, 10, 'right'],
]

describe('a receipt as a picture', () => {
  let recogniser: Recogniser
  let picture: GrayBitmap
  let dir: string
  const readers: Reader[] = []
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'image-test-'))
    recogniser = await startTesseract(['eng'])
    const pdf = await drawPdf((drawn) => drawLines(drawn, receipt), { size: [280, 280] })
    const renderer = await openRenderer(pdf)
    picture = (await renderer.render(1, 150)).bitmap
    renderer.close()
  }, 60_000)
  afterAll(async () => {
    await recogniser.close()
    await Promise.all(readers.map((reader) => reader.close()))
    await rm(dir, { recursive: true, force: true })
  })

  async function readFields(file: Buffer) {
    const document = await openImage(file, async () => recogniser)
    const page = await document.readPage(1)
    await document.close()
    return { page, fields: fieldsOf(findInvoice([page])) }
  }
  const expected = { date: '2021-06-17', total: '8.75', vendor: 'Corner Bakery Enterprise' }

  test('PNG: fields are read, and the page has the size that the file says', async () => {
    const { page, fields } = await readFields(grayPng(picture, 150))
    expect(fields).toMatchObject(expected)
    expect(page.width).toBeCloseTo(280, 0)
    expect(page).toMatchObject({ number: 1, source: 'ocr', engine: 'ocr' })
  })

  test('in the shade and without a resolution: the same', async () => {
    const data = picture.data.map((tone, i) => tone * (0.45 + 0.5 * ((i % picture.width) / picture.width)))
    const { fields } = await readFields(grayPng({ ...picture, data }))
    expect(fields).toMatchObject(expected)
  })

  test('lying on its side in a TIFF: boxes are of the picture as it lies', async () => {
    const { width, height, data } = picture
    const turned = new Uint8Array(data.length)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) turned[x * height + (height - 1 - y)] = data[y * width + x]!
    const tags = { 256: height, 257: width, 258: 8, 259: 1, 262: 1, 277: 1, 278: width }
    const document = await openImage(buildTiff([{ tags, strips: [turned] }]), async () => recogniser)
    const page = await document.readPage(1)
    await document.close()
    const invoice = findInvoice([page])
    expect(fieldsOf(invoice)).toMatchObject({ date: expected.date, total: expected.total })
    const [x0, y0, x1, y1] = invoice!.fields.total!.bbox!
    // Printed near the right edge and low: turned clockwise that is near the lower edge and to the left.
    expect(y0).toBeGreaterThan(0.7 * page.height!)
    expect(x1).toBeLessThan(0.4 * page.width!)
    expect(y1 - y0).toBeGreaterThan(x1 - x0)
  })

  test('the reading process takes it by its type; what is no picture is refused', async () => {
    const reader = createReader({ limits: { pageTimeoutMs: 60_000, memoryBytes: 2 ** 30 }, ocrLanguages: ['eng'] })
    readers.push(reader)
    const file = join(dir, 'receipt.png')
    await writeFile(file, grayPng(picture, 150))
    expect(await reader.inspect(file, 'image/png')).toMatchObject({ page_count: 1 })
    const pages = []
    for await (const page of reader.readPages(file, 'image/png', [1])) if ('artifacts' in page) pages.push(page)
    expect(fieldsOf(findInvoice(pages))).toMatchObject(expected)
    const text = join(dir, 'notes.png')
    await writeFile(text, 'no picture')
    expect(await reader.inspect(text, 'image/png')).toMatchObject({ code: 'content_type_mismatch' })
    const large = join(dir, 'large.png')
    await writeFile(large, buildPng({ width: 9_000, height: 9_000, bits: 1, color: 0, rows: new Uint8Array(9) }))
    expect(await reader.inspect(large, 'image/png')).toMatchObject({ code: 'page_memory_exceeded' })
  })
})
