import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { recordEvent } from '../../lib/audit/record.ts'
import { operatorContext } from '../../lib/cli/tenant.ts'
import type { Ctx } from '../../lib/platform/context.ts'
import { asSystem, inTransaction, presentingKey, reading } from '../../lib/platform/database.ts'
import { enqueue } from '../../lib/platform/outbox.ts'
import { addMember } from '../../lib/tenancy/companies.ts'
import { invoice } from '../../scripts/samples/reports.ts'
import { type Api, apiOf, ingest, jobEnd } from '../support/api.ts'
import { type Owner, ownerOf, refusalOf } from '../support/owner.ts'
import { newTenant, startTestStack, type Tenant, type TestStack } from '../support/stack.ts'

const PERMISSION_DENIED = '42501'

let stack: TestStack
let owner: Owner
let rich: Tenant
let api: Api
let stranger: Ctx
/** Every table that holds rows of tenants, as the catalogue has them: a new one is covered as soon as it is there. */
let tables: { name: string; tenant: string }[]

beforeAll(async () => {
  stack = await startTestStack()
  owner = ownerOf(stack)
  rich = await newTenant(stack, 'Rich')
  stranger = operatorContext(stack.app, (await newTenant(stack, 'Stranger')).company_id)
  tables = await owner.rows(`
    select c.relname as name, case when c.relname = 'companies' then 'id' else 'company_id' end as tenant
    from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
      and not relispartition and relname not like 'kysely%' order by 1`)
  api = apiOf(stack.url, rich.key)
  await fillEveryTable()
})

/** One document through the whole product, and what that does not touch. */
async function fillEveryTable() {
  const ctx = operatorContext(stack.app, rich.company_id)
  const { job } = await ingest(api, await invoice(), { 'idempotency-key': 'one' })
  expect(await jobEnd(api, job.id)).toMatchObject({ status: 'completed' })
  await addMember(ctx, { email: 'w@example.com', name: 'W', role: 'viewer', workspaceId: rich.workspace_id })
  await inTransaction(ctx, (tx) => recordEvent(tx, 'job.exported', { idempotency_key: 'once' }))
}

describe('a company', () => {
  test('has rows in every table, or this file would prove nothing', async () => {
    const empty: string[] = []
    for (const { name, tenant } of tables) {
      const { count } = await owner.one(`select count(*)::int as count from ${name} where ${tenant} = $1`, [
        rich.company_id,
      ])
      if (count === 0) empty.push(name)
    }
    expect(empty).toEqual([])
    expect(tables.length).toBeGreaterThanOrEqual(17)
  })

  test('sees no row of another one, in any table', async () => {
    for (const { name, tenant } of tables) {
      const seen = await reading(stranger, (tx) =>
        sql`select 1 from ${sql.table(name)} where ${sql.ref(tenant)} = ${rich.company_id}`.execute(tx),
      )
      expect([name, seen.rows.length]).toEqual([name, 0])
    }
  })

  test('writes no row for another one, in any table', async () => {
    for (const { name, tenant } of tables) {
      const { row } = await owner.one<{ row: unknown }>(
        `select to_jsonb(t) as row from ${name} t where ${tenant} = $1 limit 1`,
        [rich.company_id],
      )
      const insert = inTransaction(stranger, (tx) =>
        sql`insert into ${sql.table(name)}
          select * from jsonb_populate_record(null::${sql.table(name)}, ${JSON.stringify(row)}::jsonb)`.execute(tx),
      )
      expect([name, await refusalOf(insert)]).toEqual([name, PERMISSION_DENIED])
    }
  })

  test('changes and removes no row of another one, in any table', async () => {
    for (const { name, tenant } of tables) {
      const changes = [
        sql`update ${sql.table(name)} set ${sql.ref(tenant)} = ${sql.ref(tenant)}`,
        sql`delete from ${sql.table(name)} where ${sql.ref(tenant)} = ${rich.company_id}`,
        sql`truncate ${sql.table(name)}`,
      ]
      const before = await countOf(name)
      for (const change of changes)
        await inTransaction(stranger, (tx) => change.execute(tx)).catch((error: { code?: string }) => {
          if (error.code !== PERMISSION_DENIED) throw error
        })
      expect([name, await countOf(name)]).toEqual([name, before])
    }
  })

  test('cannot move a row of its own to another one', async () => {
    await inTransaction(stranger, (tx) => enqueue(tx, 'costs', { kind: 'cost', job_id: rich.company_id }))
    const move = (to: string) =>
      inTransaction(stranger, (tx) => sql`update outbox_messages set company_id = ${to}`.execute(tx))
    expect(await refusalOf(move(stranger.tenant.company_id))).toBe('accepted')
    expect(await refusalOf(move(rich.company_id))).toBe(PERMISSION_DENIED)
  })

  test('reaches no partition past the table that it belongs to', async () => {
    const partitions = await owner.rows<{ name: string }>(
      'select relname as name from pg_class where relispartition and relkind = $1',
      ['r'],
    )
    expect(partitions.length).toBeGreaterThan(3)
    for (const { name } of partitions)
      expect(await refusalOf(reading(stranger, (tx) => sql`select 1 from ${sql.table(name)}`.execute(tx)))).toBe(
        PERMISSION_DENIED,
      )
  })

  const countOf = async (name: string): Promise<unknown> =>
    (await owner.one(`select count(*)::int as count from ${name}`)).count
})

describe('whoever forgot to take a role, or to name a company', () => {
  test('is refused every table', async () => {
    for (const { name } of tables)
      expect([name, await refusalOf(sql`select 1 from ${sql.table(name)}`.execute(stack.app.database('US')))]).toEqual([
        name,
        PERMISSION_DENIED,
      ])
  })

  test('sees nothing without a company', async () => {
    const seen = await presentingKey(stack.app, Buffer.alloc(32), async (tx) => {
      const counts: [string, number][] = []
      for (const { name } of tables) {
        const { rows } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(tx)
        counts.push([name, rows.length])
      }
      return counts
    })
    expect(seen.filter(([, count]) => count > 0)).toEqual([])
  })
})

describe('a sweep over tenants', () => {
  const CLAIMED = ['idempotency_records', 'outbox_messages']

  test('sees the tables that it claims from, and no others', async () => {
    for (const { name } of tables) {
      const outcome = await refusalOf(
        asSystem(stack.app, 'US', (tx) => sql`select 1 from ${sql.table(name)}`.execute(tx)),
      )
      expect([name, outcome]).toEqual([name, CLAIMED.includes(name) ? 'accepted' : PERMISSION_DENIED])
    }
  })

  test('can put no row into any table', async () => {
    const granted = await owner.rows(
      `select table_name from information_schema.role_table_grants
       where grantee = 'ledgerlift_system' and privilege_type not in ('SELECT', 'UPDATE', 'DELETE')`,
    )
    expect(granted).toEqual([])
  })
})
