/**
 * What of a page has to be read a second time, closely: figures that are unsure or lack a point that can be seen, words
 * that a rule or a wide gap runs through, and print beside which words were read but that was passed over itself.
 */
import type { BBox, Word } from '../../schedules/model.ts'
import type { PixelBox } from './image-dashes.ts'
import type { PixelRule } from './image-rules.ts'

/** A place to be read again: as one figure or as any text. */
export type Doubt = {
  kind: 'figure' | 'text'
  /** Pixels. More than one where a word is taken apart. */
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
const LETTER = { least: 0.5, tallest: 2, widest: 8 }
const SPACE = 0.5

const height = ({ bbox }: Word) => bbox[3] - bbox[1]
const DIGITS = /\d/g
const LETTERS = /\p{L}/gu
const LOOKALIKES = /^[\d.,()%$€£|\]OoQDIilJSsBZzg-]+$/

/** `words` are in pixels of the picture that has been set straight; `strokes` are what is dark in it, without its rules. */
export function findDoubts(words: readonly Word[], strokes: readonly PixelBox[], rules: readonly PixelRule[]): Doubt[] {
  const size = usualHeight(words)
  if (size === 0) return []
  const byRow = rowsOf(strokes, size)
  const uprights = rules.filter((rule) => rule.direction === 'vertical')
  const pointed = pointsBeside(words)
  const doubts = words.flatMap((word): Doubt[] => {
    const own = byRow(word.bbox).filter((stroke) => isInside(stroke, word.bbox))
    const parts = takenApart(word, own, uprights)
    const kind: Doubt['kind'] = isNumeric(word.text) ? 'figure' : 'text'
    if (parts.length > 1) return [{ kind, boxes: parts, words: [word] }]
    const alone: Doubt = { kind, boxes: [boxOf(word)], words: [word] }
    if (endsInBar(word, uprights)) return [alone]
    return kind === 'figure' && (isDoubtful(word, own) || pointed(word)) ? [alone] : []
  })
  const taken = new Set(doubts.flatMap((doubt) => doubt.words))
  const unlikely = words.filter((word) => word.confidence < LIKELY && !taken.has(word) && /[\p{L}\d]/u.test(word.text))
  return [...doubts, ...together(unlikely, uprights), ...unread(words, strokes, size)]
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

/** Finds strokes that may lie in a box without looking at all of them. */
function rowsOf(strokes: readonly PixelBox[], size: number): (box: BBox) => PixelBox[] {
  const band = Math.max(1, Math.ceil(4 * size))
  const bands = Map.groupBy(strokes, (stroke) => Math.floor((stroke.y0 + stroke.y1) / 2 / band))
  return ([, y0, , y1]) => {
    const found: PixelBox[] = []
    for (let at = Math.floor(y0 / band); at <= Math.floor(y1 / band); at++) found.push(...(bands.get(at) ?? []))
    return found
  }
}

function isInside({ x0, y0, x1, y1 }: PixelBox, box: BBox): boolean {
  const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2]
  return x >= box[0] - 1 && x <= box[2] + 1 && y >= box[1] - 1 && y <= box[3] + 2
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
    .filter((box) => box.x1 - box.x0 > 0.3 * tall)
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

/** Strokes as high as letters that no word covers, joined to words, where they stand on a line with words. */
function unread(words: readonly Word[], strokes: readonly PixelBox[], size: number): Doubt[] {
  const covered = coverage(words, size)
  const free = strokes
    .filter(({ x0, y0, x1, y1 }) => y1 - y0 <= LETTER.tallest * size && x1 - x0 <= LETTER.widest * size)
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
    .filter((box) => words.some((word) => standsBeside(box, word)))
    .map((box) => ({ kind: 'text', boxes: [box], words: [] }))
}

const shared = (a: PixelBox, b: PixelBox) => Math.min(a.y1, b.y1) - Math.max(a.y0, b.y0)
const union = (a: PixelBox, b: PixelBox): PixelBox => ({
  x0: Math.min(a.x0, b.x0),
  y0: Math.min(a.y0, b.y0),
  x1: Math.max(a.x1, b.x1),
  y1: Math.max(a.y1, b.y1),
})

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
