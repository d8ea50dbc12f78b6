import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import {
  CopyObjectCommand,
  type CopyObjectCommandInput,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  DeleteObjectTaggingCommand,
  GetObjectAclCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsCommand,
  PutBucketCorsCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  PutObjectTaggingCommand,
} from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { describe, expect, test } from 'vitest'
import { answerOf, BUCKET, outcome, startStack, textOf } from './s3-fixture.ts'

type Put = Omit<PutObjectCommandInput, 'Bucket'>
const put = (input: Put) => new PutObjectCommand({ Bucket: BUCKET, Body: 'hello', ...input })
const get = (Key: string, input: object = {}) => new GetObjectCommand({ Bucket: BUCKET, Key, ...input })
const head = (Key: string, input: object = {}) => new HeadObjectCommand({ Bucket: BUCKET, Key, ...input })
const copy = (input: Omit<CopyObjectCommandInput, 'Bucket'>) => new CopyObjectCommand({ Bucket: BUCKET, ...input })
const base64 = (algorithm: string, text: string) => createHash(algorithm).update(text).digest('base64')

describe('buckets', () => {
  test('a bucket is created once, found, listed and deleted when empty', async () => {
    const client = (await startStack()).client()
    const other = { Bucket: 'archives' }
    expect(await outcome(client.send(new HeadBucketCommand(other)))).toBe('404 NotFound')
    await client.send(new CreateBucketCommand(other))
    expect(await outcome(client.send(new CreateBucketCommand(other)))).toBe('409 BucketAlreadyOwnedByYou')
    expect((await client.send(new HeadBucketCommand(other))).BucketRegion).toBe('us-east-1')
    const { Buckets } = await client.send(new ListBucketsCommand({}))
    expect(Buckets?.map((bucket) => bucket.Name)).toEqual(['archives', BUCKET])
    await client.send(put({ Key: 'a' }))
    expect(await outcome(client.send(new DeleteBucketCommand({ Bucket: BUCKET })))).toBe('409 BucketNotEmpty')
    await client.send(new DeleteBucketCommand(other))
    expect(await outcome(client.send(new HeadBucketCommand(other)))).toBe('404 NotFound')
  })

  test.each(['ab', 'Upper', '192.168.1.1', 'a..b', '-ab', 'x'.repeat(64)])(
    '%s is no name for a bucket',
    async (Bucket) => {
      const client = (await startStack()).client()
      expect(await outcome(client.send(new CreateBucketCommand({ Bucket })))).toBe('400 InvalidBucketName')
    },
  )
})

describe('reading and writing', () => {
  test('an object comes back with its bytes, its description and its MD5 as ETag', async () => {
    const stack = await startStack()
    const client = stack.client()
    const described = {
      ContentType: 'text/plain',
      ContentLanguage: 'de',
      ContentDisposition: 'inline',
      CacheControl: 'no-store',
      ContentEncoding: 'identity',
      Metadata: { tenant: 'acme', 'with-dash': 'a  b' },
    }
    await client.send(put({ Key: 'a', ...described }))
    const object = await client.send(get('a'))
    expect(object).toMatchObject({
      ...described,
      ETag: `"${createHash('md5').update('hello').digest('hex')}"`,
      ContentLength: 5,
    })
    expect(await object.Body?.transformToString()).toBe('hello')
    expect(object.VersionId).toBeUndefined()
    expect(Math.abs((object.LastModified?.getTime() ?? 0) - stack.now())).toBeLessThan(10_000)
  })

  test('what is overwritten or deleted leaves no bytes behind', async () => {
    const stack = await startStack()
    const client = stack.client()
    await client.send(put({ Key: 'a', Body: 'first' }))
    await client.send(put({ Key: 'a', Body: 'second' }))
    expect(await textOf(client, 'a')).toBe('second')
    expect(readdirSync(join(stack.dir, 'blobs'))).toHaveLength(1)
    await client.send(new DeleteObjectCommand({ Bucket: BUCKET, Key: 'a' }))
    expect(await outcome(client.send(get('a')))).toBe('404 NoSuchKey')
    expect(await outcome(client.send(new DeleteObjectCommand({ Bucket: BUCKET, Key: 'a' })))).toBe('accepted')
    expect(readdirSync(join(stack.dir, 'blobs'))).toEqual([])
  })

  test('an object of no bytes is an object', async () => {
    const client = (await startStack()).client()
    await client.send(put({ Key: 'empty', Body: '' }))
    expect(await textOf(client, 'empty')).toBe('')
    expect(await outcome(client.send(get('empty', { Range: 'bytes=0-' })))).toBe('416 InvalidRange')
  })

  test('a bucket that does not exist is refused on every way in', async () => {
    const client = (await startStack()).client()
    const nowhere = { Bucket: 'nowhere', Key: 'a' }
    expect(await outcome(client.send(new PutObjectCommand({ ...nowhere, Body: 'x' })))).toBe('404 NoSuchBucket')
    expect(await outcome(client.send(new GetObjectCommand(nowhere)))).toBe('404 NoSuchBucket')
    expect(await outcome(client.send(new DeleteObjectCommand(nowhere)))).toBe('404 NoSuchBucket')
  })

  test('keys over 1024 bytes and metadata over 2 KB are refused', async () => {
    const client = (await startStack()).client()
    expect(await outcome(client.send(put({ Key: 'ü'.repeat(512) })))).toBe('accepted')
    expect(await outcome(client.send(put({ Key: 'ü'.repeat(513) })))).toBe('400 KeyTooLongError')
    const Metadata = { long: 'x'.repeat(2048) }
    expect(await outcome(client.send(put({ Key: 'a', Metadata })))).toBe('400 MetadataTooLarge')
  })

  test('a text that no header can carry is refused as a response header', async () => {
    const { client } = await startStack()
    await client().send(put({ Key: 'a' }))
    const named = async (ResponseContentDisposition: string) =>
      fetch(await getSignedUrl(client(), get('a', { ResponseContentDisposition })))
    expect(await answerOf(await named('attachment; filename="€.pdf"'))).toBe('400 InvalidArgument')
    expect(await answerOf(await named('a\r\nset-cookie: x=1'))).toBe('400 InvalidArgument')
    expect(await answerOf(await named('attachment; filename="ü.pdf"'))).toBe('accepted')
  })

  test('encryption headers are repeated, and a KMS object has an ETag that is not its MD5', async () => {
    const client = (await startStack()).client()
    const kms = { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: 'key-1' } as const
    expect(await client.send(put({ Key: 'kms', ...kms }))).toMatchObject(kms)
    const object = await client.send(head('kms'))
    expect(object).toMatchObject(kms)
    expect(object.ETag).not.toContain(createHash('md5').update('hello').digest('hex'))
    await client.send(put({ Key: 'aes', ServerSideEncryption: 'AES256' }))
    expect((await client.send(head('aes'))).ServerSideEncryption).toBe('AES256')
    const odd = { ServerSideEncryption: 'rot13' as 'AES256' }
    expect(await outcome(client.send(put({ Key: 'x', ...odd })))).toBe('400 InvalidEncryptionAlgorithmError')
    expect(await outcome(client.send(put({ Key: 'x', SSEKMSKeyId: 'k' })))).toBe('400 InvalidArgument')
  })
})

describe('ranges', () => {
  test.each([
    ['bytes=1-3', 'ell', 'bytes 1-3/5'],
    ['bytes=3-', 'lo', 'bytes 3-4/5'],
    ['bytes=-2', 'lo', 'bytes 3-4/5'],
    ['bytes=-99', 'hello', 'bytes 0-4/5'],
    ['bytes=0-99', 'hello', 'bytes 0-4/5'],
    ['bytes=4-4', 'o', 'bytes 4-4/5'],
  ])('%s is answered with its bytes', async (Range, text, ContentRange) => {
    const client = (await startStack()).client()
    await client.send(put({ Key: 'a' }))
    const part = await client.send(get('a', { Range }))
    expect(part).toMatchObject({ ContentRange, ContentLength: text.length, $metadata: { httpStatusCode: 206 } })
    expect(await part.Body?.transformToString()).toBe(text)
    expect(part.ChecksumCRC32).toBeUndefined()
  })

  test('a range outside is refused, a malformed one ignored, several are not implemented', async () => {
    const client = (await startStack()).client()
    await client.send(put({ Key: 'a' }))
    expect(await outcome(client.send(get('a', { Range: 'bytes=5-' })))).toBe('416 InvalidRange')
    expect(await outcome(client.send(get('a', { Range: 'bytes=-0' })))).toBe('416 InvalidRange')
    expect(await textOf(client, 'a', { Range: 'bytes=3-1' })).toBe('hello')
    expect(await textOf(client, 'a', { Range: 'lines=1-2' })).toBe('hello')
    expect(await outcome(client.send(get('a', { Range: 'bytes=0-1,3-4' })))).toBe('501 NotImplemented')
  })
})

describe('conditions', () => {
  test('of many writers that want a free key exactly one gets it, and the others leave no bytes', async () => {
    const stack = await startStack()
    const client = stack.client()
    const writers = Array.from({ length: 12 }, (_, i) =>
      outcome(client.send(put({ Key: 'a', Body: `writer ${i}`, IfNoneMatch: '*' }))),
    )
    const outcomes = await Promise.all(writers)
    expect(outcomes.filter((each) => each === 'accepted')).toHaveLength(1)
    expect(outcomes.filter((each) => each === '412 PreconditionFailed')).toHaveLength(11)
    expect(await textOf(client, 'a')).toBe(`writer ${outcomes.indexOf('accepted')}`)
    expect(readdirSync(join(stack.dir, 'blobs'))).toHaveLength(1)
  })

  test('a write with If-Match replaces only the version that it names', async () => {
    const client = (await startStack()).client()
    expect(await outcome(client.send(put({ Key: 'a', IfMatch: '"x"' })))).toBe('404 NoSuchKey')
    const { ETag } = await client.send(put({ Key: 'a', Body: '1' }))
    expect(await outcome(client.send(put({ Key: 'a', Body: '2', IfMatch: ETag })))).toBe('accepted')
    expect(await outcome(client.send(put({ Key: 'a', Body: '3', IfMatch: ETag })))).toBe('412 PreconditionFailed')
    expect(await textOf(client, 'a')).toBe('2')
    expect(await outcome(client.send(put({ Key: 'a', IfNoneMatch: '"x"' })))).toBe('501 NotImplemented')
  })

  test('a read is answered 304 or 412 by ETag and by date', async () => {
    const client = (await startStack()).client()
    const { ETag } = await client.send(put({ Key: 'a' }))
    const past = new Date(Date.now() - 3_600_000)
    const future = new Date(Date.now() + 3_600_000)
    const read = (condition: object) => outcome(client.send(get('a', condition)))
    expect(await read({ IfMatch: ETag })).toBe('accepted')
    expect(await read({ IfMatch: '"x"' })).toBe('412 PreconditionFailed')
    expect(await read({ IfMatch: `"x", ${ETag}` })).toBe('accepted')
    expect(await read({ IfNoneMatch: ETag })).toMatch(/^304/)
    expect(await read({ IfNoneMatch: '"x"' })).toBe('accepted')
    expect(await read({ IfModifiedSince: future })).toMatch(/^304/)
    expect(await read({ IfModifiedSince: past })).toBe('accepted')
    expect(await read({ IfUnmodifiedSince: past })).toBe('412 PreconditionFailed')
    expect(await read({ IfUnmodifiedSince: future })).toBe('accepted')
    expect(await read({ IfMatch: ETag, IfUnmodifiedSince: past })).toBe('accepted')
    expect(await read({ IfNoneMatch: '"x"', IfModifiedSince: future })).toBe('accepted')
  })

  test('a delete with If-Match deletes only the version that it names', async () => {
    const client = (await startStack()).client()
    const { ETag } = await client.send(put({ Key: 'a' }))
    const remove = (IfMatch?: string) =>
      outcome(client.send(new DeleteObjectCommand({ Bucket: BUCKET, Key: 'a', IfMatch })))
    expect(await remove('"x"')).toBe('412 PreconditionFailed')
    expect(await remove(ETag)).toBe('accepted')
  })
})

describe('checksums', () => {
  test.each([
    ['CRC32', 'NhCmhg=='],
    ['CRC32C', 'mnG7TA=='],
    ['CRC64NVME', 'M3eFcAZSQlc='],
    ['SHA1', base64('sha1', 'hello')],
    ['SHA256', base64('sha256', 'hello')],
  ])('%s is verified, kept and answered when asked for', async (algorithm, value) => {
    const client = (await startStack()).client({ requestChecksumCalculation: 'WHEN_REQUIRED' })
    const name = `Checksum${algorithm}`
    expect(await client.send(put({ Key: 'a', [name]: value }))).toMatchObject({ [name]: value })
    const read = await client.send(head('a', { ChecksumMode: 'ENABLED' }))
    expect(read).toMatchObject({ [name]: value, ChecksumType: 'FULL_OBJECT' })
    expect(await outcome(client.send(put({ Key: 'a', Body: 'jello', [name]: value })))).toBe('400 BadDigest')
    expect(await outcome(client.send(put({ Key: 'a', [name]: 'eA==' })))).toBe('400 InvalidRequest')
    expect(await textOf(client, 'a')).toBe('hello')
  })

  test('a Content-MD5 that does not fit is refused', async () => {
    const client = (await startStack()).client()
    const send = (ContentMD5: string) => outcome(client.send(put({ Key: 'a', ContentMD5 })))
    expect(await send(base64('md5', 'other'))).toBe('400 BadDigest')
    expect(await send('short')).toBe('400 InvalidDigest')
    expect(await send(base64('md5', 'hello'))).toBe('accepted')
  })

  test('two checksums, and algorithms that are not here, are refused', async () => {
    const client = (await startStack()).client({ requestChecksumCalculation: 'WHEN_REQUIRED' })
    const both = { ChecksumCRC32: 'NhCmhg==', ChecksumSHA1: base64('sha1', 'hello') }
    expect(await outcome(client.send(put({ Key: 'a', ...both })))).toBe('400 InvalidRequest')
    const sha512 = { ChecksumSHA512: base64('sha512', 'hello') }
    expect(await outcome(client.send(put({ Key: 'a', ...sha512 })))).toBe('501 NotImplemented')
  })
})

describe('tags', () => {
  const tagSet = (...names: string[]) => ({ TagSet: names.map((Key) => ({ Key, Value: `${Key} <&> ü` })) })
  const target = { Bucket: BUCKET, Key: 'a' }

  test('tags are set with the object or later, read, counted and removed, and the bytes stay', async () => {
    const client = (await startStack()).client()
    await client.send(put({ Key: 'a', Tagging: 'kind=report&note=a%20b' }))
    const read = async () => (await client.send(new GetObjectTaggingCommand(target))).TagSet
    expect(await read()).toEqual([
      { Key: 'kind', Value: 'report' },
      { Key: 'note', Value: 'a b' },
    ])
    await client.send(new PutObjectTaggingCommand({ ...target, Tagging: tagSet('x', 'y', 'z') }))
    expect(await read()).toEqual(tagSet('x', 'y', 'z').TagSet)
    expect((await client.send(get('a'))).TagCount).toBe(3)
    await client.send(new DeleteObjectTaggingCommand(target))
    expect(await read()).toEqual([])
    expect(await textOf(client, 'a')).toBe('hello')
  })

  test('more than ten tags, a key twice and too long a value are refused', async () => {
    const client = (await startStack()).client()
    await client.send(put({ Key: 'a' }))
    const set = (Tagging: { TagSet: { Key: string; Value: string }[] }) =>
      outcome(client.send(new PutObjectTaggingCommand({ ...target, Tagging })))
    expect(await set(tagSet(...'abcdefghijk'))).toBe('400 BadRequest')
    expect(await set(tagSet('a', 'a'))).toBe('400 InvalidTag')
    expect(await set({ TagSet: [{ Key: 'a', Value: 'x'.repeat(257) }] })).toBe('400 InvalidTag')
    const missing = new PutObjectTaggingCommand({ Bucket: BUCKET, Key: 'none', Tagging: tagSet('a') })
    expect(await outcome(client.send(missing))).toBe('404 NoSuchKey')
  })
})

describe('copies', () => {
  test('a copy takes bytes, description and tags, or what the request puts in their place', async () => {
    const client = (await startStack()).client()
    await client.send(put({ Key: 'a ü+b', ContentType: 'text/plain', Metadata: { by: 'alice' }, Tagging: 'k=v' }))
    const CopySource = `${BUCKET}/${encodeURIComponent('a ü+b')}`
    const copied = await client.send(copy({ Key: 'same', CopySource }))
    expect(copied.CopyObjectResult).toMatchObject({
      ChecksumCRC32: 'NhCmhg==',
      ETag: (await client.send(head('a ü+b'))).ETag,
    })
    expect(await client.send(head('same'))).toMatchObject({ ContentType: 'text/plain', Metadata: { by: 'alice' } })
    const replaced = { MetadataDirective: 'REPLACE', Metadata: { by: 'bob' }, TaggingDirective: 'REPLACE' } as const
    await client.send(copy({ Key: 'other', CopySource, ...replaced, Tagging: 'x=y' }))
    expect((await client.send(head('other'))).Metadata).toEqual({ by: 'bob' })
    expect(await textOf(client, 'other')).toBe('hello')
    const tagsOf = async (Key: string) =>
      (await client.send(new GetObjectTaggingCommand({ Bucket: BUCKET, Key }))).TagSet
    expect(await tagsOf('same')).toEqual([{ Key: 'k', Value: 'v' }])
    expect(await tagsOf('other')).toEqual([{ Key: 'x', Value: 'y' }])
  })

  test('a copy keeps its bytes when its source is deleted', async () => {
    const client = (await startStack()).client()
    await client.send(put({ Key: 'a' }))
    await client.send(copy({ Key: 'b', CopySource: `${BUCKET}/a` }))
    await client.send(new DeleteObjectCommand({ Bucket: BUCKET, Key: 'a' }))
    expect(await textOf(client, 'b')).toBe('hello')
  })

  test('conditions hold on the source and on the target', async () => {
    const client = (await startStack()).client()
    const { ETag } = await client.send(put({ Key: 'a' }))
    const CopySource = `${BUCKET}/a`
    const attempt = (input: object) => outcome(client.send(copy({ Key: 'b', CopySource, ...input })))
    expect(await attempt({ CopySourceIfMatch: '"x"' })).toBe('412 PreconditionFailed')
    expect(await attempt({ CopySourceIfNoneMatch: ETag })).toBe('412 PreconditionFailed')
    expect(await attempt({ CopySourceIfModifiedSince: new Date(Date.now() + 60_000) })).toBe('412 PreconditionFailed')
    expect(await attempt({ CopySourceIfMatch: ETag, IfNoneMatch: '*' })).toBe('accepted')
    expect(await attempt({ IfNoneMatch: '*' })).toBe('412 PreconditionFailed')
    expect(await attempt({ IfMatch: '"x"' })).toBe('412 PreconditionFailed')
  })

  test('a copy onto itself that changes nothing, from nowhere, or from nothing is refused', async () => {
    const client = (await startStack()).client()
    await client.send(put({ Key: 'a' }))
    const from = (CopySource: string, input: object = {}) =>
      outcome(client.send(copy({ Key: 'a', CopySource, ...input })))
    expect(await from(`${BUCKET}/a`)).toBe('400 InvalidRequest')
    expect(await from(`${BUCKET}/a`, { MetadataDirective: 'REPLACE', Metadata: { new: '1' } })).toBe('accepted')
    expect(await from('nowhere/a')).toBe('404 NoSuchBucket')
    expect(await from(`${BUCKET}/none`)).toBe('404 NoSuchKey')
    expect(await from('arn:aws:s3:::x/y')).toBe('501 NotImplemented')
  })
})

describe('batches of deletes', () => {
  test('a thousand keys go at once, with odd characters in them, and missing ones count as deleted', async () => {
    const client = (await startStack()).client()
    const odd = ['a&b<c>"d\'', 'line\nbreak', 'ü €']
    for (const Key of odd) await client.send(put({ Key }))
    const Objects = [...odd, ...Array.from({ length: 997 }, (_, i) => `missing/${i}`)].map((Key) => ({ Key }))
    const { Deleted, Errors } = await client.send(new DeleteObjectsCommand({ Bucket: BUCKET, Delete: { Objects } }))
    expect(Errors).toBeUndefined()
    expect(Deleted?.map((each) => each.Key)).toEqual(Objects.map((each) => each.Key))
    for (const Key of odd) expect(await outcome(client.send(head(Key)))).toBe('404 NotFound')
    const quiet = await client.send(new DeleteObjectsCommand({ Bucket: BUCKET, Delete: { Objects, Quiet: true } }))
    expect(quiet.Deleted).toBeUndefined()
  })

  test('a thousand and one keys, or none, are refused', async () => {
    const client = (await startStack()).client()
    const remove = (count: number) => {
      const Objects = Array.from({ length: count }, (_, i) => ({ Key: `${i}` }))
      return outcome(client.send(new DeleteObjectsCommand({ Bucket: BUCKET, Delete: { Objects } })))
    }
    expect(await remove(1001)).toBe('400 MalformedXML')
    expect(await remove(0)).toBe('400 MalformedXML')
  })
})

describe('cross-origin requests', () => {
  const origin = 'http://localhost:8888'
  const ask = (endpoint: string, headers: Record<string, string>) =>
    fetch(`${endpoint}/${BUCKET}/a`, { method: 'OPTIONS', headers })

  test('pages of the allowed origins may upload and read the ETag, others may not', async () => {
    const { s3, client } = await startStack({ corsOrigins: [origin] })
    const wish = { 'access-control-request-method': 'PUT', 'access-control-request-headers': 'content-type' }
    const allowed = await ask(s3.endpoint, { origin, ...wish })
    expect(allowed.status).toBe(200)
    expect(allowed.headers.get('access-control-allow-origin')).toBe(origin)
    expect(allowed.headers.get('access-control-allow-methods')).toContain('PUT')
    expect(allowed.headers.get('access-control-allow-headers')).toBe('content-type')
    expect((await ask(s3.endpoint, { origin: 'https://evil.example', ...wish })).status).toBe(403)
    expect((await ask(s3.endpoint, { origin, 'access-control-request-method': 'PATCH' })).status).toBe(403)
    expect((await ask(s3.endpoint, {})).status).toBe(400)
    await client().send(put({ Key: 'a' }))
    const url = await getSignedUrl(client(), get('a'))
    const read = (from: string) => fetch(url, { headers: { origin: from } })
    expect((await read(origin)).headers.get('access-control-expose-headers')).toContain('ETag')
    expect((await read('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull()
    const refused = await fetch(`${s3.endpoint}/${BUCKET}/a`, { headers: { origin } })
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([403, origin])
  })

  test('without configured origins no page may', async () => {
    const { s3 } = await startStack()
    const response = await ask(s3.endpoint, { origin, 'access-control-request-method': 'GET' })
    expect(response.status).toBe(403)
  })
})

describe('what is not implemented is refused by name', () => {
  test.each([
    ['listings of the first version', new ListObjectsCommand({ Bucket: BUCKET })],
    ['bucket policies', new PutBucketPolicyCommand({ Bucket: BUCKET, Policy: '{}' })],
    ['bucket CORS', new PutBucketCorsCommand({ Bucket: BUCKET, CORSConfiguration: { CORSRules: [] } })],
    ['ACLs', new GetObjectAclCommand({ Bucket: BUCKET, Key: 'a' })],
    ['object attributes', new GetObjectAttributesCommand({ Bucket: BUCKET, Key: 'a', ObjectAttributes: ['ETag'] })],
    ['reads of a part', get('a', { PartNumber: 1 })],
    ['keys of the customer', put({ Key: 'a', SSECustomerAlgorithm: 'AES256', SSECustomerKey: 'x'.repeat(32) })],
    ['redirects', put({ Key: 'a', WebsiteRedirectLocation: '/b' })],
    ['storage that must be restored', put({ Key: 'a', StorageClass: 'GLACIER' })],
    ['owners', put({ Key: 'a', ExpectedBucketOwner: '123456789012' })],
  ] as const)('%s', async (_what, command) => {
    const client = (await startStack()).client()
    await client.send(put({ Key: 'a' }))
    const send = client.send as (command: unknown) => Promise<unknown>
    expect(await outcome(send.call(client, command))).toBe('501 NotImplemented')
  })

  test('public ACLs', async () => {
    const client = (await startStack()).client()
    expect(await outcome(client.send(put({ Key: 'a', ACL: 'public-read' })))).toBe('400 AccessControlListNotSupported')
    expect(await outcome(client.send(put({ Key: 'a', ACL: 'private' })))).toBe('accepted')
  })
})
