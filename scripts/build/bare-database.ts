import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'

/** What nearly every function needs, and nothing of ours: import times are compared with this file's. */
export const openBareDatabase = () => new Kysely({ dialect: new PostgresDialect({ pool: new pg.Pool() }) })
