/**
 * What everything is done with. `App` is built once for an instance; `Ctx` adds who acts, for which tenant, and the
 * trace and log of the one request or message. Both are passed, never imported; pure code takes neither.
 */
import type { Kysely } from 'kysely'
import type { Bus } from './bus.ts'
import type { Cache } from './cache.ts'
import type { Config } from './config.ts'
import type { DB } from './database-types.generated.ts'
import type { Log } from './log.ts'
import type { Objects } from './objects.ts'
import type { Queues } from './queues.ts'
import type { Trace } from './trace.ts'

export type Region = 'US' | 'EU' | 'APAC'
export const REGIONS: readonly Region[] = ['US', 'EU', 'APAC']

export type App = {
  readonly config: Config
  /** The clock. */
  now(): Date
  readonly log: Log
  /** The database of a data region; `US` is the home database too. Throws when the region is not configured. */
  database(region: Region): Kysely<DB>
  /** The regions that have a database here. */
  readonly regions: readonly Region[]
  objects(region: Region): Promise<Objects>
  queues(): Promise<Queues>
  bus(): Promise<Bus | undefined>
  cache(): Promise<Cache>
  /** Runs when the instance is closed: for what a domain keeps warm between invocations. */
  onClose(work: () => Promise<void>): void
  close(): Promise<void>
}

export type Role = 'viewer' | 'preparer' | 'approver' | 'admin'

/** Who acts: a member through a key, or the product itself (a consumer, a cron, an operator's command). */
export type Actor = { type: 'key'; id: string; member_id: string; role: Role } | { type: 'system'; id: string }

/** The tenant, and how much of it may be seen: `workspace_ids` null means all. */
export type Tenant = {
  company_id: string
  region: Region
  workspace_ids: readonly string[] | null
}

/** The claim of an idempotency key, which the verb's own transaction completes. */
export type Claim = { record_id: string; seal: boolean; completed: boolean }

export type Ctx = {
  readonly app: App
  readonly tenant: Tenant
  readonly actor: Actor
  readonly trace: Trace
  readonly log: Log
  readonly claim?: Claim
  /** The caller's network address, for events alone. */
  readonly ip_address?: string
}
