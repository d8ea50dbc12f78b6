import { type Tx, tenantOf } from '../platform/database.ts'
import type { CostStatus } from './states.ts'

type NewCost = {
  id: string
  workspace_id: string
  job_id: string
  provider: string
  page_price_cents: number
  reserved_pages: number
}

/** False when the job has its reservation already. */
export async function insertReservation(tx: Tx, cost: NewCost, at: Date): Promise<boolean> {
  const inserted = await tx
    .insertInto('cost_records')
    .values({ ...cost, company_id: tenantOf(tx).company_id, status: 'PENDING' satisfies CostStatus, created_at: at })
    .onConflict((conflict) => conflict.columns(['job_id', 'provider']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

/** The cost records of a job, held until the transaction ends. */
export const lockCosts = (tx: Tx, jobId: string) =>
  tx
    .selectFrom('cost_records')
    .select(['id', 'workspace_id', 'provider', 'status', 'page_price_cents', 'reserved_pages'])
    .where('company_id', '=', tenantOf(tx).company_id)
    .where('job_id', '=', jobId)
    .orderBy('id')
    .forUpdate()
    .execute()

/** What became of a job, as far as its cost depends on it. */
export const findReading = (tx: Tx, jobId: string) =>
  tx
    .selectFrom('jobs')
    .innerJoin('documents', 'documents.id', 'jobs.document_id')
    .select(['jobs.status', 'documents.content_type', 'documents.id as document_id'])
    .select((from) =>
      from
        .selectFrom('pages')
        .select((count) => count.fn.countAll<number>().as('pages'))
        .whereRef('pages.job_id', '=', 'jobs.id')
        .where('pages.error_code', 'is', null)
        .as('pages_read'),
    )
    .where('jobs.company_id', '=', tenantOf(tx).company_id)
    .where('jobs.id', '=', jobId)
    .executeTakeFirst()

type Settlement = { status: CostStatus; pages: number; amount_cents: number; settled_at: Date }

export const markSettled = (tx: Tx, id: string, settlement: Settlement) =>
  tx
    .updateTable('cost_records')
    .set(settlement)
    .where('company_id', '=', tenantOf(tx).company_id)
    .where('id', '=', id)
    .where('status', '=', 'PENDING')
    .execute()
