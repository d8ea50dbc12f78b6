/** What a page break leaves over: few rows, torn rows, rows without figures. They belong to the table of the page before. */
import { describe, expect, test } from 'vitest'
import { detectTables } from '../../lib/schedules/detect/detect-tables.ts'
import { findTextBlocks } from '../../lib/schedules/detect/text-blocks.ts'
import type { Cell, Table } from '../../lib/schedules/model.ts'
import { stitchTables } from '../../lib/schedules/stitch.ts'
import { ageingRows, drawSheet, put } from '../extraction/draw-pdf.ts'
import { cellsOf } from './cells.ts'
import { gridOf, readLayouts } from './read-tables.ts'

const head = ['Customer', 'Current', '30 days', 'Total']
const edges = [60, 230, 320, 410, 500]
type Pdf = Parameters<Parameters<typeof readLayouts>[0]>[0]

async function stitched(...pages: ((pdf: Pdf) => void)[]) {
  const layouts = await readLayouts((pdf) => {
    pages.forEach((draw, i) => {
      if (i > 0) pdf.addPage()
      draw(pdf)
    })
  })
  return stitchTables(
    layouts.map((layout) => {
      const tables = detectTables(layout)
      return { number: layout.number, height: layout.height, tables, textBlocks: findTextBlocks(layout, tables) }
    }),
  )
}

const sheet =
  (rows: string[][], top = 60) =>
  (pdf: Pdf) => {
    drawSheet(pdf, { rows, edges, top })
  }

describe('of a table that goes on,', () => {
  test('the last rows find their columns where one is blank in all of them', async () => {
    const rest = [...ageingRows(2, 4, 40), ['Total', '', '', '9,999.99']].map(([name, , late, total]) => [
      name ?? '',
      '',
      late ?? '',
      total ?? '',
    ])
    const tables = await stitched(sheet([head, ...ageingRows(39, 4)]), sheet(rest))
    expect(tables.map(({ row_count, col_count, pages }) => [row_count, col_count, pages])).toEqual([[43, 4, [1, 2]]])
    expect(gridOf(tables[0]!).slice(40)).toEqual(rest.map((row) => row.map((text) => text || null)))
  })

  test('a heading of rows stays where it begins a page, in bold, without a head', async () => {
    const tables = await stitched(sheet([head, ...ageingRows(39, 4)]), (pdf) => {
      pdf.font('Helvetica-Bold')
      put(pdf, 'Overseas', 63, 64)
      pdf.font('Helvetica')
      sheet(ageingRows(6, 4, 40), 78)(pdf)
    })
    expect(tables).toHaveLength(1)
    expect(gridOf(tables[0]!)[40]).toEqual(['Overseas', null, null, null])
  })

  test('a heading of rows stays where it ends a page', async () => {
    const tables = await stitched(
      sheet([head, ...ageingRows(38, 4), ['Overseas', '', '', '']]),
      sheet(ageingRows(6, 4, 40)),
    )
    expect(tables).toHaveLength(1)
    expect(gridOf(tables[0]!)[39]).toEqual(['Overseas', null, null, null])
  })
})

const tableOf = (rows: string[][], headerRows: number, page: number, over: Partial<Table> = {}): Table => {
  const cells = cellsOf(rows, headerRows).map((cell): Cell => ({ ...cell, page }))
  const bbox = [0, 0, 200, rows.length * 12] as const
  const size = { row_count: rows.length, col_count: Math.max(...rows.map((row) => row.length)) }
  return { name: null, page, bbox, confidence: 0.8, header_rows: headerRows, ...size, cells, ...over }
}

const joined = (upper: Table, lower: Table) =>
  stitchTables([
    { number: 1, height: null, tables: [upper] },
    { number: 2, height: null, tables: [lower] },
  ])

const groups = ['', 'Group', '', 'Company']
const names = ['Item', '2024', '2023', '2024']
const figures = (label: string, by: number) => [label, String(by * 17), String(by * 23), String(by * 29)]

describe('a head that stands again', () => {
  test('is left out whole where only its first row was taken for head', () => {
    const [table] = joined(
      tableOf([groups, names, figures('Rent', 11)], 1, 1),
      tableOf([groups, names, figures('Travel', 12)], 1, 2),
    )
    expect(gridOf(table!).map(([label]) => label)).toEqual([null, 'Item', 'Rent', 'Travel'])
    expect(table?.parts[1]?.head.map(({ text }) => text)).toEqual(['Group', 'Company', ...names])
  })

  test('is left out where its words were put together otherwise', () => {
    const merged = tableOf([['Item Group', '2024', '2023', 'Company 2024'], figures('Travel', 12)], 1, 2)
    const tables = joined(tableOf([groups, names, figures('Rent', 11)], 2, 1), merged)
    expect(tables.map(({ row_count }) => row_count)).toEqual([4])
  })

  test('is another one with another word in it', () => {
    const other = tableOf([['Item Group', '2024', '2022', 'Company 2024'], figures('Travel', 12)], 1, 2)
    expect(joined(tableOf([groups, names, figures('Rent', 11)], 2, 1), other)).toHaveLength(2)
  })
})

describe('cells that stand too close on the last page', () => {
  const upper = tableOf([names, figures('Rent', 11), figures('Travel', 13)], 1, 1)
  const close = (text: string, box: [number, number]): Table => {
    const [label, second] = cellsOf([['Total', text]])
    const cells = [label!, { ...second!, bbox: [box[0], 0, box[1], 10] as const, page: 2 }]
    return tableOf([['Total', text]], 0, 2, { cells, col_count: 2 })
  }

  test('come apart where columns are', () => {
    const [table, ...others] = joined(upper, close('4711 5823 6,099', [52, 188]))
    expect(others).toEqual([])
    expect(gridOf(table!).at(-1)).toEqual(['Total', '4711', '5823', '6,099'])
    expect(table?.cells.at(-1)?.bbox).toEqual([52, 0, 188, 10])
  })

  test('keep the blanks within a figure', () => {
    expect(gridOf(joined(upper, close('1 234 567', [98, 142]))[0]!).at(-1)).toEqual(['Total', null, '1 234 567', null])
  })
})

test('a number torn from its label by the page break is joined to it', () => {
  const [table] = joined(
    tableOf([names, figures('Rent', 11), figures('Upkeep of plant', 13)], 1, 1),
    tableOf([names, ['7', '', '', ''], figures('Travel', 12)], 1, 2),
  )
  expect(gridOf(table!).map(([label]) => label)).toEqual(['Item', 'Rent', 'Upkeep of plant 7', 'Travel'])
})
