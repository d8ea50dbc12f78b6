import { describe, expect, test } from 'vitest'
import type { PixelBox } from '../../lib/extraction/engines/image-dashes.ts'
import type { PixelRule } from '../../lib/extraction/engines/image-rules.ts'
import { fitWords } from '../../lib/extraction/engines/ocr-fit.ts'
import { findMergedLines } from '../../lib/extraction/engines/ocr-merged-lines.ts'
import { isPicture } from '../../lib/extraction/engines/ocr-pictures.ts'
import { seenText, withSeenPoints } from '../../lib/extraction/engines/ocr-points.ts'
import { dashWords } from '../../lib/extraction/engines/ocr-words.ts'
import type { BBox, Word } from '../../lib/schedules/model.ts'

const word = (text: string, bbox: BBox, confidence = 0.96): Word => ({
  text,
  bbox,
  confidence,
  font_size: 32,
  bold: false,
})
const box = (x0: number, y0: number, width: number, height: number): PixelBox => ({
  x0,
  y0,
  x1: x0 + width,
  y1: y0 + height,
})

/** What a figure looks like: digits 14 by 24 on a line at 124, points of four pixels, commas that hang below. */
function strokesOf(printed: string, left = 100): PixelBox[] {
  let x = left
  return [...printed].map((character) => {
    const at = x
    x += character === '.' || character === ',' ? 7 : 18
    if (character === '.') return box(at, 120, 4, 4)
    return character === ',' ? box(at, 120, 4, 9) : box(at, 100, 14, 24)
  })
}

describe('points of a figure that are seen', () => {
  test.each([
    ['58', '5.8', '5.8'],
    ['1234567', '1,234,567', '1,234,567'],
    ['3,3445', '3,344.5', '3,344.5'],
    ['4.000', '4,000', '4,000'],
    ['-58%', '-5.8%', '-5.8%'],
  ])('%s becomes %s', (read, printed, text) => {
    expect(seenText(read, strokesOf(printed))).toBe(text)
  })

  test('of digits that touch are found by how wide they are', () => {
    const [first, point, ...rest] = strokesOf('1.234')
    const touching = { ...rest[0]!, x1: rest.at(-1)!.x1 }
    expect(seenText('1234', [first!, point!, touching])).toBe('1.234')
  })

  test('are not believed where strokes and digits do not match, above the line, or at the end', () => {
    expect(seenText('58', strokesOf('5.88'))).toBe('58')
    expect(seenText('58', [...strokesOf('58'), box(114, 100, 4, 4)])).toBe('58')
    expect(seenText('58', strokesOf('58.'))).toBe('58')
    expect(seenText('14,392', strokesOf('14.392'))).toBe('14,392')
  })

  test('words with letters stay as they were read', () => {
    const words = [word('Q1', [100, 100, 134, 124]), word('58', [100, 100, 139, 124])]
    expect(withSeenPoints(words, strokesOf('5.8')).map(({ text }) => text)).toEqual(['Q1', '5.8'])
  })
})

describe('the box of a word', () => {
  test('ends where its letters do, when a piece of a rule was taken into it', () => {
    const [fitted] = fitWords([word('123', [20, 90, 152, 126])], strokesOf('123'))
    expect(fitted!.bbox).toEqual([100, 100, 150, 124])
  })

  test('in which nothing is printed holds no word, unless it was read surely', () => {
    const words = [
      word('gs', [400, 100, 440, 124], 0.4),
      word('-', [500, 110, 520, 114]),
      word('No', [600, 100, 640, 124]),
    ]
    expect(fitWords(words, strokesOf('123')).map(({ text }) => text)).toEqual(['No'])
  })
})

describe('two lines that were read as one', () => {
  const lines = [...strokesOf('123'), ...strokesOf('4567').map((stroke) => ({ ...stroke, y0: 140, y1: 164 }))]
  const upright = (at: number): PixelRule => ({ direction: 'vertical', at, from: 0, to: 400, thickness: 3, runs: [] })

  test('are read again line by line, with the words on them that no rule parts from them', () => {
    const merged = word('oe', [100, 100, 172, 164], 0.4)
    const [beside, beyond] = [word('12', [180, 100, 210, 124]), word('34', [230, 140, 260, 164])]
    expect(findMergedLines([merged, beside, beyond], lines, [upright(220)], 24)).toEqual([
      { kind: 'lines', boxes: [box(100, 100, 50, 24), box(100, 140, 68, 24)], words: [merged, beside] },
    ])
  })

  test('larger print is no two lines', () => {
    const large = word('No', [100, 100, 172, 164])
    expect(findMergedLines([large], [box(100, 100, 30, 64), box(140, 100, 30, 64)], [], 24)).toEqual([])
  })
})

test('a dash between two lines of words is a piece of a rule in light gray', () => {
  const words = [word('Revenue', [100, 100, 200, 124]), word('Costs', [100, 160, 180, 184])]
  const dashes = [box(400, 110, 14, 4), box(400, 140, 14, 4)]
  expect(dashWords(dashes, words).map(({ bbox }) => bbox[0])).toEqual([400])
  expect(dashWords(dashes, words)).toHaveLength(1)
})

test('a table of figures that were hard to read is no drawing; one of scraps is', () => {
  const around = Array.from({ length: 60 }, (_, i) => word('word', [600, 40 * i, 640, 40 * i + 24]))
  const column = (texts: readonly string[], confidence: number) =>
    texts.map((text, i) => word(text, [100, 40 * i, 160, 40 * i + 24], confidence))
  const table: BBox = [90, 0, 200, 400]
  expect(isPicture(table, [...around, ...column(['32,6', '9039', '28,5', '34,4'], 0.4)], [])).toBe(false)
  expect(isPicture(table, [...around, ...column(['wn', '8', 'pi', 'g'], 0.4)], [])).toBe(true)
})
