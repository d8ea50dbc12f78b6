import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect as connectSocket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type LocalS3Options, startLocalS3 } from '../../lib/local/s3/server.ts'
import { ACCESS_KEY, BUCKET, connect, outcome, SECRET, startStack, textOf } from './s3-fixture.ts'

const MIB = 1024 ** 2
const credentials = { [ACCESS_KEY]: SECRET }
const put = (Key: string, Body: string | Uint8Array) => new PutObjectCommand({ Bucket: BUCKET, Key, Body })

function temporaryDirectory() {
  const dir = mkdtempSync(join(tmpdir(), 'local-s3-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

async function start(options: LocalS3Options) {
  const s3 = await startLocalS3(options)
  const client = connect(s3.endpoint)
  const stop = async () => {
    client.destroy()
    await s3.close()
  }
  onTestFinished(stop)
  return { s3, client, stop }
}

/** A server in a process of its own, which can be killed. */
async function spawnServer(dir: string): Promise<{ child: ChildProcess; endpoint: string }> {
  const module = new URL('../../lib/local/s3/server.ts', import.meta.url).href
  const source = `import { startLocalS3 } from ${JSON.stringify(module)}
    const s3 = await startLocalS3(JSON.parse(process.argv[1]))
    console.log(s3.endpoint)`
  const options = JSON.stringify({ dir, credentials })
  const child = spawn(process.execPath, ['--input-type=module', '-e', source, options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [line] = (await once(child.stdout!, 'data')) as [Buffer]
  return { child, endpoint: line.toString().trim() }
}

test('objects, versions, locks, parts and buckets are there after a restart', async () => {
  const dir = temporaryDirectory()
  const before = await start({ dir, credentials })
  await before.client.send(new CreateBucketCommand({ Bucket: BUCKET, ObjectLockEnabledForBucket: true }))
  const { VersionId } = await before.client.send(put('a', 'one'))
  await before.client.send(put('a', 'two'))
  const upload = { Bucket: BUCKET, Key: 'parts' }
  const { UploadId } = await before.client.send(new CreateMultipartUploadCommand(upload))
  await before.client.send(new UploadPartCommand({ ...upload, UploadId, PartNumber: 1, Body: 'part' }))
  await before.stop()
  const { client } = await start({ dir, credentials })
  expect(await textOf(client, 'a')).toBe('two')
  expect(await textOf(client, 'a', { VersionId })).toBe('one')
  expect((await client.send(new ListPartsCommand({ ...upload, UploadId }))).Parts).toHaveLength(1)
})

test('blobs that nothing names are removed at the start, and no others', async () => {
  const dir = temporaryDirectory()
  const before = await start({ dir, credentials })
  await before.client.send(new CreateBucketCommand({ Bucket: BUCKET }))
  await before.client.send(put('a', 'kept'))
  await before.stop()
  writeFileSync(join(dir, 'blobs', 'orphan'), 'half of something')
  const { client } = await start({ dir, credentials })
  expect(readdirSync(join(dir, 'blobs'))).toHaveLength(1)
  expect(await textOf(client, 'a')).toBe('kept')
})

test('a server that is killed while it writes leaves whole objects only, and none that it had confirmed is missing', async () => {
  const dir = temporaryDirectory()
  const { child, endpoint } = await spawnServer(dir)
  const writer = connect(endpoint)
  await writer.send(new CreateBucketCommand({ Bucket: BUCKET }))
  const bodyOf = (key: string) => Buffer.alloc(MIB, key)
  const confirmed: string[] = []
  const writing = Array.from({ length: 6 }, async (_, worker) => {
    for (let i = 0; ; i++) {
      const key = `${worker}-${i}`
      await writer.send(put(key, bodyOf(key)))
      confirmed.push(key)
    }
  })
  await expect.poll(() => confirmed.length, { timeout: 30_000 }).toBeGreaterThan(20)
  child.kill('SIGKILL')
  await Promise.allSettled(writing)
  writer.destroy()

  const { client } = await start({ dir, credentials })
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: BUCKET }))
  const listed = Contents.map((object) => object.Key ?? '')
  for (const key of confirmed) expect(listed).toContain(key)
  for (const key of listed) {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: BUCKET, Key: key }))
    expect(bodyOf(key).equals((await Body?.transformToByteArray()) ?? new Uint8Array())).toBe(true)
  }
  expect(readdirSync(join(dir, 'blobs'))).toHaveLength(listed.length)
})

test('an upload whose sender goes away half-way leaves nothing', async () => {
  const stack = await startStack()
  const client = stack.client()
  client.middlewareStack.add(
    (next) => async (args) => {
      const request = args.request as { headers: Record<string, string>; path: string }
      const lines = Object.entries(request.headers).map(([name, value]) => `${name}: ${value}`)
      const head = [`PUT ${request.path}?x-id=PutObject HTTP/1.1`, ...lines, '', ''].join('\r\n')
      const socket = connectSocket(stack.s3.port, '127.0.0.1')
      socket.write(head)
      socket.write(Buffer.alloc(MIB, 'a'))
      await expect.poll(() => readdirSync(join(stack.dir, 'blobs')), { timeout: 10_000 }).toHaveLength(1)
      socket.destroy()
      return next(args)
    },
    { step: 'finalizeRequest', priority: 'low', name: 'tear' },
  )
  await client.send(put('whole', Buffer.alloc(2 * MIB, 'a')))
  await expect.poll(() => readdirSync(join(stack.dir, 'blobs')), { timeout: 10_000 }).toHaveLength(1)
})

test('a reader gets the whole object that it asked for, though it is deleted meanwhile', async () => {
  const client = (await startStack()).client()
  const body = Buffer.alloc(20 * MIB, 'abc')
  await client.send(put('a', body))
  const { Body } = await client.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'a' }))
  await client.send(put('a', 'replaced'))
  expect(body.equals((await Body?.transformToByteArray()) ?? new Uint8Array())).toBe(true)
})

test('two servers cannot hold one directory', async () => {
  const dir = temporaryDirectory()
  const first = await start({ dir, credentials })
  await expect(startLocalS3({ dir, credentials })).rejects.toThrow(/locked/)
  await first.stop()
  await start({ dir, credentials })
})

test('what is kept on disk names no secret', async () => {
  const dir = temporaryDirectory()
  const { client, stop } = await start({ dir, credentials })
  await client.send(new CreateBucketCommand({ Bucket: BUCKET }))
  await client.send(put('a', 'x'))
  await stop()
  for (const name of readdirSync(dir, { recursive: true, withFileTypes: true })) {
    if (name.isFile()) expect(readFileSync(join(name.parentPath, name.name)).includes(SECRET)).toBe(false)
  }
})

describe('faults', () => {
  test('every third call fails as told, nothing of it is done, and an SDK that retries gets through', async () => {
    let calls = 0
    const failed: string[] = []
    const stack = await startStack({
      fault: ({ operation, key }) => {
        if (operation !== 'PutObject' || ++calls % 3 !== 0) return undefined
        failed.push(key)
        return { status: 503, code: 'SlowDown' }
      },
    })
    const outcomes: string[] = []
    for (const key of ['1', '2', '3', '4', '5', '6']) outcomes.push(await outcome(stack.client().send(put(key, 'x'))))
    expect(outcomes).toEqual(['accepted', 'accepted', '503 SlowDown', 'accepted', 'accepted', '503 SlowDown'])
    expect(failed).toEqual(['3', '6'])
    const { KeyCount } = await stack.client().send(new ListObjectsV2Command({ Bucket: BUCKET }))
    expect(KeyCount).toBe(4)
    const patient = stack.client({ maxAttempts: 3 })
    for (const key of ['7', '8', '9']) expect(await outcome(patient.send(put(key, 'x')))).toBe('accepted')
    expect(failed).toEqual(['3', '6', '9'])
  })

  test('a call that hangs is closed without an answer, and nothing of it is done', async () => {
    const stack = await startStack({ fault: ({ key }) => (key === 'hang' ? { hangMs: 20 } : undefined) })
    await expect(stack.client().send(put('hang', 'x'))).rejects.toThrow(/hang up|ECONNRESET/)
    const { KeyCount } = await stack.client().send(new ListObjectsV2Command({ Bucket: BUCKET }))
    expect(KeyCount).toBe(0)
  })

  test('a call that is delayed is done, after the delay', async () => {
    const stack = await startStack({ fault: ({ key }) => (key === 'slow' ? { delayMs: 60 } : undefined) })
    const before = performance.now()
    await stack.client().send(put('slow', 'x'))
    expect(performance.now() - before).toBeGreaterThanOrEqual(55)
    expect(await textOf(stack.client(), 'slow')).toBe('x')
  })

  test('a server closes at once, though a call hangs for an hour', async () => {
    const dir = temporaryDirectory()
    const hourMs = 3_600_000
    let asked = false
    const fault = () => {
      asked = true
      return { hangMs: hourMs }
    }
    const { client, s3 } = await start({ dir, credentials, fault })
    const hanging = client.send(put('a', 'x')).catch(() => 'gone')
    await expect.poll(() => asked).toBe(true)
    await s3.close()
    expect(await hanging).toBe('gone')
  })
})
