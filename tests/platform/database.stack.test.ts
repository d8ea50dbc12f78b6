import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { recordEvent } from '../../lib/audit/record.ts'
import { operatorContext } from '../../lib/cli/tenant.ts'
import type { Ctx } from '../../lib/platform/context.ts'
import {
  afterCommit,
  asSystem,
  inTransaction,
  presentingKey,
  reading,
  scopeOf,
  type Tx,
  tenantOf,
} from '../../lib/platform/database.ts'
import { enqueue } from '../../lib/platform/outbox.ts'
import { type Owner, ownerOf, refusalOf } from '../support/owner.ts'
import { newTenant, startTestStack, type TestStack } from '../support/stack.ts'

let stack: TestStack
let owner: Owner
let ctx: Ctx

beforeAll(async () => {
  // One connection: whatever a transaction leaves behind on it, the next one meets.
  stack = await startTestStack({ poll: false, env: { DATABASE_POOL_SIZE: '1' } })
  owner = ownerOf(stack)
  ctx = operatorContext(stack.app, (await newTenant(stack)).company_id)
})

const eventsOf = async (action: string): Promise<number> =>
  (await owner.one<{ count: number }>('select count(*)::int as count from audit_events where action = $1', [action]))
    .count

describe('a transaction', () => {
  const sessionState = async () => {
    const { rows } = await sql<
      Record<string, string | null>
    >`select current_user::text as role, session_user::text as login,
      current_setting('ledgerlift.company_id', true) as company, current_setting('ledgerlift.key_hash', true) as key_hash,
      current_setting('transaction_read_only') as read_only`.execute(stack.app.database('US'))
    return rows[0]
  }
  const clean = { role: 'ledgerlift_functions', login: 'ledgerlift_functions', company: '', read_only: 'off' }

  test.each<[string, () => Promise<unknown>]>([
    ['a tenant’s', () => inTransaction(ctx, async (tx) => sql`select 1`.execute(tx))],
    ['a read', () => reading(ctx, async (tx) => sql`select 1`.execute(tx))],
    ['a sweep', () => asSystem(stack.app, 'US', async (tx) => sql`select 1`.execute(tx))],
    ['the presentation of a key', () => presentingKey(stack.app, Buffer.alloc(32, 1), async () => {})],
    ['one that fails', () => inTransaction(ctx, () => Promise.reject(new Error('on purpose'))).catch(() => {})],
    ['one that the database refuses', () => refusalOf(inTransaction(ctx, (tx) => sql`select 1/0`.execute(tx)))],
  ])('leaves nothing on its connection: %s', async (_, work) => {
    await work()
    const state = await sessionState()
    expect(state).toMatchObject(clean)
    expect(state!.key_hash ?? '').toBe('')
  })

  test('uses no session state: no prepared statements, no advisory locks, no listening', async () => {
    const { rows } = await sql`select name from pg_prepared_statements
      union all select 'lock' from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()
      union all select pg_listening_channels()`.execute(stack.app.database('US'))
    expect(rows).toEqual([])
  })

  test('of a read can write nothing', async () => {
    const write = reading(ctx, (tx) => recordEvent(tx, 'job.exported'))
    expect(await refusalOf(write)).toBe('25006')
  })

  test('that fails takes its events and messages with it', async () => {
    const failing = inTransaction(ctx, async (tx) => {
      await recordEvent(tx, 'job.failed')
      await enqueue(tx, 'costs', { kind: 'cost' })
      throw new Error('on purpose')
    })
    await expect(failing).rejects.toThrow('on purpose')
    expect(await eventsOf('job.failed')).toBe(0)
    expect(await owner.rows(`select 1 from outbox_messages where destination = 'costs'`)).toEqual([])
  })
})

describe('outside a transaction of a tenant', () => {
  const refused = 'may only be done inside a transaction'

  test('no event is recorded, no message written, no tenant known', async () => {
    const loose = stack.app.database('US') as unknown as Tx
    expect(() => scopeOf(loose)).toThrow(refused)
    expect(() => tenantOf(loose)).toThrow(refused)
    expect(() => afterCommit(loose, async () => {})).toThrow(refused)
    await expect(recordEvent(loose, 'job.completed')).rejects.toThrow(refused)
    await expect(enqueue(loose, 'costs', {})).rejects.toThrow(refused)
  })

  test('nor in the transaction of a sweep, nor with one that has ended', async () => {
    await expect(asSystem(stack.app, 'US', (tx) => recordEvent(tx, 'job.completed'))).rejects.toThrow(refused)
    const ended = await inTransaction(ctx, async (tx) => tx)
    await expect(recordEvent(ended, 'job.completed')).rejects.toThrow(refused)
    expect(await eventsOf('job.completed')).toBe(0)
  })
})

describe('what follows a commit', () => {
  test('runs after it and not when there is none', async () => {
    const seen: string[] = []
    await inTransaction(ctx, async (tx) => {
      await recordEvent(tx, 'job.started')
      afterCommit(tx, async () => {
        seen.push(`events: ${await eventsOf('job.started')}`)
      })
    })
    await inTransaction(ctx, async (tx) => {
      afterCommit(tx, async () => void seen.push('never'))
      throw new Error('on purpose')
    }).catch(() => {})
    expect(seen).toEqual(['events: 1'])
  })

  test.each<[string, () => Promise<void>]>([
    ['rejects', () => Promise.reject(new Error('too late'))],
    [
      'throws at once',
      () => {
        throw new Error('too late')
      },
    ],
  ])('cannot undo it, nor keep the rest from running, when it %s', async (_, followUp) => {
    let ran = false
    const before = await eventsOf('job.cancelled')
    const result = await inTransaction(ctx, async (tx) => {
      await recordEvent(tx, 'job.cancelled')
      afterCommit(tx, followUp)
      afterCommit(tx, async () => {
        ran = true
      })
      return 'done'
    })
    expect(result).toBe('done')
    expect(ran).toBe(true)
    expect(await eventsOf('job.cancelled')).toBe(before + 1)
    expect(stack.logs.some(({ level, message }) => level === 'ERROR' && /after a commit failed/.test(message))).toBe(
      true,
    )
  })
})

describe('what the database says', () => {
  test('about a connection that broke is worth another try', async () => {
    const killed = inTransaction(ctx, async (tx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
      await owner.rows('select pg_terminate_backend($1)', [rows[0]!.pid])
      await sql`select 1`.execute(tx)
    })
    await expect(killed).rejects.toMatchObject({ code: 'dependency_unavailable', status: 503, retryable: true })
    expect(await reading(ctx, async () => 'again')).toBe('again')
  })

  test('about a deadlock is worth another try', async () => {
    const deadlock = inTransaction(ctx, (tx) =>
      sql`do $$ begin raise exception 'deadlock detected' using errcode = '40P01'; end $$`.execute(tx),
    )
    await expect(deadlock).rejects.toMatchObject({ code: 'dependency_unavailable', retryable: true })
  })

  test('about a character that it cannot store is a refusal of the request', async () => {
    for (const statement of [sql`select ${'a\0b'}::text`, sql`select ${'{"a":"\\u0000"}'}::jsonb`])
      await expect(inTransaction(ctx, (tx) => statement.execute(tx))).rejects.toMatchObject({
        code: 'validation_failed',
        status: 422,
      })
  })

  test('about anything else is passed on as it is', async () => {
    expect(await refusalOf(inTransaction(ctx, (tx) => sql`select 1/0`.execute(tx)))).toBe('22012')
  })
})
