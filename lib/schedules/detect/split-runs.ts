/** Tables that follow each other closely: a run of lines is parted at headings below which the columns are others. */
import { isFigure, isYear } from './figures.ts'
import { median } from './geometry.ts'
import type { ChunkLine } from './prose.ts'

/** Edges this close are one column's. Font sizes. */
const sameEdge = 0.8
/** The share of chunks below a heading that must stand under columns from above it. */
const minAligned = 0.5

/** Lines before and after a heading that are compared. */
const linesCompared = 150
/** A heading so much larger than the lines of its run is a title. */
const largerBy = 1.15

/** Parts a run before each line that stands alone and is followed by columns other than those before it. */
export function splitRun(run: readonly ChunkLine[]): ChunkLine[][] {
  const parts: ChunkLine[][] = [[]]
  const usual = median(run.map(({ line }) => line.size))
  run.forEach((entry, i) => {
    const part = parts.at(-1) ?? []
    const before = part.slice(-linesCompared)
    const after = run.slice(i + 1, i + 1 + linesCompared)
    const titled = entry.line.size > largerBy * usual
    if (
      isHeading(entry) &&
      !before.every(isHeading) &&
      (restarts(before, entry, block(after, titled)) || repeatsHead(part, after))
    )
      parts.push([entry])
    else part.push(entry)
  })
  return parts
}

/** Whether what follows begins with the line of headings that the part began with: the same head once more is another table's. */
function repeatsHead(part: readonly ChunkLine[], after: readonly ChunkLine[]): boolean {
  const [head, again] = [part, after].map((lines) => lines.find(({ chunks }) => chunks.length > 1)?.chunks)
  if (!head || !again || head.length !== again.length || head.some(({ text }) => isFigure(text) && !isYear(text)))
    return false
  return hasBody(part) && head.every(({ text }, i) => text === again[i]?.text)
}

/** One chunk of words. */
function isHeading({ chunks }: ChunkLine): boolean {
  return chunks.length === 1 && !isFigure(chunks[0]?.text ?? '')
}

/**
 * The lines up to the next heading; headings right at the start are skipped. Below a title the lines after the next
 * heading count as well where there are too few before it to show columns.
 */
function block(lines: readonly ChunkLine[], titled: boolean): ChunkLine[] {
  const start = lines.findIndex((entry) => !isHeading(entry))
  if (start < 0) return []
  const end = lines.findIndex((entry, i) => i > start && isHeading(entry))
  const own = lines.slice(start, end < 0 ? undefined : end)
  return end < 0 || !titled || columnChunks(own).length >= 2 ? own : [...own, ...block(lines.slice(end), titled)]
}

function restarts(before: readonly ChunkLine[], heading: ChunkLine, after: readonly ChunkLine[]): boolean {
  const [above, below] = [columnChunks(before), columnChunks(after)]
  if (above.length < 2 || below.length < 2 || below.some(isValue) !== hasBody(before)) return false
  const aligned = below.filter((chunk) => above.some((other) => sharesEdge(chunk, other)))
  return aligned.length < minAligned * below.length || (isSetOff(before, heading) && isOtherwiseWide(before, after))
}

/** Whether more space stands above a heading than between the lines before it. */
function isSetOff(before: readonly ChunkLine[], heading: ChunkLine): boolean {
  const bottoms = [...before, heading].map(({ line }) => line.bbox[3])
  const steps = bottoms.slice(1).map((bottom, i) => bottom - (bottoms[i] ?? bottom))
  return (steps.at(-1) ?? 0) > 1.4 * median(steps.slice(0, -1), Number.POSITIVE_INFINITY)
}

/** Whether one has at least twice the columns of the other. */
function isOtherwiseWide(before: readonly ChunkLine[], after: readonly ChunkLine[]): boolean {
  const [a, b] = [before, after].map((lines) => Math.max(...lines.map(({ chunks }) => chunks.length)))
  return Math.max(a ?? 0, b ?? 0) >= 2 * Math.min(a ?? 0, b ?? 0)
}

const isValue = (chunk: Edges) => chunk.figure

/** A head alone, with a year or a figure in it, is no table yet; two lines with figures are, and so is one with several. */
function hasBody(lines: readonly ChunkLine[]): boolean {
  const counts = lines
    .map(({ chunks }) => chunks.slice(1).filter(({ text }) => isFigure(text) && !isYear(text)).length)
    .filter((count) => count > 0)
  return counts.length >= 2 || counts.some((count) => count >= 2)
}

type Edges = { left: number; right: number; size: number; figure: boolean }

/** Chunks beyond the first of their lines; only the figures, where there are any. */
function columnChunks(lines: readonly ChunkLine[]): Edges[] {
  const all = lines.flatMap(({ chunks }) =>
    chunks.slice(1).map(
      ({ bbox, size, text }): Edges => ({
        left: bbox[0],
        right: bbox[2],
        size,
        figure: isFigure(text) && !isYear(text),
      }),
    ),
  )
  const figures = all.filter((chunk) => chunk.figure)
  return figures.length > 0 ? figures : all
}

function sharesEdge(a: Edges, b: Edges): boolean {
  const near = (x: number, y: number) => Math.abs(x - y) <= sameEdge * a.size
  return near(a.right, b.right) || near(a.left, b.left) || near(a.left + a.right, b.left + b.right)
}
