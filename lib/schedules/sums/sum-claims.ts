/** Totals that were found, as claims about cells. */
import { formatDecimal } from '../decimal.ts'
import type { CheckKind, Place } from '../model.ts'
import { type Claim, checkOf } from './claim.ts'
import type { Total } from './find-totals.ts'
import type { Grid } from './lines.ts'
import { inCents, shareRounded } from './rounding.ts'
import { countFigures, fixesOf, type Run, sumOf } from './run.ts'

/** `across`: lines are columns and vectors rows, so what is claimed are totals of rows. */
export function sumClaims({ lines, vectors }: Grid, totals: readonly Total[], across: boolean): Claim[] {
  const isCents = inCents(vectors)
  return totals.flatMap(({ line, run, verdicts }) => {
    const kind = kindOf({ lines }, line, run, across)
    return verdicts.flatMap(({ vector: index, status }): Claim[] => {
      const vector = vectors[index]
      const actual = vector?.figures[line]
      if (!vector || actual === null || actual === undefined) return []
      const place = (position: number): Place => {
        const at = lines[position]?.at ?? 0
        return across ? [vector.at, at] : [at, vector.at]
      }
      const operands = run.operands.filter((position) => vector.figures[position] !== null)
      const expected = sumOf(vector, run)
      const subtracted = operands.filter((position) => run.minus.has(position)).map(place)
      const { scale } = vector
      const fixes = status === 'proved' ? [] : fixesOf(vector, run, line, actual - expected)
      return [
        {
          check: checkOf(
            { kind, result: place(line), operands: operands.map(place), subtracted },
            { expected, actual, scale },
            status === 'proved',
          ),
          certainty: status === 'near' ? 'near' : 'exact',
          fixes: fixes.map((fix) => ({ place: place(fix.line), proposed: formatDecimal({ units: fix.units, scale }) })),
          rounded: shareRounded(vector, isCents(vector), lines[line]?.claim ?? 'none'),
          counted: countFigures(vector, run),
        },
      ]
    })
  })
}

function kindOf({ lines }: Pick<Grid, 'lines'>, line: number, { operands, minus }: Run, across: boolean): CheckKind {
  if (lines[line]?.balance && lines[operands[0] ?? -1]?.balance && lines[line]?.claim === 'result')
    return 'carried_balance'
  if (minus.size > 0) return 'difference'
  return across ? 'row_total' : 'column_total'
}
