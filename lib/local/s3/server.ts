import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { authenticate } from './authenticate.ts'
import { openBlobs } from './blobs.ts'
import { findBucket } from './bucket-store.ts'
import type { Context } from './context.ts'
import { corsHeaders, preflight } from './cors.ts'
import { openDatabase } from './database.ts'
import { notImplemented, S3Error } from './errors.ts'
import { findOperation, type Operation } from './operations.ts'
import { openBody } from './payload.ts'
import { postObject } from './post-object.ts'
import { type Call, parseRequest, type Reply, type S3Request } from './request.ts'
import { isBlobOfPart } from './upload-store.ts'
import { isBlobOfVersion } from './version-store.ts'
import { element, errorDocument } from './xml.ts'

/**
 * An S3 for one machine, as strict as the real one where callers can go wrong: signatures, expiry, POST policies,
 * conditions, checksums, versions and locks. What must always hold: nothing happens without a valid signature; an object
 * is whole or it is not there, whatever kills the process; what is not implemented is refused by name. It leaves to
 * the real S3: access policies, ACLs, lifecycle, replication, and encryption (whose headers it only repeats).
 */

export type LocalS3 = {
  port: number
  endpoint: string
  /** Ends what is running; may be called again. */
  close(): Promise<void>
}

type FaultedRequest = { method: string; bucket: string; key: string; operation: string }

type Fault =
  /** Answered so, and nothing is done. */
  | { status: number; code: string }
  /** Nothing is done or answered; the connection is closed after this time. */
  | { hangMs: number }
  /** Done after this time. */
  | { delayMs: number }

export type LocalS3Options = {
  /** Everything is kept here; one server at a time. */
  dir: string
  /** Any free port without it. */
  port?: number
  /** Secrets by access key. */
  credentials: Record<string, string>
  /** Origins whose pages may call; `*` for all. */
  corsOrigins?: string[]
  /** Milliseconds since 1970: what expiry, clock skew, retention and dates go by. */
  now?: () => number
  /** Asked before each operation that is signed and understood, and before `PostObject` as it comes. */
  fault?: (request: FaultedRequest) => Fault | undefined
}

/** Bodies that are read as a whole are documents, of which a batch of deletes is the longest. */
const MAX_DOCUMENT_BYTES = 2 * 1024 ** 2
/** What is still read of a refused upload, so that its sender comes to read the answer. */
const MAX_DRAIN_BYTES = 128 * 1024 ** 2
/** Longer than SDKs keep idle connections, so that none is closed under a request. */
const KEEP_ALIVE_MS = 65_000

type Server = { context: Context; options: LocalS3Options; closing: AbortSignal }

/** Listens on 127.0.0.1. Throws when another server holds the directory, or the port is taken. */
export async function startLocalS3(options: LocalS3Options): Promise<LocalS3> {
  mkdirSync(options.dir, { recursive: true })
  const db = openDatabase(join(options.dir, 'index.sqlite'))
  const blobs = join(options.dir, 'blobs')
  openBlobs(blobs, (blob) => isBlobOfVersion(db, blob) || isBlobOfPart(db, blob))
  const context = { db, blobs, now: options.now ?? Date.now, completing: new Set<string>() }
  const closing = new AbortController()
  const server = { context, options, closing: closing.signal }
  const running = new Set<Promise<void>>()
  const http = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (message, response) => {
    const run = serve(server, message, response).finally(() => running.delete(run))
    running.add(run)
  })
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject)
    http.listen(options.port ?? 0, '127.0.0.1', resolve)
  }).catch((error: unknown) => {
    db.close()
    throw error
  })
  const { port } = http.address() as AddressInfo
  const stop = async () => {
    closing.abort()
    const closed = new Promise((resolve) => http.close(resolve))
    http.closeAllConnections()
    await Promise.all([closed, ...running])
    db.close()
  }
  let stopped: Promise<void> | undefined
  return {
    port,
    endpoint: `http://127.0.0.1:${port}`,
    close() {
      stopped ??= stop()
      return stopped
    },
  }
}

async function serve(server: Server, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const requestId = randomUUID()
  response.setHeader('x-amz-request-id', requestId)
  response.setHeader('date', new Date(server.context.now()).toUTCString())
  try {
    const reply = await answer(server, message, response).catch(async (error: unknown) => {
      if (server.closing.aborted || response.destroyed) throw error
      await drain(message)
      return errorReply(error, requestId)
    })
    if (reply) await send(message, response, reply)
    else response.destroy()
  } catch {
    // The client has gone, or this server is closing: there is nobody left to tell.
    response.destroy()
  }
}

/** undefined: the connection is to be closed without an answer. */
async function answer(server: Server, message: IncomingMessage, response: ServerResponse): Promise<Reply | undefined> {
  const { context, options } = server
  const request = parseRequest(message)
  const origins = options.corsOrigins ?? []
  if (request.method === 'OPTIONS') return { status: 200, headers: preflight(request, origins) }
  for (const [name, value] of Object.entries(corsHeaders(request, origins))) response.setHeader(name, value)
  if (isForm(request)) {
    if (request.wire.query.length) throw notImplemented('PostObject with parameters')
    if ((await applyFault(server, request, 'PostObject')) === 'hang up') return undefined
    return postObject(context, request, options.credentials)
  }
  const regionOf = (bucket: string) => findBucket(context.db, bucket)?.region
  const proof = authenticate(request, { credentials: options.credentials, now: context.now, regionOf })
  const operation = findOperation(request)
  if ((await applyFault(server, request, operation.name)) === 'hang up') return undefined
  const call = { ...request, ...proof, body: Buffer.alloc(0) }
  return operation.handle(context, operation.streams ? call : { ...call, body: await readDocument(call, operation) })
}

const isForm = (request: S3Request) =>
  request.method === 'POST' &&
  request.bucket !== '' &&
  request.key === '' &&
  /^multipart\/form-data\b/i.test(request.headers.get('content-type') ?? '')

/** Lets the caller's fault happen. Throws the error it asks for. */
async function applyFault(
  { options, closing }: Server,
  request: S3Request,
  operation: string,
): Promise<'go on' | 'hang up'> {
  const { method, bucket, key } = request
  const fault = options.fault?.({ method, bucket, key, operation })
  if (!fault) return 'go on'
  if ('status' in fault) throw new S3Error(fault.status, fault.code)
  await wait('hangMs' in fault ? fault.hangMs : fault.delayMs, undefined, { signal: closing })
  return 'hangMs' in fault ? 'hang up' : 'go on'
}

async function readDocument(call: Call, operation: Operation): Promise<Buffer> {
  const chunks: Buffer[] = []
  let sizeBytes = 0
  for await (const chunk of openBody(call, !operation.checksumsObject).bytes) {
    sizeBytes += chunk.length
    if (sizeBytes > MAX_DOCUMENT_BYTES)
      throw new S3Error(400, 'MaxMessageLengthExceeded', 'Your request was too large.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

async function send(message: IncomingMessage, response: ServerResponse, reply: Reply): Promise<void> {
  const { body, status } = reply
  if (body !== undefined && typeof body !== 'string') {
    response.writeHead(status, reply.headers)
    return pipeline(body, response)
  }
  const hasBody = message.method !== 'HEAD' && status !== 204 && status !== 304
  response.writeHead(status, {
    ...(hasBody && { 'content-length': String(Buffer.byteLength(body ?? '')) }),
    ...(hasBody && body && { 'content-type': 'application/xml' }),
    ...reply.headers,
  })
  response.end(hasBody ? body : undefined)
}

/** An unexpected failure is a 500; its text helps here, where caller and operator are the same person. */
function errorReply(error: unknown, requestId: string): Reply {
  const known = error instanceof S3Error ? error : new S3Error(500, 'InternalError', String(error))
  const body = element(
    'Error',
    element('Code', known.code),
    element('Message', known.message),
    element('RequestId', requestId),
  )
  return { status: known.status, headers: known.headers, body: errorDocument(body) }
}

async function drain(message: IncomingMessage): Promise<void> {
  let sizeBytes = 0
  for await (const chunk of message) {
    sizeBytes += (chunk as Buffer).length
    if (sizeBytes > MAX_DRAIN_BYTES) return
  }
}
