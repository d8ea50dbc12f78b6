import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { describe, expect, test } from 'vitest'
import { answerOf, BUCKET, get, head, outcome, put, startStack, textOf } from './s3-fixture.ts'

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
