import { describe, expect, test } from 'vitest'
import { countWords, judgeCells } from '../../bench/score-words.ts'
import type { BBox, Cell, Word } from '../../lib/schedules/model.ts'

const word = (text: string, x = 0, y = 0): Word => ({
  text,
  bbox: [x, y, x + 20, y + 8],
  confidence: 1,
  font_size: 10,
  bold: false,
})
const cell = (text: string, bbox: BBox, confidence: number) => ({ text, bbox, confidence }) as Cell

describe('recognised words', () => {
  test('count once for each time they are printed; signs alone do not count', () => {
    const printed = ['Total', '1,234', '1,234', '–'].map((text) => word(text))
    const read = ['Total', '1,234', '7', '-'].map((text) => word(text))
    expect(countWords(read, printed)).toEqual({ printed: 3, read: 3, right: 2 })
  })

  test('a cell is right when it says what is printed within its box, in whichever order, dashes alike', () => {
    const printed = [word('Net', 0), word('2023–24', 30), word('5.8', 200)]
    const judged = judgeCells(
      [cell('2023-24 Net', [0, 0, 60, 8], 0.9), cell('58', [200, 0, 220, 8], 0.7), cell('x', [400, 0, 420, 8], 0.5)],
      printed,
    )
    expect(judged).toEqual([
      { confidence: 0.9, right: true },
      { confidence: 0.7, right: false },
    ])
  })
})
