import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  CreateBucketCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3'
import { onTestFinished } from 'vitest'
import { type LocalS3, type LocalS3Options, startLocalS3 } from '../../lib/local/s3/server.ts'

export const ACCESS_KEY = 'LOCALACCESSKEY'
export const SECRET = 'a-secret-that-only-this-test-knows'
export const BUCKET = 'documents'

export type Stack = {
  s3: LocalS3
  dir: string
  /** Signs by the server's clock. */
  client(config?: S3ClientConfig): S3Client
  /** Moves the server's clock. */
  advance(ms: number): void
  now(): number
}

/** A server of its own with an empty bucket, gone when the test ends. */
export async function startStack(options: Partial<LocalS3Options> = {}): Promise<Stack> {
  const dir = mkdtempSync(join(tmpdir(), 'local-s3-'))
  let offsetMs = 0
  const now = () => Date.now() + offsetMs
  const s3 = await startLocalS3({ dir, credentials: { [ACCESS_KEY]: SECRET }, now, ...options })
  const clients: S3Client[] = []
  onTestFinished(async () => {
    for (const client of clients) client.destroy()
    await s3.close()
    rmSync(dir, { recursive: true, force: true })
  })
  const stack = {
    s3,
    dir,
    now,
    advance(ms: number) {
      offsetMs += ms
    },
    client(config: S3ClientConfig = {}) {
      const client = connect(s3.endpoint, { systemClockOffset: offsetMs, ...config })
      clients.push(client)
      return client
    },
  }
  await stack.client().send(new CreateBucketCommand({ Bucket: BUCKET }))
  return stack
}

// The SDK would warn on the console of every refused stream.
const nothing = () => undefined
const silent = { trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing }

export const connect = (endpoint: string, config: S3ClientConfig = {}) =>
  new S3Client({
    endpoint,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: { accessKeyId: ACCESS_KEY, secretAccessKey: SECRET },
    maxAttempts: 1,
    logger: silent,
    ...config,
  })

/** What an SDK call was refused with, as `status code`; `accepted` when it was not. */
export async function outcome(call: Promise<unknown>): Promise<string> {
  try {
    await call
    return 'accepted'
  } catch (error) {
    const { name, Code, $metadata } = error as { name: string; Code?: string; $metadata?: { httpStatusCode?: number } }
    if ($metadata?.httpStatusCode === undefined) throw error
    return `${$metadata.httpStatusCode} ${Code ?? name}`
  }
}

/** The same for a plain HTTP answer. */
export async function answerOf(response: Response): Promise<string> {
  const text = await response.text()
  return response.ok ? 'accepted' : `${response.status} ${/<Code>(.*?)<\/Code>/.exec(text)?.[1] ?? ''}`.trim()
}

export async function textOf(client: S3Client, key: string, input: { VersionId?: string; Range?: string } = {}) {
  const { Body } = await client.send(new GetObjectCommand({ Bucket: BUCKET, Key: key, ...input }))
  return Body?.transformToString()
}

export const put = (input: Omit<PutObjectCommandInput, 'Bucket'>) =>
  new PutObjectCommand({ Bucket: BUCKET, Body: 'hello', ...input })

export const get = (Key: string, input: object = {}) => new GetObjectCommand({ Bucket: BUCKET, Key, ...input })

export const head = (Key: string, input: object = {}) => new HeadObjectCommand({ Bucket: BUCKET, Key, ...input })
