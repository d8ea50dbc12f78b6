import { describe, expect, test } from 'vitest'
import { detectTables } from '../../lib/schedules/detect/detect-tables.ts'
import type { PageLayout, Word } from '../../lib/schedules/model.ts'
import { ageingRows, drawSheet, lorem, put } from '../extraction/draw-pdf.ts'
import { gridOf, readTables } from './read-tables.ts'

type Pdf = Parameters<Parameters<typeof readTables>[0]>[0]
const rights = [340, 430, 510]

/** A statement without any line: labels to the left, indented by spaces, figures to the right. */
function drawStatement(pdf: Pdf, rows: readonly (readonly string[])[], top: number): void {
  rows.forEach(([label = '', ...figures], i) => {
    put(pdf, label.trimStart(), 60 + 4 * (label.length - label.trimStart().length), top + i * 15)
    figures.forEach((figure, col) => {
      if (figure) put(pdf, figure, rights[col] ?? 0, top + i * 15, 'right')
    })
  })
}

test('a balance sheet without lines is one table, its headings and subtotals in their places', async () => {
  const [table, ...others] = await readTables((pdf) => {
    pdf.font('Helvetica-Bold').fontSize(14)
    put(pdf, 'Consolidated Balance Sheet', 200, 60)
    pdf.font('Helvetica').fontSize(10)
    drawStatement(
      pdf,
      [
        ['', 'Note', '2024', '2023'],
        ['Non-current assets'],
        ['  Property, plant and equipment', '12', '45,120', '41,877'],
        ['  Intangible assets', '13', '8,415', '9,002'],
        ['', '', '53,535', '50,879'],
        ['Current assets'],
        ['  Inventories', '14', '12,880', '13,410'],
        ['  Trade and other receivables, net of allowance'],
        ['    for doubtful accounts', '15', '18,031', '16,644'],
        ['  Bank overdraft', '16', '—', '(412)'],
        ['Total assets', '', '84,446', '80,521'],
      ],
      100,
    )
  })
  expect(others).toEqual([])
  expect(table).toMatchObject({ name: 'Consolidated Balance Sheet', header_rows: 1 })
  expect(gridOf(table!)).toEqual([
    [null, 'Note', '2024', '2023'],
    ['Non-current assets', null, null, null],
    ['Property, plant and equipment', '12', '45,120', '41,877'],
    ['Intangible assets', '13', '8,415', '9,002'],
    [null, null, '53,535', '50,879'],
    ['Current assets', null, null, null],
    ['Inventories', '14', '12,880', '13,410'],
    ['Trade and other receivables, net of allowance for doubtful accounts', '15', '18,031', '16,644'],
    ['Bank overdraft', '16', '—', '(412)'],
    ['Total assets', null, '84,446', '80,521'],
  ])
})

test('dots that lead from a label to its figure are no text', async () => {
  const [table] = await readTables((pdf) => {
    for (const [i, label] of ['Revenue', 'Cost of sales', 'Gross profit', 'Taxes'].entries()) {
      put(pdf, `${label}${i % 2 ? ' ' : ''}${(i % 2 ? '. ' : '.').repeat(40)}`, 60, 100 + i * 15)
      put(pdf, `${i + 1},200`, 430, 100 + i * 15, 'right')
      put(pdf, `(${i + 3}50)`, 510, 100 + i * 15, 'right')
    }
  })
  expect(gridOf(table!)).toEqual([
    ['Revenue', '1,200', '(350)'],
    ['Cost of sales', '2,200', '(450)'],
    ['Gross profit', '3,200', '(550)'],
    ['Taxes', '4,200', '(650)'],
  ])
})

test('the lines of an invoice are one table with their sums; terms and addresses are none', async () => {
  const tables = await readTables((pdf) => {
    put(pdf, 'Bill to: Meadow Foods', 60, 100)
    put(pdf, 'Terms: 30 days', 400, 100)
    const lines = [
      ['Pos', 'Description', 'Qty', 'Unit price', 'Amount'],
      ['1', 'Consulting services rendered in April', '10', '120.00', '1,200.00'],
      ['2', 'Travel expenses', '1', '310.50', '310.50'],
      ['3', 'Hosting', '3', '20.00', '60.00'],
      ['', '', '', 'Total', '1,570.50'],
    ]
    const xs = [60, 100, 360, 440, 520]
    lines.forEach((line, row) => {
      line.forEach((text, col) => {
        put(pdf, text, xs[col] ?? 0, 150 + row * 16, col < 2 ? 'left' : 'right')
      })
    })
    pdf.text(lorem, 60, 330, { width: 460 })
  })
  expect(tables).toHaveLength(1)
  expect(gridOf(tables[0]!)).toMatchObject([
    ['Pos', 'Description', 'Qty', 'Unit price', 'Amount'],
    ['1', 'Consulting services rendered in April', '10', '120.00', '1,200.00'],
    ['2', 'Travel expenses', '1', '310.50', '310.50'],
    ['3', 'Hosting', '3', '20.00', '60.00'],
    [null, null, null, 'Total', '1,570.50'],
  ])
})

test('a table in one column of a page is not mixed with the text in the other', async () => {
  const rows = [['Fund', 'Cost', 'Value'], ...ageingRows(20, 3)]
  const tables = await readTables((pdf) => {
    drawSheet(pdf, { rows, edges: [40, 150, 210, 280], top: 80, pitch: 13 })
    pdf.fontSize(9).text(lorem.repeat(5), 315, 78, { width: 240, align: 'justify' })
  })
  expect(tables.map(gridOf)).toEqual([rows])
})

describe('no table is made of', () => {
  test('a table of contents', async () => {
    const titles = ['Directors report', 'Auditors report', 'Balance sheet', 'Income statement', 'Cash flows']
    const tables = await readTables((pdf) => {
      titles.forEach((title, i) => {
        put(pdf, title, 60, 100 + i * 18)
        put(pdf, String(3 + i * 7), 510, 100 + i * 18, 'right')
      })
    })
    expect(tables).toEqual([])
  })

  test('a form, even where its entries are numbers', async () => {
    const entries = [
      ['Number:', '549910'],
      ['Date:', '03.06.2018'],
      ['Order:', '2018-471331'],
      ['Tax number:', '201/113/40209'],
    ]
    const tables = await readTables((pdf) => {
      entries.forEach(([label = '', entry = ''], i) => {
        put(pdf, label, 60, 100 + i * 16)
        put(pdf, entry, 200, 100 + i * 16)
      })
    })
    expect(tables).toEqual([])
  })
})

describe('a page may hold', () => {
  const word = (text: string, x: number, y: number): Word => ({
    text,
    bbox: [x, y, x + 5 * text.length, y + 9],
    confidence: 0.8,
    font_size: 10,
    bold: false,
  })
  const page = (words: Word[], rules: PageLayout['rules'] = []): PageLayout => ({
    number: 1,
    width: 595,
    height: 842,
    words,
    rules,
  })

  test('nothing', () => {
    expect(detectTables(page([]))).toEqual([])
    expect(detectTables(page([], [{ x0: 10, y0: 10, x1: 500, y1: 10, thickness: 1 }]))).toEqual([])
  })

  test('ten thousand words and twenty thousand lines, and is still done in seconds', () => {
    const spread = (i: number, step: number, within: number) => (i * step) % within
    const words = Array.from({ length: 10_000 }, (_, i) => word(String(i), spread(i, 37.7, 570), spread(i, 91.3, 830)))
    const rules = Array.from({ length: 20_000 }, (_, i) => {
      const [x, y] = [spread(i, 53.3, 590), spread(i, 71.9, 840)]
      return i % 2
        ? { x0: x, y0: y, x1: x, y1: y + 40, thickness: 0.5 }
        : { x0: x, y0: y, x1: x + 40, y1: y, thickness: 0.5 }
    })
    const started = performance.now()
    detectTables(page(words, rules))
    expect(performance.now() - started).toBeLessThan(20_000)
  })
})
