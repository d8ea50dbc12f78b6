import { describe, expect, test } from 'vitest'
import { detectTables } from '../../lib/schedules/detect/detect-tables.ts'
import { findTextBlocks } from '../../lib/schedules/detect/text-blocks.ts'
import { stitchTables } from '../../lib/schedules/stitch.ts'
import { namedPages, otherPages, usualRows } from './named-pages.ts'
import { type Lines, type Rows, setPage } from './set-page.ts'

describe('a table is called by', () => {
  test.each([...namedPages, ...otherPages])('$about', ({ lines, rows = usualRows, name }) => {
    expect(detectTables(setPage(lines, rows)).map((table) => table.name)).toEqual([name])
  })
})

const namesOver = (...pages: [Lines, Rows][]) =>
  stitchTables(
    pages.map(([lines, rows], i) => {
      const layout = setPage(lines, rows, i + 1)
      const tables = detectTables(layout)
      return { number: i + 1, height: layout.height, tables, textBlocks: findTextBlocks(layout, tables) }
    }),
  ).map(({ name }) => name)

const other = (label: string): Rows => [[label, '2024', '2023', 'Change'], ...usualRows.slice(1)]

describe('over several pages', () => {
  const running = '# Larkfield Group'

  test('a running head is no name, however large', () => {
    const pages = ['Assets', 'Lenders', 'Leases'].map((label): [Lines, Rows] => [[running, 12, '---'], other(label)])
    expect(namesOver(...pages)).toEqual([null, null, null])
  })

  test('below a running head the next heading is', () => {
    const pages = ['Assets', 'Lenders', 'Leases'].map((label): [Lines, Rows] => [
      [`**${label} of the group`, 4, running, 12, '---'],
      other(label),
    ])
    expect(namesOver(...pages)).toEqual(['Assets of the group', 'Lenders of the group', 'Leases of the group'])
  })

  test('a title that is on all pages of its table remains', () => {
    const rows = Array.from({ length: 40 }, (_, i) => [`Lender ${i}`, `${i * 31}`, `${i * 17}`, `${i * 14}`])
    const page: [Lines, Rows] = [
      ['# Trial balance', 12, '---'],
      [...other('Account').slice(0, 1), ...rows],
    ]
    expect(namesOver(page, page, page)).toEqual(['Trial balance'])
  })

  test('each of two tables has the caption below it, where captions stand below', () => {
    const [first] = namesOver([['---', 4, 'Table 1. Loans'], usualRows])
    expect(first).toBe('Table 1. Loans')
    const layout = setPage(['---', 4, 'Table 1. Loans', 60, '---', 4, 'Table 2. Leases'], usualRows)
    expect(detectTables(layout).map(({ name }) => name)).toEqual(['Table 1. Loans', 'Table 2. Leases'])
  })
})
