/** What speaks for a figure's being the total besides its label: sums that other printed figures make. */
import { absolute, addDecimals, type Decimal, subtractDecimals, unitsAt } from '../../schedules/decimal.ts'
import type { Kind } from './amount-kinds.ts'
import type { Amount } from './amounts.ts'
import { columnSums, rowPairs } from './column-sums.ts'

export type Labelled = Amount & { kind: Kind }

/** Each way of adding up counts once, by the best that it found: figures are printed more than once. */
type Way = 'tax' | 'change' | 'card' | 'paid' | 'rounding' | 'column'

/** Of each kind; a statement with more is no invoice whose totals need proof. */
export const MOST_OPERANDS = 24

export const size = ({ units, scale }: Decimal): Decimal => ({ units: absolute(units), scale })

/** Equal for equal sizes, whatever the decimals. */
export const key = ({ units, scale }: Decimal): string => {
  const digits = absolute(units)
    .toString()
    .padStart(scale + 1, '0')
  return scale === 0 ? `${digits}.` : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`.replace(/0+$/, '')
}

/**
 * By values, how strongly sums speak for each: net and tax, what was paid and came back, a sum and its rounding, a column
 * of figures. `readings`: the amounts of the same pages, recognised in one way or several.
 */
export function totalProofs(readings: readonly (readonly Labelled[])[]): ReadonlyMap<string, number> {
  const all = distinct(readings.flat())
  const values = new Set(all.map(({ value }) => key(value)))
  const found = new Map<string, Map<Way, number>>()
  const prove = (way: Way, sum: Decimal, weight: number) => {
    const worth = key(sum)
    if (!values.has(worth) || sum.units === 0n) return
    const ways = found.get(worth) ?? new Map<Way, number>()
    found.set(worth, ways.set(way, Math.max(weight, ways.get(way) ?? 0)))
  }
  byTax(all, prove)
  byPayment(all, prove)
  byDeposit(all, prove)
  byRounding(all, prove)
  for (const amounts of readings) byPlace(amounts, prove)
  return new Map([...found].map(([worth, ways]) => [worth, [...ways.values()].reduce((a, b) => a + b, 0)]))
}

type Prove = (way: Way, sum: Decimal, weight: number) => void

/** The same amount by the same name counts once, however often it was recognised. */
const distinct = (all: readonly Labelled[]): Labelled[] => [
  ...new Map(
    all.map((amount) => [`${amount.kind} ${amount.value.units < 0n ? '-' : ''}${key(amount.value)}`, amount]),
  ).values(),
]

const ofKinds = (all: readonly Labelled[], ...wanted: Kind[]): Labelled[] =>
  all.filter(({ kind }) => wanted.includes(kind)).slice(0, MOST_OPERANDS)

function byTax(all: readonly Labelled[], prove: Prove): void {
  const taxes = ofKinds(all, 'tax').filter(({ value }) => value.units !== 0n)
  for (const net of ofKinds(all, 'net', 'total'))
    for (const tax of taxes) prove('tax', addDecimals(net.value, tax.value), 4)
  for (const net of ofKinds(all, 'net'))
    for (const [i, one] of taxes.entries())
      for (const two of taxes.slice(i + 1)) prove('tax', addDecimals(net.value, addDecimals(one.value, two.value)), 4)
}

function byPayment(all: readonly Labelled[], prove: Prove): void {
  const given = ofKinds(all, 'tendered')
  for (const { value } of [...given, ...ofKinds(all, 'total', 'due')])
    for (const change of ofKinds(all, 'change'))
      prove('change', subtractDecimals(size(value), size(change.value)), change.value.units === 0n ? 3 : 4.5)
  // What was paid by card says the total once more.
  const claimed = new Set(ofKinds(all, 'gross', 'total', 'due', 'rounded').map(({ value }) => key(value)))
  for (const { value } of given) if (claimed.has(key(value))) prove('card', value, 2.5)
}

/** Of what was due, something had been paid: the total is what both come to. */
function byDeposit(all: readonly Labelled[], prove: Prove): void {
  for (const { value: paid } of ofKinds(all, 'paid')) {
    if (paid.units === 0n) continue
    for (const { value: rest } of ofKinds(all, 'due', 'total', 'gross')) prove('paid', addDecimals(rest, size(paid)), 4)
  }
}

/** Values that are what is left of a printed total after a payment. */
export function restsOf(all: readonly Labelled[]): ReadonlySet<string> {
  const values = new Set(all.map(({ value }) => key(value)))
  const payments = ofKinds(all, 'paid').filter(({ value }) => value.units !== 0n)
  return new Set(
    ofKinds(all, 'due', 'total', 'gross').flatMap(({ value }) =>
      payments.some(({ value: paid }) => values.has(key(addDecimals(value, size(paid))))) ? [key(value)] : [],
    ),
  )
}

function byRounding(all: readonly Labelled[], prove: Prove): void {
  for (const { value: rounding } of ofKinds(all, 'rounding')) {
    if (rounding.units === 0n || unitsAt(size(rounding), Math.max(2, rounding.scale)) > 100n) continue
    for (const { value } of ofKinds(all, 'gross', 'total', 'net', 'due')) {
      prove('rounding', addDecimals(value, rounding), 5)
      // Some tills print it without its sign.
      if (rounding.units > 0n) prove('rounding', subtractDecimals(value, rounding), 2.5)
    }
  }
}

const summaries: ReadonlySet<Kind> = new Set(['total', 'net', 'tax'])

/** What columns and rows of figures add up to; a sum that is added up again is not the last. */
function byPlace(amounts: readonly Labelled[], prove: Prove): void {
  for (const [base, tax] of rowPairs(amounts)) {
    if (base && tax && summaries.has(base.kind) && tax.value.units !== 0n)
      prove('tax', addDecimals(base.value, tax.value), 4)
  }
  const sums = columnSums(amounts)
  const added = new Set(sums.flatMap(({ addends }) => addends))
  for (const { total, addends } of sums) {
    const taxed = addends.some(({ kind }) => kind === 'tax')
    prove('column', total.value, added.has(total) ? 0.5 : taxed ? 5 : 3)
  }
}
