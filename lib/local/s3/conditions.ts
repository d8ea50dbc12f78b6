import { notImplemented, S3Error } from './errors.ts'
import type { StoredVersion, Version } from './version-store.ts'

/** Conditional requests (RFC 9110 section 13, as far as S3 takes part). Every function throws where one fails. */

const failed = (condition: string) =>
  new S3Error(412, 'PreconditionFailed', `At least one of the pre-conditions you specified did not hold: ${condition}`)

const matches = (header: string, etag: string): boolean =>
  header
    .split(',')
    .map((candidate) => candidate.trim().replace(/^"(.*)"$/, '$1'))
    .some((candidate) => candidate === '*' || candidate === etag)

/**
 * On a write: `If-None-Match: *` wants the key free, `If-Match` wants the latest version to be the one named.
 * To be called where nothing can come between it and the write.
 */
export function assertWritable(headers: Map<string, string>, latest: Version | undefined): void {
  const live = latest?.blob ? latest : undefined
  const noneMatch = headers.get('if-none-match')
  if (noneMatch !== undefined && noneMatch !== '*') throw notImplemented('If-None-Match with an ETag on a write')
  if (noneMatch === '*' && live) throw failed('If-None-Match')
  const match = headers.get('if-match')
  if (match === undefined) return
  if (!live) throw new S3Error(404, 'NoSuchKey', 'The specified key does not exist.')
  if (!matches(match, live.etag)) throw failed('If-Match')
}

/** On a read. Throws 412, or answers whether the caller's copy is still good (304). */
export function isUnmodified(headers: Map<string, string>, version: StoredVersion, prefix = ''): boolean {
  const match = headers.get(`${prefix}if-match`)
  const noneMatch = headers.get(`${prefix}if-none-match`)
  const modifiedSince = dateOf(headers.get(`${prefix}if-modified-since`))
  const unmodifiedSince = dateOf(headers.get(`${prefix}if-unmodified-since`))
  // HTTP dates have whole seconds.
  const modifiedAt = Math.floor(version.modifiedAt / 1000) * 1000
  if (match !== undefined && !matches(match, version.etag)) throw failed('If-Match')
  if (match === undefined && unmodifiedSince !== undefined && modifiedAt > unmodifiedSince)
    throw failed('If-Unmodified-Since')
  if (noneMatch !== undefined) return matches(noneMatch, version.etag)
  return modifiedSince !== undefined && modifiedAt <= modifiedSince
}

/** On the source of a copy, where "not modified" is a failure as well. */
export function assertCopyable(headers: Map<string, string>, source: StoredVersion): void {
  if (isUnmodified(headers, source, 'x-amz-copy-source-')) throw failed('x-amz-copy-source-If-None-Match')
}

/** A date that cannot be read counts as absent (RFC 9110 section 13.1.3). */
function dateOf(header: string | undefined): number | undefined {
  const time = Date.parse(header ?? '')
  return Number.isNaN(time) ? undefined : time
}
