/**
 * From a page's words and lines to what stands on it: tables, the text around them, and figures.
 * Every engine that obtains words with positions ends here, so a page reads alike whatever read it.
 */
import { detectTables } from '../schedules/detect/detect-tables.ts'
import { findTextBlocks } from '../schedules/detect/text-blocks.ts'
import type { BBox, PageLayout, Table } from '../schedules/model.ts'
import type { Artifact, EngineName, PageResult, PageSource, TableArtifact, TextArtifact } from './model.ts'
import { type QuarterTurn, turnBack, turnedSize } from './quarter-turn.ts'

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
 */
export function analysePage(layout: PageLayout, facts: AnalysisFacts): PageResult {
  const displayed = turnedSize(layout, facts.turned ?? 0)
  const place = (box: BBox) => turnBack(box, displayed, facts.turned ?? 0)
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
  }
}

function tableArtifact({ page: _page, ...table }: Table, engine: EngineName): TableArtifact {
  return { kind: 'table', engine, ...table }
}

function placed(artifact: TableArtifact | TextArtifact, place: (box: BBox) => BBox): Artifact {
  const bbox = artifact.bbox && place(artifact.bbox)
  if (artifact.kind === 'text') return { ...artifact, bbox }
  return { ...artifact, bbox, cells: artifact.cells.map((cell) => ({ ...cell, bbox: cell.bbox && place(cell.bbox) })) }
}
