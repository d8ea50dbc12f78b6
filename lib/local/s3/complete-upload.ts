import { createHash } from 'node:crypto'
import { encryptionOf, versionHeader } from './attributes.ts'
import { readBlob, removeBlob, writeBlob } from './blobs.ts'
import { getBucket } from './bucket-store.ts'
import { CHECKSUM_ALGORITHMS, type Checksum, checksumHeader, compositeChecksum } from './checksums.ts'
import { assertWritable } from './conditions.ts'
import type { Context } from './context.ts'
import { invalidRequest, malformedXml, S3Error } from './errors.ts'
import { openUpload } from './multipart.ts'
import { commitVersion } from './put-object.ts'
import type { Call, Reply } from './request.ts'
import { deleteUpload, findParts, type Part, type Upload } from './upload-store.ts'
import { verifyBytes } from './verified-bytes.ts'
import { findLatest, type Version } from './version-store.ts'
import { document, element, parseXml, textsOf } from './xml.ts'

const MIN_PART_BYTES = 5 * 1024 ** 2
const MAX_PARTS = 10_000

type NamedPart = { number: number; etag: string; checksum?: string }

/**
 * Joins the parts into an object. Until it answers nothing else can touch the upload; when it is refused the upload
 * stays as it was, to be completed otherwise or aborted.
 */
export async function completeMultipartUpload(context: Context, call: Call): Promise<Reply> {
  const { db, completing } = context
  const upload = openUpload(context, call)
  const parts = chooseParts(upload, findParts(db, upload.id), parseCompletion(call.body))
  assertTotal(call.headers.get('x-amz-mp-object-size'), parts)
  assertWritable(call.headers, findLatest(db, call.bucket, call.key))
  completing.add(upload.id)
  try {
    const stored = await assemble(context, call, upload, parts)
    return {
      status: 200,
      headers: {
        ...encryptionOf(stored.headers),
        ...versionHeader(stored, getBucket(db, call.bucket).versioning),
      },
      body: document(
        element(
          'CompleteMultipartUploadResult',
          element('Location', `http://${call.headers.get('host')}${call.wire.path}`),
          element('Bucket', call.bucket),
          element('Key', call.key),
          element('ETag', `"${stored.etag}"`),
          ...(stored.checksum
            ? [
                element(`Checksum${stored.checksum.algorithm}`, stored.checksum.value),
                element('ChecksumType', stored.checksum.type),
              ]
            : []),
        ),
      ),
    }
  } finally {
    completing.delete(upload.id)
  }
}

async function assemble(context: Context, call: Call, upload: Upload, parts: Part[]): Promise<Version> {
  const whole = upload.checksum?.type === 'FULL_OBJECT' ? { algorithm: upload.checksum.algorithm } : undefined
  const body = verifyBytes(concatenate(context, parts), { checksum: whole })
  const blob = await writeBlob(context.blobs, body.bytes)
  const { sizeBytes, checksum: fullObject } = body.received()
  const checksum =
    upload.checksum?.type === 'COMPOSITE'
      ? compositeChecksum(
          upload.checksum.algorithm,
          parts.map((part) => part.checksum?.value ?? ''),
        )
      : fullObject
  try {
    assertWholeChecksum(call.headers, checksum)
  } catch (error) {
    removeBlob(context.blobs, blob)
    throw error
  }
  const version = {
    key: upload.key,
    blob,
    sizeBytes,
    checksum,
    etag: multipartEtag(parts),
    modifiedAt: context.now(),
    ...upload.attributes,
  }
  return commitVersion(context, call.bucket, version, call.headers, () => deleteUpload(context.db, upload.id))
}

async function* concatenate({ blobs }: Context, parts: Part[]): AsyncGenerator<Buffer> {
  for (const part of parts) yield* readBlob(blobs, part.blob)
}

/** The MD5 of the parts' MD5s and their number. */
function multipartEtag(parts: Part[]): string {
  const hash = createHash('md5')
  for (const part of parts) hash.update(part.etag, 'hex')
  return `${hash.digest('hex')}-${parts.length}`
}

function parseCompletion(body: Buffer): NamedPart[] {
  const root = parseXml(body, 'CompleteMultipartUpload')
  if (!root.children.length || root.children.length > MAX_PARTS) throw malformedXml()
  return root.children.map((child) => {
    const algorithms = CHECKSUM_ALGORITHMS.map((algorithm) => `Checksum${algorithm}` as const)
    const texts = textsOf(child, ['PartNumber', 'ETag', ...algorithms])
    const checksums = algorithms.map((name) => texts[name]).filter((value) => value !== undefined)
    if (child.name !== 'Part' || !/^\d{1,5}$/.test(texts.PartNumber ?? '') || !texts.ETag || checksums.length > 1)
      throw malformedXml()
    return { number: Number(texts.PartNumber), etag: texts.ETag.replace(/^"(.*)"$/, '$1'), checksum: checksums[0] }
  })
}

/** The parts that the completion names, as they are stored. */
function chooseParts(upload: Upload, stored: Part[], named: NamedPart[]): Part[] {
  if (named.some(({ number }, i) => i > 0 && named[i - 1]!.number >= number))
    throw new S3Error(400, 'InvalidPartOrder', 'The list of parts was not in ascending order.')
  const byNumber = new Map(stored.map((part) => [part.number, part]))
  const parts = named.map(({ number, etag, checksum }) => {
    const part = byNumber.get(number)
    if (!part || part.etag !== etag || (checksum !== undefined && checksum !== part.checksum?.value))
      throw new S3Error(400, 'InvalidPart', `Part ${number} could not be found, or is not the one named.`)
    if (upload.checksum?.type === 'COMPOSITE' && checksum === undefined)
      throw invalidRequest(
        `The upload was created using a ${upload.checksum.algorithm.toLowerCase()} checksum. The complete request must include the checksum for each part. It was missing for part ${number} in the request.`,
      )
    return part
  })
  if (parts.slice(0, -1).some((part) => part.sizeBytes < MIN_PART_BYTES))
    throw new S3Error(400, 'EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size')
  return parts
}

function assertTotal(claimed: string | undefined, parts: Part[]): void {
  const total = parts.reduce((sum, part) => sum + part.sizeBytes, 0)
  if (claimed !== undefined && Number(claimed) !== total)
    throw invalidRequest(`The provided 'x-amz-mp-object-size' header does not match what was computed.`)
}

/** The headers of a completion speak of the object, not of the request's own body. */
function assertWholeChecksum(headers: Map<string, string>, actual: Checksum | null): void {
  const type = headers.get('x-amz-checksum-type')
  if (type !== undefined && type !== actual?.type)
    throw invalidRequest(`The upload was created using the ${actual?.type ?? 'null'} checksum mode.`)
  for (const algorithm of CHECKSUM_ALGORITHMS) {
    const claimed = headers.get(checksumHeader(algorithm))
    if (claimed === undefined) continue
    if (algorithm !== actual?.algorithm) throw invalidRequest(`The upload has no ${algorithm} checksum.`)
    if (claimed !== actual.value)
      throw new S3Error(400, 'BadDigest', `The ${algorithm} you specified did not match the calculated checksum.`)
  }
}
