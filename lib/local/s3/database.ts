import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'

/** The index of what is stored. Calls are synchronous, so what happens between two awaits is atomic by itself. */
export type Database = {
  all<Row>(sql: string, ...values: SQLInputValue[]): Row[]
  get<Row>(sql: string, ...values: SQLInputValue[]): Row | undefined
  /** Rows one by one; the caller may stop early. */
  each<Row>(sql: string, ...values: SQLInputValue[]): Iterable<Row>
  run(sql: string, ...values: SQLInputValue[]): void
  /** Must not be nested. */
  transaction<Result>(work: () => Result): Result
  close(): void
}

const SCHEMA = `
create table if not exists buckets (
  name text primary key,
  region text not null,
  created_at integer not null,
  versioning text check (versioning in ('Enabled', 'Suspended')),
  object_lock integer not null check (object_lock in (0, 1)),
  default_retention text
) strict;
create table if not exists versions (
  seq integer primary key,
  bucket text not null references buckets (name),
  key text not null,
  version_id text not null,
  is_latest integer not null check (is_latest in (0, 1)),
  blob text,
  size integer not null,
  etag text not null,
  modified_at integer not null,
  headers text not null,
  tags text not null,
  checksum text,
  lock_mode text check (lock_mode in ('GOVERNANCE', 'COMPLIANCE')),
  retain_until integer,
  legal_hold text check (legal_hold in ('ON', 'OFF')),
  unique (bucket, key, version_id),
  check ((lock_mode is null) = (retain_until is null))
) strict;
create unique index if not exists latest_versions on versions (bucket, key) where is_latest = 1;
create index if not exists version_order on versions (bucket, key, seq);
create index if not exists version_blobs on versions (blob);
create table if not exists uploads (
  id text primary key,
  bucket text not null references buckets (name),
  key text not null,
  created_at integer not null,
  attributes text not null,
  checksum_algorithm text,
  checksum_type text
) strict;
create table if not exists parts (
  upload_id text not null references uploads (id) on delete cascade,
  number integer not null,
  blob text not null,
  size integer not null,
  etag text not null,
  modified_at integer not null,
  checksum text,
  primary key (upload_id, number)
) strict;
create index if not exists part_blobs on parts (blob);
`

/** Throws when another process holds the same file. */
export function openDatabase(file: string): Database {
  const sqlite = new DatabaseSync(file)
  // Without fsync a commit still survives the death of this process, though not that of the machine.
  sqlite.exec('pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = off')
  sqlite.exec(`begin exclusive; ${SCHEMA}; commit`)
  const statements = new Map<string, StatementSync>()
  const prepare = (sql: string) => {
    const known = statements.get(sql) ?? sqlite.prepare(sql)
    statements.set(sql, known)
    return known
  }
  return {
    all: <Row>(sql: string, ...values: SQLInputValue[]) => prepare(sql).all(...values) as Row[],
    get: <Row>(sql: string, ...values: SQLInputValue[]) => prepare(sql).get(...values) as Row | undefined,
    // Its own statement, since a cached one would be reset by the next query with the same text.
    each: <Row>(sql: string, ...values: SQLInputValue[]) => sqlite.prepare(sql).iterate(...values) as Iterable<Row>,
    run: (sql, ...values) => void prepare(sql).run(...values),
    transaction(work) {
      sqlite.exec('begin immediate')
      try {
        const result = work()
        sqlite.exec('commit')
        return result
      } catch (error) {
        sqlite.exec('rollback')
        throw error
      }
    },
    close: () => sqlite.close(),
  }
}
