import { describe, expect, test } from 'vitest'
import { ageingRows, type drawPdf, drawSheet, lorem, put } from '../extraction/draw-pdf.ts'
import { gridOf, readTables } from './read-tables.ts'

type Pdf = Parameters<Parameters<typeof drawPdf>[0]>[0]

/** Rules above the head, below it, and at the end. */
function frame(pdf: Pdf, [left, right]: [number, number], heights: readonly number[]): void {
  pdf.lineWidth(0.6)
  for (const y of heights) pdf.moveTo(left, y).lineTo(right, y).stroke()
}

describe('tables beside each other are two', () => {
  test('where each has its own rules, though both begin with figures', async () => {
    const losses = (from: number) => [
      ['b', '0.5', '1.0', '1.5'],
      ...[1.2, 1.5, 2.0, 2.5].map((b, i) => [b.toFixed(1), ...[1, 2, 3].map((k) => (from + i * 0.37 + k).toFixed(2))]),
    ]
    const tables = await readTables((pdf) => {
      drawSheet(pdf, { rows: losses(1.1), edges: [80, 120, 160, 200, 240], top: 100, pitch: 15 })
      drawSheet(pdf, { rows: losses(2.4), edges: [320, 360, 400, 440, 480], top: 100, pitch: 15 })
      for (const sides of [[80, 240], [320, 480]] as [number, number][]) frame(pdf, sides, [101, 116, 177]) // biome-ignore format: two sides
    })
    expect(tables.map(gridOf)).toEqual([losses(1.1), losses(2.4)])
  })

  test('where their rows stand at different heights', async () => {
    const upper = [['Grade', 'Plan', 'Real'], ['Senior', '14', '12'], ['Junior', '37', '40'], ['Other', '5', '4']] // biome-ignore format: a table
    const lower = [['Level', '2023', '2024'], ['A', '61', '64'], ['B', '34', '29'], ['C', '5', '7']] // biome-ignore format: a table
    const tables = await readTables((pdf) => {
      drawSheet(pdf, { rows: upper, edges: [60, 150, 200, 250], top: 100, pitch: 14 })
      drawSheet(pdf, { rows: lower, edges: [330, 400, 450, 500], top: 104, pitch: 14 })
    })
    expect(tables.map(gridOf).sort()).toEqual([upper, lower].sort())
  })
})

test('a table beside running text that goes on from line to line is read without it', async () => {
  const rows = [['Article', 'Error', 'Doubt'], ...ageingRows(6, 3)]
  const [table, ...others] = await readTables((pdf) => {
    drawSheet(pdf, { rows, edges: [310, 430, 485, 540], top: 100, pitch: 14 })
    pdf.text(lorem, 60, 104, { width: 225, lineGap: 14 - pdf.currentLineHeight(), height: 98 })
  })
  expect(others).toEqual([])
  expect(gridOf(table!)).toEqual(rows)
})

test('all that stands between the rules of a table belongs to it, however much it looks like prose', async () => {
  const rows = [
    ['Risk', 'What may follow from it', 'What is done against it'],
    ['Funding', 'The second part of the works is put off for a year;|the grants that hang on it are lost.', 'The plan is looked through every quarter by the|committee, with a credit line agreed upon.'],
    ['Staff', 'What is known of the old systems is known to few of|those who work on them now.', 'Others learn the work beside them, and all of it is|written down step by step.'],
    ['Attack', 'Services to the public stand still for longer than is|allowed for in the agreements.', 'Doors are tried by others each year, and copies kept|elsewhere are read back twice.'],
  ] as const // biome-ignore format: a table
  const [table, ...others] = await readTables((pdf) => {
    put(pdf, 'Table 1: Principal risks', 60, 80)
    pdf.fontSize(8)
    const lefts = [60, 130, 340]
    rows.forEach((row, i) => {
      const y = i === 0 ? 103 : 96 + 28 * i
      row.forEach((text, k) => {
        for (const [n, line] of text.split('|').entries()) put(pdf, line, lefts[k]!, y + 10 * n)
      })
    })
    frame(pdf, [60, 545], [100, 117, 208])
    pdf.fontSize(10).text(lorem, 60, 226, { width: 480 })
  })
  expect(others).toEqual([])
  expect(gridOf(table!)).toEqual(rows.map((row) => row.map((text) => text.replaceAll('|', ' '))))
})

test('the foot of the page below a table is none of its rows', async () => {
  const rows = [['State', '2023', '2024'], ...ageingRows(38, 3)]
  const [table] = await readTables((pdf) => {
    drawSheet(pdf, { rows, edges: [60, 260, 380, 500], top: 62, pitch: 18 })
    put(pdf, 'Crop Production', 40, 790)
    put(pdf, '17', 290, 790)
    put(pdf, 'Agricultural Board', 520, 790, 'right')
  })
  expect(gridOf(table!)).toEqual(rows)
})

test('a list of figures after the contents is part of the contents, and no table', async () => {
  const entries = [
    ['Summary', 'iii'], ['1 Introduction', '1'], ['2 Method', '5'], ['2.1 Sources', '5'], ['3 Findings', '11'],
    ['List of figures'], ['Figure 1: Applications', '4'], ['Figure 2: Time taken', '9'], ['Figure 3: Costs', '12'],
  ] // biome-ignore format: a list
  const tables = await readTables((pdf) => {
    entries.forEach(([title, page], i) => {
      put(pdf, title!, 70, 100 + 16 * i)
      if (page) put(pdf, page, 500, 100 + 16 * i, 'right')
    })
  })
  expect(tables).toEqual([])
})

describe('shading', () => {
  const edges = [60, 220, 300, 380, 460]
  const rows = [['Source', 'NOx', 'SO2', 'PM'], ...ageingRows(6, 4)]

  test('of every second column, cell by cell, joins no rows of the others', async () => {
    const [table] = await readTables((pdf) => {
      for (let i = 1; i < rows.length; i++)
        for (const k of [1, 3]) pdf.rect(edges[k]!, 100 + i * 18, 80, 18).fill('#eeeeee')
      pdf.fillColor('black')
      drawSheet(pdf, { rows, edges, top: 100, ruled: 'horizontal' })
    })
    expect(gridOf(table!)).toEqual(rows)
  })

  test('of rows in turn leaves two rows between its edges two', async () => {
    const grouped = [...rows.slice(0, 4), ['Other sources'], ...rows.slice(4)]
    const [table] = await readTables((pdf) => {
      for (let i = 1; i < grouped.length; i += 3) pdf.rect(60, 100 + i * 18, 400, 18).fill('#e8eef2')
      pdf.fillColor('black')
      drawSheet(pdf, { rows: grouped, edges, top: 100 })
    })
    expect(gridOf(table!).map(([label]) => label)).toEqual(grouped.map(([label]) => label))
  })

  test('of the signs of a currency makes no column of them', async () => {
    const signed = [['Sales', '9,286', '9,125'], ['Costs', '7,075', '7,498'], ['Rent', '210', '204'], ['Income', '1,874', '1,026']] // biome-ignore format: a table
    const [table] = await readTables((pdf) => {
      signed.forEach(([label, ...figures], i) => {
        const y = 100 + i * 18
        if (i % 2 === 0) for (const [x, w] of [[60, 150], [220, 12], [232, 60], [302, 12], [314, 60]] as const) pdf.rect(x, y, w, 18).fill('#cceeff') // biome-ignore format: boxes
        pdf.fillColor('black')
        put(pdf, label!, 63, y + 4)
        figures.forEach((figure, k) => {
          if (i === 0 || i === 3) put(pdf, '$', 222 + 82 * k, y + 4)
          put(pdf, figure, 290 + 82 * k, y + 4, 'right')
        })
      })
    })
    expect(gridOf(table!)).toEqual(
      signed.map(([label, ...figures], i) => [label, ...figures.map((f) => (i === 0 || i === 3 ? `$ ${f}` : f))]),
    )
  })
})

test('a sign of dollars near the figure before it belongs to the one behind it', async () => {
  const rows = [
    ['Cash', '3', '$ 412,309', '$ 388,114'],
    ['Contributions', '', '31,220', '28,761'],
    ['Equities', '4', '3,870,118', '5,991,407'],
    ['Fixed income', '5', '3,100,246', '3,290,881'],
    ['Net assets', '', '$ 7,413,893', '$ 9,699,163'],
  ]
  const [table] = await readTables((pdf) => {
    rows.forEach((row, i) => {
      const y = 100 + 18 * i
      put(pdf, row[0]!, 60, y)
      put(pdf, row[1]!, 230, y, 'right')
      row.slice(2).forEach((text, k) => {
        if (text.startsWith('$')) put(pdf, '$', [234, 318][k]!, y)
        put(pdf, text.replace('$ ', ''), [314, 398][k]!, y, 'right')
      })
    })
  })
  expect(gridOf(table!)).toEqual(rows.map((row) => row.map((text) => text || null)))
})

test('lists within the cells of a lattice are one text to a cell, each row whole', async () => {
  const edges = [60, 90, 260, 420, 500]
  const lists = [
    ['1.1', ['Write down how cards are used'], ['Draft handed round', 'Lesson held in March', 'Rest by June'], 'Open'],
    ['1.2', ['Compare registers every quarter'], ['Done for the third'], 'Done'],
    ['2.1', ['Ask three for their price', 'and keep what they say'], ['List made', 'Sample to be tried'], 'Open'],
  ] as const
  const heights = [100, 118, 166, 186, 220]
  const [table] = await readTables((pdf) => {
    for (const y of heights) pdf.moveTo(60, y).lineTo(500, y).stroke()
    for (const x of edges) pdf.moveTo(x, 100).lineTo(x, 220).stroke()
    for (const [k, text] of ['Ref.', 'Advice', 'Progress', 'State'].entries()) put(pdf, text, edges[k]! + 4, 104)
    lists.forEach(([ref, advice, progress, state], i) => {
      const [from, to] = [heights[i + 1]!, heights[i + 2]!]
      const middle = (from + to) / 2 - 5
      put(pdf, ref, 64, middle)
      for (const [n, line] of advice.entries()) put(pdf, line, 94, middle - 6 * (advice.length - 1) + 12 * n)
      put(pdf, state, 424, middle)
      for (const [n, line] of progress.entries()) {
        put(pdf, '•', 270, from + 5 + 12 * n)
        put(pdf, line, 288, from + 5 + 12 * n)
      }
    })
  })
  expect(gridOf(table!).slice(1)).toEqual(
    lists.map(([ref, advice, progress, state]) => [
      ref,
      advice.join(' '),
      progress.map((item) => `• ${item}`).join(' '),
      state,
    ]),
  )
})
