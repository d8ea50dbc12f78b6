/**
 * Transactions, and who they run as. Every statement of the product runs inside one of these functions, as
 * `ledgerlift_app` for one tenant or as `ledgerlift_system` for a sweep; connections hold no other state, so a
 * pooler in transaction mode may stand between. What a transaction wants done after its commit is kept beside it.
 */
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import type { App, Ctx, Region } from './context.ts'
import type { DB } from './database-types.generated.ts'
import { AppError, unavailable } from './errors.ts'
import type { TransactionRole } from './roles.ts'

export type Tx = Transaction<DB>

/** bigint columns hold bytes and cents, all below 2^53: numbers everywhere, never text. */
const INT8 = 20
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === INT8 ? Number : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
}

type DatabaseOptions = { url: string; poolSize: number; onIdleError: (error: Error) => void }

/** A pool of few connections; they are opened when first used and dropped after 10 s of rest. */
export function openDatabase<Tables = DB>({ url, poolSize, onIdleError }: DatabaseOptions): Kysely<Tables> {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    idleTimeoutMillis: 10_000,
    connectionTimeoutMillis: 10_000,
    allowExitOnIdle: true,
    application_name: 'ledgerlift',
    types,
  })
  // A connection that breaks while no query runs on it is nobody's failure, and without a listener it would end the
  // process: the pool listens while it is idle, and nobody does between two statements of a transaction.
  pool.on('error', onIdleError)
  pool.on('connect', (client) => client.on('error', () => {}))
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
}

type AfterCommit = (ctx: Ctx) => Promise<void>
type Scope = { ctx: Ctx; region: Region; afterCommit: AfterCommit[] }

const scopes = new WeakMap<Tx, Scope>()

/** What belongs to a transaction of a tenant. Throws outside one: events and messages cannot be written loosely. */
export function scopeOf(tx: Tx): Scope {
  const scope = scopes.get(tx)
  if (!scope) throw new Error('this may only be done inside a transaction of a tenant')
  return scope
}

/** The tenant whose rows a store may touch. */
export const tenantOf = (tx: Tx) => scopeOf(tx).ctx.tenant

/** Runs once the transaction has committed; its failure cannot undo the transaction, so it must be made up for. */
export const afterCommit = (tx: Tx, work: AfterCommit): void => {
  scopeOf(tx).afterCommit.push(work)
}

/** Text that only a client can have sent: PostgreSQL stores no NUL, in text (22021) or in jsonb (22P05). */
const UNSTORABLE = ['22021', '22P05']

/**
 * Connection trouble, deadlocks and failed serialisation are worth another try and say nothing public; a character
 * that cannot be stored is the client's; everything else is passed on as it is.
 */
function translate(error: unknown): unknown {
  const code = (error as { code?: string } | null)?.code ?? ''
  const message = error instanceof Error ? error.message : ''
  const broken =
    /^(08|57P|53|40)/.test(code) ||
    /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)/.test(code) ||
    /Connection terminated|connection error and is not queryable|timeout exceeded when trying to connect/.test(message)
  if (broken) return unavailable('The database', error)
  return UNSTORABLE.includes(code)
    ? new AppError('validation_failed', 'A text holds a character that cannot be stored.', { cause: error })
    : error
}

const takeRole = (tx: Tx, role: TransactionRole, companyId: string) =>
  sql`select set_config('role', ${role}, true), set_config('ledgerlift.company_id', ${companyId}, true)`.execute(tx)

async function transact<T>(ctx: Ctx, region: Region, readOnly: boolean, work: (tx: Tx) => Promise<T>): Promise<T> {
  const scope: Scope = { ctx, region, afterCommit: [] }
  const builder = ctx.app.database(region).transaction()
  const result = await (readOnly ? builder.setAccessMode('read only') : builder)
    .execute(async (tx) => {
      await takeRole(tx, 'ledgerlift_app', ctx.tenant.company_id)
      scopes.set(tx, scope)
      try {
        return await work(tx)
      } finally {
        scopes.delete(tx)
      }
    })
    .catch((error: unknown) => {
      throw translate(error)
    })
  for (const followUp of scope.afterCommit)
    try {
      await followUp(ctx)
    } catch (error) {
      ctx.log.error('work after a commit failed', { error })
    }
  return result
}

/** One transaction over the tenant's data. A change, its event and its messages commit together in it. */
export const inTransaction = <T>(ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T> =>
  transact(ctx, ctx.tenant.region, false, work)

/** One short read over the tenant's data. */
export const reading = <T>(ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T> =>
  transact(ctx, ctx.tenant.region, true, work)

/** The same over the home database, where companies, members and keys live. */
export const inHomeTransaction = <T>(ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T> =>
  transact(ctx, 'US', false, work)

export const readingHome = <T>(ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T> => transact(ctx, 'US', true, work)

/** A sweep over tenants: sees only the tables that sweeps claim from. */
export const asSystem = <T>(app: App, region: Region, work: (tx: Tx) => Promise<T>): Promise<T> =>
  app
    .database(region)
    .transaction()
    .execute(async (tx) => {
      await takeRole(tx, 'ledgerlift_system', '')
      return await work(tx)
    })
    .catch((error: unknown) => {
      throw translate(error)
    })

/** Before a tenant is known: sees the one key whose hash is presented, until `becomeTenant` names its company. */
export const presentingKey = <T>(app: App, keyHash: Buffer, work: (tx: Tx) => Promise<T>): Promise<T> =>
  app
    .database('US')
    .transaction()
    .execute(async (tx) => {
      await takeRole(tx, 'ledgerlift_app', '')
      await sql`select set_config('ledgerlift.key_hash', ${keyHash.toString('hex')}, true)`.execute(tx)
      return await work(tx)
    })
    .catch((error: unknown) => {
      throw translate(error)
    })

export const becomeTenant = (tx: Tx, companyId: string) =>
  sql`select set_config('ledgerlift.company_id', ${companyId}, true)`.execute(tx)
