/**
 * What a scanner shows of its own: black along the edges where the sheet ended, and punched holes. Taken away before
 * the page is read; a page without any is left as it is. A dark band that bears letters is part of the page.
 */
import type { GrayBitmap, Tones } from '../image-bitmap.ts'
import { type BlockGrid, darkBlocks, SOLID } from './dark-blocks.ts'

/** Tones below it: a scanner's black is darker than most print, bands of colour are lighter. */
const BLACK = 90
/** Shares of the page's width or height: how far in the black may reach, and how much of the edge it lies along. */
const DEEPEST = 0.1
const ALONG = 0.25
/** Beyond it there is paper, for so many blocks; where that is seldom so the band has letters on it. */
const PAPER_BEYOND = 4
const LIGHT = 0.3
const MOSTLY = 0.8
/** Inches across, and the share of the page's width from its sides. */
const HOLE = { least: 0.12, most: 0.45, margin: 0.12 }

type Side = { lines: number; depth: number; at(line: number, step: number): number }

/** The page with paper where the scanner's black was: the same object where there was none. */
export function clearScanEdges(bitmap: GrayBitmap, tones: Tones, dpi: number): GrayBitmap {
  const grid = darkBlocks(bitmap, Math.min(BLACK, tones.threshold), dpi)
  const blocks = [...sidesOf(grid).flatMap((side) => blackAlong(side, grid)), ...holesIn(grid, dpi)]
  if (blocks.length === 0) return bitmap
  const clear = { ...bitmap, data: bitmap.data.slice() }
  for (const block of blocks) fillBlock(clear, grid, block, tones.paper)
  return clear
}

function sidesOf({ columns, rows }: BlockGrid): Side[] {
  return [
    { lines: rows, depth: columns, at: (row, step) => row * columns + step },
    { lines: rows, depth: columns, at: (row, step) => row * columns + columns - 1 - step },
    { lines: columns, depth: rows, at: (column, step) => step * columns + column },
    { lines: columns, depth: rows, at: (column, step) => (rows - 1 - step) * columns + column },
  ]
}

/** The blocks that are black from the edge on, and one beyond, where the black fades. */
function blackAlong({ lines, depth, at }: Side, { share }: BlockGrid): number[] {
  const found: number[] = []
  let [black, ended] = [0, 0]
  for (let line = 0; line < lines; line++) {
    let deep = 0
    while (deep < depth && share[at(line, deep)]! >= SOLID) deep++
    if (deep === 0) continue
    black++
    const beyond = Array.from({ length: PAPER_BEYOND }, (_, i) => share[at(line, Math.min(depth - 1, deep + 1 + i))]!)
    if (deep > DEEPEST * depth || beyond.some((dark) => dark > LIGHT)) continue
    ended++
    for (let step = 0; step <= deep; step++) found.push(at(line, step))
  }
  return black >= ALONG * lines && ended >= MOSTLY * black ? found : []
}

/** Round black marks in the margins. */
function holesIn({ columns, rows, share, size }: BlockGrid, dpi: number): number[] {
  const seen = new Uint8Array(columns * rows)
  const margin = HOLE.margin * columns
  const found: number[] = []
  for (let start = 0; start < share.length; start++) {
    if (seen[start] || share[start]! < SOLID) continue
    const blob = [start]
    seen[start] = 1
    let [left, right, top, bottom] = [columns, 0, rows, 0]
    for (let i = 0; i < blob.length; i++) {
      const block = blob[i]!
      const [row, column] = [Math.floor(block / columns), block % columns]
      left = Math.min(left, column)
      right = Math.max(right, column)
      top = Math.min(top, row)
      bottom = Math.max(bottom, row)
      for (const next of [block - columns, block + columns, block - 1, block + 1]) {
        if (next < 0 || next >= share.length || seen[next] || share[next]! < SOLID) continue
        seen[next] = 1
        blob.push(next)
      }
    }
    const [wide, high] = [((right - left + 1) * size) / dpi, ((bottom - top + 1) * size) / dpi]
    const isRound =
      Math.min(wide, high) >= HOLE.least && Math.max(wide, high) <= Math.min(HOLE.most, 1.4 * Math.min(wide, high))
    const isFull = blob.length >= 0.6 * (right - left + 1) * (bottom - top + 1)
    if (!isRound || !isFull || (right > margin && left < columns - margin)) continue
    for (let row = Math.max(0, top - 1); row <= Math.min(rows - 1, bottom + 1); row++)
      for (let column = Math.max(0, left - 1); column <= Math.min(columns - 1, right + 1); column++)
        found.push(row * columns + column)
  }
  return found
}

/** Blocks at the right and at the foot reach to the end of the page. */
function fillBlock(
  { width, height, data }: GrayBitmap,
  { size, columns, rows }: BlockGrid,
  block: number,
  paper: number,
) {
  const [row, column] = [Math.floor(block / columns), block % columns]
  const [x0, y0] = [column * size, row * size]
  const x1 = column === columns - 1 ? width : x0 + size
  const y1 = row === rows - 1 ? height : y0 + size
  for (let y = y0; y < y1; y++) data.fill(paper, y * width + x0, y * width + x1)
}
