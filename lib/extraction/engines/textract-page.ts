/**
 * From an AnalyzeDocument response to a page in the shapes of all engines. Pure.
 * What always holds: every word is in one artifact, boxes are of the page as displayed and within it, and tables have
 * their names by the same rules as everybody's where Textract names no title.
 */
import type { Block } from '@aws-sdk/client-textract'
import { withoutContinued } from '../../schedules/detect/captions.ts'
import { nameTables } from '../../schedules/detect/names.ts'
import type { BBox, Table, Word } from '../../schedules/model.ts'
import type { DrawnPage } from '../drawn-page.ts'
import type { Artifact, PageResult, PageText, TableArtifact, TextArtifact } from '../model.ts'
import { turnBack } from '../quarter-turn.ts'
import { type Blocks, indexBlocks, type Piece } from './textract-blocks.ts'
import { findTables } from './textract-tables.ts'
import { type FoundText, findFigures, findTexts } from './textract-text.ts'

const ENGINE = 'textract'

export type PageFacts = Pick<DrawnPage, 'number' | 'width' | 'height' | 'rotation'>

/** `response` is the `Blocks` of a response about the picture of this one page. */
export function mapPage(response: readonly Block[], { number, width, height, rotation }: PageFacts): PageResult {
  const displayed = { width, height }
  const blocks = indexBlocks(response, displayed)
  const found = findTables(blocks, number)
  const texts = findTexts(blocks, found)
  const tables = named(
    found.map(({ table }) => table),
    texts,
  )
  const read: (TableArtifact | TextArtifact)[] = [...tables.map(tableArtifact), ...texts.map(textArtifact)]
  read.sort((a, b) => (a.bbox?.[1] ?? 0) - (b.bbox?.[1] ?? 0) || (a.bbox?.[0] ?? 0) - (b.bbox?.[0] ?? 0))
  const place = (box: BBox) => inHundredths(turnBack(box, displayed, blocks.turned))
  const words = blocks.ofType('WORD').flatMap((block) => blocks.piecesOf(block))
  return {
    number,
    width,
    height,
    rotation,
    source: 'ocr',
    engine: ENGINE,
    characters: words.reduce((sum, { text }) => sum + text.replace(/\s/g, '').length, 0),
    artifacts: [
      ...read.map((artifact) => placed(artifact, place)),
      ...findFigures(blocks).map(
        (box): Artifact => ({ kind: 'figure', bbox: place(box), confidence: 1, engine: ENGINE }),
      ),
    ],
    text: pageText(blocks, words),
  }
}

/** A printed title goes before what stands nearest. */
function named(tables: readonly Table[], texts: readonly FoundText[]): Table[] {
  return nameTables(tables, texts).map((table, index) => {
    const title = withoutContinued(tables[index]?.name ?? '').replace(/[\s:]+$/, '')
    return { ...table, name: title || table.name }
  })
}

const pageText = ({ size, turned }: Blocks, pieces: readonly Piece[]): PageText => ({
  ...size,
  turned,
  skew: 0,
  words: pieces.map(({ id: _id, ...piece }): Word => ({ ...piece, bold: false })),
})

const tableArtifact = ({ page: _page, ...table }: Table): TableArtifact => ({ kind: 'table', engine: ENGINE, ...table })
const textArtifact = (text: FoundText): TextArtifact => ({ kind: 'text', engine: ENGINE, ...text })

function placed(artifact: TableArtifact | TextArtifact, place: (box: BBox) => BBox): Artifact {
  const bbox = artifact.bbox && place(artifact.bbox)
  if (artifact.kind === 'text') return { ...artifact, bbox }
  return { ...artifact, bbox, cells: artifact.cells.map((cell) => ({ ...cell, bbox: cell.bbox && place(cell.bbox) })) }
}

/** Finer than a printer's dot. */
const inHundredths = ([x0, y0, x1, y1]: BBox): BBox => [round(x0), round(y0), round(x1), round(y1)]
const round = (at: number): number => Math.round(at * 100) / 100
