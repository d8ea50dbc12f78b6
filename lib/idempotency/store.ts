import { sql } from 'kysely'
import { type Tx, tenantOf } from '../platform/database.ts'

export type Request = { scope: string; operation: string; key: string; fingerprint: Buffer }
type NewClaim = Request & { id: string; claimSeconds: number; ttlSeconds: number }

const inSeconds = (seconds: number) => sql<Date>`now() + make_interval(secs => ${seconds})`

/** Writes the claim where the key is free; undefined when it is not. */
export const insertClaim = (tx: Tx, claim: NewClaim) =>
  tx
    .insertInto('idempotency_records')
    .values({
      id: claim.id,
      company_id: tenantOf(tx).company_id,
      scope: claim.scope,
      operation: claim.operation,
      idempotency_key: claim.key,
      fingerprint: claim.fingerprint,
      claimed_until: inSeconds(claim.claimSeconds),
      expires_at: inSeconds(claim.ttlSeconds),
    })
    .onConflict((conflict) => conflict.columns(['company_id', 'scope', 'operation', 'idempotency_key']).doNothing())
    .returning('id')
    .executeTakeFirst()

/** The record of a key, held until the transaction ends. */
export const lockRecord = (tx: Tx, { scope, operation, key }: Request) =>
  tx
    .selectFrom('idempotency_records')
    .select(['id', 'state', 'fingerprint', 'response', 'executions'])
    .select(sql<boolean>`expires_at <= now()`.as('expired'))
    .select(sql<boolean>`claimed_until <= now()`.as('abandoned'))
    .select(sql<number>`greatest(1, ceil(extract(epoch from claimed_until - now())))::int`.as('retry_after_seconds'))
    .where('company_id', '=', tenantOf(tx).company_id)
    .where('scope', '=', scope)
    .where('operation', '=', operation)
    .where('idempotency_key', '=', key)
    .forUpdate()
    .executeTakeFirst()

/**
 * Takes a locked record again, for another execution of the same or, once it has expired, of a new request.
 * It gets a new id: an earlier execution that is still running can no longer end it.
 */
export const reclaim = (tx: Tx, recordId: string, claim: NewClaim, executions: number) =>
  tx
    .updateTable('idempotency_records')
    .set({
      id: claim.id,
      state: 'in_progress',
      fingerprint: claim.fingerprint,
      response: null,
      executions,
      claimed_until: inSeconds(claim.claimSeconds),
      expires_at: inSeconds(claim.ttlSeconds),
    })
    .where('company_id', '=', tenantOf(tx).company_id)
    .where('id', '=', recordId)
    .returning('id')
    .executeTakeFirstOrThrow()

/** Ends an execution; false when another one has taken the record since. */
export async function endExecution(
  tx: Tx,
  claim: { record_id: string },
  outcome: { state: 'completed' | 'failed'; response: string | null },
): Promise<boolean> {
  const ended = await tx
    .updateTable('idempotency_records')
    .set(outcome)
    .where('company_id', '=', tenantOf(tx).company_id)
    .where('id', '=', claim.record_id)
    .where('state', '=', 'in_progress')
    .returning('id')
    .executeTakeFirst()
  return ended !== undefined
}

/** Forgets expired records, a bounded batch; runs as a sweep. */
export async function deleteExpired(tx: Tx, limit: number): Promise<number> {
  const expired = tx
    .selectFrom('idempotency_records')
    .select('id')
    .where('expires_at', '<=', sql<Date>`now()`)
    .limit(limit)
    .forUpdate()
    .skipLocked()
  const { numDeletedRows } = await tx.deleteFrom('idempotency_records').where('id', 'in', expired).executeTakeFirst()
  return Number(numDeletedRows)
}
