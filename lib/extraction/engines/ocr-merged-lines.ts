/**
 * Lines that were read as one: where a label of several lines stands beside rows of figures Tesseract may take two rows
 * for one of larger print, and reads scraps. They are known by words twice as high as their letters.
 */
import type { Word } from '../../schedules/model.ts'
import type { PixelBox } from './image-dashes.ts'
import type { PixelRule } from './image-rules.ts'
import type { Doubt } from './ocr-doubts.ts'
import { strokesByRow } from './picture/strokes.ts'

/** Times the usual height of words. */
const TALL = 1.45
const LETTER = { least: 0.4, tallest: 1.35 }
/** Of the usual height: words no further apart are read together. */
const NEAR = 0.8

/** Each place with its lines as boxes, and all that was read there; `size` is the usual height of words. */
export function findMergedLines(
  words: readonly Word[],
  strokes: readonly PixelBox[],
  uprights: readonly PixelRule[],
  size: number,
): Doubt[] {
  const within = strokesByRow(strokes, size)
  const doubts: Doubt[] = []
  const taken = new Set<Word>()
  for (const tall of words) {
    if (taken.has(tall) || tall.bbox[3] - tall.bbox[1] < TALL * size) continue
    if (linesOf(within(tall.bbox), size).length < 2) continue
    const together = wordsBeside(tall, words, uprights, NEAR * size).filter((word) => !taken.has(word))
    const [x0, x1] = [
      Math.min(...together.map(({ bbox }) => bbox[0])),
      Math.max(...together.map(({ bbox }) => bbox[2])),
    ]
    const [y0, y1] = [
      Math.min(...together.map(({ bbox }) => bbox[1])),
      Math.max(...together.map(({ bbox }) => bbox[3])),
    ]
    const boxes = linesOf(within([x0, y0, x1, y1]), size)
    if (boxes.length < 2) continue
    doubts.push({ kind: 'lines', boxes, words: together })
    for (const word of together) taken.add(word)
  }
  return doubts
}

/** The strokes of letters, line by line; none where one is too high for a line of them. */
function linesOf(strokes: readonly PixelBox[], size: number): PixelBox[] {
  const letters = strokes
    .filter(({ y0, y1 }) => y1 - y0 >= LETTER.least * size)
    .sort((a, b) => a.y0 + a.y1 - b.y0 - b.y1)
  if (letters.some(({ y0, y1 }) => y1 - y0 > LETTER.tallest * size)) return []
  const lines: PixelBox[] = []
  for (const letter of letters) {
    const line = lines.at(-1)
    const shared = line ? Math.min(line.y1, letter.y1) - letter.y0 : 0
    if (line && shared > 0.5 * Math.min(line.y1 - line.y0, letter.y1 - letter.y0)) {
      line.x0 = Math.min(line.x0, letter.x0)
      line.x1 = Math.max(line.x1, letter.x1)
      line.y0 = Math.min(line.y0, letter.y0)
      line.y1 = Math.max(line.y1, letter.y1)
    } else lines.push({ ...letter })
  }
  return lines
}

/** The words on the lines of a tall one that go on from it to both sides, as far as no rule and no wide gap parts them. */
function wordsBeside(tall: Word, words: readonly Word[], uprights: readonly PixelRule[], near: number): Word[] {
  const [, y0, , y1] = tall.bbox
  const onLines = words.filter(({ bbox }) => {
    return Math.min(bbox[3], y1) - Math.max(bbox[1], y0) > 0.5 * Math.min(bbox[3] - bbox[1], y1 - y0)
  })
  const walls = uprights.filter((rule) => rule.from < (y0 + y1) / 2 && rule.to > (y0 + y1) / 2).map(({ at }) => at)
  const found = new Set([tall])
  let [x0, x1] = [tall.bbox[0], tall.bbox[2]]
  for (let before = 0; before !== found.size; ) {
    before = found.size
    for (const word of onLines) {
      const [left, , right] = word.bbox
      const isNear = left - x1 < near && x0 - right < near
      const isParted = walls.some((at) => at > Math.min(right, x1) - 2 && at < Math.max(left, x0) + 2)
      if (!isNear || isParted || found.has(word)) continue
      found.add(word)
      x0 = Math.min(x0, left)
      x1 = Math.max(x1, right)
    }
  }
  return [...found]
}
