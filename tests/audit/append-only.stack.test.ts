import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { recordEvent } from '../../lib/audit/record.ts'
import { operatorContext } from '../../lib/cli/tenant.ts'
import type { Ctx } from '../../lib/platform/context.ts'
import { asSystem, inTransaction } from '../../lib/platform/database.ts'
import { type Owner, ownerOf, refusalOf } from '../support/owner.ts'
import { newTenant, startTestStack, type TestStack } from '../support/stack.ts'

const APPEND_ONLY = '23001'
const PERMISSION_DENIED = '42501'
const CHANGES = ["update %s set action = 'nothing.happened'", 'delete from %s', 'truncate %s']

let stack: TestStack
let owner: Owner
let ctx: Ctx
let tables: string[]

const partitions = async () =>
  (
    await owner.rows<{ name: string }>(
      `select relname as name from pg_class where relispartition and relkind = 'r' and relname like 'audit_events%' order by 1`,
    )
  ).map(({ name }) => name)

/** An event as it would be written in another month. */
const insertAt = (at: string) =>
  owner.rows(
    `insert into audit_events (id, company_id, action, category, actor_type, data_region, occurred_at, created_at)
     values (gen_random_uuid(), $1, 'a.b', 'c', 'system', 'US', now(), ${at})`,
    [ctx.tenant.company_id],
  )

beforeAll(async () => {
  stack = await startTestStack({ poll: false })
  owner = ownerOf(stack)
  ctx = operatorContext(stack.app, (await newTenant(stack)).company_id)
  await insertAt(`now() + interval '1 month'`)
  await insertAt(`now() + interval '9 years'`)
  tables = ['audit_events', ...(await partitions())]
})

describe('the audit log can be added to and read, and nothing else', () => {
  test('by its owner either, in the log or past it in any of its partitions', async () => {
    const before = await owner.rows('select * from audit_events order by id')
    expect(before.length).toBeGreaterThan(4)
    for (const table of tables) {
      const { count } = await owner.one(`select count(*)::int as count from ${table}`)
      for (const change of CHANGES) {
        // A change of rows needs rows to be refused for.
        if (count === 0 && !change.startsWith('truncate')) continue
        expect([table, change, await refusalOf(owner.rows(change.replace('%s', table)))]).toEqual([
          table,
          change,
          APPEND_ONLY,
        ])
      }
    }
    expect(await owner.rows('select * from audit_events order by id')).toEqual(before)
  })

  test('by a company or a sweep', async () => {
    for (const change of CHANGES) {
      const statement = sql.raw(change.replace('%s', 'audit_events'))
      expect(await refusalOf(inTransaction(ctx, (tx) => statement.execute(tx)))).toBe(PERMISSION_DENIED)
      expect(await refusalOf(asSystem(stack.app, 'US', (tx) => statement.execute(tx)))).toBe(PERMISSION_DENIED)
    }
  })

  test('an insert that would change a row instead is refused', async () => {
    const upsert = `insert into audit_events select * from audit_events
      on conflict (created_at, id) do update set action = 'nothing.happened'`
    expect(await refusalOf(owner.rows(upsert))).toBe(APPEND_ONLY)
  })
})

describe('an idempotency key', () => {
  const count = async (key: string) =>
    (
      await owner.one<{ count: number }>('select count(*)::int as count from audit_events where idempotency_key = $1', [
        key,
      ])
    ).count

  test('makes one event, however often and however many at once', async () => {
    const record = () => inTransaction(ctx, (tx) => recordEvent(tx, 'job.exported', { idempotency_key: 'many' }))
    const ids = await Promise.all(Array.from({ length: 12 }, record))
    expect(ids.filter((id) => id !== null)).toHaveLength(1)
    expect(await record()).toBeNull()
    expect(await count('many')).toBe(1)
  })

  test('is used up over all partitions, not for a month', async () => {
    await insertAt(`now() + interval '1 month'`)
    await owner.rows(
      `insert into event_keys (company_id, idempotency_key, event_id)
       select company_id, 'months', id from audit_events order by created_at desc limit 1`,
    )
    expect(await inTransaction(ctx, (tx) => recordEvent(tx, 'job.exported', { idempotency_key: 'months' }))).toBeNull()
    expect(await count('months')).toBe(0)
  })

  test('is free again when its event was rolled back, and belongs to one company', async () => {
    const failing = inTransaction(ctx, async (tx) => {
      await recordEvent(tx, 'job.exported', { idempotency_key: 'free' })
      throw new Error('on purpose')
    })
    await expect(failing).rejects.toThrow()
    const other = operatorContext(stack.app, (await newTenant(stack)).company_id)
    for (const who of [ctx, other])
      expect(
        await inTransaction(who, (tx) => recordEvent(tx, 'job.exported', { idempotency_key: 'free' })),
      ).not.toBeNull()
    expect(await count('free')).toBe(2)
  })
})

describe('partitions', () => {
  const monthsAhead = async (months: number) =>
    (
      await owner.one<{ name: string }>(
        `select 'audit_events_' || to_char(date_trunc('month', now() at time zone 'UTC') + make_interval(months => $1), 'YYYY_MM') as name`,
        [months],
      )
    ).name

  test('are there for this month and the next three, and the cron makes what is missing', async () => {
    const wanted = await Promise.all([0, 1, 2, 3].map(monthsAhead))
    expect(await partitions()).toEqual(expect.arrayContaining(wanted))
    await owner.rows(`alter table audit_events detach partition ${wanted[3]}`)
    await owner.rows(`alter table ${wanted[3]} rename to put_away`)
    await stack.crons.fire('cron-event-partitions')
    expect(await partitions()).toEqual(expect.arrayContaining(wanted))
  })

  test('a month whose events lie in the default partition already is left to it, and later ones are made', async () => {
    await insertAt(`date_trunc('month', now()) + interval '5 months 3 days'`)
    const made = await owner.rows<{ name: string }>('select ledgerlift_ensure_event_partitions(6) as name')
    expect(made.map(({ name }) => name)).toEqual([await monthsAhead(4), await monthsAhead(6)])
    await insertAt(`date_trunc('month', now()) + interval '5 months 4 days'`)
  })
})
