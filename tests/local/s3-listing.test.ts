import {
  DeleteObjectCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandInput,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BUCKET, outcome, startStack } from './s3-fixture.ts'

const write = (client: S3Client, keys: string[]) =>
  Promise.all(keys.map((Key) => client.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body: 'x' }))))

type Listing = Omit<ListObjectsV2CommandInput, 'Bucket'>

/** All pages together: keys and common prefixes. */
async function listAll(client: S3Client, input: Listing) {
  const keys: string[] = []
  const prefixes: string[] = []
  const sizes: number[] = []
  let ContinuationToken: string | undefined
  do {
    const page = await client.send(new ListObjectsV2Command({ Bucket: BUCKET, ...input, ContinuationToken }))
    keys.push(...(page.Contents ?? []).map((object) => object.Key ?? ''))
    prefixes.push(...(page.CommonPrefixes ?? []).map((common) => common.Prefix ?? ''))
    sizes.push(page.KeyCount ?? 0)
    expect(page.IsTruncated).toBe(page.NextContinuationToken !== undefined)
    ContinuationToken = page.NextContinuationToken
  } while (ContinuationToken)
  return { keys, prefixes, sizes }
}

const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))

test('a thousand keys fill a page, and the next page goes on where it ended', async () => {
  const client = (await startStack()).client()
  const keys = Array.from({ length: 1001 }, (_, i) => `k/${String(i).padStart(5, '0')}`)
  for (let i = 0; i < keys.length; i += 50) await write(client, keys.slice(i, i + 50))
  const listed = await listAll(client, { Prefix: 'k/' })
  expect(listed.sizes).toEqual([1000, 1])
  expect(listed.keys).toEqual(keys)
  await client.send(new DeleteObjectCommand({ Bucket: BUCKET, Key: 'k/00000' }))
  expect((await listAll(client, { Prefix: 'k/0000' })).keys).toEqual(keys.slice(1, 10))
})

test('for any keys, prefix, delimiter and page size the pages together are what S3 defines', async () => {
  const client = (await startStack()).client()
  const part = fc.constantFrom('a', 'b', '/', '-', 'ü', '€', '😀', '!', 'aa')
  const key = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''))
  const stored = fc.sample(key, { numRuns: 60, seed: 7 })
  const keys = [...new Set(stored)].sort(byBytes)
  await write(client, keys)
  const question = fc.record({
    Prefix: fc.option(fc.constantFrom('a', 'a/', 'ü', '/', 'zz'), { nil: undefined }),
    Delimiter: fc.option(fc.constantFrom('/', '-', 'aa'), { nil: undefined }),
    StartAfter: fc.option(fc.constantFrom(...keys, 'a0', '~'), { nil: undefined }),
    MaxKeys: fc.integer({ min: 1, max: 7 }),
  })
  await fc.assert(
    fc.asyncProperty(question, async ({ Prefix = '', Delimiter, StartAfter = '', MaxKeys }) => {
      const matching = keys.filter((each) => each.startsWith(Prefix) && byBytes(each, StartAfter) > 0)
      const commonOf = (each: string) => {
        const end = Delimiter === undefined ? -1 : each.indexOf(Delimiter, Prefix.length)
        return end < 0 || Delimiter === undefined ? undefined : each.slice(0, end + Delimiter.length)
      }
      const listed = await listAll(client, { Prefix, Delimiter, StartAfter: StartAfter || undefined, MaxKeys })
      expect(listed.keys).toEqual(matching.filter((each) => commonOf(each) === undefined))
      expect(listed.prefixes).toEqual([...new Set(matching.map(commonOf).filter((each) => each !== undefined))])
      expect(Math.max(...listed.sizes)).toBeLessThanOrEqual(MaxKeys)
    }),
    { numRuns: 60 },
  )
})

test('keys with characters that XML lacks can be listed, encoded as in forms when asked', async () => {
  const client = (await startStack()).client()
  const odd = ['a b+c&d<e>', 'tab\there', 'ü/€', 'x\u0001y']
  await write(client, odd)
  const encoded = await listAll(client, { EncodingType: 'url' })
  expect(encoded.keys).toEqual(['a+b%2Bc%26d%3Ce%3E', 'tab%09here', 'x%01y', '%C3%BC/%E2%82%AC'])
  expect((await listAll(client, { Prefix: 'a b' })).keys).toEqual(['a b+c&d<e>'])
})

test('a page of no keys is empty, and arguments that make no sense are refused', async () => {
  const client = (await startStack()).client()
  await write(client, ['a', 'b'])
  const ask = (input: Listing) => client.send(new ListObjectsV2Command({ Bucket: BUCKET, ...input }))
  expect(await ask({ MaxKeys: 0 })).toMatchObject({ KeyCount: 0, IsTruncated: false })
  expect(await outcome(ask({ MaxKeys: -1 }))).toBe('400 InvalidArgument')
  expect(await outcome(ask({ ContinuationToken: 'no token!' }))).toBe('400 InvalidArgument')
  expect(await outcome(ask({ EncodingType: 'html' as 'url' }))).toBe('400 InvalidArgument')
  expect(await outcome(ask({ FetchOwner: true }))).toBe('501 NotImplemented')
})
