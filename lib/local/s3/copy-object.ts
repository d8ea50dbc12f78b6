import { attributesFrom, describedHeaders, encryptionOf, placementHeaders, versionHeader } from './attributes.ts'
import { readBlob } from './blobs.ts'
import { getBucket } from './bucket-store.ts'
import { type Checksum, parseAlgorithm } from './checksums.ts'
import { assertCopyable, assertWritable } from './conditions.ts'
import type { Context } from './context.ts'
import type { Database } from './database.ts'
import { invalidArgument, invalidRequest, notImplemented, S3Error } from './errors.ts'
import { getStored } from './get-object.ts'
import { lockedAttributes } from './object-lock.ts'
import { commitVersion, storeContent } from './put-object.ts'
import type { Call, Reply } from './request.ts'
import { verifyBytes } from './verified-bytes.ts'
import { type Attributes, findLatest, type StoredVersion } from './version-store.ts'
import { document, element, type Xml } from './xml.ts'

export const COPY_SOURCE_HEADERS = [
  'x-amz-copy-source',
  'x-amz-copy-source-if-match',
  'x-amz-copy-source-if-none-match',
  'x-amz-copy-source-if-modified-since',
  'x-amz-copy-source-if-unmodified-since',
]

export async function copyObject(context: Context, call: Call): Promise<Reply> {
  const { db, blobs, now } = context
  const bucket = getBucket(db, call.bucket)
  const source = getCopySource(db, call.headers)
  const attributes = lockedAttributes(bucket, copiedAttributes(call, source, now()), now())
  assertWritable(call.headers, findLatest(db, call.bucket, call.key))
  const wanted = call.headers.get('x-amz-checksum-algorithm')
  const algorithm = wanted === undefined ? source.checksum?.algorithm : parseAlgorithm(wanted)
  const body = verifyBytes(readBlob(blobs, source.blob), { checksum: algorithm && { algorithm } })
  const content = await storeContent(context, body, attributes.headers)
  const version = { key: call.key, modifiedAt: now(), ...attributes, ...content }
  const stored = commitVersion(context, call.bucket, version, call.headers)
  return {
    status: 200,
    headers: {
      ...encryptionOf(stored.headers),
      ...versionHeader(stored, bucket.versioning),
      ...sourceVersionHeader(db, source),
    },
    body: document(element('CopyObjectResult', ...copyResult(stored))),
  }
}

/** What both kinds of copy answer. */
export const copyResult = (copy: { etag: string; modifiedAt: number; checksum: Checksum | null }): Xml[] => [
  element('ETag', `"${copy.etag}"`),
  element('LastModified', new Date(copy.modifiedAt).toISOString()),
  ...(copy.checksum ? [element(`Checksum${copy.checksum.algorithm}`, copy.checksum.value)] : []),
]

export const sourceVersionHeader = (db: Database, source: StoredVersion): Record<string, string> =>
  getBucket(db, source.bucket).versioning === null ? {} : { 'x-amz-copy-source-version-id': source.versionId }

/** The source that `x-amz-copy-source` names, if its conditions hold. */
export function getCopySource(db: Database, headers: Map<string, string>): StoredVersion {
  const header = headers.get('x-amz-copy-source') ?? ''
  if (header.startsWith('arn:')) throw notImplemented('copy sources named by ARN')
  const match = /^\/?([^/?]+)\/([^?]+)(?:\?versionId=([^&]+))?$/.exec(header)
  if (!match) throw invalidArgument('Copy Source must mention the source bucket and key: sourcebucket/sourcekey')
  const bucket = decodeSource(match[1]!)
  getBucket(db, bucket)
  const query = new Map(match[3] === undefined ? [] : [['versionId', match[3]] as const])
  try {
    const source = getStored(db, { bucket, key: decodeSource(match[2]!), query })
    assertCopyable(headers, source)
    return source
  } catch (error) {
    if (error instanceof S3Error && error.code === 'MethodNotAllowed')
      throw invalidRequest('The source of a copy request may not specifically refer to a delete marker by version id.')
    throw error
  }
}

/** Description and tags come from the source unless replaced; encryption, storage class and locks never do. */
function copiedAttributes(call: Call, source: StoredVersion, now: number): Attributes {
  const replacesMetadata = isReplaced(call.headers.get('x-amz-metadata-directive'))
  const replacesTags = isReplaced(call.headers.get('x-amz-tagging-directive'))
  const requested = attributesFrom(call.headers, now)
  const placement = placementHeaders(call.headers)
  const ontoItself = source.bucket === call.bucket && source.key === call.key && source.isLatest && !replacesMetadata
  if (ontoItself && !Object.keys(placement).length)
    throw invalidRequest(
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    )
  const described = replacesMetadata
    ? describedHeaders(call.headers)
    : Object.fromEntries(Object.entries(source.headers).filter(([name]) => !isPlacement(name)))
  return {
    ...requested,
    headers: { ...described, ...placement },
    tags: replacesTags ? requested.tags : source.tags,
  }
}

const isPlacement = (name: string) => name.startsWith('x-amz-') && !name.startsWith('x-amz-meta-')

function isReplaced(directive: string | undefined): boolean {
  if (directive !== undefined && directive !== 'COPY' && directive !== 'REPLACE')
    throw invalidArgument('Unknown metadata directive.')
  return directive === 'REPLACE'
}

function decodeSource(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw invalidArgument('The copy source must be URL-encoded.')
  }
}
