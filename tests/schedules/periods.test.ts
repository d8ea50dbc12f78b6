import { describe, expect, test } from 'vitest'
import { readPeriods } from '../../lib/schedules/facts/periods.ts'
import type { Cell } from '../../lib/schedules/model.ts'
import { cellsOf } from './cells.ts'

describe('a heading is of', () => {
  test.each([
    ['31.12.2024', '2024-12-31'],
    ['31.12.24', '2024-12-31'],
    ['Stand 31.12.2024', '2024-12-31'],
    ['31/12/2024', '2024-12-31'],
    ['30. Juni 2024', '2024-06-30'],
    ['31 décembre 2024', '2024-12-31'],
    ['Year ended 31 December 2023', '2023-12-31'],
    ['December 31, 2022', '2022-12-31'],
    ['Dec. 31, 2022', '2022-12-31'],
    ['September 28, 2024', '2024-09-28'],
    ['as at 30 June 2024', '2024-06-30'],
    ['30 June 2024 £m', '2024-06-30'],
    ['31.12.2024 TEUR', '2024-12-31'],
    ['Six months ended June 30, 2024', '2024-06-30'],
    ['Q3 2024', '2024-Q3'],
    ['Q3/2024', '2024-Q3'],
    ['Q1 24', '2024-Q1'],
    ['3Q24', '2024-Q3'],
    ['3. Quartal 2024', '2024-Q3'],
    ['First quarter 2024', '2024-Q1'],
    ['T2 2024', '2024-Q2'],
    ['2e trimestre 2024', '2024-Q2'],
    ['H1 2024', '2024-H1'],
    ['1H24', '2024-H1'],
    ['2. Halbjahr 2024', '2024-H2'],
    ['Mar 2024', '2024-03'],
    ['Mar-24', '2024-03'],
    ['März 2024', '2024-03'],
    ['janvier 2024', '2024-01'],
    ['12/2024', '2024-12'],
    ['2024-03', '2024-03'],
    ['FY2021', '2021'],
    ['FY24', '2024'],
    ['2023/24', '2023'],
    ['2023-24', '2023'],
    ['2024 £m', '2024'],
    ['2024 (restated)', '2024'],
    ['Budget 2025', '2025'],
    ['Exercice 2024', '2024'],
    ['GJ 2024', '2024'],
    ['1.1.–31.12.2024', '2024-12-31'],
  ])('%s', (text, value) => {
    expect(readPeriods(cellsOf([['', text]], 1), 2)).toEqual([{ col: 1, text, value }])
  })

  test.each(['Article 12024', 'Total', '12', 'Note', 'Vorjahr', 'Room 24', 'H1', 'Form 20-F', 'EUR 2,024'])(
    '%s: no time',
    (text) => {
      expect(readPeriods(cellsOf([['', text]], 1), 2)).toEqual([])
    },
  )
})

test('a day over two years is the day of each', () => {
  const [over, ...years] = cellsOf(
    [
      ['December 31,', ''],
      ['2024', '2023'],
    ],
    2,
  ).map((cell): Cell => ({ ...cell, col: cell.col + 1 }))
  expect(readPeriods([{ ...over!, col_span: 2 }, ...years], 3).map(({ value }) => value)).toEqual([
    '2024-12-31',
    '2023-12-31',
  ])
})

test('a year over two quarters is the year of each', () => {
  const [over, ...quarters] = cellsOf(
    [
      ['2024', ''],
      ['Q1', 'Q2'],
    ],
    2,
  ).map((cell): Cell => ({ ...cell, col: cell.col + 1 }))
  expect(readPeriods([{ ...over!, col_span: 2 }, ...quarters], 3).map(({ value }) => value)).toEqual([
    '2024-Q1',
    '2024-Q2',
  ])
})
