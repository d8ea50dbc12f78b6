/**
 * Tables as financial documents print them, every sum of which holds: accounts with sub-totals, cross-tables, invoices,
 * statements of results, movements of a balance, ledgers. A seed makes one unlike another. Beside figures that add up
 * stand such as do not: identifiers, years, prices, rates, averages, parts of other lines.
 */
import { randomOf } from '../../print-figures.ts'
import { type Draft, type FinancialTable, printDraft } from '../table.ts'
import { accounts, crossTable } from './accounts.ts'
import { invoice, ledger, movements, results } from './papers.ts'

/** The table of a seed. `rounded` figures were rounded one by one, so that sums miss by a unit or two. */
export function mixedTable(seed: number, { rounded = false } = {}): FinancialTable {
  const random = randomOf(seed)
  const makers = rounded
    ? [accounts, crossTable]
    : [
        accounts,
        accounts,
        accounts,
        accounts,
        crossTable,
        crossTable,
        invoice,
        invoice,
        results,
        results,
        movements,
        ledger,
      ]
  const draft = random.pick(makers)(random)
  return printDraft(rounded ? roundOff(draft) : draft)
}

/** Thousands from units: each figure for itself, and said so in the head. */
function roundOff(draft: Draft): Draft {
  const lines = draft.lines.map((line) =>
    line.map((entry) => (typeof entry === 'string' ? entry : { ...entry, units: Math.round(entry.units / 1000) })),
  )
  const heads = draft.heads.map((row) => row.with(0, 'in thousands'))
  return {
    ...draft,
    heads,
    lines,
    convention: { ...draft.convention, decimals: Math.min(1, draft.convention.decimals) },
  }
}
