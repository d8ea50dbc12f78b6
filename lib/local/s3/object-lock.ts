import type { Bucket, DefaultRetention, LockMode } from './bucket-store.ts'
import { accessDenied, invalidArgument, invalidRequest, malformedXml } from './errors.ts'
import type { Attributes, Lock, Version } from './version-store.ts'

/**
 * Write once, read many. What must always hold: a version under a legal hold, or whose retention has not passed, cannot
 * be deleted; COMPLIANCE can only be extended, GOVERNANCE be weakened or passed over only by who asks for the bypass.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
 */

const DAY_MS = 24 * 3600 * 1000

/** The lock that a write asks for. */
export function lockFromHeaders(headers: Map<string, string>, now: number): Lock | null {
  const mode = headers.get('x-amz-object-lock-mode')
  const until = headers.get('x-amz-object-lock-retain-until-date')
  if (mode === undefined && until === undefined) return null
  if (mode === undefined || until === undefined)
    throw invalidArgument('x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied')
  return parseLock(mode, until, now)
}

/** What a new version gets: its own lock, else the bucket's default. Throws where the bucket knows no locks. */
export function lockedAttributes(bucket: Bucket, attributes: Attributes, now: number): Attributes {
  if (attributes.lock || attributes.legalHold) assertLockBucket(bucket)
  const byDefault = bucket.default_retention
  if (attributes.lock || !byDefault) return attributes
  const days = byDefault.unit === 'Years' ? byDefault.count * 365 : byDefault.count
  return { ...attributes, lock: { mode: byDefault.mode, retainUntil: now + days * DAY_MS } }
}

/** S3 wants proof of the bytes before it locks them. */
export function assertDigestForLock(headers: Map<string, string>, attributes: Attributes, what: string): void {
  const proved = [...headers.keys()].some((name) => /^(content-md5|x-amz-trailer|x-amz-checksum-.+)$/.test(name))
  if ((attributes.lock || attributes.legalHold) && !proved)
    throw invalidRequest(
      `Content-MD5 OR x-amz-checksum- HTTP header is required for ${what} requests with Object Lock parameters`,
    )
}

export const bypasses = (headers: Map<string, string>) =>
  headers.get('x-amz-bypass-governance-retention')?.toLowerCase() === 'true'

/** Throws `AccessDenied` while anything protects the version. */
export function assertDeletable(version: Version, now: number, bypass: boolean): void {
  const retained = version.lock && version.lock.retainUntil > now && !(version.lock.mode === 'GOVERNANCE' && bypass)
  if (retained || version.legalHold === 'ON')
    throw accessDenied('Access Denied because object protected by object lock.')
}

export function lockHeaders(version: Version): Record<string, string> {
  return {
    ...(version.lock && {
      'x-amz-object-lock-mode': version.lock.mode,
      'x-amz-object-lock-retain-until-date': new Date(version.lock.retainUntil).toISOString(),
    }),
    ...(version.legalHold && { 'x-amz-object-lock-legal-hold': version.legalHold }),
  }
}

/** A bucket's `<DefaultRetention>`. */
export function parseDefaultRetention(texts: { Mode?: string; Days?: string; Years?: string }): DefaultRetention {
  const { Mode: mode, Days: days, Years: years } = texts
  const count = Number(days ?? years)
  if (!isLockMode(mode) || (days === undefined) === (years === undefined) || !Number.isInteger(count))
    throw malformedXml()
  if (count < 1) throw invalidArgument('Default retention period must be a positive integer value.')
  return { mode, unit: days === undefined ? 'Years' : 'Days', count }
}

/** @param until ISO 8601, in the future */
export function parseLock(mode: string, until: string, now: number): Lock {
  const retainUntil = Date.parse(until)
  if (!isLockMode(mode)) throw invalidArgument('Unknown wormMode directive.')
  if (Number.isNaN(retainUntil)) throw invalidArgument('The retain until date must be provided in ISO 8601 format')
  if (retainUntil <= now) throw invalidArgument('The retain until date must be in the future!')
  return { mode, retainUntil }
}

/** Throws `AccessDenied` where a running retention would be weakened; the bypass counts under GOVERNANCE alone. */
export function assertReplaceable(current: Lock | null, wanted: Lock | null, now: number, bypass: boolean): void {
  if (!current || current.retainUntil <= now) return
  const extends_ = wanted?.mode === current.mode && wanted.retainUntil >= current.retainUntil
  if (!extends_ && !(current.mode === 'GOVERNANCE' && bypass))
    throw accessDenied('Access Denied because object protected by object lock.')
}

/** Throws `InvalidRequest`. */
export function assertLockBucket(bucket: Bucket): void {
  if (!bucket.object_lock) throw invalidRequest('Bucket is missing Object Lock Configuration')
}

const isLockMode = (mode: string | undefined): mode is LockMode => mode === 'GOVERNANCE' || mode === 'COMPLIANCE'
