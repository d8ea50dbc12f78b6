/**
 * Checks: the arithmetic that a table's own figures claim, proved or contradicted. A total is found by its label, or by
 * adding up what stands before it (failing that, after it), in rows (totals of columns) and in columns (totals of rows);
 * differences, balances carried on, products and percentages by what holds in most lines.
 *
 * Proved means exact, to the last printed digit (a product or a percentage: rounded to it). Contradicted means that the
 * arithmetic is clearly claimed and rounding cannot explain the difference: the same lines hold in more than half of
 * the other figures, or one other digit would make them hold, or one full column of items stands over a line that says
 * nothing but "Total". What lies between, a difference that rounding explains or a claim that nothing bears out, is no
 * check at all: a false alarm costs more trust than a missed proof. Percentages, rates, prices, years, numbers of pages
 * and accounts are never held against a sum; nor are figures that were perhaps not read whole. A text such as 2OO is
 * held against the sums through it as the figure that it would be, and contradicted where they hold by that.
 */
import type { Check } from './model.ts'
import type { Claim } from './sums/claim.ts'
import { findBalances } from './sums/find-balances.ts'
import { findRelations } from './sums/find-relations.ts'
import { findTotals } from './sums/find-totals.ts'
import { columnsAsLines, layOut, rowsAsLines, type SummedTable } from './sums/lines.ts'
import { nameSuspects } from './sums/name-suspects.ts'
import { isUnrounded } from './sums/rounding.ts'
import { suspectSlips } from './sums/slips.ts'
import { sumClaims } from './sums/sum-claims.ts'

/** Every check of a table whose figures are typed: column totals from the top, then row totals from the left, then the rest. */
export function checkSums(table: SummedTable): Check[] {
  const raster = layOut(table)
  const rows = rowsAsLines(raster)
  const columns = columnsAsLines(raster)
  const sums = [
    ...sumClaims(rows, findTotals(rows, { unclaimedVotes: 1, labelSuffices: true, fewestSigned: 2 }), false),
    ...sumClaims(columns, findTotals(columns, { unclaimedVotes: 3, labelSuffices: false, fewestSigned: 3 }), true),
  ]
  const relations = [...findRelations(raster, rows, sums), ...findBalances(raster, rows)]
  return suspectSlips(nameSuspects(settleRounding([...sums, ...relations], raster.scaled)), raster.slips)
}

/** Keeps a near miss only where nothing was rounded and one cell explains all of them. */
function settleRounding(claims: readonly Claim[], scaled: boolean): Claim[] {
  const near = claims.filter(({ certainty }) => certainty === 'near')
  const held = claims.filter(({ check, counted }) => check.status === 'proved' && counted >= 2)
  const explained = near[0]?.fixes.some(({ place: [row, col] }) =>
    near.every(({ fixes }) => fixes.some(({ place }) => place[0] === row && place[1] === col)),
  )
  const counts = held.map(({ counted }) => counted)
  const kept = explained && isUnrounded(counts, { scaled, share: Math.min(...near.map(({ rounded }) => rounded)) })
  return claims.filter(({ certainty }) => certainty === 'exact' || kept)
}
