/**
 * Tables as a reader meets them in the post: made without regard to how sums are found. Marks of notes, headings in
 * capitals and signs on the first and last lines alone are part of them.
 */
import { type Convention, type Random, randomOf } from '../../print-figures.ts'
import { type Draft, type Figure, type FinancialTable, printDraft } from '../table.ts'
import { grids } from './grids.ts'
import { papers } from './papers.ts'
import { statements } from './statements.ts'

const makers = [...grids, ...statements, ...papers]

const titles = [
  'Schedule of expenses',
  'Summary for the year ended 31 December 2024',
  'Annex 3: Figures by category',
  'Table 2. Overview',
  'Financial summary',
  'Appendix B',
]

export function everydayTable(seed: number): FinancialTable {
  const random = randomOf(seed * 31 + 7)
  const draft = random.pick(makers)(random, conventionOf(random))
  const dressed = printDraft(signEnds(random, draft))
  return { ...dressed, title: random.chance(0.7) ? random.pick(titles) : '', rows: withNotes(random, dressed) }
}

function conventionOf(random: Random): Convention {
  const [group, mark] = random.pick([
    [',', '.'],
    [',', '.'],
    [',', '.'],
    ['.', ','],
    ['.', ','],
    [' ', ','],
    ["'", '.'],
  ] as const)
  return {
    decimals: random.pick([0, 2, 2]),
    group,
    mark,
    negative: random.pick(['brackets', 'brackets', 'before', 'after']),
    zero: random.pick(['-', '–', '—', '0']),
    sign: random.chance(0.25) ? random.pick(['$', '$', '€', '£']) : '',
  }
}

/** Accounts often print the sign of the currency with the first line and the totals only. */
function signEnds(random: Random, draft: Draft): Draft {
  if (draft.convention.sign === '' || random.chance(0.5)) return draft
  const ends = new Set([0, ...(draft.totals ?? [])])
  const lines = draft.lines.map((line, index) =>
    line.map((entry) => (typeof entry === 'string' ? entry : ({ ...entry, signed: ends.has(index) } as Figure))),
  )
  return { ...draft, lines }
}

/** A few labels refer to a note under the table. */
function withNotes(random: Random, { rows, header_rows }: FinancialTable): string[][] {
  if (random.chance(0.8)) return rows
  const mark = random.pick(['*', '¹', ' (1)'])
  return rows.map((row, index) =>
    index >= header_rows && /\p{L}/u.test(row[0] ?? '') && random.chance(0.2) ? row.with(0, `${row[0]}${mark}`) : row,
  )
}
