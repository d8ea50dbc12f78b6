import { invalidArgument, notImplemented, S3Error } from './errors.ts'
import { lockFromHeaders } from './object-lock.ts'
import { parseTagHeader } from './tags.ts'
import type { Attributes, Version } from './version-store.ts'

/** The `x-amz-*` headers that describe a new object, for the operations that make one. */
export const ATTRIBUTE_HEADERS = [
  'x-amz-meta-*',
  'x-amz-acl',
  'x-amz-storage-class',
  'x-amz-tagging',
  'x-amz-server-side-encryption',
  'x-amz-server-side-encryption-aws-kms-key-id',
  'x-amz-server-side-encryption-bucket-key-enabled',
  'x-amz-object-lock-mode',
  'x-amz-object-lock-retain-until-date',
  'x-amz-object-lock-legal-hold',
]

const PLAIN_HEADERS = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
]
const STORAGE_CLASSES = ['STANDARD', 'REDUCED_REDUNDANCY', 'STANDARD_IA', 'ONEZONE_IA', 'INTELLIGENT_TIERING']
const MAX_METADATA_BYTES = 2048
const SSE = 'x-amz-server-side-encryption'

/** What the headers of a request (or the fields of a form) say about the object that it makes. */
export function attributesFrom(headers: Map<string, string>, now: number): Attributes {
  const legalHold = headers.get('x-amz-object-lock-legal-hold')
  if (legalHold !== undefined && legalHold !== 'ON' && legalHold !== 'OFF')
    throw invalidArgument('Legal Hold must be either of ON or OFF')
  assertPrivate(headers.get('x-amz-acl'))
  return {
    headers: { ...describedHeaders(headers), ...placementHeaders(headers) },
    tags: parseTagHeader(headers.get('x-amz-tagging')),
    lock: lockFromHeaders(headers, now),
    legalHold: legalHold ?? null,
  }
}

/** How the client describes the bytes: content headers and its own metadata. */
export function describedHeaders(headers: Map<string, string>): Record<string, string> {
  const encoding = (headers.get('content-encoding') ?? '')
    .split(',')
    .map((token) => token.trim())
    .filter((token) => token && token !== 'aws-chunked')
    .join(',')
  const plain = new Map(headers).set('content-type', headers.get('content-type') || 'binary/octet-stream')
  const described: Record<string, string> = {}
  for (const name of PLAIN_HEADERS) {
    const value = name === 'content-encoding' ? encoding : plain.get(name)
    if (value) described[name] = representable(name, value)
  }
  let metadataBytes = 0
  for (const [name, value] of headers) {
    if (!name.startsWith('x-amz-meta-')) continue
    metadataBytes += name.length - 'x-amz-meta-'.length + Buffer.byteLength(value)
    described[name] = representable(name, value)
  }
  if (metadataBytes > MAX_METADATA_BYTES)
    throw new S3Error(400, 'MetadataTooLarge', 'Your metadata headers exceed the maximum allowed metadata size')
  return described
}

/** How the bytes are to be kept: storage class and encryption, which a copy takes from its request alone. */
export function placementHeaders(headers: Map<string, string>): Record<string, string> {
  const placement: Record<string, string> = {}
  const storageClass = headers.get('x-amz-storage-class') ?? 'STANDARD'
  if (/^(GLACIER|GLACIER_IR|DEEP_ARCHIVE)$/.test(storageClass)) throw notImplemented(`storage class ${storageClass}`)
  if (!STORAGE_CLASSES.includes(storageClass))
    throw new S3Error(400, 'InvalidStorageClass', 'The storage class you specified is not valid')
  if (storageClass !== 'STANDARD') placement['x-amz-storage-class'] = storageClass
  const encryption = headers.get(SSE)
  const keyId = headers.get(`${SSE}-aws-kms-key-id`)
  const bucketKey = headers.get(`${SSE}-bucket-key-enabled`)
  if (encryption === 'aws:kms:dsse') throw notImplemented(encryption)
  if (encryption !== undefined && encryption !== 'AES256' && encryption !== 'aws:kms')
    throw new S3Error(400, 'InvalidEncryptionAlgorithmError', 'The encryption request you specified is not valid.')
  if (encryption !== 'aws:kms' && (keyId !== undefined || bucketKey !== undefined))
    throw invalidArgument('A KMS key needs server side encryption aws:kms.')
  if (encryption) placement[SSE] = encryption
  if (keyId) placement[`${SSE}-aws-kms-key-id`] = keyId
  if (bucketKey) placement[`${SSE}-bucket-key-enabled`] = bucketKey
  return placement
}

/** The headers that an answer to a write repeats. */
export const encryptionOf = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith(SSE)))

/** Only objects that were never in a versioned bucket have no version to tell. */
export const versionHeader = (version: Version, versioning: string | null): Record<string, string> =>
  versioning === null ? {} : { 'x-amz-version-id': version.versionId }

/** Throws `InvalidArgument` for what no HTTP header can carry, in S3's words. */
export function representable(name: string, value: string): string {
  if (/[^\u0020-\u007e\u0080-\u00ff\t]/.test(value))
    throw invalidArgument(`Header value cannot be represented using ISO-8859-1: ${name}.`)
  return value
}

function assertPrivate(acl: string | undefined): void {
  if (acl !== undefined && acl !== 'private' && acl !== 'bucket-owner-full-control')
    throw new S3Error(400, 'AccessControlListNotSupported', 'The bucket does not allow ACLs')
}
