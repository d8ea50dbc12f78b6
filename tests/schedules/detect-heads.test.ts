/** Heads: what their headings stand over, and where their columns part. */
import { describe, expect, test } from 'vitest'
import type { Cell } from '../../lib/schedules/model.ts'
import { ageingRows, drawSheet, put } from '../extraction/draw-pdf.ts'
import { gridOf, readTables } from './read-tables.ts'

type Pdf = Parameters<typeof put>[0]

const line = (pdf: Pdf, x0: number, y0: number, x1: number, y1: number) =>
  pdf.lineWidth(0.5).moveTo(x0, y0).lineTo(x1, y1).stroke()
const centred = (pdf: Pdf, text: string, x: number, y: number) => put(pdf, text, x - pdf.widthOfString(text) / 2, y)
const spans = (cells: readonly Cell[] = []) =>
  cells
    .filter(({ header }) => header)
    .map(({ text, row, col, row_span, col_span }) => [text, row, col, row_span, col_span])

const edges = [60, 220, 290, 360, 430, 500]
const body = ageingRows(6, 5)
const years = ['2023', '2024', '2023', '2024']

describe('headings side by side', () => {
  test('over rules that touch stand each over its own columns', async () => {
    const [table] = await readTables((pdf) => {
      centred(pdf, 'Group', 290, 84)
      centred(pdf, 'Parent company', 430, 84)
      line(pdf, 220, 98, 500, 98)
      drawSheet(pdf, { rows: [['Item', ...years], ...body], edges, top: 100 })
    })
    expect(spans(table?.cells).slice(0, 2)).toEqual([
      ['Group', 0, 1, 1, 2],
      ['Parent company', 0, 3, 1, 2],
    ])
  })

  test('in a lattice stand over what lies between their upright rules, and the first over two rows', async () => {
    const [table] = await readTables((pdf) => {
      put(pdf, 'Item', 63, 92)
      centred(pdf, 'Group', 325, 84)
      centred(pdf, 'Parent', 465, 84)
      ;['2022', '2023', '2024', 'Total'].forEach((text, i) => {
        centred(pdf, text, 255 + i * 70, 104)
      })
      drawSheet(pdf, { rows: body, edges, top: 120, ruled: 'all' })
      line(pdf, 60, 80, 500, 80)
      line(pdf, 220, 100, 500, 100)
      for (const x of [60, 220, 430, 500]) line(pdf, x, 80, x, 100)
      for (const x of edges) line(pdf, x, 100, x, 120)
      line(pdf, 60, 100, 60, 120)
    })
    expect(spans(table?.cells).slice(0, 3)).toEqual([
      ['Item', 0, 0, 2, 1],
      ['Group', 0, 1, 1, 3],
      ['Parent', 0, 4, 1, 1],
    ])
  })

  test('in bold that nearly touch are parted where the gaps are wider', async () => {
    const heads = ['Freehold land', 'Plant and tools', 'Motor cars', 'All assets']
    const [table] = await readTables((pdf) => {
      pdf.font('Helvetica-Bold').fontSize(9)
      const rights = heads.map((_, i) => 497 - heads.slice(i + 1).reduce((sum, h) => sum + pdf.widthOfString(h) + 5, 0))
      heads.forEach((head, i) => {
        put(pdf, head, rights[i]!, 88, 'right')
      })
      pdf.font('Helvetica')
      drawSheet(pdf, { rows: body, edges: [60, 200, ...rights.map((x) => x + 3)], top: 100 })
    })
    expect(gridOf(table!)[0]).toEqual([null, ...heads])
  })
})

test('a heading at the middle of two rows of headings stands in both', async () => {
  const [table] = await readTables((pdf) => {
    centred(pdf, 'Group', 290, 80)
    centred(pdf, 'Parent company', 430, 80)
    put(pdf, 'Item', 63, 89)
    drawSheet(pdf, { rows: [['', ...years], ...body], edges, top: 94 })
  })
  expect(spans(table?.cells).find(([text]) => text === 'Item')).toEqual(['Item', 0, 0, 2, 1])
})

test('labels with figures beside them are rows, though the first rule stands below them', async () => {
  const rows = [['', '2023', '2024', 'Change', 'Plan'], ...body]
  const [table] = await readTables((pdf) => {
    drawSheet(pdf, { rows, edges, top: 100 })
    line(pdf, 60, 100 + 6 * 18, 500, 100 + 6 * 18)
    line(pdf, 60, 100 + 7 * 18, 500, 100 + 7 * 18)
  })
  expect(gridOf(table!)).toEqual(rows.map((row) => row.map((text) => text || null)))
})

test('a head above the first line of a grid belongs to it', async () => {
  const [table] = await readTables((pdf) => {
    drawSheet(pdf, { rows: [['Item', 'Note', '2022', '2023', '2024']], edges, top: 82 })
    drawSheet(pdf, { rows: body, edges, top: 100, ruled: 'all' })
  })
  expect(gridOf(table!)[0]).toEqual(['Item', 'Note', '2022', '2023', '2024'])
})

test('headings that read upward are one text each, over all of their lines', async () => {
  const heads = [['Operator', 'identity'], ['Location of', 'the site'], ['Safety report'], ['Land use']]
  const [table] = await readTables((pdf) => {
    heads.forEach((lines, i) => {
      lines.forEach((text, k) => {
        const [x, y] = [250 + i * 70 + k * 11, 178]
        pdf.save().rotate(-90, { origin: [x, y] })
        put(pdf, text, x, y)
        pdf.restore()
      })
    })
    put(pdf, 'Customer', 63, 168)
    drawSheet(pdf, { rows: body, edges, top: 182, ruled: 'all' })
    line(pdf, 60, 100, 500, 100)
    for (const x of edges) line(pdf, x, 100, x, 182)
  })
  expect(gridOf(table!)[0]).toEqual([
    'Customer',
    'Operator identity',
    'Location of the site',
    'Safety report',
    'Land use',
  ])
})

test('a head shaded cell by cell shows where columns part that gaps do not', async () => {
  const rows = [
    ['Loan', 'Currency', 'Rate', 'Due', 'Value'],
    ['Loan A', 'EUR', '3M Euribor +', '2026', '32.3'],
    ['Lease, various', 'various', '3.10 %', '2023–2035', '26.0'],
    ['Bond 2019', 'USD', '2.25 %', '2024', '126.8'],
  ]
  const columns = [60, 130, 175, 240, 292, 340]
  const [table] = await readTables((pdf) => {
    columns.slice(1).forEach((x, i) => {
      pdf
        .rect(columns[i]!, 98, x - columns[i]!, 18)
        .fill('#dfeedd')
        .fillColor('black')
    })
    pdf.fontSize(9)
    drawSheet(pdf, { rows, edges: columns, top: 98 })
  })
  expect(gridOf(table!)).toEqual(rows)
})
