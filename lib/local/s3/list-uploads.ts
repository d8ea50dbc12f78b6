import { getBucket } from './bucket-store.ts'
import type { Context } from './context.ts'
import { invalidArgument } from './errors.ts'
import { keyEncoding, parseLimit } from './listing.ts'
import { openUpload } from './multipart.ts'
import type { Call, Reply } from './request.ts'
import { findParts, findUploads } from './upload-store.ts'
import { document, element, optional } from './xml.ts'

export function listParts(context: Context, call: Call): Reply {
  const upload = openUpload(context, call)
  const after = parsePartMarker(call.query.get('part-number-marker'))
  const limit = parseLimit(call.query, 'max-parts')
  const following = findParts(context.db, upload.id).filter((part) => part.number > after)
  const page = following.slice(0, limit)
  const truncated = following.length > page.length
  const parts = page.map((part) =>
    element(
      'Part',
      element('PartNumber', part.number),
      element('LastModified', new Date(part.modifiedAt).toISOString()),
      element('ETag', `"${part.etag}"`),
      element('Size', part.sizeBytes),
      part.checksum && element(`Checksum${part.checksum.algorithm}`, part.checksum.value),
    ),
  )
  return {
    status: 200,
    body: document(
      element(
        'ListPartsResult',
        element('Bucket', call.bucket),
        element('Key', call.key),
        element('UploadId', upload.id),
        element('PartNumberMarker', after),
        truncated ? element('NextPartNumberMarker', page.at(-1)?.number ?? after) : undefined,
        element('MaxParts', limit),
        element('IsTruncated', truncated),
        optional('ChecksumAlgorithm', upload.checksum?.algorithm),
        optional('ChecksumType', upload.checksum?.type),
        ...parts,
      ),
    ),
  }
}

export function listMultipartUploads({ db }: Context, call: Call): Reply {
  const bucket = getBucket(db, call.bucket)
  const encode = keyEncoding(call.query)
  const prefix = call.query.get('prefix') ?? ''
  const keyMarker = call.query.get('key-marker') ?? ''
  const idMarker = call.query.get('upload-id-marker') ?? ''
  const limit = parseLimit(call.query, 'max-uploads')
  const all = findUploads(db, bucket.name).filter((upload) => upload.key.startsWith(prefix))
  const at = all.findIndex((upload) => upload.key === keyMarker && upload.id === idMarker)
  const following = at >= 0 ? all.slice(at + 1) : all.filter((upload) => isAfter(upload.key, keyMarker))
  const page = following.slice(0, limit)
  const truncated = following.length > page.length
  const uploads = page.map((upload) =>
    element(
      'Upload',
      element('Key', encode(upload.key)),
      element('UploadId', upload.id),
      element('StorageClass', upload.attributes.headers['x-amz-storage-class'] ?? 'STANDARD'),
      element('Initiated', new Date(upload.createdAt).toISOString()),
      optional('ChecksumAlgorithm', upload.checksum?.algorithm),
      optional('ChecksumType', upload.checksum?.type),
    ),
  )
  return {
    status: 200,
    body: document(
      element(
        'ListMultipartUploadsResult',
        element('Bucket', bucket.name),
        element('Prefix', encode(prefix)),
        element('KeyMarker', encode(keyMarker)),
        element('UploadIdMarker', idMarker),
        ...(truncated
          ? [optional('NextKeyMarker', encode(page.at(-1)?.key ?? '')), optional('NextUploadIdMarker', page.at(-1)?.id)]
          : []),
        element('MaxUploads', limit),
        optional('EncodingType', call.query.get('encoding-type')),
        element('IsTruncated', truncated),
        ...uploads,
      ),
    ),
  }
}

/** In the order of UTF-8 bytes, as the store sorts. */
const isAfter = (key: string, marker: string) => Buffer.compare(Buffer.from(key), Buffer.from(marker)) > 0

function parsePartMarker(text: string | undefined): number {
  if (text !== undefined && !/^\d{1,5}$/.test(text)) throw invalidArgument('part-number-marker must be a number.')
  return Number(text ?? 0)
}
