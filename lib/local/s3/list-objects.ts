import { getBucket } from './bucket-store.ts'
import type { Context } from './context.ts'
import type { Database } from './database.ts'
import { invalidArgument, notImplemented } from './errors.ts'
import { keyEncoding, parseLimit } from './listing.ts'
import type { Call, Reply } from './request.ts'
import { eachLatest, eachVersion, findVersion, type Version } from './version-store.ts'
import { document, element, optional, type Xml } from './xml.ts'

type Page = {
  objects: Version[]
  commonPrefixes: string[]
  /** Where the next page goes on, when there is one. */
  next?: string
}

// The highest code point, and so after every key that begins with what stands before it.
const END = '\u{10ffff}'

export function listObjectsV2({ db }: Context, call: Call): Reply {
  const bucket = getBucket(db, call.bucket)
  if (call.query.get('list-type') !== '2') throw notImplemented(`list-type ${call.query.get('list-type')}`)
  if (call.query.get('fetch-owner') === 'true') throw notImplemented('fetch-owner')
  const encode = keyEncoding(call.query)
  const prefix = call.query.get('prefix') ?? ''
  const delimiter = call.query.get('delimiter') ?? ''
  const limit = parseLimit(call.query, 'max-keys')
  const token = call.query.get('continuation-token')
  const after = token === undefined ? (call.query.get('start-after') ?? '') : parseToken(token)
  const page = readPage(db, bucket.name, { prefix, delimiter, after, limit })
  return {
    status: 200,
    body: document(
      element(
        'ListBucketResult',
        element('Name', bucket.name),
        element('Prefix', encode(prefix)),
        optional('Delimiter', encode(delimiter)),
        optional('StartAfter', encode(call.query.get('start-after') ?? '')),
        optional('ContinuationToken', token),
        optional('NextContinuationToken', page.next && Buffer.from(page.next).toString('base64url')),
        element('KeyCount', page.objects.length + page.commonPrefixes.length),
        element('MaxKeys', limit),
        optional('EncodingType', call.query.get('encoding-type')),
        element('IsTruncated', page.next !== undefined),
        ...page.objects.map((object) => element('Contents', element('Key', encode(object.key)), ...describe(object))),
        ...page.commonPrefixes.map((common) => element('CommonPrefixes', element('Prefix', encode(common)))),
      ),
    ),
  }
}

/** Keys that share what stands before the delimiter count as one; the scan leaps over them. */
function readPage(
  db: Database,
  bucket: string,
  { prefix, delimiter, after, limit }: { prefix: string; delimiter: string; after: string; limit: number },
): Page {
  const page: Page = { objects: [], commonPrefixes: [] }
  const isFull = () => page.objects.length + page.commonPrefixes.length >= limit
  if (limit === 0) return page
  let position = after
  for (let leapt = true; leapt; ) {
    leapt = false
    for (const object of eachLatest(db, bucket, prefix, position)) {
      if (!object.key.startsWith(prefix)) return page
      if (isFull()) return { ...page, next: position }
      const end = delimiter ? object.key.indexOf(delimiter, prefix.length) : -1
      if (end < 0) {
        page.objects.push(object)
        position = object.key
        continue
      }
      const common = object.key.slice(0, end + delimiter.length)
      page.commonPrefixes.push(common)
      position = common + END
      leapt = true
      break
    }
  }
  return page
}

export function listObjectVersions({ db }: Context, call: Call): Reply {
  const bucket = getBucket(db, call.bucket)
  const encode = keyEncoding(call.query)
  const prefix = call.query.get('prefix') ?? ''
  const keyMarker = call.query.get('key-marker') ?? ''
  const versionMarker = call.query.get('version-id-marker')
  const limit = parseLimit(call.query, 'max-keys')
  const page: Version[] = []
  let truncated = false
  for (const version of eachVersion(
    db,
    bucket.name,
    ...versionStart(db, bucket.name, prefix, keyMarker, versionMarker),
  )) {
    if (!version.key.startsWith(prefix)) break
    truncated = page.length >= limit
    if (truncated) break
    page.push(version)
  }
  const last = page.at(-1)
  return {
    status: 200,
    body: document(
      element(
        'ListVersionsResult',
        element('Name', bucket.name),
        element('Prefix', encode(prefix)),
        element('KeyMarker', encode(keyMarker)),
        optional('VersionIdMarker', versionMarker),
        ...(truncated && last
          ? [element('NextKeyMarker', encode(last.key)), element('NextVersionIdMarker', last.versionId)]
          : []),
        element('MaxKeys', limit),
        optional('EncodingType', call.query.get('encoding-type')),
        element('IsTruncated', truncated && last !== undefined),
        ...page.map((version) =>
          element(
            version.blob ? 'Version' : 'DeleteMarker',
            element('Key', encode(version.key)),
            element('VersionId', version.versionId),
            element('IsLatest', version.isLatest),
            ...describe(version),
          ),
        ),
      ),
    ),
  }
}

/** The key to begin with and, of its versions, the sequence to stay below. */
function versionStart(
  db: Database,
  bucket: string,
  prefix: string,
  keyMarker: string,
  versionMarker: string | undefined,
): [key: string, belowSeq: number] {
  if (versionMarker === undefined) {
    const markerFirst = Buffer.compare(Buffer.from(keyMarker), Buffer.from(prefix)) < 0
    // Below the largest sequence lies every version of the prefix as a key; below 0 none of the marker's.
    return markerFirst ? [prefix, Number.MAX_SAFE_INTEGER] : [keyMarker, 0]
  }
  const marker = findVersion(db, bucket, keyMarker, versionMarker)
  if (!marker) throw invalidArgument('Invalid version id specified')
  return [keyMarker, marker.seq]
}

function describe(version: Version): (Xml | undefined)[] {
  const modified = element('LastModified', new Date(version.modifiedAt).toISOString())
  if (!version.blob) return [modified]
  return [
    modified,
    element('ETag', `"${version.etag}"`),
    optional('ChecksumAlgorithm', version.checksum?.algorithm),
    optional('ChecksumType', version.checksum?.type),
    element('Size', version.sizeBytes),
    element('StorageClass', version.headers['x-amz-storage-class'] ?? 'STANDARD'),
  ]
}

function parseToken(token: string): string {
  const position = Buffer.from(token, 'base64url').toString()
  if (!token || Buffer.from(position).toString('base64url') !== token)
    throw invalidArgument('The continuation token provided is incorrect')
  return position
}
