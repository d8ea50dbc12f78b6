/** Reads the doubtful places of a page closely, each alone, and decides which reading stands. */

import { isFigure } from '../../schedules/detect/figures.ts'
import type { BBox, Word } from '../../schedules/model.ts'
import type { RecognisedLine } from './hocr.ts'
import { cutOut, type GrayBitmap } from './image-bitmap.ts'
import type { PixelBox } from './image-dashes.ts'
import type { Doubt } from './ocr-doubts.ts'
import { resize } from './picture/resize.ts'
import type { Recogniser } from './recogniser.ts'

/** Each takes Tesseract some hundredths of a second: the most doubtful come first. */
const MAX_REREAD = 240
/** Pixels of paper around a cut. */
const MARGIN = 8
/** The same where another line follows: of its letters nothing should be seen. */
const CLOSE = 2
/** The height that the letters of a cut are brought to: in smaller ones Tesseract takes points for specks. */
const LETTER_HEIGHT = 36
const MOST_ENLARGED = 2
/** What was passed over at first, or taken apart, is only believed when it is read well. */
const BELIEVED = 0.6

/** What was read in one place: `text` as one word, and its words where they stand. */
type Reading = { text: string; confidence: number; words: Word[] }

/** The words of a page after a second look; `picture` is without its rules, boxes are its pixels. */
export async function rereadWords(
  words: readonly Word[],
  doubts: readonly Doubt[],
  picture: GrayBitmap,
  dpi: number,
  recogniser: Recogniser,
): Promise<Word[]> {
  const chosen = [...doubts]
    .sort((a, b) => (a.words[0]?.confidence ?? 0) - (b.words[0]?.confidence ?? 0))
    .slice(0, MAX_REREAD)
  const readings = new Map<PixelBox, Reading>()
  for (const kind of ['figure', 'text', 'lines'] as const) {
    const boxes = chosen.filter((doubt) => doubt.kind === kind).flatMap((doubt) => doubt.boxes)
    if (boxes.length === 0) continue
    const cuts = boxes.map((box) => cutEnlarged(picture, box, kind === 'lines' ? CLOSE : MARGIN))
    const pictures = cuts.map((cut) => cut.picture)
    const pages = await recogniser.recognise(pictures, dpi, kind === 'figure' ? 'figure' : 'line')
    for (const [i, box] of boxes.entries()) readings.set(box, readingOf(pages[i] ?? [], box, cuts[i]!.scale))
  }
  const decided = new Map<Word, Word[]>()
  const added: Word[] = []
  for (const { kind, words: so, boxes } of chosen) {
    const [word, ...others] = so
    const read = boxes.flatMap((box) => readings.get(box) ?? [])

    if (!word) added.push(...read.filter(isBelieved).flatMap((reading) => reading.words))
    else if (others.length === 0 && boxes.length === 1) decided.set(word, decide(word, read[0]!))
    else if (kind === 'lines' ? read.every(isBelieved) : isBetter(so, read)) {
      decided.set(
        word,
        read.flatMap((reading) => reading.words.map((part) => ({ ...part, font_size: word.font_size }))),
      )
      for (const other of others) decided.set(other, [])
    }
  }
  return [...words.flatMap((word) => decided.get(word) ?? [word]), ...added]
}

/**
 * Which of two readings stands. The same digits with more points are right: small points are passed over, hardly ever
 * invented (in 117 of 117 figures of rough scans); a bracket without its fellow is the edge of something. Else the surer.
 */
export function decide(word: Word, second: Reading): Word[] {
  const [first, again] = [word.text, second.text]
  if (again === '') return [word]
  const surer = Math.max(word.confidence, second.confidence)
  if (first === again) return [{ ...word, confidence: surer }]
  if (lettersOf(first) === lettersOf(again) && lettersOf(first) !== '') {
    const better = pointsOf(again) > pointsOf(first) || (pointsOf(again) === pointsOf(first) && isOpen(first))
    return [better ? { ...word, text: again } : word]
  }
  if (second.confidence <= word.confidence) return [word]
  if (BARS.test(again)) return []
  return second.words.map((part) => ({ ...part, font_size: word.font_size }))
}

/** Of words taken apart or together: every part is read, and believed, and no less sure than before. */
function isBetter(words: readonly Word[], read: readonly Reading[]): boolean {
  const before = words.length > 1 ? Math.max(...words.map((word) => word.confidence)) : 0
  return read.every(({ text, confidence }) => text !== '' && confidence >= Math.max(BELIEVED, before))
}

/** What is left of a rule. */
const BARS = /^[|¦]+$/
const lettersOf = (text: string) => text.replace(/[^\p{L}\d]/gu, '')
const pointsOf = (text: string) => text.match(/[.,]/g)?.length ?? 0
const countOf = (text: string, letter: string) => text.split(letter).length - 1
const isOpen = (text: string) => countOf(text, '(') !== countOf(text, ')') || /[\]|}{[]/.test(text)

/** A lone letter where nothing was read is as likely a bullet or a piece of a picture. */
function isBelieved({ text, confidence }: Reading): boolean {
  if (confidence < BELIEVED || !/[\p{L}\d]/u.test(text)) return false
  return /\d/.test(text) || /\p{L}{2}/u.test(text)
}

function cutEnlarged(picture: GrayBitmap, box: PixelBox, above: number) {
  const cut = cutOut(picture, { x0: box.x0 - MARGIN, y0: box.y0 - above, x1: box.x1 + MARGIN, y1: box.y1 + above })
  const scale = Math.min(MOST_ENLARGED, Math.max(1, LETTER_HEIGHT / (box.y1 - box.y0)))
  return { picture: resize(cut, scale), scale }
}

function readingOf(lines: readonly RecognisedLine[], box: PixelBox, scale: number): Reading {
  const read = lines.flatMap((line) => line.words).filter((word) => word.text.trim() !== '')
  const text = read.map((word) => word.text.trim()).join('')
  const confidence = read.length === 0 ? 0 : Math.min(...read.map((word) => word.confidence)) / 100
  if (read.length < 2 || isFigure(text)) return { text, confidence, words: text ? [wordAt(box, text, confidence)] : [] }
  const [left, right] = [Math.max(0, box.x0 - MARGIN), box.x1]
  const words = read.map(({ text: own, bbox }) => {
    const x0 = Math.min(right, left + bbox.x0 / scale)
    return wordAt({ ...box, x0, x1: Math.max(x0 + 1, Math.min(right, left + bbox.x1 / scale)) }, own.trim(), confidence)
  })
  return { text, confidence, words }
}

function wordAt({ x0, y0, x1, y1 }: PixelBox, text: string, confidence: number): Word {
  const bbox: BBox = [x0, y0, x1, y1]
  return { text, bbox, confidence, font_size: 1.3 * (y1 - y0), bold: false }
}
