/**
 * What a job costs: owns `cost_records`. A price is reserved before a page is read and settled once, for the pages
 * that were really read, after the job has ended. Amounts are whole cents.
 */
import { recordEvent } from '../audit/record.ts'
import type { Ctx } from '../platform/context.ts'
import { inTransaction, scopeOf, type Tx } from '../platform/database.ts'
import { AppError } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { nextCostStatus } from './states.ts'
import { findReading, insertReservation, lockCosts, markSettled } from './store.ts'

type Reservation = { workspaceId: string; jobId: string; provider: string; pages: number; documentId: string }

/** Reserves the price of a job in the transaction that begins to read it; a second reservation changes nothing. */
export async function reserveCost(tx: Tx, { workspaceId, jobId, provider, pages, documentId }: Reservation) {
  const { app } = scopeOf(tx).ctx
  const price = app.config.COST_PER_PAGE_CENTS
  const reservation = {
    id: newId(app.now()),
    workspace_id: workspaceId,
    job_id: jobId,
    provider,
    page_price_cents: price,
    reserved_pages: pages,
  }
  if (!(await insertReservation(tx, reservation, app.now()))) return
  await recordEvent(tx, 'cost.reserved', {
    workspace_id: workspaceId,
    job_id: jobId,
    document_id: documentId,
    resource: { type: 'cost_record', id: reservation.id },
    metadata: { provider, pages, amount_cents: pages * price },
  })
}

/** Settles what a job cost. A second call changes nothing; a job that still runs is tried again later. */
export const settleCost = (ctx: Ctx, jobId: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const reading = await findReading(tx, jobId)
    if (!reading) return
    if (reading.status === 'queued' || reading.status === 'processing')
      throw new AppError('dependency_unavailable', 'The job has not ended yet.')
    for (const cost of await lockCosts(tx, jobId)) {
      if (cost.status !== 'PENDING') continue
      const paged = reading.content_type === 'application/pdf'
      const read = reading.pages_read ?? 0
      const pages = paged || read === 0 ? read : cost.reserved_pages
      const status = nextCostStatus(cost.status, pages > 0 ? 'settled' : 'nothing read')
      const settlement = { status, pages, amount_cents: pages * cost.page_price_cents, settled_at: ctx.app.now() }
      await markSettled(tx, cost.id, settlement)
      await recordEvent(tx, status === 'COMPLETED' ? 'cost.settled' : 'cost.failed', {
        workspace_id: cost.workspace_id,
        job_id: jobId,
        document_id: reading.document_id,
        resource: { type: 'cost_record', id: cost.id },
        metadata: { provider: cost.provider, pages, amount_cents: settlement.amount_cents },
      })
    }
  })
