/** Intervals, boxes and clusters. */
import type { BBox } from '../model.ts'

export type Interval = readonly [from: number, to: number]

/** Length of what two intervals share; negative where there is a gap between them. */
export function overlap(a: Interval, b: Interval): number {
  return Math.min(a[1], b[1]) - Math.max(a[0], b[0])
}

export const spanX = (box: BBox): Interval => [box[0], box[2]]
export const spanY = (box: BBox): Interval => [box[1], box[3]]
export const centreX = (box: BBox): number => (box[0] + box[2]) / 2
export const centreY = (box: BBox): number => (box[1] + box[3]) / 2

export function contains(box: BBox, x: number, y: number, slack = 0): boolean {
  return x >= box[0] - slack && x <= box[2] + slack && y >= box[1] - slack && y <= box[3] + slack
}

/** The smallest box around boxes; there must be one. */
export function unionBox(boxes: readonly BBox[]): BBox {
  let [x0, y0, x1, y1] = [
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ]
  for (const box of boxes) {
    x0 = Math.min(x0, box[0])
    y0 = Math.min(y0, box[1])
    x1 = Math.max(x1, box[2])
    y1 = Math.max(y1, box[3])
  }
  return [x0, y0, x1, y1]
}

export function median(values: readonly number[], otherwise = 0): number {
  if (values.length === 0) return otherwise
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? otherwise
}

/** Groups values, sorted, wherever neighbours are no farther apart than `gap`; each group is given by its mean. */
export function clusterMeans(values: readonly number[], gap: number): number[] {
  const groups: number[][] = []
  for (const value of [...values].sort((a, b) => a - b)) {
    const group = groups.at(-1)
    if (group && value - (group.at(-1) ?? value) <= gap) group.push(value)
    else groups.push([value])
  }
  return groups.map((group) => group.reduce((sum, value) => sum + value, 0) / group.length)
}

/** Total length that intervals cover within bounds, overlaps counted once. */
export function covered(intervals: readonly Interval[], within: Interval): number {
  let total = 0
  let reached = within[0]
  for (const [from, to] of [...intervals].sort((a, b) => a[0] - b[0])) {
    const start = Math.max(from, reached)
    const end = Math.min(to, within[1])
    if (end > start) {
      total += end - start
      reached = end
    }
  }
  return total
}
