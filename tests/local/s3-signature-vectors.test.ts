import { request } from 'node:http'
import { CreateBucketCommand, GetObjectCommand, HeadObjectCommand } from '@aws-sdk/client-s3'
import { describe, expect, test } from 'vitest'
import { crc32c, crc64nvme } from '../../lib/local/s3/crc.ts'
import { answerOf, ACCESS_KEY as OWN_KEY, SECRET as OWN_SECRET, startStack } from './s3-fixture.ts'

/**
 * The worked examples of https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html and
 * sigv4-streaming-trailers.html, with the example key of AWS's documentation, sent to the server as they stand there.
 */
const ACCESS_KEY = 'AKIAIOSFODNN7EXAMPLE'
const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'
const EXAMPLE_TIME = Date.parse('2013-05-24T00:00:00Z')
const BUCKET = 'examplebucket'
const FULL_CHUNK = 'a'.repeat(65_536)
const REST = 'a'.repeat(1024)

const chunk = (body: string, signature: string) =>
  `${body.length.toString(16)};chunk-signature=${signature}\r\n${body}\r\n`

const PLAIN = {
  headers: {
    authorization: `AWS4-HMAC-SHA256 Credential=${ACCESS_KEY}/20130524/us-east-1/s3/aws4_request,SignedHeaders=content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class,Signature=4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9`,
    'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
    'content-length': '66824',
  },
  body: [
    chunk(FULL_CHUNK, 'ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648'),
    chunk(REST, '0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497'),
    chunk('', 'b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9'),
  ],
}

const TRAILING = {
  headers: {
    authorization: `AWS4-HMAC-SHA256 Credential=${ACCESS_KEY}/20130524/us-east-1/s3/aws4_request,SignedHeaders=content-encoding;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class;x-amz-trailer,Signature=106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e`,
    'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER',
    'x-amz-trailer': 'x-amz-checksum-crc32c',
  },
  body: [
    chunk(FULL_CHUNK, 'b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2'),
    chunk(REST, '1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7'),
    '0;chunk-signature=2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992\r\n',
    'x-amz-checksum-crc32c:sOO8/Q==\r\n',
    'x-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n',
  ],
}

async function startExample() {
  const stack = await startStack({ credentials: { [ACCESS_KEY]: SECRET, [OWN_KEY]: OWN_SECRET } })
  stack.advance(EXAMPLE_TIME - Date.now())
  const aws = stack.client()
  await aws.send(new CreateBucketCommand({ Bucket: BUCKET }))
  return { port: stack.s3.port, aws }
}

function put(port: number, headers: Record<string, string>, body: string[]): Promise<string> {
  const all = {
    host: 's3.amazonaws.com',
    'x-amz-date': '20130524T000000Z',
    'x-amz-storage-class': 'REDUCED_REDUNDANCY',
    'content-encoding': 'aws-chunked',
    'x-amz-decoded-content-length': '66560',
    ...headers,
  }
  return new Promise((resolve, reject) => {
    const path = `/${BUCKET}/chunkObject.txt`
    const sent = request({ host: '127.0.0.1', port, method: 'PUT', path, headers: all }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (bytes: Buffer) => chunks.push(bytes))
      response.on('end', () =>
        resolve(answerOf(new Response(Buffer.concat(chunks), { status: response.statusCode ?? 0 }))),
      )
    })
    sent.on('error', reject)
    sent.end(body.join(''))
  })
}

describe('signed chunks', () => {
  test("AWS's example of a chunked upload is accepted and stored whole", async () => {
    const { port, aws } = await startExample()
    expect(await put(port, PLAIN.headers, PLAIN.body)).toBe('accepted')
    const { Body, StorageClass } = await aws.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'chunkObject.txt' }))
    expect(await Body?.transformToString()).toBe(FULL_CHUNK + REST)
    expect(StorageClass).toBe('REDUCED_REDUNDANCY')
  })

  test("AWS's example with a signed trailer is accepted and its checksum kept", async () => {
    const { port, aws } = await startExample()
    expect(await put(port, TRAILING.headers, TRAILING.body)).toBe('accepted')
    const head = await aws.send(
      new HeadObjectCommand({ Bucket: BUCKET, Key: 'chunkObject.txt', ChecksumMode: 'ENABLED' }),
    )
    expect(head.ChecksumCRC32C).toBe('sOO8/Q==')
  })

  test.each([
    ['a changed byte', PLAIN, (body: string) => body.replace('aaaa', 'aaab')],
    ['a changed trailer', TRAILING, (body: string) => body.replace('sOO8/Q==', 'sOO8/A==')],
    ['a changed signature of the trailer', TRAILING, (body: string) => body.replace('d81f82fc', 'd81f82fd')],
    ['a changed signature of the last chunk', PLAIN, (body: string) => body.replace('b6c6ea8a', 'b6c6ea8b')],
  ])('%s is refused', async (_what, example, change) => {
    const { port } = await startExample()
    expect(await put(port, example.headers, [change(example.body.join(''))])).toBe('403 SignatureDoesNotMatch')
  })

  test('a chunk without its signature is refused', async () => {
    const { port } = await startExample()
    const { 'content-length': _, ...headers } = PLAIN.headers
    const body = PLAIN.body.join('').replace(/;chunk-signature=\w+/, '')
    expect(await put(port, { ...headers, 'content-length': String(body.length) }, [body])).toBe(
      '403 SignatureDoesNotMatch',
    )
    expect(await put(port, TRAILING.headers, [TRAILING.body.join('').replace(/;chunk-signature=\w+/, '')])).toBe(
      '400 InvalidRequest',
    )
  })
})

describe('checksums without a library', () => {
  const digits = Buffer.from('123456789')

  test('both checks give their published values for the digits 1 to 9', () => {
    expect(crc32c(digits)).toBe(0xe3069283)
    expect(crc64nvme(digits)).toEqual({ high: 0xae8b1486, low: 0x0a799888 })
  })

  test('a check over pieces is the check over the whole', () => {
    for (let cut = 0; cut <= digits.length; cut++) {
      const [head, tail] = [digits.subarray(0, cut), digits.subarray(cut)]
      expect(crc32c(tail, crc32c(head))).toBe(crc32c(digits))
      expect(crc64nvme(tail, crc64nvme(head))).toEqual(crc64nvme(digits))
    }
  })
})
