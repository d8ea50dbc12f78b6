/** How large the print in a picture is, before anything has been read: the height of its connected strokes. */
import { type GrayBitmap, measureTones } from '../image-bitmap.ts'

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
  const { threshold } = measureTones(bitmap)
  const heights = strokes(bitmap, threshold)
    .filter(({ width, height }) => {
      if (height < LEAST_HEIGHT || height > MOST_HEIGHT_SHARE * bitmap.height) return false
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

type Size = { width: number; height: number }

/** Sizes of the connected dark areas: runs of each row are joined to those that they touch in the row above. */
function strokes({ width, height, data }: GrayBitmap, threshold: number): Size[] {
  const parent: number[] = []
  const box: { x0: number; x1: number; y0: number; y1: number }[] = []
  const rootOf = (index: number): number => {
    let at = index
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!
      at = parent[at]!
    }
    return at
  }
  let above: { from: number; to: number; area: number }[] = []
  for (let y = 0; y < height; y++) {
    const runs: typeof above = []
    let candidate = 0
    for (let x = 0; x < width; x++) {
      if (data[y * width + x]! >= threshold) continue
      const from = x
      while (x < width && data[y * width + x]! < threshold) x++
      const area = parent.length
      parent.push(area)
      box.push({ x0: from, x1: x, y0: y, y1: y + 1 })
      while (candidate < above.length && above[candidate]!.to < from) candidate++
      for (let i = candidate; i < above.length && above[i]!.from <= x; i++) join(rootOf(above[i]!.area), rootOf(area))
      runs.push({ from, to: x, area })
    }
    above = runs
  }
  return box.filter((_, index) => parent[index] === index).map((b) => ({ width: b.x1 - b.x0, height: b.y1 - b.y0 }))

  function join(a: number, b: number): void {
    if (a === b) return
    const [kept, gone] = [box[a]!, box[b]!]
    parent[b] = a
    kept.x0 = Math.min(kept.x0, gone.x0)
    kept.x1 = Math.max(kept.x1, gone.x1)
    kept.y0 = Math.min(kept.y0, gone.y0)
    kept.y1 = Math.max(kept.y1, gone.y1)
  }
}
