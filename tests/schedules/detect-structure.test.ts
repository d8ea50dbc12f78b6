import { describe, expect, test } from 'vitest'
import { decoyDocument, decoyKinds } from '../../bench/layouts/decoys.ts'
import { readDocument } from '../../bench/layouts/read-layout.ts'
import { ageingRows, drawPdf, drawSheet, lorem, put } from '../extraction/draw-pdf.ts'
import { gridOf, readTables } from './read-tables.ts'

const head = ['Customer', 'Current', '30 days', '60 days']
const edges = [60, 230, 320, 410, 500]

describe('pages without a table', () => {
  test.each(decoyKinds)('of the kind %s have none', async (kind) => {
    for (let seed = 0; seed < 15; seed++) {
      const { tables } = await readDocument(await decoyDocument(kind, seed))
      expect(tables, `seed ${seed}`).toEqual([])
    }
  })
})

describe('two tables are two', () => {
  test('where they stand beside each other, their rows at the same heights', async () => {
    const countries = ['Spain', 'Germany', 'France', 'Italy', 'Belgium', 'Portugal', 'Austria']
    const list = (title: string, from: number) => [
      [title, 'Enquiries'],
      ...countries.map((country, i) => [country, String(from + i * 17)]),
    ]
    const tables = await readTables((pdf) => {
      drawSheet(pdf, { rows: list('Passenger rights', 120), edges: [60, 180, 240], top: 100, pitch: 14 })
      drawSheet(pdf, { rows: list('Free movement', 310), edges: [300, 420, 480], top: 100, pitch: 14 })
    })
    expect(tables.map(gridOf)).toEqual([list('Passenger rights', 120), list('Free movement', 310)])
  })

  test('where the head comes again below a line of text', async () => {
    const rows = [head, ...ageingRows(5, 4)]
    const tables = await readTables((pdf) => {
      const end = drawSheet(pdf, { rows, edges, top: 80, pitch: 15 })
      put(pdf, 'The same at the end of the year before', 60, end + 8)
      drawSheet(pdf, { rows, edges, top: end + 28, pitch: 15 })
    })
    expect(tables.map(gridOf)).toEqual([rows, rows])
  })
})

test('a heading that no rule shows spans the columns that it is centred over', async () => {
  const [table] = await readTables((pdf) => {
    put(pdf, 'Men', 275 - pdf.widthOfString('Men') / 2, 84)
    put(pdf, 'Women', 415 - pdf.widthOfString('Women') / 2, 84)
    drawSheet(pdf, {
      rows: [['Age', '2023', '2024', '2023', '2024'], ...ageingRows(7, 5)],
      edges: [60, 210, 280, 350, 420, 490],
      top: 104,
    })
  })
  expect(table?.cells.filter(({ row }) => row === 0)).toMatchObject([
    { text: 'Men', col: 1, col_span: 2, header: true },
    { text: 'Women', col: 3, col_span: 2, header: true },
  ])
})

test('the sign of a currency belongs to the figure on its right, however near the one on its left', async () => {
  const rows = [
    ['Fund', 'Cost', 'Value'],
    ['Northwind', '$ 1,200.00', '$ 1,250.50'],
    ...ageingRows(5, 3),
    ['Total', '$ 90.00', '$ 7.25'],
  ]
  const [table] = await readTables((pdf) => {
    rows.forEach((row, i) => {
      put(pdf, row[0] ?? '', 60, 100 + i * 18)
      row.slice(1).forEach((text, col) => {
        const right = 280 + col * 80
        if (text.startsWith('$')) put(pdf, '$', right - 68, 100 + i * 18)
        put(pdf, text.replace('$ ', ''), right, 100 + i * 18, 'right')
      })
    })
  })
  expect(gridOf(table!)).toEqual(rows)
})

describe('over a page break', () => {
  const pages = (draw: (pdf: Parameters<Parameters<typeof drawPdf>[0]>[0], page: number) => void, turn = 0) =>
    drawPdf((pdf) => {
      for (const page of [1, 2]) {
        if (page > 1) pdf.addPage()
        if (turn) (pdf.page.dictionary.data as Record<string, unknown>).Rotate = turn
        draw(pdf, page)
      }
    })

  test.each([0, 90, 180, 270])('a table goes on where the pages are turned by %d°', async (turn) => {
    const bytes = await pages((pdf, page) => {
      if (page === 1) drawSheet(pdf, { rows: [head, ...ageingRows(38, 4)], edges, top: 60 })
      else drawSheet(pdf, { rows: ageingRows(9, 4, 39), edges, top: 60 })
    }, turn)
    const { tables } = await readDocument(bytes)
    expect(tables.map(gridOf)).toEqual([[head, ...ageingRows(47, 4)]])
  })

  test('a row that the break parts is one row', async () => {
    const rows = [head, ...ageingRows(37, 4)]
    const parted = ['Claims received after the end', '1.00', '2.00', '3.00']
    const bytes = await pages((pdf, page) => {
      if (page === 1) drawSheet(pdf, { rows: [...rows, parted], edges, top: 60 })
      else drawSheet(pdf, { rows: [['of the year'], ...ageingRows(6, 4, 50)], edges, top: 60 })
    })
    const { tables } = await readDocument(bytes)
    const whole = ['Claims received after the end of the year', ...parted.slice(1)]
    expect(tables.map(gridOf)).toEqual([[...rows, whole, ...ageingRows(6, 4, 50)]])
  })
})

test('cells of a lattice are surer than those of a bare grid, and those surer than one that is unlike its column', async () => {
  const read = async (ruled: 'all' | 'none', odd: string) => {
    const rows = [head, ...ageingRows(8, 4)].with(5, ['Quarry Stone', odd, '1.00', '2.00'])
    const [table] = await readTables((pdf) => {
      pdf.text(lorem, 60, 40, { width: 440 })
      drawSheet(pdf, { rows, edges, top: 200, ruled })
    })
    return table!.cells.find(({ row, col }) => row === 5 && col === 1)!.confidence
  }
  const [ruled, bare, odd] = [await read('all', '12.00'), await read('none', '12.00'), await read('none', 'pending')]
  expect(ruled).toBeGreaterThan(bare)
  expect(bare).toBeGreaterThan(odd)
})
