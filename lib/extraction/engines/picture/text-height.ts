/** How large the print in a picture is, before anything has been read: the height of its connected strokes. */
import { type GrayBitmap, measureTones } from '../image-bitmap.ts'
import type { PixelBox } from '../image-dashes.ts'
import { findStrokes } from './strokes.ts'

/** Pixels: below this it is grain, above this share of the picture's height it is no letter. */
const LEAST_HEIGHT = 5
const MOST_HEIGHT_SHARE = 0.08
/** Letters and digits are between these times as wide as high; strokes of rules and bar codes are not. */
const NARROWEST = 0.15
const WIDEST = 1.6
/** Fewer strokes than this are no evidence. */
const ENOUGH = 20

/** Pixels of the usual letter or digit; null where there is no print to speak of. */
export function measureTextHeight(bitmap: GrayBitmap): number | null {
  return textHeightOf(findStrokes(bitmap, measureTones(bitmap).threshold), bitmap.height)
}

/** The same of strokes that have been found, on a page so many pixels high. */
export function textHeightOf(strokes: readonly PixelBox[], pageHeight: number): number | null {
  const heights = strokes
    .map(({ x0, y0, x1, y1 }) => ({ width: x1 - x0, height: y1 - y0 }))
    .filter(({ width, height }) => {
      if (height < LEAST_HEIGHT || height > MOST_HEIGHT_SHARE * pageHeight) return false
      return width >= NARROWEST * height && width <= WIDEST * height
    })
    .map(({ height }) => height)
    .sort((a, b) => a - b)
  if (heights.length < ENOUGH) return null
  // By the paper that they take: grain is many, and small.
  const half = heights.reduce((sum, height) => sum + height ** 2, 0) / 2
  let covered = 0
  for (const height of heights) {
    covered += height ** 2
    if (covered >= half) return height
  }
  return null
}
