/** A table seen as lines that may add up: its rows for column totals, its columns for row totals. */
import { parseDecimal, unitsAt } from '../decimal.ts'
import type { Cell, Table } from '../model.ts'
import { findDoubtful } from './doubtful-figures.ts'
import {
  claimsResult,
  claimsTotal,
  isAside,
  isNotSummed,
  isPlainTotal,
  namesBalance,
  namesMoney,
  namesOutflow,
  namesScale,
  namesWholeTime,
  withoutMarks,
} from './labels.ts'
import { markOf, readMisprint } from './misprints.ts'
import { findSlips, type Slips } from './slips.ts'

export type SummedTable = Pick<Table, 'cells' | 'row_count' | 'col_count' | 'header_rows'> & { name?: string | null }

/** One candidate for being an operand or a total. */
export type Line = {
  /** The row or the column it is. */
  at: number
  claim: 'none' | 'result' | 'total' | 'plain_total'
  /** No part of any sum. */
  aside: boolean
  /** Named as what lessens others, or as a balance. */
  outflow: boolean
  balance: boolean
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
  percent: boolean
  /** Zeros that its figures usually end in, of round numbers. */
  zeros: number
  figures: (bigint | null)[]
  /** How many digits each figure is printed with, as if all had `scale` decimals. */
  digits: number[]
  /** Where there is a text but no figure, or not all of one: a sum across it is not contradicted. */
  unread: boolean[]
}

export type Grid = { lines: Line[]; vectors: Vector[] }

/** A table with its cells at hand, its headings, and which mark sets off its decimals. */
export type Raster = {
  at: (row: number, col: number) => Cell | undefined
  rows: number[]
  cols: number[]
  heads: string[]
  mark: ReturnType<typeof markOf>
  /** Texts that are taken for figures here, and nowhere else. */
  slips: Slips
  /** Figures that were perhaps not read as they are printed, as `row,col`. */
  doubtful: ReadonlySet<string>
  /** Figures stand for thousands or more, and were rounded. */
  scaled: boolean
}

/** Rows as lines, columns as vectors. */
export function rowsAsLines(raster: Raster): Grid {
  const { rows, cols, heads, at } = raster
  const figures = cols.filter((col) => rows.some((row) => at(row, col)?.value))
  const vectors = figures.flatMap((col) => {
    const cells = rows.map((row) => at(row, col))
    const weak = isNotSummed(heads[col] ?? '') || isCount(cells)
    return toVector(raster, col, cells, { weak, money: namesMoney(heads[col] ?? '') })
  })
  const lines = rows.map((row, index) => {
    const label = rowLabel(raster, row)
    const figured = figures.some((col) => isNumber(at(row, col))) || vectors.some((vector) => vector.digits[index])
    return toLine(row, label, isAside(label), !figured)
  })
  return { lines, vectors }
}

/** Columns as lines, rows as vectors. */
export function columnsAsLines(raster: Raster): Grid {
  const { rows, cols, heads, at } = raster
  const columns = cols.map((col) => ({ col, cells: rows.map((row) => at(row, col)) }))
  const figured = columns.filter(
    ({ col, cells }) =>
      cells.filter(isNumber).length * 2 > cells.filter(Boolean).length &&
      !isNotSummed(heads[col] ?? '') &&
      !isCount(cells) &&
      !cells.some((cell) => cell?.value?.type === 'percent'),
  )
  const lines = figured.map(({ col }) => {
    const head = heads[col] ?? ''
    const line = toLine(col, head, false)
    return namesWholeTime(head) ? { ...line, claim: 'total' as const } : line
  })
  const vectors = rows.flatMap((row) => {
    const label = rowLabel(raster, row)
    const cells = figured.map(({ col }) => at(row, col))
    return toVector(raster, row, cells, { weak: isAside(label) && !claimsTotal(label), money: false })
  })
  return { lines, vectors }
}

/** Reads headings and marks off a table whose figures are typed. */
export function layOut({ cells, row_count, col_count, header_rows, name }: SummedTable): Raster {
  const grid = new Map<number, Cell>()
  const mark = markOf(cells)
  const slips = findSlips(cells, mark)
  const heads = Array.from({ length: col_count }, () => '')
  for (const cell of cells) {
    const slip = slips.get(`${cell.row},${cell.col}`)
    grid.set(cell.row * col_count + cell.col, slip ? { ...cell, value: slip } : cell)
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
    mark,
    slips,
    doubtful: findDoubtful(cells),
    scaled: namesScale(`${name ?? ''} ${heads.join(' ')}`),
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
export function rowLabel({ at, cols }: Raster, row: number): string {
  const cells = cols.map((col) => at(row, col))
  const first = cells.findIndex(isNumber)
  const words = (of: (Cell | undefined)[]) =>
    withoutMarks(of.flatMap((cell) => (cell && !cell.value && /\p{L}/u.test(cell.text) ? cell.text : [])).join(' '))
  return words(first < 0 ? cells : cells.slice(0, first)) || words(cells)
}

const toLine = (at: number, label: string, aside: boolean, heading = false): Line => ({
  at,
  claim: isPlainTotal(label) ? 'plain_total' : claimsTotal(label) ? 'total' : claimsResult(label) ? 'result' : 'none',
  aside,
  outflow: namesOutflow(label),
  balance: namesBalance(label),
  heading,
})

export const isNumber = (cell: Cell | undefined): boolean =>
  cell?.value?.type === 'number' || cell?.value?.type === 'percent'

/** Empty when there is nothing that could be added: too few figures, two kinds of them, or two currencies. */
function toVector(
  { mark, doubtful }: Raster,
  at: number,
  cells: (Cell | undefined)[],
  { weak, money }: { weak: boolean; money: boolean },
): Vector[] {
  const typed = cells.map((cell) => (cell?.value && cell.value.type !== 'date' ? cell.value : null))
  const percents = typed.filter((value) => value?.type === 'percent').length
  const numbers = typed.filter((value) => value?.type === 'number').length
  const kind = percents > numbers ? 'percent' : 'number'
  const values = typed.map((value) => (value?.type === kind ? value.value : null))
  const currencies = new Set(typed.flatMap((value) => value?.currency ?? []))
  for (const [index, misprint] of readMisprint(cells, mark)) values[index] = misprint
  const count = values.filter((value) => value !== null).length
  if (count === 0 || currencies.size > 1) return []

  const read = values.map((value) => (value === null ? null : parseDecimal(value)))
  const printed = read.flatMap((value, index) => (value && values[index] !== '0' ? value.scale : []))
  if (printed.length === 0) return []
  const scale = printed.reduce((most, places) => Math.max(most, places), 0)
  const fewest = printed.reduce((least, places) => Math.min(least, places), scale)
  const figures = read.map((value) => (value ? unitsAt(value, scale) : null))
  return [
    {
      at,
      scale,
      unit: 10n ** BigInt(scale - fewest),
      exact: kind === 'number' && scale === 2 && fewest === 2 && (money || currencies.size === 1),
      // Brackets around every figure are as often shares or deviations as losses.
      weak: weak || count < 2 || kind === 'percent' || values.every((value) => value === null || value.startsWith('-')),
      percent: kind === 'percent',
      zeros: closingZeros(figures),
      figures,
      digits: values.map((value, index) =>
        value === null ? 0 : value.replace(/\D/g, '').length + scale - (read[index]?.scale ?? 0),
      ),
      unread: cells.map(
        (cell, index) =>
          cell !== undefined &&
          ((values[index] === null && cell.text.trim() !== '') || doubtful.has(`${cell.row},${cell.col}`)),
      ),
    },
  ]
}

function closingZeros(figures: readonly (bigint | null)[]): number {
  const zeros = figures.flatMap((figure) => (figure ? (/0*$/.exec(figure.toString())?.[0].length ?? 0) : []))
  return Math.floor(zeros.reduce((sum, count) => sum + count, 0) / Math.max(1, zeros.length))
}

/** Years, or a run of numbers that counts the lines. */
export function isCount(cells: (Cell | undefined)[]): boolean {
  const texts = cells.flatMap((cell) => (cell?.value?.type === 'number' ? cell.value.value : []))
  if (texts.length < 2) return false
  const years = texts.every((text) => /^(?:19|20)\d\d$/.test(text))
  const numbered =
    texts.length > 2 && texts.every((text, index) => index === 0 || Number(text) === Number(texts[index - 1]) + 1)
  return years || numbered
}
