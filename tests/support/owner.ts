/** The database as its owner sees it: everything, of all tenants. */
import pg from 'pg'
import { atEnd } from './at-end.ts'
import type { TestStack } from './stack.ts'

type Row = Record<string, unknown>

/** Runs statements as the owner; connections end with the test file. */
export function ownerOf(stack: Pick<TestStack, 'ownerUrl'>) {
  const pool = new pg.Pool({ connectionString: stack.ownerUrl, max: 3 })
  // The file's database is dropped under whoever is still connected.
  pool.on('error', () => {})
  atEnd(() => pool.end())
  const rows = async <T = Row>(sql: string, values: unknown[] = []): Promise<T[]> =>
    (await pool.query(sql, values)).rows as T[]
  return {
    rows,
    one: async <T = Row>(sql: string, values: unknown[] = []): Promise<T> => (await rows<T>(sql, values))[0]!,
    /** A connection of one's own, for a transaction that stays open for a while. */
    connect: () => pool.connect(),
  }
}

export type Owner = ReturnType<typeof ownerOf>

/** The code of PostgreSQL that a statement is refused with; `accepted` when it was not. */
export const refusalOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'accepted',
    (error: { code?: string }) => error.code ?? String(error),
  )
