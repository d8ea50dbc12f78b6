import { describe, expect, test } from 'vitest'
import { askew, darkEdges, dust, grain, saltAndPepper, stained } from '../../bench/wear-page.ts'
import { type GrayBitmap, measureTones } from '../../lib/extraction/engines/image-bitmap.ts'
import type { PixelBox } from '../../lib/extraction/engines/image-dashes.ts'
import { findRules, isDotted } from '../../lib/extraction/engines/image-rules.ts'
import { setStraight } from '../../lib/extraction/engines/ocr-straight.ts'
import { clearScanEdges } from '../../lib/extraction/engines/picture/scan-edges.ts'
import { levelShadedBoxes } from '../../lib/extraction/engines/picture/shaded-boxes.ts'
import { removeSpecks } from '../../lib/extraction/engines/picture/specks.ts'
import { findStrokes } from '../../lib/extraction/engines/picture/strokes.ts'

const PAPER = 245
const INK = 30

function blank(width = 1_200, height = 900): GrayBitmap {
  return { width, height, data: new Uint8Array(width * height).fill(PAPER) }
}

function fill({ width, data }: GrayBitmap, x: number, y: number, w: number, h: number, tone = INK): void {
  for (let row = y; row < y + h; row++) data.fill(tone, row * width + x, row * width + x + w)
}

/** Digits of ten point print as bars with a foot, 14 by 24, from the left; what stands between them is given in pixels. */
function print(page: GrayBitmap, x: number, y: number, digits: number, tone = INK): void {
  for (let i = 0; i < digits; i++) {
    fill(page, x + 20 * i + 5, y, 4, 24, tone)
    fill(page, x + 20 * i, y + 20, 14, 4, tone)
  }
}

const at = (boxes: readonly PixelBox[], x: number, y: number) =>
  boxes.some((box) => box.x0 <= x && box.x1 > x && box.y0 <= y && box.y1 > y)

/** Lines of print, on the first of which stand a point, a comma, a colon, the dot of an i, a dash and a leader. */
function printed(): GrayBitmap {
  const page = blank()
  for (let line = 0; line < 12; line++) for (const x of [100, 500, 800]) print(page, x, 60 + 60 * line, 6)
  for (const [x, y, w, h] of MARKS) fill(page, x, y, w, h)
  for (const x of LEADER) fill(page, x, 80, 4, 4)
  return page
}

const MARKS = [
  [216, 80, 4, 4],
  [316, 140, 4, 9],
  [616, 200, 4, 4],
  [616, 212, 4, 4],
  [105, 232, 4, 4],
  [700, 270, 14, 4],
  [700, 330, 9, 3],
  [720, 440, 4, 4],
  [720, 454, 4, 4],
] as const
const LEADER = Array.from({ length: 14 }, (_, i) => 240 + 16 * i)

function cleaned(page: GrayBitmap): GrayBitmap {
  const tones = measureTones(page)
  return removeSpecks(page, findStrokes(page, tones.threshold), tones)
}

describe('specks', () => {
  test('a page without any is left as it is, to the byte', () => {
    const page = printed()
    const before = page.data.slice()
    expect(cleaned(page)).toBe(page)
    expect(page.data).toEqual(before)
  })

  test('of dust go; points, commas, colons, dots of i, dashes and leaders stay', () => {
    const page = printed()
    const worn = dust(400, 4)(page)
    const clean = cleaned(worn)
    const left = findStrokes(clean, 150)
    for (const [x, y] of MARKS) expect(at(left, x + 2, y + 1)).toBe(true)
    for (const x of LEADER) expect(at(left, x + 2, 82)).toBe(true)
    const strokes = findStrokes(page, 150).length
    const specks = (boxes: number) => boxes - strokes
    expect(specks(left.length)).toBeLessThan(0.25 * specks(findStrokes(worn, 150).length))
  })

  test('of single pixels go among letters too', () => {
    const worn = saltAndPepper(0.01)(printed())
    const left = findStrokes(cleaned(worn), 150)
    for (const [x, y] of MARKS) expect(at(left, x + 2, y + 1)).toBe(true)
    const tiny = (boxes: PixelBox[]) => boxes.filter((box) => box.x1 - box.x0 <= 2 && box.y1 - box.y0 <= 2).length
    expect(tiny(left)).toBeLessThan(0.05 * tiny(findStrokes(worn, 150)))
  })
})

describe('dark boxes', () => {
  const levelled = (page: GrayBitmap) => levelShadedBoxes(page, measureTones(page), 300)

  test('light letters on dark become dark on light, dark ones on shading stay dark', () => {
    const page = printed()
    fill(page, 80, 800, 400, 60, 50)
    print(page, 120, 818, 8, 240)
    fill(page, 600, 800, 300, 60, 120)
    print(page, 640, 818, 8, 20)
    const { level, boxes } = levelled(page)
    expect(boxes).toHaveLength(2)
    const strokes = findStrokes(level, 150).filter(({ y0 }) => y0 > 790)
    expect(strokes.map(({ x0, x1, y0, y1 }) => [x0, x1, y0, y1])).toEqual(
      [120, 640].flatMap((x) => Array.from({ length: 8 }, (_, i) => [x + 20 * i, x + 20 * i + 14, 818, 842])),
    )
  })

  test('a bar without letters, and the inside of a pie, stay as they are', () => {
    const page = printed()
    fill(page, 80, 800, 400, 60, 50)
    for (let y = -150; y < 150; y++) {
      const half = Math.round(Math.sqrt(150 ** 2 - y ** 2))
      fill(page, 900 - half, 450 + y, 2 * half, 1, 90)
    }
    print(page, 860, 440, 4, 240)
    expect(levelled(page).level).toBe(page)
  })
})

describe('lines of dots', () => {
  /** Dots of three pixels, six apart, as a scanner smears them together, below a rule. */
  function dotted(): GrayBitmap {
    const page = printed()
    fill(page, 100, 800, 900, 4)
    for (let x = 100; x < 1_000; x++) fill(page, x, 850, 1, 3, 160 + Math.round(55 * Math.sin((2 * Math.PI * x) / 6)))
    return page
  }

  test('are no rules, and are taken away before the page is read', () => {
    const page = dotted()
    const lines = findRules(page, 30, 300).filter(({ direction }) => direction === 'horizontal')
    expect(lines.map((line) => [Math.round(line.at), isDotted(line, page)])).toEqual([
      [802, false],
      [852, true],
    ])
    const { readable, rules } = setStraight({ bitmap: page, dpi: 300 }, 0)
    expect(rules.map(({ at: y }) => Math.round(y))).toEqual([802])
    expect(findStrokes(readable, 150).some(({ y0 }) => y0 > 840)).toBe(false)
  })
})

test('dots as small and even as in a dotted rule are taken away too, a short leader is not', () => {
  const page = printed()
  for (let x = 100; x < 1_000; x += 8) fill(page, x, 850, 4, 4)
  const { readable } = setStraight({ bitmap: page, dpi: 300 }, 0)
  const left = findStrokes(readable, 150)
  expect(left.filter(({ y0 }) => y0 > 840)).toEqual([])
  for (const x of LEADER) expect(at(left, x + 2, 82)).toBe(true)
})

describe('the black of the scanner', () => {
  const cleared = (page: GrayBitmap) => clearScanEdges(page, measureTones(page), 300)
  const darkShare = ({ width, height, data }: GrayBitmap) => data.filter((tone) => tone < 90).length / (width * height)

  test('along the edges, and punched holes, become paper; the print stays', () => {
    const page = printed()
    const worn = darkEdges(0.03)(page)
    const black = (picture: GrayBitmap) => darkShare(picture) - darkShare(page)
    expect(black(worn)).toBeGreaterThan(0.04)
    const clear = cleared(worn)
    expect(black(clear)).toBeLessThan(0.1 * black(worn))
    const letters = (picture: GrayBitmap) => findStrokes(picture, 150).filter(({ y0, y1 }) => y1 - y0 === 24).length
    expect(letters(clear)).toBe(letters(page))
  })

  test('is not a band with letters on it, nor anything on a clean page', () => {
    const page = printed()
    expect(cleared(page)).toBe(page)
    fill(page, 0, 0, 1_200, 60, 50)
    for (let x = 20; x < 1_100; x += 180) print(page, x, 18, 8, 240)
    expect(cleared(page)).toBe(page)
  })
})

describe('a page made ready for reading', () => {
  const ready = (page: GrayBitmap) => setStraight({ bitmap: page, dpi: 300 }, 0)

  test('is the page itself where it is clean and straight, or only as grainy as scans are', () => {
    for (const page of [printed(), grain(5)(printed())]) expect(ready(page).readable.data).toBe(page.data)
  })

  test('has its ink told from its paper through strong grain, and where a stain is as dark as ink elsewhere', () => {
    const strokes = findStrokes(printed(), 150).filter(({ y0, y1 }) => y1 - y0 > 15).length
    for (const wear of [grain(35), stained(0.4)]) {
      const { readable, threshold } = ready(wear(printed()))
      const found = findStrokes(readable, threshold).filter(({ y0, y1 }) => y1 - y0 > 15 && y1 - y0 < 40).length
      expect(found).toBeGreaterThan(0.97 * strokes)
      expect(found).toBeLessThan(1.03 * strokes)
    }
  })

  test('is cleaned and laid straight at once', () => {
    const { skew, picture } = ready(saltAndPepper(0.003)(askew(0.8)(printed())))
    expect(Math.abs(skew - 0.8)).toBeLessThan(0.2)
    const tiny = findStrokes(picture, 150).filter((box) => box.x1 - box.x0 <= 2 && box.y1 - box.y0 <= 2)
    expect(tiny.length).toBeLessThan(60)
  })
})
