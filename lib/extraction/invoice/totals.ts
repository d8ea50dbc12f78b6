/** Which of the amounts are the total, the tax and the net: by what stands beside them, and by what adds up. */
import {
  absolute,
  addDecimals,
  compareDecimals,
  type Decimal,
  formatDecimal,
  subtractDecimals,
  zero,
} from '../../schedules/decimal.ts'
import { type Kind, withoutTax } from './amount-kinds.ts'
import type { Amount } from './amounts.ts'
import { currencySigns } from './currency-signs.ts'
import type { Labelled } from './label-amounts.ts'
import type { InvoiceField } from './model.ts'
import { key, MOST_OPERANDS, type Proofs, proofsOf, size } from './total-proofs.ts'

const STRENGTH: Partial<Record<Kind, number>> = {
  rounded: 10,
  gross: 9,
  total: 7,
  due: 6.5,
  tendered: 2,
  net: 1.5,
  paid: 1,
}

export type Totals = {
  total: InvoiceField | null
  tax: InvoiceField | null
  subtotal: InvoiceField | null
  /** Whether something names or proves the total: what nothing does says little about the paper. */
  called: boolean
  /** The amount that the total was chosen as: its page and line say where the totals stand. */
  at: Amount | null
}

/**
 * Chooses among the labelled amounts. Sums are proved only by other amounts that are printed. Where the same pages were
 * recognised in several ways, an amount that one reading lost may be found, and proved, by what another has.
 */
export function findTotals(readings: readonly (readonly Labelled[])[]): Totals {
  const labelled = readings.flat()
  const byKind = (kind: Kind) => labelled.filter((amount) => amount.kind === kind)
  const evidence = evidenceOf(readings)
  const candidates = labelled
    .filter(({ kind, value }) => value.units !== 0n && (STRENGTH[kind] !== undefined || isProved(evidence, value)))
    .map((amount) => ({ amount, score: scoreOf(amount, evidence) }))
    .sort((a, b) => b.score - a.score || compareDecimals(size(b.amount.value), size(a.amount.value)))
  const zero = zeroTotal(labelled)
  const best = zero && !candidates.some(({ amount }) => claimed.has(amount.kind)) ? undefined : candidates[0]
  if (!best) {
    return { total: zero ?? largest(labelled), called: zero !== null, tax: null, subtotal: null, at: null }
  }
  const total = best.amount
  const { tax, net, ...parts } = partsOf(total, byKind('tax'), [...byKind('net'), ...byKind('total')])
  const proved = isProved(evidence, total.value)
  const seen = readings.filter((amounts) => amounts.some(({ value }) => key(value) === key(total.value))).length
  const agreed = 0.7 + (0.3 * seen) / readings.length
  const sure =
    agreed *
    (proved ? 0.97 : Math.min(0.93, 0.5 + best.score / 25) * (evidence.untaxed.has(key(total.value)) ? 0.5 : 1))
  return {
    // Sums vouch for digits that recognition was in doubt of.
    total: proved
      ? { ...field(total, sure), confidence: round(sure * Math.max(0.85, total.excerpt.confidence)) }
      : field(total, sure),
    tax: tax ? field(tax, parts.proved ? 0.95 : 0.7) : null,
    subtotal: net ? field(net, parts.proved ? 0.95 : 0.7) : null,
    called: true,
    at: total,
  }
}

/** Strong enough for an amount whose own label was lost. */
const isProved = ({ proofs }: Evidence, value: Decimal): boolean => (proofs.get(key(value)) ?? 0) >= 4

type Evidence = Proofs & {
  /** How often each value stands by a label that a total could have. */
  printed: ReadonlyMap<string, number>
  /** Values that are said to be without the tax that there is. */
  untaxed: ReadonlySet<string>
  rivals: readonly Labelled[]
  largest: Decimal
  /** The size of print that most amounts have. Points. */
  usual: number
  taxed: boolean
}

/** Times the usual size of print. */
const LARGE = 1.2

function scoreOf(
  amount: Labelled,
  { proofs, printed, untaxed, others, rivals, largest, usual, taxed }: Evidence,
): number {
  const worth = key(amount.value)
  const proof = proofs.get(worth) ?? 0
  // What was paid is the total if sums say so, whatever became of the total's own label; the net too where there is no tax.
  const isSum = amount.kind === 'tendered' || (amount.kind === 'net' && !taxed)
  let score = isSum && proof >= 4 ? 7 : (STRENGTH[amount.kind] ?? 1)
  score += proof
  score += Math.min(3, ((printed.get(worth) ?? 1) - 1) * 0.7)
  if (compareDecimals(size(amount.value), largest) >= 0) score += 2.5
  if (amount.kind === 'rounded' && !rivals.some((other) => isNear(other, amount))) score -= 5
  if (untaxed.has(worth)) score -= 4
  if (others.has(worth)) score -= 6
  if (amount.labelAbove) score -= 2
  if (amount.lineAmounts > 1) score -= 1.5
  if (amount.segment.size > LARGE * usual) score += 1
  else if (amount.segment.bold) score += 0.5
  return score
}

function evidenceOf(readings: readonly (readonly Labelled[])[]): Evidence {
  const all = readings.flat()
  const printed = new Map<string, number>()
  for (const { kind, value } of all) {
    if (STRENGTH[kind] !== undefined) printed.set(key(value), (printed.get(key(value)) ?? 0) + 1)
  }
  const rivals = all.filter(({ kind }) => kind === 'gross' || kind === 'total' || kind === 'due' || kind === 'rounded')
  const largest = rivals.map(({ value }) => size(value)).reduce((a, b) => (compareDecimals(b, a) > 0 ? b : a), zero)
  const sizes = all.map(({ segment }) => segment.size).sort((a, b) => a - b)
  const taxed = all.some(({ kind, value }) => kind === 'tax' && value.units !== 0n)
  const untaxed = new Set(taxed ? all.filter(({ label }) => withoutTax.test(label)).map(({ value }) => key(value)) : [])
  return {
    ...proofsOf(readings),
    printed,
    untaxed,
    rivals: rivals.slice(0, MOST_OPERANDS),
    largest,
    usual: sizes[Math.floor(sizes.length / 2)] ?? 0,
    taxed,
  }
}

/** Rounding moves a sum by less than ten cents: what differs by more was misread. */
function isNear(a: Labelled, b: Labelled): boolean {
  const [upper, lower] = [
    Math.max(a.excerpt.bbox[1], b.excerpt.bbox[1]),
    Math.min(a.excerpt.bbox[3], b.excerpt.bbox[3]),
  ]
  // The same print, read in another way.
  if (a.kind === 'rounded' || lower > upper) return false
  const { units, scale } = subtractDecimals(size(a.value), size(b.value))
  return absolute(units) * 10n <= 10n ** BigInt(scale)
}

/** The net and the tax that the total has: proved by their sum, else the only ones that are named. */
function partsOf(total: Labelled, taxes: readonly Labelled[], nets: readonly Labelled[]) {
  const ordered = [...taxes]
    .reverse()
    .filter(({ value }) => value.units !== 0n)
    .slice(0, MOST_OPERANDS)
  for (const net of nets.slice(0, MOST_OPERANDS)) {
    for (const tax of ordered) {
      if (key(addDecimals(net.value, tax.value)) === key(total.value)) return { net, tax, proved: true }
    }
  }
  const smaller = (amount: Labelled) => compareDecimals(size(amount.value), size(total.value)) <= 0
  const tax = only(taxes.filter((amount) => smaller(amount) && amount.lineAmounts === 1))
  return { net: only(nets.filter((amount) => amount.kind === 'net' && smaller(amount))), tax, proved: false }
}

/** The last of those that say the same; null where they differ: each of several rates has its own. */
function only(amounts: readonly Labelled[]): Labelled | null {
  return new Set(amounts.map(({ value }) => key(value))).size === 1 ? amounts.at(-1)! : null
}

/** Where nothing is called the total: what is charged for may be one thing alone. */
function largest(labelled: readonly Labelled[]): InvoiceField | null {
  const charged = labelled.filter(
    ({ kind, value, segment }) => kind === 'other' && value.units > 0n && isMoney(segment),
  )
  const [first] = charged.sort((a, b) => compareDecimals(b.value, a.value))
  return first ? field(first, UNCALLED) : null
}

/** How sure an amount can be that nothing calls the total. */
const UNCALLED = 0.35
const isMoney = ({ text }: Amount['segment']): boolean =>
  currencySigns.some(([sign]) => sign.test(text)) || /[.,]\d\d$/.test(text)

const claimed: ReadonlySet<Kind> = new Set(['gross', 'total', 'due', 'rounded'])

/** A bill over nothing. */
function zeroTotal(labelled: readonly Labelled[]): InvoiceField | null {
  const nothing = labelled.find(({ kind, value }) => claimed.has(kind) && value.units === 0n)
  return nothing ? field(nothing, 0.6) : null
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
