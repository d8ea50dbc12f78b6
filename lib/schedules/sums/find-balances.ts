/** A column that carries a balance from row to row: each is the one before, and what came in or went out since. */
import { formatDecimal } from '../decimal.ts'
import type { Place } from '../model.ts'
import { type Claim, checkOf } from './claim.ts'
import { namesBalance } from './labels.ts'
import type { Grid, Raster, Vector } from './lines.ts'
import { isOneDigit, withOneDigit } from './one-digit.ts'

/** What is added to the balance and what is taken away; the order of rows may be from the newest to the oldest. */
type Carried = { balance: Vector; plus: Vector | null; minus: Vector | null }
type Step = {
  at: number
  before: number
  operands: { vector: Vector; at: number; sign: 1n | -1n }[]
  difference: bigint
}

const stepsTried = 40

/** The claims of the first column that most rows bear out as a balance. */
export function findBalances({ heads }: Raster, { lines, vectors }: Grid): Claim[] {
  const plain = vectors.filter(({ percent }) => !percent)
  const balances = plain.filter(({ at }) => namesBalance(heads[at] ?? ''))
  const rows = lines.map(({ at }) => at)
  for (const balance of balances) {
    const scaled = plain.filter((vector) => vector !== balance && vector.scale === balance.scale)
    for (const carried of waysOf(balance, scaled)) {
      const tried = stepsOf(carried, stepsTried)
      if (!isBorneOut(tried)) continue
      const steps = tried.length < stepsTried ? tried : stepsOf(carried, Number.POSITIVE_INFINITY)
      return steps.flatMap((step) => claimOf(balance, step, rows))
    }
  }
  return []
}

function* waysOf(balance: Vector, others: readonly Vector[]): Generator<Carried> {
  for (const plus of others) {
    for (const minus of others) if (plus !== minus) yield { balance, plus, minus }
  }
  for (const other of others) {
    yield { balance, plus: other, minus: null }
    yield { balance, plus: null, minus: other }
  }
}

function stepsOf({ balance, plus, minus }: Carried, most: number): Step[] {
  const steps: Step[] = []
  let before: number | null = null
  let moved: Step['operands'] = []
  for (const [at, figure] of balance.figures.entries()) {
    for (const [vector, sign] of [
      [plus, 1n],
      [minus, -1n],
    ] as const) {
      if (vector?.figures[at]) moved.push({ vector, at, sign })
    }
    if (figure === null) continue
    const previous: bigint | null = before === null ? null : (balance.figures[before] ?? null)
    if (before !== null && previous !== null && moved.length > 0) {
      const expected = moved.reduce(
        (sum, { vector, at: from, sign }) => sum + sign * (vector.figures[from] ?? 0n),
        previous,
      )
      steps.push({ at, before, operands: moved, difference: figure - expected })
    }
    before = at
    moved = []
    if (steps.length >= most) break
  }
  return steps
}

const isBorneOut = (steps: readonly Step[]): boolean => {
  const held = steps.filter(({ difference }) => difference === 0n)
  const columns = new Set(held.flatMap(({ operands }) => operands.map(({ sign }) => sign))).size
  return held.length >= 2 && held.length * 2 >= steps.length && columns > 0
}

function claimOf(balance: Vector, { at, before, operands, difference }: Step, rows: readonly number[]): Claim[] {
  const place = (vector: Vector, position: number): Place => [rows[position] ?? 0, vector.at]
  const actual = balance.figures[at] ?? 0n
  const { scale } = balance
  const fixes: Claim['fixes'] = []
  const offer = (vector: Vector, position: number, change: bigint) => {
    const units = vector.figures[position] ?? 0n
    const fixed = withOneDigit({ units, digits: vector.digits[position] ?? 1, scale }, change)
    if (fixed !== null) fixes.push({ place: place(vector, position), proposed: formatDecimal({ units: fixed, scale }) })
  }
  if (isOneDigit(difference)) {
    offer(balance, at, -difference)
    offer(balance, before, difference)
    for (const { vector, at: from, sign } of operands) offer(vector, from, sign * difference)
  }
  const isUnread =
    balance.unread[at] || balance.unread[before] || operands.some(({ vector, at: from }) => vector.unread[from])
  if (difference !== 0n && (fixes.length === 0 || isUnread)) return []
  const arithmetic = {
    kind: 'carried_balance' as const,
    result: place(balance, at),
    operands: [place(balance, before), ...operands.map(({ vector, at: from }) => place(vector, from))],
    subtracted: operands.filter(({ sign }) => sign < 0n).map(({ vector, at: from }) => place(vector, from)),
  }
  return [
    {
      check: checkOf(arithmetic, { expected: actual - difference, actual, scale }, difference === 0n),
      certainty: 'exact',
      fixes,
      rounded: 0,
      counted: 0,
    },
  ]
}
