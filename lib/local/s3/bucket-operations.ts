import { removeBlob } from './blobs.ts'
import { deleteBucketRow, findBucket, findBuckets, getBucket, insertBucket, setVersioning } from './bucket-store.ts'
import type { Context } from './context.ts'
import { malformedXml, notImplemented, S3Error } from './errors.ts'
import type { Call, Reply } from './request.ts'
import { deleteUpload, findUploads } from './upload-store.ts'
import { hasVersions } from './version-store.ts'
import { document, element, optional, parseXml, textsOf } from './xml.ts'

const DEFAULT_REGION = 'us-east-1'

export function createBucket({ db, now }: Context, call: Call): Reply {
  assertBucketName(call.bucket)
  const constraint = parseConstraint(call.body)
  if ((constraint ?? DEFAULT_REGION) !== call.region)
    throw new S3Error(
      400,
      'IllegalLocationConstraintException',
      'The location constraint is incompatible with the region that the request was signed for.',
    )
  if (findBucket(db, call.bucket))
    throw new S3Error(409, 'BucketAlreadyOwnedByYou', 'The bucket exists already, and you own it.')
  const locked = call.headers.get('x-amz-bucket-object-lock-enabled')?.toLowerCase() === 'true'
  insertBucket(db, {
    name: call.bucket,
    region: call.region,
    created_at: now(),
    versioning: locked ? 'Enabled' : null,
    object_lock: locked,
    default_retention: null,
  })
  return { status: 200, headers: { location: `/${call.bucket}` } }
}

export function headBucket({ db }: Context, call: Call): Reply {
  return { status: 200, headers: { 'x-amz-bucket-region': getBucket(db, call.bucket).region } }
}

/** Unfinished uploads go with the bucket; versions and delete markers keep it. */
export function deleteBucket({ db, blobs }: Context, call: Call): Reply {
  const bucket = getBucket(db, call.bucket)
  if (hasVersions(db, bucket.name))
    throw new S3Error(409, 'BucketNotEmpty', 'The bucket you tried to delete is not empty')
  const freed = db.transaction(() => {
    const parts = findUploads(db, bucket.name).flatMap((upload) => deleteUpload(db, upload.id))
    deleteBucketRow(db, bucket.name)
    return parts
  })
  for (const blob of freed) removeBlob(blobs, blob)
  return { status: 204 }
}

export function listBuckets({ db }: Context): Reply {
  const buckets = findBuckets(db).map((bucket) =>
    element(
      'Bucket',
      element('Name', bucket.name),
      element('CreationDate', new Date(bucket.created_at).toISOString()),
      element('BucketRegion', bucket.region),
    ),
  )
  return { status: 200, body: document(element('ListAllMyBucketsResult', element('Buckets', ...buckets))) }
}

export function getBucketLocation({ db }: Context, call: Call): Reply {
  const { region } = getBucket(db, call.bucket)
  return { status: 200, body: document(element('LocationConstraint', region === DEFAULT_REGION ? '' : region)) }
}

export function getBucketVersioning({ db }: Context, call: Call): Reply {
  const { versioning } = getBucket(db, call.bucket)
  return { status: 200, body: document(element('VersioningConfiguration', optional('Status', versioning))) }
}

/** Versioning that was once enabled can only be suspended. */
export function putBucketVersioning({ db }: Context, call: Call): Reply {
  const bucket = getBucket(db, call.bucket)
  const texts = textsOf(parseXml(call.body, 'VersioningConfiguration'), ['Status', 'MfaDelete'])
  if (texts.MfaDelete === 'Enabled') throw notImplemented('MFA delete')
  if (texts.Status !== 'Enabled' && texts.Status !== 'Suspended') throw malformedXml()
  if (bucket.object_lock && texts.Status === 'Suspended')
    throw new S3Error(
      409,
      'InvalidBucketState',
      'An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.',
    )
  setVersioning(db, bucket.name, texts.Status)
  return { status: 200 }
}

function parseConstraint(body: Buffer): string | undefined {
  if (!body.length) return undefined
  return textsOf(parseXml(body, 'CreateBucketConfiguration'), ['LocationConstraint']).LocationConstraint
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
function assertBucketName(name: string): void {
  const shaped = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)
  if (!shaped || name.includes('..') || /^\d+\.\d+\.\d+\.\d+$/.test(name))
    throw new S3Error(400, 'InvalidBucketName', 'The specified bucket is not valid.')
}
