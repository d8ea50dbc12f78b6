import { representable, versionHeader } from './attributes.ts'
import { readBlob } from './blobs.ts'
import { getBucket } from './bucket-store.ts'
import { checksumHeader } from './checksums.ts'
import { isUnmodified } from './conditions.ts'
import type { Context } from './context.ts'
import type { Database } from './database.ts'
import { invalidArgument, S3Error } from './errors.ts'
import { lockHeaders } from './object-lock.ts'
import { parseRange } from './range.ts'
import type { Call, Reply } from './request.ts'
import { findLatest, findVersion, type StoredVersion } from './version-store.ts'

export const RESPONSE_OVERRIDES = [
  'response-cache-control',
  'response-content-disposition',
  'response-content-encoding',
  'response-content-language',
  'response-content-type',
  'response-expires',
]

/** The version that the request names, or the latest. Throws 404, or 405 where it is a delete marker by its own id. */
export function getStored(db: Database, call: Pick<Call, 'bucket' | 'key' | 'query'>): StoredVersion {
  const versionId = call.query.get('versionId')
  if (versionId === undefined) {
    const latest = findLatest(db, call.bucket, call.key)
    if (latest?.blob) return { ...latest, blob: latest.blob }
    const marker = latest && { 'x-amz-delete-marker': 'true', 'x-amz-version-id': latest.versionId }
    throw new S3Error(404, 'NoSuchKey', 'The specified key does not exist.', marker)
  }
  const version = findVersion(db, call.bucket, call.key, parseVersionId(versionId))
  if (!version) throw new S3Error(404, 'NoSuchVersion', 'The specified version does not exist.')
  if (version.blob) return { ...version, blob: version.blob }
  throw new S3Error(405, 'MethodNotAllowed', 'The specified method is not allowed against this resource.', {
    allow: 'DELETE',
    'x-amz-delete-marker': 'true',
    'x-amz-version-id': version.versionId,
  })
}

/** Throws `InvalidArgument` for what was never a version's id. */
export function parseVersionId(text: string): string {
  if (!/^(null|[0-9a-f]{32})$/.test(text)) throw invalidArgument('Invalid version id specified')
  return text
}

/** GET and HEAD differ in the body alone. */
export function getObject({ db, blobs }: Context, call: Call): Reply {
  const bucket = getBucket(db, call.bucket)
  const version = getStored(db, call)
  const validators = {
    etag: `"${version.etag}"`,
    'last-modified': new Date(version.modifiedAt).toUTCString(),
    ...versionHeader(version, bucket.versioning),
  }
  if (isUnmodified(call.headers, version)) return { status: 304, headers: validators }
  const range = parseRange(call.headers.get('range'), version.sizeBytes)
  const sizeBytes = range ? range.last - range.first + 1 : version.sizeBytes
  return {
    status: range ? 206 : 200,
    headers: {
      ...version.headers,
      ...validators,
      'accept-ranges': 'bytes',
      'content-length': String(sizeBytes),
      ...(range && { 'content-range': `bytes ${range.first}-${range.last}/${version.sizeBytes}` }),
      ...(version.tags.length > 0 && { 'x-amz-tagging-count': String(version.tags.length) }),
      ...lockHeaders(version),
      // A checksum of the whole says nothing about a range.
      ...(!range && checksumHeaders(call, version)),
      ...overrides(call.query),
    },
    body: call.method === 'GET' && sizeBytes > 0 ? readBlob(blobs, version.blob, range) : undefined,
  }
}

function checksumHeaders(call: Call, { checksum }: StoredVersion): Record<string, string> {
  const mode = call.headers.get('x-amz-checksum-mode')
  if (mode !== undefined && mode.toUpperCase() !== 'ENABLED')
    throw invalidArgument('x-amz-checksum-mode must be ENABLED.')
  if (mode === undefined || !checksum) return {}
  return { [checksumHeader(checksum.algorithm)]: checksum.value, 'x-amz-checksum-type': checksum.type }
}

function overrides(query: Map<string, string>): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const name of RESPONSE_OVERRIDES) {
    const value = query.get(name)
    if (value !== undefined) headers[name.slice('response-'.length)] = representable(name, value)
  }
  return headers
}
