import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandOutput,
  ListPartsCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { describe, expect, test } from 'vitest'
import { answerOf, BUCKET, outcome, startStack, textOf } from './s3-fixture.ts'

const MIB = 1024 ** 2
const target = { Bucket: BUCKET, Key: 'report.pdf' }
const whole = (fill: string) => Buffer.alloc(5 * MIB, fill)
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()

async function begin(client: S3Client, input: object = {}) {
  const { UploadId } = await client.send(new CreateMultipartUploadCommand({ ...target, ...input }))
  if (!UploadId) throw new Error('An upload has an id.')
  return UploadId
}

async function send(client: S3Client, UploadId: string, PartNumber: number, Body: string | Buffer, input: object = {}) {
  const part = await client.send(new UploadPartCommand({ ...target, UploadId, PartNumber, Body, ...input }))
  return { PartNumber, ETag: part.ETag, ChecksumSHA256: part.ChecksumSHA256 } as CompletedPart
}

const complete = (client: S3Client, UploadId: string, Parts: CompletedPart[], input: object = {}) =>
  client.send(new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload: { Parts }, ...input }))

describe('an upload in parts', () => {
  test('becomes one object with the bytes in order and the description that it began with', async () => {
    const stack = await startStack()
    const client = stack.client()
    const UploadId = await begin(client, { ContentType: 'application/pdf', Metadata: { a: 'b' }, Tagging: 'k=v' })
    const last = await send(client, UploadId, 3, 'the end')
    const first = await send(client, UploadId, 1, whole('a'))
    expect(await outcome(client.send(new HeadObjectCommand(target)))).toBe('404 NotFound')
    const done = await complete(client, UploadId, [first, last])
    const object = await client.send(new GetObjectCommand(target))
    expect(object).toMatchObject({ ContentType: 'application/pdf', Metadata: { a: 'b' }, TagCount: 1, ETag: done.ETag })
    const md5s = [first, last].map((part) => Buffer.from(part.ETag?.slice(1, -1) ?? '', 'hex'))
    expect(done.ETag).toBe(`"${createHash('md5').update(Buffer.concat(md5s)).digest('hex')}-2"`)
    const bytes = Buffer.from((await object.Body?.transformToByteArray()) ?? [])
    expect(bytes.equals(Buffer.concat([whole('a'), Buffer.from('the end')]))).toBe(true)
    expect(readdirSync(join(stack.dir, 'blobs'))).toHaveLength(1)
    expect(await outcome(complete(client, UploadId, [first, last]))).toBe('404 NoSuchUpload')
  })

  test('takes parts by presigned URL, and a part that is sent again replaces the first', async () => {
    const stack = await startStack()
    const client = stack.client({ requestChecksumCalculation: 'WHEN_REQUIRED' })
    const UploadId = await begin(client)
    const url = await getSignedUrl(client, new UploadPartCommand({ ...target, UploadId, PartNumber: 1 }))
    await fetch(url, { method: 'PUT', body: 'draft' })
    const response = await fetch(url, { method: 'PUT', body: 'final' })
    const ETag = response.headers.get('etag') ?? ''
    const { Parts } = await client.send(new ListPartsCommand({ ...target, UploadId }))
    expect(Parts).toMatchObject([{ PartNumber: 1, Size: 5, ETag }])
    const other = url.replace('partNumber=1', 'partNumber=2')
    expect(await answerOf(await fetch(other, { method: 'PUT', body: 'x' }))).toBe('403 SignatureDoesNotMatch')
    stack.advance(901_000)
    expect(await answerOf(await fetch(url, { method: 'PUT', body: 'late' }))).toBe('403 AccessDenied')
    await complete(stack.client(), UploadId, [{ PartNumber: 1, ETag }])
    expect(await textOf(stack.client(), target.Key)).toBe('final')
  })

  test('is gone with all its bytes when it is aborted', async () => {
    const stack = await startStack()
    const client = stack.client()
    const UploadId = await begin(client)
    const part = await send(client, UploadId, 1, 'x')
    await client.send(new AbortMultipartUploadCommand({ ...target, UploadId }))
    expect(readdirSync(join(stack.dir, 'blobs'))).toEqual([])
    expect(await outcome(complete(client, UploadId, [part]))).toBe('404 NoSuchUpload')
    expect(await outcome(send(client, UploadId, 2, 'x'))).toBe('404 NoSuchUpload')
    expect(await outcome(client.send(new AbortMultipartUploadCommand({ ...target, UploadId })))).toBe(
      '404 NoSuchUpload',
    )
  })

  test('copies parts from objects, whole or by range', async () => {
    const client = (await startStack()).client()
    await client.send(new PutObjectCommand({ Bucket: BUCKET, Key: 'source', Body: 'abcdefgh' }))
    const UploadId = await begin(client)
    const copyPart = (CopySourceRange?: string) =>
      client.send(
        new UploadPartCopyCommand({
          ...target,
          UploadId,
          PartNumber: 2,
          CopySource: `${BUCKET}/source`,
          CopySourceRange,
        }),
      )
    const first = await send(client, UploadId, 1, whole('x'))
    expect(await outcome(copyPart('bytes=2-8'))).toBe('400 InvalidArgument')
    const copied = await copyPart('bytes=2-4')
    await complete(client, UploadId, [first, { PartNumber: 2, ETag: copied.CopyPartResult?.ETag }])
    expect(await textOf(client, target.Key, { Range: 'bytes=-5' })).toBe('xxcde')
  })

  test('belongs to its key alone', async () => {
    const client = (await startStack()).client()
    const UploadId = await begin(client)
    const elsewhere = new UploadPartCommand({ Bucket: BUCKET, Key: 'other', UploadId, PartNumber: 1, Body: 'x' })
    expect(await outcome(client.send(elsewhere))).toBe('404 NoSuchUpload')
  })
})

describe('a completion is refused, and the upload stays,', () => {
  test('when parts are missing, changed, too small, out of order, or none', async () => {
    const client = (await startStack()).client()
    const UploadId = await begin(client)
    const small = await send(client, UploadId, 1, 'small')
    const last = await send(client, UploadId, 2, 'last')
    expect(await outcome(complete(client, UploadId, [small, last]))).toBe('400 EntityTooSmall')
    expect(await outcome(complete(client, UploadId, [last, small]))).toBe('400 InvalidPartOrder')
    expect(await outcome(complete(client, UploadId, [small, small]))).toBe('400 InvalidPartOrder')
    expect(await outcome(complete(client, UploadId, [{ ...small, ETag: last.ETag }]))).toBe('400 InvalidPart')
    expect(await outcome(complete(client, UploadId, [small, { ...last, PartNumber: 3 }]))).toBe('400 InvalidPart')
    expect(await outcome(complete(client, UploadId, [{ ...last, PartNumber: 3 }]))).toBe('400 InvalidPart')
    expect(await outcome(complete(client, UploadId, []))).toBe('400 MalformedXML')
    expect(await outcome(complete(client, UploadId, [last], { MpuObjectSize: 5 }))).toBe('400 InvalidRequest')
    expect(await outcome(complete(client, UploadId, [last], { MpuObjectSize: 4 }))).toBe('accepted')
  })

  test('when its condition does not hold', async () => {
    const client = (await startStack()).client()
    await client.send(new PutObjectCommand({ ...target, Body: 'x' }))
    const UploadId = await begin(client)
    const part = await send(client, UploadId, 1, 'new')
    expect(await outcome(complete(client, UploadId, [part], { IfNoneMatch: '*' }))).toBe('412 PreconditionFailed')
    expect(await outcome(complete(client, UploadId, [part], { IfMatch: '"x"' }))).toBe('412 PreconditionFailed')
    expect(await textOf(client, target.Key)).toBe('x')
    expect(await outcome(complete(client, UploadId, [part]))).toBe('accepted')
    expect(await textOf(client, target.Key)).toBe('new')
  })

  test('when another one is under way: of two exactly one succeeds', async () => {
    const client = (await startStack()).client()
    const UploadId = await begin(client)
    const part = await send(client, UploadId, 1, whole('a'))
    const outcomes = await Promise.all([1, 2, 3].map(() => outcome(complete(client, UploadId, [part]))))
    expect(outcomes.filter((each) => each === 'accepted')).toHaveLength(1)
    for (const each of outcomes) expect(['accepted', '409 OperationAborted', '404 NoSuchUpload']).toContain(each)
  })
})

test.each([0, 10_001])('%i is no number for a part', async (number) => {
  const client = (await startStack()).client()
  expect(await outcome(send(client, await begin(client), number, 'x'))).toBe('400 InvalidArgument')
})

describe('checksums of uploads in parts', () => {
  test('a composite checksum needs one for each part, and is the checksum of them all', async () => {
    const client = (await startStack()).client()
    const UploadId = await begin(client, { ChecksumAlgorithm: 'SHA256' })
    expect(await outcome(send(client, UploadId, 1, 'x'))).toBe('400 InvalidRequest')
    const sha = { ChecksumAlgorithm: 'SHA256' }
    const parts = [await send(client, UploadId, 1, whole('a'), sha), await send(client, UploadId, 2, 'end', sha)]
    const without = parts.map(({ ChecksumSHA256: _, ...part }) => part)
    expect(await outcome(complete(client, UploadId, without))).toBe('400 InvalidRequest')
    const swapped = parts.map((part) => ({ ...part, ChecksumSHA256: parts[0]?.ChecksumSHA256 }))
    expect(await outcome(complete(client, UploadId, swapped))).toBe('400 InvalidPart')
    const done = await complete(client, UploadId, parts)
    const digest = sha256(Buffer.concat([sha256(whole('a')), sha256(Buffer.from('end'))])).toString('base64')
    expect(done).toMatchObject({ ChecksumSHA256: `${digest}-2`, ChecksumType: 'COMPOSITE' })
    const read = await client.send(new GetObjectCommand({ ...target, ChecksumMode: 'ENABLED' }))
    expect(read.ChecksumSHA256).toBe(`${digest}-2`)
    await read.Body?.transformToByteArray()
  })

  test('a checksum of the full object is computed over all bytes and held against the one that is sent', async () => {
    const client = (await startStack()).client({ requestChecksumCalculation: 'WHEN_REQUIRED' })
    const UploadId = await begin(client, { ChecksumAlgorithm: 'CRC64NVME' })
    const { PartNumber, ETag } = await send(client, UploadId, 1, 'hello')
    const finish = (ChecksumCRC64NVME: string) =>
      complete(client, UploadId, [{ PartNumber, ETag }], { ChecksumCRC64NVME, ChecksumType: 'FULL_OBJECT' })
    expect(await outcome(finish('AAAAAAAAAAA='))).toBe('400 BadDigest')
    expect(await finish('M3eFcAZSQlc=')).toMatchObject({
      ChecksumCRC64NVME: 'M3eFcAZSQlc=',
      ChecksumType: 'FULL_OBJECT',
    })
  })

  test('a part whose bytes do not fit its checksum is refused', async () => {
    const client = (await startStack()).client()
    const UploadId = await begin(client)
    expect(await outcome(send(client, UploadId, 1, 'x', { ChecksumCRC32: 'AAAAAA==' }))).toBe('400 BadDigest')
    expect((await client.send(new ListPartsCommand({ ...target, UploadId }))).Parts).toBeUndefined()
  })
})

describe('listings', () => {
  test('parts come in pages, in the order of their numbers', async () => {
    const client = (await startStack()).client()
    const UploadId = await begin(client)
    for (const number of [5, 1, 10, 3]) await send(client, UploadId, number, `part ${number}`)
    const numbers: (number | undefined)[] = []
    let PartNumberMarker: string | undefined
    do {
      const page = await client.send(new ListPartsCommand({ ...target, UploadId, MaxParts: 3, PartNumberMarker }))
      numbers.push(...(page.Parts ?? []).map((part) => part.PartNumber))
      PartNumberMarker = page.IsTruncated ? page.NextPartNumberMarker : undefined
    } while (PartNumberMarker)
    expect(numbers).toEqual([1, 3, 5, 10])
  })

  test('uploads under way come in pages, by key, and only below the prefix', async () => {
    const client = (await startStack()).client()
    for (const Key of ['a/2', 'a/1', 'a/1', 'b/1']) await begin(client, { Key })
    const keys: (string | undefined)[] = []
    let marker: { KeyMarker?: string; UploadIdMarker?: string } | undefined = {}
    while (marker) {
      const page: ListMultipartUploadsCommandOutput = await client.send(
        new ListMultipartUploadsCommand({ Bucket: BUCKET, Prefix: 'a/', MaxUploads: 1, ...marker }),
      )
      keys.push(...(page.Uploads ?? []).map((upload) => upload.Key))
      marker = page.IsTruncated ? { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker } : undefined
    }
    expect(keys).toEqual(['a/1', 'a/1', 'a/2'])
  })
})
