/** Boxes of recognised words, made to fit what is printed in them: Tesseract takes pieces of rules into words beside them. */
import type { BBox, Word } from '../../schedules/model.ts'
import type { PixelBox } from './image-dashes.ts'
import { strokesByRow } from './picture/strokes.ts'

/** Surer words stand, whatever is seen of them; signs do not. */
const SURE = 0.85
/** Specks say nothing about where a word is. Share of the word's height. */
const LEAST = 0.1

/** The words within the strokes of their letters; without those in which, rules aside, nothing is printed. */
export function fitWords(words: readonly Word[], strokes: readonly PixelBox[]): Word[] {
  const heights = words.map(({ bbox }) => bbox[3] - bbox[1]).sort((a, b) => a - b)
  const within = strokesByRow(strokes, heights[Math.floor(heights.length / 2)] ?? 1)
  return words.flatMap((word) => {
    const [x0, y0, x1, y1] = word.bbox
    if (!/[\p{L}\d]/u.test(word.text)) return within(word.bbox).length === 0 ? [] : [word]
    const own = within(word.bbox).filter((stroke) => stroke.y1 - stroke.y0 >= LEAST * (y1 - y0))
    if (own.length === 0) return word.confidence < SURE ? [] : [word]
    const bbox: BBox = [
      Math.max(x0, Math.min(...own.map((stroke) => stroke.x0))),
      Math.max(y0, Math.min(...own.map((stroke) => stroke.y0))),
      Math.min(x1, Math.max(...own.map((stroke) => stroke.x1))),
      Math.min(y1, Math.max(...own.map((stroke) => stroke.y1))),
    ]
    return [{ ...word, bbox }]
  })
}
