/** Photographs are lit unevenly: their paper made white everywhere, so that one threshold fits the whole page. */
import type { GrayBitmap } from '../image-bitmap.ts'

/** Blocks to the shorter side: larger than letters, smaller than shadows. */
const BLOCKS = 40
const SMALLEST_BLOCK = 16
/** The share of a block's pixels that are darker than its paper; a block of bold print still has that much paper. */
const PAPER_RANK = 0.9
/** A block this much darker than the page's paper is not paper in shadow but something else: it is not lit up further. */
const DARKEST_PAPER = 0.4
/** A tenth of the page is this much darker than its lightest paper: more than a table that is shaded in light gray. */
const SHADOW = 0.1
const EVEN = 0.8

/** Whether the paper is darker in one part of the page than in another: a shadow, a stain, a fold of a book. */
export function isUneven(bitmap: GrayBitmap): boolean {
  const tones = [...paperOf(bitmap).paper].sort((a, b) => a - b)
  return tones[Math.floor(SHADOW * tones.length)]! < EVEN * tones.at(-1)!
}

/** A copy in which the paper is white everywhere. */
export function evenPaper(bitmap: GrayBitmap): GrayBitmap {
  const { width, height, data } = bitmap
  const { paper, size, columns, rows } = paperOf(bitmap)
  const floor = DARKEST_PAPER * Math.max(1, ...paper)
  const even = new Uint8Array(data.length)
  for (let y = 0; y < height; y++) {
    const [top, bottom, down] = between((y + 0.5) / size - 0.5, rows)
    for (let x = 0; x < width; x++) {
      const [left, right, across] = between((x + 0.5) / size - 0.5, columns)
      const upper = mix(paper[top * columns + left]!, paper[top * columns + right]!, across)
      const lower = mix(paper[bottom * columns + left]!, paper[bottom * columns + right]!, across)
      const white = Math.max(floor, mix(upper, lower, down))
      even[y * width + x] = Math.min(255, (data[y * width + x]! * 255) / white)
    }
  }
  return { width, height, data: even }
}

/** The tone of the paper around every block of the picture. */
function paperOf(bitmap: GrayBitmap) {
  const size = Math.max(SMALLEST_BLOCK, Math.round(Math.min(bitmap.width, bitmap.height) / BLOCKS))
  const columns = Math.ceil(bitmap.width / size)
  const rows = Math.ceil(bitmap.height / size)
  const paper = smoothed(lightest(blockPaper(bitmap, size, columns, rows), columns, rows), columns, rows)
  return { paper, size, columns, rows }
}

const mix = (a: number, b: number, share: number) => a + (b - a) * share

/** The two blocks that a place lies between, and how far it is from the first. */
function between(place: number, count: number): readonly [number, number, number] {
  const first = Math.floor(place)
  return [Math.max(0, first), Math.min(count - 1, first + 1), place - first]
}

function blockPaper({ width, height, data }: GrayBitmap, size: number, columns: number, rows: number): Float32Array {
  const paper = new Float32Array(columns * rows)
  const histogram = new Uint32Array(256)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      histogram.fill(0)
      const [right, bottom] = [Math.min(width, (column + 1) * size), Math.min(height, (row + 1) * size)]
      for (let y = row * size; y < bottom; y++) {
        for (let x = column * size; x < right; x++) histogram[data[y * width + x]!]!++
      }
      const rank = PAPER_RANK * (right - column * size) * (bottom - row * size)
      let tone = 0
      for (let below = histogram[0]!; below < rank && tone < 255; ) below += histogram[++tone]!
      paper[row * columns + column] = tone
    }
  }
  return paper
}

/** A block that is all ink has the paper of its neighbours. */
function lightest(paper: Float32Array, columns: number, rows: number): Float32Array {
  return around(paper, columns, rows, (tones) => Math.max(...tones))
}

function smoothed(paper: Float32Array, columns: number, rows: number): Float32Array {
  return around(paper, columns, rows, (tones) => tones.reduce((sum, tone) => sum + tone, 0) / tones.length)
}

function around(
  paper: Float32Array,
  columns: number,
  rows: number,
  combine: (tones: number[]) => number,
): Float32Array {
  return paper.map((_, index) => {
    const [row, column] = [Math.floor(index / columns), index % columns]
    const tones: number[] = []
    for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
      for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++)
        tones.push(paper[y * columns + x]!)
    }
    return combine(tones)
  })
}
