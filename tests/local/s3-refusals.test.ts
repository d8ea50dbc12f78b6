import {
  GetObjectAclCommand,
  GetObjectAttributesCommand,
  ListObjectsCommand,
  PutBucketCorsCommand,
  PutBucketPolicyCommand,
} from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { describe, expect, test } from 'vitest'
import { BUCKET, get, outcome, put, startStack } from './s3-fixture.ts'

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
