/**
 * One small document in every form that an engine reads: with a text layer, as a scan, as a Word file, and as Textract
 * would answer. A title, prose, a captioned table with merged headers and a note; the same again lying on its side; a
 * page with nothing on it.
 */
import { AlignmentType, Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx'
import type PDFDocument from 'pdfkit'
import { grayPng } from '../../lib/extraction/engines/gray-png.ts'
import { openRenderer } from '../../lib/extraction/engines/render-page.ts'
import type { BBox } from '../../lib/schedules/model.ts'
import { drawPdf, put } from './draw-pdf.ts'
import { analysis, type PrintedCell } from './textract-responses.ts'

type Pdf = InstanceType<typeof PDFDocument>
type Spanning = { row: number; col: number; row_span: number; col_span: number; text: string }

export const UPRIGHT = { width: 595.28, height: 841.89 }
export const ON_ITS_SIDE = { width: UPRIGHT.height, height: UPRIGHT.width }

export const TITLE = 'Annual report of Larkfield Instruments'
export const CAPTION = 'Table 1: Revenue by region'
export const NOTE = 'Figures have been agreed to the ledger and have not been audited by anybody else.'
export const PROSE = [
  'The directors present their report together with the statements of the group for the year,',
  'and confirm that they have kept proper books of account which disclose its position.',
  'Revenue grew in every region but one, where a large order was delivered before the year began.',
]

const HEADER_ROWS = 2
const wide = (row: number, col: number, text: string, row_span = 1, col_span = 1): Spanning => ({
  row,
  col,
  row_span,
  col_span,
  text,
})
const BODY = [
  ['Northern', '1,204.50', '301.20', '1,120.75', '280.40'],
  ['Southern', '986.25', '246.10', '1,003.60', '250.90'],
  ['Overseas', '2,450.00', '612.50', '2,301.15', '575.30'],
  ['Total', '4,640.75', '1,159.80', '4,425.50', '1,106.60'],
]
/** As everybody must find it. */
export const TABLE = {
  name: CAPTION,
  row_count: HEADER_ROWS + BODY.length,
  col_count: 5,
  header_rows: HEADER_ROWS,
  cells: [
    wide(0, 0, 'Region', 2),
    wide(0, 1, 'Year 2025', 1, 2),
    wide(0, 3, 'Year 2024', 1, 2),
    ...['Revenue', 'Margin', 'Revenue', 'Margin'].map((text, i) => wide(1, i + 1, text)),
    ...BODY.flatMap((texts, i) => texts.map((text, col) => wide(i + HEADER_ROWS, col, text))),
  ],
}

/** All that is printed on a page, white space not counted. */
export const CHARACTERS = [TITLE, ...PROSE, CAPTION, NOTE, ...TABLE.cells.map(({ text }) => text)]
  .join('')
  .replace(/\s/g, '').length

const LEFT = 60
const EDGES = [LEFT, 180, 270, 360, 450, 540]
const TOP = 230
const PITCH = 24
const RULE_GAP = 4
const BOTTOM = TOP + PITCH * TABLE.row_count
/** Left, top and size of what stands around the table. */
const TEXTS: [text: string, y: number, size: number][] = [
  [TITLE, 60, 20],
  ...PROSE.map((text, i): [string, number, number] => [text, 110 + 15 * i, 11]),
  [CAPTION, TOP - 24, 12],
  [NOTE, BOTTOM + 14, 11],
]

const boxOf = ({ row, col, row_span, col_span }: Spanning): BBox => [
  EDGES[col]!,
  TOP + PITCH * row,
  EDGES[col + col_span]!,
  TOP + PITCH * (row + row_span),
]

function drawSheet(pdf: Pdf): void {
  for (const [text, y, size] of TEXTS) {
    pdf.fontSize(size)
    put(pdf, text, LEFT, y)
  }
  pdf.fontSize(11).lineWidth(0.8)
  for (const cell of TABLE.cells) {
    const [x0, y0, x1, y1] = boxOf(cell)
    // Under a heading that spans the rule stops short of its neighbour's.
    const short = cell.col_span > 1 ? RULE_GAP : 0
    for (const x of [x0, x1]) pdf.moveTo(x, y0).lineTo(x, y1).stroke()
    if (cell.row === 0) pdf.moveTo(x0, y0).lineTo(x1, y0).stroke()
    pdf
      .moveTo(x0 + short, y1)
      .lineTo(x1 - short, y1)
      .stroke()
    const baseline = (y0 + y1) / 2 - 5
    if (cell.row < HEADER_ROWS) put(pdf, cell.text, (x0 + x1 - pdf.widthOfString(cell.text)) / 2, baseline)
    else if (cell.col === 0) put(pdf, cell.text, x0 + 6, baseline)
    else put(pdf, cell.text, x1 - 6, baseline, 'right')
  }
}

/** With a text layer. */
export const printed = (): Promise<Uint8Array> =>
  drawPdf((pdf) => {
    drawSheet(pdf)
    const { width, height } = ON_ITS_SIDE
    pdf.addPage({ size: [width, height] })
    // Its top lies to the right.
    pdf.save().transform(0, 1, -1, 0, width, 0)
    drawSheet(pdf)
    pdf.restore()
    pdf.addPage({ size: 'A4' })
  })

/** The same pages as pictures. */
export async function scanned(): Promise<Uint8Array> {
  const renderer = await openRenderer(await printed())
  const pictures = await Promise.all([1, 2, 3].map((page) => renderer.render(page)))
  renderer.close()
  const sizes = [UPRIGHT, ON_ITS_SIDE, UPRIGHT]
  return drawPdf(
    (pdf) => {
      for (const [i, { bitmap }] of pictures.entries()) {
        const { width, height } = sizes[i]!
        pdf.addPage({ size: [width, height] }).image(grayPng(bitmap), 0, 0, { width, height })
      }
    },
    { autoFirstPage: false },
  )
}

/** The first page as a Word file. */
export function asDocx(): Promise<Buffer> {
  const say = (text: string) => new Paragraph({ children: [new TextRun(text)] })
  const rows = Array.from({ length: TABLE.row_count }, (_, index) => {
    const cells = TABLE.cells.filter(({ row }) => row === index)
    const children = cells.map(
      ({ text, row_span: rowSpan, col_span: columnSpan, col }) =>
        new TableCell({
          rowSpan,
          columnSpan,
          children: [new Paragraph({ text, alignment: col === 0 ? AlignmentType.LEFT : AlignmentType.RIGHT })],
        }),
    )
    return new TableRow({ tableHeader: index < HEADER_ROWS, children })
  })
  const children = [
    new Paragraph({ text: TITLE, heading: HeadingLevel.TITLE }),
    ...PROSE.map(say),
    new Paragraph({ text: CAPTION, style: 'Caption' }),
    new Table({ rows }),
    say(NOTE),
  ]
  return Packer.toBuffer(new Document({ sections: [{ children }] }))
}

/** What Textract answers about the first page, or about the second. */
export function answered(page: 1 | 2) {
  const sheet = analysis(page === 1 ? { displayed: UPRIGHT } : { displayed: ON_ITS_SIDE, turned: 270 })
  const place = ([text, y, size]: (typeof TEXTS)[number]) => ({
    text,
    box: [LEFT, y, LEFT + 0.5 * size * text.length, y + size] as const,
  })
  const [title, first, second, third, caption, note] = TEXTS.map(place)
  sheet.layout('LAYOUT_TITLE', [sheet.line(title!)], title!.box)
  const prose = [first!, second!, third!]
  sheet.layout('LAYOUT_TEXT', prose.map(sheet.line), [LEFT, first!.box[1], 540, third!.box[3]])
  const cells = TABLE.cells.map((cell): PrintedCell => {
    const [x0, y0, x1, y1] = boxOf(cell)
    const print = { text: cell.text, box: [x0 + 6, (y0 + y1) / 2 - 5, x1 - 6, (y0 + y1) / 2 + 6] as const }
    return { ...cell, print, ...(cell.row < HEADER_ROWS ? { entities: ['COLUMN_HEADER'] } : {}) }
  })
  const { lines } = sheet.table({ cells, title: caption!, footer: note! })
  sheet.layout('LAYOUT_TABLE', lines, [LEFT, caption!.box[1], 540, note!.box[3]])
  return sheet.response()
}
