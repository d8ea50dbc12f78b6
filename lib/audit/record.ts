/**
 * The audit log: owns `audit_events` and `event_keys`.
 * An event commits with the change that it tells of, or not at all; nothing changes or removes one; one
 * idempotency key makes one event. Reading them is `list.ts`; what leaves as webhooks or archives is others' work.
 */
import { scopeOf, type Tx } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { enqueue } from '../platform/outbox.ts'
import { ACTIONS, type Action } from './actions.ts'
import { claimEventKey, insertEvent } from './store.ts'

export type EventRefs = {
  workspace_id?: string | null
  job_id?: string
  document_id?: string
  resource?: { type: string; id: string }
  /** Ids, codes and counts; nothing personal or secret. */
  metadata?: Record<string, unknown>
  /** With it, the event is written once however often it is recorded. */
  idempotency_key?: string
}

/** Writes an event in the caller's transaction; returns its id, or null when its idempotency key was used before. */
export async function recordEvent(tx: Tx, action: Action, refs: EventRefs = {}): Promise<string | null> {
  const { ctx, region } = scopeOf(tx)
  const id = newId(ctx.app.now())
  if (refs.idempotency_key && !(await claimEventKey(tx, refs.idempotency_key, id))) return null
  const event = {
    id,
    action,
    category: ACTIONS[action],
    workspace_id: refs.workspace_id ?? null,
    job_id: refs.job_id ?? null,
    document_id: refs.document_id ?? null,
    actor_id: ctx.actor.type === 'key' ? ctx.actor.member_id : ctx.actor.id,
    actor_type: ctx.actor.type === 'key' ? 'member' : 'system',
    ip_address: ctx.ip_address ?? null,
    resource_type: refs.resource?.type ?? null,
    resource_id: refs.resource?.id ?? null,
    trace_id: ctx.trace.trace_id,
    idempotency_key: refs.idempotency_key ?? null,
    metadata: { ...refs.metadata, ...(ctx.actor.type === 'key' ? { key_id: ctx.actor.id } : {}) },
    data_region: region,
    occurred_at: ctx.app.now(),
  }
  await insertEvent(tx, event)
  if (ctx.app.config.EVENT_BUS_NAME) await enqueue(tx, 'bus', event)
  return id
}
