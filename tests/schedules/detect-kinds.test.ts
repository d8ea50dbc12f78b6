/** What is taken for a table, and what is not: words alone, few rows, shading, leaders, and what stands around a grid. */
import { describe, expect, test } from 'vitest'
import { ageingRows, drawSheet, lorem, put } from '../extraction/draw-pdf.ts'
import { gridOf, readTables } from './read-tables.ts'

type Pdf = Parameters<typeof put>[0]

const acts = [
  ['Act', 'Addressee', 'Status'],
  ['Basel III', 'Banks', 'In force'],
  ['Solvency II', 'Insurers', 'Under review'],
  ['Deposit scheme', 'Member States', 'In force'],
  ['Recovery plans', 'Competent authorities', 'Amended'],
]
const lefts = [60, 200, 360]
const write = (pdf: Pdf, rows: readonly (readonly string[])[], top: number, pitch = 18) =>
  rows.forEach((row, i) => {
    row.forEach((text, col) => {
      put(pdf, text, lefts[col]!, top + i * pitch)
    })
  })
const prose = (pdf: Pdf, y: number) => pdf.text(lorem, 60, y, { width: 460 })

describe('columns of words without a line are a table', () => {
  test('below the caption of one', async () => {
    const [table] = await readTables((pdf) => {
      prose(pdf, 40)
      put(pdf, 'Table 4. Acts in the scope of the audit', 60, 120)
      write(pdf, acts, 140)
      prose(pdf, 260)
    })
    expect(gridOf(table!)).toEqual(acts)
  })

  test('below a head in bold', async () => {
    const [table] = await readTables((pdf) => {
      prose(pdf, 40)
      pdf.font('Helvetica-Bold')
      write(pdf, acts.slice(0, 1), 140)
      pdf.font('Helvetica')
      write(pdf, acts.slice(1), 158)
    })
    expect(gridOf(table!)).toEqual(acts)
  })

  test('and else are none', async () => {
    const tables = await readTables((pdf) => {
      prose(pdf, 40)
      write(pdf, acts, 140)
    })
    expect(tables).toEqual([])
  })

  test('whose wrapped texts are one row, as far as rows stand apart', async () => {
    const wrapped = ['Recovery plans of large', 'Competent authorities in', 'Amended']
    const [table] = await readTables((pdf) => {
      put(pdf, 'Table 4. Acts in the scope of the audit', 60, 120)
      write(pdf, acts.slice(0, 4), 140)
      write(pdf, [wrapped, ['institutions', 'all Member States']], 212, 12)
      write(pdf, [['Short selling', 'Funds', 'In force']], 242)
    })
    expect(gridOf(table!).slice(4)).toEqual([
      ['Recovery plans of large institutions', 'Competent authorities in all Member States', 'Amended'],
      ['Short selling', 'Funds', 'In force'],
    ])
  })
})

test('two rows of figures are a table below its caption', async () => {
  const rows = [
    ['Grade', 'Staff'],
    ['Senior', '14'],
    ['Junior', '37'],
  ]
  const [table] = await readTables((pdf) => {
    put(pdf, 'Table 2: Staff by grade', 60, 84)
    drawSheet(pdf, { rows, edges: [60, 160, 220], top: 100 })
  })
  expect(gridOf(table!)).toEqual(rows)
})

test('the rows of a table whose every second row is shaded cell by cell are one table with its head', async () => {
  const edges = [60, 220, 290, 360, 430]
  const rows = [['Item', '2022', '2023', '2024'], ...ageingRows(7, 4)]
  const tables = await readTables((pdf) => {
    rows.forEach((_, i) => {
      if (i > 0 && i % 2 === 0) return
      edges.slice(1).forEach((x, k) => {
        pdf.rect(edges[k]!, 100 + i * 18, x - edges[k]!, 18).fill(i ? '#e8eef2' : '#b0c4d0')
      })
    })
    pdf.fillColor('black')
    drawSheet(pdf, { rows, edges, top: 100 })
  })
  expect(tables.map(gridOf)).toEqual([rows])
})

test('lines that lead from a label to the next column rule nothing', async () => {
  const edges = [60, 260, 330, 400]
  const rows = [['Function', '2023', '2024'], ...ageingRows(6, 3)]
  const [table] = await readTables((pdf) => {
    drawSheet(pdf, { rows, edges, top: 100 })
    pdf.lineWidth(0.5)
    for (const x of [260, 330]) pdf.moveTo(x, 100).lineTo(x, 226).stroke()
    for (const y of [100, 118, 226]) pdf.moveTo(60, y).lineTo(400, y).stroke()
    for (const [i, row] of rows.slice(1, -1).entries()) {
      const y = 118 + i * 18 + 4 + 7.3
      pdf
        .moveTo(66 + pdf.widthOfString(row[0] ?? ''), y)
        .lineTo(258, y)
        .dash(1, { space: 1 })
        .stroke()
        .undash()
    }
  })
  expect(gridOf(table!)).toEqual(rows)
})

test('captions and sources inside a frame, and a heading over the middle, are no rows of figures', async () => {
  const edges = [60, 220, 290, 360, 430]
  const [top, bottom] = [ageingRows(3, 4), ageingRows(3, 4, 4)]
  const [table] = await readTables((pdf) => {
    put(pdf, 'Table 3 Freight by mode', 63, 84)
    drawSheet(pdf, { rows: [['Item', '2022', '2023', '2024'], ...top], edges, top: 100, ruled: 'horizontal' })
    put(pdf, 'North', 245 - pdf.widthOfString('North') / 2, 176)
    drawSheet(pdf, { rows: bottom, edges, top: 190 })
    put(pdf, 'Source: national accounts', 63, 248)
    for (const y of [80, 262]) pdf.moveTo(60, y).lineTo(430, y).stroke()
  })
  expect(gridOf(table!)).toEqual([['Item', '2022', '2023', '2024'], ...top, ['North', null, null, null], ...bottom])
  expect(table?.cells.find(({ text }) => text === 'North')).toMatchObject({ col: 0, col_span: 4 })
})

test('the day and the year of a date are in one column', async () => {
  const rows = [
    ['Year', 'Amount', 'Expires'],
    ['2019', '4,118', 'September 30, 2023'],
    ['2020', '12,640', 'September 30, 2024'],
    ['2021', '27,005', 'September 30, 2025'],
  ]
  const [table] = await readTables((pdf) => drawSheet(pdf, { rows, edges: [60, 140, 220, 360], top: 100 }))
  expect(gridOf(table!)).toEqual(rows)
})

test('a label at the middle of two rows is beside both, and they stay two', async () => {
  const [table] = await readTables((pdf) => {
    ;['North', 'South', 'West'].forEach((region, i) => {
      const y = 120 + i * 28
      put(pdf, region, 60, y + 6)
      ;['Urban', 'Rural'].forEach((kind, k) => {
        put(pdf, kind, 110, y + k * 12)
        put(pdf, `${i + 1}${k}.5`, 220, y + k * 12, 'right')
        put(pdf, `${k + 3}${i}.1`, 280, y + k * 12, 'right')
      })
    })
    drawSheet(pdf, { rows: [['Region', '', '2023', '2024']], edges: [57, 110, 160, 223, 283], top: 100 })
  })
  expect(table?.row_count).toBe(7)
  expect(gridOf(table!).map((row) => row.slice(1))[1]).toEqual(['Urban', '10.5', '30.1'])
})

test('marks of yes and no are entries as figures are', async () => {
  const rows = [
    ['Requirement', 'Bank A', 'Bank B'],
    ['Capital plan', '•', '–'],
    ['Stress test', '–', '–'],
    ['Recovery plan', '•', '•'],
    ['Data quality', '–', '•'],
  ]
  const [table] = await readTables((pdf) =>
    drawSheet(pdf, { rows, edges: [60, 180, 240, 300], top: 100, ruled: 'horizontal' }),
  )
  expect(gridOf(table!)).toEqual(rows)
})

test('of a tinted box with text and a table in it, the table is one', async () => {
  const rows = [['Basis', '2023', '2024'], ...ageingRows(4, 3)]
  const tables = await readTables((pdf) => {
    pdf.rect(50, 60, 480, 260).fill('#f3f0e6')
    pdf.rect(50, 60, 3, 260).fill('#aa8800').fillColor('black')
    put(pdf, 'Box 2. How outlays are counted', 66, 72)
    pdf.text(lorem, 66, 90, { width: 440 })
    drawSheet(pdf, { rows, edges: [66, 260, 380, 500], top: 160 })
    pdf.text(lorem, 66, 264, { width: 440 })
  })
  expect(tables.map(gridOf)).toEqual([rows])
})

test('two tables beside each other, each between rules of its own, are two with their heads', async () => {
  const sides = [60, 310].map((left, i) => ({
    rows: [['Region', i ? 'Staff' : 'Cases'], ...ageingRows(5, 2, 1 + 5 * i)],
    edges: [left, left + 130, left + 200],
  }))
  const tables = await readTables((pdf) => {
    for (const { rows, edges } of sides) {
      drawSheet(pdf, { rows, edges, top: 100 })
      for (let i = 1; i <= rows.length; i++)
        pdf
          .lineWidth(0.5)
          .moveTo(edges[0]!, 100 + i * 18)
          .lineTo(edges[2]!, 100 + i * 18)
          .stroke()
    }
  })
  expect(tables.map(gridOf)).toEqual(sides.map(({ rows }) => rows))
})

describe('is no table:', () => {
  test('the terms of a formula', async () => {
    const tables = await readTables((pdf) => {
      prose(pdf, 40)
      ;[
        ['0.12', '0.30', '0.08'],
        ['A = 0.21', '0.05', '0.14'],
        ['0.33', '0.19', '0.27'],
      ].forEach((row, i) => {
        row.forEach((text, k) => {
          put(pdf, text, 240 + k * 40, 120 + i * 14, 'right')
        })
      })
    })
    expect(tables).toEqual([])
  })

  test('an address with its telephone numbers', async () => {
    const tables = await readTables((pdf) => {
      const rows = [
        ['Office of the Comptroller', 'Telephone: 0555', '014 220'],
        ['Room 412, Meridian House', 'Fax: 0555', '014 229'],
        ['18 Exchange Square', 'Mobile: 0151', '220 118'],
      ]
      rows.forEach((row, i) => {
        row.forEach((text, k) => {
          put(pdf, text, [60, 330, 420][k]!, 60 + i * 13)
        })
      })
      prose(pdf, 140)
    })
    expect(tables).toEqual([])
  })
})
