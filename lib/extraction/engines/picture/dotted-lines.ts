/**
 * Dotted rules and long leaders, taken away before a page is read: Tesseract takes a row of dots for a line of text and
 * reads the lines beside it as scraps. A leader of few dots, or an ellipsis, stays.
 */
import type { GrayBitmap, Tones } from '../image-bitmap.ts'
import type { PixelBox } from '../image-dashes.ts'
import { fillWithPaper } from './fill-with-paper.ts'
import { textHeightOf } from './text-height.ts'

/** Shares of the height of a digit. */
const WIDEST = 0.3
const PITCH = 0.6
/** Pixels by which a dot may be off, and how many dots make a line. */
const OFF = 1.5
const ENOUGH = 20

/** The page, of which `strokes` is all that is dark, without its dotted lines: the same object where it has none. */
export function eraseDottedLines(bitmap: GrayBitmap, strokes: readonly PixelBox[], tones: Tones): GrayBitmap {
  const height = textHeightOf(strokes, bitmap.height)
  if (height === null) return bitmap
  const dots = strokes.filter((stroke) => isWithin(stroke, WIDEST * height))
  const pitch = PITCH * height
  const [x, y]: Coordinate[] = [({ x0, x1 }) => (x0 + x1) / 2, ({ y0, y1 }) => (y0 + y1) / 2]
  const [level, upright] = [linesOf(dots, pitch, x!, y!), linesOf(dots, pitch, y!, x!)]
  if (level.length + upright.length === 0) return bitmap
  const clean = { ...bitmap, data: bitmap.data.slice() }
  const merged = strokes.filter((stroke) => isWithin(stroke, pitch) && !isWithin(stroke, WIDEST * height))
  const ends = level.flatMap((line) => merged.filter((stroke) => isAtEnd(stroke, line, pitch)))
  for (const dot of [...level, ...upright, ends].flat()) fillWithPaper(bitmap, clean.data, dot, tones)
  return clean
}

const isWithin = ({ x0, x1, y0, y1 }: PixelBox, most: number) => Math.max(x1 - x0, y1 - y0) <= most

/** Two dots that run together where a line begins or ends. */
function isAtEnd({ x0, x1, y0, y1 }: PixelBox, line: readonly PixelBox[], pitch: number): boolean {
  const [first, last] = [line[0]!, line.at(-1)!]
  const isOnLine =
    Math.abs((y0 + y1 - first.y0 - first.y1) / 2) <= OFF || Math.abs((y0 + y1 - last.y0 - last.y1) / 2) <= OFF
  const before = first.x0 - x1
  const after = x0 - last.x1
  return isOnLine && ((before > 0 && before < pitch) || (after > 0 && after < pitch))
}

type Coordinate = (dot: PixelBox) => number

/** Dots that follow each other at one distance. */
function linesOf(dots: readonly PixelBox[], pitch: number, along: Coordinate, across: Coordinate): PixelBox[][] {
  const rows = Map.groupBy(
    [...dots].sort((a, b) => along(a) - along(b)),
    (dot) => Math.round(across(dot)),
  )
  const places = new Map([...rows].map(([row, on]) => [row, on.map(along)]))
  const next = (dot: PixelBox): PixelBox | undefined => {
    const line = Math.round(across(dot))
    const found = [line - 1, line, line + 1].flatMap((row) => {
      const at = firstAbove(places.get(row) ?? [], along(dot) + OFF)
      return rows.get(row)?.[at] ?? []
    })
    const [nearest] = found.sort((a, b) => along(a) - along(b))
    return nearest && along(nearest) - along(dot) <= pitch ? nearest : undefined
  }
  const used = new Set<PixelBox>()
  const lines: PixelBox[][] = []
  for (const start of [...dots].sort((a, b) => along(a) - along(b))) {
    if (used.has(start)) continue
    const line = [start]
    for (let dot = next(start); dot && !used.has(dot); dot = next(dot)) {
      const step = along(dot) - along(line.at(-1)!)
      const before = line.length > 1 ? along(line.at(-1)!) - along(line.at(-2)!) : step
      if (line.length < ENOUGH && Math.abs(step - before) > 2 * OFF) break
      line.push(dot)
    }
    if (line.length < ENOUGH) continue
    for (const dot of line) used.add(dot)
    lines.push(line)
  }
  return lines
}

/** Where in ascending numbers the first lies that is greater. */
function firstAbove(ascending: readonly number[], value: number): number {
  let [from, to] = [0, ascending.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (ascending[middle]! > value) to = middle
    else from = middle + 1
  }
  return from
}
