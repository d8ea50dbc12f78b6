/** Moves a database from one shape to another. Run by the owner's login, never by a function that serves. */
import { promises as fs } from 'node:fs'
import path from 'node:path'
import { type Kysely, sql } from 'kysely'
import { FileMigrationProvider, type MigrationInfo, type MigrationResultSet, Migrator } from 'kysely/migration'
import { majorVersion, roleStatements } from './roles.ts'

const FOLDER = path.resolve(import.meta.dirname, '../../migrations')
const OLDEST_POSTGRES = 15

/** The roles could not be made by this login; `statements` are for somebody who may. */
export class RolesMissingError extends Error {
  readonly statements: string[]

  constructor(statements: string[], cause: unknown) {
    super('this login may not create the roles that LedgerLift needs', { cause })
    this.statements = statements
  }
}

const migratorOf = (db: Kysely<never>): Migrator =>
  new Migrator({ db, provider: new FileMigrationProvider({ fs, path, migrationFolder: FOLDER }) })

/** Makes the roles and lets `login` take them; changes nothing where that already holds. */
async function ensureRoles(db: Kysely<never>, login: string): Promise<void> {
  const version = await majorVersion(db)
  if (version < OLDEST_POSTGRES) throw new Error(`PostgreSQL ${OLDEST_POSTGRES} or newer is needed, this is ${version}`)
  const { rows } = await sql<{ ready: boolean }>`
    select count(*) = 2 and bool_and(pg_has_role(${login}::text, oid, 'member')) as ready
    from pg_roles where rolname in ('ledgerlift_app', 'ledgerlift_system')`.execute(db)
  if (rows[0]?.ready && login !== (await ownLogin(db))) return
  const statements = roleStatements(login, version)
  try {
    for (const statement of statements) await sql.raw(statement).execute(db)
  } catch (cause) {
    throw new RolesMissingError(statements, cause)
  }
}

const ownLogin = async (db: Kysely<never>): Promise<string> =>
  (await sql<{ login: string }>`select current_user as login`.execute(db)).rows[0]!.login

function orThrow({ error, results = [] }: MigrationResultSet): string[] {
  if (error) throw error
  return results.filter(({ status }) => status === 'Success').map(({ migrationName }) => migrationName)
}

/** Applies what is missing; `login` is the one that the functions use. Returns the names of what was applied. */
export async function migrateUp(db: Kysely<never>, login: string): Promise<string[]> {
  await ensureRoles(db, login)
  return orThrow(await migratorOf(db).migrateToLatest())
}

/** Takes the newest migration back. */
export const migrateDown = async (db: Kysely<never>): Promise<string[]> => orThrow(await migratorOf(db).migrateDown())

export const migrationStatus = async (db: Kysely<never>): Promise<readonly MigrationInfo[]> =>
  migratorOf(db).getMigrations()

/** Writes an empty migration, numbered after the last; returns its path. */
export async function makeMigration(name: string): Promise<string> {
  const numbers = (await fs.readdir(FOLDER)).map((file) => Number.parseInt(file, 10)).filter(Number.isFinite)
  const next = String(Math.max(0, ...numbers) + 1).padStart(3, '0')
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  const file = path.join(FOLDER, `${next}-${slug}.ts`)
  const step = (verb: string) =>
    `export async function ${verb}(db: Kysely<unknown>): Promise<void> {\n  await sql\`\`.execute(db)\n}\n`
  const content = `import { type Kysely, sql } from 'kysely'\n\n${step('up')}\n${step('down')}`
  await fs.writeFile(file, content, { flag: 'wx' })
  return file
}
