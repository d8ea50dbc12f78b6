/** Words → lines of text, and lines → chunks: runs of words that no wide gap and no vertical rule parts. */
import type { BBox, Rule, Word } from '../model.ts'
import { areTwoFigures, isFigure } from './figures.ts'
import { centreX, median, overlap, spanY, unionBox } from './geometry.ts'

export type Line = { words: Word[]; bbox: BBox /** Points. */; size: number }
export type Chunk = { words: Word[]; bbox: BBox; text: string; size: number }

/** Two words stand on one line if they share this much of the lower one's height. */
const minSharedHeight = 0.6

/** A word that reads upward or downward is much taller than its font. */
export function isTurned({ bbox, font_size, text }: Word): boolean {
  return text.length > 2 && bbox[3] - bbox[1] > 2.2 * font_size && bbox[2] - bbox[0] < 2 * font_size
}

/** Lines from top to bottom, each with its words from left to right. Small raised or lowered words join their
 * line; a word that reads upward or downward is a line of its own. */
export function groupLines(words: readonly Word[]): Line[] {
  const groups: { words: Word[]; y0: number; y1: number }[] = []
  const ordered = [...words].sort((a, b) => a.bbox[1] + a.bbox[3] - b.bbox[1] - b.bbox[3])
  const usual = median(words.map((word) => word.bbox[3] - word.bbox[1]))
  const small: Word[] = []
  const turned: Word[] = []
  for (const word of ordered) {
    if (word.bbox[3] - word.bbox[1] < 0.7 * usual) {
      small.push(word)
      continue
    }
    if (isTurned(word)) {
      turned.push(word)
      continue
    }
    const home = groups.slice(-6).find((group) => sharesLine(word, group))
    if (home) home.words.push(word)
    else groups.push({ words: [word], y0: word.bbox[1], y1: word.bbox[3] })
  }
  for (const word of small) {
    const shared = (group: { y0: number; y1: number }) => overlap(spanY(word.bbox), [group.y0, group.y1])
    const near = groups.filter((group) => shared(group) > 0.4 * (word.bbox[3] - word.bbox[1]))
    const home = near.sort((a, b) => shared(b) - shared(a))[0]
    if (home) home.words.push(word)
    else groups.push({ words: [word], y0: word.bbox[1], y1: word.bbox[3] })
  }
  return [...groups.map((group) => group.words), ...turned.map((word) => [word])]
    .map(toLine)
    .sort((a, b) => a.bbox[1] + a.bbox[3] - b.bbox[1] - b.bbox[3])
}

function sharesLine(word: Word, group: { y0: number; y1: number }): boolean {
  const height = Math.min(word.bbox[3] - word.bbox[1], group.y1 - group.y0)
  return overlap(spanY(word.bbox), [group.y0, group.y1]) >= minSharedHeight * height
}

function toLine(words: readonly Word[]): Line {
  const sorted = [...words].sort((a, b) => a.bbox[0] - b.bbox[0])
  return {
    words: sorted,
    bbox: unionBox(sorted.map((word) => word.bbox)),
    size: median(sorted.map((w) => w.font_size)),
  }
}

/** Splits a line where the gap exceeds `gap` times the font size or a vertical rule stands in it. */
export function splitChunks(line: Line, gap: number, verticals: readonly Rule[] = []): Chunk[] {
  const runs: Word[][] = []
  for (const word of line.words) {
    const run = runs.at(-1)
    const last = run?.at(-1)
    if (run && last && !parts(last, word, gap, verticals)) run.push(word)
    else runs.push([word])
  }
  return runs.map(toChunk)
}

function parts(left: Word, right: Word, gap: number, verticals: readonly Rule[]): boolean {
  const size = Math.max(Math.min(left.font_size, right.font_size), 0.6 * Math.max(left.font_size, right.font_size))
  if (right.bbox[0] - left.bbox[2] > gap * size) return true
  const y = (left.bbox[1] + left.bbox[3]) / 2
  const [from, to] = [centreX(left.bbox), centreX(right.bbox)]
  return verticals.some(
    (rule) =>
      rule.x0 > from &&
      rule.x0 < to &&
      rule.y0 <= y &&
      rule.y1 >= y &&
      rule.x0 > left.bbox[2] - 2 &&
      rule.x0 < right.bbox[0] + 2,
  )
}

/** Figures that stand closer to each other than words do are still figures of two columns. */
export function splitFigures(chunk: Chunk): Chunk[] {
  if (chunk.words.filter((word) => isFigure(word.text)).length < 0.5 * chunk.words.length) return [chunk]
  const runs: Word[][] = []
  for (const word of chunk.words) {
    const run = runs.at(-1)
    const last = run?.at(-1)
    if (run && last && !areTwoFigures(last.text, word.text)) run.push(word)
    else runs.push([word])
  }
  return runs.length === 1 ? [chunk] : runs.map(toChunk)
}

export function toChunk(words: readonly Word[]): Chunk {
  return {
    words: [...words],
    bbox: unionBox(words.map((word) => word.bbox)),
    text: words.map((word) => word.text).join(' '),
    size: median(words.map((word) => word.font_size)),
  }
}
