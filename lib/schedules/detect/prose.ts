/** Running text: stacks of filled lines that share their edges. Tables are not looked for in it. */
import type { Rule } from '../model.ts'
import { isCaption } from './captions.ts'
import { isFigure, isPlaceholder } from './figures.ts'
import { centreY, median, overlap, spanX, unionBox } from './geometry.ts'
import { type Chunk, type Line, splitChunks, splitFigures } from './lines.ts'

/** Gaps beyond this share of the font size part chunks; justified text stays below it nearly always. */
export const chunkGap = 1.15
const minProseWords = 4
/** A line of prose is at least this wide, in font sizes. */
const minProseWidth = 14
const maxPitch = 2.7
/** More space than so many times that between the lines before ends a paragraph. */
const maxStep = 1.6
/** A line goes on one of the last stacks: no page has as many beside each other. */
const stacksOpen = 200
/** With fewer lines than these, running text beside a table is not told from labels. */
const minTextLines = 5
/** Of labels with as many lines, or with several figures to a row, most lines may have no figure beside them. */
const maxWrappedLines = 8

export type ChunkLine = { line: Line; chunks: Chunk[] }

/** The lines of a page as chunks. */
export function chunkLines(lines: readonly Line[], verticals: readonly Rule[]): ChunkLine[] {
  return lines.map((line) => ({ line, chunks: splitChunks(line, chunkGap, verticals).flatMap(splitFigures) }))
}

const bullet = /^(?:[•●▪■◆❖◦‣–—*·o]|\(?[a-z0-9ivx]{1,3}[.)])$/i

/** Whether a line has at least two chunks that are not a bullet with its text. */
export function isTabular({ chunks }: ChunkLine): boolean {
  const first = chunks[0]
  if (!first || chunks.length < 2) return false
  return chunks.length > 2 || !bullet.test(first.text)
}

/** The chunks that belong to paragraphs. */
export function findProse(lines: readonly ChunkLine[]): Set<Chunk> {
  const prose = new Set<Chunk>()
  const open: Chunk[][] = []
  for (const { chunks } of lines) {
    for (const chunk of chunks.filter(({ text }) => !isCaption(text))) {
      const stack = open.slice(-stacksOpen).find((candidate) => follows(candidate, chunk))
      if (stack) stack.push(chunk)
      else open.push([chunk])
    }
  }
  const figures = lines.flatMap(({ chunks }) => chunks.filter(({ text }) => isFigure(text) || isPlaceholder(text)))
  const rows = lines.filter(({ chunks }) => chunks.slice(1).some(({ text }) => isFigure(text) || isPlaceholder(text)))
  for (const stack of open) {
    if (isParagraph(stack) && !isLabels(stack, figures) && !isBetweenRows(stack, rows))
      for (const chunk of stack) prose.add(chunk)
  }
  return prose
}

function follows(stack: readonly Chunk[], chunk: Chunk): boolean {
  const [before, last] = [stack.at(-2), stack.at(-1)]
  if (!last) return false
  const pitch = chunk.bbox[3] - last.bbox[3]
  const usual = before ? last.bbox[3] - before.bbox[3] : Number.POSITIVE_INFINITY
  if (pitch <= 0 || pitch > Math.min(maxPitch * Math.max(last.size, chunk.size), maxStep * usual)) return false
  if (Math.abs(last.size - chunk.size) > 0.25 * chunk.size) return false
  if (last.bbox[2] - last.bbox[0] < 0.5 * (chunk.bbox[2] - chunk.bbox[0])) return false
  const shared = overlap(spanX(last.bbox), spanX(chunk.bbox))
  const narrow = Math.min(last.bbox[2] - last.bbox[0], chunk.bbox[2] - chunk.bbox[0])
  return Math.abs(last.bbox[0] - chunk.bbox[0]) <= 4 * chunk.size && shared > 0.8 * narrow
}

/** Long labels with figures beside them. */
function isLabels(stack: readonly Chunk[], figures: readonly Chunk[]): boolean {
  const [, y0, x1, y1] = unionBox(stack.map((chunk) => chunk.bbox))
  const beside = figures.filter(({ bbox }) => bbox[0] > x1 && centreY(bbox) > y0 && centreY(bbox) < y1)
  const rows = new Set(beside.map(({ bbox }) => Math.round(centreY(bbox)))).size
  // Beside a table, running text goes on from line to line; labels begin as often as there are rows.
  const begun = stack.filter(({ text }) => !/^\p{Ll}/u.test(text)).length
  if (stack.length >= minTextLines && rows > 2 * begun) return false
  const wraps = stack.length <= maxWrappedLines || beside.length >= 2 * rows
  return rows > 0 && (rows >= 0.5 * stack.length || (wraps && rows >= 0.2 * stack.length))
}

/** A long label whose figures are blank: set like the labels of the rows above and below, and narrower than their column. */
function isBetweenRows(stack: readonly Chunk[], rows: readonly ChunkLine[]): boolean {
  const [x0, y0, x1, y1] = unionBox(stack.map((chunk) => chunk.bbox))
  const size = median(stack.map((chunk) => chunk.size))
  const isBeside = (row: ChunkLine | undefined) => {
    const [label, figure] = row?.chunks ?? []
    if (!row || !label || !figure || figure.bbox[0] <= x1 || Math.abs(label.bbox[0] - x0) > size) return false
    return Math.max(y0 - row.line.bbox[3], row.line.bbox[1] - y1) < maxPitch * size
  }
  return (
    isBeside(rows.findLast(({ line }) => line.bbox[3] <= y0 + 1)) &&
    isBeside(rows.find(({ line }) => line.bbox[1] >= y1 - 1))
  )
}

function isParagraph(stack: readonly Chunk[]): boolean {
  const full = stack.length > 1 ? stack.slice(0, -1) : stack
  const widths = full.map((chunk) => chunk.bbox[2] - chunk.bbox[0])
  const size = median(full.map((chunk) => chunk.size))
  const width = Math.max(...widths)
  if (width < minProseWidth * size) return false
  const words = median(full.map((chunk) => chunk.words.filter((word) => !isFigure(word.text)).length))
  if (words < minProseWords) return false
  // One line in bold is a heading, or the head of a table whose columns nearly touch.
  if (stack.length === 1) return words >= 9 && !stack[0]?.words.every((word) => word.bold)
  const filled = widths.filter((w) => w > 0.82 * width).length / widths.length
  return filled >= (stack.length === 2 ? 0.99 : 0.6) && (stack.length > 2 || words >= 7)
}
