/** A page seen coarsely: which part of each small block of it is dark. */
import type { GrayBitmap } from '../image-bitmap.ts'

/** Blocks to the inch: finer than the space above and below the letters of a cell. */
const BLOCKS = 60

/** `share` holds rows of blocks, each `size` pixels wide and high; what is left at the right and at the foot is left out. */
export type BlockGrid = { size: number; columns: number; rows: number; share: Float32Array }

/** From here a block is bare ground or solid ink: the grain of the paper takes a few pixels out of it. */
export const SOLID = 0.9

export function darkBlocks({ width, height, data }: GrayBitmap, threshold: number, dpi: number): BlockGrid {
  const size = Math.max(3, Math.round(dpi / BLOCKS))
  const columns = Math.floor(width / size)
  const rows = Math.floor(height / size)
  const share = new Float32Array(columns * rows)
  const one = 1 / size ** 2
  for (let y = 0; y < rows * size; y++) {
    const row = Math.floor(y / size) * columns
    for (let column = 0, at = y * width; column < columns; column++) {
      let dark = 0
      for (const end = at + size; at < end; at++) if (data[at]! < threshold) dark++
      share[row + column]! += dark * one
    }
  }
  return { size, columns, rows, share }
}
