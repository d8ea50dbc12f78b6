import { describe, expect, test } from 'vitest'
import { compactTables, parseTruth, type ScoredTable, scoreDocument, scoreTotal } from '../../bench/score-tables.ts'

const tableOf = (rows: readonly (readonly string[])[], pages = [1]): ScoredTable => ({
  pages,
  cells: rows.flatMap((texts, row) => texts.map((text, col) => ({ row, col, rowspan: 1, colspan: 1, text }))),
})
const truth = tableOf([
  ['Item', 'Cost', 'Price'],
  ['Apples', '10', '12'],
  ['Pears', '20', ''],
])

describe('the score', () => {
  test('of the truth against itself is one', () => {
    expect(scoreDocument([[truth]], [truth])).toMatchObject({ precision: 1, recall: 1, f1: 1, correct: 10, truth: 10 })
  })

  test('of no tables is nothing', () => {
    expect(scoreDocument([[truth]], [])).toMatchObject({ precision: 0, recall: 0, f1: 0 })
  })

  test('does not mind case, white space and which sign is printed, but minds a no-break space', () => {
    const other = tableOf([
      ['ITEM', 'C ost', 'Price'],
      ['Apples', '1\n0', '12'],
      ['Pears', '20', ''],
    ])
    expect(scoreDocument([[truth]], [other]).f1).toBe(1)
    expect(scoreDocument([[tableOf([['a', 'b–c']])]], [tableOf([['a', 'b-c']])]).f1).toBe(1)
    expect(scoreDocument([[tableOf([['a', 'bc']])]], [tableOf([['a', 'b\u00a0c']])]).f1).toBe(0)
  })

  test('counts the blank positions between two cells', () => {
    const gap = tableOf([['a', '', 'b']])
    expect(scoreDocument([[gap]], [gap]).f1).toBe(1)
    expect(scoreDocument([[gap]], [tableOf([['a', 'b']])]).f1).toBe(0)
  })

  test('counts the pair of two spanning cells once', () => {
    const cells = [
      { row: 0, col: 0, rowspan: 1, colspan: 2, text: 'Wide' },
      { row: 1, col: 0, rowspan: 1, colspan: 2, text: 'Also wide' },
    ]
    expect(scoreDocument([[{ pages: [1], cells }]], []).truth).toBe(1)
  })

  test('halves in precision when every table is found twice, and is lost on another page', () => {
    expect(scoreDocument([[truth]], [truth, truth])).toMatchObject({ precision: 0.5, recall: 1 })
    expect(scoreDocument([[truth]], [{ ...truth, pages: [2] }]).f1).toBe(0)
    expect(scoreDocument([[{ ...truth, pages: [1, 2] }]], [{ ...truth, pages: [2] }]).f1).toBe(1)
  })

  test('takes the better of two accepted truths', () => {
    expect(scoreDocument([[tableOf([['x', 'y']])], [truth]], [truth]).f1).toBe(1)
  })

  test('of several documents is the harmonic mean of the averages', () => {
    const [perfect, missed] = [scoreDocument([[truth]], [truth]), scoreDocument([[truth]], [])]
    expect(scoreTotal([perfect, missed])).toEqual({ precision: 0.5, recall: 0.5, f1: 0.5 })
  })
})

test('rows and columns without a cell of their own are dropped, and tables without text', () => {
  const spread: ScoredTable = {
    pages: [1],
    cells: [
      { row: 0, col: 0, rowspan: 1, colspan: 3, text: 'Head' },
      { row: 2, col: 0, rowspan: 1, colspan: 1, text: 'a' },
      { row: 2, col: 2, rowspan: 1, colspan: 1, text: 'b' },
      { row: 3, col: 1, rowspan: 1, colspan: 1, text: ' ' },
    ],
  }
  const [compact, ...rest] = compactTables([spread, tableOf([['', ' ']])])
  expect(rest).toEqual([])
  expect(compact?.cells.map(({ row, col, colspan }) => [row, col, colspan])).toEqual([
    [0, 0, 2],
    [1, 0, 1],
    [1, 1, 1],
  ])
})

test('truth is read with the shifts of its regions', () => {
  const cell = (attributes: string, text: string) => `<cell ${attributes}><content>${text}</content></cell>`
  const [table] = parseTruth(
    `<document><table id="1"><region id="1" page="3">${cell('start-row="0" start-col="1"', ' Fish &amp; chips ')}</region>
     <region id="2" page="4" row-increment="5" col-increment="1">${cell('start-row="0" end-row="1" start-col="0"', 'b')}</region></table></document>`,
  )
  expect(table).toEqual({
    pages: [3, 4],
    cells: [
      { row: 0, col: 1, rowspan: 1, colspan: 1, text: 'Fish & chips' },
      { row: 5, col: 1, rowspan: 2, colspan: 1, text: 'b' },
    ],
  })
})
