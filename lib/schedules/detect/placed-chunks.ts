/** Lines of a region, cut at its columns. */
import type { Rule } from '../model.ts'
import type { Separator } from './columns.ts'
import { areTwoFigures, isCurrencySign } from './figures.ts'
import { centreX, type Interval, median } from './geometry.ts'
import { type Chunk, type Line, toChunk } from './lines.ts'

/** Of a space between words, in font sizes; and how many times as wide gaps between headings are that nearly touch. */
const usualSpace = 0.3
const widerGap = 1.25

/** A chunk and the columns it covers, both inclusive. */
export type PlacedChunk = Chunk & { first: number; last: number }
export type PlacedLine = { line: Line; chunks: PlacedChunk[] }

/**
 * Cuts lines into chunks and finds the columns of each. A text that runs on over a separator without a gap, where no
 * rule stands, stays whole and covers several columns.
 */
export function placeLines(
  lines: readonly Line[],
  separators: readonly Separator[],
  uprights: readonly Rule[],
  gap: number,
): PlacedLine[] {
  return lines.map((line) => ({ line, chunks: placeLine(line, separators, uprights, gap) }))
}

function placeLine(
  line: Line,
  separators: readonly Separator[],
  uprights: readonly Rule[],
  gap: number,
): PlacedChunk[] {
  const columnOf = (x: number) => separators.filter((separator) => separator.x < x).length
  const y = (line.bbox[1] + line.bbox[3]) / 2
  const runs: Run[] = []
  for (const word of line.words) {
    const column = columnOf(centreX(word.bbox))
    const run = runs.at(-1)
    const last = run?.words.at(-1)
    const lastColumn = run?.columns.at(-1) ?? column
    const apart =
      !last ||
      (column !== lastColumn &&
        (areTwoFigures(last.text, word.text) ||
          isCurrencySign(word.text) ||
          parted(lastColumn, column, last.bbox[2], word.bbox[0])))
    if (run && !apart) {
      run.words.push(word)
      run.columns.push(column)
    } else runs.push({ words: [word], columns: [column] })
  }
  return runs.flatMap(atWiderGaps).map(({ words, columns }) => {
    const chunk = toChunk(words)
    return {
      ...chunk,
      first: Math.min(...columns, reach(chunk.bbox[0], 1)),
      last: Math.max(...columns, reach(chunk.bbox[2], -1)),
    }
  })

  function parted(from: number, to: number, left: number, right: number): boolean {
    if (right - left > gap * line.size) return true
    return separators
      .slice(Math.min(from, to), Math.max(from, to))
      .some(
        ({ x, ruled }) => ruled && uprights.some((rule) => Math.abs(rule.x0 - x) <= 4 && rule.y0 <= y && rule.y1 >= y),
      )
  }

  /** The column an edge reaches into, unless it reaches by less than a character. */
  function reach(edge: number, direction: 1 | -1): number {
    return columnOf(edge + direction * line.size)
  }
}

type Run = { words: Line['words']; columns: number[] }

/** Headings that nearly touch look like one text over several columns, but for gaps that are wider where columns part. */
function atWiderGaps({ words, columns }: Run): Run[] {
  const gaps = words.slice(1).map((word, i) => word.bbox[0] - (words[i]?.bbox[2] ?? 0))
  const isSeam = gaps.map((_, i) => columns[i] !== columns[i + 1])
  const seams = gaps.filter((_, i) => isSeam[i])
  const spaces = gaps.filter((_, i) => !isSeam[i])
  const space = spaces.length > 0 ? Math.max(...spaces) : usualSpace * (words[0]?.font_size ?? 0)
  if (
    seams.length === 0 ||
    (spaces.length === 0 && seams.length < 2) ||
    Math.min(...seams) < 1.05 * space ||
    median(seams) < widerGap * space
  )
    return [{ words, columns }]
  const starts = [0, ...isSeam.flatMap((is, i) => (is ? [i + 1] : []))]
  return starts.map((from, i) => ({
    words: words.slice(from, starts[i + 1]),
    columns: columns.slice(from, starts[i + 1]),
  }))
}

/** From where to where the texts of each column reach that stand in it alone; null where there are none. */
export function columnExtents(lines: readonly PlacedLine[], columns: number): (Interval | null)[] {
  const extents = new Array<Interval | null>(columns).fill(null)
  for (const { first, last, bbox } of lines.flatMap(({ chunks }) => chunks)) {
    const extent = extents[first]
    if (first === last)
      extents[first] = [Math.min(extent?.[0] ?? bbox[0], bbox[0]), Math.max(extent?.[1] ?? bbox[2], bbox[2])]
  }
  return extents
}
