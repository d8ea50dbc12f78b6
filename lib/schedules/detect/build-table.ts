/** A region → the tables that it holds: none where it turns out to be none, two where two stand beside each other. */
import type { BBox, Cell, PageLayout, Table } from '../model.ts'
import { judge } from './accept.ts'
import { findSeam } from './beside.ts'
import { isCaption, isFigureCaption } from './captions.ts'
import { type CellSigns, cellSigns } from './cell-signs.ts'
import type { Draft } from './draft.ts'
import { draftTable, isFlatWithin } from './draft-table.ts'
import { unionBox } from './geometry.ts'
import { groupLines } from './lines.ts'
import { type ChunkLine, chunkLines, isTabular } from './prose.ts'
import type { Region } from './regions.ts'

/** What begins within this share of the page's height, below no more words than a running head has, goes on from the page before. */
const topShare = 0.15
const maxHeadWords = 12

/** How high above a grid its head may reach, and the space in it and below it. Font sizes. */
const maxHeadHeight = 4
const maxHeadGap = 0.9

/** How high above a table its caption may reach. Font sizes. */
const maxCaptionHeight = 4

type ConfidenceOf = (signs: CellSigns) => number

/** The tables of a region. `confidenceOf` says what the signs for and against a cell make of its confidence. */
export function buildTables(region: Region, layout: PageLayout, confidenceOf: ConfidenceOf): Table[] {
  const draft = withHeadAbove(region, layout) ?? draftTable(region, layout)
  if (!draft) return []
  const [x0, y0, x1, y1] = region.bbox
  const seam = region.ruled
    ? null
    : findSeam(
        draft,
        layout.rules.filter((rule) => isFlatWithin(rule, region.bbox)),
      )
  if (seam !== null) {
    const sides = [[x0, y0, seam, y1] as const, [seam, y0, x1, y1] as const]
    return sides.flatMap((bbox) => buildTables({ bbox, ruled: false }, layout, confidenceOf))
  }
  const confidence = judge(draft, {
    atTop: isAtTop(region.bbox, layout),
    captioned: isCaptioned(region.bbox, layout),
  })
  return confidence > 0 ? [toTable(draft, layout.number, { confidence, confidenceOf })] : []
}

/** Whether nothing but a running head stands above. */
function isAtTop(box: BBox, { words, height }: PageLayout): boolean {
  return box[1] < topShare * height && words.filter((word) => word.bbox[3] <= box[1] + 1).length <= maxHeadWords
}

/** Whether the caption of a table, of one line or two, stands right above. */
function isCaptioned([x0, y0, x1]: BBox, { words }: PageLayout): boolean {
  const above = words.filter(
    ({ bbox, font_size }) =>
      bbox[3] <= y0 + 0.5 * font_size && bbox[3] > y0 - maxCaptionHeight * font_size && bbox[0] < x1 && bbox[2] > x0,
  )
  return groupLines(above)
    .slice(-2)
    .some(({ words: line }) => {
      const text = line.map((word) => word.text).join(' ')
      return isCaption(text) && !isFigureCaption(text)
    })
}

/** A grid of rules may begin below the head: the grid with the lines right above it, where they are its head; else null. */
function withHeadAbove(region: Region, layout: PageLayout): Draft | null {
  if (!region.ruled) return null
  const [x0, y0, x1] = region.bbox
  const near = layout.words.filter(
    ({ bbox, font_size }) =>
      bbox[3] <= y0 + 2 && bbox[3] > y0 - maxHeadHeight * font_size && bbox[0] > x0 - 3 && bbox[2] < x1 + 3,
  )
  const lines = chunkLines(groupLines(near), []).reverse()
  const top = lines.findIndex((entry, i) => !isTabular(entry) || entry.line.bbox[3] < bottomOf(lines[i - 1], y0))
  const head = lines.slice(0, top < 0 ? undefined : top)
  const first = head.at(-1)
  const draft = first && draftTable({ ...region, bbox: [x0, first.line.bbox[1] - 1, x1, region.bbox[3]] }, layout)
  return draft && draft.headerRows > 0 && (draftTable(region, layout)?.headerRows ?? 1) === 0 ? draft : null
}

/** Where a line must reach down to that stands right above another, or above a height. */
const bottomOf = (below: ChunkLine | undefined, otherwise: number) =>
  (below ? below.line.bbox[1] : otherwise) - maxHeadGap * (below?.line.size ?? 10)

type Sureness = { confidence: number; confidenceOf: ConfidenceOf }

function toTable(draft: Draft, page: number, { confidence, confidenceOf }: Sureness): Table {
  const signs = cellSigns(draft)
  const cells = draft.cells
    .map((cell): Cell => {
      const words = cell.chunks.flatMap((chunk) => chunk.words)
      const read = words.reduce((sum, word) => sum + word.confidence, 0) / words.length
      const own = signs.get(cell)
      return {
        row: cell.row,
        col: cell.first,
        row_span: cell.lastRow - cell.row + 1,
        col_span: cell.last - cell.first + 1,
        text: cell.chunks.map((chunk) => chunk.text).join(' '),
        page,
        bbox: unionBox(words.map((word) => word.bbox)),
        confidence: read * (own ? confidenceOf(own) : 1),
        header: cell.header,
      }
    })
    .sort((a, b) => a.row - b.row || a.col - b.col)
  return {
    name: null,
    page,
    bbox: unionBox(cells.map((cell) => cell.bbox ?? [0, 0, 0, 0])),
    confidence,
    row_count: draft.rows,
    col_count: draft.columns,
    header_rows: draft.headerRows,
    cells,
  }
}
