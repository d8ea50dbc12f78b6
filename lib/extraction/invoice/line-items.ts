/**
 * What was sold. The rows of an invoice are seldom ruled, wrap freely, and stop at the totals: they are found under a
 * heading that names an amount and what it is for, or as figures that add up to a sum that is printed. What adds up goes
 * before what does not.
 */
import { addDecimals, type Decimal, parseDecimal, subtractDecimals, zero } from '../../schedules/decimal.ts'
import type { DecimalMark } from '../../schedules/figures/read-number.ts'
import { kindOf } from './amount-kinds.ts'
import { headedItems } from './headed-items.ts'
import type { Labelled } from './label-amounts.ts'
import type { LineItem } from './model.ts'
import type { PrintedLine } from './printed-lines.ts'
import { summedItems } from './summed-items.ts'
import { key } from './total-proofs.ts'
import type { Totals } from './totals.ts'

const sums: ReadonlySet<string> = new Set(['net', 'total', 'gross', 'due'])

export function findLineItems(
  lines: readonly PrintedLine[],
  amounts: readonly Labelled[],
  totals: Totals,
  mark: DecimalMark,
): LineItem[] {
  const printed = sumsOf(amounts, totals)
  const headed = withoutSums(headedItems(lines, mark))
  if (headed.length > 0 && printed.has(key(sumOf(headed)))) return headed
  const summed = summedItems(lines, amounts, printed, mark)
  return summed.length > headed.length / 2 ? summed : headed
}

/** What items may come to, with the last line that says so: every sum that is printed, and the total without its tax. */
function sumsOf(amounts: readonly Labelled[], { total, tax, at }: Totals): ReadonlyMap<string, number> {
  const last = at?.segment.line ?? 0
  const found = amounts
    .filter(({ kind }) => sums.has(kind))
    .map(({ value, segment }) => ({ value, line: segment.line }))
  if (total) found.push({ value: parseDecimal(total.value), line: last })
  if (total && tax)
    found.push({ value: subtractDecimals(parseDecimal(total.value), parseDecimal(tax.value)), line: last })
  return new Map(
    found
      .filter(({ value }) => value.units !== 0n)
      .sort((a, b) => a.line - b.line)
      .map(({ value, line }) => [key(value), line]),
  )
}

const worthOf = ({ amount }: LineItem): Decimal => (amount === null ? zero : parseDecimal(amount))
const sumOf = (items: readonly LineItem[]): Decimal => items.map(worthOf).reduce(addDecimals, zero)

/** A list ends where a row is what those before it come to. */
function withoutSums(items: readonly LineItem[]): LineItem[] {
  let run = zero
  for (const [index, item] of items.entries()) {
    const summed = index > 0 && key(run) === key(worthOf(item)) && run.units !== 0n
    if (summed && (index > 1 || sums.has(kindOf((item.description ?? '').toLowerCase())))) return items.slice(0, index)
    run = addDecimals(run, worthOf(item))
  }
  return [...items]
}
