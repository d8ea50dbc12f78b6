/**
 * The wall inside PostgreSQL. Three roles: the owner, who migrates; the login of the functions, which inherits
 * nothing; and the two that it takes for one transaction at a time. Forgetting to take one fails closed.
 */
import { type QueryExecutorProvider, sql } from 'kysely'

export type TransactionRole = 'ledgerlift_app' | 'ledgerlift_system'
const ROLES: TransactionRole[] = ['ledgerlift_app', 'ledgerlift_system']

const quote = (identifier: string): string => `"${identifier.replaceAll('"', '""')}"`

/** The statements that make the roles and let `login` take them; safe to run again. */
export function roleStatements(login: string, majorVersion: number): string[] {
  const create = ROLES.map(
    (role) => `do $$ begin create role ${role} nologin noinherit;
      exception when duplicate_object or unique_violation then null; end $$`,
  )
  // Before 16 inheritance belongs to the member, since then to the membership.
  const grants =
    majorVersion >= 16
      ? ROLES.map((role) => `grant ${role} to ${quote(login)} with inherit false, set true`)
      : [`alter role ${quote(login)} noinherit`, ...ROLES.map((role) => `grant ${role} to ${quote(login)}`)]
  return [...create, ...grants]
}

export const majorVersion = async (db: QueryExecutorProvider): Promise<number> => {
  const { rows } = await sql<{
    version: number
  }>`select current_setting('server_version_num')::int / 10000 as version`.execute(db)
  return rows[0]!.version
}

/** What is wrong with the wall, as sentences for an operator; an empty list when it stands. */
export async function findWallGaps(db: QueryExecutorProvider): Promise<string[]> {
  const { rows } = await sql<{ gap: string }>`
    select 'the login ' || current_user || ' is a superuser or bypasses row-level security' as gap
      from pg_roles where rolname = current_user and (rolsuper or rolbypassrls)
    union all
    select 'the role ' || name || ' is missing or cannot be taken by ' || current_user
      from unnest(${ROLES}::text[]) name
      where not exists (select from pg_roles where rolname = name)
         or not pg_has_role(current_user, (select oid from pg_roles where rolname = name), 'member')
    union all
    select 'the role ' || rolname || ' is a superuser or bypasses row-level security'
      from pg_roles where rolname = any(${ROLES}::text[]) and (rolsuper or rolbypassrls)
    union all
    select 'row-level security is off on ' || c.relname
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind in ('r', 'p')
        and c.relname not like 'kysely_%' and not (c.relrowsecurity and c.relforcerowsecurity)
    union all
    select 'the login ' || current_user || ' can read or change ' || c.relname || ' without taking a role'
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname not like 'kysely_%'
        and has_table_privilege(current_user, c.oid, 'select, insert, update, delete, truncate')
  `.execute(db)
  return rows.map(({ gap }) => gap)
}
