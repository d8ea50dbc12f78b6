/** Marks taken out of a picture: paper goes on where they were. */
import type { GrayBitmap, Tones } from '../image-bitmap.ts'
import type { PixelBox } from '../image-dashes.ts'

/** The mean tone of the paper two pixels around a dot: on shading it is darker than that of the page. */
export function paperAround({ width, height, data }: GrayBitmap, { x0, x1, y0, y1 }: PixelBox, tones: Tones): number {
  let [sum, count] = [0, 0]
  for (let y = Math.max(0, y0 - 2); y < Math.min(height, y1 + 2); y++) {
    for (let x = Math.max(0, x0 - 2); x < Math.min(width, x1 + 2); x++) {
      const isRing = y < y0 - 1 || y > y1 || x < x0 - 1 || x > x1
      const tone = data[y * width + x]!
      if (!isRing || tone < tones.threshold) continue
      sum += tone
      count++
    }
  }
  return count === 0 ? tones.paper : sum / count
}

/** Writes paper to `clean`, a copy of the bitmap's data, in the place of a dot and of its smeared edge. */
export function fillWithPaper(bitmap: GrayBitmap, clean: Uint8Array, dot: PixelBox, tones: Tones): void {
  const { width, height, data } = bitmap
  const { x0, x1, y0, y1 } = dot
  const paper = paperAround(bitmap, dot, tones)
  for (let y = Math.max(0, y0 - 1); y < Math.min(height, y1 + 1); y++) {
    for (let x = Math.max(0, x0 - 1); x < Math.min(width, x1 + 1); x++) {
      const at = y * width + x
      const isDot = (x >= x0 && x < x1 && y >= y0 && y < y1) || data[at]! >= tones.threshold
      if (isDot && clean[at]! < paper) clean[at] = paper
    }
  }
}
