/**
 * What must reach a queue or the bus, committed with the change that caused it.
 * A message is written with a lease held by its writer, who sends it right after the commit; when the writer dies
 * in between, the lease runs out and the sweep sends it. Only the holder of a lease marks a message sent, so two
 * senders do not both count it; a crash between sending and marking sends it twice, so consumers are idempotent.
 */
import { sql } from 'kysely'
import type { App, Ctx, Region } from './context.ts'
import { afterCommit, asSystem, inHomeTransaction, inTransaction, scopeOf, type Tx } from './database.ts'
import { newId } from './ids.ts'
import { QUEUE_NAMES, type QueueName } from './queue-names.ts'
import { traceOf, traceparent } from './trace.ts'

export type Destination = QueueName | 'bus'

/** Longer than sending a batch can take with its retries; so long a crash delays what was not sent. */
const LEASE_SECONDS = 30
const SWEEP_BATCH = 100
const KEEP_SENT_HOURS = 24
/** The pause after a failed try doubles up to this. */
const MAX_PAUSE_SECONDS = 300

type Leased = { id: string; destination: string; payload: unknown; trace_id: string | null }

const leases = new WeakMap<Tx, { leaseId: string; messages: Leased[] }>()

const leaseUntil = sql<Date>`now() + make_interval(secs => ${LEASE_SECONDS})`

/** Commits a message with the transaction; it is sent once the transaction has committed. */
export async function enqueue(tx: Tx, destination: Destination, payload: Record<string, unknown>): Promise<void> {
  const { ctx, region } = scopeOf(tx)
  let lease = leases.get(tx)
  if (!lease) {
    const opened = { leaseId: newId(ctx.app.now()), messages: [] as Leased[] }
    leases.set(tx, opened)
    afterCommit(tx, (committed) => sendOwn(committed, region, opened.leaseId, opened.messages))
    lease = opened
  }
  const message: Leased = {
    id: newId(ctx.app.now()),
    destination,
    payload: { ...payload, company_id: ctx.tenant.company_id, region: ctx.tenant.region },
    trace_id: ctx.trace.trace_id,
  }
  await tx
    .insertInto('outbox_messages')
    .values({
      id: message.id,
      company_id: ctx.tenant.company_id,
      destination,
      payload: JSON.stringify(message.payload),
      trace_id: message.trace_id,
      lease_id: lease.leaseId,
      leased_until: leaseUntil,
      attempts: 1,
    })
    .execute()
  lease.messages.push(message)
}

/** Sends to one destination; returns the ids that were taken, none when it did not answer. */
async function sendTo(app: App, destination: string, messages: Leased[]): Promise<string[]> {
  try {
    if (destination === 'bus') {
      const bus = await app.bus()
      if (!bus) return messages.map(({ id }) => id)
      return await bus.put(
        messages.map(({ id, payload }) => ({
          id,
          detail_type: String((payload as { action?: string }).action),
          detail: payload,
        })),
      )
    }
    if (!QUEUE_NAMES.includes(destination as QueueName)) throw new Error(`there is no queue ${destination}`)
    const queues = await app.queues()
    return await queues.send(
      destination as QueueName,
      messages.map(({ id, payload, trace_id }) => ({
        id,
        body: JSON.stringify(payload),
        traceparent: trace_id ? traceparent(traceOf(trace_id)) : null,
      })),
    )
  } catch (error) {
    app.log.warn('messages could not be sent; the sweep tries again', { destination, count: messages.length, error })
    return []
  }
}

async function send(app: App, messages: Leased[]): Promise<string[]> {
  const byDestination = Map.groupBy(messages, ({ destination }) => destination)
  const taken: string[] = []
  for (const [destination, group] of byDestination) taken.push(...(await sendTo(app, destination, group)))
  return taken
}

const markSent = (tx: Tx, leaseId: string, ids: string[]) =>
  tx
    .updateTable('outbox_messages')
    .set({ sent_at: sql`now()`, leased_until: null, lease_id: null })
    .where('id', 'in', ids)
    .where('lease_id', '=', leaseId)
    .where('sent_at', 'is', null)
    .execute()

/** Marks them where they were written, which for keys and members is the home database. */
async function sendOwn(ctx: Ctx, region: Region, leaseId: string, messages: Leased[]): Promise<void> {
  const taken = await send(ctx.app, messages)
  const transaction = region === ctx.tenant.region ? inTransaction : inHomeTransaction
  if (taken.length > 0) await transaction(ctx, (tx) => markSent(tx, leaseId, taken))
}

const claimDueMessages = (tx: Tx, leaseId: string) =>
  tx
    .updateTable('outbox_messages')
    .set({
      lease_id: leaseId,
      leased_until: leaseUntil,
      attempts: sql<number>`attempts + 1`,
      available_at: sql<Date>`now() + make_interval(secs => least(${MAX_PAUSE_SECONDS}, power(2, least(attempts, 9))))`,
    })
    .where('id', 'in', (from) =>
      from
        .selectFrom('outbox_messages')
        .select('id')
        .where('sent_at', 'is', null)
        .where('available_at', '<=', sql<Date>`now()`)
        .where((where) => where.or([where('leased_until', 'is', null), where('leased_until', '<', sql<Date>`now()`)]))
        .orderBy('available_at')
        .limit(SWEEP_BATCH)
        .forUpdate()
        .skipLocked(),
    )
    .returning(['id', 'destination', 'payload', 'trace_id'])
    .execute()

/** Sends what was left behind in one region, batch by batch, until nothing is due or the deadline is near. */
export async function sweepOutbox(app: App, region: Region, deadline: Date): Promise<{ sent: number; failed: number }> {
  const total = { sent: 0, failed: 0 }
  while (app.now() < deadline) {
    const leaseId = newId(app.now())
    const messages = await asSystem(app, region, (tx) => claimDueMessages(tx, leaseId))
    if (messages.length === 0) break
    const taken = await send(app, messages)
    if (taken.length > 0) await asSystem(app, region, (tx) => markSent(tx, leaseId, taken))
    total.sent += taken.length
    total.failed += messages.length - taken.length
  }
  return total
}

/** Forgets messages that were sent a day ago or more, a bounded batch at a time. */
export const removeSentMessages = (app: App, region: Region): Promise<number> =>
  asSystem(app, region, async (tx) => {
    const old = tx
      .selectFrom('outbox_messages')
      .select('id')
      .where('sent_at', '<', sql<Date>`now() - make_interval(hours => ${KEEP_SENT_HOURS})`)
      .limit(1000)
    const { numDeletedRows } = await tx.deleteFrom('outbox_messages').where('id', 'in', old).executeTakeFirst()
    return Number(numDeletedRows)
  })
