/** A Word table as a grid: spans resolved to positions, header rows told from the rest. */
import type { Cell, Table } from '../../schedules/model.ts'
import { elementsOf, type HtmlElement, textOf } from './docx-html.ts'

type Placed = { row: number; col: number; rowSpan: number; colSpan: number; element: HtmlElement; text: string }

/** Header rows that are only set in bold, not marked: more than these are emphasis. */
const MAX_BOLD_HEADERS = 3

/** Reads a `table` element; the text of a table within a cell belongs to the cell. Blank positions have no cell. */
export function readTable(table: HtmlElement): Omit<Table, 'name' | 'page' | 'bbox' | 'confidence'> {
  const rows = rowsOf(table)
  const placed = placeCells(rows)
  const header_rows = countHeaderRows(rows, placed)
  const cells = placed
    .filter((cell) => cell.text !== '')
    .map(
      ({ row, col, rowSpan, colSpan, text }): Cell => ({
        row,
        col,
        row_span: rowSpan,
        col_span: colSpan,
        text,
        page: null,
        bbox: null,
        confidence: 1,
        header: row < header_rows,
      }),
    )
  const col_count = placed.reduce((most, { col, colSpan }) => Math.max(most, col + colSpan), 0)
  return { row_count: rows.length, col_count, header_rows, cells }
}

function rowsOf(table: HtmlElement): HtmlElement[] {
  return elementsOf(table.children).flatMap((child) => {
    if (child.name === 'tr') return [child]
    return /^t(head|body|foot)$/.test(child.name) ? elementsOf(child.children).filter(({ name }) => name === 'tr') : []
  })
}

function placeCells(rows: readonly HtmlElement[]): Placed[] {
  const taken = new Set<string>()
  const placed: Placed[] = []
  rows.forEach((tr, row) => {
    let col = 0
    for (const element of elementsOf(tr.children)) {
      while (taken.has(`${row} ${col}`)) col++
      // A span that runs past the last row ends there.
      const rowSpan = Math.min(spanOf(element, 'rowspan'), rows.length - row)
      const colSpan = spanOf(element, 'colspan')
      for (let r = row; r < row + rowSpan; r++) for (let c = col; c < col + colSpan; c++) taken.add(`${r} ${c}`)
      placed.push({ row, col, rowSpan, colSpan, element, text: textOf(element.children) })
      col += colSpan
    }
  })
  return placed
}

/** Word allows 63 columns; a larger figure is not a span but an attack on memory. */
function spanOf({ attribs }: HtmlElement, name: 'rowspan' | 'colspan'): number {
  const span = Number(attribs[name] ?? 1)
  return Number.isInteger(span) && span >= 1 ? Math.min(span, name === 'colspan' ? 63 : 10_000) : 1
}

/** Rows marked as repeated headers; without any, the leading rows in bold; else a first row of words over figures. */
function countHeaderRows(rows: readonly HtmlElement[], placed: readonly Placed[]): number {
  const marked = rows.findIndex((tr) => !elementsOf(tr.children).some(({ name }) => name === 'th'))
  // A table of nothing but headers is one whose rows say `w:tblHeader` with the value false, which mammoth overlooks.
  if (marked > 0) return marked
  let count = 0
  while (count < MAX_BOLD_HEADERS && isBoldRow(placed, count, rows.length)) count++
  return count > 0 ? count : Number(isOverFigures(placed))
}

function isBoldRow(placed: readonly Placed[], row: number, rowCount: number): boolean {
  const cells = placed.filter((cell) => cell.row === row && cell.text !== '')
  // A single cell in bold below the first row heads a section of the table, not its columns.
  if (cells.length === 0 || row >= rowCount - 1 || (cells.length === 1 && row > 0)) return false
  return cells.every(({ element, text }) => boldText(element) === text)
}

/** Whether the first row names a column whose other cells, two at least, are all figures. A year counts as a name. */
function isOverFigures(placed: readonly Placed[]): boolean {
  const isName = (text: string) => !/\d/.test(text) || /^(19|20)\d\d$/.test(text)
  return placed.some(({ row, col, text }) => {
    if (row > 0 || text === '' || !isName(text)) return false
    const below = placed.filter((cell) => cell.col === col && cell.row > 0 && cell.text !== '')
    return below.length >= 2 && below.every((cell) => !isName(cell.text))
  })
}

function boldText(element: HtmlElement): string {
  const bold = (node: HtmlElement): HtmlElement[] =>
    elementsOf(node.children).flatMap((child) => (child.name === 'strong' ? [child] : bold(child)))
  return bold(element)
    .map(({ children }) => textOf(children))
    .join(' ')
    .trim()
}
