/**
 * Textract's responses, made by hand after AWS's documentation ("Text Detection and Document Analysis Response Objects",
 * "Tables", "Layout Response Objects", "Invoice and Receipt Response Objects" of the developer guide): none was recorded.
 * Places are given in points of the upright page, from its top left, and written as the service does: as shares of the
 * sides of the picture, with a polygon that begins where the text does.
 */
import type {
  AnalyzeDocumentResponse,
  AnalyzeExpenseResponse,
  Block,
  BlockType,
  EntityType,
  ExpenseField,
  Geometry,
  RelationshipType,
} from '@aws-sdk/client-textract'
import { type QuarterTurn, type Size, turnBack } from '../../lib/extraction/quarter-turn.ts'
import type { BBox } from '../../lib/schedules/model.ts'

/** `displayed`: how the page lies; `turned`: how far it must be turned, clockwise, until its text is upright. */
type Sheet = { displayed: Size; turned?: QuarterTurn }

export type Print = { text: string; box: BBox; confidence?: number }

export type PrintedCell = {
  row: number
  col: number
  row_span?: number
  col_span?: number
  /** Of the cell's words; left out for a blank cell. */
  print?: Print
  entities?: EntityType[]
  confidence?: number
}

type PrintedTable = {
  cells: PrintedCell[]
  confidence?: number
  title?: Print
  footer?: Print
}

type LayoutType = Extract<BlockType, `LAYOUT_${string}`>

export function analysis({ displayed, turned = 0 }: Sheet) {
  const blocks: Block[] = []
  const placed = (box: BBox) => geometry(box, displayed, turned)
  const add = (block: Omit<Block, 'Id' | 'Page'>): Block => {
    const made = { ...block, Id: `block-${blocks.length}`, Page: 1 }
    blocks.push(made)
    return made
  }
  const page = add({ BlockType: 'PAGE', Geometry: placed([0, 0, ...upright(displayed, turned)]), Relationships: [] })
  const top = (block: Block) => {
    link(page, 'CHILD', [block])
    return block
  }

  /** A line and its words, which share its width by their characters. */
  function line({ text, box, confidence = 99 }: Print): Block {
    const words = splitWords(text, box).map((word) =>
      add({
        BlockType: 'WORD',
        Text: word.text,
        TextType: 'PRINTED',
        Confidence: confidence,
        Geometry: placed(word.box),
      }),
    )
    const made = add({ BlockType: 'LINE', Text: text, Confidence: confidence, Geometry: placed(box) })
    return top(link(made, 'CHILD', words))
  }

  const wordsOf = (made: Block): Block[] =>
    (made.Relationships?.[0]?.Ids ?? []).flatMap((id) => blocks.find(({ Id }) => Id === id) ?? [])

  return {
    blocks,
    line,
    layout: (BlockType: LayoutType, children: Block[], box: BBox): Block =>
      top(link(add({ BlockType, Confidence: 95, Geometry: placed(box) }), 'CHILD', children)),

    /** A word that is no text but a box, ticked or not. */
    tick: (selected: boolean, box: BBox): Block =>
      add({
        BlockType: 'SELECTION_ELEMENT',
        Confidence: 90,
        SelectionStatus: selected ? 'SELECTED' : 'NOT_SELECTED',
        Geometry: placed(box),
      }),

    /** Each cell that spans is written as the cells it is made of, and a MERGED_CELL that names them. */
    table({ cells, confidence = 98, title, footer }: PrintedTable): { table: Block; lines: Block[] } {
      const lines: Block[] = []
      const say = (print: Print | undefined): Block[] => {
        if (!print) return []
        const made = line(print)
        lines.push(made)
        return wordsOf(made)
      }
      const singles: Block[] = []
      const merged: Block[] = []
      for (const { row, col, row_span = 1, col_span = 1, print, entities, confidence: sure = 95 } of cells) {
        const words = say(print)
        const members: Block[] = []
        for (let r = row; r < row + row_span; r++)
          for (let c = col; c < col + col_span; c++) {
            const facts = { Confidence: sure, RowIndex: r + 1, ColumnIndex: c + 1, RowSpan: 1, ColumnSpan: 1 }
            const cell = add({ BlockType: 'CELL', ...facts, Geometry: placed(print?.box ?? [0, 0, 1, 1]) })
            if (entities) cell.EntityTypes = entities
            members.push(r === row && c === col ? link(cell, 'CHILD', words) : cell)
          }
        singles.push(...members)
        if (members.length > 1) {
          const facts = {
            Confidence: sure,
            RowIndex: row + 1,
            ColumnIndex: col + 1,
            RowSpan: row_span,
            ColumnSpan: col_span,
          }
          const cell = add({ BlockType: 'MERGED_CELL', ...facts, Geometry: placed(print?.box ?? [0, 0, 1, 1]) })
          if (entities) cell.EntityTypes = entities
          merged.push(link(cell, 'CHILD', members))
        }
      }
      const around = unionOf(cells.flatMap(({ print }) => (print ? [print.box] : [])))
      const table = add({
        BlockType: 'TABLE',
        Confidence: confidence,
        Geometry: placed(around),
        EntityTypes: ['STRUCTURED_TABLE'],
      })
      link(table, 'CHILD', singles)
      link(table, 'MERGED_CELL', merged)
      for (const [type, print] of [['TABLE_TITLE', title] as const, ['TABLE_FOOTER', footer] as const])
        if (print) {
          const part = add({ BlockType: type, Confidence: 97, Geometry: placed(print.box) })
          link(table, type, [link(part, 'CHILD', say(print))])
        }
      return { table: top(table), lines }
    },

    response: (): AnalyzeDocumentResponse => ({
      DocumentMetadata: { Pages: 1 },
      AnalyzeDocumentModelVersion: '1.0',
      Blocks: blocks,
    }),
  }
}

/** A relationship is only there when it names something. */
function link(block: Block, Type: RelationshipType, others: readonly Block[]): Block {
  const Ids = others.flatMap(({ Id }) => Id ?? [])
  const known = block.Relationships?.find((relationship) => relationship.Type === Type)
  if (known) known.Ids?.push(...Ids)
  else if (Ids.length > 0) block.Relationships = [...(block.Relationships ?? []), { Type, Ids }]
  return block
}

function upright({ width, height }: Size, turned: QuarterTurn): [number, number] {
  return turned === 90 || turned === 270 ? [height, width] : [width, height]
}

function geometry(box: BBox, displayed: Size, turned: QuarterTurn): Geometry {
  const [x0, y0, x1, y1] = turnBack(box, displayed, turned).map((at, i) =>
    i % 2 === 0 ? at / displayed.width : at / displayed.height,
  ) as [number, number, number, number]
  const clockwise = [
    { X: x0, Y: y0 },
    { X: x1, Y: y0 },
    { X: x1, Y: y1 },
    { X: x0, Y: y1 },
  ]
  // Where the text begins lies as many corners on as the page is turned against its text.
  const first = ((360 - turned) % 360) / 90
  const Polygon = [...clockwise.slice(first), ...clockwise.slice(0, first)]
  return { BoundingBox: { Left: x0, Top: y0, Width: x1 - x0, Height: y1 - y0 }, Polygon, RotationAngle: 0 }
}

function splitWords(text: string, [x0, y0, x1, y1]: BBox): { text: string; box: BBox }[] {
  const step = (x1 - x0) / Math.max(1, text.length)
  return [...text.matchAll(/\S+/g)].map(([word], i, all) => {
    const at = all.slice(0, i).reduce((from, [before]) => text.indexOf(before, from) + before.length, 0)
    const start = text.indexOf(word, at)
    return { text: word, box: [x0 + start * step, y0, x0 + (start + word.length) * step, y1] as const }
  })
}

function unionOf(boxes: readonly BBox[]): BBox {
  return [
    Math.min(...boxes.map(([x0]) => x0)),
    Math.min(...boxes.map(([, y0]) => y0)),
    Math.max(...boxes.map(([, , x1]) => x1)),
    Math.max(...boxes.map(([, , , y1]) => y1)),
  ]
}

type ExpenseEntry = {
  type: string
  text: string
  box: BBox
  typeConfidence?: number
  confidence?: number
  currency?: string
  groups?: string[]
}

export function expense(
  displayed: Size,
  documents: readonly { summary: readonly ExpenseEntry[]; items?: readonly (readonly ExpenseEntry[])[] }[],
): AnalyzeExpenseResponse {
  const field = (entry: ExpenseEntry): ExpenseField => ({
    Type: { Text: entry.type, Confidence: entry.typeConfidence ?? 99 },
    ValueDetection: {
      Text: entry.text,
      Confidence: entry.confidence ?? 98,
      Geometry: geometry(entry.box, displayed, 0),
    },
    PageNumber: 1,
    ...(entry.currency ? { Currency: { Code: entry.currency, Confidence: 97 } } : {}),
    ...(entry.groups ? { GroupProperties: [{ Types: entry.groups, Id: 'group-1' }] } : {}),
  })
  return {
    DocumentMetadata: { Pages: 1 },
    ExpenseDocuments: documents.map(({ summary, items = [] }, index) => ({
      ExpenseIndex: index + 1,
      SummaryFields: summary.map(field),
      LineItemGroups: [
        { LineItemGroupIndex: 1, LineItems: items.map((item) => ({ LineItemExpenseFields: item.map(field) })) },
      ],
    })),
  }
}
