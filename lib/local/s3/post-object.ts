import { attributesFrom, encryptionOf, versionHeader } from './attributes.ts'
import { getBucket } from './bucket-store.ts'
import { claimedChecksum } from './checksums.ts'
import type { Context } from './context.ts'
import { invalidArgument, notImplemented, S3Error } from './errors.ts'
import { readForm } from './form-data.ts'
import { lockedAttributes } from './object-lock.ts'
import { bytesOf, MAX_PUT_BYTES, missingLength } from './payload.ts'
import { authenticateForm, checkPolicy, type LengthRange } from './post-policy.ts'
import { commitVersion, storeContent } from './put-object.ts'
import { MAX_KEY_BYTES, type Reply, type S3Request } from './request.ts'
import { verifyBytes } from './verified-bytes.ts'
import { document, element } from './xml.ts'

/** The fields that mean something here; `x-amz-meta-*` and `x-ignore-*` beside them. */
const FIELDS = new Set([
  'bucket',
  'key',
  'policy',
  'x-amz-algorithm',
  'x-amz-credential',
  'x-amz-date',
  'x-amz-signature',
  'success_action_status',
  'acl',
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
  'x-amz-storage-class',
  'x-amz-server-side-encryption',
  'x-amz-server-side-encryption-aws-kms-key-id',
  'x-amz-server-side-encryption-bucket-key-enabled',
  'x-amz-checksum-crc32',
  'x-amz-checksum-crc32c',
  'x-amz-checksum-crc64nvme',
  'x-amz-checksum-sha1',
  'x-amz-checksum-sha256',
])

/** A browser's upload: everything is decided before the file's first byte, which then goes straight to disk. */
export async function postObject(
  context: Context,
  request: S3Request,
  credentials: Record<string, string>,
): Promise<Reply> {
  const bucket = getBucket(context.db, request.bucket)
  if (!request.headers.has('content-length')) throw missingLength()
  const form = await readForm(bytesOf(request.stream), request.headers.get('content-type') ?? '')
  const { region } = authenticateForm(form.fields, credentials)
  if (region !== bucket.region) throw invalidArgument(`The region '${region}' is wrong; expecting '${bucket.region}'`)
  const key = storedKey(form.fields.get('key'), form.fileName)
  const range = checkPolicy(
    new Map([...form.fields, ['bucket', fieldBucket(form.fields, bucket.name)], ['key', key]]),
    context.now(),
  )
  assertKnownFields(form.fields)
  const answer = successStatus(form.fields.get('success_action_status'))
  const headers = new Map(form.fields)
  const acl = headers.get('acl')
  if (acl !== undefined) headers.set('x-amz-acl', acl)
  const attributes = lockedAttributes(bucket, attributesFrom(headers, context.now()), context.now())
  const body = verifyBytes(within(form.file, range), { checksum: claimedChecksum(headers) })
  const content = await storeContent(context, body, attributes.headers)
  const version = { key, modifiedAt: context.now(), ...attributes, ...content }
  const stored = commitVersion(context, bucket.name, version, new Map())
  const location = `http://${request.headers.get('host')}/${bucket.name}/${key.split('/').map(encodeURIComponent).join('/')}`
  return {
    status: answer,
    headers: {
      location,
      etag: `"${stored.etag}"`,
      ...encryptionOf(stored.headers),
      ...versionHeader(stored, bucket.versioning),
    },
    body:
      answer === 201
        ? document(
            element(
              'PostResponse',
              element('Location', location),
              element('Bucket', bucket.name),
              element('Key', key),
              element('ETag', `"${stored.etag}"`),
            ),
          )
        : undefined,
  }
}

/** The name of the file stands in before the policy is asked, so a policy decides over the key that is stored. */
function storedKey(template: string | undefined, fileName: string): string {
  if (!template) throw invalidArgument("Bucket POST must contain a field named 'key'.")
  const key = template.replaceAll(/\$\{filename\}/g, () => fileName)
  if (!key) throw invalidArgument('User key must have a length greater than 0.')
  if (Buffer.byteLength(key) > MAX_KEY_BYTES) throw new S3Error(400, 'KeyTooLongError', 'Your key is too long')
  return key
}

function fieldBucket(fields: Map<string, string>, addressed: string): string {
  const named = fields.get('bucket') ?? addressed
  if (named !== addressed) throw invalidArgument('The field bucket names another bucket than the address.')
  return addressed
}

function assertKnownFields(fields: Map<string, string>): void {
  for (const field of fields.keys())
    if (!FIELDS.has(field) && !field.startsWith('x-amz-meta-') && !field.startsWith('x-ignore-'))
      throw notImplemented(`the form field ${field}`)
}

/** Any other value counts as absent, as on S3. */
const successStatus = (field: string | undefined): number => (field === '200' || field === '201' ? Number(field) : 204)

/** Stops at the first byte too many. */
async function* within(file: AsyncIterable<Buffer>, range: LengthRange | undefined): AsyncGenerator<Buffer> {
  let sizeBytes = 0
  for await (const piece of file) {
    sizeBytes += piece.length
    if (sizeBytes > Math.min(range?.maxBytes ?? MAX_PUT_BYTES, MAX_PUT_BYTES))
      throw new S3Error(400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size')
    yield piece
  }
  if (sizeBytes < (range?.minBytes ?? 0))
    throw new S3Error(400, 'EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size')
}
