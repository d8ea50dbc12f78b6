/** Rows of statements, in `statements/rows.txt`: what each is, then its texts; two spaces before a label are one step. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { assembleSchedules } from '../../lib/schedules/assemble.ts'
import { cellsOf } from './cells.ts'

const tables = readFileSync(new URL('statements/rows.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n\n')

function describe(lines: readonly string[]): string[] {
  const rows = lines.map((line) => line.split('|').slice(1))
  const cells = cellsOf(
    rows.map((row) => row.map((text) => text.trim())),
    1,
  ).map((cell) => {
    const indent = 5 * (/^ */.exec(rows[cell.row]?.[0] ?? '')?.[0].length ?? 0)
    return cell.col === 0 ? { ...cell, bbox: [indent, cell.row * 12, 90, cell.row * 12 + 10] as const } : cell
  })
  const col_count = Math.max(...rows.map((row) => row.length))
  const size = { row_count: rows.length, col_count, header_rows: 1, page: 1, pages: [1], bbox: null }
  const [schedule] = assembleSchedules([{ name: null, confidence: 0.9, ...size, cells }])
  return (schedule?.row_facts ?? []).map(({ row, kind }) => `${kind} ${rows[row]?.join('|').trim()}`)
}

test.each(tables.map((table) => table.split('\n')))('rows from %s are what they are', (...lines) => {
  const expected = lines
    .map((line) => line.split('|'))
    .map(([kind, ...texts]) => `${kind?.trim()} ${texts.join('|').trim()}`)
  expect(describe(lines)).toEqual(expected)
})
