/** Columns of which one is what two others come to, row by row: differences, products, percentages. */
import { absolute } from '../decimal.ts'
import type { Place } from '../model.ts'
import type { Claim } from './claim.ts'
import { isPercentage, namesPrice, namesQuantity } from './labels.ts'
import type { Grid, Raster, Vector } from './lines.ts'
import { claimsOf, type Outcome, type Relation } from './relation-claims.ts'

/** Columns looked at, from the left: their triples grow with the cube. */
const columnsTried = 16

/** The claims of every relation that most rows bear out. Those that are sums already known are left out. */
export function findRelations(raster: Raster, { lines, vectors }: Grid, sums: readonly Claim[]): Claim[] {
  const columns = vectors.slice(0, columnsTried)
  const totals = lines.flatMap(({ claim }, position) => (claim === 'total' || claim === 'plain_total' ? position : []))
  const known = new Set(
    sums
      .filter(({ check }) => check.kind !== 'column_total')
      .map(({ check }) => columnsOf([check.result, ...check.operands])),
  )
  const added = new Set(sums.flatMap(({ check }) => (check.status === 'proved' ? check.result[1] : [])))
  const rows = lines.map(({ at }) => at)
  const claims: Claim[] = []
  for (const relation of relationsOf(raster, columns, totals)) {
    const key = columnsOf([[0, relation.result.at], ...relation.operands.map(({ at }): Place => [0, at])])
    if (known.has(key)) continue
    const found = claimsOf(relation, rows, added.has(relation.result.at))
    if (found.length > 0) known.add(key)
    claims.push(...found)
  }
  return claims
}

const columnsOf = (places: readonly Place[]): string =>
  [...new Set(places.map(([, col]) => col))].sort((a, b) => a - b).join()

function* relationsOf({ heads }: Raster, columns: readonly Vector[], totals: readonly number[]): Generator<Relation> {
  for (const result of columns) {
    const head = heads[result.at] ?? ''
    const share = result.percent || isPercentage(head)
    for (const a of columns) {
      if (share && a !== result && !a.percent) yield* percentages(result, a, totals)
      for (const b of columns) {
        if (a === b || a === result || b === result) continue
        if (share) yield percentChange(result, a, b)
        else if (!a.percent && !b.percent && result.at > Math.min(a.at, b.at)) yield difference(result, a, b)
        if (!share && a.at < b.at && result.at > a.at) yield product(result, a, b, claimsProduct(heads, a, b))
      }
    }
  }
}

/**
 * Half a unit of the last place, or nothing where the result has as many decimals as it needs. `slack`: how far the
 * numerator may be off because a figure in it was rounded.
 */
const outcome = (result: bigint, numerator: bigint, denominator: bigint, slack = 0n): Outcome | null => {
  if (denominator === 0n) return null
  const [over, under] = denominator < 0n ? [-numerator, -denominator] : [numerator, denominator]
  const off = absolute(result * under - over)
  const rounded = (2n * absolute(over) + under) / (2n * under)
  return { expected: over < 0n ? -rounded : rounded, holds: 2n * off <= under, close: off <= under + slack }
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

const claimsProduct = (heads: readonly string[], a: Vector, b: Vector): boolean => {
  const [first, second] = [heads[a.at] ?? '', heads[b.at] ?? '']
  return (namesQuantity(first) && namesPrice(second)) || (namesPrice(first) && namesQuantity(second))
}

function product(result: Vector, a: Vector, b: Vector, claimed: boolean): Relation {
  const places = a.scale + b.scale + (a.percent ? 2 : 0) + (b.percent ? 2 : 0)
  const up = power(Math.max(0, result.scale - places))
  const down = power(Math.max(0, places - result.scale))
  return {
    kind: 'product',
    result,
    operands: [a, b],
    claimed,
    unrounded: !a.percent && !b.percent && places <= result.scale,
    evaluate: (r, x, y) => {
      // Where the headings claim a product, an amount for no quantity or no price is a misprint; elsewhere zero says nothing.
      const empty = r === 0n || (x === 0n && y === 0n) || (!claimed && (x === 0n || y === 0n))
      // A rate is at times worked out of the amounts, and rounded; that of a total always is.
      const slack = ((a.percent ? absolute(y) : 0n) + (b.percent ? absolute(x) : 0n)) * up
      return empty ? null : outcome(r, x * y * up, down, slack)
    },
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

/** Shares of the row that says 100, or of the last totals. */
function* percentages(result: Vector, part: Vector, totals: readonly number[]): Generator<Relation> {
  const hundred = 100n * power(result.scale)
  const wholes = new Set([...result.figures.keys()].filter((at) => result.figures[at] === hundred).slice(-2))
  for (const at of totals.slice(-2)) wholes.add(at)
  for (const whole of wholes) {
    if (!part.figures[whole]) continue
    yield {
      kind: 'percentage',
      result,
      operands: [part, part],
      whole,
      // Shares are made to add up by more than a unit at times.
      evaluate: (r, x, y) => (x === 0n && r === 0n ? null : outcome(r, x * hundred, y, absolute(y))),
    }
  }
}
