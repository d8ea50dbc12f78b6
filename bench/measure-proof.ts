import { checkSums } from '../lib/schedules/checks.ts'
import { typeFigures } from '../lib/schedules/figures/type-figures.ts'
import type { Cell, Check } from '../lib/schedules/model.ts'
import { type FinancialTable, financialTable, plantError } from './financial-tables.ts'

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
  seconds: number
}

/** Every fifth table without an error has figures that were rounded one by one. */
const roundedEvery = 5

/** So many tables with one wrong digit and as many without; the same seed gives the same ones. */
export function measureProof(tables: number, seed: number): Proof {
  const proof: Proof = { tables, found: 0, named: 0, rightly: 0, alarms: [], missed: [], seconds: 0 }
  for (let index = 0; index < tables; index++) {
    const clean = financialTable(seed * 1_000_003 + index, { rounded: index % roundedEvery === 0 })
    const alarm = contradictions(clean, proof)
    if (alarm.length > 0) proof.alarms.push(`accused ${index} ${clean.kind}: ${alarm.map(describe).join(' | ')}`)
    const planted = plantError(financialTable(seed * 2_000_003 + index + 500_000), seed + index)
    measurePlanted(planted, proof, index)
  }
  return proof
}

function measurePlanted({ table, at, was, is }: ReturnType<typeof plantError>, proof: Proof, index: number): void {
  const checks = contradictions(table, proof)
  const covering = checks.filter((check) => [check.result, ...check.operands].some((place) => samePlace(place, at)))
  if (covering.length > 0) proof.found += 1
  else
    proof.missed.push(
      `missed ${index} ${table.kind} ${table.rows.length} × ${table.rows[0]?.length}: ${at} ${was} → ${is}`,
    )
  const suspect = checks.find((check) => check.suspect)
  if (!suspect?.suspect) return
  proof.named += 1
  if (samePlace(suspect.suspect, at)) proof.rightly += 1
}

const samePlace = (a: readonly [number, number], b: readonly [number, number]) => a[0] === b[0] && a[1] === b[1]

const describe = ({ kind, result, expected, actual }: Check) => `${kind} at ${result}: ${actual}, not ${expected}`

function contradictions({ rows, header_rows }: FinancialTable, proof: Proof): Check[] {
  const cells = typeFigures(
    rows.flatMap((row, at) => row.flatMap((text, col) => (text === '' ? [] : cellOf(text, at, col, header_rows)))),
  )
  const startedAt = performance.now()
  const checks = checkSums({ cells, row_count: rows.length, col_count: rows[0]?.length ?? 0, header_rows })
  proof.seconds += (performance.now() - startedAt) / 1000
  return checks.filter((check) => check.status === 'contradicted')
}

const cellOf = (text: string, row: number, col: number, headerRows: number): Cell => ({
  row,
  col,
  row_span: 1,
  col_span: 1,
  text,
  page: 1,
  bbox: null,
  confidence: 1,
  header: row < headerRows,
})
