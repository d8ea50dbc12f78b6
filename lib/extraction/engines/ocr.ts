/**
 * Scans: draws a page, sets it straight, finds its ruling lines, and has its words recognised on this machine.
 * What always holds: nothing leaves the process, and boxes in the result are of the page as displayed, askew or not.
 * Whether a page needs recognition at all is decided elsewhere; what its words mean is the analysis's affair.
 */
import type { BBox, PageLayout, Rule } from '../../schedules/model.ts'
import { analysePage } from '../analyse-page.ts'
import type { PageResult } from '../model.ts'
import { type QuarterTurn, turnBox, turnedSize } from '../quarter-turn.ts'
import type { RecognisedLine } from './hocr.ts'
import { findBarCharts } from './image-bars.ts'
import { findDashes, type PixelBox } from './image-dashes.ts'
import { eraseRules } from './image-erase.ts'
import { findFaintRules } from './image-faint-rules.ts'
import type { PixelRule } from './image-rules.ts'
import { believe } from './ocr-confidence.ts'
import { findDoubts } from './ocr-doubts.ts'
import { fitWords } from './ocr-fit.ts'
import { isPicture } from './ocr-pictures.ts'
import { withSeenPoints } from './ocr-points.ts'
import { rereadWords } from './ocr-reread.ts'
import { type StraightPage, setStraight } from './ocr-straight.ts'
import {
  dashWords,
  type Legibility,
  legibility,
  type PixelScale,
  withoutRulePieces,
  wordInPoints,
  wordsOf,
} from './ocr-words.ts'
import { findStrokes } from './picture/strokes.ts'
import type { Recogniser } from './recogniser.ts'
import type { RenderedPage } from './render-page.ts'

/** What the file says about the page; points, as displayed. */
export type ScanFacts = { number: number; width: number; height: number; rotation: QuarterTurn }

/** `layout` is upright and straight: turned clockwise by `turned`, then counter-clockwise by `skew` degrees. */
export type ScanLayout = {
  layout: PageLayout
  turned: QuarterTurn
  skew: number
  /** Where bars of charts stand in the layout. */
  charts: BBox[]
}

/** Of a line of light gray, as a share of a hairline's contrast. */
const FAINT = 0.4
/** Below this share of legible characters a page may lie on its side or stand on its head. */
const LEGIBLE = 0.5
/** A page with less ink than this share of it bears specks at most: a line of small print covers five times as much. */
const BLANK = 0.0001

/** Recognises a page and finds what stands on it. */
export async function readScan(page: RenderedPage, facts: ScanFacts, recogniser: Recogniser): Promise<PageResult> {
  const scan = await readScanLayout(page, facts, recogniser)
  const result = analyseScan(scan, facts)
  return scan.skew === 0 ? result : askew(result, facts, scan.skew)
}

/** What stands on a page as if it had been laid straight. */
export function analyseScan(
  { layout, turned, charts }: ScanLayout,
  { rotation }: Pick<ScanFacts, 'rotation'>,
): PageResult {
  const page = analysePage(layout, { rotation, source: 'ocr', engine: 'ocr', figures: [], turned })
  const displayed = turnedSize(layout, turned)
  const artifacts = page.artifacts.filter(({ kind, bbox }) => {
    return kind !== 'table' || !bbox || !isPicture(turnBox(bbox, displayed, turned), layout.words, charts)
  })
  return { ...page, artifacts }
}

/**
 * Recognises a page's words and finds its rules. A page that makes no sense is tried in the other directions too.
 * `closely`: what is in doubt is read a second time.
 */
export async function readScanLayout(
  page: RenderedPage,
  facts: ScanFacts,
  recogniser: Recogniser,
  { closely = true } = {},
): Promise<ScanLayout> {
  const read = await readUpright(page, recogniser)
  const { picture, readable, shaded, rules: plain, skew, contrast, threshold } = read.straight
  const size = turnedSize(facts, read.turned)
  const scale: PixelScale = { x: size.width / picture.width, y: size.height / picture.height }
  const rules = [...plain, ...findFaintRules(picture, plain, contrast * FAINT, threshold, page.dpi)]
  const printed = eraseRules(readable, rules, threshold)
  const strokes = findStrokes(printed, threshold)
  const first = fitWords(withoutRulePieces(wordsOf(read.lines), rules), strokes)
  const doubts = closely ? findDoubts(first, strokes, rules) : []
  const again = await rereadWords(first, doubts, printed, page.dpi, recogniser)
  const words = closely ? withSeenPoints(again, strokes) : again
  const dashes = withoutRulePieces(dashWords(findDashes(picture, contrast, page.dpi), words), rules)
  const layout: PageLayout = {
    number: facts.number,
    ...size,
    words: [...words, ...dashes].map((word) => wordInPoints({ ...word, confidence: believe(word.confidence) }, scale)),
    rules: [...rules.map((rule) => ruleInPoints(rule, scale)), ...edgesOf(shaded, rules, scale)],
  }
  const charts = findBarCharts(readable, threshold, page.dpi, shaded).map(
    ({ x0, y0, x1, y1 }): BBox => [x0 * scale.x, y0 * scale.y, x1 * scale.x, y1 * scale.y],
  )
  return { layout, turned: read.turned, skew, charts }
}

/** A page as it was read first, turned clockwise by `turned` and then set straight. */
type FirstReading = { turned: QuarterTurn; straight: StraightPage; lines: RecognisedLine[]; legibility: Legibility }

async function readUpright(page: RenderedPage, recogniser: Recogniser): Promise<FirstReading> {
  const upright = await readTurned(page, 0, recogniser)
  if (upright.legibility.share >= LEGIBLE || upright.straight.coverage < BLANK) return upright
  let best = upright
  for (const turned of [90, 270, 180] as const) {
    const other = await readTurned(page, turned, recogniser)
    if (other.legibility.legible > best.legibility.legible) best = other
    if (other.legibility.share >= LEGIBLE) break
  }
  return best
}

async function readTurned(page: RenderedPage, turned: QuarterTurn, recogniser: Recogniser): Promise<FirstReading> {
  const straight = setStraight(page, turned)
  const [lines = []] = await recogniser.recognise([straight.readable], page.dpi)
  return { turned, straight, lines, legibility: legibility(lines) }
}

function ruleInPoints({ direction, from, to, at, thickness }: PixelRule, scale: PixelScale): Rule {
  if (direction === 'horizontal') {
    const y = at * scale.y
    return { x0: from * scale.x, y0: y, x1: to * scale.x, y1: y, thickness: thickness * scale.y }
  }
  const x = at * scale.x
  return { x0: x, y0: from * scale.y, x1: x, y1: to * scale.y, thickness: thickness * scale.x }
}

/** Shading ends where rows do: its upper and lower edges part them as rules would, where there are none. */
function edgesOf(shaded: readonly PixelBox[], rules: readonly PixelRule[], scale: PixelScale): Rule[] {
  return shaded.flatMap(({ x0, x1, y0, y1 }) =>
    [y0, y1].flatMap((y): Rule[] => {
      const isRuled = rules.some(
        ({ direction, at, from, to }) =>
          direction === 'horizontal' && Math.abs(at - y) < 0.3 * (y1 - y0) && from < x1 && to > x0,
      )
      return isRuled ? [] : [{ x0: x0 * scale.x, x1: x1 * scale.x, y0: y * scale.y, y1: y * scale.y, thickness: 1 }]
    }),
  )
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
