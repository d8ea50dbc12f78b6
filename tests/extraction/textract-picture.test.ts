import { inflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { grayPng } from '../../lib/extraction/engines/gray-png.ts'
import { openRenderer } from '../../lib/extraction/engines/render-page.ts'
import { drawForTextract } from '../../lib/extraction/engines/textract-picture.ts'
import { drawPdf, put } from './draw-pdf.ts'
import { pngSize } from './textract-service.ts'

/** What Textract takes: "Set Quotas in Amazon Textract", and the reference of `Document`. */
const MAX_SIDE = 10_000
const MAX_BYTES = 5 * 1_048_576

type Size = [width: number, height: number]
const A4: Size = [595.28, 841.89]

async function drawn(draw: Parameters<typeof drawPdf>[0], size: Size = A4, displayed: Size = size) {
  const renderer = await openRenderer(await drawPdf(draw, { size }))
  const [width, height] = displayed
  const picture = await drawForTextract(renderer, { number: 1, width, height })
  const { bitmap } = await renderer.render(1)
  renderer.close()
  return { picture: picture && Buffer.from(picture), bitmap }
}

describe('the picture of a page', () => {
  test('is the page at 300 dpi, pixel for pixel', async () => {
    const { picture, bitmap } = await drawn((pdf) => put(pdf, 'Receivables 1,234.50', 60, 60))
    expect(pngSize(picture!)).toEqual([bitmap.width, bitmap.height])
    expect(bitmap.width).toBeGreaterThan(2_470)
    const start = picture!.indexOf('IDAT') + 4
    const rows = inflateSync(picture!.subarray(start))
    for (const y of [0, 250, 280, bitmap.height - 1]) {
      const at = y * (bitmap.width + 1)
      expect(rows[at]).toBe(0)
      expect(
        rows
          .subarray(at + 1, at + 1 + bitmap.width)
          .equals(bitmap.data.subarray(y * bitmap.width, (y + 1) * bitmap.width)),
      ).toBe(true)
    }
  })

  test('of a page that is meters long has no side of more than 10,000 pixels', async () => {
    const size: Size = [14_000, 400]
    const { picture } = await drawn((pdf) => pdf.fontSize(120) && put(pdf, 'Ledger of all the years', 60, 60), size)
    const [width, height] = pngSize(picture!)
    expect(width).toBeGreaterThan(9_900)
    expect(width).toBeLessThanOrEqual(MAX_SIDE)
    expect(height / width).toBeCloseTo(400 / 14_000, 2)
  })

  test('of a grainy scan is drawn coarser until it is small enough', async () => {
    let state = 7
    const grain = Uint8Array.from({ length: 2_000 * 2_800 }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0
      return state >>> 24
    })
    const scan = grayPng({ width: 2_000, height: 2_800, data: grain })
    expect(scan.length).toBeGreaterThan(MAX_BYTES)
    const { picture } = await drawn((pdf) => pdf.image(scan, 0, 0, { width: A4[0], height: A4[1] }))
    expect(picture!.length).toBeLessThanOrEqual(MAX_BYTES)
    expect(pngSize(picture!)[0]).toBeGreaterThan(1_000)
  })

  test('with nothing on it, or with specks alone, is not made', async () => {
    expect((await drawn(() => undefined)).picture).toBeNull()
    const specks = await drawn((pdf) => {
      for (let i = 0; i < 12; i++) pdf.rect(40 + 37 * i, 60 + 61 * i, 0.6, 0.6).fill()
    })
    expect(specks.picture).toBeNull()
  })
})
