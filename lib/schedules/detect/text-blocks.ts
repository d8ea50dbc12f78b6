/** The text around the tables: lines that belong together, with the part they play on the page. */
import type { BBox, PageLayout, Table, Word } from '../model.ts'
import { isCaption } from './captions.ts'
import { contains, median, overlap, spanX, unionBox } from './geometry.ts'
import { type Chunk, groupLines } from './lines.ts'
import { chunkLines } from './prose.ts'
import { isUpright } from './regions.ts'
import { splitZones } from './zones.ts'

export type TextBlock = {
  bbox: BBox
  text: string
  role: 'title' | 'heading' | 'caption' | 'paragraph' | 'header' | 'footer'
  /** Points. */
  font_size: number | null
  confidence: number
}

/** Running heads and feet stand within this share of the page's height from its edges. */
const margin = 0.085
const headingRatio = 1.12
const titleRatio = 1.4
const maxHeadingWords = 18
/** Text goes on one of the last blocks: no page has as many beside each other. */
const stacksOpen = 200

/** Groups the words outside the tables into blocks, column by column. */
export function findTextBlocks(layout: PageLayout, tables: readonly Table[]): TextBlock[] {
  const boxes = tables.flatMap((table) => (table.bbox ? [table.bbox] : []))
  const words = layout.words.filter((word) => !isInside(word, boxes))
  const bodySize = weightedSize(layout.words)
  const uprights = layout.rules.filter(isUpright)
  return splitZones(words)
    .flatMap((zone) => stackChunks(chunkLines(groupLines(zone), uprights).flatMap(({ chunks }) => chunks)))
    .map((chunks) => toBlock(chunks, layout, bodySize, boxes))
}

function isInside({ bbox }: Word, boxes: readonly BBox[]): boolean {
  return boxes.some((box) => contains(box, (bbox[0] + bbox[2]) / 2, (bbox[1] + bbox[3]) / 2, 0.5))
}

/** The font size that most characters have. */
function weightedSize(words: readonly Word[]): number {
  const characters = new Map<number, number>()
  for (const word of words) {
    const size = Math.round(word.font_size * 2) / 2
    characters.set(size, (characters.get(size) ?? 0) + word.text.length)
  }
  return [...characters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 10
}

function stackChunks(chunks: readonly Chunk[]): Chunk[][] {
  const stacks: Chunk[][] = []
  for (const chunk of chunks) {
    const stack = stacks.slice(-stacksOpen).findLast((candidate) => goesOn(candidate, chunk))
    if (stack) stack.push(chunk)
    else stacks.push([chunk])
  }
  return stacks
}

function goesOn(stack: readonly Chunk[], chunk: Chunk): boolean {
  const last = stack.at(-1)
  if (!last || isCaption(chunk.text)) return false
  const [size, lastSize] = [chunk.size, last.size]
  if (Math.abs(size - lastSize) > 0.1 * Math.max(size, lastSize) || isBold(last) !== isBold(chunk)) return false
  const pitch = chunk.bbox[3] - last.bbox[3]
  const before = stack.at(-2)
  const usual = before ? last.bbox[3] - before.bbox[3] : 1.75 * size
  if (pitch <= 0.3 * size || pitch > Math.max(1.15 * usual, 1.3 * size)) return false
  return overlap(spanX(last.bbox), spanX(chunk.bbox)) > 0
}

const isBold = (chunk: Chunk) => chunk.words.filter((word) => word.bold).length * 2 > chunk.words.length

function toBlock(chunks: readonly Chunk[], layout: PageLayout, bodySize: number, tables: readonly BBox[]): TextBlock {
  const words = chunks.flatMap((chunk) => chunk.words)
  const bbox = unionBox(chunks.map((chunk) => chunk.bbox))
  const text = joinLines(chunks.map((chunk) => chunk.text))
  const size = median(words.map((word) => word.font_size))
  const bold = chunks.every(isBold)
  const confidence = words.reduce((sum, word) => sum + word.confidence, 0) / words.length
  return { bbox, text, role: roleOf(), font_size: size, confidence }

  function roleOf(): TextBlock['role'] {
    const short = words.length <= maxHeadingWords && chunks.length <= 3
    if (isCaption(text) && words.length <= 60) return 'caption'
    const large = size >= headingRatio * bodySize
    if (bbox[3] < margin * layout.height && short && !large) return 'header'
    if (bbox[1] > (1 - margin) * layout.height && short) return 'footer'
    if (size >= titleRatio * bodySize && short && bbox[1] < layout.height / 2) return 'title'
    if (short && (large || bold) && !/[.;,]$/.test(text)) return 'heading'
    return short && isAboveTable() ? 'caption' : 'paragraph'
  }

  function isAboveTable(): boolean {
    return tables.some((table) => {
      const gap = table[1] - bbox[3]
      return gap > -2 && gap < 2 * size && overlap(spanX(table), spanX(bbox)) > 0
    })
  }
}

/** A hyphen at the end of a line, before a small letter, parts one word. */
function joinLines(lines: readonly string[]): string {
  return lines.reduce((text, line) =>
    /\p{Ll}-$/u.test(text) && /^\p{Ll}/u.test(line) ? text.slice(0, -1) + line : `${text} ${line}`,
  )
}
