/** What Tesseract says of a page in hOCR (its version 1.2), the one output that all its builds have in common. */
import { Parser } from 'htmlparser2'

/** Pixels, from the top left; `x1` and `y1` are exclusive. */
export type RecognisedBox = { x0: number; y0: number; x1: number; y1: number }

/** `confidence` is 0..100. */
export type RecognisedWord = { text: string; bbox: RecognisedBox; confidence: number }

export type RecognisedLine = {
  words: RecognisedWord[]
  /** From the tops of its tallest letters to the bottoms of its lowest, were there such. Pixels. */
  height: number
  descenders: number
  /** At a place across the page, in pixels, where the feet of the letters stand. */
  baselineAt(x: number): number
}

const LINES = new Set(['ocr_line', 'ocr_caption', 'ocr_textfloat', 'ocr_header'])

/** The lines of each page, in the order in which Tesseract reads them; lines without words are left out. */
export function parseHocr(hocr: string): RecognisedLine[][] {
  const pages: RecognisedLine[][] = []
  let word: RecognisedWord | null = null
  const parser = new Parser({
    onopentag(_name, { class: kind = '', title = '' }) {
      if (kind === 'ocr_page') pages.push([])
      else if (LINES.has(kind)) pages.at(-1)?.push(lineOf(title))
      else if (kind === 'ocrx_word') {
        word = { text: '', bbox: boxOf(title), confidence: numbers(title, 'x_wconf')[0] ?? 0 }
        pages.at(-1)?.at(-1)?.words.push(word)
      }
    },
    ontext(text) {
      if (word) word.text += text
    },
    onclosetag(name) {
      if (name === 'span') word = null
    },
  })
  parser.end(hocr)
  return pages.map((lines) => lines.filter(({ words }) => words.length > 0))
}

function lineOf(title: string): RecognisedLine {
  const { x0, y1 } = boxOf(title)
  const [slope = 0, offset = 0] = numbers(title, 'baseline')
  return {
    words: [],
    height: numbers(title, 'x_size')[0] ?? 0,
    descenders: Math.abs(numbers(title, 'x_descenders')[0] ?? 0),
    baselineAt: (x) => y1 + offset + slope * (x - x0),
  }
}

function boxOf(title: string): RecognisedBox {
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = numbers(title, 'bbox')
  return { x0, y0, x1, y1 }
}

/** The numbers of one property: `bbox 1 2 3 4; x_wconf 90`. */
function numbers(title: string, property: string): number[] {
  const found = title.split(';').find((part) => part.trim().startsWith(`${property} `))
  return found ? found.trim().slice(property.length).trim().split(/\s+/).map(Number) : []
}
