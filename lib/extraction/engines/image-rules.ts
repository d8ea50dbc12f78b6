/**
 * Ruling lines in a gray picture that has been set straight. A rule is a stack of long dark runs, thin for its length;
 * strokes of letters are too short, shaded areas are no darker than what is beside them. What is left of the skew lets a rule drift across rows.
 */
import { type GrayBitmap, transposed } from './image-bitmap.ts'

/** A ruling line in pixels: `from`..`to` along it, `at` across it. */
export type PixelRule = {
  direction: 'horizontal' | 'vertical'
  from: number
  to: number
  at: number
  thickness: number
  runs: Run[]
}

/** Dark pixels `from`..`to` (exclusive) in one line of pixels. */
export type Run = { line: number; from: number; to: number }
export type Stack = { runs: Run[]; from: number; to: number; first: number; last: number; area: number }

/** Inches. The bar of a 36 point E is 0.2 long; a column narrower than 0.3 is not ruled. */
const SHORTEST_RULE = 0.3
const SHORTEST_RUN = 0.12
const THICKEST_RULE = 0.05
/** Inches to either side where a rule must be darker: beside a hairline, and beside the thickest. */
const SIDES = [0.017, 0.033]
/** Pixels that the grain of the paper may take out of a run. */
const NOISE_PIXELS = 2
/** Inches: breaks where the print has worn off or a letter was taken for paper. */
const LONGEST_BREAK = 0.04
/** How far the tone of a dotted line goes up and down, of its darkest: from .6 where leaders are blurred, of rules .2. */
const DOTTED = 0.4
/** Rise over run that straightening may leave: an eighth of a degree. */
const RESIDUAL_SLOPE = 0.0022

/** Finds horizontal and vertical rules; `contrast` is by how many tones they are darker than what is beside them. */
export function findRules(bitmap: GrayBitmap, contrast: number, dpi: number): PixelRule[] {
  return DIRECTIONS.flatMap((direction) =>
    rulesOf(darkRuns(alongRows(bitmap, direction), contrast, dpi, SHORTEST_RUN), direction, dpi, SHORTEST_RULE),
  )
}

/** Dots of a leader run together in a scan, but are darker and lighter all along; a rule keeps its tone, but for grain. */
export function isDotted({ direction, runs }: PixelRule, { width, data }: GrayBitmap): boolean {
  const [along, across] = direction === 'horizontal' ? [1, width] : [width, 1]
  const darkest = new Map<number, number>()
  for (const { line, from, to } of runs) {
    for (let at = from; at < to; at++)
      darkest.set(at, Math.min(darkest.get(at) ?? 255, data[at * along + line * across]!))
  }
  const tones = [...darkest.values()].sort((a, b) => a - b)
  const [dark, light] = [0.2, 0.8].map((rank) => tones[Math.floor(rank * tones.length)]!) as [number, number]
  return light - dark > DOTTED * (255 - dark)
}

export const DIRECTIONS = ['horizontal', 'vertical'] as const

/** The picture turned so that what runs in a direction runs along its rows: going down columns is four times slower. */
export const alongRows = (bitmap: GrayBitmap, direction: PixelRule['direction']): GrayBitmap =>
  direction === 'horizontal' ? bitmap : transposed(bitmap)

/** The rules that runs make; `shortest` is in inches. */
export function rulesOf(
  runs: readonly Run[],
  direction: PixelRule['direction'],
  dpi: number,
  shortest: number,
): PixelRule[] {
  const rules = joinCollinear(stackRuns(runs), dpi)
    .filter((stack) => stack.to - stack.from >= shortest * dpi)
    .map((stack): PixelRule => {
      const { from, to, area, runs: own } = stack
      const at = own.reduce((sum, run) => sum + (run.line + 0.5) * (run.to - run.from), 0) / area
      return { direction, from, to, at, thickness: Math.max(1, area / (to - from)), runs: own }
    })
  return rules
}

/** Runs of pixels, along rows, that are darker than what lies on both sides of them: shading and its edges are not. */
export function darkRuns(
  { width, height, data }: GrayBitmap,
  contrast: number,
  dpi: number,
  shortestInches: number,
): Run[] {
  const [near, far] = SIDES.map((distance) => Math.round(distance * dpi)) as [number, number]
  const [nearby, beyond] = [near * width, far * width]
  const shortest = Math.round(shortestInches * dpi)
  const runs: Run[] = []
  for (let line = far; line < height - far; line++) {
    let from = -1
    let last = -1
    for (let i = 0, at = line * width; i < width; i++, at++) {
      const tone = data[at]! + contrast
      const isRidge =
        (tone < data[at - nearby]! && tone < data[at + nearby]!) ||
        (tone < data[at - beyond]! && tone < data[at + beyond]!)
      if (isRidge) {
        if (from < 0) from = i
        last = i
      } else if (from >= 0 && i - last > NOISE_PIXELS) {
        if (last + 1 - from >= shortest) runs.push({ line, from, to: last + 1 })
        from = -1
      }
    }
    if (from >= 0 && last + 1 - from >= shortest) runs.push({ line, from, to: last + 1 })
  }
  return runs
}

/** Groups runs of neighbouring lines that touch; runs come ordered by line, then by position. */
export function stackRuns(runs: readonly Run[]): Stack[] {
  const done: Stack[] = []
  let open: Stack[] = []
  let line = -1
  for (const run of runs) {
    if (run.line !== line) {
      line = run.line
      const still = open.filter((stack) => stack.last >= line - 1)
      done.push(...open.filter((stack) => stack.last < line - 1))
      open = still
    }
    const touching = open.filter((stack) => touches(stack, run))
    if (touching.length === 0) {
      open.push({ runs: [run], from: run.from, to: run.to, first: line, last: line, area: run.to - run.from })
      continue
    }
    const stack = touching.reduce(joined)
    open = open.filter((other) => !touching.includes(other))
    stack.runs.push(run)
    open.push({
      runs: stack.runs,
      from: Math.min(stack.from, run.from),
      to: Math.max(stack.to, run.to),
      first: stack.first,
      last: line,
      area: stack.area + run.to - run.from,
    })
  }
  return [...done, ...open]
}

function touches(stack: Stack, run: Run): boolean {
  for (let i = stack.runs.length - 1; i >= 0; i--) {
    const other = stack.runs[i]!
    if (other.line < run.line - 1) return false
    if (other.line === run.line - 1 && other.from <= run.to && run.from <= other.to) return true
  }
  return false
}

function joined(a: Stack, b: Stack): Stack {
  return {
    runs: [...a.runs, ...b.runs].sort((p, q) => p.line - q.line),
    from: Math.min(a.from, b.from),
    to: Math.max(a.to, b.to),
    first: Math.min(a.first, b.first),
    last: Math.max(a.last, b.last),
    area: a.area + b.area,
  }
}

function joinCollinear(stacks: readonly Stack[], dpi: number): Stack[] {
  const thin = stacks.filter((stack) => isThin(stack, dpi)).sort((a, b) => a.from - b.from)
  const rules: Stack[] = []
  for (const stack of thin) {
    const before = rules.findIndex((rule) => {
      const drift = 2 + RESIDUAL_SLOPE * (stack.to - rule.from)
      const apart = Math.max(stack.first, rule.first) - Math.min(stack.last, rule.last)
      const gap = stack.from - rule.to
      return apart <= drift && gap <= LONGEST_BREAK * dpi && gap > -0.5 * (stack.to - stack.from)
    })
    if (before < 0) rules.push(stack)
    else rules[before] = joined(rules[before]!, stack)
  }
  return rules
}

function isThin({ from, to, first, last, area }: Stack, dpi: number): boolean {
  const length = to - from
  const thickness = area / length
  const drift = 2 + RESIDUAL_SLOPE * length
  return thickness <= THICKEST_RULE * dpi && last - first + 1 <= thickness * 1.6 + drift && length >= 4 * thickness
}
