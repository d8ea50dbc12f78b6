/**
 * Pages set in columns of text: the parts that are read one after the other. Lines are only formed within a zone, since
 * the lines of a table and those of the text beside it do not stand at the same heights.
 */
import type { Word } from '../model.ts'
import { isFigure } from './figures.ts'
import { type Interval, median, unionBox } from './geometry.ts'
import { type Chunk, groupLines, splitChunks } from './lines.ts'

/** A gutter runs at least this far down, in line heights. */
const minGutterLines = 12
/** Places tried as gutters are this far apart, in font sizes; a gutter is wider. */
const step = 0.35
const minProseWords = 4
const maxDepth = 2

/** Parts a page's words at the gutters between columns of running text; all in one where there is none. */
export function splitZones(words: readonly Word[], depth = 0): Word[][] {
  if (words.length === 0) return []
  const gutter = depth < maxDepth ? findGutter(words) : null
  if (!gutter) return [[...words]]
  const { x, top, bottom } = gutter
  const middle = ({ bbox }: Word) => (bbox[1] + bbox[3]) / 2
  const beside = words.filter((word) => middle(word) > top && middle(word) < bottom)
  const isLeft = (word: Word) => (word.bbox[0] + word.bbox[2]) / 2 < x
  return [
    ...splitZones(
      words.filter((word) => middle(word) <= top),
      depth + 1,
    ),
    ...splitZones(beside.filter(isLeft), depth + 1),
    ...splitZones(
      beside.filter((word) => !isLeft(word)),
      depth + 1,
    ),
    ...splitZones(
      words.filter((word) => middle(word) >= bottom),
      depth + 1,
    ),
  ]
}

type Gutter = { x: number; top: number; bottom: number }

function findGutter(words: readonly Word[]): Gutter | null {
  const [x0, y0, x1, y1] = unionBox(words.map((word) => word.bbox))
  const size = median(words.map((word) => word.font_size))
  const spans = words.filter((word) => word.bbox[2] > x0 + 0.2 * (x1 - x0) && word.bbox[0] < x1 - 0.2 * (x1 - x0))
  let best: Gutter | null = null
  for (let x = x0 + 0.25 * (x1 - x0); x < x0 + 0.75 * (x1 - x0); x += step * Math.max(4, size)) {
    const gutter = longestGap(spans, [y0, y1], x, size)
    if (gutter && (!best || gutter.bottom - gutter.top > best.bottom - best.top)) best = gutter
  }
  if (!best || best.bottom - best.top < minGutterLines * size) return null
  const { x, top, bottom } = best
  const beside = words.filter(({ bbox }) => bbox[1] >= top - 1 && bbox[3] <= bottom + 1)
  const sides = [beside.filter(({ bbox }) => bbox[2] <= x), beside.filter(({ bbox }) => bbox[0] >= x)]
  return sides.every((side) => side.length > 0) && sides.some(isProse) ? best : null
}

/** The tallest stretch in which nothing stands within half an em of x. */
function longestGap(near: readonly Word[], [y0, y1]: Interval, x: number, size: number): Gutter | null {
  const crossing = near.filter(({ bbox }) => bbox[0] < x + 0.4 * size && bbox[2] > x - 0.4 * size)
  const stops = [y0 - 1, ...crossing.flatMap(({ bbox }) => [(bbox[1] + bbox[3]) / 2]), y1 + 1].sort((a, b) => a - b)
  let best: Gutter | null = null
  stops.slice(1).forEach((bottom, i) => {
    const top = stops[i] ?? bottom
    if (!best || bottom - top > best.bottom - best.top)
      best = { x, top: top + (i > 0 ? size * 0.6 : 0), bottom: bottom - size * 0.6 }
  })
  return best
}

/** Most lines are filled with words. */
function isProse(words: readonly Word[]): boolean {
  const lines = groupLines(words).map((line) => splitChunks(line, 1.5))
  const [x0, , x1] = unionBox(words.map((word) => word.bbox))
  const filled = lines.filter((chunks) => isFilled(chunks, x1 - x0))
  return lines.length >= 6 && filled.length >= 0.55 * lines.length
}

function isFilled(chunks: readonly Chunk[], width: number): boolean {
  const [only] = chunks
  if (!only || chunks.length > 1) return false
  return (
    only.bbox[2] - only.bbox[0] > 0.7 * width &&
    only.words.filter((word) => !isFigure(word.text)).length >= minProseWords
  )
}
