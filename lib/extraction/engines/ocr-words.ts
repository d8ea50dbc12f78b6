/** From what Tesseract recognised to words, without the specks and lines it took for letters. */
import type { BBox, Word } from '../../schedules/model.ts'
import type { RecognisedLine, RecognisedWord } from './hocr.ts'
import type { PixelBox } from './image-dashes.ts'
import type { PixelRule } from './image-rules.ts'

/** Points to a pixel. */
export type PixelScale = { x: number; y: number }

/** How much of a page makes sense; `share` is `legible` of `characters`. */
export type Legibility = { characters: number; legible: number; share: number }

const FRAGMENTS = /^[|¦_‗~`´'‘’"“”.,:;•·°«»<>\\/[\](){}!=—–-]+$/
/** Of these a lone one means something in a table of figures: nothing, or nil. */
const NIL = /^[-–—]$/
/** What Tesseract also takes a lone dash for. */
const DASHLIKE = /^[=~_]$/
const BARS = /^[|¦]+|[|¦]+$/g

/** What pieces of rules are read as. */
const STROKE = /^[-–—_=~.·]+$/
const BAR = /^[|¦[\](){}!IlJ1iíì\\/]{1,2}$/

/** A stroke that is seen, not read. */
const DASH_CONFIDENCE = 0.7
/** Below this Tesseract is guessing; its own documentation gives no figure, on rough scans few such words are right. */
const WORTHLESS_CONFIDENCE = 20
const DOUBTFUL_CONFIDENCE = 60

/** The words of the lines, in their order, in pixels. `font_size` is estimated from the height of the line. */
export function wordsOf(lines: readonly RecognisedLine[]): Word[] {
  return lines.flatMap((line) => line.words.filter((word) => !isNoise(word, line)).map((word) => wordOf(word, line)))
}

/** Without what is a piece of a rule by its place: strokes along a level one, bars and thin letters on an upright one. */
export function withoutRulePieces(words: readonly Word[], rules: readonly PixelRule[]): Word[] {
  const [level, upright] = [
    rules.filter(({ direction }) => direction === 'horizontal'),
    rules.filter(({ direction }) => direction === 'vertical'),
  ]
  return words.filter(({ text, bbox: [x0, y0, x1, y1] }) => {
    const [x, y, near] = [(x0 + x1) / 2, (y0 + y1) / 2, 0.25 * (y1 - y0)]
    if (STROKE.test(text)) return !level.some((rule) => Math.abs(rule.at - y) < near && rule.from < x && rule.to > x)
    if (!BAR.test(text)) return true
    return !upright.some((rule) => rule.at > x0 - 2 && rule.at < x1 + 2 && rule.from < y0 && rule.to > y1)
  })
}

export function wordInPoints(word: Word, { x, y }: PixelScale): Word {
  const [x0, y0, x1, y1] = word.bbox
  return {
    ...word,
    bbox: [x0 * x, y0 * y, x1 * x, y1 * y],
    font_size: Math.round(word.font_size * y * 10) / 10,
  }
}

/**
 * The dashes that no word covers, as words, where they stand on a line with words: between lines they are pieces of a
 * rule in light gray. The box reaches as high as a figure of the page would, so that a dash
 * stands on the line of the figures beside it.
 */
export function dashWords(dashes: readonly PixelBox[], words: readonly Word[]): Word[] {
  const sizes = words.map((word) => word.font_size).sort((a, b) => a - b)
  const font_size = sizes[Math.floor(sizes.length / 2)]
  if (font_size === undefined) return []
  return dashes.flatMap((dash) => {
    const { x0, x1 } = dash
    const y = (dash.y0 + dash.y1) / 2
    const covered = words.some(({ bbox }) => bbox[0] < x1 && bbox[2] > x0 && bbox[1] < y && bbox[3] > y)
    const onLine = words.some(({ text, bbox }) => /[\p{L}\d]/u.test(text) && bbox[1] < y && bbox[3] > y)
    const bbox: BBox = [x0, y - 0.4 * font_size, x1, y + 0.3 * font_size]
    return covered || !onLine ? [] : [{ text: '-', bbox, confidence: DASH_CONFIDENCE, font_size, bold: false }]
  })
}

/** Judges whether the page was read in the right direction: sideways, little is read with any confidence. */
export function legibility(lines: readonly RecognisedLine[]): Legibility {
  let characters = 0
  let legible = 0
  for (const { text, confidence } of lines.flatMap((line) => line.words)) {
    const length = text.replace(/[^\p{L}\p{N}]/gu, '').length
    characters += length
    if (confidence >= 70 && length >= 2) legible += length
  }
  return { characters, legible, share: characters === 0 ? 0 : legible / characters }
}

function textOf(word: RecognisedWord, line: RecognisedLine): string {
  const text = word.text.trim().replace(BARS, '')
  return DASHLIKE.test(text) && height(word) < 0.35 * line.height ? '-' : text
}

function isNoise(word: RecognisedWord, line: RecognisedLine): boolean {
  const text = textOf(word, line)
  if (text === '' || word.confidence < WORTHLESS_CONFIDENCE) return true
  if (NIL.test(text)) return width(word) > 2.5 * line.height
  if (FRAGMENTS.test(text)) return word.confidence < DOUBTFUL_CONFIDENCE || /^[_‗—–]{2,}$/.test(text)
  return word.confidence < DOUBTFUL_CONFIDENCE && height(word) < 0.3 * line.height
}

function wordOf(word: RecognisedWord, line: RecognisedLine): Word {
  const { x0, y0, x1, y1 } = word.bbox
  const [top, bottom] = height(word) < 0.5 * line.height ? rowAt(line, (x0 + x1) / 2) : [y0, y1]
  const bbox: BBox = [x0, Math.min(top, y0), x1, Math.max(bottom, y1)]
  return { text: textOf(word, line), bbox, confidence: word.confidence / 100, font_size: line.height, bold: false }
}

/** Top and bottom of the line at `x`: a dash's own box would say that it stands between the lines. */
function rowAt({ baselineAt, height, descenders }: RecognisedLine, x: number): [number, number] {
  const y = baselineAt(x)
  return [y - (height - descenders), y]
}

const width = ({ bbox }: RecognisedWord) => bbox.x1 - bbox.x0
const height = ({ bbox }: RecognisedWord) => bbox.y1 - bbox.y0
