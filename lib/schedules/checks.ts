/**
 * Checks: the sums that a table's own figures claim, proved or contradicted. A total is found by its label, or by
 * adding up what stands before it, in rows (totals of columns) and in columns (totals of rows).
 *
 * Proved means exact, to the last printed digit. Contradicted means that a total is clearly claimed and rounding
 * cannot explain the difference: the same lines add up in at least half of the other figures of that total, or one
 * full column of items stands over a line that says nothing but "Total". What lies between, a difference that
 * rounding explains or a claim that nothing bears out, is no check at all: a false alarm costs more trust than a
 * missed proof. Percentages, rates, prices, years, numbers of pages and accounts are never contradicted.
 */
import { formatDecimal } from './decimal.ts'
import type { Check, CheckKind } from './model.ts'
import { findTotals, type Total } from './sums/find-totals.ts'
import { columnsAsLines, type Grid, rowsAsLines, type SummedTable } from './sums/lines.ts'

/** Every check of a table whose figures are typed: column totals from the top, then row totals from the left. */
export function checkSums(table: SummedTable): Check[] {
  const rows = rowsAsLines(table)
  const columns = columnsAsLines(table)
  return [
    ...toChecks('column_total', rows, findTotals(rows, { unclaimedVotes: 1, labelSuffices: true })),
    ...toChecks('row_total', columns, findTotals(columns, { unclaimedVotes: 3, labelSuffices: false })),
  ]
}

function toChecks(kind: CheckKind, { lines, vectors }: Grid, totals: readonly Total[]): Check[] {
  return totals.flatMap(({ line, operands, verdicts }) =>
    verdicts.flatMap(({ vector: index, status }): Check[] => {
      const vector = vectors[index]
      const actual = vector?.figures[line]
      if (!vector || actual === null || actual === undefined) return []
      const place = (position: number): readonly [number, number] => {
        const at = lines[position]?.at ?? 0
        return kind === 'column_total' ? [at, vector.at] : [vector.at, at]
      }
      const counted = operands.filter((position) => vector.figures[position] !== null)
      const expected = counted.reduce((sum, position) => sum + (vector.figures[position] ?? 0n), 0n)
      const decimal = (units: bigint) => formatDecimal({ units, scale: vector.scale })
      return [
        {
          kind,
          result: place(line),
          operands: counted.map(place),
          expected: decimal(expected),
          actual: decimal(actual),
          difference: decimal(actual - expected),
          status,
        },
      ]
    }),
  )
}
