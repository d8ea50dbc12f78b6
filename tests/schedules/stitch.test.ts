import { describe, expect, test } from 'vitest'
import { detectTables } from '../../lib/schedules/detect/detect-tables.ts'
import { findTextBlocks } from '../../lib/schedules/detect/text-blocks.ts'
import { splitAtParts, stitchTables } from '../../lib/schedules/stitch.ts'
import { ageingRows, drawSheet, lorem, put } from '../extraction/draw-pdf.ts'
import { gridOf, readLayouts } from './read-tables.ts'

const head = ['Customer', 'Current', '30 days', 'Total']
const edges = [60, 230, 320, 410, 500]
type Pdf = Parameters<Parameters<typeof readLayouts>[0]>[0]

async function stitched(...pages: ((pdf: Pdf) => void)[]) {
  const layouts = await readLayouts((pdf) => {
    pages.forEach((draw, i) => {
      if (i > 0) pdf.addPage()
      draw(pdf)
      put(pdf, `Page ${i + 1}`, 280, 815)
    })
  })
  return stitchTables(
    layouts.map((layout) => {
      const tables = detectTables(layout)
      return { number: layout.number, height: layout.height, tables, textBlocks: findTextBlocks(layout, tables) }
    }),
  )
}

const upper = (pdf: Pdf) => {
  put(pdf, 'Schedule B-2: Accounts Receivable Ageing', 60, 74)
  drawSheet(pdf, { rows: [head, ...ageingRows(38, 4)], edges, top: 90, ruled: 'horizontal' })
}

describe('a table that goes on over the page break', () => {
  test('becomes one, its repeated head dropped, its rows numbered through, its cells on their own pages', async () => {
    const tables = await stitched(upper, (pdf) => {
      put(pdf, 'Schedule B-2: Accounts Receivable Ageing (continued)', 60, 74)
      drawSheet(pdf, { rows: [head, ...ageingRows(7, 4, 39)], edges, top: 90, ruled: 'horizontal' })
    })
    expect(tables).toHaveLength(1)
    const [table] = tables
    expect(table).toMatchObject({
      name: 'Schedule B-2: Accounts Receivable Ageing',
      page: 1,
      pages: [1, 2],
      row_count: 46,
      header_rows: 1,
    })
    expect(gridOf(table!)).toEqual([head, ...ageingRows(45, 4)])
    const cell = table?.cells.find(({ row, col }) => row === 39 && col === 0)
    expect(cell?.page).toBe(2)
    expect(cell?.bbox?.[1]).toBeLessThan(140)
  })

  test('is known by its columns where the head is not repeated', async () => {
    const tables = await stitched(upper, (pdf) => drawSheet(pdf, { rows: ageingRows(7, 4, 39), edges, top: 60 }))
    expect(tables.map(({ row_count, pages }) => [row_count, pages])).toEqual([[46, [1, 2]]])
    expect(tables[0]?.parts.map(({ row, page, evidence }) => [row, page, evidence])).toEqual([
      [0, 1, []],
      [39, 2, ['same_columns']],
    ])
  })

  const ends = (label: string) => [label, '1,379.50', '211.25', '1,590.75']
  const carrying = (last: string[]) => (pdf: Pdf) =>
    drawSheet(pdf, { rows: [head, ...ageingRows(6, 4), last], edges, top: 60, ruled: 'horizontal' })

  test('is known by the balance that it carries forward, wherever its first part ends', async () => {
    const brought = [head, ends('Brought forward'), ...ageingRows(7, 4, 7)]
    const tables = await stitched(carrying(ends('Carried forward')), (pdf) =>
      drawSheet(pdf, { rows: brought, edges, top: 60, ruled: 'horizontal' }),
    )
    expect(tables.map(({ row_count, pages }) => [row_count, pages])).toEqual([[16, [1, 2]]])
    expect(tables[0]?.parts[1]?.evidence).toEqual(['repeated_header', 'carried_forward', 'same_columns'])
  })

  test('is another one when it brings forward another balance', async () => {
    const brought = [head, ['Brought forward', '1,379.50', '211.25', '9,999.99'], ...ageingRows(7, 4, 7)]
    const tables = await stitched(carrying(ends('Carried forward')), (pdf) =>
      drawSheet(pdf, { rows: brought, edges, top: 60, ruled: 'horizontal' }),
    )
    expect(tables.map(({ pages }) => pages)).toEqual([[1], [2]])
  })

  test('may run over three pages', async () => {
    const middle = (pdf: Pdf) =>
      drawSheet(pdf, { rows: [head, ...ageingRows(40, 4, 39)], edges, top: 60, ruled: 'all' })
    const last = (pdf: Pdf) => drawSheet(pdf, { rows: [head, ...ageingRows(4, 4, 79)], edges, top: 60, ruled: 'all' })
    const tables = await stitched(upper, middle, last)
    expect(tables.map(({ row_count, pages }) => [row_count, pages])).toEqual([[83, [1, 2, 3]]])
  })
})

describe('two tables stay two', () => {
  test('when text stands between them', async () => {
    const tables = await stitched(upper, (pdf) => {
      pdf.text(lorem, 60, 60, { width: 440 })
      drawSheet(pdf, { rows: [head, ...ageingRows(7, 4, 39)], edges, top: 160, ruled: 'horizontal' })
    })
    expect(tables.map(({ pages }) => pages)).toEqual([[1], [2]])
  })

  test('when the second has another title', async () => {
    const tables = await stitched(upper, (pdf) => {
      put(pdf, 'Schedule B-3: Accounts Payable Ageing', 60, 74)
      drawSheet(pdf, { rows: [head, ...ageingRows(7, 4, 39)], edges, top: 90, ruled: 'horizontal' })
    })
    expect(tables.map(({ name }) => name)).toEqual([
      'Schedule B-2: Accounts Receivable Ageing',
      'Schedule B-3: Accounts Payable Ageing',
    ])
  })

  test('when the second has another head', async () => {
    const tables = await stitched(upper, (pdf) =>
      drawSheet(pdf, {
        rows: [['Asset', 'Opening', 'Additions', 'Closing'], ...ageingRows(7, 4)],
        edges,
        top: 60,
        ruled: 'horizontal',
      }),
    )
    expect(tables.map(({ pages }) => pages)).toEqual([[1], [2]])
  })

  test('when the first ends high on its page', async () => {
    const short = (pdf: Pdf) =>
      drawSheet(pdf, { rows: [head, ...ageingRows(6, 4)], edges, top: 60, ruled: 'horizontal' })
    const tables = await stitched(short, short)
    expect(tables.map(({ pages }) => pages)).toEqual([[1], [2]])
  })
})

describe('what was joined comes apart again', () => {
  const page = (from: number, count: number) => (pdf: Pdf) =>
    drawSheet(pdf, { rows: [head, ...ageingRows(count, 4, from)], edges, top: 60, ruled: 'all' })
  const whole = async () => {
    const [table] = await stitched(upper, page(39, 40), page(79, 4))
    return { ...table!, name: 'Ageing' }
  }
  const rowsOf = (table: { parts: { row: number }[] }, ...pages: number[]) =>
    new Set(pages.map((number) => table.parts[number - 1]!.row))

  test('at every break into what stood on each page, heads and all', async () => {
    const joined = await whole()
    const parts = splitAtParts(joined, rowsOf(joined, 2, 3))
    expect(parts.map(gridOf)).toEqual([
      [head, ...ageingRows(38, 4)],
      [head, ...ageingRows(40, 4, 39)],
      [head, ...ageingRows(4, 4, 79)],
    ])
    expect(parts.map(({ pages, header_rows, row_count }) => [pages, header_rows, row_count])).toEqual([
      [[1], 1, 39],
      [[2], 1, 41],
      [[3], 1, 5],
    ])
    expect(parts.map(({ name }) => name)).toEqual(['Ageing', null, null])
    expect(parts[1]?.cells.every((cell) => cell.page === 2)).toBe(true)
  })

  test('at one of two breaks, and at the other one later', async () => {
    const joined = await whole()
    const [first, rest] = splitAtParts(joined, rowsOf(joined, 2))
    expect([first, rest].map((table) => table?.pages)).toEqual([[1], [2, 3]])
    expect(gridOf(rest!)).toEqual([head, ...ageingRows(44, 4, 39)])
    const again = splitAtParts({ ...rest!, name: 'Rest' }, rowsOf(rest!, 2))
    expect(again.map(gridOf)).toEqual([
      [head, ...ageingRows(40, 4, 39)],
      [head, ...ageingRows(4, 4, 79)],
    ])
  })
})
