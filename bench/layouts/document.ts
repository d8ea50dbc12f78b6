/**
 * Documents with a table whose truth is known: a seed decides what it says, how it is set, and what stands around it.
 * What a reader could not tell from the print either is not asked: which columns a heading without a rule spans, say.
 */
import { type Random, randomOf } from '../print-figures.ts'
import type { ScoredTable } from '../score-tables.ts'
import { makeContent } from './content.ts'
import { drawTable } from './draw-table.ts'
import { openPage, type Pdf, type Turn, writePdf } from './page.ts'
import { type SetTable, setTable } from './set-table.ts'
import { fonts, makeStyle, type Ruling } from './style.ts'
import { captions, prose } from './vocabulary.ts'

export type LayoutOptions = {
  ruling?: Ruling
  /** Long tables on short pages, without anything around that would part them. */
  pages?: 'one' | 'several'
}
export type LayoutFacts = { ruling: Ruling; columns: number; rows: number; pages: number; turn: Turn; around: Around }
export type LayoutDocument = { bytes: Uint8Array; truth: ScoredTable; facts: LayoutFacts }

const arounds = ['nothing', 'prose', 'two_columns', 'notes'] as const
type Around = (typeof arounds)[number]
const rulings = ['grid', 'grid', 'rows', 'head_and_foot', 'head', 'none', 'none', 'bands'] as const
const margin = 50

export async function layoutDocument(seed: number, options: LayoutOptions = {}): Promise<LayoutDocument> {
  const random = randomOf(seed * 7919 + 17)
  const ruling = options.ruling ?? random.pick(rulings)
  const several = options.pages === 'several'
  const around = random.pick(several ? (['nothing', 'prose', 'notes'] as const) : arounds)
  const turn = random.pick([0, 0, 0, 90, 180, 270] as const)
  const columns = around === 'two_columns' ? random.int(2, 4) : random.int(2, 12)
  const rows = several ? random.int(40, 120) : random.int(3, random.chance(0.3) ? 60 : 20)
  const grid = ruling === 'grid'
  const rowSpans = grid && !several && random.chance(0.3)
  const content = makeContent(random, {
    columns,
    rows,
    rowSpans,
    spanningHeads: random.chance(0.4),
    // A row without any text of its own beside a label that spans it would leave no trace.
    blanks: random.chance(0.4) && !rowSpans,
    wraps: random.chance(0.4),
  })
  const style = makeStyle(random, ruling)
  let pages = 1
  const bytes = await writePdf((pdf) => {
    const set = setTable(pdf, content, style)
    const sheet = sheetFor(set, around)
    pages = drawDocument(pdf, set, sheet, { random, around, turn, several })
  })
  const truth = { pages: Array.from({ length: pages }, (_, i) => i + 1), cells: truthOf(content.cells) }
  return { bytes, truth, facts: { ruling, columns, rows, pages, turn, around } }
}

const truthOf = (cells: SetTable['content']['cells']) =>
  cells.map(({ row, col, row_span, col_span, text, sign }) => ({
    row,
    col,
    rowspan: row_span,
    colspan: col_span,
    text: sign ? `${sign} ${text}` : text,
  }))

/** The smallest of three sheets that is wide enough; where text stands beside the table, half of one. */
function sheetFor({ edges }: SetTable, around: Around): [number, number] {
  const width =
    (edges.at(-1) ?? 0) * (around === 'two_columns' ? 2 : 1) + 2 * margin + (around === 'two_columns' ? 24 : 0)
  const sheets: [number, number][] = [[595, 842], [842, 595], [1191, 842]] // biome-ignore format: a sheet each
  return sheets.find((sheet) => sheet[0] >= width) ?? [width, 842]
}

type Setting = { random: Random; around: Around; turn: Turn; several: boolean }

/** Draws all pages and returns how many the table is on. A table that is to stand on one page gets a page that holds it. */
function drawDocument(pdf: Pdf, set: SetTable, sheet: [number, number], setting: Setting): number {
  const { random, around, turn, several } = setting
  const height = set.heights.reduce((sum, row) => sum + row, 0)
  const [width] = sheet
  const room = several ? sheet[1] : Math.max(sheet[1], height + 360)
  let pages = 1
  const open = () => {
    openPage(pdf, [width, room], turn)
    note(pdf, set, `Annual report 2024`, margin, 28)
    note(pdf, set, String(11 + pages), width - margin - 20, room - 32)
  }
  open()
  let y = 60
  const from = random.int(0, 5)
  const textWidth = around === 'two_columns' ? (width - 2 * margin - 24) / 2 : width - 2 * margin
  if (around === 'prose' || around === 'two_columns')
    y = paragraph(pdf, prose(random.int(2, 5), from), margin, y, textWidth) + 14
  const caption = around === 'nothing' ? null : `Table ${random.int(1, 20)}: ${random.pick(captions)}`
  if (caption) y = title(pdf, set, caption, y)
  const left =
    around === 'nothing'
      ? margin + random.int(0, Math.max(0, Math.floor(width - 2 * margin - (set.edges.at(-1) ?? 0))))
      : margin
  const announced = random.chance(0.5)
  const end = drawTable(pdf, set, left, y, {
    bottom: room - 60,
    nextPage: () => {
      pages += 1
      open()
      return announced && caption ? title(pdf, set, `${caption} (continued)`, 60) : 60
    },
    repeatHead: random.chance(0.5),
    splitRows: random.chance(0.5),
  })
  if (around === 'notes') note(pdf, set, '* Figures of the year before have been restated.', left, end + 6)
  if (around === 'prose' && end < room - 150) paragraph(pdf, prose(3, from + 2), margin, end + 20, textWidth)
  if (around === 'two_columns') {
    paragraph(pdf, prose(3, from + 1), margin, end + 20, textWidth)
    paragraph(pdf, prose(Math.ceil((end - 20) / 20), from + 3), margin + textWidth + 24, 60, textWidth)
  }
  return pages
}

function paragraph(pdf: Pdf, text: string, x: number, y: number, width: number): number {
  pdf.font('Times-Roman').fontSize(10).text(text, x, y, { width, align: 'justify' })
  return pdf.y
}

function title(pdf: Pdf, { style }: SetTable, text: string, y: number): number {
  pdf
    .font(fonts[style.font][1])
    .fontSize(style.size + 1)
    .text(text, margin, y, { lineBreak: false })
  return y + 2 * style.size + 4
}

function note(pdf: Pdf, { style }: SetTable, text: string, x: number, y: number): void {
  pdf.font(fonts[style.font][0]).fontSize(7).text(text, x, y, { lineBreak: false })
}
