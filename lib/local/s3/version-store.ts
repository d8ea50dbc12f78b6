import { randomUUID } from 'node:crypto'
import type { Bucket, LockMode } from './bucket-store.ts'
import type { Checksum } from './checksums.ts'
import type { Database } from './database.ts'

export type Tag = { key: string; value: string }

export type Lock = { mode: LockMode; retainUntil: number }

/** What a version is given when it is made, beside its bytes. */
export type Attributes = {
  /** Lower-case names; what a GET answers with. */
  headers: Record<string, string>
  tags: Tag[]
  lock: Lock | null
  legalHold: 'ON' | 'OFF' | null
}

export type Version = Attributes & {
  /** Grows with every write; the order of a key's versions. */
  seq: number
  bucket: string
  key: string
  /** `null` (the word) where it was written without versioning. */
  versionId: string
  isLatest: boolean
  /** null for a delete marker. */
  blob: string | null
  sizeBytes: number
  /** Without quotes. */
  etag: string
  /** Milliseconds since 1970. */
  modifiedAt: number
  checksum: Checksum | null
}

export type NewVersion = Omit<Version, 'seq' | 'bucket' | 'versionId' | 'isLatest'>

/** A version whose bytes exist. */
export type StoredVersion = Version & { blob: string }

type VersionRow = {
  seq: number
  bucket: string
  key: string
  version_id: string
  is_latest: 0 | 1
  blob: string | null
  size: number
  etag: string
  modified_at: number
  headers: string
  tags: string
  checksum: string | null
  lock_mode: LockMode | null
  retain_until: number | null
  legal_hold: 'ON' | 'OFF' | null
}

const fromRow = (row: VersionRow): Version => ({
  seq: row.seq,
  bucket: row.bucket,
  key: row.key,
  versionId: row.version_id,
  isLatest: row.is_latest === 1,
  blob: row.blob,
  sizeBytes: row.size,
  etag: row.etag,
  modifiedAt: row.modified_at,
  headers: JSON.parse(row.headers),
  tags: JSON.parse(row.tags),
  checksum: row.checksum === null ? null : JSON.parse(row.checksum),
  lock: row.lock_mode === null ? null : { mode: row.lock_mode, retainUntil: row.retain_until ?? 0 },
  legalHold: row.legal_hold,
})

export function findLatest(db: Database, bucket: string, key: string): Version | undefined {
  const row = db.get<VersionRow>('select * from versions where bucket = ? and key = ? and is_latest = 1', bucket, key)
  return row && fromRow(row)
}

export function findVersion(db: Database, bucket: string, key: string, versionId: string): Version | undefined {
  const row = db.get<VersionRow>(
    'select * from versions where bucket = ? and key = ? and version_id = ?',
    bucket,
    key,
    versionId,
  )
  return row && fromRow(row)
}

/** Live objects in the order of their keys' UTF-8 bytes. */
export function* eachLatest(db: Database, bucket: string, from: string, after: string): Iterable<Version> {
  const rows = db.each<VersionRow>(
    `select * from versions where bucket = ? and is_latest = 1 and blob is not null and key >= ? and key > ?
     order by key`,
    bucket,
    from,
    after,
  )
  for (const row of rows) yield fromRow(row)
}

/** All versions, a key's newest first, from `key` on; of that key itself only those older than `belowSeq`. */
export function* eachVersion(db: Database, bucket: string, key: string, belowSeq: number): Iterable<Version> {
  const rows = db.each<VersionRow>(
    'select * from versions where bucket = ? and (key > ? or (key = ? and seq < ?)) order by key, seq desc',
    bucket,
    key,
    key,
    belowSeq,
  )
  for (const row of rows) yield fromRow(row)
}

export const hasVersions = (db: Database, bucket: string): boolean =>
  db.get('select 1 from versions where bucket = ? limit 1', bucket) !== undefined

export const isBlobOfVersion = (db: Database, blob: string): boolean =>
  db.get('select 1 from versions where blob = ?', blob) !== undefined

/**
 * Makes a version the latest of its key; without versioning it takes the place of the `null` version.
 * To be called in a transaction. Answers the blob that nothing names any more.
 */
export function insertVersion(db: Database, bucket: Bucket, version: NewVersion): [stored: Version, freed?: string] {
  const versionId = bucket.versioning === 'Enabled' ? randomUUID().replaceAll('-', '') : 'null'
  const replaced = versionId === 'null' ? findVersion(db, bucket.name, version.key, 'null') : undefined
  if (replaced) db.run('delete from versions where seq = ?', replaced.seq)
  db.run('update versions set is_latest = 0 where bucket = ? and key = ? and is_latest = 1', bucket.name, version.key)
  db.run(
    `insert into versions (bucket, key, version_id, is_latest, blob, size, etag, modified_at, headers, tags, checksum,
       lock_mode, retain_until, legal_hold) values (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    bucket.name,
    version.key,
    versionId,
    version.blob,
    version.sizeBytes,
    version.etag,
    version.modifiedAt,
    JSON.stringify(version.headers),
    JSON.stringify(version.tags),
    version.checksum && JSON.stringify(version.checksum),
    version.lock?.mode ?? null,
    version.lock?.retainUntil ?? null,
    version.legalHold,
  )
  const stored = findLatest(db, bucket.name, version.key)
  if (!stored) throw new Error('A version that was inserted must be found.')
  return [stored, replaced?.blob ?? undefined]
}

/** The version before it becomes the latest. To be called in a transaction. */
export function deleteVersion(db: Database, version: Version): void {
  db.run('delete from versions where seq = ?', version.seq)
  if (version.isLatest)
    db.run(
      `update versions set is_latest = 1
       where seq = (select max(seq) from versions where bucket = ? and key = ?)`,
      version.bucket,
      version.key,
    )
}

export const setTags = (db: Database, seq: number, tags: Tag[]) =>
  db.run('update versions set tags = ? where seq = ?', JSON.stringify(tags), seq)

export const setLock = (db: Database, seq: number, lock: Lock | null) =>
  db.run(
    'update versions set lock_mode = ?, retain_until = ? where seq = ?',
    lock?.mode ?? null,
    lock?.retainUntil ?? null,
    seq,
  )

export const setLegalHold = (db: Database, seq: number, hold: 'ON' | 'OFF') =>
  db.run('update versions set legal_hold = ? where seq = ?', hold, seq)
