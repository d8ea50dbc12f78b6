import { describe, expect, it } from 'vitest'
import { assembleSchedules, type UncheckedSchedule } from '../../lib/schedules/assemble.ts'
import { cellsOf } from './cells.ts'

const stitched = (rows: string[][], over: Partial<UncheckedSchedule> = {}): UncheckedSchedule => ({
  name: null,
  page: 1,
  pages: [1, 2],
  bbox: [0, 0, 100, 100],
  confidence: 0.8,
  row_count: rows.length,
  col_count: rows[0]?.length ?? 0,
  header_rows: 1,
  cells: cellsOf(rows, 1),
  ...over,
})

describe('assembleSchedules', () => {
  it('settles what 1.234 means in one table by another table of the document', () => {
    const [first] = assembleSchedules([
      stitched([
        ['A', 'B'],
        ['x', '1.234'],
      ]),
      stitched([
        ['A', 'B'],
        ['x', '1.234,50'],
      ]),
    ])
    expect(first?.cells.find((cell) => cell.text === '1.234')?.value?.value).toBe('1234')
  })

  it('keeps places, pages and texts as they were found', () => {
    const table = stitched(
      [
        ['A', 'B'],
        ['x', '(5)'],
      ],
      { name: ' Ageing list ' },
    )
    const [schedule] = assembleSchedules([table])
    expect(schedule).toMatchObject({ name: 'Ageing list', page: 1, pages: [1, 2], bbox: [0, 0, 100, 100], checks: [] })
    expect(schedule?.cells.map(({ value: _, ...cell }) => cell)).toEqual(table.cells)
    expect(schedule?.confidence).toBe(0.8)
  })

  it('numbers tables that have no name', () => {
    expect(assembleSchedules([stitched([['A']]), stitched([['B']])]).map(({ name }) => name)).toEqual([
      'Table 1',
      'Table 2',
    ])
  })

  it('trusts a table more when its sums hold, and less when they do not', () => {
    const rows = (total: string) => [
      ['Item', 'Amount'],
      ['a', '100'],
      ['b', '200'],
      ['c', '300'],
      ['Total', total],
    ]
    const [right, wrong] = assembleSchedules([stitched(rows('600')), stitched(rows('700'))])
    expect(right?.checks).toMatchObject([{ status: 'proved' }])
    expect(right?.confidence).toBe(0.9)
    expect(wrong?.checks).toMatchObject([{ status: 'contradicted', difference: '100' }])
    expect(wrong?.confidence).toBe(0.4)
  })

  it('has nothing to say about a document without tables', () => expect(assembleSchedules([])).toEqual([]))
})
