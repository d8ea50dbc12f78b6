/** A page as it is filled: lines of text, and their words as an engine would give them. */
import type { InvoicePage } from '../../../lib/extraction/invoice/read-invoice.ts'
import type { Word } from '../../../lib/schedules/model.ts'

/** Top left of the text, or its right edge; points. */
export type Placed = { text: string; x: number; y: number; size: number; align: 'left' | 'right'; bold: boolean }
export type Sheet = { width: number; height: number; lines: Placed[] }

export const newSheet = (width = 595, height = 842): Sheet => ({ width, height, lines: [] })

type Style = { size?: number; align?: 'left' | 'right'; bold?: boolean }

/** Puts a text, unless it is empty, and answers where the next line may stand. */
export function write(sheet: Sheet, text: string, x: number, y: number, style: Style = {}): number {
  const { size = 10, align = 'left', bold = false } = style
  if (text.trim() !== '') sheet.lines.push({ text, x, y, size, align, bold })
  return y + size * 1.35
}

/** One text under another. */
export const writeAll = (sheet: Sheet, texts: readonly string[], x: number, y: number, style: Style = {}): number =>
  texts.filter((text) => text !== '').reduce((at, text) => write(sheet, text, x, at, style), y)

/** Widths of Helvetica in thousandths of its size, by kind of letter: near enough for gaps. */
function letterWidth(letter: string): number {
  if (/[ijl|.,:;'!()]/.test(letter)) return 278
  if (/[ftrI/\- ]/.test(letter)) return 300
  if (/[mwMW@%]/.test(letter)) return 833
  return /[A-Z&ÄÖÜ#€]/.test(letter) ? 690 : 556
}
export const textWidth = (text: string, size: number): number =>
  [...text].reduce((sum, letter) => sum + letterWidth(letter), 0) * (size / 1000)

/** The sheets' words with boxes: a page as the text layer of a PDF gives it. */
export const pagesOf = (sheets: readonly Sheet[]): InvoicePage[] =>
  sheets.map(({ width, height, lines }, index) => ({ number: index + 1, width, height, words: lines.flatMap(wordsOf) }))

function wordsOf({ text, x, y, size, align, bold }: Placed): Word[] {
  const words: Word[] = []
  let at = align === 'right' ? x - textWidth(text, size) : x
  for (const part of text.split(/( )/)) {
    const wide = textWidth(part, size)
    if (part.trim() !== '')
      words.push({ text: part, bbox: [at, y, at + wide, y + size * 0.95], confidence: 1, font_size: size, bold })
    at += wide
  }
  return words
}
