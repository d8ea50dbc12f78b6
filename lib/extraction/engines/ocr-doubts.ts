/**
 * What of a page has to be read a second time, closely: figures that are unsure or lack a point that can be seen, words
 * that a rule or a wide gap runs through, lines that were read as one, and print that was passed over.
 */
import type { Word } from '../../schedules/model.ts'
import type { PixelBox } from './image-dashes.ts'
import type { PixelRule } from './image-rules.ts'
import { findMergedLines } from './ocr-merged-lines.ts'
import { findUnread } from './ocr-unread.ts'
import { shared, touches, union } from './picture/boxes.ts'
import { strokesByRow } from './picture/strokes.ts'

/** A place to be read again: as one figure, as any text, or as the lines that it has. */
export type Doubt = {
  kind: 'figure' | 'text' | 'lines'
  /** Pixels. More than one where a word is taken apart, and for lines. */
  boxes: PixelBox[]
  /** What stands there so far; none where nothing was read. */
  words: Word[]
}

/** Figures read with less confidence are read again. In rough scans seven of ten of them are right, above it nine. */
const SURE = 0.85
/** Other words are read again below this. */
const LIKELY = 0.6
/** Shares of the height of print. */
const POINT = { tallest: 0.36, widest: 0.36, least: 0.06 }
const WIDE_GAP = 0.75

const height = ({ bbox }: Word) => bbox[3] - bbox[1]
const DIGITS = /\d/g
const LETTERS = /\p{L}/gu
/** What a piece of a figure or of a sign is taken for. */
const SYMBOL = /^[©®™°¢§«»]+$/
const LOOKALIKES = /^[\d.,()%$€£|\]OoQDIilJSsBZzg-]+$/

/** `words` are in pixels of the picture that has been set straight; `strokes` are what is dark in it, without its rules. */
export function findDoubts(words: readonly Word[], strokes: readonly PixelBox[], rules: readonly PixelRule[]): Doubt[] {
  const size = usualHeight(words)
  if (size === 0) return []
  const within = strokesByRow(strokes, size)
  const uprights = rules.filter((rule) => rule.direction === 'vertical')
  const pointed = pointsBeside(words)
  const merged = findMergedLines(words, strokes, uprights, size)
  const inLines = new Set(merged.flatMap((doubt) => doubt.words))
  const doubts = words.flatMap((word): Doubt[] => {
    if (inLines.has(word)) return []
    const own = within(word.bbox)
    const parts = takenApart(word, own, uprights)
    const kind: Doubt['kind'] = isNumeric(word.text) ? 'figure' : 'text'
    if (parts.length > 1) return [{ kind, boxes: parts, words: [word] }]
    const alone: Doubt = { kind, boxes: [boxOf(word)], words: [word] }
    if (endsInBar(word, uprights)) return [alone]
    return kind === 'figure' && (isDoubtful(word, own) || pointed(word)) ? [alone] : []
  })
  const taken = new Set([...merged, ...doubts].flatMap((doubt) => doubt.words))
  const unlikely = words.filter(
    (word) =>
      !taken.has(word) && word.confidence < (SYMBOL.test(word.text) ? SURE : LIKELY) && /[\p{L}\d©®™]/u.test(word.text),
  )
  const elsewhere = strokes.filter((stroke) => !merged.some(({ boxes }) => boxes.some((box) => touches(box, stroke))))
  return [...merged, ...doubts, ...together(unlikely, uprights), ...findUnread(words, elsewhere, size)]
}

const boxOf = ({ bbox: [x0, y0, x1, y1] }: Word): PixelBox => ({ x0, y0, x1, y1 })

/** Words that were hardly read, those side by side as one: where they part is in doubt as well. */
function together(words: readonly Word[], uprights: readonly PixelRule[]): Doubt[] {
  const groups: { box: PixelBox; words: Word[] }[] = []
  for (const word of [...words].sort((a, b) => a.bbox[0] - b.bbox[0])) {
    const box = boxOf(word)
    const near = height(word)
    const group = groups.find(
      (other) =>
        box.x0 - other.box.x1 < near &&
        shared(other.box, box) > 0.5 * near &&
        !uprights.some(({ at, from, to }) => at > other.box.x1 - 2 && at < box.x0 + 2 && from < box.y1 && to > box.y0),
    )
    if (group) {
      group.box = union(group.box, box)
      group.words.push(word)
    } else groups.push({ box, words: [word] })
  }
  return groups.map((group) => ({ kind: 'text', boxes: [group.box], words: group.words }))
}

/** Whether a whole number stands among figures, above and below, most of which have a point or comma. */
function pointsBeside(words: readonly Word[]): (word: Word) => boolean {
  const figures = words.filter((word) => isNumeric(word.text)).sort((a, b) => a.bbox[1] - b.bbox[1])
  return (word) => {
    if (!/^[^\d]?\d{2,}[^\d]?$/.test(word.text)) return false
    const [x0, y0, x1, y1] = word.bbox
    const reach = 5 * (y1 - y0)
    const beside = figures.filter(
      ({ bbox, text }) =>
        bbox[1] > y0 - reach && bbox[1] < y1 + reach && bbox[0] < x1 && bbox[2] > x0 && text !== word.text,
    )
    return beside.length >= 2 && beside.filter(({ text }) => /\d[.,]\d/.test(text)).length > 0.5 * beside.length
  }
}

function usualHeight(words: readonly Word[]): number {
  const heights = words.filter((word) => /[\p{L}\d]/u.test(word.text)).map(height)
  return heights.sort((a, b) => a - b)[Math.floor(heights.length / 2)] ?? 0
}

/** Digits, and letters that are taken for them: `2OO` and `l5` are figures that were misread. */
function isNumeric(text: string): boolean {
  const digits = text.match(DIGITS)?.length ?? 0
  return digits > 0 && (LOOKALIKES.test(text) || digits >= (text.match(LETTERS)?.length ?? 0))
}

function isDoubtful(word: Word, strokes: readonly PixelBox[]): boolean {
  if (word.confidence < SURE || /\p{L}/u.test(word.text)) return true
  const tall = height(word)
  const points = strokes.filter((stroke) => isPoint(stroke, word.bbox[3], tall))
  return points.length > (word.text.match(/[.,:;]/g)?.length ?? 0)
}

/** Small, and at the foot of the line. */
function isPoint({ x0, y0, x1, y1 }: PixelBox, foot: number, tall: number): boolean {
  const [wide, high] = [x1 - x0, y1 - y0]
  if (wide < POINT.least * tall || high < POINT.least * tall) return false
  return wide <= POINT.widest * tall && high <= POINT.tallest * tall && y0 > foot - 0.45 * tall
}

/** The parts of a word that a vertical rule stands in, or a gap as wide as between columns. */
function takenApart(word: Word, strokes: readonly PixelBox[], uprights: readonly PixelRule[]): PixelBox[] {
  const [x0, y0, x1, y1] = word.bbox
  const tall = height(word)
  if (x1 - x0 < 2 * tall) return []
  const middle = (y0 + y1) / 2
  const cuts = uprights
    .filter((rule) => rule.from < middle && rule.to > middle && rule.at > x0 + 0.5 * tall && rule.at < x1 - 0.5 * tall)
    .map((rule) => rule.at)
  const ink = strokes.filter((stroke) => stroke.y1 - stroke.y0 > 0.1 * tall).sort((a, b) => a.x0 - b.x0)
  let reached = ink[0]?.x1 ?? x1
  for (const stroke of ink) {
    if (stroke.x0 - reached > WIDE_GAP * tall) cuts.push((stroke.x0 + reached) / 2)
    reached = Math.max(reached, stroke.x1)
  }
  if (cuts.length === 0) return []
  const edges = [x0, ...cuts.sort((a, b) => a - b), x1]
  return edges
    .slice(1)
    .map((to, i) => ({ x0: edges[i]!, y0, x1: to, y1 }))
    .filter((box) => box.x1 - box.x0 > 0.3 * tall && ink.some((stroke) => touches(box, stroke)))
}

/** Whether its last or first letter is, by its place, rather the rule beside the word. */
function endsInBar({ bbox, text }: Word, uprights: readonly PixelRule[]): boolean {
  if (!/[\]|)}J]$|^[[|({]/.test(text)) return false
  const middle = (bbox[1] + bbox[3]) / 2
  const near = 0.5 * (bbox[3] - bbox[1])
  return uprights.some(
    (rule) =>
      rule.from < middle &&
      rule.to > middle &&
      ((Math.abs(rule.at - bbox[2]) < near && /[\]|)}J]$/.test(text)) ||
        (Math.abs(rule.at - bbox[0]) < near && /^[[|({]/.test(text))),
  )
}
