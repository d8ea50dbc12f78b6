import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type LocalPostgres, startLocalPostgres } from '../../lib/local/postgres.ts'
import { openDatabase } from '../../lib/platform/database.ts'
import { migrateDown, migrateUp, migrationStatus, RolesMissingError } from '../../lib/platform/migrate.ts'
import { findWallGaps } from '../../lib/platform/roles.ts'

/** A server of its own: roles belong to all the databases of a server, and here they are made, changed and missing. */
let server: LocalPostgres
let dir: string
const opened: Kysely<never>[] = []

beforeAll(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'ledgerlift-migrations-'))
  server = await startLocalPostgres({ dir: path.join(dir, 'postgres'), durable: false })
})
afterAll(async () => {
  await Promise.all(opened.map((db) => db.destroy()))
  await server.stop()
  await rm(dir, { recursive: true, force: true })
})

function connect(database: string, login?: string): Kysely<never> {
  const url = new URL(server.url(database))
  if (login) url.username = login
  const db = openDatabase<never>({ url: url.href, poolSize: 1, onIdleError: () => {} })
  opened.push(db)
  return db
}

const run = (db: Kysely<never>, statement: string) => sql.raw(statement).execute(db)

const newDatabase = async (name: string, owner?: string): Promise<void> => {
  await run(connect('postgres'), `create database ${name}${owner ? ` owner ${owner}` : ''}`)
}

/** All that a migration can leave behind in the schema, as sorted lines. */
async function shapeOf(db: Kysely<never>): Promise<string[]> {
  const { rows } = await sql<{ line: string }>`
    select concat_ws(' ', 'column', table_name, column_name, data_type, is_nullable, column_default) as line
      from information_schema.columns where table_schema = 'public' and table_name not like 'kysely%'
    union all select concat_ws(' ', 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid))
      from pg_constraint where connamespace = 'public'::regnamespace and conrelid::regclass::text not like 'kysely%'
    union all select concat_ws(' ', 'index', indexdef) from pg_indexes
      where schemaname = 'public' and tablename not like 'kysely%'
    union all select concat_ws(' ', 'policy', tablename, policyname, roles::text, cmd, qual, with_check) from pg_policies
    union all select concat_ws(' ', 'trigger', tgrelid::regclass::text, tgname) from pg_trigger where not tgisinternal
    union all select concat_ws(' ', 'function', proname) from pg_proc where pronamespace = 'public'::regnamespace
    union all select concat_ws(' ', 'grant', grantee, table_name, privilege_type)
      from information_schema.role_table_grants where grantee in ('ledgerlift_app', 'ledgerlift_system')
    union all select concat_ws(' ', 'schema', nspacl::text) from pg_namespace
      where nspname = 'public' and nspacl::text like '%ledgerlift%'
    union all select concat_ws(' ', 'security', relname, relrowsecurity::text, relforcerowsecurity::text)
      from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname not like 'kysely%'
    order by 1`.execute(db)
  return rows.map(({ line }) => line)
}

describe('migrating', () => {
  test('by an owner who may create no roles stops before it changes anything, and names what somebody else must run', async () => {
    const admin = connect('postgres')
    await run(admin, 'create role plain_owner login')
    await run(admin, 'create role plain_functions login')
    await newDatabase('plain', 'plain_owner')
    const owner = connect('plain', 'plain_owner')
    const error = await migrateUp(owner, 'plain_functions').then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    expect(error).toBeInstanceOf(RolesMissingError)
    expect(await shapeOf(owner)).toEqual([])

    const { statements } = error as RolesMissingError
    for (const role of ['ledgerlift_app', 'ledgerlift_system'])
      expect(statements.join('\n')).toContain(`create role ${role}`)
    for (const statement of [...statements, ...statements]) await run(admin, statement)
    expect((await migrateUp(owner, 'plain_functions')).length).toBeGreaterThan(0)
    expect(await findWallGaps(connect('plain', 'plain_functions'))).toEqual([])
  })

  test('an owner who is no superuser is held by the wall too, and its partitions can be made', async () => {
    const login = connect('plain', 'plain_functions')
    const made = await login.transaction().execute(async (tx) => {
      await sql`set local role ledgerlift_system`.execute(tx)
      return sql<{ name: string }>`select ledgerlift_ensure_event_partitions(5) as name`.execute(tx)
    })
    expect(made.rows).toHaveLength(2)
    expect(await findWallGaps(login)).toEqual([])
  })

  test('goes up, down to nothing, and up again to the same shape', async () => {
    await newDatabase('round_trip')
    await run(connect('postgres'), 'create role functions login noinherit')
    const db = connect('round_trip')
    const applied = await migrateUp(db, 'functions')
    const shape = await shapeOf(db)
    expect(shape.length).toBeGreaterThan(100)
    expect(await migrateUp(db, 'functions')).toEqual([])

    const undone: string[] = []
    for (const _ of applied) undone.push(...(await migrateDown(db)))
    expect(undone).toEqual(applied.toReversed())
    expect(await shapeOf(db)).toEqual([])
    expect((await migrationStatus(db)).every(({ executedAt }) => executedAt === undefined)).toBe(true)

    expect(await migrateUp(db, 'functions')).toEqual(applied)
    expect(await shapeOf(db)).toEqual(shape)
  })

  test('makes partitions by UTC months, whatever time zone the server keeps', async () => {
    await newDatabase('elsewhere')
    await run(connect('postgres'), `alter database elsewhere set timezone = 'America/New_York'`)
    const db = connect('elsewhere')
    await migrateUp(db, 'functions')
    await sql`select ledgerlift_ensure_event_partitions(24)`.execute(db)
    await sql`set timezone = 'UTC'`.execute(db)
    const { rows } = await sql<{ bounds: string }>`
      select pg_get_expr(relpartbound, oid) as bounds from pg_class
      where relispartition and relname ~ '^audit_events_\\d' and relkind = 'r' order by relname`.execute(db)
    expect(rows).toHaveLength(25)
    const ends = rows.map(({ bounds }) => [...bounds.matchAll(/'([^']+)'/g)].map(([, text]) => text!))
    for (const [index, [from, to]] of ends.entries()) {
      expect(from).toMatch(/^\d{4}-\d\d-01 00:00:00\+00$/)
      if (ends[index + 1]) expect(to).toBe(ends[index + 1]![0])
    }
  })
})

describe('the wall names its gaps', () => {
  const gapsOf = async (login?: string) => (await findWallGaps(connect('walled', login))).join('\n')
  let db: Kysely<never>

  beforeAll(async () => {
    await newDatabase('walled')
    db = connect('walled')
    await migrateUp(db, 'functions')
  })

  test('there are none for the login that the migration prepared', async () => {
    expect(await gapsOf('functions')).toBe('')
  })

  test('a login that is a superuser, or bypasses row-level security', async () => {
    expect(await gapsOf()).toMatch(/is a superuser or bypasses/)
    await run(db, 'create role careless login bypassrls')
    expect(await gapsOf('careless')).toMatch(/careless is a superuser or bypasses/)
  })

  test('a login that cannot take the roles', async () => {
    await run(db, 'create role stranger login')
    const gaps = await gapsOf('stranger')
    for (const role of ['ledgerlift_app', 'ledgerlift_system'])
      expect(gaps).toContain(`${role} is missing or cannot be taken by stranger`)
  })

  test.each(['jobs', 'companies', 'audit_events', 'audit_events_default'])(
    'row-level security that is off on %s',
    async (table) => {
      await run(db, `alter table ${table} disable row level security`)
      expect(await gapsOf('functions')).toBe(`row-level security is off on ${table}`)
      await run(db, `alter table ${table} enable row level security`)
      await run(db, `alter table ${table} no force row level security`)
      expect(await gapsOf('functions')).toBe(`row-level security is off on ${table}`)
      await run(db, `alter table ${table} force row level security`)
      expect(await gapsOf('functions')).toBe('')
    },
  )

  test('a table that a later change forgot to protect', async () => {
    await run(db, 'create table forgotten (company_id uuid)')
    expect(await gapsOf('functions')).toContain('row-level security is off on forgotten')
    await run(db, 'drop table forgotten')
  })

  test.each(['select', 'insert', 'update', 'delete', 'truncate'])(
    'a login that may %s without taking a role',
    async (right) => {
      await run(db, `grant ${right} on jobs to functions`)
      expect(await gapsOf('functions')).toMatch(/functions can .*jobs without taking a role/)
      await run(db, `revoke ${right} on jobs from functions`)
    },
  )

  test('a login that inherits what the roles may do', async () => {
    await run(db, 'create role heir login inherit')
    await run(db, 'grant ledgerlift_app, ledgerlift_system to heir with inherit true')
    expect(await gapsOf('heir')).toMatch(/heir can .*jobs without taking a role/)
  })

  test('a role that bypasses row-level security', async () => {
    await run(db, 'alter role ledgerlift_system bypassrls')
    expect(await gapsOf('functions')).toBe('the role ledgerlift_system is a superuser or bypasses row-level security')
    await run(db, 'alter role ledgerlift_system nobypassrls')
  })

  test('a role that is missing', async () => {
    await run(db, 'alter role ledgerlift_system rename to mislaid')
    expect(await gapsOf('functions')).toContain('ledgerlift_system is missing or cannot be taken by functions')
    await run(db, 'alter role mislaid rename to ledgerlift_system')
  })
})
