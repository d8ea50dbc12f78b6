/** From what Tesseract recognised to words: boxes in points, and without the specks and lines it took for letters. */
import type { Line, Word as RecognisedWord } from 'tesseract.js'
import type { BBox, Word } from '../../schedules/model.ts'
import type { PixelBox } from './image-dashes.ts'

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

/** A stroke that is seen, not read. */
const DASH_CONFIDENCE = 0.7
/** Below this Tesseract is guessing; its own documentation gives no figure, on rough scans few such words are right. */
const WORTHLESS_CONFIDENCE = 20
const DOUBTFUL_CONFIDENCE = 60

/** The words of the lines, in their order. `font_size` is estimated from the height of the line. */
export function wordsOf(lines: readonly Line[], scale: PixelScale): Word[] {
  return lines.flatMap((line) =>
    line.words.filter((word) => !isNoise(word, line)).map((word) => inPoints(word, line, scale)),
  )
}

/**
 * The dashes that no word covers, as words. The box reaches as high as a figure of the page would, so that a dash
 * stands on the line of the figures beside it.
 */
export function dashWords(dashes: readonly PixelBox[], words: readonly Word[], scale: PixelScale): Word[] {
  const sizes = words.map((word) => word.font_size).sort((a, b) => a - b)
  const font_size = sizes[Math.floor(sizes.length / 2)]
  if (font_size === undefined) return []
  return dashes.flatMap((dash) => {
    const [x0, x1, y] = [dash.x0 * scale.x, dash.x1 * scale.x, ((dash.y0 + dash.y1) / 2) * scale.y]
    const covered = words.some(({ bbox }) => bbox[0] < x1 && bbox[2] > x0 && bbox[1] < y && bbox[3] > y)
    const bbox: BBox = [x0, y - 0.4 * font_size, x1, y + 0.3 * font_size]
    return covered ? [] : [{ text: '-', bbox, confidence: DASH_CONFIDENCE, font_size, bold: false }]
  })
}

/** Judges whether the page was read in the right direction: sideways, little is read with any confidence. */
export function legibility(lines: readonly Line[]): Legibility {
  let characters = 0
  let legible = 0
  for (const { text, confidence } of lines.flatMap((line) => line.words)) {
    const length = text.replace(/[^\p{L}\p{N}]/gu, '').length
    characters += length
    if (confidence >= 70 && length >= 2) legible += length
  }
  return { characters, legible, share: characters === 0 ? 0 : legible / characters }
}

function textOf(word: RecognisedWord, line: Line): string {
  const text = word.text.trim().replace(BARS, '')
  return DASHLIKE.test(text) && height(word) < 0.35 * line.rowAttributes.rowHeight ? '-' : text
}

function isNoise(word: RecognisedWord, line: Line): boolean {
  const text = textOf(word, line)
  if (text === '' || word.confidence < WORTHLESS_CONFIDENCE) return true
  if (NIL.test(text)) return width(word) > 2.5 * line.rowAttributes.rowHeight
  if (FRAGMENTS.test(text)) return word.confidence < DOUBTFUL_CONFIDENCE || /^[_‗—–]{2,}$/.test(text)
  return word.confidence < DOUBTFUL_CONFIDENCE && height(word) < 0.3 * line.rowAttributes.rowHeight
}

function inPoints(word: RecognisedWord, line: Line, scale: PixelScale): Word {
  const { x0, y0, x1, y1 } = word.bbox
  const [top, bottom] = height(word) < 0.5 * line.rowAttributes.rowHeight ? rowAt(line, (x0 + x1) / 2) : [y0, y1]
  const bbox: BBox = [x0 * scale.x, Math.min(top, y0) * scale.y, x1 * scale.x, Math.max(bottom, y1) * scale.y]
  return {
    text: textOf(word, line),
    bbox,
    confidence: word.confidence / 100,
    font_size: Math.round(line.rowAttributes.rowHeight * scale.y * 10) / 10,
    bold: false,
  }
}

/** Top and bottom of the line at `x`: a dash's own box would say that it stands between the lines. */
function rowAt({ baseline, rowAttributes }: Line, x: number): [number, number] {
  const slope = baseline.x1 > baseline.x0 ? (baseline.y1 - baseline.y0) / (baseline.x1 - baseline.x0) : 0
  const y = baseline.y0 + slope * (x - baseline.x0)
  return [y - (rowAttributes.rowHeight - Math.abs(rowAttributes.descenders)), y]
}

const width = ({ bbox }: RecognisedWord) => bbox.x1 - bbox.x0
const height = ({ bbox }: RecognisedWord) => bbox.y1 - bbox.y0
