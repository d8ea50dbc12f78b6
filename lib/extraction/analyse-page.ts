/**
 * From a page's words and lines to what stands on it: tables, the text around them, and figures.
 * Every engine that obtains words with positions ends here, so a page reads alike whatever read it.
 */
import { detectTables } from '../schedules/detect/detect-tables.ts'
import { findTextBlocks } from '../schedules/detect/text-blocks.ts'
import type { BBox, PageLayout, Table } from '../schedules/model.ts'
import type { Artifact, EngineName, PageResult, PageSource, TableArtifact, TextArtifact } from './model.ts'
import { type QuarterTurn, turnBack, turnedSize } from './quarter-turn.ts'
import { UnreadableError } from './unreadable.ts'

/** Ten times what a sheet of A0 holds in small print. Detection takes 3 s for as many in lines. */
const MAX_PAGE_WORDS = 40_000
/** Lines of a chart or a map that are no table: detection compares them with each other. */
const MAX_PAGE_RULES = 20_000
/** No page of a PDF is wider (ISO 32000-1, annex C), and no coordinate beyond it is on one. Points. */
const MAX_COORDINATE = 14_400 * 10

export type AnalysisFacts = {
  /** What the file says the page is turned by; only reported. */
  rotation: QuarterTurn
  source: PageSource
  engine: EngineName
  /** Pictures on the page as displayed. */
  figures: readonly BBox[]
  /** How far the layout was turned, clockwise, from the page as displayed so that its text reads upright; 0 if absent. */
  turned?: QuarterTurn
}

/**
 * Finds the artifacts of one page. `layout` is upright (its text reads from left to right); boxes in the result are of
 * the page as displayed: points, origin at the top left. Artifacts come in reading order, figures last.
 * Throws UnreadableError, page_unreadable, for more words or lines than a page can have.
 */
export function analysePage(given: PageLayout, facts: AnalysisFacts): PageResult {
  const layout = bounded(given)
  const displayed = turnedSize(layout, facts.turned ?? 0)
  const place = (box: BBox) => inHundredths(turnBack(box, displayed, facts.turned ?? 0))
  const tables = detectTables(layout)
  const read: (TableArtifact | TextArtifact)[] = [
    ...tables.map((table) => tableArtifact(table, facts.engine)),
    ...findTextBlocks(layout, tables).map((block): TextArtifact => ({ kind: 'text', engine: facts.engine, ...block })),
  ]
  read.sort((a, b) => (a.bbox?.[1] ?? 0) - (b.bbox?.[1] ?? 0) || (a.bbox?.[0] ?? 0) - (b.bbox?.[0] ?? 0))
  const artifacts: Artifact[] = [
    ...read.map((artifact) => placed(artifact, place)),
    ...facts.figures.map((bbox): Artifact => ({ kind: 'figure', bbox, confidence: 1, engine: facts.engine })),
  ]
  return {
    number: layout.number,
    width: displayed.width,
    height: displayed.height,
    rotation: facts.rotation,
    source: facts.source,
    engine: facts.engine,
    characters: layout.words.reduce((sum, word) => sum + word.text.length, 0),
    artifacts,
    text: { width: layout.width, height: layout.height, turned: facts.turned ?? 0, skew: 0, words: layout.words },
  }
}

/** What is set or drawn where nobody could see it would only lead detection astray. */
function bounded(layout: PageLayout): PageLayout {
  const words = layout.words.filter(({ bbox, font_size }) => isNear(...bbox, font_size))
  const rules = layout.rules.filter(({ x0, y0, x1, y1, thickness }) => isNear(x0, y0, x1, y1, thickness))
  if (words.length > MAX_PAGE_WORDS || rules.length > MAX_PAGE_RULES) {
    const detail = `Page ${layout.number} has more than ${MAX_PAGE_WORDS} words or ${MAX_PAGE_RULES} lines.`
    throw new UnreadableError('page_unreadable', detail)
  }
  return { ...layout, words, rules }
}

/** Finer than a printer's dot: more digits are noise of the arithmetic, in every stored cell. */
const inHundredths = (box: BBox): BBox => {
  const [x0, y0, x1, y1] = box.map((at) => Math.round(at * 100) / 100) as [number, number, number, number]
  return [x0, y0, x1, y1]
}

const isNear = (...coordinates: number[]): boolean => coordinates.every((at) => Math.abs(at) <= MAX_COORDINATE)

function tableArtifact({ page: _page, ...table }: Table, engine: EngineName): TableArtifact {
  return { kind: 'table', engine, ...table }
}

function placed(artifact: TableArtifact | TextArtifact, place: (box: BBox) => BBox): Artifact {
  const bbox = artifact.bbox && place(artifact.bbox)
  if (artifact.kind === 'text') return { ...artifact, bbox }
  return { ...artifact, bbox, cells: artifact.cells.map((cell) => ({ ...cell, bbox: cell.bbox && place(cell.bbox) })) }
}
