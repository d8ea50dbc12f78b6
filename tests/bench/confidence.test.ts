import { describe, expect, test } from 'vitest'
import { judgeCells, type ReadTable, reliability } from '../../bench/confidence/judge-cells.ts'
import type { ScoredTable } from '../../bench/score-tables.ts'

const cellsOf = (rows: readonly (readonly string[])[]) =>
  rows.flatMap((texts, row) => texts.map((text, col) => ({ row, col, rowspan: 1, colspan: 1, text })))
const truth: ScoredTable = { pages: [1], cells: cellsOf([['Item', 'Cost'], ['Pears', '20'], ['Apples', '10']]) } // biome-ignore format: a table
const read = (rows: readonly (readonly string[])[], pages = [1]): ReadTable => ({
  pages,
  cells: cellsOf(rows).map((cell, index) => ({ ...cell, confidence: index / 10 })),
})
const rightOf = (table: ReadTable, truths = [[truth]]) => judgeCells(truths, [table]).map(({ right }) => right)

describe('a cell is right', () => {
  test('where its text and all its neighbours are those of the truth', () => {
    expect(rightOf(read([['Item', 'Cost'], ['Pears', '20'], ['Apples', '10']]))).toEqual(Array(6).fill(true)) // biome-ignore format: a table
  })

  test('not where it is misread, and neither are its neighbours then', () => {
    const misread = read([['Item', 'Cost'], ['Pears', '26'], ['Apples', '10']]) // biome-ignore format: a table
    expect(rightOf(misread)).toEqual([true, false, false, false, true, false])
  })

  test('nowhere in a table that the truth does not have', () => {
    expect(rightOf(read([['Item', 'Cost']], [2]))).toEqual([false, false])
  })

  test('by the better of two accepted truths', () => {
    const other = { pages: [1], cells: cellsOf([['x', 'y']]) }
    expect(rightOf(read([['x', 'y']]), [[truth], [other]])).toEqual([true, true])
  })
})

test('cells are told by ranges of confidence, over all and fold by fold', () => {
  const cell = (confidence: number, right: boolean) => ({ confidence, right })
  const bins = reliability([[cell(0.9, true), cell(0.94, false)], [cell(0.88, true)], [cell(1, true)]], 2)
  const ninety = bins.find(({ from }) => from === 0.85)
  expect(ninety).toMatchObject({ cells: 3, byFold: [0.5, 1] })
  expect(ninety?.right).toBeCloseTo(2 / 3)
  expect(ninety?.said).toBeCloseTo(0.9067, 3)
  expect(bins.at(-1)).toMatchObject({ cells: 1, right: 1, to: 1 })
})
