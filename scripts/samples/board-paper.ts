/** The Word sample: headings, a table with merged cells in two header rows, one named by its heading, one in a cell. */
import {
  AlignmentType,
  Document,
  FootnoteReferenceRun,
  HeadingLevel,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { money, sum, whole } from './figures.ts'

/** A cell of the truth: text with the positions that it covers. */
export type SpannedText = { text: string; row: number; col: number; rowSpan: number; colSpan: number }
export type PaperTable = { name: string; headerRows: number; cells: SpannedText[]; rows: number; cols: number }

const REGIONS: [string, string, number[]][] = [
  ['Europe', 'Instruments', [4_120, 4_385, 4_310, 4_902]],
  ['', 'Service', [1_240, 1_265, 1_310, 1_405]],
  ['Americas', 'Instruments', [5_870, 5_640, 6_015, 6_480]],
  ['', 'Service', [2_015, 2_090, 2_130, 2_266]],
]

const CAPEX: [string, number][] = [
  ['Milling centre, deposit', 12_375_000],
  ['Clean room, phase 2', 8_640_050],
  ['Refund, cancelled order', -1_200_000],
]

/** The paper as DOCX. Word's own dates of creation make its bytes differ from run to run; its content does not. */
export function boardPaper(): Promise<Buffer> {
  const document = new Document({
    title: 'Board paper 7',
    footnotes: { 1: { children: [new Paragraph('Excludes the discontinued optics line.')] } },
    sections: [
      {
        children: [
          new Paragraph({ text: 'Board paper 7: Trading update', heading: HeadingLevel.TITLE }),
          new Paragraph({ text: 'Revenue by region', heading: HeadingLevel.HEADING_1 }),
          new Paragraph('Revenue grew in both regions; the fourth quarter includes a large order from Ironbridge.'),
          new Paragraph({ text: 'Table 1: Revenue by region and quarter, in thousands of dollars', style: 'Caption' }),
          revenueTable(),
          new Paragraph({ text: 'Capital expenditure', heading: HeadingLevel.HEADING_1 }),
          new Paragraph('The committee approved the following payments.'),
          capexTable(),
          new Paragraph({ text: 'Contacts', heading: HeadingLevel.HEADING_2 }),
          contactsTable(),
        ],
      },
    ],
  })
  return Packer.toBuffer(document)
}

export const revenueTruth = (): PaperTable => {
  const totals = [0, 1, 2, 3].map((quarter) => sum(REGIONS.map(([, , amounts]) => amounts[quarter]!)))
  const cells: SpannedText[] = [
    at('Region', 0, 0, 2, 1),
    at('Segment', 0, 1, 2, 1),
    at('First half', 0, 2, 1, 2),
    at('Second half', 0, 4, 1, 2),
    ...['Q1', 'Q2', 'Q3', 'Q4'].map((text, index) => at(text, 1, 2 + index)),
    ...REGIONS.flatMap(([region, segment, amounts], index) => [
      ...(region === '' ? [] : [at(region, 2 + index, 0, 2, 1)]),
      at(segment, 2 + index, 1),
      ...amounts.map((amount, quarter) => at(whole(amount), 2 + index, 2 + quarter)),
    ]),
    at('Total', 6, 0, 1, 2),
    ...totals.map((total, quarter) => at(whole(total), 6, 2 + quarter)),
  ]
  return {
    name: 'Table 1: Revenue by region and quarter, in thousands of dollars',
    headerRows: 2,
    cells,
    rows: 7,
    cols: 6,
  }
}

export const capexTruth = (): PaperTable => ({
  name: 'Capital expenditure',
  headerRows: 1,
  cells: [
    at('Project', 0, 0),
    at('Paid (USD)', 0, 1),
    ...CAPEX.flatMap(([project, cents], index) => [at(project, index + 1, 0), at(money(cents), index + 1, 1)]),
    at('Total', CAPEX.length + 1, 0),
    at(money(sum(CAPEX.map(([, cents]) => cents))), CAPEX.length + 1, 1),
  ],
  rows: CAPEX.length + 2,
  cols: 2,
})

function at(text: string, row: number, col: number, rowSpan = 1, colSpan = 1): SpannedText {
  return { text, row, col, rowSpan, colSpan }
}

function revenueTable(): Table {
  return drawTruth(revenueTruth(), (row) => row < 2)
}

/** Its header is told by its bold type alone, and one of its cells has a footnote. */
function capexTable(): Table {
  return drawTruth(capexTruth(), () => false)
}

function drawTruth({ cells, rows }: PaperTable, isRepeatedHeader: (row: number) => boolean): Table {
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: Array.from({ length: rows }, (_, row) => {
      const own = cells.filter((cell) => cell.row === row).sort((a, b) => a.col - b.col)
      return new TableRow({
        tableHeader: isRepeatedHeader(row) || undefined,
        children: own.map((cell) => drawCell(cell, row === 0)),
      })
    }),
  })
}

function drawCell({ text, col, rowSpan, colSpan }: SpannedText, bold: boolean): TableCell {
  const note = text === CAPEX[0]![0] ? [new FootnoteReferenceRun(1)] : []
  return new TableCell({
    rowSpan,
    columnSpan: colSpan,
    children: [
      new Paragraph({
        alignment: col === 0 ? AlignmentType.LEFT : AlignmentType.RIGHT,
        children: [new TextRun({ text, bold }), ...note],
      }),
    ],
  })
}

/** A table within the cell of another. */
function contactsTable(): Table {
  const cell = (...children: (Paragraph | Table)[]) => new TableCell({ children })
  const inner = new Table({
    rows: [
      ['Office', 'Telephone'],
      ['Portland', '207 555 0142'],
    ].map((texts) => new TableRow({ children: texts.map((text) => cell(new Paragraph(text))) })),
  })
  return new Table({
    rows: [new TableRow({ children: [cell(new Paragraph('Controlling')), cell(inner, new Paragraph(''))] })],
  })
}
