/**
 * Cells and head rows that are shaded as dark as ink, or print light letters on dark: a reader that parts ink from paper
 * by one tone sees a black box. A copy of the page is made in which their ground is white and their letters are black.
 */
import type { GrayBitmap, Tones } from '../image-bitmap.ts'
import type { PixelBox } from '../image-dashes.ts'
import { type BlockGrid, darkBlocks, SOLID } from './dark-blocks.ts'

/** The share of a row of blocks that is dark, with light letters on it. */
const LETTERED = 0.5
/** Blocks at the ends of a row, one of which is bare ground. */
const ENDS = 3
/** Inches: a cell of small print is higher and wider. */
const LEAST = { width: 0.2, height: 0.08 }
/** Blocks to each side over which the tone of the ground is taken. */
const AROUND = 5
/** Letters stand out from their ground by this share of the contrast of the page, and cover this share of it. */
const STANDS_OUT = 0.25
const PRINT = { least: 0.005, most: 0.4 }
/** Of the sides of a box, along which something else begins. */
const ENDS_SHARE = 0.7
/** Pixels over which a scanner smears an edge. */
const EDGE = 2
/** How dark the letters are made. */
const BLACK = 0.9
/** Where both darker and lighter marks abound it is a picture. */
const MIXED = 0.5

/** The page with its dark boxes levelled, and where they are: the same picture where there are none with letters in them. */
export function levelShadedBoxes(
  bitmap: GrayBitmap,
  tones: Tones,
  dpi: number,
): { level: GrayBitmap; boxes: PixelBox[] } {
  const grid = darkBlocks(bitmap, tones.threshold, dpi)
  const shaded = boxesOf(grid, (LEAST.width * dpi) / grid.size)
    .map((box) => fitted(box, bitmap, tones.threshold, grid.size))
    .filter((box) => box.y1 - box.y0 >= LEAST.height * dpi && endsThere(box, bitmap, tones, grid.size))
    .flatMap((box): ShadedBox[] => {
      const ground = groundOf(bitmap, box, grid.size)
      const letters = lettersOn(bitmap, box, ground, tones)
      return letters ? [{ box, ground, letters }] : []
    })
  if (shaded.length === 0) return { level: bitmap, boxes: [] }
  const level = { ...bitmap, data: bitmap.data.slice() }
  for (const { box } of shaded) whitenAround(level, box, tones.paper)
  for (const one of shaded) writeLevel(bitmap, level.data, one, tones)
  return { level, boxes: shaded.map(({ box }) => box) }
}

type ShadedBox = { box: PixelBox; ground: Ground; letters: 'darker' | 'lighter' }

/** Boxes around runs of solid ground, as far up and down as rows go on from the same place to the same place; pixels. */
function boxesOf(grid: BlockGrid, leastColumns: number): PixelBox[] {
  const { size, columns, rows } = grid
  const boxes: PixelBox[] = []
  const taken = new Uint8Array(columns * rows)
  // At its edge a box is narrower than it is, so the longest come first.
  for (const { row, from, to } of solidRuns(grid, leastColumns).sort((a, b) => b.to - b.from - (a.to - a.from))) {
    if (taken[row * columns + from] || taken[row * columns + to - 1]) continue
    let [top, bottom] = [row, row + 1]
    while (top > 0 && isGround(grid, top - 1, from, to)) top--
    while (bottom < rows && isGround(grid, bottom, from, to)) bottom++
    for (let within = top; within < bottom; within++) taken.fill(1, within * columns + from, within * columns + to)
    boxes.push({ x0: from * size, x1: to * size, y0: top * size, y1: bottom * size })
  }
  return boxes
}

type Run = { row: number; from: number; to: number }

function solidRuns({ columns, rows, share }: BlockGrid, least: number): Run[] {
  const runs: Run[] = []
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (share[row * columns + column]! < SOLID) continue
      const from = column
      while (column < columns && share[row * columns + column]! >= SOLID) column++
      if (column - from >= least) runs.push({ row, from, to: column })
    }
  }
  return runs
}

/** Whether a row of blocks is the ground of letters: dark for the most part, and near both ends. */
function isGround({ columns, share }: BlockGrid, row: number, from: number, to: number): boolean {
  const blocks = share.subarray(row * columns + from, row * columns + to)
  if (Math.max(...blocks.subarray(0, ENDS)) < SOLID || Math.max(...blocks.subarray(-ENDS)) < SOLID) return false
  return blocks.reduce((sum, dark) => sum + dark, 0) >= LETTERED * blocks.length
}

/** The box to the pixel: a side is where most of a line of pixels is dark, at most a block further out. */
function fitted(box: PixelBox, { width, height, data }: GrayBitmap, threshold: number, size: number): PixelBox {
  const isDarkColumn = (x: number) => {
    let dark = 0
    for (let y = box.y0; y < box.y1; y++) if (data[y * width + x]! < threshold) dark++
    return dark > 0.6 * (box.y1 - box.y0)
  }
  const isDarkRow = (y: number) => {
    let dark = 0
    for (let x = box.x0; x < box.x1; x++) if (data[y * width + x]! < threshold) dark++
    return dark > 0.6 * (box.x1 - box.x0)
  }
  const fit = { ...box }
  while (fit.x0 > Math.max(0, box.x0 - size) && isDarkColumn(fit.x0 - 1)) fit.x0--
  while (fit.x1 < Math.min(width, box.x1 + size) && isDarkColumn(fit.x1)) fit.x1++
  while (fit.y0 > Math.max(0, box.y0 - size) && isDarkRow(fit.y0 - 1)) fit.y0--
  while (fit.y1 < Math.min(height, box.y1 + size) && isDarkRow(fit.y1)) fit.y1++
  return fit
}

/** Whether a line or another tone stands along most of its sides: the inside of a pie, cut to a box, goes on. */
function endsThere(box: PixelBox, { width, height, data }: GrayBitmap, tones: Tones, size: number): boolean {
  const apart = STANDS_OUT * (tones.paper - tones.ink)
  let [ends, all] = [0, 0]
  const look = (x: number, y: number, outX: number, outY: number) => {
    const within = data[(y - EDGE * outY) * width + x - EDGE * outX]!
    all++
    for (let step = 1; step <= size; step++) {
      const [at, line] = [x + step * outX, y + step * outY]
      const isOff = at < 0 || line < 0 || at >= width || line >= height
      if (!isOff && Math.abs(data[line * width + at]! - within) <= apart) continue
      ends++
      return
    }
  }
  for (let x = box.x0; x < box.x1; x += 2) {
    look(x, box.y0, 0, -1)
    look(x, box.y1 - 1, 0, 1)
  }
  for (let y = box.y0; y < box.y1; y += 2) {
    look(box.x0, y, -1, 0)
    look(box.x1 - 1, y, 1, 0)
  }
  return ends >= ENDS_SHARE * all
}

/** The median tone around each place of a box, block by block: letters cover less than half of their ground. */
type Ground = (x: number, y: number) => number

function groundOf({ width, data }: GrayBitmap, box: PixelBox, size: number): Ground {
  const columns = Math.ceil((box.x1 - box.x0) / size)
  const rows = Math.ceil((box.y1 - box.y0) / size)
  const tones = new Uint8Array(columns * rows)
  const histogram = new Uint32Array(256)
  for (let row = 0; row < rows; row++) {
    const [top, bottom] = [box.y0 + (row - AROUND) * size, box.y0 + (row + AROUND + 1) * size]
    for (let column = 0; column < columns; column++) {
      const [left, right] = [box.x0 + (column - AROUND) * size, box.x0 + (column + AROUND + 1) * size]
      histogram.fill(0)
      let count = 0
      for (let y = Math.max(box.y0, top); y < Math.min(box.y1, bottom); y += 2) {
        for (let x = Math.max(box.x0, left); x < Math.min(box.x1, right); x += 2, count++)
          histogram[data[y * width + x]!]!++
      }
      let tone = 0
      for (let below = histogram[0]!; below < count / 2; ) below += histogram[++tone]!
      tones[row * columns + column] = tone
    }
  }
  return (x, y) => tones[Math.floor((y - box.y0) / size) * columns + Math.floor((x - box.x0) / size)]!
}

/** Whether the letters of a box are darker or lighter than its ground; null where it has none, or is a picture. */
function lettersOn(
  { width, data }: GrayBitmap,
  { x0, x1, y0, y1 }: PixelBox,
  ground: Ground,
  { paper, ink }: Tones,
): 'darker' | 'lighter' | null {
  const apart = STANDS_OUT * (paper - ink)
  let [darker, lighter] = [0, 0]
  for (let y = y0; y < y1; y++) {
    for (let x = x0; x < x1; x++) {
      const from = data[y * width + x]! - ground(x, y)
      if (from > apart) lighter++
      else if (from < -apart) darker++
    }
  }
  const print = Math.max(darker, lighter) / ((x1 - x0) * (y1 - y0))
  if (print < PRINT.least || print > PRINT.most) return null
  if (Math.min(darker, lighter) > MIXED * Math.max(darker, lighter)) return null
  return darker > lighter ? 'darker' : 'lighter'
}

/** The smeared edge of a box would be read as bars. */
function whitenAround({ width, height, data }: GrayBitmap, { x0, x1, y0, y1 }: PixelBox, paper: number): void {
  for (let y = Math.max(0, y0 - EDGE); y < Math.min(height, y1 + EDGE); y++) {
    for (let x = Math.max(0, x0 - EDGE); x < Math.min(width, x1 + EDGE); x++) {
      if (data[y * width + x]! < paper) data[y * width + x] = paper
    }
  }
}

/** Black letters on the paper of the page. */
function writeLevel(
  { width, data }: GrayBitmap,
  level: Uint8Array,
  { box: { x0, x1, y0, y1 }, ground, letters }: ShadedBox,
  { paper, ink }: Tones,
): void {
  for (let y = y0; y < y1; y++) {
    for (let x = x0; x < x1; x++) {
      const tone = ground(x, y)
      const full = letters === 'darker' ? tone - ink : paper - tone
      const mark = letters === 'darker' ? tone - data[y * width + x]! : data[y * width + x]! - tone
      level[y * width + x] = paper * (1 - BLACK * Math.min(1, Math.max(0, mark / Math.max(1, full))))
    }
  }
}
