/**
 * Grid lines in light gray, as spreadsheets print them: hardly darker than the grain of the paper, but along their whole
 * length. What is as dark as ink is none of them, so that rows of letters, dark along their feet, are not taken for one.
 */
import type { GrayBitmap } from './image-bitmap.ts'
import { alongRows, DIRECTIONS, darkRuns, type PixelRule, rulesOf } from './image-rules.ts'

/** Pixels to both sides over which the grain is evened out along the line. */
const REACH = 4
/** Inches: lines of a grid go on for some cells. */
const SHORTEST = 0.6
const SHORTEST_RUN = 0.08
/** Inches within which two lines meet. */
const TOUCH = 0.03

/**
 * The faint rules that meet two others, of those known or of their own kind; a lone one is a fold or a scratch.
 * `contrast` is by how many tones they are darker than what is beside them, `threshold` what parts ink from paper.
 */
export function findFaintRules(
  bitmap: GrayBitmap,
  known: readonly PixelRule[],
  contrast: number,
  threshold: number,
  dpi: number,
): PixelRule[] {
  const faint = DIRECTIONS.flatMap((direction) => {
    const even = evenedRows(alongRows(bitmap, direction), threshold)
    return rulesOf(darkRuns(even, contrast, dpi, SHORTEST_RUN), direction, dpi, SHORTEST)
  })
  const fresh = faint.filter((rule) => !known.some((other) => isSame(rule, other, dpi)))
  const all = [...known, ...fresh]
  return fresh.filter((rule) => all.filter((other) => meets(rule, other, dpi)).length >= 2)
}

/** The mean of each pixel and its neighbours in its row; ink, and what is next to it, is made paper. */
function evenedRows({ width, height, data }: GrayBitmap, threshold: number): GrayBitmap {
  const even = new Uint8Array(data.length).fill(255)
  const span = 2 * REACH + 1
  for (let row = 0; row < height; row++) {
    let sum = 0
    let lastInk = -1
    const start = row * width
    for (let x = 0; x < width; x++) {
      const tone = data[start + x]!
      sum += tone
      if (tone < threshold) lastInk = x
      if (x < span - 1) continue
      if (lastInk <= x - span) even[start + x - REACH] = sum / span
      sum -= data[start + x - span + 1]!
    }
  }
  return { width, height, data: even }
}

function isSame(rule: PixelRule, other: PixelRule, dpi: number): boolean {
  const shared = Math.min(rule.to, other.to) - Math.max(rule.from, other.from)
  return rule.direction === other.direction && shared > 0 && Math.abs(rule.at - other.at) < TOUCH * dpi
}

function meets(rule: PixelRule, other: PixelRule, dpi: number): boolean {
  if (rule.direction === other.direction) return false
  const near = TOUCH * dpi
  return (
    other.at > rule.from - near && other.at < rule.to + near && rule.at > other.from - near && rule.at < other.to + near
  )
}
