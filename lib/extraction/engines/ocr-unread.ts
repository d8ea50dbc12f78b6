/** Print that was passed over: strokes as high as letters that no word covers, where they stand with words. */
import type { Word } from '../../schedules/model.ts'
import type { PixelBox } from './image-dashes.ts'
import type { Doubt } from './ocr-doubts.ts'
import { shared, union } from './picture/boxes.ts'

/** Shares of the usual height of words. */
const LETTER = { least: 0.5, tallest: 2, widest: 8, thinnest: 0.07 }
const SPACE = 0.5
const LONG = 2.5

/** Strokes joined to words, on a line with words that were read, or as the next line of a label; `size` is their usual height. */
export function findUnread(words: readonly Word[], strokes: readonly PixelBox[], size: number): Doubt[] {
  const covered = coverage(words, size)
  const free = strokes
    .filter(({ y0, y1 }) => y1 - y0 <= LETTER.tallest * size)
    .filter(({ x0, x1 }) => x1 - x0 <= LETTER.widest * size && x1 - x0 >= LETTER.thinnest * size)
    .filter((stroke) => !covered(stroke))
    .sort((a, b) => a.x0 - b.x0)
  const open: PixelBox[] = []
  for (const stroke of free) {
    const tall = stroke.y1 - stroke.y0
    const word = open.find((box) => stroke.x0 - box.x1 <= SPACE * size && shared(box, stroke) > 0.5 * tall)
    // Points and dashes go on with a word, or are specks.
    if (word) Object.assign(word, union(word, stroke))
    else if (tall >= LETTER.least * size) open.push({ ...stroke })
  }
  return open
    .filter((box) => words.some((word) => standsBeside(box, word) || goesOn(box, word, size)))
    .map((box) => ({ kind: 'text', boxes: [box], words: [] }))
}

/** Whether a stroke lies, for the most part, in a word. */
function coverage(words: readonly Word[], size: number): (stroke: PixelBox) => boolean {
  const band = Math.max(1, Math.ceil(4 * size))
  const bands = new Map<number, Word[]>()
  for (const word of words) {
    for (let at = Math.floor(word.bbox[1] / band); at <= Math.floor(word.bbox[3] / band); at++)
      bands.set(at, [...(bands.get(at) ?? []), word])
  }
  return ({ x0, y0, x1, y1 }) => {
    const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2]
    const near = [Math.floor(y0 / band), Math.floor(y1 / band)].flatMap((at) => bands.get(at) ?? [])
    return near.some(({ bbox }) => {
      const holdsMiddle = x > bbox[0] - 2 && x < bbox[2] + 2 && y > bbox[1] - 2 && y < bbox[3] + 2
      const liesIn = bbox[0] < x1 && bbox[2] > x0 && bbox[1] < y1 && bbox[3] > y0
      return holdsMiddle || (liesIn && x1 - x0 > bbox[2] - bbox[0])
    })
  }
}

function standsBeside(box: PixelBox, { bbox, text }: Word): boolean {
  const overlap = Math.min(box.y1, bbox[3]) - Math.max(box.y0, bbox[1])
  return overlap > 0.6 * Math.min(box.y1 - box.y0, bbox[3] - bbox[1]) && /[\p{L}\d]/u.test(text)
}

/** Whether a box as long as a word stands right above or below one: a line of a label beside which no other stands. */
function goesOn(box: PixelBox, { bbox: [x0, y0, x1, y1], text }: Word, size: number): boolean {
  const gap = Math.max(y0 - box.y1, box.y0 - y1)
  const across = Math.min(box.x1, x1) - Math.max(box.x0, x0)
  return box.x1 - box.x0 >= LONG * size && gap < size && across > 0 && /\p{L}{2}/u.test(text)
}
