import {
  CopyObjectCommand,
  type CopyObjectCommandInput,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  DeleteObjectTaggingCommand,
  GetObjectTaggingCommand,
  PutObjectTaggingCommand,
} from '@aws-sdk/client-s3'
import { describe, expect, test } from 'vitest'
import { BUCKET, get, head, outcome, put, startStack, textOf } from './s3-fixture.ts'

const copy = (input: Omit<CopyObjectCommandInput, 'Bucket'>) => new CopyObjectCommand({ Bucket: BUCKET, ...input })

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
