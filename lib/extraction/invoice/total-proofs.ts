/** What speaks for a figure's being the total besides its label: sums that other printed figures make. */
import { absolute, addDecimals, type Decimal, subtractDecimals, unitsAt } from '../../schedules/decimal.ts'
import type { Kind } from './amount-kinds.ts'
import { type ColumnSum, columnSums, rowPairs } from './column-sums.ts'
import type { Labelled } from './label-amounts.ts'

export type Proofs = {
  /** By values, how strongly sums speak for each. */
  proofs: ReadonlyMap<string, number>
  /** Values that sums show to be left of the total after a payment, more than it by a balance or a discount, or only taxes. */
  others: ReadonlySet<string>
}

/** Each way of adding up counts once, by the best that it found: figures are printed more than once. */
type Way = 'tax' | 'change' | 'card' | 'paid' | 'previous' | 'discount' | 'rounding' | 'column'

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
 * What sums speak for: net and tax, what was paid and came back, a sum and its rounding, a column of figures; and against.
 * `readings`: the amounts of the same pages, recognised in one way or several.
 */
export function proofsOf(readings: readonly (readonly Labelled[])[]): Proofs {
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
  byAccount(all, prove)
  byDiscount(all, prove)
  byRounding(all, prove)
  const sums = readings.flatMap(columnSums)
  for (const amounts of readings) byRow(amounts, prove)
  byPlace(sums, prove)
  const proofs = new Map([...found].map(([worth, ways]) => [worth, [...ways.values()].reduce((a, b) => a + b, 0)]))
  const taxes = sums.filter(({ addends }) => addends.every(({ kind }) => kind === 'tax'))
  return { proofs, others: new Set([...restsOf(all), ...taxes.map(({ total }) => key(total.value))]) }
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
  const withheld = ofKinds(all, 'withheld')
  for (const { value: net } of ofKinds(all, 'net'))
    for (const [i, { value: one }] of taxes.entries()) {
      for (const { value: two } of taxes.slice(i + 1)) prove('tax', addDecimals(net, addDecimals(one, two)), 4)
      for (const { value: less } of withheld) prove('tax', subtractDecimals(addDecimals(net, one), size(less)), 4)
    }
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

/** Of what was due, something had been paid or was kept back: the total is what both come to. */
function byDeposit(all: readonly Labelled[], prove: Prove): void {
  for (const { value: paid } of nonzero(ofKinds(all, 'paid', 'withheld')))
    for (const { value: rest } of ofKinds(all, 'due', 'total', 'gross')) prove('paid', addDecimals(rest, size(paid)), 4)
}

/** Amounts that the balance before is taken from. */
const MOST_ACCOUNTS = 200

/** An account has more on it than the invoice: the total is what is left of it without the balance before. */
function byAccount(all: readonly Labelled[], prove: Prove): void {
  const claimed = new Set(ofKinds(all, 'due', 'total', 'gross').map(({ value }) => key(value)))
  for (const before of balancesOf(all))
    for (const { value: account } of all.slice(0, MOST_ACCOUNTS)) {
      const rest = subtractDecimals(account, before)
      if (claimed.has(key(rest))) prove('previous', rest, 4)
    }
}

/** A sum less what is taken off it is what is left to charge for. */
function byDiscount(all: readonly Labelled[], prove: Prove): void {
  for (const { value: less } of nonzero(ofKinds(all, 'discount')))
    for (const { value: sum } of ofKinds(all, 'total', 'gross', 'net'))
      prove('discount', subtractDecimals(sum, size(less)), 4)
}

/** What was open before, as it is printed and less what was paid of it. Not those of a column: each is of its row. */
function balancesOf(all: readonly Labelled[]): Decimal[] {
  const before = nonzero(ofKinds(all, 'previous')).filter(({ lineAmounts }) => lineAmounts === 1)
  const paid = nonzero(ofKinds(all, 'paid'))
  return before.flatMap(({ value }) => [
    value,
    ...paid.map((payment) => subtractDecimals(value, size(payment.value))).filter(({ units }) => units !== 0n),
  ])
}

const nonzero = (all: readonly Labelled[]): Labelled[] => all.filter(({ value }) => value.units !== 0n)

/** Values with a label like the total's that are what a payment left of it, or more than it by what was open or taken off. */
function restsOf(all: readonly Labelled[]): ReadonlySet<string> {
  const claimed = ofKinds(all, 'due', 'total', 'gross')
  const totals = new Set(ofKinds(all, 'due', 'total', 'gross', 'net').map(({ value }) => key(value)))
  const others = new Set<string>()
  const payments = nonzero(ofKinds(all, 'paid', 'withheld'))
  const balances = balancesOf(all)
  const discounts = nonzero(ofKinds(all, 'discount'))
  const values = new Set(all.map(({ value }) => key(value)))
  for (const { value } of claimed) {
    const isRest = payments.some(({ value: paid }) => values.has(key(addDecimals(value, size(paid)))))
    const isAccount = balances.some((before) => totals.has(key(subtractDecimals(value, before))))
    const isReduced = discounts.some(({ value: less }) => totals.has(key(subtractDecimals(value, size(less)))))
    if (isRest || isAccount || isReduced) others.add(key(value))
  }
  return others
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

function byRow(amounts: readonly Labelled[], prove: Prove): void {
  for (const [base, tax] of rowPairs(amounts)) {
    if (base && tax && summaries.has(base.kind) && tax.value.units !== 0n)
      prove('tax', addDecimals(base.value, tax.value), 4)
  }
}

/** What columns and rows of figures add up to; a sum that is added up again is not the last. */
function byPlace(sums: readonly ColumnSum<Labelled>[], prove: Prove): void {
  const added = new Set(sums.flatMap(({ addends }) => addends))
  for (const { total, addends } of sums) {
    if (addends.some(({ kind }) => kind === 'previous')) continue
    const taxed = addends.some(({ kind }) => kind === 'tax')
    prove('column', total.value, added.has(total) ? 0.5 : taxed ? 5 : 3)
  }
}
