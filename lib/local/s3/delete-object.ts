import { removeBlob } from './blobs.ts'
import { type Bucket, getBucket } from './bucket-store.ts'
import { assertWritable } from './conditions.ts'
import type { Context } from './context.ts'
import { invalidRequest, malformedXml, notImplemented, S3Error } from './errors.ts'
import { parseVersionId } from './get-object.ts'
import { assertDeletable, bypasses } from './object-lock.ts'
import type { Call, Reply } from './request.ts'
import { deleteVersion, findLatest, findVersion, insertVersion } from './version-store.ts'
import { document, element, optional, type ParsedXml, parseXml, textsOf, type Xml } from './xml.ts'

type Target = { key: string; versionId?: string; etag?: string }

/** What was deleted (a version, for good) or made (a delete marker); empty where there was nothing. */
type Deletion = { versionId?: string; marker?: boolean }

const MAX_BATCH = 1000

export function deleteObject(context: Context, call: Call): Reply {
  const bucket = getBucket(context.db, call.bucket)
  const target = { key: call.key, versionId: call.query.get('versionId'), etag: call.headers.get('if-match') }
  const deletion = deleteOne(context, bucket, target, bypasses(call.headers))
  return {
    status: 204,
    headers: {
      ...(deletion.versionId && { 'x-amz-version-id': deletion.versionId }),
      ...(deletion.marker && { 'x-amz-delete-marker': 'true' }),
    },
  }
}

/** A batch answers 200 with what became of each; what does not exist counts as deleted. */
export function deleteObjects(context: Context, call: Call): Reply {
  const bucket = getBucket(context.db, call.bucket)
  const proved = [...call.headers.keys()].some((name) => /^(content-md5|x-amz-checksum-.+)$/.test(name))
  if (!proved) throw invalidRequest('Missing required header for this request: Content-MD5 OR x-amz-checksum-*')
  const root = parseXml(call.body, 'Delete')
  const targets = root.children.filter((child) => child.name === 'Object').map(parseTarget)
  const quiet = textsOf({ ...root, children: root.children.filter((child) => child.name !== 'Object') }, ['Quiet'])
  if (!targets.length || targets.length > MAX_BATCH) throw malformedXml()
  const results = targets.map((target) => {
    try {
      const deletion = deleteOne(context, bucket, target, bypasses(call.headers))
      return quiet.Quiet === 'true' ? undefined : deleted(target, deletion)
    } catch (error) {
      if (!(error instanceof S3Error)) throw error
      return element(
        'Error',
        element('Key', target.key),
        optional('VersionId', target.versionId),
        element('Code', error.code),
        element('Message', error.message),
      )
    }
  })
  return { status: 200, body: document(element('DeleteResult', ...results)) }
}

/** Without a version's id nothing is lost in a versioned bucket: a delete marker hides what is there. */
function deleteOne({ db, blobs, now }: Context, bucket: Bucket, target: Target, bypass: boolean): Deletion {
  const named = target.versionId === undefined ? undefined : parseVersionId(target.versionId)
  const freed: (string | null | undefined)[] = []
  const deletion = db.transaction((): Deletion => {
    if (target.etag !== undefined)
      assertWritable(new Map([['if-match', target.etag]]), findLatest(db, bucket.name, target.key))
    if (named === undefined && bucket.versioning !== null) {
      const [marker, replaced] = insertVersion(db, bucket, deleteMarker(target.key, now()))
      freed.push(replaced)
      return { versionId: marker.versionId, marker: true }
    }
    const version = findVersion(db, bucket.name, target.key, named ?? 'null')
    if (!version) return named === undefined ? {} : { versionId: named }
    assertDeletable(version, now(), bypass)
    deleteVersion(db, version)
    freed.push(version.blob)
    return named === undefined ? {} : { versionId: named, marker: version.blob === null }
  })
  for (const blob of freed) if (blob) removeBlob(blobs, blob)
  return deletion
}

const deleteMarker = (key: string, now: number) => ({
  key,
  blob: null,
  sizeBytes: 0,
  etag: '',
  modifiedAt: now,
  headers: {},
  tags: [],
  checksum: null,
  lock: null,
  legalHold: null,
})

function parseTarget(object: ParsedXml): Target {
  const texts = textsOf(object, ['Key', 'VersionId', 'ETag', 'LastModifiedTime', 'Size'])
  if (texts.LastModifiedTime !== undefined || texts.Size !== undefined)
    throw notImplemented('deletes conditional on time or size')
  if (!texts.Key) throw malformedXml()
  return { key: texts.Key, versionId: texts.VersionId || undefined, etag: texts.ETag }
}

function deleted(target: Target, deletion: Deletion): Xml {
  return element(
    'Deleted',
    element('Key', target.key),
    optional('VersionId', target.versionId),
    ...(deletion.marker ? [element('DeleteMarker', true), optional('DeleteMarkerVersionId', deletion.versionId)] : []),
  )
}
