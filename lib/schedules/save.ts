import { scopeOf, type Tx } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import type { Cell, Schedule } from './model.ts'
import { insertRows, insertSchedule } from './store.ts'

/** Rows of one INSERT. */
const BATCH_ROWS = 500

type Of = { workspaceId: string; jobId: string }

/** Stores the schedules of a job, in order, in the transaction that completes it. */
export async function saveSchedules(tx: Tx, of: Of, schedules: (Schedule & { engine: string })[]): Promise<void> {
  const { app } = scopeOf(tx).ctx
  for (const [position, { cells, row_facts = [], ...schedule }] of schedules.entries()) {
    const factOf = new Map(row_facts.map((fact) => [fact.row, fact]))
    const id = newId(app.now())
    await insertSchedule(tx, { ...schedule, id, workspace_id: of.workspaceId, job_id: of.jobId, position })
    const rows = [...Map.groupBy(cells, ({ row }: Cell) => row)]
      .sort(([one], [other]) => one - other)
      .map(([row_number, inRow]) => {
        const { kind = null, level = null } = factOf.get(row_number) ?? {}
        return { row_number, kind, level, cells: inRow.sort((a, b) => a.col - b.col) }
      })
    for (let start = 0; start < rows.length; start += BATCH_ROWS)
      await insertRows(tx, id, rows.slice(start, start + BATCH_ROWS))
  }
}
