import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { recordEvent } from '../../lib/audit/record.ts'
import { operatorContext } from '../../lib/cli/tenant.ts'
import {
  claimKey,
  fingerprintOf,
  releaseClaim,
  removeExpiredRecords,
  storeRefusal,
} from '../../lib/idempotency/claim.ts'
import { conclude } from '../../lib/idempotency/conclude.ts'
import type { Claim, Ctx } from '../../lib/platform/context.ts'
import { inTransaction } from '../../lib/platform/database.ts'
import { AppError } from '../../lib/platform/errors.ts'
import { type Owner, ownerOf } from '../support/owner.ts'
import { newTenant, startTestStack, type TestStack } from '../support/stack.ts'

let stack: TestStack
let owner: Owner
let ctx: Ctx
let key: string
let keys = 0

beforeAll(async () => {
  stack = await startTestStack({ poll: false })
  owner = ownerOf(stack)
  ctx = operatorContext(stack.app, (await newTenant(stack)).company_id)
})

const options = { home: 'region', seal: false } as const
const request = (body: unknown = 'same') => ({
  scope: 's',
  operation: 'POST /x',
  key,
  fingerprint: fingerprintOf(body),
})
const newKey = () => {
  key = `key-${++keys}`
}
const claim = (body?: unknown) => claimKey(ctx, request(body), options)
const record = () => owner.one('select * from idempotency_records where idempotency_key = $1', [key])
const change = (what: string) => owner.rows(`update idempotency_records set ${what} where idempotency_key = $1`, [key])
const eventsWith = async (action: string) =>
  (await owner.one<{ count: number }>('select count(*)::int as count from audit_events where action = $1', [action]))
    .count

async function claimed(body?: unknown): Promise<Claim> {
  const outcome = await claim(body)
  if (outcome.kind !== 'claimed') throw new Error('it was replayed')
  return outcome.claim
}

/** A verb as they all are: a change, and its answer, in one transaction. */
const runVerb = (held: Claim, result: unknown = { done: true }) =>
  inTransaction({ ...ctx, claim: held }, async (tx) => {
    await recordEvent(tx, 'job.exported', { idempotency_key: `change of ${key}` })
    return conclude(tx, result)
  })

describe('a key', () => {
  test('is claimed by one of many at once, and the others are told to wait', async () => {
    newKey()
    const outcomes = await Promise.allSettled(Array.from({ length: 12 }, () => claim()))
    const refusals = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as AppError] : []))
    expect(refusals).toHaveLength(11)
    for (const refusal of refusals) {
      expect(refusal).toMatchObject({ code: 'idempotency_in_progress', status: 409 })
      expect(refusal.retryAfterSeconds).toBeGreaterThanOrEqual(1)
      expect(refusal.retryAfterSeconds).toBeLessThanOrEqual(90)
    }
  })

  test('answers again what it answered, and refuses another request', async () => {
    newKey()
    await runVerb(await claimed(), { n: 1 })
    expect(await claim()).toEqual({ kind: 'replay', stored: { result: { n: 1 } } })
    await expect(claim('another')).rejects.toMatchObject({ code: 'idempotency_key_reused', status: 422 })
  })

  test('refuses another request while the first one is running too', async () => {
    newKey()
    await claimed()
    await expect(claim('another')).rejects.toMatchObject({ code: 'idempotency_key_reused' })
  })

  test('answers a refusal again, with the fields that it named', async () => {
    newKey()
    const refusal = new AppError('validation_failed', 'No.', { errors: [{ path: 'a', message: 'is wrong' }] })
    await storeRefusal(ctx, await claimed(), 'region', refusal)
    const stored = { refusal: { code: 'validation_failed', detail: 'No.', errors: refusal.errors } }
    expect(await claim()).toEqual({ kind: 'replay', stored })
  })

  test('may be used again after a failure, as often as is allowed', async () => {
    newKey()
    for (let execution = 1; execution <= 3; execution++) {
      const held = await claimed()
      expect(await record()).toMatchObject({ executions: execution, state: 'in_progress' })
      await releaseClaim(ctx, held, 'region')
    }
    await expect(claim()).rejects.toMatchObject({ code: 'idempotency_exhausted', status: 409 })
  })

  test('that expired belongs to whoever comes next, with any request', async () => {
    newKey()
    await runVerb(await claimed(), { n: 1 })
    await change(`expires_at = now() - interval '1 second'`)
    await claimed('another')
    expect(await record()).toMatchObject({ state: 'in_progress', executions: 1, response: null })
  })

  test('is one for each company, caller and operation', async () => {
    newKey()
    const other = operatorContext(stack.app, (await newTenant(stack)).company_id)
    const outcomes = [
      await claimKey(ctx, request(), options),
      await claimKey(other, request(), options),
      await claimKey(ctx, { ...request(), scope: 't' }, options),
      await claimKey(ctx, { ...request(), operation: 'POST /y' }, options),
    ]
    expect(outcomes.map(({ kind }) => kind)).toEqual(Array(4).fill('claimed'))
  })
})

describe('an execution', () => {
  test('whose instance died is taken over once its time is over, and can then change nothing any more', async () => {
    newKey()
    const dead = await claimed()
    await expect(claim()).rejects.toMatchObject({ code: 'idempotency_in_progress' })
    await change(`claimed_until = now() - interval '1 second'`)
    const next = await claimed()
    expect(await record()).toMatchObject({ executions: 2 })

    const before = await eventsWith('job.exported')
    await expect(runVerb(dead)).rejects.toMatchObject({ code: 'idempotency_in_progress', status: 409 })
    expect(await eventsWith('job.exported')).toBe(before)
    await runVerb(next, { by: 'next' })
    expect(await eventsWith('job.exported')).toBe(before + 1)
    expect(await claim()).toEqual({ kind: 'replay', stored: { result: { by: 'next' } } })
  })

  test('that lost its claim can neither release it nor answer for it', async () => {
    newKey()
    const dead = await claimed()
    await change(`claimed_until = now() - interval '1 second'`)
    await claimed()
    await releaseClaim(ctx, dead, 'region')
    await storeRefusal(ctx, dead, 'region', new AppError('job_not_found'))
    expect(await record()).toMatchObject({ state: 'in_progress', response: null })
  })

  test('killed within its transaction leaves neither the change nor the answer', async () => {
    newKey()
    const held = await claimed()
    const before = await eventsWith('job.cancelled')
    const killed = inTransaction({ ...ctx, claim: held }, async (tx) => {
      await recordEvent(tx, 'job.cancelled')
      const result = await conclude(tx, { done: true })
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
      await owner.rows('select pg_terminate_backend($1)', [rows[0]!.pid])
      return result
    })
    await expect(killed).rejects.toMatchObject({ code: 'dependency_unavailable' })
    expect(await eventsWith('job.cancelled')).toBe(before)
    expect(await record()).toMatchObject({ state: 'in_progress', response: null })
    // Whoever ran it must know that nothing was concluded, or the key would stay taken until its time is over.
    expect(held.completed).toBe(false)
    await releaseClaim(ctx, held, 'region')
    await runVerb(await claimed())
  })

  test('that concluded and whose change was rolled back afterwards has not completed', async () => {
    newKey()
    const held = await claimed()
    const failing = inTransaction({ ...ctx, claim: held }, async (tx) => {
      await conclude(tx, { done: true })
      throw new Error('on purpose')
    })
    await expect(failing).rejects.toThrow('on purpose')
    expect(held.completed).toBe(false)
    expect(await record()).toMatchObject({ state: 'in_progress', response: null })
  })

  test('that ended is known to whoever ran it', async () => {
    newKey()
    const held = await claimed()
    await runVerb(held)
    expect(held.completed).toBe(true)
  })
})

describe('the cleaning', () => {
  test('forgets what has expired, however much it is, and nothing else', async () => {
    await owner.rows('delete from idempotency_records')
    await owner.rows(
      `insert into idempotency_records (id, company_id, scope, operation, idempotency_key, fingerprint, claimed_until, expires_at)
       select gen_random_uuid(), $1, 's', 'o', 'k' || n, ''::bytea, now(), now() + make_interval(secs => case when n <= 2500 then -1 else 3600 end)
       from generate_series(1, 2510) n`,
      [ctx.tenant.company_id],
    )
    expect(await removeExpiredRecords(stack.app, 'US')).toBe(2500)
    expect(await owner.one('select count(*)::int as count from idempotency_records')).toEqual({ count: 10 })
  })
})
