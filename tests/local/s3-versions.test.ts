import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  GetObjectLegalHoldCommand,
  GetObjectLockConfigurationCommand,
  GetObjectRetentionCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectLegalHoldCommand,
  PutObjectLockConfigurationCommand,
  PutObjectRetentionCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { describe, expect, test } from 'vitest'
import { BUCKET, outcome, startStack, textOf } from './s3-fixture.ts'

const DAY_MS = 24 * 3600 * 1000
const target = { Bucket: BUCKET, Key: 'a' }

const setVersioning = (client: S3Client, Status: 'Enabled' | 'Suspended') =>
  client.send(new PutBucketVersioningCommand({ Bucket: BUCKET, VersioningConfiguration: { Status } }))

const write = async (client: S3Client, Body: string, input: object = {}) =>
  (await client.send(new PutObjectCommand({ ...target, Body, ...input }))).VersionId

const remove = (client: S3Client, VersionId?: string, input: object = {}) =>
  client.send(new DeleteObjectCommand({ ...target, VersionId, ...input }))

const list = async (client: S3Client, input: object = {}) =>
  client.send(new ListObjectVersionsCommand({ Bucket: BUCKET, ...input }))

async function startVersioned() {
  const stack = await startStack()
  await setVersioning(stack.client(), 'Enabled')
  return { ...stack, versioned: stack.client() }
}

describe('versioning', () => {
  test('every write is kept, and each version can be read by its id', async () => {
    const { versioned } = await startVersioned()
    const first = await write(versioned, 'one')
    const second = await write(versioned, 'two')
    expect(first).not.toBe(second)
    expect(await textOf(versioned, 'a')).toBe('two')
    expect(await textOf(versioned, 'a', { VersionId: first })).toBe('one')
    const { Versions } = await list(versioned)
    expect(Versions).toMatchObject([
      { Key: 'a', VersionId: second, IsLatest: true, Size: 3 },
      { Key: 'a', VersionId: first, IsLatest: false, Size: 3 },
    ])
  })

  test('a delete hides the object behind a marker, and removing the marker brings it back', async () => {
    const { versioned } = await startVersioned()
    const first = await write(versioned, 'one')
    const marker = await remove(versioned)
    expect(marker.DeleteMarker).toBe(true)
    expect(await outcome(versioned.send(new GetObjectCommand(target)))).toBe('404 NoSuchKey')
    expect(await outcome(versioned.send(new GetObjectCommand({ ...target, VersionId: marker.VersionId })))).toBe(
      '405 MethodNotAllowed',
    )
    expect(await textOf(versioned, 'a', { VersionId: first })).toBe('one')
    expect((await list(versioned)).DeleteMarkers).toMatchObject([{ Key: 'a', IsLatest: true }])
    expect(await outcome(versioned.send(new PutObjectCommand({ ...target, IfMatch: '*' })))).toBe('404 NoSuchKey')
    expect(await remove(versioned, marker.VersionId)).toMatchObject({ DeleteMarker: true })
    expect(await textOf(versioned, 'a')).toBe('one')
  })

  test('deleting a version by its id is for good, and the one before it becomes the latest', async () => {
    const { versioned, dir } = await startVersioned()
    const first = await write(versioned, 'one')
    const second = await write(versioned, 'two')
    await remove(versioned, second)
    expect(await textOf(versioned, 'a')).toBe('one')
    expect((await list(versioned)).Versions).toMatchObject([{ VersionId: first, IsLatest: true }])
    expect(readdirSync(join(dir, 'blobs'))).toHaveLength(1)
    expect(await outcome(versioned.send(new GetObjectCommand({ ...target, VersionId: second })))).toBe(
      '404 NoSuchVersion',
    )
    expect(await outcome(versioned.send(new GetObjectCommand({ ...target, VersionId: 'odd' })))).toBe(
      '400 InvalidArgument',
    )
  })

  test('what was written before versioning, or while it is suspended, is the null version', async () => {
    const { client } = await startStack()
    const plain = client()
    expect(await write(plain, 'before')).toBeUndefined()
    await setVersioning(plain, 'Enabled')
    const kept = await write(plain, 'kept')
    expect(await textOf(plain, 'a', { VersionId: 'null' })).toBe('before')
    await setVersioning(plain, 'Suspended')
    expect(await write(plain, 'suspended')).toBe('null')
    expect(await textOf(plain, 'a', { VersionId: 'null' })).toBe('suspended')
    expect((await list(plain)).Versions?.map((version) => version.VersionId)).toEqual(['null', kept])
    expect(await remove(plain)).toMatchObject({ DeleteMarker: true, VersionId: 'null' })
    const { Versions, DeleteMarkers } = await list(plain)
    expect([Versions?.map((each) => each.VersionId), DeleteMarkers?.map((each) => each.VersionId)]).toEqual([
      [kept],
      ['null'],
    ])
  })

  test('versioning is reported as it was set, and a bucket with delete markers is not empty', async () => {
    const { client } = await startStack()
    const status = async () => (await client().send(new GetBucketVersioningCommand({ Bucket: BUCKET }))).Status
    expect(await status()).toBeUndefined()
    await setVersioning(client(), 'Enabled')
    expect(await status()).toBe('Enabled')
    await remove(client())
    expect(await outcome(client().send(new DeleteBucketCommand({ Bucket: BUCKET })))).toBe('409 BucketNotEmpty')
  })

  test('a batch deletes single versions, and makes markers where it names none', async () => {
    const { versioned } = await startVersioned()
    const first = await write(versioned, 'one')
    const second = await write(versioned, 'two')
    const batch = (Objects: { Key: string; VersionId?: string }[]) =>
      versioned.send(new DeleteObjectsCommand({ Bucket: BUCKET, Delete: { Objects } }))
    const { Deleted } = await batch([{ Key: 'a', VersionId: first }, { Key: 'a' }])
    expect(Deleted).toMatchObject([{ VersionId: first }, { DeleteMarker: true }])
    const after = await list(versioned)
    expect(after.Versions?.map((version) => version.VersionId)).toEqual([second])
    expect(after.DeleteMarkers).toHaveLength(1)
  })

  test('a version is the source of a copy, a delete marker is not', async () => {
    const { versioned } = await startVersioned()
    const first = await write(versioned, 'one')
    await write(versioned, 'two')
    const copy = (id: string | undefined) =>
      versioned.send(new CopyObjectCommand({ Bucket: BUCKET, Key: 'b', CopySource: `${BUCKET}/a?versionId=${id}` }))
    expect((await copy(first)).CopySourceVersionId).toBe(first)
    expect(await textOf(versioned, 'b')).toBe('one')
    expect(await outcome(copy((await remove(versioned)).VersionId))).toBe('400 InvalidRequest')
  })

  test('listings of versions come in pages that neither skip nor repeat', async () => {
    const { versioned } = await startVersioned()
    const written: string[] = []
    for (const Key of ['k1', 'k2', 'k3'])
      for (let i = 0; i < 3; i++) {
        const { VersionId } = await versioned.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body: `${i}` }))
        written.push(`${Key} ${VersionId}`)
      }
    await write(versioned, 'outside the prefix')
    const seen: string[] = []
    let marker: { KeyMarker?: string; VersionIdMarker?: string } | undefined = {}
    while (marker) {
      const page = await list(versioned, { Prefix: 'k', MaxKeys: 2, ...marker })
      seen.push(...(page.Versions ?? []).map((version) => `${version.Key} ${version.VersionId}`))
      marker = page.IsTruncated
        ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker }
        : undefined
    }
    expect(seen).toHaveLength(9)
    expect([...seen].sort()).toEqual([...written].sort())
    const newestFirst = ['k1', 'k2', 'k3'].flatMap((key) => written.filter((each) => each.startsWith(key)).reverse())
    expect(seen).toEqual(newestFirst)
  })
})

describe('Object Lock', () => {
  const VAULT = 'vault'
  const record = { Bucket: VAULT, Key: 'events.ndjson' }

  async function startVault() {
    const stack = await startStack()
    await stack.client().send(new CreateBucketCommand({ Bucket: VAULT, ObjectLockEnabledForBucket: true }))
    const until = (days: number) => new Date(stack.now() + days * DAY_MS)
    const store = async (input: object = {}) =>
      (await stack.client().send(new PutObjectCommand({ ...record, Body: 'x', ...input }))).VersionId
    const erase = (VersionId: string | undefined, input: object = {}) =>
      outcome(stack.client().send(new DeleteObjectCommand({ ...record, VersionId, ...input })))
    const retain = (VersionId: string | undefined, Retention: object, input: object = {}) =>
      outcome(stack.client().send(new PutObjectRetentionCommand({ ...record, VersionId, Retention, ...input })))
    return { ...stack, until, store, erase, retain }
  }

  test('a version in COMPLIANCE is deleted by nobody until its time has passed', async () => {
    const { client, until, store, erase, advance } = await startVault()
    const version = await store({ ObjectLockMode: 'COMPLIANCE', ObjectLockRetainUntilDate: until(30) })
    expect(await erase(version)).toBe('403 AccessDenied')
    expect(await erase(version, { BypassGovernanceRetention: true })).toBe('403 AccessDenied')
    expect(await erase(undefined)).toBe('accepted')
    const head = await client().send(new HeadObjectCommand({ ...record, VersionId: version }))
    expect(head.ObjectLockMode).toBe('COMPLIANCE')
    advance(31 * DAY_MS)
    expect(await erase(version)).toBe('accepted')
  })

  test('COMPLIANCE can be extended, and neither shortened, weakened nor removed', async () => {
    const { client, until, store, retain } = await startVault()
    const version = await store({ ObjectLockMode: 'COMPLIANCE', ObjectLockRetainUntilDate: until(30) })
    const bypass = { BypassGovernanceRetention: true }
    const shorter = { Mode: 'COMPLIANCE', RetainUntilDate: until(29) }
    expect(await retain(version, shorter, bypass)).toBe('403 AccessDenied')
    expect(await retain(version, { Mode: 'GOVERNANCE', RetainUntilDate: until(60) }, bypass)).toBe('403 AccessDenied')
    expect(await retain(version, {}, bypass)).toBe('403 AccessDenied')
    const longer = { Mode: 'COMPLIANCE', RetainUntilDate: until(60) }
    expect(await retain(version, longer)).toBe('accepted')
    const { Retention } = await client().send(new GetObjectRetentionCommand({ ...record, VersionId: version }))
    expect(Retention?.RetainUntilDate?.getTime()).toBe(longer.RetainUntilDate.getTime())
  })

  test('GOVERNANCE gives way only to who asks for the bypass', async () => {
    const { until, store, erase, retain } = await startVault()
    const version = await store({ ObjectLockMode: 'GOVERNANCE', ObjectLockRetainUntilDate: until(30) })
    const shorter = { Mode: 'GOVERNANCE', RetainUntilDate: until(1) }
    expect(await erase(version)).toBe('403 AccessDenied')
    expect(await retain(version, shorter)).toBe('403 AccessDenied')
    expect(await retain(version, shorter, { BypassGovernanceRetention: true })).toBe('accepted')
    expect(await erase(version)).toBe('403 AccessDenied')
    expect(await erase(version, { BypassGovernanceRetention: true })).toBe('accepted')
  })

  test('a legal hold has no end and no bypass until it is lifted', async () => {
    const { client, store, erase, advance } = await startVault()
    const version = await store({ ObjectLockLegalHoldStatus: 'ON' })
    advance(4000 * DAY_MS)
    expect(await erase(version, { BypassGovernanceRetention: true })).toBe('403 AccessDenied')
    const hold = (Status: 'ON' | 'OFF') =>
      client().send(new PutObjectLegalHoldCommand({ ...record, VersionId: version, LegalHold: { Status } }))
    await hold('OFF')
    const read = await client().send(new GetObjectLegalHoldCommand({ ...record, VersionId: version }))
    expect(read.LegalHold?.Status).toBe('OFF')
    expect(await erase(version)).toBe('accepted')
  })

  test('a batch reports the locked versions and deletes the others', async () => {
    const { client, until, store } = await startVault()
    const locked = await store({ ObjectLockMode: 'COMPLIANCE', ObjectLockRetainUntilDate: until(1) })
    const free = await store()
    const Objects = [locked, free].map((VersionId) => ({ Key: record.Key, VersionId }))
    const result = await client().send(new DeleteObjectsCommand({ Bucket: VAULT, Delete: { Objects } }))
    expect(result.Errors).toMatchObject([{ VersionId: locked, Code: 'AccessDenied' }])
    expect(result.Deleted).toMatchObject([{ VersionId: free }])
  })

  test('the default retention of a bucket locks what is written after it', async () => {
    const { client, store, erase, advance } = await startVault()
    const earlier = await store()
    const rule = { DefaultRetention: { Mode: 'COMPLIANCE', Years: 7 } } as const
    const configuration = { ObjectLockEnabled: 'Enabled', Rule: rule } as const
    const set = { Bucket: VAULT, ObjectLockConfiguration: configuration }
    await client().send(new PutObjectLockConfigurationCommand(set))
    const read = await client().send(new GetObjectLockConfigurationCommand({ Bucket: VAULT }))
    expect(read.ObjectLockConfiguration).toEqual(configuration)
    const version = await store()
    expect(await erase(earlier)).toBe('accepted')
    expect(await erase(version)).toBe('403 AccessDenied')
    advance(7 * 365 * DAY_MS - DAY_MS)
    expect(await erase(version)).toBe('403 AccessDenied')
    advance(2 * DAY_MS)
    expect(await erase(version)).toBe('accepted')
  })

  test('a lock needs a bucket that knows locks, both its halves, a future date and proof of the bytes', async () => {
    const { client, until, store } = await startVault()
    const lock = { ObjectLockMode: 'COMPLIANCE', ObjectLockRetainUntilDate: until(1) } as const
    const elsewhere = client().send(new PutObjectCommand({ ...target, Body: 'x', ...lock }))
    expect(await outcome(elsewhere)).toBe('400 InvalidRequest')
    const { ObjectLockMode } = lock
    expect(await outcome(store({ ObjectLockMode }))).toBe('400 InvalidArgument')
    expect(await outcome(store({ ObjectLockMode, ObjectLockRetainUntilDate: until(-1) }))).toBe('400 InvalidArgument')
    const unproved = client({ requestChecksumCalculation: 'WHEN_REQUIRED' })
    unproved.middlewareStack.add(
      (next) => (args) => {
        const { headers } = args.request as { headers: Record<string, string> }
        for (const name of Object.keys(headers)) if (/checksum|md5/.test(name)) delete headers[name]
        return next(args)
      },
      { step: 'build', priority: 'low', name: 'unproved' },
    )
    expect(await outcome(unproved.send(new PutObjectCommand({ ...record, Body: 'x', ...lock })))).toBe(
      '400 InvalidRequest',
    )
    const retention = new GetObjectRetentionCommand({ ...record, VersionId: await store() })
    expect(await outcome(client().send(retention))).toBe('404 NoSuchObjectLockConfiguration')
    const configuration = new GetObjectLockConfigurationCommand({ Bucket: BUCKET })
    expect(await outcome(client().send(configuration))).toBe('404 ObjectLockConfigurationNotFoundError')
  })

  test('an object made of parts is locked as its upload said', async () => {
    const { client, until, erase } = await startVault()
    const s3 = client()
    const lock = { ObjectLockMode: 'COMPLIANCE', ObjectLockRetainUntilDate: until(1) } as const
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ ...record, ...lock }))
    const part = new UploadPartCommand({ ...record, UploadId, PartNumber: 1, Body: 'x' })
    const { ETag } = await s3.send(part)
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] }
    const done = await s3.send(new CompleteMultipartUploadCommand({ ...record, UploadId, MultipartUpload }))
    expect(await erase(done.VersionId)).toBe('403 AccessDenied')
  })

  test('versioning cannot be suspended where locks depend on it, nor locks be had without it', async () => {
    const { client } = await startVault()
    const suspend = new PutBucketVersioningCommand({ Bucket: VAULT, VersioningConfiguration: { Status: 'Suspended' } })
    expect(await outcome(client().send(suspend))).toBe('409 InvalidBucketState')
    const lock = new PutObjectLockConfigurationCommand({
      Bucket: BUCKET,
      ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled' },
    })
    expect(await outcome(client().send(lock))).toBe('409 InvalidBucketState')
    await setVersioning(client(), 'Enabled')
    expect(await outcome(client().send(lock))).toBe('accepted')
  })
})
