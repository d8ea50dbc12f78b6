/** A relation between columns, tried on every row: what holds, and what one other digit would make hold. */
import { absolute, formatDecimal } from '../decimal.ts'
import type { CheckKind, Place } from '../model.ts'
import { type Claim, checkOf } from './claim.ts'
import type { Vector } from './lines.ts'
import { oneDigitVariants } from './one-digit.ts'

/** What the operands come to, in units of the result; `close` is off by no more than one of them. */
export type Outcome = { expected: bigint; holds: boolean; close: boolean }

export type Relation = {
  kind: CheckKind
  result: Vector
  operands: readonly [Vector, Vector]
  /** The one row whose figure is the second operand in every row: the whole of which others are a share. */
  whole?: number
  /** The headings say so: a quantity and a price. */
  claimed?: boolean
  /** A product with all its decimals. */
  unrounded?: boolean
  /** Null where the figures say nothing, being zero. */
  evaluate(result: bigint, a: bigint, b: bigint): Outcome | null
}

type Instance = { position: number; other: number; r: bigint; x: bigint; y: bigint; outcome: Outcome }

/** Rows that a pair of columns is first tried on. */
const rowsTried = 40
/** Rows that must hold before one that is off by a unit is taken for an error, and not for another way of rounding. */
const rowsBeforeClose = 4
/** Or so seldom would they hold if it were. */
const seldom = 0.1

/**
 * The claims of a relation that two thirds of its rows bear out; none where fewer do. `rows` are the rows of the
 * positions; `added`: the results add up among themselves, which
 * shares are at times made to do.
 */
export function claimsOf(relation: Relation, rows: readonly number[], added: boolean): Claim[] {
  const tried = instancesOf(relation, rows.length, rowsTried)
  if (!mostHold(tried, relation)) return []
  const all = tried.length < rowsTried ? tried : instancesOf(relation, rows.length, Number.POSITIVE_INFINITY)
  if (!mostHold(all, relation) || !isTelling(all, relation)) return []
  const strict = isExact(all, relation) && !(added && relation.kind === 'percentage')
  return all.flatMap((instance) => claimOf(relation, instance, rows, strict))
}

/** Whether the one row that is off, by a unit, has a wrong digit: none of the others looks rounded otherwise. */
function isExact(instances: readonly Instance[], { kind, operands, unrounded }: Relation): boolean {
  const held = instances.filter(({ outcome }) => outcome.holds)
  if (held.length !== instances.length - 1) return false
  if (kind === 'product' && operands.some(({ percent }) => percent)) return false
  if (held.length >= rowsBeforeClose) return true
  // A price that was rounded, times a quantity of n, comes to the printed amount once in n times.
  return unrounded === true && held.reduce((share, { x, y }) => share / fewer(x, y), 1) <= seldom
}

const fewer = (x: bigint, y: bigint): number => Math.max(1, Math.min(Number(absolute(x)), Number(absolute(y))))

function instancesOf({ result, operands: [a, b], whole, evaluate }: Relation, rows: number, most: number): Instance[] {
  const instances: Instance[] = []
  for (let position = 0; position < rows && instances.length < most; position++) {
    const other = whole ?? position
    const [r, x, y] = [result.figures[position], a.figures[position], b.figures[other]]
    if (r === null || r === undefined || x === null || x === undefined || y === null || y === undefined) continue
    const outcome = evaluate(r, x, y)
    if (outcome) instances.push({ position, other, r, x, y, outcome })
  }
  return instances
}

/** Where the headings claim a product, one of two rows is enough. */
const mostHold = (instances: readonly Instance[], { claimed }: Relation): boolean => {
  const holding = instances.filter(({ outcome }) => outcome.holds).length
  if (claimed && instances.length === 2) return holding >= 1
  return holding >= 2 && holding * 3 >= instances.length * 2
}

/** Held by figures with digits enough, and not because one of the operands is 1 or the whole itself. */
function isTelling(instances: readonly Instance[], { kind, result, whole, claimed }: Relation): boolean {
  const held = instances.filter(
    ({ outcome, x, y, position }) => outcome.holds && absolute(x) !== 1n && absolute(y) !== 1n && position !== whole,
  )
  const digits = held.reduce((sum, { r }) => sum + absolute(r).toString().replace(/0+$/, '').length, 0)
  // A share of what stands for 100 is claimed as well.
  const hundred = whole !== undefined && result.figures[whole] === 100n * 10n ** BigInt(result.scale)
  if (claimed || hundred) return held.length >= 1 && digits >= 3
  // A column of shares says that it is one, and where the whole stands.
  return held.length >= 2 && digits >= (kind === 'percentage' ? 4 : 6)
}

function claimOf(relation: Relation, instance: Instance, rows: readonly number[], strict: boolean): Claim[] {
  const { position, other, r, outcome } = instance
  const { kind, result, operands } = relation
  const isUnread = [result, ...operands].some((vector, index) => vector.unread[index === 2 ? other : position])
  if (!outcome.holds && isUnread) return []
  const fixes = outcome.holds ? [] : fixesOf(relation, instance, rows)
  if (!outcome.holds && (fixes.length === 0 || (outcome.close && !strict))) return []
  const place = (vector: Vector, at: number): Place => [rows[at] ?? 0, vector.at]
  const second = place(operands[1], other)
  const arithmetic = {
    kind,
    result: place(result, position),
    operands: [place(operands[0], position), second],
    ...(kind === 'difference' ? { subtracted: [second] } : {}),
  }
  const expected = outcome.holds ? r : outcome.expected
  const check = checkOf(arithmetic, { expected, actual: r, scale: result.scale }, outcome.holds)
  return [{ check, certainty: 'exact', fixes, rounded: 0, counted: kind === 'difference' ? 2 : 0 }]
}

function fixesOf(
  { result, operands: [a, b], whole, evaluate }: Relation,
  { position, r, x, y }: Instance,
  rows: readonly number[],
): Claim['fixes'] {
  const of = (vector: Vector, units: bigint, outcome: (variant: bigint) => Outcome | null): Claim['fixes'] =>
    [...oneDigitVariants({ units, digits: vector.digits[position] ?? 1, scale: vector.scale })]
      .filter((variant) => outcome(variant)?.holds)
      .map((variant) => ({
        place: [rows[position] ?? 0, vector.at],
        proposed: formatDecimal({ units: variant, scale: vector.scale }),
      }))
  return [
    ...of(result, r, (variant) => evaluate(variant, x, y)),
    ...of(a, x, (variant) => evaluate(r, variant, y)),
    ...(whole === undefined ? of(b, y, (variant) => evaluate(r, x, variant)) : []),
  ]
}
