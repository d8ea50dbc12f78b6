import { createHash } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { GetObjectCommand, HeadObjectCommand } from '@aws-sdk/client-s3'
import { createPresignedPost, type PresignedPost, type PresignedPostOptions } from '@aws-sdk/s3-presigned-post'
import { describe, expect, test } from 'vitest'
import { ACCESS_KEY, answerOf, BUCKET, outcome, type Stack, startStack, textOf } from './s3-fixture.ts'

const PDF = 'application/pdf'
const TEN_BYTES = '%PDF-1.7\n%'

/** The policy that an upload of one PDF of one size gets. */
const onePdf = (stack: Stack, options: Partial<PresignedPostOptions> = {}) =>
  createPresignedPost(stack.client(), {
    Bucket: BUCKET,
    Key: 'uploads/1.pdf',
    Expires: 900,
    Fields: { 'Content-Type': PDF },
    Conditions: [['content-length-range', 10, 10]],
    ...options,
  })

type Change = {
  set?: Record<string, string>
  leaveOut?: string[]
  fileName?: string
  content?: string | Uint8Array<ArrayBuffer>
}

function formOf(
  post: PresignedPost,
  { set = {}, leaveOut = [], fileName = 'report.pdf', content = TEN_BYTES }: Change,
) {
  const form = new FormData()
  for (const [name, value] of Object.entries({ ...post.fields, ...set })) {
    if (!leaveOut.includes(name)) form.append(name, value)
  }
  form.append('file', new Blob([content], { type: 'application/octet-stream' }), fileName)
  return form
}

const submit = (post: PresignedPost, change: Change = {}) =>
  fetch(post.url, { method: 'POST', body: formOf(post, change) })

const submitted = async (post: PresignedPost, change: Change = {}) => answerOf(await submit(post, change))

describe('a form that fits its policy', () => {
  test('is stored under its key with its content type, and answered 204 with the ETag', async () => {
    const stack = await startStack()
    const response = await submit(await onePdf(stack))
    expect(response.status).toBe(204)
    const head = await stack.client().send(new HeadObjectCommand({ Bucket: BUCKET, Key: 'uploads/1.pdf' }))
    expect(head).toMatchObject({ ContentType: PDF, ContentLength: 10, ETag: response.headers.get('etag') })
    expect(await textOf(stack.client(), 'uploads/1.pdf')).toBe(TEN_BYTES)
  })

  test('is answered with the status that it asks for, 201 with a document', async () => {
    const stack = await startStack()
    const asking = (status: string) => onePdf(stack, { Fields: { success_action_status: status, 'Content-Type': PDF } })
    expect((await submit(await asking('200'))).status).toBe(200)
    expect((await submit(await asking('302'))).status).toBe(204)
    const created = await submit(await asking('201'))
    expect(created.status).toBe(201)
    expect(await created.text()).toContain('<Key>uploads/1.pdf</Key>')
  })

  test('may carry metadata and encryption that the policy allows', async () => {
    const stack = await startStack()
    const fields = { 'Content-Type': PDF, 'x-amz-meta-tenant': 'acme', 'x-amz-server-side-encryption': 'AES256' }
    const response = await submit(await onePdf(stack, { Fields: fields }))
    expect(response.headers.get('x-amz-server-side-encryption')).toBe('AES256')
    const head = await stack.client().send(new HeadObjectCommand({ Bucket: BUCKET, Key: 'uploads/1.pdf' }))
    expect(head).toMatchObject({ Metadata: { tenant: 'acme' }, ServerSideEncryption: 'AES256' })
  })

  test('puts the name of the file where the key says so, without its path', async () => {
    const stack = await startStack()
    const post = await onePdf(stack, { Key: `uploads/\${filename}` })
    expect(await submitted(post, { fileName: 'C:\\scans\\März "1".pdf' })).toBe('accepted')
    expect(await textOf(stack.client(), 'uploads/März "1".pdf')).toBe(TEN_BYTES)
  })

  test('keeps binary content as it is, also where it looks like the boundary', async () => {
    const stack = await startStack()
    const content = new Uint8Array(300_000)
    for (let i = 0; i < content.length; i++) content[i] = i % 7 === 0 ? 13 : i % 11 === 0 ? 10 : i % 251
    content.set(Buffer.from('\r\n------formdata-undici-0\r\n--\r\n'), 65_530)
    const size = content.length
    const post = await onePdf(stack, { Conditions: [['content-length-range', size, size]] })
    expect(await submitted(post, { content })).toBe('accepted')
    const { Body } = await stack.client().send(new GetObjectCommand({ Bucket: BUCKET, Key: 'uploads/1.pdf' }))
    expect(Buffer.from((await Body?.transformToByteArray()) ?? []).equals(content)).toBe(true)
  })
})

describe('a form is refused, and nothing is stored,', () => {
  test.each<[string, Change, string]>([
    ['when the file is a byte too long', { content: `${TEN_BYTES}x` }, '400 EntityTooLarge'],
    ['when the file is a byte too short', { content: TEN_BYTES.slice(1) }, '400 EntityTooSmall'],
    ['when the file is far too long', { content: 'x'.repeat(3_000_000) }, '400 EntityTooLarge'],
    ['with another key', { set: { key: 'uploads/2.pdf' } }, '403 AccessDenied'],
    ['with another content type', { set: { 'Content-Type': 'text/html' } }, '403 AccessDenied'],
    ['without a field that the policy demands', { leaveOut: ['Content-Type'] }, '403 AccessDenied'],
    ['with a field that the policy does not name', { set: { 'x-amz-meta-role': 'admin' } }, '403 AccessDenied'],
    ['without a policy', { leaveOut: ['Policy'] }, '403 AccessDenied'],
    ['without a signature', { leaveOut: ['X-Amz-Signature'] }, '400 InvalidArgument'],
    ['with a changed signature', { set: { 'X-Amz-Signature': '0'.repeat(64) } }, '403 SignatureDoesNotMatch'],
    [
      'with a changed policy',
      { set: { Policy: btoa('{"expiration":"2999-01-01T00:00:00Z","conditions":[]}') } },
      '403 SignatureDoesNotMatch',
    ],
    ['with the name of another bucket', { set: { bucket: 'other' } }, '400 InvalidArgument'],
  ])('%s', async (_why, change, refusal) => {
    const stack = await startStack()
    expect(await submitted(await onePdf(stack), change)).toBe(refusal)
    const missing = stack.client().send(new HeadObjectCommand({ Bucket: BUCKET, Key: 'uploads/1.pdf' }))
    expect(await outcome(missing)).toBe('404 NotFound')
    expect(readdirSync(join(stack.dir, 'blobs'))).toEqual([])
  })

  test('when it is signed with a wrong secret or by an unknown key', async () => {
    const stack = await startStack()
    const signedBy = async (accessKeyId: string) => {
      const client = stack.client({ credentials: { accessKeyId, secretAccessKey: 'wrong' } })
      return submitted(await createPresignedPost(client, { Bucket: BUCKET, Key: 'a' }))
    }
    expect(await signedBy(ACCESS_KEY)).toBe('403 SignatureDoesNotMatch')
    expect(await signedBy('STRANGER')).toBe('403 InvalidAccessKeyId')
  })

  test('when its policy has expired by the server clock', async () => {
    const stack = await startStack()
    const post = await onePdf(stack)
    stack.advance(898_000)
    expect(await submitted(post)).toBe('accepted')
    stack.advance(3000)
    expect(await submitted(post)).toBe('403 AccessDenied')
  })

  test('when the key leaves the prefix that the policy allows, also through the name of the file', async () => {
    const stack = await startStack()
    const post = await createPresignedPost(stack.client(), {
      Bucket: BUCKET,
      Key: `acme/\${filename}`,
      Conditions: [['starts-with', '$key', 'acme/']],
    })
    expect(await submitted(post, { set: { key: 'globex/x.pdf' } })).toBe('403 AccessDenied')
    expect(await submitted(post, { set: { key: `\${filename}` }, fileName: 'acme.pdf' })).toBe('403 AccessDenied')
    expect(await submitted(post, { set: { key: 'acme/sub/x.pdf' } })).toBe('accepted')
  })

  test('when a condition asks for equality of a field and gets a prefix of it', async () => {
    const stack = await startStack()
    const post = await onePdf(stack, { Fields: {}, Conditions: [['eq', '$Content-Type', PDF]] })
    expect(await submitted(post, { set: { 'Content-Type': `${PDF}; x` } })).toBe('403 AccessDenied')
    expect(await submitted(post, { set: { 'content-type': PDF } })).toBe('accepted')
  })

  test('when its policy cannot be understood', async () => {
    const stack = await startStack()
    const odd = await onePdf(stack, { Conditions: [['matches', '$key', 'x'] as unknown as ['eq', string, string]] })
    expect(await submitted(odd)).toBe('400 InvalidPolicyDocument')
  })

  test('when the file does not fit the checksum that the policy binds', async () => {
    const stack = await startStack()
    const sha256 = createHash('sha256').update(TEN_BYTES).digest('base64')
    const post = await onePdf(stack, { Fields: { 'Content-Type': PDF, 'x-amz-checksum-sha256': sha256 } })
    expect(await submitted(post, { content: TEN_BYTES.toLowerCase() })).toBe('400 BadDigest')
    expect(await submitted(post)).toBe('accepted')
  })

  test('when it asks for something that is not implemented', async () => {
    const stack = await startStack()
    const redirect = await onePdf(stack, { Fields: { success_action_redirect: 'https://example.com' } })
    expect(await submitted(redirect, {})).toBe('501 NotImplemented')
  })

  test('when fields follow the file, the file is missing, or the fields are too long', async () => {
    const stack = await startStack()
    const post = await onePdf(stack)
    const send = async (form: FormData) => answerOf(await fetch(post.url, { method: 'POST', body: form }))
    const trailing = formOf(post, {})
    trailing.append('x-amz-meta-late', '1')
    expect(await send(trailing)).toBe('400 InvalidArgument')
    const empty = formOf(post, {})
    empty.delete('file')
    expect(await send(empty)).toBe('400 InvalidArgument')
    expect(await submitted(post, { set: { 'x-ignore-padding': 'x'.repeat(21_000) } })).toBe(
      '400 MaxPostPreDataLengthExceeded',
    )
  })

  test('when its body is torn off or is no form', async () => {
    const stack = await startStack()
    const post = await onePdf(stack)
    const whole = new Response(formOf(post, {}))
    const type = whole.headers.get('content-type') ?? ''
    const bytes = Buffer.from(await whole.arrayBuffer())
    const send = async (body: Uint8Array<ArrayBuffer>) =>
      answerOf(await fetch(post.url, { method: 'POST', body, headers: { 'content-type': type } }))
    expect(await send(Buffer.from(bytes.subarray(0, bytes.length - 30)))).toBe('400 IncompleteBody')
    expect(await send(Buffer.from('no form'))).toBe('400 IncompleteBody')
    expect(await send(Buffer.from(bytes))).toBe('accepted')
  })
})

test('the file of a form goes to disk while it comes in', async () => {
  const stack = await startStack()
  const size = 20 * 1024 ** 2
  const post = await onePdf(stack, { Conditions: [['content-length-range', size, size]] })
  const whole = new Response(formOf(post, { content: new Uint8Array(size) }))
  const headers = { 'content-type': whole.headers.get('content-type') ?? '' }
  const bytes = Buffer.from(await whole.arrayBuffer())
  const sent = request(post.url, { method: 'POST', headers: { ...headers, 'content-length': bytes.length } })
  const status = new Promise((resolve, reject) => {
    sent.on('response', (response) => resolve(response.statusCode)).on('error', reject)
  })
  const half = size / 2
  sent.write(bytes.subarray(0, half))
  await expect.poll(() => bytesOnDisk(join(stack.dir, 'blobs')), { timeout: 20_000 }).toBeGreaterThan(half - 1024 ** 2)
  expect(await outcome(stack.client().send(new HeadObjectCommand({ Bucket: BUCKET, Key: 'uploads/1.pdf' })))).toBe(
    '404 NotFound',
  )
  sent.end(bytes.subarray(half))
  expect(await status).toBe(204)
  const head = await stack.client().send(new HeadObjectCommand({ Bucket: BUCKET, Key: 'uploads/1.pdf' }))
  expect(head.ContentLength).toBe(size)
})

const bytesOnDisk = (directory: string) =>
  readdirSync(directory).reduce((sum, name) => sum + statSync(join(directory, name)).size, 0)
