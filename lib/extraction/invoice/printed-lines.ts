/** The lines of a document's pages, parted at wide gaps, and where on the page a stretch of their text stands. */
import { type Chunk, groupLines, splitChunks } from '../../schedules/detect/lines.ts'
import type { BBox, PageLayout, Word } from '../../schedules/model.ts'

export type Segment = {
  page: number
  /** Of its line among all lines of the document, and of it among the segments of the line. */
  line: number
  place: number
  text: string
  /** The same without accents, in small letters, letter for letter: for looking up words. */
  plain: string
  bbox: BBox
  /** Points. */
  size: number
  bold: boolean
  words: Chunk['words']
}

export type PrintedLine = { page: number; index: number; segments: Segment[]; text: string; plain: string; bbox: BBox }

/** A stretch of a segment's text. */
export type Excerpt = { text: string; page: number; bbox: BBox; confidence: number }

/** Times the font size: wider than between words, narrower than between a label and its value in a column. */
const WIDE_GAP = 1.15

const MARKS = /[\u0300-\u036f]/g

/** Small letters without accents, as many as there were: what is found in them stands at the same place in the text. */
export const plainly = (text: string): string => text.replace(/[A-Z\u0080-\uffff]/g, plainLetter)

/** Letters whose strokes are no accents of their own. */
const undivided: Readonly<Record<string, string>> = { ß: 's', ł: 'l', Ł: 'l', ø: 'o', Ø: 'o', đ: 'd', Đ: 'd', ı: 'i' }

function plainLetter(letter: string): string {
  if (letter === '’') return "'"
  if (letter in undivided) return undivided[letter]!
  const [first = letter] = letter.toLowerCase().normalize('NFKD').replace(MARKS, '')
  return letter === '№' || first.length > 1 ? letter : first
}

export function printedLines(pages: readonly Pick<PageLayout, 'number' | 'words'>[]): PrintedLine[] {
  const lines: PrintedLine[] = []
  for (const { number, words: printed } of pages) {
    for (const line of groupLines(printed)) {
      const index = lines.length
      const segments = splitChunks(line, WIDE_GAP).map(({ words, bbox, size }, place): Segment => {
        const own = joinSpaced(words)
        const text = own.map((word) => word.text).join(' ')
        const bold = own.filter((word) => word.bold).length * 2 > own.length
        return { page: number, line: index, place, text, plain: plainly(text), bbox, size, bold, words: own }
      })
      const text = segments.map((segment) => segment.text).join(' ')
      lines.push({ page: number, index, segments, text, plain: plainly(text), bbox: line.bbox })
    }
  }
  return lines
}

/** Letters in a row that are one word set wide: `R E C H N U N G`. */
const SPACED = 4
/** Times the gap between its first letters: as wide is the space to the next word. */
const WIDER = 1.6

function joinSpaced(words: readonly Word[]): Word[] {
  const joined: Word[] = []
  for (let at = 0; at < words.length; ) {
    let end = at
    while (isLetter(words[end]) && (end - at < 2 || gapAfter(words, end - 1) < WIDER * gapAfter(words, at))) end++
    const letters = words.slice(at, end)
    if (letters.length >= SPACED) joined.push(oneOf(letters))
    else joined.push(...words.slice(at, ++end))
    at = end
  }
  return joined
}

const isLetter = (word: Word | undefined): boolean => word !== undefined && /^\p{L}$/u.test(word.text)
const gapAfter = (words: readonly Word[], at: number): number => words[at + 1]!.bbox[0] - words[at]!.bbox[2]

function oneOf(letters: readonly Word[]): Word {
  const [first, last] = [letters[0]!, letters.at(-1)!]
  return {
    ...first,
    text: letters.map(({ text }) => text).join(''),
    bbox: [
      first.bbox[0],
      Math.min(...letters.map(({ bbox }) => bbox[1])),
      last.bbox[2],
      Math.max(...letters.map(({ bbox }) => bbox[3])),
    ],
    confidence: Math.min(...letters.map(({ confidence }) => confidence)),
  }
}

/** The words that the characters from `from` to `to` of a segment's text belong to. */
export function excerpt(segment: Segment, from: number, to: number): Excerpt {
  let at = 0
  const words = segment.words.filter((word) => {
    const start = at
    at += word.text.length + 1
    return start < to && start + word.text.length > from
  })
  const box = words.reduce<BBox | null>(
    (whole, { bbox: [x0, y0, x1, y1] }) =>
      whole
        ? [Math.min(whole[0], x0), Math.min(whole[1], y0), Math.max(whole[2], x1), Math.max(whole[3], y1)]
        : [x0, y0, x1, y1],
    null,
  )
  const confidence = Math.min(1, ...words.map((word) => word.confidence))
  return { text: segment.text.slice(from, to), page: segment.page, bbox: box ?? segment.bbox, confidence }
}

/** Segments that begin within three lines under a segment and stand below it, the nearest first. */
export function below(lines: readonly PrintedLine[], segment: Segment, deepest = 2.6): Segment[] {
  const found: Segment[] = []
  const [x0, , x1, y1] = segment.bbox
  for (const line of lines.slice(segment.line + 1, segment.line + 6)) {
    if (line.page !== segment.page) break
    for (const other of line.segments) {
      const gap = other.bbox[1] - y1
      if (gap < -0.5 * segment.size || gap > deepest * segment.size) continue
      if (Math.min(x1, other.bbox[2]) - Math.max(x0, other.bbox[0]) > 0) found.push(other)
    }
  }
  return found
}

/** Segments within three lines above, the nearest first. */
export function above(lines: readonly PrintedLine[], segment: Segment, highest = 2.6): Segment[] {
  const found: Segment[] = []
  const [x0, y0, x1] = segment.bbox
  for (const line of lines.slice(Math.max(0, segment.line - 5), segment.line).reverse()) {
    if (line.page !== segment.page) break
    for (const other of line.segments) {
      const gap = y0 - other.bbox[3]
      if (gap < -0.5 * segment.size || gap > highest * segment.size) continue
      if (Math.min(x1, other.bbox[2]) - Math.max(x0, other.bbox[0]) > 0) found.push(other)
    }
  }
  return found
}

/** Times its size that a label may stand under a value. */
export const UNDER = 2

/** Whether one begins where the other does, and has no figures of its own. */
export const isUnder = (under: Segment, over: Segment): boolean =>
  Math.abs(under.bbox[0] - over.bbox[0]) < over.size && !/\d/.test(under.text)
