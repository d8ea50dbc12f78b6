/** Columns of which one is what two others come to, row by row: differences, products, percentages. */
import { absolute, formatDecimal } from '../decimal.ts'
import type { CheckKind, Place } from '../model.ts'
import { type Claim, checkOf } from './claim.ts'
import { isPercentage } from './labels.ts'
import type { Grid, Raster, Vector } from './lines.ts'
import { oneDigitVariants } from './one-digit.ts'

/** Rows that a pair of columns is first tried on. */
const rowsTried = 40
/** Columns looked at, from the left: their triples grow with the cube. */
const columnsTried = 16

/** How far a result is from what the operands come to, in half units of its last place; `expected` in its units. */
type Outcome = { expected: bigint; holds: boolean; close: boolean }
type Relation = {
  kind: CheckKind
  result: Vector
  operands: readonly [Vector, Vector]
  evaluate(result: bigint, a: bigint, b: bigint): Outcome | null
}

/** The claims of every relation that most rows bear out. Those that are sums already known are left out. */
export function findRelations(raster: Raster, { lines, vectors }: Grid, sums: readonly Claim[]): Claim[] {
  const columns = vectors.slice(0, columnsTried)
  const known = new Set(
    sums
      .filter(({ check }) => check.kind !== 'column_total')
      .map(({ check }) => columnsOf([check.result, ...check.operands])),
  )
  const claims: Claim[] = []
  for (const relation of relationsOf(raster, columns)) {
    const key = columnsOf([[0, relation.result.at], ...relation.operands.map(({ at }): Place => [0, at])])
    if (known.has(key)) continue
    const found = claimsOf(
      relation,
      lines.map(({ at }) => at),
    )
    if (found.length > 0) known.add(key)
    claims.push(...found)
  }
  return claims
}

const columnsOf = (places: readonly Place[]): string =>
  [...new Set(places.map(([, col]) => col))].sort((a, b) => a - b).join()

function* relationsOf({ heads }: Raster, columns: readonly Vector[]): Generator<Relation> {
  for (const result of columns) {
    const head = heads[result.at] ?? ''
    const share = result.percent || isPercentage(head)
    for (const a of columns) {
      for (const b of columns) {
        if (a === b || a === result || b === result) continue
        if (share) yield percentChange(result, a, b)
        else if (!a.percent && !b.percent && result.at > Math.min(a.at, b.at)) yield difference(result, a, b)
        if (!share && a.at < b.at && result.at > a.at) yield product(result, a, b)
      }
    }
  }
}

/** Half a unit of the last place, or nothing where the result has as many decimals as it needs. */
const outcome = (result: bigint, numerator: bigint, denominator: bigint): Outcome | null => {
  if (denominator === 0n) return null
  const [over, under] = denominator < 0n ? [-numerator, -denominator] : [numerator, denominator]
  const off = absolute(result * under - over)
  const rounded = (2n * absolute(over) + under) / (2n * under)
  return { expected: over < 0n ? -rounded : rounded, holds: 2n * off <= under, close: off <= under }
}

const power = (exponent: number): bigint => 10n ** BigInt(exponent)

function difference(result: Vector, a: Vector, b: Vector): Relation {
  const scale = Math.max(result.scale, a.scale, b.scale)
  const up = (value: bigint, { scale: own }: Vector) => value * power(scale - own)
  return {
    kind: 'difference',
    result,
    operands: [a, b],
    evaluate: (r, x, y) => {
      if (r === 0n || x === 0n || y === 0n) return null
      const exact = up(r, result) === up(x, a) - up(y, b)
      const expected = (up(x, a) - up(y, b)) / power(scale - result.scale)
      return { expected, holds: exact, close: absolute(r - expected) <= 1n }
    },
  }
}

function product(result: Vector, a: Vector, b: Vector): Relation {
  const places = a.scale + b.scale + (a.percent ? 2 : 0) + (b.percent ? 2 : 0)
  const up = power(Math.max(0, result.scale - places))
  const down = power(Math.max(0, places - result.scale))
  return {
    kind: 'product',
    result,
    operands: [a, b],
    evaluate: (r, x, y) => (r === 0n || x === 0n || y === 0n ? null : outcome(r, x * y * up, down)),
  }
}

function percentChange(result: Vector, a: Vector, b: Vector): Relation {
  const scale = Math.max(a.scale, b.scale)
  const up = (value: bigint, { scale: own }: Vector) => value * power(scale - own)
  return {
    kind: 'percent_change',
    result,
    operands: [a, b],
    evaluate: (r, x, y) =>
      r === 0n || y === 0n ? null : outcome(r, (up(x, a) - up(y, b)) * power(result.scale + 2), absolute(up(y, b))),
  }
}

type Instance = { row: number; position: number; r: bigint; x: bigint; y: bigint; outcome: Outcome }

function instancesOf(
  { result, operands: [a, b], evaluate }: Relation,
  rows: readonly number[],
  most: number,
): Instance[] {
  const instances: Instance[] = []
  for (const [position, row] of rows.entries()) {
    const [r, x, y] = [result.figures[position], a.figures[position], b.figures[position]]
    if (r === null || r === undefined || x === null || x === undefined || y === null || y === undefined) continue
    const outcome = evaluate(r, x, y)
    if (outcome) instances.push({ row, position, r, x, y, outcome })
    if (instances.length >= most) break
  }
  return instances
}

/** Rows in which it holds other than by one of the figures being 1. */
const telling = (instances: readonly Instance[]): Instance[] =>
  instances.filter(({ outcome, x, y }) => outcome.holds && absolute(x) !== 1n && absolute(y) !== 1n)

const digitsOf = (units: bigint): number => absolute(units).toString().replace(/0+$/, '').length

function isBorneOut(instances: readonly Instance[]): boolean {
  const held = telling(instances)
  const digits = held.reduce((sum, { r }) => sum + digitsOf(r), 0)
  const holding = instances.filter(({ outcome }) => outcome.holds).length
  return held.length >= 2 && digits >= 6 && holding * 3 >= instances.length * 2
}

function claimsOf(relation: Relation, rows: readonly number[]): Claim[] {
  const tried = instancesOf(relation, rows, rowsTried)
  const near = tried.filter(({ outcome }) => outcome.holds)
  if (near.length * 3 < tried.length * 2 || near.length < 2) return []
  const all = tried.length < rowsTried ? tried : instancesOf(relation, rows, Number.POSITIVE_INFINITY)
  return isBorneOut(all) ? all.flatMap((instance) => claimOf(relation, instance)) : []
}

function claimOf(relation: Relation, instance: Instance): Claim[] {
  const {
    kind,
    result,
    operands: [a, b],
  } = relation
  const { row, r, outcome } = instance
  const fixes = outcome.holds ? [] : fixesOf(relation, instance)
  if (!outcome.holds && (fixes.length === 0 || (kind === 'percent_change' && outcome.close))) return []
  const operands: Place[] = [
    [row, a.at],
    [row, b.at],
  ]
  const arithmetic = {
    kind,
    result: [row, result.at] as Place,
    operands,
    ...(kind === 'difference' ? { subtracted: [[row, b.at] as Place] } : {}),
  }
  return [
    {
      check: checkOf(
        arithmetic,
        { expected: outcome.holds ? r : outcome.expected, actual: r, scale: result.scale },
        outcome.holds,
      ),
      certainty: 'exact',
      fixes,
      counted: 0,
    },
  ]
}

function fixesOf(
  { result, operands: [a, b], evaluate }: Relation,
  { row, position, r, x, y }: Instance,
): Claim['fixes'] {
  const of = (vector: Vector, units: bigint, holds: (variant: bigint) => Outcome | null): Claim['fixes'] =>
    [...oneDigitVariants({ units, digits: vector.digits[position] ?? 1, scale: vector.scale })]
      .filter((variant) => holds(variant)?.holds)
      .map((variant) => ({
        place: [row, vector.at],
        proposed: formatDecimal({ units: variant, scale: vector.scale }),
      }))
  return [
    ...of(result, r, (variant) => evaluate(variant, x, y)),
    ...of(a, x, (variant) => evaluate(r, variant, y)),
    ...of(b, y, (variant) => evaluate(r, x, variant)),
  ]
}
