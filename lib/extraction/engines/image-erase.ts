/** A picture without its ruling lines: Tesseract takes them for letters (`|`, `]`, `J`), or for parts of the letters beside them. */
import type { GrayBitmap } from './image-bitmap.ts'
import type { PixelRule } from './image-rules.ts'

/** Pixels to both sides of a rule that a scanner smears its edge over. */
const HALO = 2

/**
 * A copy in which the paper goes on where the rules were. Strokes of letters that cross a rule stay: there it is dark,
 * darker than `threshold`, on both sides.
 */
export function eraseRules(bitmap: GrayBitmap, rules: readonly PixelRule[], threshold: number): GrayBitmap {
  const erased = { ...bitmap, data: bitmap.data.slice() }
  for (const rule of rules) eraseRule(bitmap, erased.data, rule, threshold)
  return erased
}

function eraseRule(bitmap: GrayBitmap, erased: Uint8Array, rule: PixelRule, threshold: number): void {
  const { width, height, data } = bitmap
  const horizontal = rule.direction === 'horizontal'
  const [across, along] = horizontal ? [width, 1] : [1, width]
  const last = (horizontal ? height : width) - 1
  const { first, end } = extentOf(rule)
  for (let i = rule.from; i < rule.to; i++) {
    const [from, to] = [first[i - rule.from]! - HALO, end[i - rule.from]! + HALO]
    if (from > to) continue
    const before = data[i * along + Math.max(0, from - 1) * across]!
    const after = data[i * along + Math.min(last, to + 1) * across]!
    if (before < threshold && after < threshold) continue
    const paper = Math.max(before, after)
    for (let line = Math.max(0, from); line <= Math.min(last, to); line++) {
      const at = i * along + line * across
      if (erased[at]! < paper) erased[at] = paper
    }
  }
}

/** At each place along the rule its outermost lines of pixels; `first` is behind `end` where it is interrupted. */
function extentOf({ from, to, runs }: PixelRule) {
  const first = new Int32Array(to - from).fill(2 ** 30)
  const end = new Int32Array(to - from).fill(-(2 ** 30))
  for (const run of runs) {
    for (let i = run.from - from; i < run.to - from; i++) {
      if (run.line < first[i]!) first[i] = run.line
      if (run.line > end[i]!) end[i] = run.line
    }
  }
  return { first, end }
}
