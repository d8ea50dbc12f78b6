/**
 * Specks that dust, toner and faulty pixels leave all over a page, taken away before it is read. What is never taken: a
 * mark that can be a point, comma, colon, dash or the dot of an i by its size and place, and dots that stand in a row.
 * A page without specks is left as it is.
 */
import type { GrayBitmap, Tones } from '../image-bitmap.ts'
import type { PixelBox } from '../image-dashes.ts'
import { fillWithPaper, paperAround } from './fill-with-paper.ts'
import { textHeightOf } from './text-height.ts'

/** Shares of the height of a digit: the points of a bold face are .2 across, those of a light one .1. */
const WIDEST = 0.45
const SHORTEST_DASH = 0.2
const LETTER = { least: 0.35, tallest: 3, widest: 12 }
/** How far from letters their own points are. */
const REACH = { beside: 0.6, above: 0.5 }
/** Black, in squares of a digit's height: the smallest point has half as much again, most have twice. */
const LEAST_POINT = 0.008
/** Beside letters only what is as small as this share of the specks that stand alone is taken for one of them. */
const ALIKE = 0.95
/** A speckled page has as many specks away from its letters, in as many of the parts into which it is divided. */
const ENOUGH = 60
const PARTS = 8
const ENOUGH_PARTS = 12
/** Of the height of a digit: how far apart dots of a leader are at most, and the two points of a colon. */
const LEADER_PITCH = 1.5
const COLON = { least: 0.2, most: 0.8 }
/** Pixels by which they may be off. */
const OFF = 1.5
/** Dots in one line of pixels, above which they are pieces of a rule. */
const FEW_IN_LINE = 12
const TIMES_CHANCE = 4

/** The page without its specks, of which `strokes` is all that is dark: the same object where there are none to speak of. */
export function removeSpecks(bitmap: GrayBitmap, strokes: readonly PixelBox[], tones: Tones): GrayBitmap {
  const height = textHeightOf(strokes, bitmap.height)
  if (height === null) return bitmap
  const dots = withoutLines(
    strokes.filter((stroke) => isDot(stroke, height)),
    bitmap,
  )
  if (dots.length < ENOUGH) return bitmap
  const besideLetters = zoneOfLetters(strokes, height, bitmap)
  const inkOf = inkIn(bitmap, tones)
  const isTiny = (dot: PixelBox) => inkOf(dot) <= LEAST_POINT * height ** 2
  const isSign = dotsTogether(dots, height)
  // Signs are made of points: what is smaller need not be looked at for them.
  const alone = dots.filter((dot) => !besideLetters(dot) && (isTiny(dot) || !isSign(dot)))
  if (!isAllOver(alone, bitmap)) return bitmap
  const alike = alone.map(inkOf).sort((a, b) => a - b)[Math.floor(ALIKE * alone.length)]!
  const beside = dots.filter((dot) => besideLetters(dot) && isTiny(dot) && inkOf(dot) <= alike)
  const clean = { ...bitmap, data: bitmap.data.slice() }
  for (const speck of [...alone, ...beside]) fillWithPaper(bitmap, clean.data, speck, tones)
  return clean
}

const centreOf = ({ x0, x1, y0, y1 }: PixelBox) => [(x0 + x1) / 2, (y0 + y1) / 2] as const

/** Small, and no dash: in a table of figures one alone says nil. */
function isDot({ x0, x1, y0, y1 }: PixelBox, height: number): boolean {
  const [wide, high] = [x1 - x0, y1 - y0]
  if (wide >= SHORTEST_DASH * height && wide >= 1.6 * high) return false
  return Math.max(wide, high) <= WIDEST * height
}

/** Without the pieces of faint rules, of which one line of pixels has many more than chance would have it. */
function withoutLines(dots: readonly PixelBox[], { width, height }: GrayBitmap): PixelBox[] {
  const crowded = (along: (dot: PixelBox) => number, lines: number) => {
    const counts = new Uint32Array(lines + 2)
    for (const dot of dots) for (const line of [-1, 0, 1]) counts[Math.round(along(dot)) + line + 1]!++
    const most = Math.max(FEW_IN_LINE, (TIMES_CHANCE * 3 * dots.length) / lines)
    return (dot: PixelBox) => counts[Math.round(along(dot)) + 1]! > most
  }
  const inRow = crowded((dot) => centreOf(dot)[1], height)
  const inColumn = crowded((dot) => centreOf(dot)[0], width)
  return dots.filter((dot) => !inRow(dot) && !inColumn(dot))
}

function isAllOver(specks: readonly PixelBox[], { width, height }: GrayBitmap): boolean {
  if (specks.length < ENOUGH) return false
  const parts = specks.map((speck) => {
    const [x, y] = centreOf(speck)
    return Math.floor((x / width) * PARTS) + PARTS * Math.floor((y / height) * PARTS)
  })
  return new Set(parts).size >= ENOUGH_PARTS
}

/** Whether a dot stands where the points of letters stand. */
function zoneOfLetters(strokes: readonly PixelBox[], height: number, page: GrayBitmap): (dot: PixelBox) => boolean {
  const cell = Math.max(1, height / 4)
  const columns = Math.ceil(page.width / cell)
  const rows = Math.ceil(page.height / cell)
  const zone = new Uint8Array(columns * rows)
  for (const { x0, x1, y0, y1 } of strokes) {
    const [wide, tall] = [x1 - x0, y1 - y0]
    if (Math.max(wide, tall) < LETTER.least * height || tall > LETTER.tallest * height) continue
    if (wide > LETTER.widest * height) continue
    const left = Math.max(0, Math.floor((x0 - REACH.beside * height) / cell))
    const right = Math.min(columns - 1, Math.floor((x1 + REACH.beside * height) / cell))
    const bottom = Math.min(rows - 1, Math.floor((y1 + REACH.above * height) / cell))
    for (let row = Math.max(0, Math.floor((y0 - REACH.above * height) / cell)); row <= bottom; row++)
      zone.fill(1, row * columns + left, row * columns + right + 1)
  }
  return (dot) => {
    const [x, y] = centreOf(dot)
    return zone[Math.floor(y / cell) * columns + Math.floor(x / cell)] === 1
  }
}

/** Whether a dot is part of a colon, or one of three at equal distances: of leaders, dotted rules, an ellipsis. */
function dotsTogether(dots: readonly PixelBox[], height: number): (dot: PixelBox) => boolean {
  const centres = dots.map(centreOf)
  const level: Line = Map.groupBy(centres, ([, y]) => Math.round(y))
  const upright: Line = Map.groupBy(
    centres.map(([x, y]) => [y, x] as const),
    ([, x]) => Math.round(x),
  )
  const pitch = LEADER_PITCH * height
  return (dot) => {
    const [x, y] = centreOf(dot)
    const above = offsetsOf(y, x, upright)
    if (above.some((offset) => Math.abs(offset) > COLON.least * height && Math.abs(offset) < COLON.most * height))
      return true
    return isSpaced(offsetsOf(x, y, level), pitch) || isSpaced(above, pitch)
  }
}

type Line = Map<number, (readonly [along: number, across: number])[]>

/** How far away the other dots of a line of pixels are. */
function offsetsOf(along: number, across: number, lines: Line): number[] {
  const line = Math.round(across)
  return [line - 1, line, line + 1]
    .flatMap((at) => lines.get(at) ?? [])
    .map(([at]) => at - along)
    .filter((offset) => Math.abs(offset) > 2 * OFF)
}

const isSpaced = (offsets: readonly number[], pitch: number): boolean =>
  offsets.some(
    (offset) =>
      Math.abs(offset) <= pitch &&
      offsets.some((other) => Math.abs(other + offset) <= OFF || Math.abs(other - 2 * offset) <= OFF),
  )

/** How many black pixels a dot comes to, with the edge that a scanner smears. */
function inkIn(bitmap: GrayBitmap, tones: Tones): (dot: PixelBox) => number {
  const { width, height, data } = bitmap
  return (dot) => {
    const paper = paperAround(bitmap, dot, tones)
    let sum = 0
    for (let y = Math.max(0, dot.y0 - 1); y < Math.min(height, dot.y1 + 1); y++) {
      for (let x = Math.max(0, dot.x0 - 1); x < Math.min(width, dot.x1 + 1); x++)
        sum += Math.max(0, paper - data[y * width + x]!)
    }
    return sum / Math.max(1, paper)
  }
}
