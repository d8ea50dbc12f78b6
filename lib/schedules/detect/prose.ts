/** Running text: stacks of filled lines that share their edges. Tables are not looked for in it. */
import type { Rule } from '../model.ts'
import { isCaption } from './captions.ts'
import { isFigure } from './figures.ts'
import { centreY, median, overlap, spanX, unionBox } from './geometry.ts'
import { type Chunk, type Line, splitChunks, splitFigures } from './lines.ts'

/** Gaps beyond this share of the font size part chunks; justified text stays below it nearly always. */
export const chunkGap = 1.15
const minProseWords = 4
/** A line of prose is at least this wide, in font sizes. */
const minProseWidth = 14
const maxPitch = 2.7
/** A line goes on one of the last stacks: no page has as many beside each other. */
const stacksOpen = 200
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
      const stack = open.slice(-stacksOpen).find((candidate) => follows(candidate.at(-1), chunk))
      if (stack) stack.push(chunk)
      else open.push([chunk])
    }
  }
  const figures = lines.flatMap(({ chunks }) => chunks.filter((chunk) => isFigure(chunk.text)))
  for (const stack of open) {
    if (isParagraph(stack) && !isLabels(stack, figures)) for (const chunk of stack) prose.add(chunk)
  }
  return prose
}

function follows(last: Chunk | undefined, chunk: Chunk): boolean {
  if (!last) return false
  const pitch = chunk.bbox[3] - last.bbox[3]
  if (pitch <= 0 || pitch > maxPitch * Math.max(last.size, chunk.size)) return false
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
  const wraps = stack.length <= maxWrappedLines || beside.length >= 2 * rows
  return rows > 0 && (rows >= 0.5 * stack.length || (wraps && rows >= 0.2 * stack.length))
}

function isParagraph(stack: readonly Chunk[]): boolean {
  const full = stack.length > 1 ? stack.slice(0, -1) : stack
  const widths = full.map((chunk) => chunk.bbox[2] - chunk.bbox[0])
  const size = median(full.map((chunk) => chunk.size))
  const width = Math.max(...widths)
  if (width < minProseWidth * size) return false
  const words = median(full.map((chunk) => chunk.words.filter((word) => !isFigure(word.text)).length))
  if (words < minProseWords) return false
  if (stack.length === 1) return words >= 9
  const filled = widths.filter((w) => w > 0.82 * width).length / widths.length
  return filled >= (stack.length === 2 ? 0.99 : 0.6) && (stack.length > 2 || words >= 7)
}
