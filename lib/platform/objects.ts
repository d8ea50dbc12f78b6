/** The object store of one data region, by the S3 API. What a key means is its domain's matter. */
import { createReadStream, createWriteStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { createPresignedPost } from '@aws-sdk/s3-presigned-post'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import type { Config } from './config.ts'
import { AppError, unavailable } from './errors.ts'
import { retrying } from './retries.ts'

export type StoredObject = { size_bytes: number; content_type: string | null; etag: string }
export type UploadedPart = { number: number; etag: string }

export type Objects = ReturnType<typeof openObjects>

type Options = { client: S3ClientConfig; bucket: string; encryption: 'none' | 'AES256' | 'aws:kms' }

const status = (error: unknown): number | undefined =>
  (error as { $metadata?: { httpStatusCode?: number } } | null)?.$metadata?.httpStatusCode

/**
 * Three tries by the SDK, each broken off when nobody can be connected to, or nothing comes or goes for so long: 37 s
 * for one operation at most. Copying the largest document takes S3 a few seconds.
 */
const PATIENCE = { connectionTimeout: 3_000, socketTimeout: 12_000 }

/** Answers that say something about the request are passed on; anything else is the store being unavailable. */
const refusal = (error: unknown): never => {
  const code = status(error)
  throw code !== undefined && code >= 400 && code < 500 && code !== 408 && code !== 429
    ? error
    : unavailable('The object store', error)
}

const brokenOff = (error: unknown): never => {
  throw unavailable('The object store', error)
}

/**
 * What is streamed is sent or received again as a whole when its stream broke off: the SDK repeats what it can send
 * twice, and cares for an answer until its head has come.
 */
const streaming = <T>(work: () => Promise<T>): Promise<T> =>
  retrying(work, (error) => error instanceof AppError && error.retryable)

const absent = (error: unknown): undefined => (status(error) === 404 ? undefined : refusal(error))

export function openObjects({ client, bucket, encryption }: Options) {
  const s3 = new S3Client(client)
  const Bucket = bucket
  const sealed = encryption === 'none' ? {} : { ServerSideEncryption: encryption }
  const sealedFields: Record<string, string> =
    encryption === 'none' ? {} : { 'x-amz-server-side-encryption': encryption }

  const readRange = (key: string, Range: string): Promise<Uint8Array | undefined> =>
    streaming(async () => {
      const found = await s3.send(new GetObjectCommand({ Bucket, Key: key, Range })).catch(absent)
      return found?.Body?.transformToByteArray().catch(brokenOff)
    })

  return {
    /** A browser form that uploads this key, with this type and exactly this size, until it expires. */
    presignPost: async (key: string, contentType: string, sizeBytes: number, ttlSeconds: number) => {
      const fields = { 'Content-Type': contentType, ...sealedFields }
      const conditions = Object.entries(fields).map(([name, value]) => ({ [name]: value }))
      return createPresignedPost(s3, {
        Bucket,
        Key: key,
        Expires: ttlSeconds,
        Fields: fields,
        Conditions: [['content-length-range', sizeBytes, sizeBytes], ...conditions],
      })
    },

    createMultipart: async (key: string, contentType: string): Promise<string> => {
      const command = new CreateMultipartUploadCommand({ Bucket, Key: key, ContentType: contentType, ...sealed })
      return (await s3.send(command).catch(refusal)).UploadId!
    },

    presignPart: (key: string, uploadId: string, number: number, ttlSeconds: number): Promise<string> =>
      getSignedUrl(s3, new UploadPartCommand({ Bucket, Key: key, UploadId: uploadId, PartNumber: number }), {
        expiresIn: ttlSeconds,
      }),

    /** Throws the store's own 4xx when a part is missing or wrong. */
    completeMultipart: async (key: string, uploadId: string, parts: UploadedPart[]): Promise<void> => {
      const Parts = parts.map(({ number, etag }) => ({ PartNumber: number, ETag: etag }))
      const command = new CompleteMultipartUploadCommand({
        Bucket,
        Key: key,
        UploadId: uploadId,
        MultipartUpload: { Parts },
      })
      await s3.send(command).catch(refusal)
    },

    abortMultipart: async (key: string, uploadId: string): Promise<void> => {
      await s3.send(new AbortMultipartUploadCommand({ Bucket, Key: key, UploadId: uploadId })).catch(absent)
    },

    head: async (key: string): Promise<StoredObject | undefined> => {
      const found = await s3.send(new HeadObjectCommand({ Bucket, Key: key })).catch(absent)
      return (
        found && { size_bytes: found.ContentLength ?? 0, content_type: found.ContentType ?? null, etag: found.ETag! }
      )
    },

    /** The first bytes of an object, fewer when it is shorter; a missing object is undefined. */
    start: (key: string, bytes: number) => readRange(key, `bytes=0-${bytes - 1}`),

    /** The last bytes of an object, fewer when it is shorter; undefined when it is not there. */
    end: (key: string, bytes: number) => readRange(key, `bytes=-${bytes}`),

    put: async (key: string, body: Uint8Array | string, contentType: string): Promise<void> => {
      const command = new PutObjectCommand({ Bucket, Key: key, Body: body, ContentType: contentType, ...sealed })
      await s3.send(command).catch(refusal)
    },

    putFile: (key: string, file: string, sizeBytes: number, contentType: string): Promise<void> =>
      streaming(async () => {
        const Body = createReadStream(file)
        const about = { ContentLength: sizeBytes, ContentType: contentType }
        try {
          await s3.send(new PutObjectCommand({ Bucket, Key: key, Body, ...about, ...sealed })).catch(refusal)
        } finally {
          Body.destroy()
        }
      }),

    /** Streams an object to a file; a missing object is undefined. */
    download: (key: string, file: string): Promise<StoredObject | undefined> =>
      streaming(async () => {
        const found = await s3.send(new GetObjectCommand({ Bucket, Key: key })).catch(absent)
        if (!found) return undefined
        await pipeline(found.Body as Readable, createWriteStream(file)).catch(brokenOff)
        return { size_bytes: found.ContentLength ?? 0, content_type: found.ContentType ?? null, etag: found.ETag! }
      }),

    /** Copies only the version that has this etag: what was inspected is what is kept. */
    copy: async (from: string, to: string, etag: string): Promise<void> => {
      const CopySource = `${bucket}/${from.split('/').map(encodeURIComponent).join('/')}`
      const command = new CopyObjectCommand({ Bucket, Key: to, CopySource, CopySourceIfMatch: etag, ...sealed })
      await s3.send(command).catch(refusal)
    },

    remove: async (key: string): Promise<void> => {
      await s3.send(new DeleteObjectCommand({ Bucket, Key: key })).catch(absent)
    },

    presignGet: (key: string, disposition: string, contentType: string, ttlSeconds: number): Promise<string> =>
      getSignedUrl(
        s3,
        new GetObjectCommand({
          Bucket,
          Key: key,
          ResponseContentDisposition: disposition,
          ResponseContentType: contentType,
        }),
        { expiresIn: ttlSeconds },
      ),

    ping: async (): Promise<void> => {
      await s3.send(new HeadBucketCommand({ Bucket })).catch(refusal)
    },

    close: (): void => s3.destroy(),
  }
}

/** How the settings reach the store: AWS's own, or any other by path style. */
export function objectsOptions(config: Config, bucket: string): Options {
  const { LEDGERLIFT_AWS_ACCESS_KEY_ID: accessKeyId, LEDGERLIFT_AWS_SECRET_ACCESS_KEY: secretAccessKey } = config
  return {
    bucket,
    encryption: config.S3_SSE ?? (config.USE_AWS ? 'AES256' : 'none'),
    client: {
      region: config.LEDGERLIFT_AWS_REGION,
      maxAttempts: 3,
      requestHandler: PATIENCE,
      // A presigned URL cannot know the checksum of a body that it has not seen.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      ...(accessKeyId && secretAccessKey ? { credentials: { accessKeyId, secretAccessKey } } : {}),
      ...(config.USE_AWS ? {} : { endpoint: config.S3_ENDPOINT!, forcePathStyle: true }),
    },
  }
}
