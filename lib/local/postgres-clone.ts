import pg from 'pg'

/**
 * Makes database `name` as a copy of `template`, in a few milliseconds: the files are copied, nothing is replayed.
 * Nobody may be connected to the template meanwhile. `adminUrl` names any other database, as a superuser.
 */
export async function cloneDatabase(adminUrl: string, template: string, name: string): Promise<void> {
  await execute(
    adminUrl,
    `create database ${pg.escapeIdentifier(name)} template ${pg.escapeIdentifier(template)} strategy file_copy`,
  )
}

/** Removes database `name`, and whoever is connected to it; nothing happens when there is none. */
export async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  await execute(adminUrl, `drop database if exists ${pg.escapeIdentifier(name)} with (force)`)
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
