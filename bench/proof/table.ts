/** A made-up table of figures: how it is drafted in whole numbers, printed as texts, and given one wrong digit. */
import { type Convention, printFigure, randomOf } from '../print-figures.ts'

export type FinancialTable = {
  kind: string
  /** What stands over it. */
  title: string
  rows: string[][]
  header_rows: number
  /** Headings over several columns. */
  spans: { row: number; col: number; col_span: number }[]
  /** Cells whose figures take part in arithmetic. */
  figures: (readonly [row: number, col: number])[]
  /** Rows that are set as totals. */
  totals: number[]
}

/** In units of the last place. `alone`: it takes part in no arithmetic that its table shows. */
export type Figure = { units: number; places?: number; percent?: boolean; alone?: boolean; signed?: boolean }

/** What a cell is made of: a text, or a figure. */
export type Entry = string | Figure

export type Draft = {
  kind: string
  title?: string
  /** From the top; null where the heading to the left goes on. */
  heads: (string | null)[][]
  lines: Entry[][]
  /** Lines that are set as totals. */
  totals?: number[]
  convention: Convention
}

export const figure = (units: number, more: Omit<Figure, 'units'> = {}): Figure => ({ units, ...more })

export const unitsOf = (entry: Entry | undefined): number => (entry && typeof entry !== 'string' ? entry.units : 0)

export const sumAt = (lines: readonly Entry[][], col: number): number =>
  lines.reduce((sum, line) => sum + unitsOf(line[col]), 0)

export function printDraft({ kind, title = '', heads, lines, totals = [], convention }: Draft): FinancialTable {
  const header_rows = heads.length
  const columns = heads.at(-1)?.length ?? 0
  const figures: [number, number][] = []
  const rows = lines.map((line, index) =>
    Array.from({ length: columns }, (_, col) => {
      const entry = line[col] ?? ''
      if (typeof entry === 'string') return entry
      const text = printEntry(entry, convention)
      if (/\d/.test(text) && !entry.alone) figures.push([header_rows + index, col])
      return text
    }),
  )
  return {
    kind,
    title,
    rows: [...heads.map((row) => row.map((text) => text ?? '')), ...rows],
    header_rows,
    spans: heads.flatMap(spansOf),
    figures,
    totals: totals.map((index) => header_rows + index),
  }
}

function printEntry({ units, places, percent, signed = true }: Figure, convention: Convention): string {
  const own = percent || !signed ? { ...convention, sign: '' } : convention
  const text = printFigure(units, own, places)
  return percent && /\d/.test(text) ? `${text}%` : text
}

function spansOf(heads: readonly (string | null)[], row: number): FinancialTable['spans'] {
  return heads.flatMap((text, col) => {
    const next = heads.findIndex((other, at) => at > col && other !== null)
    const col_span = (next < 0 ? heads.length : next) - col
    return text !== null && col_span > 1 ? [{ row, col, col_span }] : []
  })
}

export type Planted = { table: FinancialTable; at: readonly [number, number]; was: string; is: string }

/** The same table with one digit of one figure replaced by another. */
export function plantError(table: FinancialTable, seed: number): Planted {
  const random = randomOf(seed ^ 0x5bd1e995)
  const at = random.pick(table.figures)
  const was = table.rows[at[0]]![at[1]]!
  const places = [...was].flatMap((sign, index) => (/\d/.test(sign) ? index : []))
  const place = random.pick(places)
  const digit = (Number(was[place]) + random.int(1, 9)) % 10
  const is = was.slice(0, place) + digit + was.slice(place + 1)
  const rows = table.rows.map((row, index) => (index === at[0] ? row.with(at[1], is) : row))
  return { table: { ...table, rows }, at, was, is }
}
