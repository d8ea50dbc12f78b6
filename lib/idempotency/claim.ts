/**
 * A request with an idempotency key is done once: owns `idempotency_records`.
 * The claim commits before the verb begins, so that two requests cannot both begin; the verb's own transaction
 * completes it together with the change, so that there is no moment in which the change is made and the record does
 * not know. What is stored is the verb's result; the response is made from it again.
 */
import { createHash } from 'node:crypto'
import type { App, Claim, Ctx, Region } from '../platform/context.ts'
import { asSystem, inHomeTransaction, inTransaction } from '../platform/database.ts'
import { AppError } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { seal, unseal } from '../platform/seal.ts'
import { deleteExpired, endExecution, insertClaim, lockRecord, type Request, reclaim } from './store.ts'

/** Longer than a synchronous function may run: a claim that is older belongs to an instance that died. */
const CLAIM_SECONDS = 90

/** What was answered: a verb's result, or the refusal that it ended with. */
export type Stored = { result: unknown } | { refusal: { code: string; detail: string; errors?: unknown } }

export type ClaimOutcome = { kind: 'claimed'; claim: Claim } | { kind: 'replay'; stored: Stored }

/** Where the verb writes, the record must be too, or they could not commit together. */
export type Home = 'home' | 'region'
const transactionIn = (home: Home) => (home === 'home' ? inHomeTransaction : inTransaction)

export const fingerprintOf = (parts: unknown): Buffer => createHash('sha256').update(JSON.stringify(parts)).digest()

type Options = { home: Home; seal: boolean }

/** Claims the key for this request, or finds what it answered before. Throws the conflicts that API.md names. */
export function claimKey(ctx: Ctx, request: Request, options: Options): Promise<ClaimOutcome> {
  const { IDEMPOTENCY_TTL_SECONDS, IDEMPOTENCY_MAX_EXECUTIONS } = ctx.app.config
  const id = newId(ctx.app.now())
  const fresh = { ...request, id, claimSeconds: CLAIM_SECONDS, ttlSeconds: IDEMPOTENCY_TTL_SECONDS }
  const claimed = (record: { id: string }): ClaimOutcome => ({
    kind: 'claimed',
    claim: { record_id: record.id, seal: options.seal, completed: false },
  })
  return transactionIn(options.home)(ctx, async (tx) => {
    const inserted = await insertClaim(tx, fresh)
    if (inserted) return claimed(inserted)
    const record = await lockRecord(tx, request)
    if (!record) throw new AppError('idempotency_in_progress', undefined, { retryAfterSeconds: 1 })
    if (record.expired) return claimed(await reclaim(tx, record.id, fresh, 1))
    if (!record.fingerprint.equals(request.fingerprint)) throw new AppError('idempotency_key_reused')
    if (record.state === 'completed') return { kind: 'replay', stored: open(ctx, record.response!, options.seal) }
    if (record.state === 'in_progress' && !record.abandoned)
      throw new AppError('idempotency_in_progress', undefined, { retryAfterSeconds: record.retry_after_seconds })
    if (record.executions >= IDEMPOTENCY_MAX_EXECUTIONS) throw new AppError('idempotency_exhausted')
    return claimed(await reclaim(tx, record.id, fresh, record.executions + 1))
  })
}

const open = (ctx: Ctx, response: string, sealed: boolean): Stored =>
  JSON.parse(sealed ? unseal(ctx.app.config, response) : response)

/** The verb refused: its transaction is gone, the refusal is the answer that later requests get too. */
export async function storeRefusal(ctx: Ctx, claim: Claim, home: Home, refusal: AppError): Promise<void> {
  const { code, detail, errors } = refusal
  const response = JSON.stringify({ refusal: { code, detail, ...(errors ? { errors } : {}) } })
  const stored = claim.seal ? seal(ctx.app.config, response) : response
  await transactionIn(home)(ctx, (tx) => endExecution(tx, claim, { state: 'completed', response: stored }))
}

/** The verb broke: the key may be claimed again at once. */
export async function releaseClaim(ctx: Ctx, claim: Claim, home: Home): Promise<void> {
  await transactionIn(home)(ctx, (tx) => endExecution(tx, claim, { state: 'failed', response: null }))
}

const SWEEP_BATCH = 1000
/** Together a hundred thousand records in a run, each batch some milliseconds: well within the time of a cron. */
const SWEEP_BATCHES = 100

/** Forgets the answers of one region whose time is over, batch by batch; returns how many. */
export async function removeExpiredRecords(app: App, region: Region): Promise<number> {
  let removed = 0
  for (let batch = 0; batch < SWEEP_BATCHES; batch++) {
    const count = await asSystem(app, region, (tx) => deleteExpired(tx, SWEEP_BATCH))
    removed += count
    if (count < SWEEP_BATCH) break
  }
  return removed
}
