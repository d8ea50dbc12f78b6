import type { Block } from '@aws-sdk/client-textract'
import { describe, expect, test } from 'vitest'
import { mapPage } from '../../lib/extraction/engines/textract-page.ts'
import type { PageResult, TableArtifact, TextArtifact } from '../../lib/extraction/model.ts'
import type { BBox } from '../../lib/schedules/model.ts'
import { analysis, type Print, type PrintedCell } from './textract-responses.ts'

const A4 = { width: 595, height: 842 }
const facts = { number: 3, ...A4, rotation: 0 as const }

const at = (text: string, x: number, y: number, confidence?: number): Print => ({
  text,
  box: [x, y, x + 6 * text.length, y + 10],
  ...(confidence === undefined ? {} : { confidence }),
})
const cell = (row: number, col: number, text: string, more: Partial<PrintedCell> = {}): PrintedCell => ({
  row,
  col,
  ...(text ? { print: at(text, 50 + 120 * col, 200 + 20 * row) } : {}),
  ...more,
})
const header = { entities: ['COLUMN_HEADER' as const] }

const read = (blocks: readonly Block[]): PageResult => mapPage(blocks, facts)
const tablesOf = (page: PageResult) => page.artifacts.filter((one): one is TableArtifact => one.kind === 'table')
const textsOf = (page: PageResult) => page.artifacts.filter((one): one is TextArtifact => one.kind === 'text')
const gridOf = ({ cells }: TableArtifact) =>
  cells.map(({ row, col, row_span, col_span, text }) => [row, col, row_span, col_span, text])

describe('a table', () => {
  test('keeps its merged cells as one, blank positions have none, and its header is known', () => {
    const sheet = analysis({ displayed: A4 })
    sheet.table({
      cells: [
        cell(0, 0, 'Region', { row_span: 2, ...header }),
        cell(0, 1, '2024', { col_span: 2, ...header }),
        cell(1, 1, 'Revenue', header),
        cell(1, 2, 'Margin', header),
        cell(2, 0, 'North'),
        cell(2, 1, '1,204.50'),
        cell(2, 2, ''),
      ],
    })
    const [table] = tablesOf(read(sheet.blocks))
    expect(table).toMatchObject({ row_count: 3, col_count: 3, header_rows: 2, name: null, engine: 'textract' })
    expect(gridOf(table!)).toEqual([
      [0, 0, 2, 1, 'Region'],
      [0, 1, 1, 2, '2024'],
      [1, 1, 1, 1, 'Revenue'],
      [1, 2, 1, 1, 'Margin'],
      [2, 0, 1, 1, 'North'],
      [2, 1, 1, 1, '1,204.50'],
    ])
    expect(table!.cells.map((one) => one.header)).toEqual([true, true, true, true, false, false])
    expect(table!.cells.every((one) => one.page === 3)).toBe(true)
  })

  test('has the text of a merged cell from all the cells that it is made of, in their order', () => {
    const sheet = analysis({ displayed: A4 })
    const { table } = sheet.table({
      cells: [cell(0, 0, 'Previous'), cell(0, 1, 'Balance'), cell(1, 0, 'Paid'), cell(1, 1, '7')],
    })
    const [first, second] = sheet.blocks.filter(({ BlockType }) => BlockType === 'CELL')
    const Ids = [second!.Id!, first!.Id!]
    sheet.blocks.push({
      BlockType: 'MERGED_CELL',
      Id: 'merged',
      Confidence: 92,
      RowIndex: 1,
      ColumnIndex: 1,
      RowSpan: 1,
      ColumnSpan: 2,
      Relationships: [{ Type: 'CHILD', Ids }],
    })
    table.Relationships!.push({ Type: 'MERGED_CELL', Ids: ['merged'] })
    expect(gridOf(tablesOf(read(sheet.blocks))[0]!)[0]).toEqual([0, 0, 1, 2, 'Previous Balance'])
  })

  test('of merged cells that overlap keeps the first, and no position twice', () => {
    const sheet = analysis({ displayed: A4 })
    const { table } = sheet.table({
      cells: [cell(0, 0, 'a', { col_span: 2 }), cell(0, 2, 'b'), cell(1, 0, 'c'), cell(1, 1, 'd'), cell(1, 2, 'e')],
    })
    const [, second, third] = sheet.blocks.filter(({ BlockType }) => BlockType === 'CELL')
    const Ids = [second!.Id!, third!.Id!]
    sheet.blocks.push({
      BlockType: 'MERGED_CELL',
      Id: 'second',
      Confidence: 90,
      Relationships: [{ Type: 'CHILD', Ids }],
    })
    table.Relationships!.find(({ Type }) => Type === 'MERGED_CELL')!.Ids!.push('second')
    expect(gridOf(tablesOf(read(sheet.blocks))[0]!).slice(0, 2)).toEqual([
      [0, 0, 1, 2, 'a'],
      [0, 2, 1, 1, 'b'],
    ])
  })

  const body = [cell(1, 0, 'Item', header), cell(1, 1, 'EUR', header), cell(2, 0, 'Rent'), cell(2, 1, '900')]

  test.each<[string, { title?: Print; footer?: Print; cells: PrintedCell[] }]>([
    [
      'outside its frame',
      { title: at('Lease costs (continued):', 50, 180), footer: at('Unaudited.', 50, 280), cells: body },
    ],
    [
      'in its frame',
      {
        cells: [
          cell(0, 0, 'Lease costs (continued):', { col_span: 2, entities: ['TABLE_TITLE'] }),
          ...body,
          cell(3, 0, 'Unaudited.', { col_span: 2, entities: ['TABLE_FOOTER'] }),
        ],
      },
    ],
  ])('has its title and its footer %s beside the grid, and is named by the title', (_, printed) => {
    const sheet = analysis({ displayed: A4 })
    sheet.table(printed)
    const page = read(sheet.blocks)
    const [table] = tablesOf(page)
    expect(table).toMatchObject({ name: 'Lease costs', row_count: 2, col_count: 2, header_rows: 1 })
    expect(gridOf(table!).map(([row, , , , text]) => [row, text])).toEqual([
      [0, 'Item'],
      [0, 'EUR'],
      [1, 'Rent'],
      [1, '900'],
    ])
    expect(textsOf(page).map(({ role, text }) => [role, text])).toEqual([
      ['caption', 'Lease costs (continued):'],
      ['paragraph', 'Unaudited.'],
    ])
  })

  test('is named by a title that stands below it, whatever stands above', () => {
    const sheet = analysis({ displayed: A4 })
    sheet.layout('LAYOUT_SECTION_HEADER', [sheet.line(at('Notes', 50, 150))], [50, 150, 200, 160])
    sheet.table({ title: at('Lease costs', 50, 280), cells: body })
    expect(tablesOf(read(sheet.blocks))[0]!.name).toBe('Lease costs')
  })

  test('without a printed title is named by the heading above it', () => {
    const sheet = analysis({ displayed: A4 })
    const heading = sheet.line(at('Trade receivables', 50, 150))
    sheet.layout('LAYOUT_SECTION_HEADER', [heading], [50, 150, 200, 160])
    sheet.table({ cells: body })
    expect(tablesOf(read(sheet.blocks))[0]!.name).toBe('Trade receivables')
  })

  test('keeps section titles and summaries as rows of the grid', () => {
    const sheet = analysis({ displayed: A4 })
    sheet.table({
      cells: [
        cell(0, 0, 'Assets', { col_span: 2, entities: ['TABLE_SECTION_TITLE'] }),
        cell(1, 0, 'Cash'),
        cell(1, 1, '5'),
        cell(2, 0, 'Total', { entities: ['TABLE_SUMMARY'] }),
        cell(2, 1, '5', { entities: ['TABLE_SUMMARY'] }),
      ],
    })
    expect(gridOf(tablesOf(read(sheet.blocks))[0]!).map(([row, , , , text]) => [row, text])).toEqual([
      [0, 'Assets'],
      [1, 'Cash'],
      [1, '5'],
      [2, 'Total'],
      [2, '5'],
    ])
  })

  test('is as sure of a cell as of its place or its words, whichever is less', () => {
    const sheet = analysis({ displayed: A4 })
    sheet.table({
      confidence: 88,
      cells: [
        cell(0, 0, 'Rent', { confidence: 60 }),
        { row: 0, col: 1, print: at('9OO', 170, 200, 45), confidence: 97 },
        cell(1, 0, 'Power'),
        cell(1, 1, '7'),
      ],
    })
    const [table] = tablesOf(read(sheet.blocks))
    expect(table!.confidence).toBeCloseTo(0.88)
    expect(table!.cells.slice(0, 2).map(({ confidence }) => confidence)).toEqual([0.6, 0.45])
  })

  test('shows boxes to tick as such', () => {
    const sheet = analysis({ displayed: A4 })
    const { table } = sheet.table({
      cells: [cell(0, 0, 'Audited'), cell(0, 1, ''), cell(1, 0, 'Draft'), cell(1, 1, '')],
    })
    const blanks = sheet.blocks.filter(({ BlockType, ColumnIndex }) => BlockType === 'CELL' && ColumnIndex === 2)
    for (const [index, blank] of blanks.entries()) {
      const box = sheet.tick(index === 0, [200, 200 + 20 * index, 210, 210 + 20 * index])
      blank.Relationships = [{ Type: 'CHILD', Ids: [box.Id!] }]
    }
    expect(table.BlockType).toBe('TABLE')
    expect(gridOf(tablesOf(read(sheet.blocks))[0]!).map((one) => one[4])).toEqual(['Audited', '☒', 'Draft', '☐'])
  })

  test.each([
    ['one column', [cell(0, 0, 'first'), cell(1, 0, 'second')]],
    ['one row', [cell(0, 0, 'Name'), cell(0, 1, 'Ada')]],
    ['a first column that is blank', [cell(0, 0, ''), cell(0, 1, 'first'), cell(1, 0, ''), cell(1, 1, 'second')]],
    ['a second column that is blank', [cell(0, 0, 'first'), cell(0, 1, ''), cell(1, 0, 'second'), cell(1, 1, '')]],
  ])('of %s is none: its words are a text', (_, cells) => {
    const sheet = analysis({ displayed: A4 })
    const { lines } = sheet.table({ cells })
    sheet.layout('LAYOUT_TABLE', lines, [50, 200, 300, 240])
    const page = read(sheet.blocks)
    expect(tablesOf(page)).toEqual([])
    expect(textsOf(page).map(({ role, text }) => [role, text])).toEqual([
      ['paragraph', cells.flatMap(({ print }) => print?.text ?? []).join(' ')],
    ])
  })
})

describe('the text of a page', () => {
  test('has the roles that the layout gives it, in reading order, pictures last', () => {
    const sheet = analysis({ displayed: A4 })
    const say = (type: Parameters<typeof sheet.layout>[0], y: number, ...texts: string[]) => {
      const lines = texts.map((text, i) => sheet.line(at(text, 60, y + 12 * i)))
      return sheet.layout(type, lines, [60, y, 300, y + 12 * texts.length])
    }
    say('LAYOUT_PAGE_NUMBER', 820, 'Page 3')
    say('LAYOUT_FOOTER', 800, 'Larkfield Instruments')
    say('LAYOUT_TEXT', 140, 'The company has', 'no other debts.')
    say('LAYOUT_TITLE', 60, 'Annual report')
    say('LAYOUT_SECTION_HEADER', 100, 'Note 7: Debts')
    say('LAYOUT_SECTION_HEADER', 120, 'What is owed')
    say('LAYOUT_KEY_VALUE', 300, 'Auditor: Ada')
    say('LAYOUT_HEADER', 20, 'Confidential')
    const items = [say('LAYOUT_TEXT', 200, 'one'), say('LAYOUT_TEXT', 214, 'two')]
    sheet.layout('LAYOUT_LIST', items, [60, 200, 300, 226])
    sheet.layout('LAYOUT_FIGURE', [], [100, 400, 300, 600])
    const page = read(sheet.blocks)
    expect(textsOf(page).map(({ role, text }) => [role, text])).toEqual([
      ['header', 'Confidential'],
      ['title', 'Annual report'],
      ['caption', 'Note 7: Debts'],
      ['heading', 'What is owed'],
      ['paragraph', 'The company has no other debts.'],
      ['paragraph', 'one two'],
      ['paragraph', 'Auditor: Ada'],
      ['footer', 'Larkfield Instruments'],
      ['footer', 'Page 3'],
    ])
    expect(page.artifacts.at(-1)).toMatchObject({ kind: 'figure', bbox: [100, 400, 300, 600], engine: 'textract' })
  })

  test('that no layout mentions is not lost, and none is there twice', () => {
    const sheet = analysis({ displayed: A4 })
    const shared = sheet.line(at('shared', 60, 100))
    sheet.line(at('left out', 60, 130))
    sheet.layout('LAYOUT_FIGURE', [shared], [50, 90, 200, 115])
    sheet.layout('LAYOUT_TEXT', [shared], [50, 90, 200, 115])
    const { lines } = sheet.table({ cells: [cell(0, 0, 'a'), cell(0, 1, '1'), cell(1, 0, 'b'), cell(1, 1, '2')] })
    sheet.layout('LAYOUT_TABLE', lines, [50, 200, 300, 240])
    const page = read(sheet.blocks)
    expect(textsOf(page).map(({ text }) => text)).toEqual(['shared', 'left out'])
    expect(tablesOf(page)).toHaveLength(1)
    expect(page.characters).toBe('sharedleftouta1b2'.length)
  })

  test('is nothing on an empty page', () => {
    const page = read(analysis({ displayed: A4 }).blocks)
    expect(page).toMatchObject({ number: 3, source: 'ocr', engine: 'textract', characters: 0, artifacts: [] })
  })

  test('ends although blocks point to each other in a circle, or to nothing', () => {
    const sheet = analysis({ displayed: A4 })
    const text = sheet.layout('LAYOUT_TEXT', [sheet.line(at('once', 60, 100))], [60, 100, 90, 110])
    text.Relationships![0]!.Ids!.push(text.Id!, 'nowhere')
    expect(textsOf(read(sheet.blocks)).map((one) => one.text)).toEqual(['once'])
  })
})

describe('places', () => {
  test('are points of the page as displayed, and never off it', () => {
    const sheet = analysis({ displayed: A4 })
    sheet.line({ text: 'edge', box: [-3, 100.004, 60, 112] })
    const [text] = textsOf(read(sheet.blocks))
    expect(text!.bbox).toEqual([0, 100, 60, 112])
    expect(text!.font_size).toBeCloseTo(12, 0)
  })

  test.each([90, 180, 270] as const)('of a page that reads upright when turned by %i are found back', (turned) => {
    const displayed = turned === 180 ? A4 : { width: A4.height, height: A4.width }
    const sheet = analysis({ displayed, turned })
    sheet.line(at('Annual report of the company', 60, 60))
    sheet.table({ cells: [cell(0, 0, 'Rent'), cell(0, 1, '900'), cell(1, 0, 'Power'), cell(1, 1, '70')] })
    const page = mapPage(sheet.blocks, { number: 1, ...displayed, rotation: 0 })
    expect(page).toMatchObject({ ...displayed, text: { turned, ...A4, skew: 0 } })
    const word = page.text!.words.find(({ text }) => text === 'Annual')!
    expect(word.bbox.map(Math.round)).toEqual([60, 60, 96, 70])
    expect(word.font_size).toBeCloseTo(10, 0)
    const rent = tablesOf(page)[0]!.cells[0]!
    const turnedBox: Record<number, BBox> = {
      90: [200, A4.width - 74, 210, A4.width - 50],
      180: [A4.width - 74, A4.height - 210, A4.width - 50, A4.height - 200],
      270: [A4.height - 210, 50, A4.height - 200, 74],
    }
    expect(rent.text).toBe('Rent')
    expect(rent.bbox!.map(Math.round)).toEqual(turnedBox[turned])
  })
})
