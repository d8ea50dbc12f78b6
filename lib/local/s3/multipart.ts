import { randomUUID } from 'node:crypto'
import { attributesFrom, encryptionOf } from './attributes.ts'
import { readBlob, removeBlob, writeBlob } from './blobs.ts'
import { getBucket } from './bucket-store.ts'
import {
  type ChecksumAlgorithm,
  type ChecksumType,
  checksumHeader,
  claimedChecksum,
  parseAlgorithm,
} from './checksums.ts'
import type { Context } from './context.ts'
import { copyResult, getCopySource, sourceVersionHeader } from './copy-object.ts'
import { invalidArgument, invalidRequest, S3Error } from './errors.ts'
import { assertDigestForLock, lockedAttributes } from './object-lock.ts'
import { missingLength, openBody } from './payload.ts'
import { parseCopyRange } from './range.ts'
import type { Call, Reply } from './request.ts'
import { deleteUpload, getUpload, insertUpload, type Part, replacePart, type Upload } from './upload-store.ts'
import { type VerifiedBytes, verifyBytes } from './verified-bytes.ts'
import { document, element } from './xml.ts'

/** Uploads in parts, up to where they become an object (`complete-upload.ts`). */

const MAX_PART_NUMBER = 10_000

export function createMultipartUpload({ db, now }: Context, call: Call): Reply {
  const bucket = getBucket(db, call.bucket)
  const attributes = lockedAttributes(bucket, attributesFrom(call.headers, now()), now())
  const checksum = wantedChecksum(call.headers)
  const id = randomUUID()
  insertUpload(db, { id, bucket: bucket.name, key: call.key, createdAt: now(), attributes, checksum })
  return {
    status: 200,
    headers: {
      ...encryptionOf(attributes.headers),
      ...(checksum && { 'x-amz-checksum-algorithm': checksum.algorithm, 'x-amz-checksum-type': checksum.type }),
    },
    body: document(
      element(
        'InitiateMultipartUploadResult',
        element('Bucket', bucket.name),
        element('Key', call.key),
        element('UploadId', id),
      ),
    ),
  }
}

export async function uploadPart(context: Context, call: Call): Promise<Reply> {
  const upload = openUpload(context, call)
  const number = partNumber(call)
  if (call.payload.kind !== 'chunked' && !call.headers.has('content-length')) throw missingLength()
  assertDigestForLock(call.headers, upload.attributes, 'Put Part')
  assertPartChecksum(upload, claimedChecksum(call.headers)?.algorithm)
  const part = await storePart(context, call, number, openBody(call))
  return {
    status: 200,
    headers: {
      etag: `"${part.etag}"`,
      ...encryptionOf(upload.attributes.headers),
      ...(part.checksum && { [checksumHeader(part.checksum.algorithm)]: part.checksum.value }),
    },
  }
}

export async function uploadPartCopy(context: Context, call: Call): Promise<Reply> {
  const upload = openUpload(context, call)
  const number = partNumber(call)
  const source = getCopySource(context.db, call.headers)
  const range = parseCopyRange(call.headers.get('x-amz-copy-source-range'), source.sizeBytes)
  const checksum = upload.checksum ? { algorithm: upload.checksum.algorithm } : undefined
  const body = verifyBytes(readBlob(context.blobs, source.blob, range), { checksum })
  const part = await storePart(context, call, number, body)
  return {
    status: 200,
    headers: sourceVersionHeader(context.db, source),
    body: document(element('CopyPartResult', ...copyResult(part))),
  }
}

export function abortMultipartUpload(context: Context, call: Call): Reply {
  const upload = openUpload(context, call)
  const blobs = context.db.transaction(() => deleteUpload(context.db, upload.id))
  for (const blob of blobs) removeBlob(context.blobs, blob)
  return { status: 204 }
}

/** The upload that the request names. Throws `NoSuchUpload`, and `OperationAborted` while it is being completed. */
export function openUpload({ db, completing }: Context, call: Call): Upload {
  getBucket(db, call.bucket)
  const upload = getUpload(db, call.bucket, call.key, call.query.get('uploadId') ?? '')
  if (completing.has(upload.id))
    throw new S3Error(409, 'OperationAborted', 'A conflicting operation is in progress against this upload.')
  return upload
}

/** The upload may have been completed or aborted while the bytes came in; then they count for nothing. */
async function storePart(context: Context, call: Call, number: number, body: VerifiedBytes): Promise<Part> {
  const blob = await writeBlob(context.blobs, body.bytes)
  const { sizeBytes, md5, checksum } = body.received()
  const part = { number, blob, sizeBytes, etag: md5.toString('hex'), modifiedAt: context.now(), checksum }
  try {
    const { id } = openUpload(context, call)
    const freed = context.db.transaction(() => replacePart(context.db, id, part))
    if (freed) removeBlob(context.blobs, freed)
    return part
  } catch (error) {
    removeBlob(context.blobs, blob)
    throw error
  }
}

function partNumber(call: Call): number {
  const text = call.query.get('partNumber') ?? ''
  const number = /^\d{1,5}$/.test(text) ? Number(text) : 0
  if (number < 1 || number > MAX_PART_NUMBER)
    throw invalidArgument(`Part number must be an integer between 1 and ${MAX_PART_NUMBER}, inclusive`)
  return number
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html */
function wantedChecksum(headers: Map<string, string>): Upload['checksum'] {
  const name = headers.get('x-amz-checksum-algorithm')
  const type = headers.get('x-amz-checksum-type')
  if (name === undefined) {
    if (type !== undefined) throw invalidRequest('The x-amz-checksum-type header needs x-amz-checksum-algorithm.')
    return null
  }
  const algorithm = parseAlgorithm(name)
  if (type !== undefined && type !== 'FULL_OBJECT' && type !== 'COMPOSITE')
    throw invalidRequest('Value for x-amz-checksum-type header is invalid.')
  const chosen: ChecksumType = type ?? (algorithm === 'CRC64NVME' ? 'FULL_OBJECT' : 'COMPOSITE')
  const possible =
    algorithm === 'CRC64NVME' ? chosen === 'FULL_OBJECT' : algorithm.startsWith('CRC') || chosen === 'COMPOSITE'
  if (!possible) throw invalidRequest(`The ${chosen} checksum type cannot be used with the ${algorithm} checksum.`)
  return { algorithm, type: chosen }
}

/**
 * An upload that named an algorithm takes no other, and a composite one needs it on every part. One that named none
 * takes any: that is how the SDKs upload by default, CRC32 on the parts and nothing on the upload.
 */
function assertPartChecksum({ checksum }: Upload, actual: ChecksumAlgorithm | undefined): void {
  if (!checksum) return
  if (actual === undefined && checksum.type === 'FULL_OBJECT') return
  if (actual !== checksum.algorithm)
    throw invalidRequest(
      `Checksum Type mismatch occurred, expected checksum Type: ${checksum.algorithm.toLowerCase()}, actual checksum Type: ${actual?.toLowerCase() ?? 'null'}`,
    )
}
