import { createHash } from 'node:crypto'
import { attributesFrom, encryptionOf, versionHeader } from './attributes.ts'
import { removeBlob, writeBlob } from './blobs.ts'
import { getBucket } from './bucket-store.ts'
import { checksumHeader } from './checksums.ts'
import { assertWritable } from './conditions.ts'
import type { Context } from './context.ts'
import { assertDigestForLock, lockedAttributes } from './object-lock.ts'
import { missingLength, openBody } from './payload.ts'
import type { Call, Reply } from './request.ts'
import type { VerifiedBytes } from './verified-bytes.ts'
import { findLatest, insertVersion, type NewVersion, type Version } from './version-store.ts'

export async function putObject(context: Context, call: Call): Promise<Reply> {
  const bucket = getBucket(context.db, call.bucket)
  if (call.payload.kind !== 'chunked' && !call.headers.has('content-length')) throw missingLength()
  const attributes = lockedAttributes(bucket, attributesFrom(call.headers, context.now()), context.now())
  assertDigestForLock(call.headers, attributes, 'Put Object')
  assertWritable(call.headers, findLatest(context.db, call.bucket, call.key))
  const content = await storeContent(context, openBody(call), attributes.headers)
  const stored = commitVersion(
    context,
    call.bucket,
    { key: call.key, modifiedAt: context.now(), ...attributes, ...content },
    call.headers,
  )
  return {
    status: 200,
    headers: {
      etag: `"${stored.etag}"`,
      ...encryptionOf(stored.headers),
      ...versionHeader(stored, bucket.versioning),
      ...(stored.checksum && {
        [checksumHeader(stored.checksum.algorithm)]: stored.checksum.value,
        'x-amz-checksum-type': stored.checksum.type,
      }),
    },
  }
}

type Content = Pick<NewVersion, 'sizeBytes' | 'etag' | 'checksum'> & { blob: string }

/** Writes a body to a blob that no row names yet; nothing stays of a body that does not verify. */
export async function storeContent(
  { blobs }: Pick<Context, 'blobs'>,
  body: VerifiedBytes,
  headers: Record<string, string>,
): Promise<Content> {
  const blob = await writeBlob(blobs, body.bytes)
  const { sizeBytes, md5, checksum } = body.received()
  return { blob, sizeBytes, checksum, etag: etagOf(md5, blob, headers) }
}

/** The MD5 of the bytes, but under a KMS key something else, as on S3: nobody may rely on it being the MD5. */
function etagOf(md5: Buffer, blob: string, headers: Record<string, string>): string {
  if (headers['x-amz-server-side-encryption'] !== 'aws:kms') return md5.toString('hex')
  return createHash('md5').update(md5).update(blob).digest('hex')
}

/**
 * Makes a stored blob an object's latest version, if the write's conditions hold at this moment; when they do not,
 * or the bucket is gone, the blob is removed.
 * @param alongside what else the same transaction does; answers the blobs that nothing names afterwards
 */
export function commitVersion(
  { db, blobs }: Context,
  bucketName: string,
  version: NewVersion & { blob: string },
  conditions: Map<string, string>,
  alongside: () => string[] = () => [],
): Version {
  try {
    const { stored, freed } = db.transaction(() => {
      const bucket = getBucket(db, bucketName)
      assertWritable(conditions, findLatest(db, bucketName, version.key))
      const [stored, replaced] = insertVersion(db, bucket, version)
      return { stored, freed: replaced ? [replaced, ...alongside()] : alongside() }
    })
    for (const blob of freed) removeBlob(blobs, blob)
    return stored
  } catch (error) {
    removeBlob(blobs, version.blob)
    throw error
  }
}
