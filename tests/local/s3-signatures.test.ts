import { Readable } from 'node:stream'
import {
  CreateBucketCommand,
  GetBucketLocationCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { describe, expect, test } from 'vitest'
import { ACCESS_KEY, answerOf, BUCKET, outcome, SECRET, startStack, textOf } from './s3-fixture.ts'

const MINUTE_MS = 60_000
const put = (key: string, body: string | Readable = 'x') =>
  new PutObjectCommand({ Bucket: BUCKET, Key: key, Body: body })
const wrongSecret = { credentials: { accessKeyId: ACCESS_KEY, secretAccessKey: 'another secret' } }
const strange = { credentials: { accessKeyId: 'STRANGER', secretAccessKey: SECRET } }
/** As a presigned upload must be made: without it the SDK puts the checksum of an empty body into the URL. */
const forUploads = { requestChecksumCalculation: 'WHEN_REQUIRED' } as const

/** Sends what the SDK has signed, after changing it. */
function tampering(client: S3Client, change: (request: { headers: Record<string, string>; path: string }) => void) {
  client.middlewareStack.add(
    (next) => (args) => {
      change(args.request as { headers: Record<string, string>; path: string })
      return next(args)
    },
    { step: 'finalizeRequest', priority: 'low', name: 'tamper' },
  )
  return client
}

describe('signed headers', () => {
  test('a wrong secret, an unknown key and no signature at all are refused, and nothing is written', async () => {
    const stack = await startStack()
    expect(await outcome(stack.client(wrongSecret).send(put('a')))).toBe('403 SignatureDoesNotMatch')
    expect(await outcome(stack.client(strange).send(put('a')))).toBe('403 InvalidAccessKeyId')
    expect(await answerOf(await fetch(`${stack.s3.endpoint}/${BUCKET}/a`, { method: 'PUT', body: 'x' }))).toBe(
      '403 AccessDenied',
    )
    expect(await outcome(stack.client().send(new HeadObjectCommand({ Bucket: BUCKET, Key: 'a' })))).toBe('404 NotFound')
  })

  test('every name that an object lacks on Object.prototype is an unknown key', async () => {
    const stack = await startStack()
    const credentials = { accessKeyId: 'constructor', secretAccessKey: SECRET }
    expect(await outcome(stack.client({ credentials }).send(put('a')))).toBe('403 InvalidAccessKeyId')
  })

  test('a changed header, path or body is refused', async () => {
    const stack = await startStack()
    const metadata = tampering(stack.client(), (request) => {
      request.headers['x-amz-meta-owner'] = 'mallory'
    })
    const signed = new PutObjectCommand({ Bucket: BUCKET, Key: 'a', Body: 'x', Metadata: { owner: 'alice' } })
    expect(await outcome(metadata.send(signed))).toBe('403 SignatureDoesNotMatch')
    const path = tampering(stack.client(), (request) => {
      request.path = `/${BUCKET}/other`
    })
    expect(await outcome(path.send(put('a')))).toBe('403 SignatureDoesNotMatch')
    const hash = tampering(stack.client(), (request) => {
      request.headers['x-amz-content-sha256'] = 'UNSIGNED-PAYLOAD'
    })
    expect(await outcome(hash.send(put('a')))).toBe('403 SignatureDoesNotMatch')
    const body = tampering(stack.client({ ...forUploads }), (request) => {
      Object.assign(request, { body: 'y' })
    })
    expect(await outcome(body.send(put('a')))).toBe('400 XAmzContentSHA256Mismatch')
  })

  test('an x-amz header that the signature does not cover is refused', async () => {
    const stack = await startStack()
    const client = tampering(stack.client(), (request) => {
      request.headers['x-amz-meta-smuggled'] = '1'
    })
    expect(await outcome(client.send(put('a')))).toBe('403 AccessDenied')
  })

  test('a clock that is wrong by more than fifteen minutes is refused, either way', async () => {
    const stack = await startStack()
    const at = (systemClockOffset: number) => outcome(stack.client({ systemClockOffset }).send(put('a')))
    expect(await at(14 * MINUTE_MS)).toBe('accepted')
    expect(await at(-14 * MINUTE_MS)).toBe('accepted')
    expect(await at(16 * MINUTE_MS)).toBe('403 RequestTimeTooSkewed')
    expect(await at(-16 * MINUTE_MS)).toBe('403 RequestTimeTooSkewed')
  })

  test('a bucket is reached only with a signature for its own region', async () => {
    const stack = await startStack()
    const european = stack.client({ region: 'eu-central-1' })
    await european.send(new CreateBucketCommand({ Bucket: 'documents-eu' }))
    const object = { Bucket: 'documents-eu', Key: 'a', Body: 'x' }
    expect(await outcome(european.send(new PutObjectCommand(object)))).toBe('accepted')
    const located = await european.send(new GetBucketLocationCommand({ Bucket: 'documents-eu' }))
    expect(located.LocationConstraint).toBe('eu-central-1')
    expect(await outcome(stack.client().send(new PutObjectCommand(object)))).toBe('400 AuthorizationHeaderMalformed')
    const elsewhere = new CreateBucketCommand({
      Bucket: 'documents-apac',
      CreateBucketConfiguration: { LocationConstraint: 'ap-south-1' },
    })
    expect(await outcome(european.send(elsewhere))).toBe('400 IllegalLocationConstraintException')
  })

  test('keys with spaces, plus signs, umlauts, slashes and quotes are signed as they are sent', async () => {
    const stack = await startStack()
    const client = stack.client()
    for (const key of ['a b+c', 'ü/ß/€', "it's (a) *star*!", 'a//b', 'q?x=1&y#z', '%41', '../up', '~tilde']) {
      await client.send(put(key, key))
      expect(await textOf(client, key)).toBe(key)
    }
  })

  test('a parameter that is given twice is refused, so that nobody can read it in two ways', async () => {
    const { s3 } = await startStack()
    const response = await fetch(`${s3.endpoint}/${BUCKET}?list-type=2&prefix=a&prefix=b`)
    expect(await answerOf(response)).toBe('400 InvalidArgument')
  })

  test('older signature versions, session tokens and two proofs at once are refused', async () => {
    const { s3, client } = await startStack()
    const url = `${s3.endpoint}/${BUCKET}/a`
    const get = (headers: Record<string, string>, query = '') => fetch(`${url}${query}`, { headers }).then(answerOf)
    expect(await get({ authorization: `AWS ${ACCESS_KEY}:c2lnbmF0dXJl` })).toBe('400 InvalidRequest')
    expect(await get({ authorization: 'AWS4-ECDSA-P256-SHA256 Credential=a' })).toBe('501 NotImplemented')
    expect(await get({ authorization: 'AWS4-HMAC-SHA256 Credential=a' })).toBe('400 AuthorizationHeaderMalformed')
    expect(await get({ authorization: 'AWS4-HMAC-SHA256 x' }, '?X-Amz-Algorithm=AWS4-HMAC-SHA256')).toBe(
      '400 InvalidArgument',
    )
    const session = { accessKeyId: ACCESS_KEY, secretAccessKey: SECRET, sessionToken: 'token' }
    expect(await outcome(client({ credentials: session }).send(new ListBucketsCommand({})))).toBe('501 NotImplemented')
  })
})

describe('streamed bodies', () => {
  test('a stream is stored, with the checksum that follows it', async () => {
    const client = (await startStack()).client()
    const body = 'page '.repeat(50_000)
    const stored = await client.send(
      new PutObjectCommand({
        Bucket: BUCKET,
        Key: 'a',
        Body: Readable.from([Buffer.from(body)]),
        ContentLength: body.length,
      }),
    )
    expect(stored.ChecksumCRC32).toMatch(/^[\w+/]{6}==$/)
    expect(await textOf(client, 'a')).toBe(body)
    const head = await client.send(new HeadObjectCommand({ Bucket: BUCKET, Key: 'a' }))
    expect(head.ContentLength).toBe(body.length)
    expect(head.ContentEncoding).toBeUndefined()
  })

  test('a trailing checksum that does not fit the bytes is refused, and nothing is stored', async () => {
    const client = (await startStack()).client()
    tampering(client, (request) => {
      const framed = 'bytes\r\n'.replace('bytes', 'BYTES')
      if (request.headers['x-amz-trailer'])
        Object.assign(request, { body: Readable.from([`5\r\n${framed}0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n`]) })
    })
    const streamed = () =>
      new PutObjectCommand({ Bucket: BUCKET, Key: 'a', Body: Readable.from(['bytes']), ContentLength: 5 })
    expect(await outcome(client.send(streamed()))).toBe('400 BadDigest')
    expect(await outcome(client.send(new HeadObjectCommand({ Bucket: BUCKET, Key: 'a' })))).toBe('404 NotFound')
  })

  test('only the last chunk may be smaller than 8 KiB', async () => {
    const client = (await startStack()).client()
    const send = (pieces: string[]) => {
      const body = Readable.from(pieces.map((piece) => Buffer.from(piece)))
      const length = pieces.join('').length
      return outcome(client.send(new PutObjectCommand({ Bucket: BUCKET, Key: 'a', Body: body, ContentLength: length })))
    }
    expect(await send(['x'.repeat(8192), 'end'])).toBe('accepted')
    expect(await send(['small', 'end'])).toBe('403 InvalidChunkSizeError')
  })

  test('fewer bytes than announced are refused', async () => {
    const client = (await startStack()).client()
    const short = new PutObjectCommand({ Bucket: BUCKET, Key: 'a', Body: Readable.from(['12345']), ContentLength: 6 })
    expect(await outcome(client.send(short))).toBe('400 IncompleteBody')
  })
})

describe('presigned URLs', () => {
  test('a URL uploads and downloads what it was made for', async () => {
    const stack = await startStack()
    const upload = await getSignedUrl(stack.client(forUploads), put('a', ''), { expiresIn: 60 })
    expect(await answerOf(await fetch(upload, { method: 'PUT', body: 'data' }))).toBe('accepted')
    const get = new GetObjectCommand({
      Bucket: BUCKET,
      Key: 'a',
      ResponseContentDisposition: 'attachment; filename="book.xlsx"',
      ResponseContentType: 'text/csv',
    })
    const response = await fetch(await getSignedUrl(stack.client(), get, { expiresIn: 60 }))
    expect(await response.text()).toBe('data')
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="book.xlsx"')
    expect(response.headers.get('content-type')).toBe('text/csv')
  })

  test('a URL expires to the second by the server clock', async () => {
    const stack = await startStack()
    const url = await getSignedUrl(stack.client(forUploads), put('a', ''), { expiresIn: 900 })
    stack.advance(899_000 - 1000)
    expect(await answerOf(await fetch(url, { method: 'PUT', body: 'x' }))).toBe('accepted')
    stack.advance(3000)
    expect(await answerOf(await fetch(url, { method: 'PUT', body: 'x' }))).toBe('403 AccessDenied')
  })

  test('a URL from the future is refused', async () => {
    const stack = await startStack()
    const signingDate = new Date(stack.now() + 16 * MINUTE_MS)
    const url = await getSignedUrl(stack.client(), new GetObjectCommand({ Bucket: BUCKET, Key: 'a' }), { signingDate })
    expect(await answerOf(await fetch(url))).toBe('403 AccessDenied')
  })

  test('a wrong secret, another key, method, parameter, expiry or host is refused', async () => {
    const stack = await startStack()
    const client = stack.client(forUploads)
    await client.send(put('a'))
    await client.send(put('b'))
    const url = await getSignedUrl(client, new GetObjectCommand({ Bucket: BUCKET, Key: 'a' }), { expiresIn: 60 })
    const get = (changed: string, init: RequestInit = {}) => fetch(changed, init).then(answerOf)
    expect(await get(url)).toBe('accepted')
    const forged = await getSignedUrl(stack.client(wrongSecret), new GetObjectCommand({ Bucket: BUCKET, Key: 'a' }))
    expect(await get(forged)).toBe('403 SignatureDoesNotMatch')
    expect(await get(url.replace(`/${BUCKET}/a?`, `/${BUCKET}/b?`))).toBe('403 SignatureDoesNotMatch')
    expect(await get(`${url}&response-content-type=text%2Fhtml`)).toBe('403 SignatureDoesNotMatch')
    expect(await get(url.replace('X-Amz-Expires=60', 'X-Amz-Expires=604800'))).toBe('403 SignatureDoesNotMatch')
    expect(await get(url, { method: 'DELETE' })).toBe('403 SignatureDoesNotMatch')
    expect(await get(url.replace('127.0.0.1', 'localhost'))).toBe('403 SignatureDoesNotMatch')
    expect(await get(url.replace('X-Amz-Expires=60', 'X-Amz-Expires=604801'))).toBe(
      '400 AuthorizationQueryParametersError',
    )
    expect(await get(url.replace(/&X-Amz-Date=\w+/, ''))).toBe('400 AuthorizationQueryParametersError')
  })

  test('a header that was signed must come as it was signed', async () => {
    const { client } = await startStack()
    const signed = (input: object, header: string) =>
      getSignedUrl(client(forUploads), new PutObjectCommand({ Bucket: BUCKET, Key: 'a', ...input }), {
        signableHeaders: new Set([header]),
      })
    const type = await signed({ ContentType: 'application/pdf' }, 'content-type')
    const send = (url: string, body: string, headers: Record<string, string> = {}) =>
      fetch(url, { method: 'PUT', body, headers }).then(answerOf)
    expect(await send(type, 'x', { 'content-type': 'text/html' })).toBe('403 SignatureDoesNotMatch')
    expect(await send(type, 'x', { 'content-type': 'application/pdf' })).toBe('accepted')
    const length = await signed({ ContentLength: 4 }, 'content-length')
    expect(await send(length, '123456789')).toBe('403 SignatureDoesNotMatch')
    expect(await send(length, '1234')).toBe('accepted')
    const free = await signed({ IfNoneMatch: '*' }, 'if-none-match')
    expect(await send(free, 'x')).toBe('403 SignatureDoesNotMatch')
    expect(await send(free, 'x', { 'if-none-match': '*' })).toBe('412 PreconditionFailed')
  })

  test('metadata in the URL is stored, and an x-amz header beside it is refused', async () => {
    const { client } = await startStack()
    const command = new PutObjectCommand({ Bucket: BUCKET, Key: 'a', Metadata: { tenant: 'acme' } })
    const url = await getSignedUrl(client(forUploads), command)
    const send = (headers: Record<string, string>) => fetch(url, { method: 'PUT', body: 'x', headers }).then(answerOf)
    expect(await send({ 'x-amz-meta-more': '1' })).toBe('403 AccessDenied')
    expect(await send({ 'x-amz-meta-tenant': 'other' })).not.toBe('accepted')
    expect(await send({})).toBe('accepted')
    const head = await client().send(new HeadObjectCommand({ Bucket: BUCKET, Key: 'a' }))
    expect(head.Metadata).toEqual({ tenant: 'acme' })
  })

  test('a URL that carries the checksum of an empty body takes no other body', async () => {
    const { client } = await startStack()
    const url = await getSignedUrl(client(), new PutObjectCommand({ Bucket: BUCKET, Key: 'a' }))
    expect(await answerOf(await fetch(url, { method: 'PUT', body: 'data' }))).toBe('400 BadDigest')
  })
})
