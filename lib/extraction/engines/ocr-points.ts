/**
 * Points and commas of figures, as they are seen. Tesseract takes those of small print for specks and reads 5.8 as 58,
 * surely, however closely it is asked; the stroke itself says that it is there, and which of the two it is.
 */
import type { Word } from '../../schedules/model.ts'
import type { PixelBox } from './image-dashes.ts'
import { strokesByRow } from './picture/strokes.ts'

/** Shares of the height of a digit. */
const POINT = { least: 0.1, most: 0.36, highest: 0.45 }
const TALL = 0.7
/** A digit's width, and from one to the next where they touch. */
const DIGIT = { width: 0.65, pitch: 0.76 }
/** How far a comma hangs below the digits, at least. */
const HANGS = 0.12
/** Nothing but digits and the signs that stand with them; each is one stroke, or strokes above each other. */
const FIGURE = /^[(+$€£-]*\d[\d.,]*\d[%)*-]*$/

/** The words, with the points in their figures that can be seen between two digits. `strokes` are without rules. */
export function withSeenPoints(words: readonly Word[], strokes: readonly PixelBox[]): Word[] {
  const heights = words.map(({ bbox }) => bbox[3] - bbox[1]).sort((a, b) => a - b)
  const within = strokesByRow(strokes, heights[Math.floor(heights.length / 2)] ?? 1)
  return words.map((word) => {
    if (!FIGURE.test(word.text)) return word
    const text = seenText(word.text, within(word.bbox))
    return text === word.text ? word : { ...word, text }
  })
}

/** A figure with its points set where strokes show them; as it was where strokes and characters do not match. */
export function seenText(text: string, strokes: readonly PixelBox[]): string {
  const tallest = Math.max(0, ...strokes.map(({ y0, y1 }) => y1 - y0))
  const tall = strokes.filter(({ y0, y1 }) => y1 - y0 >= TALL * tallest)
  const height = median(tall.map(({ y0, y1 }) => y1 - y0))
  const foot = median(tall.map(({ y1 }) => y1))
  const isPoint = (stroke: PixelBox) => looksLikePoint(stroke, height, foot)
  const points = strokes.filter((stroke) => isPoint(stroke) && !isOver(stroke, tall))
  const letters = columnsOf(strokes.filter((stroke) => !points.includes(stroke)))
  const counts = letters.map(({ x0, x1 }) =>
    Math.max(1, Math.round(((x1 - x0) / height - DIGIT.width) / DIGIT.pitch + 1)),
  )
  const characters = [...text.replace(/[.,]/g, '')]
  if (counts.reduce((sum, count) => sum + count, 0) !== characters.length) return text
  const marks = marksOf(text)
  for (const point of points) {
    const x = (point.x0 + point.x1) / 2
    const before = counts.filter((_, i) => letters[i]!.x1 <= x + 1).reduce((sum, count) => sum + count, 0)
    if (!isDigit(characters[before - 1]) || !isDigit(characters[before])) continue
    if (letters.some((letter) => letter.x0 < x && letter.x1 > x + 1)) continue
    marks.set(before, markOf(point, height, foot, marks.get(before)))
  }
  return (
    characters.map((character, i) => (marks.get(i) ?? '') + character).join('') + (marks.get(characters.length) ?? '')
  )
}

const isDigit = (character: string | undefined) => character !== undefined && /\d/.test(character)

/** The points that were read, by how many other characters stand before them. */
function marksOf(text: string): Map<number, string> {
  const marks = new Map<number, string>()
  let others = 0
  for (const character of text) {
    if (/[.,]/.test(character)) marks.set(others, (marks.get(others) ?? '') + character)
    else others++
  }
  return marks
}

function looksLikePoint({ x0, x1, y0, y1 }: PixelBox, height: number, foot: number): boolean {
  const [wide, high] = [x1 - x0, y1 - y0]
  if (Math.min(wide, high) < POINT.least * height || Math.max(wide, high - 0.1 * height) > POINT.most * height)
    return false
  return y0 > foot - POINT.highest * height
}

/** Whether a small stroke belongs to a tall one, as the bar of a broken 5 does. */
const isOver = (stroke: PixelBox, tall: readonly PixelBox[]) =>
  tall.some((letter) => Math.min(letter.x1, stroke.x1) - Math.max(letter.x0, stroke.x0) > 0.5 * (stroke.x1 - stroke.x0))

/** Which mark a stroke is. One that was read as a comma is one: a rule close below may have cost it its tail. */
const markOf = ({ y1 }: PixelBox, height: number, foot: number, read: string | undefined): string =>
  (y1 - foot) / height > HANGS ? ',' : (read ?? '.')

/** Strokes above each other as one, from left to right. */
function columnsOf(strokes: readonly PixelBox[]): PixelBox[] {
  const columns: PixelBox[] = []
  for (const stroke of [...strokes].sort((a, b) => a.x0 - b.x0)) {
    const last = columns.at(-1)
    if (last && Math.min(last.x1, stroke.x1) - stroke.x0 > 0.3 * Math.min(last.x1 - last.x0, stroke.x1 - stroke.x0)) {
      last.x1 = Math.max(last.x1, stroke.x1)
    } else columns.push({ ...stroke })
  }
  return columns
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 1
