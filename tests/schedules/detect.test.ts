import { describe, expect, test } from 'vitest'
import { detectTables } from '../../lib/schedules/detect/detect-tables.ts'
import { findTextBlocks } from '../../lib/schedules/detect/text-blocks.ts'
import { ageingRows, drawSheet, lorem, put } from '../extraction/draw-pdf.ts'
import { gridOf, readLayouts, readTables } from './read-tables.ts'

const head = ['Customer', 'Current', '30 days', '60 days']
const rows = [head, ...ageingRows(9, 4)]
const edges = [60, 230, 320, 410, 500]

describe('a table', () => {
  test.each(['all', 'horizontal', 'none'] as const)('with ruling %s is found cell by cell', async (ruled) => {
    const tables = await readTables((pdf) => {
      pdf.text(lorem, 60, 60, { width: 440 })
      drawSheet(pdf, { rows, edges, top: 200, ruled })
      pdf.text(lorem, 60, 450, { width: 440 })
    })
    expect(tables).toHaveLength(1)
    expect(gridOf(tables[0]!)).toEqual(rows)
    expect(tables[0]).toMatchObject({ header_rows: 1, page: 1 })
    expect(tables[0]?.cells.filter((cell) => cell.header).map((cell) => cell.text)).toEqual(head)
  })

  test('has a cell over several columns where a heading spans them', async () => {
    const [table] = await readTables((pdf) => {
      put(pdf, '2024', 300, 100)
      put(pdf, '2023', 440, 100)
      pdf.lineWidth(0.5).moveTo(240, 114).lineTo(370, 114).stroke().moveTo(380, 114).lineTo(510, 114).stroke()
      drawSheet(pdf, {
        rows: [['Fund', 'Cost', 'Value', 'Cost', 'Value'], ...ageingRows(6, 5)],
        edges: [60, 240, 310, 380, 450, 520],
        top: 114,
      })
    })
    const year = table?.cells.find((cell) => cell.text === '2024')
    expect(year).toMatchObject({ row: 0, col: 1, header: true })
    expect(table).toMatchObject({ row_count: 8, col_count: 5, header_rows: 2 })
  })

  test('has a cell over several rows where a lattice leaves out the rule', async () => {
    const [table] = await readTables((pdf) => {
      drawSheet(pdf, { rows: [['Region', 'Kind', 'Sum']], edges: [60, 160, 260, 360], top: 100, ruled: 'all' })
      for (const [i, region] of ['North', 'South', 'West'].entries()) {
        const top = 118 + i * 36
        pdf
          .rect(60, top, 100, 36)
          .stroke()
          .rect(160, top, 100, 18)
          .stroke()
          .rect(160, top + 18, 100, 18)
          .stroke()
        pdf
          .rect(260, top, 100, 18)
          .stroke()
          .rect(260, top + 18, 100, 18)
          .stroke()
        put(pdf, region, 64, top + 13)
        put(pdf, 'Count', 164, top + 4)
        put(pdf, 'Share', 164, top + 22)
        put(pdf, `${i + 1}2`, 350, top + 4, 'right')
        put(pdf, `${i + 1}.5%`, 350, top + 22, 'right')
      }
    })
    expect(table).toMatchObject({ row_count: 7, col_count: 3 })
    expect(table?.cells.find((cell) => cell.text === 'South')).toMatchObject({ row: 3, row_span: 2, col: 0 })
  })

  test('joins the lines of a wrapped label to one row', async () => {
    const [table] = await readTables((pdf) => {
      drawSheet(pdf, { rows: [head, ...ageingRows(2, 4)], edges, top: 100, pitch: 24, ruled: 'horizontal' })
      put(pdf, 'Provision for claims that', 63, 176)
      put(pdf, 'were received after the', 63, 188)
      put(pdf, 'end of the year', 63, 200)
      for (const [i, right] of [317, 407, 497].entries()) put(pdf, `${i + 4},100.00`, right, 176, 'right')
      drawSheet(pdf, { rows: ageingRows(3, 4, 7), edges, top: 218, pitch: 24 })
    })
    const grid = gridOf(table!)
    expect(grid).toHaveLength(7)
    expect(grid[3]).toEqual([
      'Provision for claims that were received after the end of the year',
      '4,100.00',
      '5,100.00',
      '6,100.00',
    ])
  })

  test('with columns of long text in a lattice keeps each row in one piece', async () => {
    const [table] = await readTables((pdf) => {
      const cells = [
        ['Risk', 'Measure'],
        ['Default', lorem.slice(0, 150)],
        ['Fraud of a kind that is not insured', lorem.slice(60, 200)],
      ]
      cells.forEach(([left = '', right = ''], i) => {
        pdf
          .rect(60, 100 + i * 60, 120, 60)
          .stroke()
          .rect(180, 100 + i * 60, 300, 60)
          .stroke()
        pdf.text(left, 64, 104 + i * 60, { width: 110 }).text(right, 184, 104 + i * 60, { width: 290 })
      })
    })
    expect(table).toMatchObject({ row_count: 3, col_count: 2 })
  })

  test('keeps the sign of a currency with its figure', async () => {
    const [table] = await readTables((pdf) => {
      const lines = ['Cash', 'Receivables', 'Inventories', 'Equipment', 'Total assets']
      put(pdf, '2024', 400, 90, 'right')
      put(pdf, '2023', 500, 90, 'right')
      lines.forEach((label, i) => {
        put(pdf, label, 60, 110 + i * 16)
        for (const right of [400, 500]) {
          if (i === 0 || i === 4) put(pdf, '$', right - 60, 110 + i * 16)
          put(pdf, `${(i + 2) * 137},${100 + right}`, right, 110 + i * 16, 'right')
        }
      })
    })
    expect(table).toMatchObject({ row_count: 6, col_count: 3 })
    expect(gridOf(table!)[1]).toEqual(['Cash', '$ 274,500', '$ 274,600'])
  })

  test('is found beside a column of text', async () => {
    const tables = await readTables((pdf) => {
      pdf.text(lorem.repeat(3), 40, 80, { width: 230 })
      drawSheet(pdf, {
        rows: [['Age', 'Number', '%'], ...ageingRows(6, 3)],
        edges: [300, 400, 480, 550],
        top: 100,
        ruled: 'all',
      })
    })
    expect(tables.map((table) => [table.row_count, table.col_count])).toEqual([[7, 3]])
  })

  test('that follows another closely stays a table of its own', async () => {
    const tables = await readTables((pdf) => {
      put(pdf, 'Table 1: Payables', 60, 84)
      const end = drawSheet(pdf, { rows, edges, top: 100 })
      put(pdf, 'Table 2: Receivables', 60, end + 14)
      drawSheet(pdf, { rows, edges, top: end + 30 })
    })
    expect(tables.map((table) => [table.name, table.row_count])).toEqual([
      ['Table 1: Payables', 10],
      ['Table 2: Receivables', 10],
    ])
  })
})

describe('no table is made of', () => {
  test('running text, in one column or two', async () => {
    const tables = await readTables((pdf) => {
      pdf.text(lorem.repeat(2), 60, 60, { width: 470 })
      pdf.text(lorem.repeat(4), 60, 220, { width: 220 })
      pdf.text(lorem.repeat(4), 320, 220, { width: 220, align: 'justify' })
    })
    expect(tables).toEqual([])
  })

  test('a list', async () => {
    const tables = await readTables((pdf) => {
      for (let i = 0; i < 8; i++) {
        put(pdf, i % 2 ? '•' : `${i}.`, 60, 100 + i * 16)
        put(pdf, lorem.slice(i * 7, i * 7 + 30 + i * 4), 80, 100 + i * 16)
      }
    })
    expect(tables).toEqual([])
  })

  test('a letterhead and a form of labels', async () => {
    const tables = await readTables((pdf) => {
      put(pdf, 'Northwind Traders Ltd', 60, 60)
      put(pdf, '12 Harbour Street', 60, 74)
      put(pdf, 'Tel. +44 20 7946 0000', 420, 60)
      put(pdf, 'office@northwind.example', 420, 74)
      for (const [i, label] of ['Name:', 'Address:', 'Account holder:', 'Place, date:'].entries()) {
        put(pdf, label, 60, 140 + i * 30)
        pdf
          .moveTo(180, 150 + i * 30)
          .lineTo(480, 150 + i * 30)
          .stroke()
      }
      put(pdf, 'Page 1', 60, 800)
      put(pdf, 'Confidential', 480, 800)
    })
    expect(tables).toEqual([])
  })

  test('a chart in its frame', async () => {
    const tables = await readTables((pdf) => {
      pdf.rect(80, 100, 400, 240).stroke()
      for (let i = 0; i < 6; i++) {
        pdf
          .moveTo(110, 130 + i * 30)
          .lineTo(470, 130 + i * 30)
          .stroke()
        put(pdf, `${500 - i * 100}`, 105, 126 + i * 30, 'right')
        pdf.rect(130 + i * 55, 280 - i * 20, 25, i * 20).stroke()
        put(pdf, `${2015 + i}`, 130 + i * 55, 290)
      }
      put(pdf, 'Turnover by year', 230, 110)
    })
    expect(tables).toEqual([])
  })
})

describe('the name of a table', () => {
  const sheet = { rows, edges, top: 200, ruled: 'all' } as const
  const nameOf = async (draw: Parameters<typeof readTables>[0]) => (await readTables(draw))[0]?.name

  test('is its caption, over all of its lines', async () => {
    const name = await nameOf((pdf) => {
      put(pdf, 'Table 4-1. Movements of tangible assets in the year', 60, 160)
      put(pdf, 'then ended, by class', 60, 173)
      drawSheet(pdf, sheet)
    })
    expect(name).toBe('Table 4-1. Movements of tangible assets in the year then ended, by class')
  })

  test('is a caption below where none stands above', async () => {
    const name = await nameOf((pdf) => {
      const bottom = drawSheet(pdf, sheet)
      put(pdf, 'Table 7: Ageing of receivables', 60, bottom + 8)
    })
    expect(name).toBe('Table 7: Ageing of receivables')
  })

  test('is the nearest heading where there is no caption', async () => {
    const name = await nameOf((pdf) => {
      pdf.font('Helvetica-Bold').fontSize(14)
      put(pdf, 'Creditors', 60, 60)
      pdf.font('Helvetica').fontSize(10)
      pdf.text(lorem, 60, 90, { width: 440 })
      drawSheet(pdf, sheet)
    })
    expect(name).toBe('Creditors')
  })

  test('is null where the page says nothing', async () => {
    expect(await nameOf((pdf) => drawSheet(pdf, sheet))).toBeNull()
  })
})

describe('words of recognition', () => {
  test('with boxes that hug the ink and stand askew give the same grid', async () => {
    const [layout] = await readLayouts((pdf) => {
      put(pdf, 'Table 1: Payables', 60, 84)
      drawSheet(pdf, { rows, edges, top: 100, ruled: 'horizontal' })
    })
    const words = layout!.words.map((word, i) => {
      const shift = ((i * 7) % 5) / 4 - 0.5
      const tall = /[A-Z0-9bdfhkl]/.test(word.text) ? 0 : 2
      const [x0, y0, x1, y1] = word.bbox
      return { ...word, confidence: 0.9, bbox: [x0 + shift, y0 + tall + shift, x1 + shift, y1 - 2 + shift] as const }
    })
    const [table] = detectTables({ ...layout!, words })
    expect(gridOf(table!)).toEqual(rows)
    for (const { confidence } of table!.cells) expect(confidence > 0.7 && confidence < 0.9).toBe(true)
  })
})

test('text outside the tables is grouped with the part it plays', async () => {
  const [layout] = await readLayouts((pdf) => {
    pdf.fontSize(8)
    put(pdf, 'Annual report', 60, 30)
    put(pdf, '17', 300, 815)
    pdf.font('Helvetica-Bold').fontSize(20)
    put(pdf, 'Notes to the accounts', 60, 70)
    pdf.fontSize(12)
    put(pdf, 'Debtors', 60, 110)
    pdf.font('Helvetica').fontSize(10)
    pdf.text(lorem, 60, 130, { width: 440 })
    put(pdf, 'Table 1: Ageing', 60, 240)
    drawSheet(pdf, { rows, edges, top: 260 })
  })
  const blocks = findTextBlocks(layout!, detectTables(layout!))
  expect(blocks.map(({ role, text }) => [role, text.slice(0, 21)])).toEqual([
    ['header', 'Annual report'],
    ['title', 'Notes to the accounts'],
    ['heading', 'Debtors'],
    ['paragraph', 'The directors present'],
    ['caption', 'Table 1: Ageing'],
    ['footer', '17'],
  ])
})
