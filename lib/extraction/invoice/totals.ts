/** Which of the amounts are the total, the tax and the net: by what stands beside them, and by what adds up. */
import {
  absolute,
  addDecimals,
  compareDecimals,
  type Decimal,
  formatDecimal,
  subtractDecimals,
  unitsAt,
  zero,
} from '../../schedules/decimal.ts'
import { type Kind, kindOf, withoutTax } from './amount-kinds.ts'
import type { Amount } from './amounts.ts'
import type { InvoiceField } from './model.ts'

type Labelled = Amount & { kind: Kind }

const STRENGTH: Partial<Record<Kind, number>> = { rounded: 10, gross: 9, total: 7, due: 6.5, tendered: 2, net: 1.5 }

export type Totals = {
  total: InvoiceField | null
  tax: InvoiceField | null
  subtotal: InvoiceField | null
  /** The amount that the total was chosen as: its page and line say where the totals stand. */
  at: Amount | null
}

/** Chooses among the labelled amounts. Sums are proved only by other amounts that are printed. */
export function findTotals(amounts: readonly Amount[]): Totals {
  const labelled = amounts.map((amount): Labelled => ({ ...amount, kind: kindOf(amount.label) }))
  const byKind = (kind: Kind) => labelled.filter((amount) => amount.kind === kind)
  const evidence = evidenceOf(labelled)
  const candidates = labelled
    .filter(({ kind, value }) => value.units !== 0n && (STRENGTH[kind] !== undefined || isProved(evidence, value)))
    .map((amount) => ({ amount, score: scoreOf(amount, evidence) }))
    .sort((a, b) => b.score - a.score || compareDecimals(size(b.amount.value), size(a.amount.value)))
  const best = candidates[0]
  if (!best) return { total: zeroTotal(labelled), tax: null, subtotal: null, at: null }
  const total = best.amount
  const { tax, net } = partsOf(total, byKind('tax'), [...byKind('net'), ...byKind('total')])
  const proved = isProved(evidence, total.value)
  const sure = proved
    ? 0.97
    : Math.min(0.93, 0.5 + best.score / 25) * (evidence.untaxed.has(key(total.value)) ? 0.5 : 1)
  return {
    // Sums vouch for digits that recognition was in doubt of.
    total: proved
      ? { ...field(total, sure), confidence: round(sure * Math.max(0.85, total.excerpt.confidence)) }
      : field(total, sure),
    tax: tax ? field(tax, net ? 0.95 : 0.7) : null,
    subtotal: net ? field(net, tax ? 0.95 : 0.7) : null,
    at: total,
  }
}

/** Strong enough for an amount whose own label was lost. */
const isProved = ({ proofs }: Evidence, value: Decimal): boolean => (proofs.get(key(value)) ?? 0) >= 4

type Evidence = {
  proofs: ReadonlyMap<string, number>
  /** How often each value stands by a label that a total could have. */
  printed: ReadonlyMap<string, number>
  /** Values that are said to be without the tax that there is. */
  untaxed: ReadonlySet<string>
  rivals: readonly Labelled[]
  largest: Decimal
}

function scoreOf(amount: Labelled, { proofs, printed, untaxed, rivals, largest }: Evidence): number {
  const worth = key(amount.value)
  const proof = Math.min(9, proofs.get(worth) ?? 0)
  // What was paid is the total if sums say so, whatever became of the total's own label.
  let score = amount.kind === 'tendered' && proof >= 5 ? 7 : (STRENGTH[amount.kind] ?? 1)
  score += proof
  score += Math.min(2, ((printed.get(worth) ?? 1) - 1) * 0.7)
  if (compareDecimals(size(amount.value), largest) >= 0) score += 2.5
  if (amount.kind === 'rounded' && !rivals.some((other) => other.kind !== 'rounded' && isNear(other, amount)))
    score -= 5
  if (untaxed.has(worth)) score -= 4
  if (amount.labelAbove) score -= 2
  if (amount.lineAmounts > 1) score -= 1.5
  if (amount.segment.bold) score += 0.5
  return score
}

function evidenceOf(all: readonly Labelled[]): Evidence {
  const printed = new Map<string, number>()
  for (const { kind, value } of all) {
    if (STRENGTH[kind] !== undefined) printed.set(key(value), (printed.get(key(value)) ?? 0) + 1)
  }
  const rivals = all.filter(({ kind }) => kind === 'gross' || kind === 'total' || kind === 'due' || kind === 'rounded')
  const largest = rivals.map(({ value }) => size(value)).reduce((a, b) => (compareDecimals(b, a) > 0 ? b : a), zero)
  const taxed = all.some(({ kind, value }) => kind === 'tax' && value.units !== 0n)
  const untaxed = new Set(taxed ? all.filter(({ label }) => withoutTax.test(label)).map(({ value }) => key(value)) : [])
  return { proofs: provedTotals(all), printed, untaxed, rivals: rivals.slice(0, MOST_OPERANDS), largest }
}

/** Rounding moves a sum by less than ten cents: what differs by more was misread. */
function isNear(a: Labelled, b: Labelled): boolean {
  const { units, scale } = subtractDecimals(size(a.value), size(b.value))
  return absolute(units) * 10n <= 10n ** BigInt(scale)
}

/** Totals that sums speak for: net and tax, what was paid and came back, a sum and its rounding. */
function provedTotals(all: readonly Labelled[]): Map<string, number> {
  const proofs = new Map<string, number>()
  const values = new Set(all.map(({ value }) => key(value)))
  const prove = (sum: Decimal, weight: number) => {
    const worth = key(sum)
    if (values.has(worth) && sum.units !== 0n) proofs.set(worth, (proofs.get(worth) ?? 0) + weight)
  }
  const of = (...wanted: Kind[]) => all.filter(({ kind }) => wanted.includes(kind)).slice(0, MOST_OPERANDS)
  for (const net of of('net', 'total'))
    for (const tax of of('tax')) if (tax.value.units !== 0n) prove(addDecimals(net.value, tax.value), 4)
  const taxes = of('tax').filter(({ value }) => value.units !== 0n)
  for (const net of of('net'))
    for (const [i, one] of taxes.entries())
      for (const two of taxes.slice(i + 1)) prove(addDecimals(net.value, addDecimals(one.value, two.value)), 4)
  for (const given of of('tendered', 'total', 'due'))
    for (const change of of('change'))
      prove(subtractDecimals(size(given.value), size(change.value)), change.value.units === 0n ? 3 : 4.5)
  for (const sum of of('gross', 'total', 'net'))
    for (const rounding of of('rounding')) {
      if (rounding.value.units === 0n || unitsAt(size(rounding.value), Math.max(2, rounding.value.scale)) > 100n)
        continue
      prove(addDecimals(sum.value, rounding.value), 5)
      // Some tills print it without its sign.
      if (rounding.value.units > 0n) prove(subtractDecimals(sum.value, rounding.value), 2.5)
    }
  return proofs
}

/** Of each kind; a statement with more is no invoice whose totals need proof. */
const MOST_OPERANDS = 24

function partsOf(total: Labelled, taxes: readonly Labelled[], nets: readonly Labelled[]) {
  const ordered = [...taxes]
    .reverse()
    .filter(({ value }) => value.units !== 0n)
    .slice(0, MOST_OPERANDS)
  for (const net of nets.slice(0, MOST_OPERANDS)) {
    for (const tax of ordered) {
      if (key(addDecimals(net.value, tax.value)) === key(total.value)) return { net, tax }
    }
  }
  const smaller = (amount: Labelled) => compareDecimals(size(amount.value), size(total.value)) <= 0
  const named = (amount: Labelled) => amount.kind === 'net' && smaller(amount)
  const tax = taxes.filter((amount) => smaller(amount) && amount.lineAmounts === 1).at(-1) ?? null
  return { net: nets.filter(named).at(-1) ?? null, tax }
}

/** A bill over nothing. */
function zeroTotal(labelled: readonly Labelled[]): InvoiceField | null {
  const nothing = labelled.find(
    ({ kind, value }) => (kind === 'gross' || kind === 'total' || kind === 'due') && value.units === 0n,
  )
  return nothing ? field(nothing, 0.6) : null
}

const size = ({ units, scale }: Decimal): Decimal => ({ units: absolute(units), scale })
/** Equal for equal sizes, whatever the decimals. */
const key = ({ units, scale }: Decimal): string => {
  const digits = absolute(units)
    .toString()
    .padStart(scale + 1, '0')
  return scale === 0 ? `${digits}.` : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`.replace(/0+$/, '')
}

function field({ value, excerpt }: Amount, confidence: number): InvoiceField {
  const { text, page, bbox } = excerpt
  return {
    value: formatDecimal(value),
    text,
    page,
    bbox,
    confidence: round(confidence * Math.max(0.5, excerpt.confidence)),
  }
}

const round = (share: number): number => Math.round(share * 1000) / 1000
