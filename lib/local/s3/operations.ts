import { ATTRIBUTE_HEADERS } from './attributes.ts'
import {
  createBucket,
  deleteBucket,
  getBucketLocation,
  getBucketVersioning,
  headBucket,
  listBuckets,
  putBucketVersioning,
} from './bucket-operations.ts'
import { CHECKSUM_ALGORITHMS, checksumHeader } from './checksums.ts'
import { completeMultipartUpload } from './complete-upload.ts'
import type { Context } from './context.ts'
import { COPY_SOURCE_HEADERS, copyObject } from './copy-object.ts'
import { deleteObject, deleteObjects } from './delete-object.ts'
import { notImplemented } from './errors.ts'
import { getObject, RESPONSE_OVERRIDES } from './get-object.ts'
import { listObjectsV2, listObjectVersions } from './list-objects.ts'
import { listMultipartUploads, listParts } from './list-uploads.ts'
import {
  getObjectLegalHold,
  getObjectLockConfiguration,
  getObjectRetention,
  putObjectLegalHold,
  putObjectLockConfiguration,
  putObjectRetention,
} from './lock-operations.ts'
import { abortMultipartUpload, createMultipartUpload, uploadPart, uploadPartCopy } from './multipart.ts'
import { putObject } from './put-object.ts'
import type { Call, Reply, S3Request } from './request.ts'
import { deleteObjectTagging, getObjectTagging, putObjectTagging } from './tagging.ts'

/** One operation of S3 and everything of a request that it understands; whatever else a request says is refused. */
export type Operation = {
  /** As the API names it. */
  name: string
  method: string
  on: 'service' | 'bucket' | 'object'
  /** The query parameters that mark it. */
  marks?: string[]
  /** The header that marks it. */
  markedBy?: string
  /** Further query parameters. */
  query?: string[]
  /** Of `x-amz-*`, `if-*` and `range`; a final `*` stands for anything. */
  headers?: string[]
  /** Reads the body itself. */
  streams?: boolean
  /** A checksum header speaks of the object, not of the body. */
  checksumsObject?: boolean
  handle: (context: Context, call: Call) => Reply | Promise<Reply>
}

const ALWAYS_HEADERS = [
  'x-amz-content-sha256',
  'x-amz-date',
  'x-amz-decoded-content-length',
  'x-amz-sdk-checksum-algorithm',
  'x-amz-trailer',
  'x-amz-user-agent',
  ...CHECKSUM_ALGORITHMS.map(checksumHeader),
]
const WRITE_CONDITIONS = ['if-match', 'if-none-match']
const READ_CONDITIONS = [...WRITE_CONDITIONS, 'if-modified-since', 'if-unmodified-since']
const READ = {
  on: 'object',
  query: ['versionId', ...RESPONSE_OVERRIDES],
  headers: [...READ_CONDITIONS, 'range', 'x-amz-checksum-mode'],
  handle: getObject,
} as const satisfies Partial<Operation>
const BYPASS = 'x-amz-bypass-governance-retention'
const LISTING = ['prefix', 'encoding-type']

const OPERATIONS: Operation[] = [
  { name: 'ListBuckets', method: 'GET', on: 'service', handle: listBuckets },
  {
    name: 'CreateBucket',
    method: 'PUT',
    on: 'bucket',
    headers: ['x-amz-bucket-object-lock-enabled'],
    handle: createBucket,
  },
  { name: 'HeadBucket', method: 'HEAD', on: 'bucket', handle: headBucket },
  { name: 'DeleteBucket', method: 'DELETE', on: 'bucket', handle: deleteBucket },
  { name: 'GetBucketLocation', method: 'GET', on: 'bucket', marks: ['location'], handle: getBucketLocation },
  { name: 'GetBucketVersioning', method: 'GET', on: 'bucket', marks: ['versioning'], handle: getBucketVersioning },
  { name: 'PutBucketVersioning', method: 'PUT', on: 'bucket', marks: ['versioning'], handle: putBucketVersioning },
  {
    name: 'GetObjectLockConfiguration',
    method: 'GET',
    on: 'bucket',
    marks: ['object-lock'],
    handle: getObjectLockConfiguration,
  },
  {
    name: 'PutObjectLockConfiguration',
    method: 'PUT',
    on: 'bucket',
    marks: ['object-lock'],
    handle: putObjectLockConfiguration,
  },
  {
    name: 'ListObjectsV2',
    method: 'GET',
    on: 'bucket',
    marks: ['list-type'],
    query: [...LISTING, 'delimiter', 'continuation-token', 'start-after', 'max-keys', 'fetch-owner'],
    handle: listObjectsV2,
  },
  {
    name: 'ListObjectVersions',
    method: 'GET',
    on: 'bucket',
    marks: ['versions'],
    query: [...LISTING, 'key-marker', 'version-id-marker', 'max-keys'],
    handle: listObjectVersions,
  },
  {
    name: 'ListMultipartUploads',
    method: 'GET',
    on: 'bucket',
    marks: ['uploads'],
    query: [...LISTING, 'key-marker', 'upload-id-marker', 'max-uploads'],
    handle: listMultipartUploads,
  },
  {
    name: 'DeleteObjects',
    method: 'POST',
    on: 'bucket',
    marks: ['delete'],
    headers: [BYPASS],
    handle: deleteObjects,
  },
  { name: 'GetObject', method: 'GET', ...READ },
  { name: 'HeadObject', method: 'HEAD', ...READ },
  {
    name: 'PutObject',
    method: 'PUT',
    on: 'object',
    headers: [...ATTRIBUTE_HEADERS, ...WRITE_CONDITIONS],
    streams: true,
    handle: putObject,
  },
  {
    name: 'CopyObject',
    method: 'PUT',
    on: 'object',
    markedBy: 'x-amz-copy-source',
    headers: [
      ...ATTRIBUTE_HEADERS,
      ...WRITE_CONDITIONS,
      ...COPY_SOURCE_HEADERS,
      'x-amz-checksum-algorithm',
      'x-amz-metadata-directive',
      'x-amz-tagging-directive',
    ],
    handle: copyObject,
  },
  {
    name: 'DeleteObject',
    method: 'DELETE',
    on: 'object',
    query: ['versionId'],
    headers: ['if-match', BYPASS],
    handle: deleteObject,
  },
  {
    name: 'GetObjectTagging',
    method: 'GET',
    on: 'object',
    marks: ['tagging'],
    query: ['versionId'],
    handle: getObjectTagging,
  },
  {
    name: 'PutObjectTagging',
    method: 'PUT',
    on: 'object',
    marks: ['tagging'],
    query: ['versionId'],
    handle: putObjectTagging,
  },
  {
    name: 'DeleteObjectTagging',
    method: 'DELETE',
    on: 'object',
    marks: ['tagging'],
    query: ['versionId'],
    handle: deleteObjectTagging,
  },
  {
    name: 'GetObjectRetention',
    method: 'GET',
    on: 'object',
    marks: ['retention'],
    query: ['versionId'],
    handle: getObjectRetention,
  },
  {
    name: 'PutObjectRetention',
    method: 'PUT',
    on: 'object',
    marks: ['retention'],
    query: ['versionId'],
    headers: [BYPASS],
    handle: putObjectRetention,
  },
  {
    name: 'GetObjectLegalHold',
    method: 'GET',
    on: 'object',
    marks: ['legal-hold'],
    query: ['versionId'],
    handle: getObjectLegalHold,
  },
  {
    name: 'PutObjectLegalHold',
    method: 'PUT',
    on: 'object',
    marks: ['legal-hold'],
    query: ['versionId'],
    handle: putObjectLegalHold,
  },
  {
    name: 'CreateMultipartUpload',
    method: 'POST',
    on: 'object',
    marks: ['uploads'],
    headers: [...ATTRIBUTE_HEADERS, 'x-amz-checksum-algorithm', 'x-amz-checksum-type'],
    handle: createMultipartUpload,
  },
  {
    name: 'UploadPart',
    method: 'PUT',
    on: 'object',
    marks: ['partNumber', 'uploadId'],
    streams: true,
    handle: uploadPart,
  },
  {
    name: 'UploadPartCopy',
    method: 'PUT',
    on: 'object',
    marks: ['partNumber', 'uploadId'],
    markedBy: 'x-amz-copy-source',
    headers: [...COPY_SOURCE_HEADERS, 'x-amz-copy-source-range'],
    handle: uploadPartCopy,
  },
  {
    name: 'ListParts',
    method: 'GET',
    on: 'object',
    marks: ['uploadId'],
    query: ['max-parts', 'part-number-marker'],
    handle: listParts,
  },
  {
    name: 'CompleteMultipartUpload',
    method: 'POST',
    on: 'object',
    marks: ['uploadId'],
    headers: [...WRITE_CONDITIONS, 'x-amz-checksum-type', 'x-amz-mp-object-size'],
    checksumsObject: true,
    handle: completeMultipartUpload,
  },
  {
    name: 'AbortMultipartUpload',
    method: 'DELETE',
    on: 'object',
    marks: ['uploadId'],
    handle: abortMultipartUpload,
  },
]

/** The operation that has the most marks in common with the request. Throws `NotImplemented`. */
export function findOperation(request: S3Request): Operation {
  const on = request.key ? 'object' : request.bucket ? 'bucket' : 'service'
  const marked = (operation: Operation) => (operation.marks?.length ?? 0) + (operation.markedBy ? 1 : 0)
  const [operation] = OPERATIONS.filter(
    (candidate) =>
      candidate.on === on &&
      candidate.method === request.method &&
      (candidate.marks ?? []).every((mark) => request.query.has(mark)) &&
      (!candidate.markedBy || request.headers.has(candidate.markedBy)),
  ).sort((a, b) => marked(b) - marked(a))
  if (!operation) throw notImplemented(`${request.method} on a ${on} with these parameters`)
  assertUnderstood(operation, request)
  return operation
}

function assertUnderstood(operation: Operation, request: S3Request): void {
  // The SDKs name the operation in `x-id`; it has no other meaning.
  const query = new Set(['x-id', ...(operation.marks ?? []), ...(operation.query ?? [])])
  for (const name of request.query.keys())
    if (!query.has(name)) throw notImplemented(`${operation.name} with the parameter ${name}`)
  const headers = [...ALWAYS_HEADERS, ...(operation.headers ?? [])]
  for (const name of request.headers.keys()) {
    if (!/^(x-amz-.+|if-.+|range)$/.test(name)) continue
    const known = headers.some((header) =>
      header.endsWith('*') ? name.startsWith(header.slice(0, -1)) : header === name,
    )
    if (!known) throw notImplemented(`${operation.name} with the header ${name}`)
  }
}
