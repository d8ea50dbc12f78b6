/**
 * Scans: draws a page, sets it straight, finds its ruling lines, and has its words recognised on this machine.
 * What always holds: nothing leaves the process, and boxes in the result are of the page as displayed, askew or not.
 * Whether a page needs recognition at all is decided elsewhere; what its words mean is the analysis's affair.
 */
import type { BBox, PageLayout, Rule } from '../../schedules/model.ts'
import { analysePage } from '../analyse-page.ts'
import type { PageResult } from '../model.ts'
import { type QuarterTurn, turnedSize } from '../quarter-turn.ts'
import { type GrayBitmap, measureTones, turnBitmap } from './image-bitmap.ts'
import { findDashes } from './image-dashes.ts'
import { findRules, type PixelRule } from './image-rules.ts'
import { measureSkew, straighten } from './image-skew.ts'
import { dashWords, legibility, type PixelScale, wordsOf } from './ocr-words.ts'
import type { RenderedPage } from './render-page.ts'
import type { Recogniser } from './tesseract.ts'

/** What the file says about the page; points, as displayed. */
export type ScanFacts = { number: number; width: number; height: number; rotation: QuarterTurn }

/** `layout` is upright and straight: turned clockwise by `turned`, then counter-clockwise by `skew` degrees. */
export type ScanLayout = { layout: PageLayout; turned: QuarterTurn; skew: number }

/** Half a pixel over a word's length: less is not worth the blur of turning. */
const SMALLEST_SKEW_DEGREES = 0.06
/** The share of the contrast of ink that is left of a hairline, and what the grain of paper alone may reach. */
const HAIRLINE = 0.2
const MIN_CONTRAST = 24
/** Below this share of legible characters a page may lie on its side or stand on its head. */
const LEGIBLE = 0.5
/** A page with less ink than this share of it bears specks at most: a line of small print covers five times as much. */
const BLANK = 0.0001

/** Recognises a page and finds what stands on it. */
export async function readScan(page: RenderedPage, facts: ScanFacts, recogniser: Recogniser): Promise<PageResult> {
  const { layout, turned, skew } = await readScanLayout(page, facts, recogniser)
  const result = analysePage(layout, { rotation: facts.rotation, source: 'ocr', engine: 'ocr', figures: [], turned })
  return skew === 0 ? result : askew(result, facts, skew)
}

/** Recognises a page's words and finds its rules. A page that makes no sense is tried in the other directions too. */
export async function readScanLayout(
  page: RenderedPage,
  facts: ScanFacts,
  recogniser: Recogniser,
): Promise<ScanLayout> {
  const upright = await readTurned(page, facts, 0, recogniser)
  if (upright.legibility.share >= LEGIBLE || upright.coverage < BLANK) return upright
  let best = upright
  for (const turned of [90, 270, 180] as const) {
    const other = await readTurned(page, facts, turned, recogniser)
    if (other.legibility.legible > best.legibility.legible) best = other
    if (other.legibility.share >= LEGIBLE) break
  }
  return best
}

async function readTurned(
  { bitmap, dpi }: RenderedPage,
  facts: ScanFacts,
  turned: QuarterTurn,
  recogniser: Recogniser,
) {
  const { picture, skew, contrast, coverage } = prepare(turnBitmap(bitmap, turned))
  const size = turnedSize(facts, turned)
  const scale: PixelScale = { x: size.width / picture.width, y: size.height / picture.height }
  const rules = findRules(picture, contrast, dpi)
  const lines = await recogniser.recognise(picture, dpi)
  const words = wordsOf(lines, scale)
  const layout: PageLayout = {
    number: facts.number,
    ...size,
    words: [...words, ...dashWords(findDashes(picture, contrast, dpi), words, scale)],
    rules: rules.map((rule) => inPoints(rule, scale)),
  }
  return { layout, turned, skew, coverage, legibility: legibility(lines) }
}

/** A straight copy of the picture; `contrast` is that of a hairline that the scanner has washed out. */
function prepare(bitmap: GrayBitmap) {
  const { paper, ink, threshold, coverage } = measureTones(bitmap)
  const measured = measureSkew(bitmap, threshold)
  const skew = Math.abs(measured) < SMALLEST_SKEW_DEGREES ? 0 : measured
  const picture = skew === 0 ? bitmap : straighten(bitmap, skew)
  return { picture, skew, contrast: Math.max(MIN_CONTRAST, (paper - ink) * HAIRLINE), coverage }
}

function inPoints({ direction, from, to, at, thickness }: PixelRule, scale: PixelScale): Rule {
  if (direction === 'horizontal') {
    const y = at * scale.y
    return { x0: from * scale.x, y0: y, x1: to * scale.x, y1: y, thickness: thickness * scale.y }
  }
  const x = at * scale.x
  return { x0: x, y0: from * scale.y, x1: x, y1: to * scale.y, thickness: thickness * scale.x }
}

/** Moves the boxes of a straightened page to where they are on the page as displayed; their sizes stay. */
function askew(result: PageResult, { width, height }: ScanFacts, degrees: number): PageResult {
  const sin = Math.sin((degrees * Math.PI) / 180)
  const cos = Math.cos((degrees * Math.PI) / 180)
  const place = ([x0, y0, x1, y1]: BBox): BBox => {
    const fromCentreX = (x0 + x1 - width) / 2
    const fromCentreY = (y0 + y1 - height) / 2
    const moveX = cos * fromCentreX - sin * fromCentreY - fromCentreX
    const moveY = sin * fromCentreX + cos * fromCentreY - fromCentreY
    return [x0 + moveX, y0 + moveY, x1 + moveX, y1 + moveY]
  }
  const artifacts = result.artifacts.map((artifact) => {
    const bbox = artifact.bbox && place(artifact.bbox)
    if (artifact.kind !== 'table') return { ...artifact, bbox }
    return {
      ...artifact,
      bbox,
      cells: artifact.cells.map((cell) => ({ ...cell, bbox: cell.bbox && place(cell.bbox) })),
    }
  })
  return { ...result, artifacts, ...(result.text ? { text: { ...result.text, skew: degrees } } : {}) }
}
