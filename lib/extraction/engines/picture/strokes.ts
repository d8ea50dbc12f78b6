/** Strokes of pen and print: letters, points, rules, specks. */
import type { GrayBitmap } from '../image-bitmap.ts'
import type { PixelBox } from '../image-dashes.ts'

/** The connected dark areas, where a tone is below `threshold`: runs of each row are joined to those they touch above. */
export function findStrokes({ width, height, data }: GrayBitmap, threshold: number): PixelBox[] {
  const parent: number[] = []
  const box: PixelBox[] = []
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
  return box.filter((_, index) => parent[index] === index)

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
