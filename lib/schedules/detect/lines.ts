/** Words → lines of text, and lines → chunks: runs of words that no wide gap and no vertical rule parts. */
import type { BBox, Rule, Word } from '../model.ts'
import { areTwoFigures, isCurrencySign, isFigure, isPlaceholder } from './figures.ts'
import { centreX, centreY, median, overlap, spanX, spanY, unionBox } from './geometry.ts'
import { inReadingOrder } from './right-to-left.ts'

/** Signs that stand before their figures, but in a few countries. */
const leading = /^(?:US)?[$£]$/

export type Line = { words: Word[]; bbox: BBox /** Points. */; size: number }
export type Chunk = { words: Word[]; bbox: BBox; text: string; size: number }

/** Two words stand on one line if they share this much of the lower one's height. */
const minSharedHeight = 0.6
/** A dash farther from a figure than this is none of its signs. Font sizes. */
const maxSignGap = 0.5

/** A word of a text layer is as high as this, in font sizes; one that reads upward or downward is as broad. */
const textHeight = 0.97

/** Whether a word reads upward or downward: it is taller than its font; only such words are joined to a text with spaces. */
export function isTurned({ bbox, font_size, text }: Word): boolean {
  if (text.includes(' ')) return true
  const [width, height] = [bbox[2] - bbox[0], bbox[3] - bbox[1]]
  if (height > 1.2 * font_size && Math.abs(width - textHeight * font_size) < 0.02 * font_size) return true
  return text.length > 2 && height > 2.2 * font_size && width < 2 * font_size
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

/**
 * Lines from top to bottom, parted where a flat rule runs between words that stand at nearly one height: beside a label
 * that is centred on the rule, the figures above and below it are of two rows.
 */
export function splitAtRules(lines: readonly Line[], flats: readonly Rule[]): Line[] {
  const parted = lines.flatMap((line) => {
    const rule = flats.find((flat) => runsThrough(flat, line))
    if (!rule) return [line]
    const isOver = (word: Word) => overlap([rule.x0, rule.x1], spanX(word.bbox)) > 0
    const sides = [
      line.words.filter((word) => isOver(word) && centreY(word.bbox) <= rule.y0),
      line.words.filter((word) => !isOver(word)),
      line.words.filter((word) => isOver(word) && centreY(word.bbox) > rule.y0),
    ].filter((words) => words.length > 0)
    return sides.length > 1 ? sides.map(toLine) : [line]
  })
  return parted.sort((a, b) => centreY(a.bbox) - centreY(b.bbox))
}

/** Whether words of a line that a rule runs along stand wholly above and wholly below it. */
function runsThrough(rule: Rule, line: Line): boolean {
  if (rule.y0 <= line.bbox[1] || rule.y0 >= line.bbox[3]) return false
  const along = line.words.filter((word) => overlap([rule.x0, rule.x1], spanX(word.bbox)) > 0)
  const slack = 0.25 * line.size
  return along.some((word) => word.bbox[3] <= rule.y0 + slack) && along.some((word) => word.bbox[1] >= rule.y0 - slack)
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

/**
 * The same line, in which the sign of a currency reaches up to the figure to its right: it stands at the left edge of the
 * figure's own column, often nearer to the column before. Signs that follow their figures are left alone: the last one of
 * such a line ends it, and dollars and pounds stand before their figures in any other.
 */
export function withSignsAtFigures(line: Line): Line {
  const mayFollow = isCurrencySign(line.words.at(-1)?.text ?? '')
  const words = line.words.map((word, i): Word => {
    const [before, next] = [line.words[i - 1], line.words[i + 1]]
    if (!isCurrencySign(word.text) || !next || !(isFigure(next.text) || isPlaceholder(next.text))) return word
    const [x0, y0, , y1] = word.bbox
    const isNear = before !== undefined && isFigure(before.text) && x0 - before.bbox[2] < 0.5 * line.size
    const follows = isNear && (mayFollow || !leading.test(word.text))
    return follows || next.bbox[0] < x0 ? word : { ...word, bbox: [x0, y0, next.bbox[0], y1] }
  })
  return { ...line, words }
}

/** Figures that stand closer to each other than words do are still figures of two columns. */
export function splitFigures(chunk: Chunk): Chunk[] {
  const figures = chunk.words.filter((word) => isFigure(word.text)).length
  const others = chunk.words.filter((word) => isPlaceholder(word.text) || isCurrencySign(word.text)).length
  if (figures === 0 || figures + others < 0.5 * chunk.words.length) return [chunk]
  const runs: Word[][] = []
  chunk.words.forEach((word, i) => {
    const run = runs.at(-1)
    const last = run?.at(-1)
    if (run && last && !areOfTwoColumns(last, word, chunk.words[i + 1])) run.push(word)
    else runs.push([word])
  })
  return runs.length === 1 ? [chunk] : runs.map(toChunk)
}

/** Two figures; a dash that is too far from a figure to be its sign; a figure, and the sign of the next one. */
function areOfTwoColumns(left: Word, right: Word, next: Word | undefined): boolean {
  if (areTwoFigures(left.text, right.text)) return true
  const valued = isFigure(left.text) || isPlaceholder(left.text)
  if (!valued) return false
  if (isPlaceholder(left.text) || isPlaceholder(right.text)) {
    const others = [left, right].filter((word) => !isPlaceholder(word.text))
    const apart = right.bbox[0] - left.bbox[2] > maxSignGap * Math.min(left.font_size, right.font_size)
    return apart && others.every((word) => isFigure(word.text))
  }
  return isCurrencySign(right.text) && next !== undefined && next.bbox[0] <= right.bbox[2]
}

export function toChunk(words: readonly Word[]): Chunk {
  return {
    words: [...words],
    bbox: unionBox(words.map((word) => word.bbox)),
    text: inReadingOrder(words.map((word) => word.text)).join(' '),
    size: median(words.map((word) => word.font_size)),
  }
}
