/** Sums that an invoice shows by how it is set: a figure under those that it adds up, or behind them in its row. */
import { addDecimals, compareDecimals, type Decimal, zero } from '../../schedules/decimal.ts'
import type { Amount } from './amounts.ts'

/** A figure with those it is the sum of, in the order of the page. */
export type ColumnSum<A extends Amount> = { total: A; addends: A[] }

/** The longest list of items that is added up. */
const MOST_ADDENDS = 60
/** Amounts of all columns together; a paper with more is no invoice whose sums need looking for. */
const MOST_AMOUNTS = 1_000
/** Times the height of print that the right edges of one column may lie apart. */
const SLACK = 0.6

/** Every figure that is the sum of those right above it in its column, or of those before it in its row. */
export function columnSums<A extends Amount>(amounts: readonly A[]): ColumnSum<A>[] {
  const figures = amounts.filter(({ value }) => value.units !== 0n).slice(0, MOST_AMOUNTS)
  return [...columnsOf(figures), ...rowsOf(figures)].flatMap((group) =>
    group.flatMap((total, index) => {
      const addends = addendsOf(total.value, group.slice(Math.max(0, index - MOST_ADDENDS), index))
      return addends ? [{ total, addends }] : []
    }),
  )
}

/** Rows of two figures: a summary of the tax has no column for what they come to. */
export const rowPairs = <A extends Amount>(amounts: readonly A[]): A[][] =>
  [...Map.groupBy(amounts, ({ segment }) => segment.line).values()].filter((row) => row.length === 2)

/** The last of the figures, two at least, that come to the sum. */
function addendsOf<A extends Amount>(sum: Decimal, before: readonly A[]): A[] | null {
  let run = zero
  for (let count = 1; count <= before.length; count++) {
    run = addDecimals(run, before[before.length - count]!.value)
    if (count > 1 && compareDecimals(run, sum) === 0) return before.slice(-count)
  }
  return null
}

function columnsOf<A extends Amount>(amounts: readonly A[]): A[][] {
  const columns: A[][] = []
  for (const amount of amounts) {
    const { bbox, page } = amount.excerpt
    const slack = SLACK * (bbox[3] - bbox[1])
    const column = columns.find((own) => {
      const { excerpt } = own.at(-1)!
      return excerpt.page === page && Math.abs(excerpt.bbox[2] - bbox[2]) < slack
    })
    if (column) column.push(amount)
    else columns.push([amount])
  }
  return columns
}

const rowsOf = <A extends Amount>(amounts: readonly A[]): A[][] =>
  [...Map.groupBy(amounts, ({ segment }) => segment.line).values()].filter((row) => row.length > 2)
