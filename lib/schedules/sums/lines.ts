/** A table seen as lines that may add up: its rows for column totals, its columns for row totals. */
import { parseDecimal, unitsAt } from '../decimal.ts'
import type { Cell, Table } from '../model.ts'
import { claimsTotal, isAside, isNotSummed, isPlainTotal, namesMoney } from './labels.ts'

export type SummedTable = Pick<Table, 'cells' | 'row_count' | 'col_count' | 'header_rows'>

/** One candidate for being an operand or a total. */
export type Line = {
  /** The row or the column it is. */
  at: number
  claim: 'none' | 'total' | 'plain_total'
  /** No part of any sum. */
  aside: boolean
  /** Words only: a section begins. */
  heading: boolean
}

/** The figures that stand across the lines, one for each of them: a column for rows, a row for columns. */
export type Vector = {
  at: number
  /** Decimals of `figures`, which are whole numbers of the finest place printed. */
  scale: number
  /** One unit of the coarsest place printed. */
  unit: bigint
  /** Money to the cent: nothing was rounded. */
  exact: boolean
  /** Its sums may be proved, and are never held against it. */
  weak: boolean
  figures: (bigint | null)[]
  /** Where there is a text but no figure: a sum across it cannot be told. */
  unread: boolean[]
}

export type Grid = { lines: Line[]; vectors: Vector[] }

type Raster = { at: (row: number, col: number) => Cell | undefined; rows: number[]; cols: number[]; heads: string[] }

/** Rows as lines, columns as vectors. */
export function rowsAsLines(table: SummedTable): Grid {
  const raster = layOut(table)
  const { rows, cols, heads, at } = raster
  const figures = cols.filter((col) => rows.some((row) => at(row, col)?.value))
  const lines = rows.map((row) => {
    const label = rowLabel(raster, row)
    return toLine(row, label, isAside(label), !figures.some((col) => isNumber(at(row, col))))
  })
  const vectors = figures.flatMap((col) => {
    const cells = rows.map((row) => at(row, col))
    return toVector(col, cells, isNotSummed(heads[col] ?? '') || isCount(cells), namesMoney(heads[col] ?? ''))
  })
  return { lines, vectors }
}

/** Columns as lines, rows as vectors. */
export function columnsAsLines(table: SummedTable): Grid {
  const raster = layOut(table)
  const { rows, cols, heads, at } = raster
  const columns = cols.map((col) => ({ col, cells: rows.map((row) => at(row, col)) }))
  const figured = columns.filter(
    ({ col, cells }) =>
      cells.filter(isNumber).length * 2 > cells.filter(Boolean).length &&
      !isNotSummed(heads[col] ?? '') &&
      !isCount(cells) &&
      !cells.some((cell) => cell?.value?.type === 'percent'),
  )
  const lines = figured.map(({ col }) => toLine(col, heads[col] ?? '', false))
  const vectors = rows.flatMap((row) => {
    const label = rowLabel(raster, row)
    const cells = figured.map(({ col }) => at(row, col))
    return toVector(row, cells, isAside(label) && !claimsTotal(label), false)
  })
  return { lines, vectors }
}

function layOut({ cells, row_count, col_count, header_rows }: SummedTable): Raster {
  const grid = new Map<number, Cell>()
  const heads = Array.from({ length: col_count }, () => '')
  for (const cell of cells) {
    grid.set(cell.row * col_count + cell.col, cell)
    if (cell.row >= header_rows) continue
    for (let col = cell.col; col < Math.min(col_count, cell.col + cell.col_span); col++) {
      heads[col] = `${heads[col]} ${cell.text}`.trim()
    }
  }
  const at = (row: number, col: number) => grid.get(row * col_count + col)
  const rows = Array.from({ length: row_count }, (_, row) => row).slice(header_rows)
  const cols = Array.from({ length: col_count }, (_, col) => col)
  return {
    at,
    rows,
    cols,
    heads: heads.map((head, col) => `${head} ${wordsAbove(rows.map((row) => at(row, col)))}`.trim()),
  }
}

/** Words over the first figure of a column head it too, where a table has more header rows than were recognised. */
function wordsAbove(column: (Cell | undefined)[]): string {
  const first = column.findIndex(isNumber)
  return column
    .slice(0, Math.max(0, first))
    .map((cell) => cell?.text ?? '')
    .join(' ')
}

/** The words before the first figure of a row, or any words in it if it begins with a figure. */
function rowLabel({ at, cols }: Raster, row: number): string {
  const cells = cols.map((col) => at(row, col))
  const first = cells.findIndex(isNumber)
  const words = (of: (Cell | undefined)[]) =>
    of.flatMap((cell) => (cell && !cell.value && /\p{L}/u.test(cell.text) ? cell.text : [])).join(' ')
  return words(first < 0 ? cells : cells.slice(0, first)) || words(cells)
}

const toLine = (at: number, label: string, aside: boolean, heading = false): Line => ({
  at,
  claim: isPlainTotal(label) ? 'plain_total' : claimsTotal(label) ? 'total' : 'none',
  aside,
  heading,
})

const isNumber = (cell: Cell | undefined): boolean => cell?.value?.type === 'number' || cell?.value?.type === 'percent'

/** Empty when there is nothing that could be added: too few figures, two kinds of them, or two currencies. */
function toVector(at: number, cells: (Cell | undefined)[], weak: boolean, money: boolean): Vector[] {
  const typed = cells.map((cell) => (cell?.value && cell.value.type !== 'date' ? cell.value : null))
  const percents = typed.filter((value) => value?.type === 'percent').length
  const numbers = typed.filter((value) => value?.type === 'number').length
  const kind = percents > numbers ? 'percent' : 'number'
  const read = typed.map((value) => (value?.type === kind ? value : null))
  const currencies = new Set(read.flatMap((value) => value?.currency ?? []))
  const decimals = read.map((value) => (value && value.value !== '0' ? parseDecimal(value.value).scale : null))
  const printed = decimals.filter((places) => places !== null)
  if (Math.max(percents, numbers) < 2 || currencies.size > 1 || printed.length === 0) return []

  const scale = printed.reduce((most, places) => Math.max(most, places), 0)
  const fewest = printed.reduce((least, places) => Math.min(least, places), scale)
  return [
    {
      at,
      scale,
      unit: 10n ** BigInt(scale - fewest),
      exact: kind === 'number' && scale === 2 && fewest === 2 && (money || currencies.size === 1),
      // Brackets around every figure are as often shares or deviations as losses.
      weak: weak || kind === 'percent' || read.every((value) => !value || value.value.startsWith('-')),
      figures: read.map((value) => (value ? unitsAt(parseDecimal(value.value), scale) : null)),
      unread: cells.map((cell, index) => read[index] === null && (cell?.text.trim() ?? '') !== ''),
    },
  ]
}

/** Years, or a run of numbers that counts the lines. */
function isCount(cells: (Cell | undefined)[]): boolean {
  const texts = cells.flatMap((cell) => (cell?.value?.type === 'number' ? cell.value.value : []))
  if (texts.length < 2) return false
  const years = texts.every((text) => /^(?:19|20)\d\d$/.test(text))
  const numbered = texts.every((text, index) => index === 0 || Number(text) === Number(texts[index - 1]) + 1)
  return years || numbered
}
