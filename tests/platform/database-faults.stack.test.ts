import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { recordEvent } from '../../lib/audit/record.ts'
import { operatorContext } from '../../lib/cli/tenant.ts'
import type { Ctx } from '../../lib/platform/context.ts'
import { asSystem, inTransaction, presentingKey, reading, type Tx } from '../../lib/platform/database.ts'
import { enqueue } from '../../lib/platform/outbox.ts'
import { type FaultyTcp, startFaultyTcp, type TcpFault } from '../support/faulty-tcp.ts'
import { type Owner, ownerOf } from '../support/owner.ts'
import { newTenant, startTestStack, type TestStack, throughProxy } from '../support/stack.ts'

let network: FaultyTcp
let stack: TestStack
let owner: Owner
let ctx: Ctx

beforeAll(async () => {
  network = await startFaultyTcp(Number(new URL(inject('functionsPostgresUrl')).port))
  stack = await startTestStack({ poll: false, services: throughProxy(network.port), env: { DATABASE_POOL_SIZE: '2' } })
  owner = ownerOf(stack)
  ctx = operatorContext(stack.app, (await newTenant(stack)).company_id)
})
afterAll(() => network.close())
beforeEach(async () => {
  network.recover()
  await owner.rows('delete from outbox_messages')
})

const written = async () =>
  owner.one<{ events: number; messages: number }>(`select
    (select count(*)::int from audit_events where action = 'job.exported') as events,
    (select count(*)::int from outbox_messages) as messages`)

/** How often a change was begun, what it ended with, and what it left. */
async function change(fault: (sent: Buffer, tries: number) => TcpFault) {
  const before = await written()
  let tries = 0
  network.fault = (sent) => fault(sent, tries)
  const outcome = await inTransaction(ctx, async (tx) => {
    tries++
    await recordEvent(tx, 'job.exported')
    await enqueue(tx, 'costs', { kind: 'cost' })
    return 'done'
  }).catch((error: { code: string }) => error.code)
  network.recover()
  const after = await written()
  return { outcome, tries, events: after.events - before.events, messages: after.messages - before.messages }
}

const isCommit = (sent: Buffer): boolean => sent.includes('commit')
/** Once only. */
const once = (is: (sent: Buffer) => boolean, fault: TcpFault) => {
  let happened = false
  return (sent: Buffer): TcpFault => {
    if (happened || !is(sent)) return 'pass'
    happened = true
    return fault
  }
}

describe('a transaction whose connection breaks', () => {
  test.each<[string, string]>([
    ['as it begins', 'begin'],
    ['as it takes its role', 'set_config'],
    ['at its first statement', 'audit_events'],
    ['at its last statement', 'outbox_messages'],
  ])('%s is run again, and done once', async (_, word) => {
    const done = { outcome: 'done', events: 1, messages: 1 }
    expect(await change(once((sent) => sent.includes(word), 'cut before'))).toMatchObject(done)
    expect(await change(once((sent) => sent.includes(word), 'cut after'))).toMatchObject(done)
  })

  test('before its commit arrives has an unknown outcome: it is not run again', async () => {
    expect(await change(once(isCommit, 'cut before'))).toEqual({
      outcome: 'dependency_unavailable',
      tries: 1,
      events: 0,
      messages: 0,
    })
  })

  test('after its commit arrived is not run again either, which would do everything twice', async () => {
    expect(await change(once(isCommit, 'cut after'))).toEqual({
      outcome: 'dependency_unavailable',
      tries: 1,
      events: 1,
      messages: 1,
    })
  })

  test('again and again is given up after four tries, with a typed error and nothing done', async () => {
    const startedAt = performance.now()
    expect(await change((sent) => (sent.includes('audit_events') ? 'cut after' : 'pass'))).toEqual({
      outcome: 'dependency_unavailable',
      tries: 4,
      events: 0,
      messages: 0,
    })
    // Three pauses: 1.3 to 2.6 s in all.
    expect(performance.now() - startedAt).toBeGreaterThan(1_250)
    expect(performance.now() - startedAt).toBeLessThan(10_000)
  })
})

describe('a read whose connection breaks', () => {
  test('is run again at whatever point, since it changes nothing', async () => {
    network.fault = once(isCommit, 'cut after')
    expect(await reading(ctx, async () => 'read')).toBe('read')
    network.fault = once(isCommit, 'cut after')
    expect(await presentingKey(stack.app, Buffer.alloc(32, 1), async () => 'looked')).toBe('looked')
  })
})

describe('a collision', () => {
  const collidingFor = (times: number, code: string) => {
    let tries = 0
    return async (tx: Tx) => {
      if (tries++ < times) await sql.raw(`do $$ begin raise exception using errcode = '${code}'; end $$`).execute(tx)
      return tries
    }
  }

  test.each(['40001', '40P01', '57P01', '57P03'])(
    'or the like (%s) passes, and the work is run again',
    async (code) => {
      expect(await inTransaction(ctx, collidingFor(2, code))).toBe(3)
      expect(await asSystem(stack.app, 'US', collidingFor(1, code))).toBe(2)
    },
  )

  test('that does not pass ends as an error that is worth another try', async () => {
    const colliding = inTransaction(ctx, collidingFor(Number.POSITIVE_INFINITY, '40001'))
    await expect(colliding).rejects.toMatchObject({ code: 'dependency_unavailable', retryable: true })
  })

  test('is run again also when the server finds it at the commit', async () => {
    await owner.rows(`create sequence collisions;
      create function collide() returns trigger language plpgsql as $$ begin
        if nextval('collisions') = 1 then raise exception using errcode = '40001'; end if; return null; end $$;
      create constraint trigger collide after insert on outbox_messages deferrable initially deferred
        for each row execute function collide();
      grant usage on sequence collisions to public`)
    try {
      expect(await change(() => 'pass')).toEqual({ outcome: 'done', tries: 2, events: 1, messages: 1 })
    } finally {
      await owner.rows('drop trigger collide on outbox_messages; drop function collide; drop sequence collisions')
    }
  })
})

describe('a refusal', () => {
  test('by the work itself, or by a constraint, is not tried again', async () => {
    let tries = 0
    const refused = inTransaction(ctx, async (tx) => {
      tries++
      await sql`select 1/0`.execute(tx)
    })
    await expect(refused).rejects.toMatchObject({ code: '22012' })
    expect(tries).toBe(1)
  })
})

describe('a limit', () => {
  test('ends a statement that takes too long, in the transaction alone', async () => {
    const limits = await reading(ctx, async (tx) => {
      const { rows } = await sql<{ statement: string; idle: string }>`select
        current_setting('statement_timeout') as statement,
        current_setting('idle_in_transaction_session_timeout') as idle`.execute(tx)
      return rows[0]
    })
    expect(limits).toEqual({ statement: '20s', idle: '1min' })
    const slow = inTransaction(ctx, async (tx) => {
      await sql`select set_config('statement_timeout', '50', true)`.execute(tx)
      await sql`select pg_sleep(5)`.execute(tx)
    })
    await expect(slow).rejects.toMatchObject({ code: 'dependency_unavailable', retryable: true })
  })

  test('ends a transaction that its instance forgot, and gives its locks back', async () => {
    const forgotten = inTransaction(ctx, async (tx) => {
      await sql`select set_config('idle_in_transaction_session_timeout', '50', true)`.execute(tx)
      await owner.rows('select pg_sleep(0.3)')
      await sql`select 1`.execute(tx)
    })
    await expect(forgotten).rejects.toMatchObject({ code: 'dependency_unavailable' })
    expect(await reading(ctx, async () => 'again')).toBe('again')
  })
})
