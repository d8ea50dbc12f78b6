/**
 * Joins tables that go on over page breaks into schedules, and takes such schedules apart again.
 * Always holds: cells keep their own page and box; rows are numbered through; a repeated head appears once, and each
 * part keeps its own, with what it was joined for: nothing that was printed is lost by joining.
 * Leaves to others: names where the page says nothing, values, checks.
 */

import { endOfBrokenRow } from './broken-row.ts'
import { findContinuation, repeatedRows, type StitchPage } from './continuation.ts'
import { uprightPages } from './detect/upright.ts'
import { fitColumns, withColumns } from './fit-columns.ts'
import type { Cell, JoinEvidence, Schedule, SchedulePart, Table } from './model.ts'
import { findRunningHeads, nameAgain } from './running-heads.ts'

export type StitchedTable = Omit<Schedule, 'checks' | 'name' | 'parts'> & { name: string | null; parts: SchedulePart[] }

/** The table that the next page may go on with: as far as it was joined, and the last part of it, upright. */
type Open = { whole: StitchedTable; part: Table; page: StitchPage }

/** Tables in page order; one that goes on over a page break becomes one, with all its pages. */
export function stitchTables(pages: readonly StitchPage[]): StitchedTable[] {
  const stitched: StitchedTable[] = []
  const begun: Open[] = []
  const upright = uprightPages(pages)
  let open: Open | null = null
  upright.forEach((page, at) => {
    pages[at]?.tables.forEach((table, i) => {
      const part = page.tables[i] ?? table
      const rest = open && i === 0 && open.page.number === page.number - 1 ? restOf(open, part, page) : null
      if (open && rest) {
        append(open.whole, rest.inColumns(table), rest.evidence)
        open = { whole: open.whole, part: rest.inColumns(part), page }
      } else {
        const whole = alone(table)
        stitched.push(whole)
        open = { whole, part, page }
        begun.push(open)
      }
    })
  })
  const isRunning = findRunningHeads(upright)
  for (const { whole, part, page } of begun)
    if (whole.name && isRunning(whole.name, whole.pages))
      whole.name = nameAgain(part, page, (text) => isRunning(text, whole.pages))
  return stitched
}

/** Why `part`, the first table of the next page, is the rest of the open one, and how it stands in its columns. */
function restOf({ part: upper, page: before }: Open, part: Table, page: StitchPage) {
  const fitted = fitColumns(upper, part)
  const inColumns = (table: Table) => (fitted ? withColumns(table, fitted, upper.col_count) : table)
  const evidence = findContinuation(upper, before, inColumns(part), page)
  return evidence.length > 0 ? { evidence, inColumns } : null
}

const partOf = ({ page, bbox, confidence, name }: Table, row: number): SchedulePart => ({
  row,
  page,
  bbox,
  confidence,
  name,
  evidence: [],
  head: [],
})

const alone = (table: Table): StitchedTable => ({
  ...table,
  cells: table.cells.map((cell) => ({ ...cell })),
  pages: table.page === null ? [] : [table.page],
  parts: [partOf(table, 0)],
})

function append(whole: StitchedTable, part: Table, evidence: JoinEvidence[]): void {
  const heads = repeatedRows(whole, part)
  const broken = endOfBrokenRow(whole, part, heads)
  for (const { upper, lower } of broken) upper.text += ` ${lower.text}`
  const skipped = heads + (broken.length > 0 ? 1 : 0)
  const shift = whole.row_count - skipped
  const isHeader = (cell: Cell) => heads > 0 && cell.row >= part.header_rows && cell.header
  for (const cell of part.cells)
    if (cell.row >= skipped) whole.cells.push({ ...cell, row: cell.row + shift, header: isHeader(cell) })
  const head = part.cells.filter((cell) => cell.row < heads)
  whole.parts.push({ ...partOf(part, whole.row_count), evidence, head })
  whole.row_count += part.row_count - skipped
  whole.confidence = Math.min(whole.confidence, part.confidence)
  if (part.page !== null && !whole.pages.includes(part.page)) whole.pages.push(part.page)
}

type Joined = Omit<StitchedTable, 'name'> & { name: string }

/**
 * The same schedule as several: one begins at each of the rows `at`, which are those where parts of it begin. Heads that
 * were left out stand again where they stood; values of cells are kept. In the order of the document.
 */
export function splitAtParts(whole: Joined, at: ReadonlySet<number>): StitchedTable[] {
  const groups: SchedulePart[][] = []
  for (const part of whole.parts) {
    if (groups.length === 0 || at.has(part.row)) groups.push([part])
    else groups.at(-1)?.push(part)
  }
  return groups.map((parts, index) => {
    const end = groups[index + 1]?.[0]?.row ?? whole.row_count
    return cutOut(whole, parts, end, index === 0 ? whole.name : null)
  })
}

function cutOut(whole: Joined, parts: readonly SchedulePart[], end: number, name: string | null): StitchedTable {
  const first = parts[0]!
  const headRows = Math.max(0, ...first.head.map((cell) => cell.row + cell.row_span))
  const shift = headRows - first.row
  const cells = whole.cells
    .filter((cell) => cell.row >= first.row && cell.row < end)
    .map((cell): Cell => ({ ...cell, row: cell.row + shift }))
  return {
    name: name ?? first.name,
    page: first.page,
    bbox: first.bbox,
    pages: [...new Set(parts.flatMap(({ page }) => page ?? []))],
    confidence: Math.min(...parts.map(({ confidence }) => confidence)),
    row_count: end + shift,
    col_count: whole.col_count,
    header_rows: first.row === 0 ? whole.header_rows : headRows,
    cells: [...first.head.map((cell) => typedLike(cell, whole.cells)), ...cells],
    parts: parts.map((part, index) =>
      index === 0 ? { ...part, row: 0, evidence: [], head: [] } : { ...part, row: part.row + shift },
    ),
  }
}

/** What stands in a repeated head means what it means in the one that was kept. */
function typedLike(cell: Cell, kept: readonly Cell[]): Cell {
  const value = kept.find(({ row, col, text }) => row === cell.row && col === cell.col && text === cell.text)?.value
  return value ? { ...cell, value } : cell
}
