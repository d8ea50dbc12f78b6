/** Bar charts: solid bars of several lengths that begin on one line. Their labels look like a table, and are none. */
import type { GrayBitmap } from './image-bitmap.ts'
import type { PixelBox } from './image-dashes.ts'

/** Inches: broader than the stroke of any letter, and longer. */
const LEAST = 0.08
/** Inches: two ends as near as this are at one place. */
const SAME = 0.02
const ENOUGH = 3
/** Inches: bars have more space between them. */
const GAP = 0.03

const touches = (a: PixelBox, b: PixelBox, gap: number) =>
  a.x0 < b.x1 + gap && b.x0 < a.x1 + gap && a.y0 < b.y1 + gap && b.y0 < a.y1 + gap

/**
 * The areas of bars that belong together; a bar is a box of tones below `threshold`, or one with letters on it, of which
 * `lettered` are those that were made light. Boxes with letters that touch are the cells of a head.
 */
export function findBarCharts(
  bitmap: GrayBitmap,
  threshold: number,
  dpi: number,
  lettered: readonly PixelBox[] = [],
): PixelBox[] {
  const apart = lettered.filter((box) => !lettered.some((other) => other !== box && touches(box, other, GAP * dpi)))
  const bars = [...solidBoxes(bitmap, threshold, LEAST * dpi, SAME * dpi), ...apart]
  const upright = chartsOf(
    bars,
    SAME * dpi,
    ({ y1 }) => y1,
    ({ y0, y1 }) => y1 - y0,
  )
  const level = chartsOf(
    bars,
    SAME * dpi,
    ({ x0 }) => x0,
    ({ x0, x1 }) => x1 - x0,
  )
  return [...upright, ...level]
}

/** Boxes of rows that are dark from the same place to the same place; a line of the grid may run through them. */
function solidBoxes({ width, height, data }: GrayBitmap, threshold: number, least: number, same: number): PixelBox[] {
  const done: PixelBox[] = []
  let open: PixelBox[] = []
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (data[y * width + x]! >= threshold) continue
      const from = x
      while (x < width && data[y * width + x]! < threshold) x++
      if (x - from < least) continue
      const box = open.find((one) => Math.abs(one.x0 - from) <= same && Math.abs(one.x1 - x) <= same)
      if (box) box.y1 = y + 1
      else open.push({ x0: from, x1: x, y0: y, y1: y + 1 })
    }
    const ended = open.filter((box) => y - box.y1 > same)
    if (ended.length === 0) continue
    done.push(...ended)
    open = open.filter((box) => y - box.y1 <= same)
  }
  return [...done, ...open].filter((box) => box.y1 - box.y0 >= least)
}

/** Bars that begin at one place and have at least three lengths. */
function chartsOf(
  bars: readonly PixelBox[],
  same: number,
  foot: (bar: PixelBox) => number,
  length: (bar: PixelBox) => number,
): PixelBox[] {
  const groups: PixelBox[][] = []
  for (const bar of [...bars].sort((a, b) => foot(a) - foot(b))) {
    const group = groups.at(-1)
    if (group && foot(bar) - foot(group[0]!) <= same) group.push(bar)
    else groups.push([bar])
  }
  return groups
    .filter((group) => {
      const lengths = group.map(length).sort((a, b) => a - b)
      return lengths.filter((one, i) => i === 0 || one - lengths[i - 1]! > same).length >= ENOUGH
    })
    .map((group) => ({
      x0: Math.min(...group.map(({ x0 }) => x0)),
      y0: Math.min(...group.map(({ y0 }) => y0)),
      x1: Math.max(...group.map(({ x1 }) => x1)),
      y1: Math.max(...group.map(({ y1 }) => y1)),
    }))
}
