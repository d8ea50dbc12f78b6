import { describe, expect, test } from 'vitest'
import { findBarCharts } from '../../lib/extraction/engines/image-bars.ts'
import { cutOut, type GrayBitmap } from '../../lib/extraction/engines/image-bitmap.ts'
import type { PixelBox } from '../../lib/extraction/engines/image-dashes.ts'
import { eraseRules } from '../../lib/extraction/engines/image-erase.ts'
import { findFaintRules } from '../../lib/extraction/engines/image-faint-rules.ts'
import { findRules, type PixelRule } from '../../lib/extraction/engines/image-rules.ts'
import { believe } from '../../lib/extraction/engines/ocr-confidence.ts'
import { findDoubts } from '../../lib/extraction/engines/ocr-doubts.ts'
import { isPicture } from '../../lib/extraction/engines/ocr-pictures.ts'
import { decide } from '../../lib/extraction/engines/ocr-reread.ts'
import { withoutRulePieces } from '../../lib/extraction/engines/ocr-words.ts'
import { findStrokes } from '../../lib/extraction/engines/picture/strokes.ts'
import type { BBox, Word } from '../../lib/schedules/model.ts'

const word = (text: string, x: number, y: number, confidence = 0.96, width = 14 * text.length): Word => ({
  text,
  bbox: [x, y, x + width, y + 24],
  confidence,
  font_size: 32,
  bold: false,
})
const upright = (at: number, from: number, to: number): PixelRule => ({
  direction: 'vertical',
  at,
  from,
  to,
  thickness: 3,
  runs: [],
})
/** The strokes of a word's letters, each ten wide, with the same space between. */
const strokesOf = ({ text, bbox: [x, y] }: Word): PixelBox[] =>
  [...text].map((letter, i) => {
    const left = x + 14 * i + 2
    return /[.,]/.test(letter)
      ? { x0: left + 3, y0: y + 20, x1: left + 7, y1: y + 24 }
      : { x0: left, y0: y, x1: left + 10, y1: y + 24 }
  })

describe('what is read again', () => {
  const label = word('Revenue', 100, 200)
  const figure = word('1,234', 400, 200)

  test('nothing on a page that was read well', () => {
    expect(findDoubts([label, figure], [label, figure].flatMap(strokesOf), [])).toEqual([])
  })

  test('a figure that is unsure, has letters in it, or shows a point that was not read', () => {
    const unsure = { ...figure, confidence: 0.6 }
    const lettered = word('2OO', 400, 300)
    const pointless = { ...word('12.5', 400, 400), text: '125' }
    const strokes = [...strokesOf(word('12.5', 400, 400)), ...strokesOf(unsure), ...strokesOf(lettered)]
    const doubts = findDoubts([label, unsure, lettered, pointless], [...strokes, ...strokesOf(label)], [])
    expect(doubts.map(({ kind, words: [of] }) => [kind, of!.text])).toEqual([
      ['figure', '1,234'],
      ['figure', '2OO'],
      ['figure', '125'],
    ])
  })

  test('a whole number among figures with points', () => {
    const column = ['12.5', '139', '14.1', '15.2'].map((text, i) => word(text, 400, 100 + 40 * i, 0.96, 56))
    const doubts = findDoubts(column, column.flatMap(strokesOf), [])
    expect(doubts.flatMap(({ words }) => words.map(({ text }) => text))).toEqual(['139'])
  })

  test('a word through which a rule runs is taken apart there, one with a wide gap likewise', () => {
    const ruled = word('2,218,406|1,180,160', 400, 200)
    const [ruledParts] = findDoubts([ruled], strokesOf(ruled), [upright(530, 100, 400)])
    expect(ruledParts!.boxes.map(({ x0, x1 }) => [x0, x1])).toEqual([
      [400, 530],
      [530, ruled.bbox[2]],
    ])
    const [left, right] = [word('1.5', 400, 300), word('2.5', 480, 300)]
    const joined = word('1.52.5', 400, 300, 0.96, 122)
    const [parts] = findDoubts([joined], [...strokesOf(left), ...strokesOf(right)], [])
    expect(parts!.boxes).toHaveLength(2)
    expect(parts!.boxes[0]!.x1).toBeGreaterThan(440)
    expect(parts!.boxes[0]!.x1).toBeLessThan(482)
  })

  test('print that was passed over on a line of words, but not a speck and not a drawing', () => {
    const lost = strokesOf(word('7.7', 600, 200))
    const speck = { x0: 800, y0: 210, x1: 804, y1: 214 }
    const elsewhere = strokesOf(word('7.7', 600, 900))
    const drawing = { x0: 700, y0: 100, x1: 1_400, y1: 500 }
    const words = [label, figure]
    const doubts = findDoubts(words, [...words.flatMap(strokesOf), ...lost, speck, ...elsewhere, drawing], [])
    expect(doubts).toEqual([{ kind: 'text', words: [], boxes: [{ x0: 602, y0: 200, x1: 640, y1: 224 }] }])
  })
})

describe('which of two readings stands', () => {
  const decided = (first: string, confidence: number, again: string, surely: number) => {
    const one = word(first, 0, 0, confidence)
    return decide(one, { text: again, confidence: surely, words: [word(again, 0, 0, surely)] })[0]
  }

  test('the same digits with more points, however sure the other is', () => {
    expect(decided('1935', 0.95, '193.5', 0.7)!.text).toBe('193.5')
    expect(decided('193.5', 0.7, '1935', 0.95)!.text).toBe('193.5')
  })

  test('a figure is changed by nothing but a surer reading', () => {
    expect(decided('4,711', 0.8, '4,717', 0.8)!.text).toBe('4,711')
    expect(decided('4,711', 0.8, '4,717', 0.9)).toMatchObject({ text: '4,717', confidence: 0.9 })
    expect(decided('4,711', 0.3, '', 0)!.text).toBe('4,711')
  })

  test('two readings that agree are as sure as the surer; the edge of a cell is no bracket', () => {
    expect(decided('4,711', 0.5, '4,711', 0.9)).toMatchObject({ text: '4,711', confidence: 0.9 })
    expect(decided('628,177]', 0.9, '628,177', 0.8)!.text).toBe('628,177')
    expect(decided('(177)', 0.9, '177', 0.8)!.text).toBe('(177)')
  })
})

/** Gray paper of 900 by 600 with a grid of three by three lines in `tone`, two pixels thick. */
function grid(tone: number): GrayBitmap {
  const data = new Uint8Array(900 * 600).fill(240)
  const fill = (x: number, y: number, w: number, h: number) => {
    for (let row = y; row < y + h; row++) data.fill(tone, row * 900 + x, row * 900 + x + w)
  }
  for (const y of [100, 250, 400]) fill(100, y, 600, 2)
  for (const x of [100, 400, 698]) fill(x, 100, 2, 302)
  return { width: 900, height: 600, data }
}

describe('rules', () => {
  test('a grid in light gray is found, a single faint line is not', () => {
    const found = findFaintRules(grid(225), findRules(grid(225), 30, 300), 12, 160, 300)
    expect(found.filter(({ direction }) => direction === 'horizontal').map(({ at }) => Math.round(at))).toEqual([
      101, 251, 401,
    ])
    expect(found).toHaveLength(6)
    const alone = new Uint8Array(900 * 600).fill(240)
    alone.fill(225, 300 * 900 + 100, 300 * 900 + 700)
    expect(findFaintRules({ width: 900, height: 600, data: alone }, [], 12, 160, 300)).toEqual([])
  })

  test('are erased, but for what crosses them', () => {
    const picture = grid(40)
    for (let y = 230; y < 272; y++) picture.data.fill(30, y * 900 + 200, y * 900 + 206)
    const erased = eraseRules(picture, findRules(picture, 30, 300), 160)
    // Of the rules themselves no more is left than specks where they meet.
    const left = findStrokes(erased, 160).filter(({ x0, x1, y0, y1 }) => x1 - x0 > 2 || y1 - y0 > 2)
    expect(left).toEqual([{ x0: 200, y0: 230, x1: 206, y1: 272 }])
  })

  test('what lies on one and reads like a piece of one is no word', () => {
    const rules = [upright(300, 100, 400), { ...upright(212, 100, 900), direction: 'horizontal' as const }]
    const words = [
      word('|', 295, 200),
      word('-', 500, 200),
      word('-', 500, 300),
      word('1', 500, 200),
      word('I', 295, 300),
    ]
    expect(withoutRulePieces(words, rules)).toEqual([words[2], words[3]])
  })
})

describe('bar charts', () => {
  /** Bars as dark as ink on paper of 1,200 by 600, each `[left, top, width, height]`. */
  function charts(...bars: [number, number, number, number][]) {
    const picture = { width: 1_200, height: 600, data: new Uint8Array(1_200 * 600).fill(240) }
    for (const [x, y, w, h] of bars)
      for (let row = y; row < y + h; row++) picture.data.fill(60, row * 1_200 + x, row * 1_200 + x + w)
    return findBarCharts(picture, 160, 300)
  }

  test('bars of several lengths that stand on one line, or begin at one, are a chart', () => {
    expect(charts([100, 300, 40, 200], [200, 200, 40, 300], [300, 400, 40, 100], [400, 300, 40, 200])).toEqual([
      { x0: 100, y0: 200, x1: 440, y1: 500 },
    ])
    expect(charts([100, 100, 300, 40], [100, 200, 500, 40], [100, 300, 200, 40])).toEqual([
      { x0: 100, y0: 100, x1: 600, y1: 340 },
    ])
  })

  test('shaded rows and columns of one length are none, nor are letters', () => {
    expect(charts([100, 100, 600, 40], [100, 200, 600, 40], [100, 300, 600, 40])).toEqual([])
    expect(charts([100, 480, 10, 20], [120, 470, 10, 30], [140, 460, 10, 40])).toEqual([])
  })

  test('a table that lies on one is none', () => {
    expect(isPicture([100, 100, 300, 200], [], [[120, 90, 280, 180]])).toBe(true)
    expect(isPicture([100, 100, 300, 200], [], [[120, 300, 280, 400]])).toBe(false)
  })
})

test('a part of a picture keeps its rows, and ends where the picture does', () => {
  const picture = { width: 4, height: 3, data: Uint8Array.from({ length: 12 }, (_, i) => i) }
  expect(cutOut(picture, { x0: 2, y0: 1, x1: 9, y1: 9 })).toEqual({
    width: 2,
    height: 2,
    data: Uint8Array.from([6, 7, 10, 11]),
  })
})

test('a table of scraps on a page that reads well is a drawing; on a page that reads badly it stays', () => {
  const around = (confidence: number) => Array.from({ length: 50 }, (_, i) => word('word', 600, 40 * i, confidence))
  const scraps = [0.9, 0.3, 0.5, 0.9].map((confidence, i) => word('scrap', 100, 40 * i, confidence))
  const sound = [0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.5].map((confidence, i) => word('cell', 300, 40 * i, confidence))
  const [drawing, table] = [
    [90, 0, 200, 400],
    [290, 0, 400, 400],
  ] as [BBox, BBox]
  expect(isPicture(drawing, [...around(0.95), ...scraps, ...sound], [])).toBe(true)
  expect(isPicture(table, [...around(0.95), ...scraps, ...sound], [])).toBe(false)
  expect(isPicture(drawing, [...around(0.5), ...scraps, ...sound], [])).toBe(false)
})

test('confidences are believed in their order, little where Tesseract is unsure, never wholly', () => {
  const believed = Array.from({ length: 101 }, (_, i) => believe(i / 100))
  expect(believed).toEqual([...believed].sort((a, b) => a - b))
  expect(believe(0.83)).toBeCloseTo(0.917)
  expect(believe(0.3)).toBeLessThan(0.75)
  expect(believe(1)).toBeLessThan(1)
})
