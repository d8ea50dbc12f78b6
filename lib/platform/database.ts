/**
 * Transactions, and who they run as. Every statement of the product runs inside one of these functions, as
 * `ledgerlift_app` for one tenant or as `ledgerlift_system` for a sweep; connections hold no other state, so a
 * pooler in transaction mode may stand between. What a transaction wants done after its commit is kept beside it.
 * A transaction that was cut short before its COMMIT was sent is run again, so its work may hold nothing but statements;
 * one whose outcome is unknown is not. Nothing waits for the database without a limit.
 */
import type { Socket } from 'node:net'
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import type { App, Ctx, Region } from './context.ts'
import { isCollision, isConnectionLost, translateFailure } from './database-failures.ts'
import type { DB } from './database-types.generated.ts'
import { retrying } from './retries.ts'
import type { TransactionRole } from './roles.ts'

export type Tx = Transaction<DB>

/** bigint columns hold bytes and cents, all below 2^53: numbers everywhere, never text. */
const INT8 = 20
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === INT8 ? Number : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
}

/** A free connection, or a new one. Four tries of it stay below 20 s. */
const CONNECT_MS = 5_000
/** One statement, its wait for locks included. Longer than any of ours takes, and well within a function's 60 s. */
const STATEMENT_MS = 20_000
/** A server that has said nothing for longer than a statement may take says nothing more. */
const SILENCE_MS = STATEMENT_MS + 5_000
/** An instance that was frozen in the middle of a transaction holds its locks no longer than this. */
const IDLE_IN_TRANSACTION_MS = 60_000

type DatabaseOptions = {
  url: string
  poolSize: number
  onIdleError: (error: Error) => void
  /** For migrations, whose statements take as long as they take. */
  patient?: boolean
}

/** A connection on which nothing comes or goes for too long breaks: a peer that has vanished would be awaited for ever. */
function breakingSocket(): Socket {
  // Loaded with the first connection, as the driver does it: an import would lengthen every cold start.
  const socket = new (process.getBuiltinModule('node:net').Socket)()
  socket.setTimeout(SILENCE_MS, () => {
    const error = new Error(`the database said nothing for ${SILENCE_MS} ms`)
    socket.destroy(Object.assign(error, { code: 'ETIMEDOUT' }))
  })
  return socket
}

/**
 * A pool of few connections; they are opened when first used and dropped after 10 s of rest. One that cannot be had at
 * once is asked for again; then the error is `dependency_unavailable`.
 */
export function openDatabase<Tables = DB>({ url, poolSize, onIdleError, patient }: DatabaseOptions): Kysely<Tables> {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    idleTimeoutMillis: 10_000,
    connectionTimeoutMillis: CONNECT_MS,
    allowExitOnIdle: true,
    application_name: 'ledgerlift',
    types,
    ...(patient ? {} : { stream: breakingSocket }),
  })
  // A connection that breaks while no query runs on it is nobody's failure, and without a listener it would end the
  // process: the pool listens while it is idle, and nobody does between two statements of a transaction.
  pool.on('error', onIdleError)
  pool.on('connect', (client) => client.on('error', () => {}))
  const connect = () =>
    retrying(() => pool.connect(), isConnectionLost).catch((error: unknown) => {
      throw translateFailure(error)
    })
  return new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: { connect, end: () => pool.end(), options: pool.options } }),
  })
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

const takeRole = (tx: Tx, role: TransactionRole, companyId: string) =>
  sql`select set_config('role', ${role}, true), set_config('ledgerlift.company_id', ${companyId}, true),
    set_config('statement_timeout', ${String(STATEMENT_MS)}, true),
    set_config('idle_in_transaction_session_timeout', ${String(IDLE_IN_TRANSACTION_MS)}, true)`.execute(tx)

type As = {
  role: TransactionRole
  companyId: string
  readOnly?: boolean
  /** Doing it twice is the same as doing it once. */
  repeatable?: boolean
}

/**
 * Runs a transaction, and runs it again when it was certainly not committed: the connection broke before COMMIT was
 * sent, the server rolled it back in favour of another, or there was nothing to commit that could not come twice.
 */
function transact<T>(app: App, region: Region, as: As, work: (tx: Tx) => Promise<T>): Promise<T> {
  let mayBeCommitted = false
  const once = async () => {
    mayBeCommitted = false
    const builder = app.database(region).transaction()
    return await (as.readOnly ? builder.setAccessMode('read only') : builder).execute(async (tx) => {
      await takeRole(tx, as.role, as.companyId)
      const result = await work(tx)
      mayBeCommitted = !as.readOnly && !as.repeatable
      return result
    })
  }
  const mayRunAgain = (error: unknown): boolean => {
    const certain = isCollision(error) || (isConnectionLost(error) && !mayBeCommitted)
    if (certain) app.log.warn('a transaction was cut short and is run again', { region, error })
    return certain
  }
  return retrying(once, mayRunAgain).catch((error: unknown) => {
    throw translateFailure(error)
  })
}

async function transactAsTenant<T>(
  ctx: Ctx,
  region: Region,
  readOnly: boolean,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  let scope: Scope = { ctx, region, afterCommit: [] }
  const as = { role: 'ledgerlift_app', companyId: ctx.tenant.company_id, readOnly } as const
  const result = await transact(ctx.app, region, as, async (tx) => {
    // What an earlier try wanted done went with it.
    scope = { ctx, region, afterCommit: [] }
    scopes.set(tx, scope)
    try {
      return await work(tx)
    } finally {
      scopes.delete(tx)
    }
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
  transactAsTenant(ctx, ctx.tenant.region, false, work)

/** One short read over the tenant's data. */
export const reading = <T>(ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T> =>
  transactAsTenant(ctx, ctx.tenant.region, true, work)

/** The same over the home database, where companies, members and keys live. */
export const inHomeTransaction = <T>(ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T> =>
  transactAsTenant(ctx, 'US', false, work)

export const readingHome = <T>(ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T> =>
  transactAsTenant(ctx, 'US', true, work)

/** A sweep over tenants: sees only the tables that sweeps claim from. */
export const asSystem = <T>(app: App, region: Region, work: (tx: Tx) => Promise<T>): Promise<T> =>
  transact(app, region, { role: 'ledgerlift_system', companyId: '' }, work)

/**
 * Before a tenant is known: sees the one key whose hash is presented, until `becomeTenant` names its company. May note
 * that the key is used, which may be done twice.
 */
export const presentingKey = <T>(app: App, keyHash: Buffer, work: (tx: Tx) => Promise<T>): Promise<T> =>
  transact(app, 'US', { role: 'ledgerlift_app', companyId: '', repeatable: true }, async (tx) => {
    await sql`select set_config('ledgerlift.key_hash', ${keyHash.toString('hex')}, true)`.execute(tx)
    return await work(tx)
  })

export const becomeTenant = (tx: Tx, companyId: string) =>
  sql`select set_config('ledgerlift.company_id', ${companyId}, true)`.execute(tx)
