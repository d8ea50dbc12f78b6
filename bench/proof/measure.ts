/** How many wrong figures the sums of made-up tables give away, and how often a table that is right is accused. */
import { drawPlain } from './draw-plain.ts'
import { drawSet } from './draw-set.ts'
import { everydayTable } from './everyday/everyday-table.ts'
import { mixedTable } from './mixed/mixed-table.ts'
import { type Accusation, accusationsGiven, accusationsRead, samePrint } from './prove.ts'
import { type FinancialTable, type Planted, plantError } from './table.ts'

export type ProofOptions = {
  tables: number
  seed: number
  /** Whose tables: of the generator that the rules were made with, or of the other. */
  style?: keyof typeof styles
  /** Cells as they were made, or as they are read from a PDF. */
  from?: 'cells' | 'pdf'
}

export type Proof = {
  tables: number
  /** Wrong figures that a contradicted check covers. */
  found: number
  /** Tables in which a cell is named, and those among them in which it is the one that was changed. */
  named: number
  rightly: number
  /** Tables without an error that were accused, one line each. */
  alarms: string[]
  missed: string[]
}

/** Every fifth table without an error of the mixed ones has figures that were rounded one by one. */
const roundedEvery = 5

const styles = {
  mixed: (seed: number, index: number, clean: boolean) =>
    mixedTable(seed, { rounded: clean && index % roundedEvery === 0 }),
  everyday: (seed: number) => everydayTable(seed),
}
export const isStyle = (name: string): name is keyof typeof styles => name in styles

/** So many tables with one wrong digit and as many without; the same seed gives the same ones. */
export async function measureProof({ tables, seed, style = 'mixed', from = 'cells' }: ProofOptions): Promise<Proof> {
  const proof: Proof = { tables, found: 0, named: 0, rightly: 0, alarms: [], missed: [] }
  const make = styles[style]
  const prove = from === 'cells' ? async (table: FinancialTable) => accusationsGiven(table) : provePrinted
  for (let index = 0; index < tables; index++) {
    const clean = make(seed * 1_000_003 + index, index, true)
    const alarms = await prove(clean, seed * 7 + index)
    if (alarms.length > 0) proof.alarms.push(`accused ${index} ${clean.kind}: ${alarms.map(describe).join(' | ')}`)
    const planted = plantError(make(seed * 2_000_003 + index + 500_000, index, false), seed + index)
    judge(proof, planted, await prove(planted.table, seed * 9 + index), index)
  }
  return proof
}

/** Every other table is typeset, every other printed as programs do. */
const provePrinted = async (table: FinancialTable, seed: number): Promise<Accusation[]> =>
  accusationsRead(await (seed % 2 === 0 ? drawSet : drawPlain)(table, seed))

function judge(proof: Proof, { table, at, was, is }: Planted, accusations: readonly Accusation[], index: number): void {
  if (accusations.some(({ texts }) => texts.some((text) => samePrint(text, is)))) proof.found += 1
  else
    proof.missed.push(
      `missed ${index} ${table.kind} ${table.rows.length} × ${table.rows[0]?.length}: ${at} ${was} → ${is}`,
    )
  const named = accusations.find(({ suspect }) => suspect !== null)
  if (!named?.suspect) return
  proof.named += 1
  if (samePrint(named.suspect, is)) proof.rightly += 1
}

const describe = ({ check: { kind, result, expected, actual } }: Accusation) =>
  `${kind} at ${result}: ${actual}, not ${expected}`
