import { Document, Footer, Header, Packer, PageNumber, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx'
import { describe, expect, test } from 'vitest'
import { readDocx, tablesOf, textsOf } from './read-docx.ts'

const row = (...texts: string[]) =>
  new TableRow({ children: texts.map((text) => new TableCell({ children: [new Paragraph(text)] })) })
const header = (...children: (Paragraph | Table)[]) => new Header({ children })
const footer = (text: string) =>
  new Footer({
    children: [new Paragraph({ children: [new TextRun(text), new TextRun({ children: [PageNumber.CURRENT] })] })],
  })

type Section = ConstructorParameters<typeof Document>[0]['sections'][number]
const read = async (sections: Section[], evenAndOddHeaderAndFooters = false) =>
  readDocx(await Packer.toBuffer(new Document({ sections, evenAndOddHeaderAndFooters })))

const body = [new Paragraph('Body'), new Table({ rows: [row('x', '1'), row('y', '2')] })]

describe('headers and footers of a Word document', () => {
  test('are read once each with their roles, before and after the text', async () => {
    const page = await read([
      {
        headers: { default: header(new Paragraph('Acme plc')) },
        footers: { default: footer('Page ') },
        children: body,
      },
      { headers: { default: header(new Paragraph('Acme plc')) }, footers: { default: footer('Draft') }, children: [] },
    ])
    expect(textsOf(page, 'header')).toEqual(['Acme plc'])
    expect(textsOf(page, 'footer')).toEqual(['Page', 'Draft'])
    expect(page.artifacts.map(({ kind }) => kind)).toEqual(['text', 'text', 'table', 'text', 'text'])
  })

  test('of first and of even pages are read where such pages are set apart', async () => {
    const headers = {
      default: header(new Paragraph('Odd')),
      first: header(new Paragraph('First')),
      even: header(new Paragraph('Even')),
    }
    expect(textsOf(await read([{ headers, children: body }]), 'header')).toEqual(['Odd'])
    const apart = await read([{ properties: { titlePage: true }, headers, children: body }], true)
    expect(textsOf(apart, 'header').sort()).toEqual(['Even', 'First', 'Odd'])
  })

  test('laid out in a table are text, and a table of figures in them is a table, once', async () => {
    const letterhead = new Table({ rows: [row('Acme plc', 'Board paper 7'), row('Portland', '12 May')] })
    const rates = () => new Table({ rows: [row('', '2023', '2024'), row('EUR', '1.08', '1.09'), row('GBP', '1.24', '1.27')] }) // biome-ignore format: short
    const page = await read([
      { headers: { default: header(letterhead, rates()) }, children: body },
      { headers: { default: header(rates()) }, children: [] },
    ])
    expect(textsOf(page, 'header')).toEqual(['Acme plc', 'Board paper 7', 'Portland', '12 May'])
    expect(tablesOf(page).map(({ row_count }) => row_count)).toEqual([3, 2])
  })
})
