/** A migrated database on the embedded server, with the login that the functions use: it inherits nothing. */
import { sql } from 'kysely'
import { openDatabase } from '../platform/database.ts'
import { migrateUp } from '../platform/migrate.ts'
import type { LocalPostgres } from './postgres.ts'

const LOGIN = 'ledgerlift_functions'

/** The connection string of the functions' login. */
export function functionsUrl(postgres: Pick<LocalPostgres, 'url'>, database: string): string {
  const url = new URL(postgres.url(database))
  url.username = LOGIN
  return url.href
}

/** Makes the database and the login where they are missing, and migrates. Returns the names of what was applied. */
export async function ensureMigratedDatabase(postgres: LocalPostgres, database: string): Promise<string[]> {
  const onIdleError = () => {}
  const admin = openDatabase<never>({ url: postgres.url(), poolSize: 1, patient: true, onIdleError })
  try {
    const { rows } = await sql`select from pg_database where datname = ${database}`.execute(admin)
    if (rows.length === 0) await sql`create database ${sql.id(database)}`.execute(admin)
    const logins = await sql`select from pg_roles where rolname = ${LOGIN}`.execute(admin)
    if (logins.rows.length === 0) await sql`create role ${sql.id(LOGIN)} login noinherit`.execute(admin)
  } finally {
    await admin.destroy()
  }
  const owner = openDatabase<never>({ url: postgres.url(database), poolSize: 1, patient: true, onIdleError })
  try {
    return await migrateUp(owner, LOGIN)
  } finally {
    await owner.destroy()
  }
}

/** Migrates a database that is not ours, with the owner's login where one is given. Returns the owner's URL. */
export async function migrateGiven(given: Record<string, string>): Promise<string> {
  const ownerUrl = given.MIGRATION_DATABASE_URL ?? given.DATABASE_URL!
  const owner = openDatabase<never>({ url: ownerUrl, poolSize: 1, patient: true, onIdleError: () => {} })
  try {
    await migrateUp(owner, decodeURIComponent(new URL(given.DATABASE_URL!).username))
    return ownerUrl
  } finally {
    await owner.destroy()
  }
}
