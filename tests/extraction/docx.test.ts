import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Document, Packer, Paragraph, type Table, TableCell, TableRow, TextRun, Table as WordTable } from 'docx'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDocx } from '../../lib/extraction/engines/docx.ts'
import type { PageResult, TableArtifact } from '../../lib/extraction/model.ts'
import { boardPaper, capexTruth, type PaperTable, revenueTruth } from '../../scripts/samples/board-paper.ts'

let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'docx-test-'))
})
afterAll(() => rm(dir, { recursive: true, force: true }))

async function read(bytes: Buffer): Promise<PageResult> {
  const file = join(dir, 'document.docx')
  await writeFile(file, bytes)
  const document = await openDocx(file)
  return document.readPage(1)
}

const paragraph = (text: string, bold = false) => new Paragraph({ children: [new TextRun({ text, bold })] })
const row = (texts: string[], bold = false) =>
  new TableRow({ children: texts.map((text) => new TableCell({ children: [paragraph(text, bold)] })) })
const written = (...children: (Paragraph | Table)[]) => Packer.toBuffer(new Document({ sections: [{ children }] }))
const tablesOf = (page: PageResult) =>
  page.artifacts.filter((artifact): artifact is TableArtifact => artifact.kind === 'table')
const texts = (table: TableArtifact) => table.cells.map((cell) => cell.text)

function asTruth({ name, header_rows, row_count, col_count, cells }: TableArtifact): PaperTable {
  return {
    name: name ?? '',
    headerRows: header_rows,
    rows: row_count,
    cols: col_count,
    cells: cells.map(({ text, row, col, row_span, col_span }) => ({
      text,
      row,
      col,
      rowSpan: row_span,
      colSpan: col_span,
    })),
  }
}

const inReadingOrder = (table: PaperTable): PaperTable => ({
  ...table,
  cells: [...table.cells].sort((a, b) => a.row - b.row || a.col - b.col),
})

describe('a Word document', () => {
  test('merged cells keep their place and their spans, and rows marked as repeated are headers', async () => {
    const [revenue] = tablesOf(await read(await boardPaper()))
    expect(asTruth(revenue!)).toEqual(inReadingOrder(revenueTruth()))
  })

  test('a header told only by its bold type is found, and a footnote mark does not join the text of its cell', async () => {
    const [, capex] = tablesOf(await read(await boardPaper()))
    expect(asTruth(capex!)).toEqual(inReadingOrder(capexTruth()))
    expect(capex!.cells.filter((cell) => cell.header).map((cell) => cell.text)).toEqual(['Project', 'Paid (USD)'])
  })

  test('a table within a cell is a table of its own, after the outer one, and no text of the cell', async () => {
    const [, , outer, inner] = tablesOf(await read(await boardPaper()))
    expect(texts(outer!)).toEqual(['Controlling'])
    expect(texts(inner!)).toEqual(['Office', 'Telephone', 'Portland', '207 555 0142'])
  })

  test('is one page without size or positions, its text in reading order with its roles', async () => {
    const page = await read(await boardPaper())
    expect(page).toMatchObject({ number: 1, width: null, height: null, source: 'docx', engine: 'docx' })
    expect(page.artifacts.every((artifact) => artifact.bbox === null)).toBe(true)
    const roles = page.artifacts.map((artifact) => (artifact.kind === 'text' ? artifact.role : artifact.kind))
    expect(roles.slice(0, 5)).toEqual(['title', 'heading', 'paragraph', 'caption', 'table'])
  })

  test('counts the characters of its text without white space, those of a table in a cell once', async () => {
    const page = await read(await written(paragraph('Net  income 12'), new WordTable({ rows: [row(['a b', 'c'])] })))
    expect(page.characters).toBe('Netincome12abc'.length)
  })

  test('two tables of one heading are both named by it; without heading or caption a table has no name', async () => {
    const table = () => new WordTable({ rows: [row(['x', '1'])] })
    const headed = await read(
      await written(new Paragraph({ text: 'Leases', heading: 'Heading2' }), table(), paragraph(''), table()),
    )
    expect(tablesOf(headed).map(({ name }) => name)).toEqual(['Leases', 'Leases'])
    const bare = await read(await written(paragraph('See below'), table()))
    expect(tablesOf(bare).map(({ name }) => name)).toEqual([null])
  })

  test('a short paragraph before a table names it when it reads like a caption', async () => {
    const table = new WordTable({ rows: [row(['x', '1'])] })
    const page = await read(await written(paragraph('Schedule B-2: Ageing'), table))
    expect(tablesOf(page)[0]!.name).toBe('Schedule B-2: Ageing')
  })

  test('a bold first row is the header even where the rest is bold too, and a bold line of one cell further down is not', async () => {
    const allBold = new WordTable({ rows: [row(['a', '1'], true), row(['b', '2'], true)] })
    const section = new WordTable({ rows: [row(['Asset', 'Cost'], true), row(['Land', ''], true), row(['Plot', '2'])] })
    const page = await read(await written(allBold, paragraph('then'), section))
    expect(tablesOf(page).map((table) => table.header_rows)).toEqual([1, 1])
  })

  test('a plain first row of words, or of years, over a column of figures is the header', async () => {
    const named = new WordTable({ rows: [row(['Item', 'Amount']), row(['Rent', '1,200']), row(['Power', '(340)'])] })
    const years = new WordTable({ rows: [row(['', '2025']), row(['Rent', '1,200']), row(['Power', '340'])] })
    const facts = new WordTable({ rows: [row(['Rent', '1,200']), row(['Power', '340']), row(['Water', '95'])] })
    const page = await read(await written(named, paragraph('and'), years, paragraph('and'), facts))
    expect(tablesOf(page).map((table) => table.header_rows)).toEqual([1, 1, 0])
  })

  test('without any content it is empty, not a page of nothing', async () => {
    await expect(read(await written(paragraph('  ')))).rejects.toMatchObject({ unreadable: { code: 'document_empty' } })
  })
})
