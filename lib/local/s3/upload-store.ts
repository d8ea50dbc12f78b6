import type { Checksum, ChecksumAlgorithm, ChecksumType } from './checksums.ts'
import type { Database } from './database.ts'
import { S3Error } from './errors.ts'
import type { Attributes } from './version-store.ts'

/** A multipart upload under way. */
export type Upload = {
  id: string
  bucket: string
  key: string
  /** Milliseconds since 1970. */
  createdAt: number
  /** What the object will be given. */
  attributes: Attributes
  /** null: its creator asked for none. */
  checksum: { algorithm: ChecksumAlgorithm; type: ChecksumType } | null
}

export type Part = {
  number: number
  blob: string
  sizeBytes: number
  etag: string
  modifiedAt: number
  checksum: Checksum | null
}

type UploadRow = {
  id: string
  bucket: string
  key: string
  created_at: number
  attributes: string
  checksum_algorithm: ChecksumAlgorithm | null
  checksum_type: ChecksumType | null
}

type PartRow = {
  number: number
  blob: string
  size: number
  etag: string
  modified_at: number
  checksum: string | null
}

const uploadFrom = (row: UploadRow): Upload => ({
  id: row.id,
  bucket: row.bucket,
  key: row.key,
  createdAt: row.created_at,
  attributes: JSON.parse(row.attributes),
  checksum:
    row.checksum_algorithm && row.checksum_type ? { algorithm: row.checksum_algorithm, type: row.checksum_type } : null,
})

const partFrom = (row: PartRow): Part => ({
  number: row.number,
  blob: row.blob,
  sizeBytes: row.size,
  etag: row.etag,
  modifiedAt: row.modified_at,
  checksum: row.checksum === null ? null : JSON.parse(row.checksum),
})

export function insertUpload(db: Database, upload: Upload): void {
  db.run(
    `insert into uploads (id, bucket, key, created_at, attributes, checksum_algorithm, checksum_type)
     values (?, ?, ?, ?, ?, ?, ?)`,
    upload.id,
    upload.bucket,
    upload.key,
    upload.createdAt,
    JSON.stringify(upload.attributes),
    upload.checksum?.algorithm ?? null,
    upload.checksum?.type ?? null,
  )
}

/** Throws `NoSuchUpload`, also for an upload of another key. */
export function getUpload(db: Database, bucket: string, key: string, id: string): Upload {
  const row = db.get<UploadRow>('select * from uploads where id = ? and bucket = ? and key = ?', id, bucket, key)
  if (!row)
    throw new S3Error(
      404,
      'NoSuchUpload',
      'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
    )
  return uploadFrom(row)
}

/** By key and then by age, after the given position. */
export const findUploads = (db: Database, bucket: string): Upload[] =>
  db.all<UploadRow>('select * from uploads where bucket = ? order by key, created_at, id', bucket).map(uploadFrom)

/** Its parts go with it; answers their blobs, which nothing names any more. */
export function deleteUpload(db: Database, id: string): string[] {
  const blobs = findParts(db, id).map((part) => part.blob)
  db.run('delete from parts where upload_id = ?', id)
  db.run('delete from uploads where id = ?', id)
  return blobs
}

/** Takes the place of an earlier part of that number and answers its blob. */
export function replacePart(db: Database, uploadId: string, part: Part): string | undefined {
  const before = db.get<{ blob: string }>(
    'select blob from parts where upload_id = ? and number = ?',
    uploadId,
    part.number,
  )
  db.run(
    `insert or replace into parts (upload_id, number, blob, size, etag, modified_at, checksum)
     values (?, ?, ?, ?, ?, ?, ?)`,
    uploadId,
    part.number,
    part.blob,
    part.sizeBytes,
    part.etag,
    part.modifiedAt,
    part.checksum && JSON.stringify(part.checksum),
  )
  return before?.blob
}

export const findParts = (db: Database, uploadId: string): Part[] =>
  db.all<PartRow>('select * from parts where upload_id = ? order by number', uploadId).map(partFrom)

export const isBlobOfPart = (db: Database, blob: string): boolean =>
  db.get('select 1 from parts where blob = ?', blob) !== undefined
