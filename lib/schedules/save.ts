import { scopeOf, type Tx } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import type { Cell, RowFact, Schedule } from './model.ts'
import { insertRows, insertSchedule, type StoredRow } from './store.ts'

/** Of one INSERT: what is written at once is held several times over, as objects, as JSON and as bytes. */
const BATCH_ROWS = 500
const BATCH_CHARACTERS = 4 * 2 ** 20

/** `first` is the place in the job's order that the first of them takes; 0 when it is left out. */
type Of = { workspaceId: string; jobId: string; first?: number }

type NewSchedule = Schedule & { id?: string; engine: string }

/** Stores schedules of a job, in order; the caller holds the job. */
export async function saveSchedules(tx: Tx, of: Of, schedules: readonly NewSchedule[]): Promise<void> {
  const { app } = scopeOf(tx).ctx
  for (const [index, { cells, row_facts = [], parts = [], ...schedule }] of schedules.entries()) {
    const id = schedule.id ?? newId(app.now())
    const position = (of.first ?? 0) + index
    await insertSchedule(tx, { ...schedule, parts, id, workspace_id: of.workspaceId, job_id: of.jobId, position })
    for (const rows of batchesOf(cells, row_facts)) await insertRows(tx, id, rows)
  }
}

/** The rows that have cells, from the top. */
function* batchesOf(cells: readonly Cell[], facts: readonly RowFact[]): Generator<StoredRow[]> {
  const factOf = new Map(facts.map((fact) => [fact.row, fact]))
  let batch: StoredRow[] = []
  let characters = 0
  for (const [row_number, inRow] of [...Map.groupBy(cells, ({ row }) => row)].sort(([one], [other]) => one - other)) {
    const { kind = null, level = null } = factOf.get(row_number) ?? {}
    batch.push({ row_number, kind, level, cells: inRow.sort((a, b) => a.col - b.col) })
    characters += inRow.reduce((sum, { text }) => sum + text.length, 0)
    if (batch.length < BATCH_ROWS && characters < BATCH_CHARACTERS) continue
    yield batch
    batch = []
    characters = 0
  }
  if (batch.length > 0) yield batch
}
