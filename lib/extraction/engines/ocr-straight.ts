/** A drawn page made ready for reading: cleaned, measured, laid straight, its dark boxes made light and its dotted lines taken away. */
import { type GrayBitmap, measureTones, type Tones, turnBitmap } from './image-bitmap.ts'
import type { PixelBox } from './image-dashes.ts'
import { eraseRules } from './image-erase.ts'
import { findRules, isDotted, type PixelRule } from './image-rules.ts'
import { measureSkew, straighten } from './image-skew.ts'
import { eraseDottedLines } from './picture/dotted-lines.ts'
import { evenPaper, isUneven } from './picture/even-paper.ts'
import { measureGrain, smooth } from './picture/grain.ts'
import { clearScanEdges } from './picture/scan-edges.ts'
import { levelShadedBoxes } from './picture/shaded-boxes.ts'
import { removeSpecks } from './picture/specks.ts'
import { findStrokes } from './picture/strokes.ts'
import type { RenderedPage } from './render-page.ts'

export type StraightPage = {
  /** As it lies straight: rules and bars are looked for here. */
  picture: GrayBitmap
  /** What is read: the same, with black letters on white wherever there are letters, and without dotted lines. */
  readable: GrayBitmap
  /** Where letters stand on ground as dark as ink. */
  shaded: PixelBox[]
  rules: PixelRule[]
  /** Degrees that it was turned counter-clockwise. */
  skew: number
  /** That of a hairline that the scanner has washed out. */
  contrast: number
  /** What parts ink from paper, and which part of the page is ink. */
  threshold: number
  coverage: number
}

/** Half a pixel over a word's length: less is not worth the blur of turning. */
const SMALLEST_SKEW_DEGREES = 0.06
/** The share of the contrast of ink that is left of a hairline, and what the grain of paper alone may reach. */
const HAIRLINE = 0.2
const MIN_CONTRAST = 24

/** Tones of noise: where it is stronger, ink and paper are not told apart. A rough scan has four. */
const GRAINY = 5.5

/** The page turned clockwise by quarter turns and then set straight. */
export function setStraight({ bitmap, dpi }: RenderedPage, turned: 0 | 90 | 180 | 270): StraightPage {
  const { page, tones } = cleaned(turnBitmap(bitmap, turned), dpi)
  const { paper, ink, threshold, coverage } = tones
  const measured = measureSkew(page, threshold)
  const skew = Math.abs(measured) < SMALLEST_SKEW_DEGREES ? 0 : measured
  const picture = skew === 0 ? page : straighten(page, skew)
  const { level, boxes: shaded } = levelShadedBoxes(picture, tones, dpi)
  const contrast = Math.max(MIN_CONTRAST, (paper - ink) * HAIRLINE)
  const lines = findRules(picture, contrast, dpi)
  const dotted = lines.filter((line) => isDotted(line, picture))
  const readable = dotted.length === 0 ? level : eraseRules(level, dotted, threshold)
  const rules = lines.filter((line) => !dotted.includes(line))
  return { picture, readable, shaded, rules, skew, contrast, threshold, coverage }
}

/** Without what is not the page's own: shadows, the black of the scanner, grain, specks, lines of dots. */
function cleaned(drawn: GrayBitmap, dpi: number): { page: GrayBitmap; tones: Tones } {
  const lit = isUneven(drawn) ? evenPaper(drawn) : drawn
  const first = measureTones(lit)
  const cleared = clearScanEdges(lit, first, dpi)
  const even = measureGrain(cleared, first) < GRAINY ? cleared : smooth(cleared)
  const tones = even === lit ? first : measureTones(even)
  const strokes = findStrokes(even, tones.threshold)
  return { page: eraseDottedLines(removeSpecks(even, strokes, tones), strokes, tones), tones }
}
