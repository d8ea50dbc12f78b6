import type { Database } from './database.ts'
import { S3Error } from './errors.ts'

export type LockMode = 'GOVERNANCE' | 'COMPLIANCE'

export type DefaultRetention = { mode: LockMode; unit: 'Days' | 'Years'; count: number }

export type Bucket = {
  name: string
  region: string
  /** Milliseconds since 1970. */
  created_at: number
  /** null: never versioned. */
  versioning: 'Enabled' | 'Suspended' | null
  object_lock: boolean
  default_retention: DefaultRetention | null
}

type BucketRow = Omit<Bucket, 'object_lock' | 'default_retention'> & {
  object_lock: 0 | 1
  default_retention: string | null
}

const fromRow = (row: BucketRow): Bucket => ({
  ...row,
  object_lock: row.object_lock === 1,
  default_retention: row.default_retention === null ? null : JSON.parse(row.default_retention),
})

export function findBucket(db: Database, name: string): Bucket | undefined {
  const row = db.get<BucketRow>('select * from buckets where name = ?', name)
  return row && fromRow(row)
}

/** Throws `NoSuchBucket`. */
export function getBucket(db: Database, name: string): Bucket {
  const bucket = findBucket(db, name)
  if (!bucket) throw new S3Error(404, 'NoSuchBucket', 'The specified bucket does not exist')
  return bucket
}

export const findBuckets = (db: Database): Bucket[] =>
  db.all<BucketRow>('select * from buckets order by name').map(fromRow)

export function insertBucket(db: Database, bucket: Bucket): void {
  db.run(
    'insert into buckets (name, region, created_at, versioning, object_lock, default_retention) values (?, ?, ?, ?, ?, null)',
    bucket.name,
    bucket.region,
    bucket.created_at,
    bucket.versioning,
    bucket.object_lock ? 1 : 0,
  )
}

export const setVersioning = (db: Database, name: string, versioning: 'Enabled' | 'Suspended') =>
  db.run('update buckets set versioning = ? where name = ?', versioning, name)

/** Object Lock can be turned on, never off. */
export const setObjectLock = (db: Database, name: string, retention: DefaultRetention | null) =>
  db.run(
    'update buckets set object_lock = 1, default_retention = ? where name = ?',
    retention && JSON.stringify(retention),
    name,
  )

export const deleteBucketRow = (db: Database, name: string) => db.run('delete from buckets where name = ?', name)
