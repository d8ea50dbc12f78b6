/** Strokes of pen and print: letters, points, rules, specks. */
import type { BBox } from '../../../schedules/model.ts'
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

/** Finds the strokes that lie in a box, by their middles, without looking at all of them; `size` is that of print. */
export function strokesByRow(strokes: readonly PixelBox[], size: number): (box: BBox) => PixelBox[] {
  const band = Math.max(1, Math.ceil(4 * size))
  const bands = Map.groupBy(strokes, (stroke) => Math.floor((stroke.y0 + stroke.y1) / 2 / band))
  return (box) => {
    const found: PixelBox[] = []
    for (let at = Math.floor(box[1] / band); at <= Math.floor(box[3] / band); at++)
      found.push(...(bands.get(at) ?? []).filter((stroke) => isInside(stroke, box)))
    return found
  }
}

function isInside({ x0, y0, x1, y1 }: PixelBox, box: BBox): boolean {
  const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2]
  return x >= box[0] - 1 && x <= box[2] + 1 && y >= box[1] - 1 && y <= box[3] + 2
}
