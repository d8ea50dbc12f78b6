import { openDatabase } from '../platform/database.ts'
import { makeMigration, migrateDown, migrateUp, migrationStatus, RolesMissingError } from '../platform/migrate.ts'
import { needed, oneOf, readArguments } from './arguments.ts'
import { commandSettings } from './settings-file.ts'
import { say, tell, UsageError } from './terminal.ts'

const list = (names: string[], none: string): void => say(names.length > 0 ? names.join('\n') : none)

/** The login that the functions use: it gets the roles, and nothing else. */
const loginOf = (url: string): string => decodeURIComponent(new URL(url).username)

async function withOwner(work: (db: ReturnType<typeof openDatabase<never>>, login: string) => Promise<void>) {
  const { DATABASE_URL, MIGRATION_DATABASE_URL = DATABASE_URL } = commandSettings()
  if (!DATABASE_URL || !MIGRATION_DATABASE_URL)
    throw new UsageError('set DATABASE_URL, or run this in the folder of a stack that `npm start` keeps up')
  const db = openDatabase<never>({
    url: MIGRATION_DATABASE_URL,
    poolSize: 1,
    patient: true,
    onIdleError: (error) => tell(error.message),
  })
  try {
    await work(db, loginOf(DATABASE_URL))
  } catch (error) {
    if (!(error instanceof RolesMissingError)) throw error
    throw new UsageError(
      `${error.message}. Have somebody who may run:\n\n${error.statements.map((one) => `${one};`).join('\n')}`,
    )
  } finally {
    await db.destroy()
  }
}

export async function migrate(args: string[]): Promise<void> {
  const [verb, name] = readArguments(args, []).positionals
  switch (oneOf(needed(verb, 'what to do'), ['up', 'down', 'status', 'make'], 'migrate')) {
    case 'up':
      return withOwner(async (db, login) => list(await migrateUp(db, login), 'nothing to apply'))
    case 'down':
      return withOwner(async (db) => list(await migrateDown(db), 'nothing to take back'))
    case 'status':
      return withOwner(async (db) => {
        for (const { name: migration, executedAt } of await migrationStatus(db))
          say(`${executedAt ? executedAt.toISOString() : 'not applied'.padEnd(24)}  ${migration}`)
      })
    case 'make':
      return say(await makeMigration(needed(name, 'the name of the migration')))
  }
}
