import { sql } from 'kysely'
import { type Tx, tenantOf } from '../platform/database.ts'

type NewEvent = {
  id: string
  action: string
  category: string
  workspace_id: string | null
  job_id: string | null
  document_id: string | null
  actor_id: string | null
  actor_type: string
  ip_address: string | null
  resource_type: string | null
  resource_id: string | null
  trace_id: string
  idempotency_key: string | null
  metadata: Record<string, unknown>
  data_region: string
  occurred_at: Date
}

export async function insertEvent(tx: Tx, event: NewEvent): Promise<void> {
  await tx
    .insertInto('audit_events')
    .values({ ...event, metadata: JSON.stringify(event.metadata), company_id: tenantOf(tx).company_id })
    .execute()
}

/** Whether the key was free; it now belongs to this event. */
export async function claimEventKey(tx: Tx, idempotencyKey: string, eventId: string): Promise<boolean> {
  const claimed = await tx
    .insertInto('event_keys')
    .values({ company_id: tenantOf(tx).company_id, idempotency_key: idempotencyKey, event_id: eventId })
    .onConflict((conflict) => conflict.columns(['company_id', 'idempotency_key']).doNothing())
    .returning('event_id')
    .executeTakeFirst()
  return claimed !== undefined
}

const EVENT_COLUMNS = [
  'id',
  'workspace_id',
  'job_id',
  'document_id',
  'action',
  'category',
  'actor_id',
  'actor_type',
  'resource_type',
  'resource_id',
  'trace_id',
  'metadata',
  'occurred_at',
  'created_at',
  'xid',
] as const

export type EventPosition = { xid: string; id: string }

/**
 * Events about one job or document, oldest first, in the order (xid, id) and only below the oldest running
 * transaction: what a later page could still have to insert in front is not shown yet, so no page skips a row.
 */
export function listEventsAbout(
  tx: Tx,
  about: { column: 'job_id' | 'document_id'; id: string },
  after: EventPosition | undefined,
  limit: number,
) {
  let query = tx
    .selectFrom('audit_events')
    .select(EVENT_COLUMNS)
    .where('company_id', '=', tenantOf(tx).company_id)
    .where(about.column, '=', about.id)
    .where('xid', '<', sql<string>`pg_snapshot_xmin(pg_current_snapshot())`)
  if (after) query = query.where(sql<boolean>`(xid, id) > (${after.xid}::xid8, ${after.id}::uuid)`)
  return query.orderBy('xid').orderBy('id').limit(limit).execute()
}

const visible = (tx: Tx, workspaceId: string): boolean =>
  tenantOf(tx).workspace_ids === null || tenantOf(tx).workspace_ids!.includes(workspaceId)

/** Whether this tenant may know of the job or document at all. */
export async function mayRead(tx: Tx, table: 'jobs' | 'documents', id: string): Promise<boolean> {
  const found = await tx
    .selectFrom(table)
    .select('workspace_id')
    .where('company_id', '=', tenantOf(tx).company_id)
    .where('id', '=', id)
    .executeTakeFirst()
  return found !== undefined && visible(tx, found.workspace_id)
}
