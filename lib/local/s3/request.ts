import type { IncomingMessage } from 'node:http'
import { invalidArgument, S3Error } from './errors.ts'
import type { Payload } from './payload.ts'

/** The request as it came over the wire; signatures are computed over nothing else. */
export type Wire = {
  method: string
  /** Percent-encoded, without the query. */
  path: string
  /** Decoded, in the order sent. */
  query: (readonly [name: string, value: string])[]
  /** Lower-case names; each value is the header's bytes, one character a byte. */
  headers: Map<string, string>
}

/** What is asked for. In a presigned URL the `x-amz-*` parameters stand here as the headers that they mean. */
export type S3Request = {
  wire: Wire
  method: string
  /** Empty when the service itself is addressed. */
  bucket: string
  /** Empty when a bucket is addressed. */
  key: string
  query: Map<string, string>
  headers: Map<string, string>
  stream: IncomingMessage
}

/** A request whose signature has been verified. */
export type Call = S3Request & {
  /** The region that the signature names. */
  region: string
  payload: Payload
  /** Verified; empty for the operations that stream. */
  body: Buffer
}

export type Reply = {
  status: number
  headers?: Record<string, string>
  body?: string | NodeJS.ReadableStream
}

/** The parameters that carry the signature of a presigned URL and mean nothing else. */
const SIGNATURE_PARAMETERS = new Set([
  'X-Amz-Algorithm',
  'X-Amz-Content-Sha256',
  'X-Amz-Credential',
  'X-Amz-Date',
  'X-Amz-Expires',
  'X-Amz-Security-Token',
  'X-Amz-Signature',
  'X-Amz-SignedHeaders',
])

export const MAX_KEY_BYTES = 1024

/** Reads path-style requests (`/bucket/key`); throws `InvalidURI` and `KeyTooLongError`. */
export function parseRequest(message: IncomingMessage): S3Request {
  const wire = readWire(message)
  const [, bucket = '', ...rest] = wire.path.split('/')
  const key = rest.map(decode).join('/')
  if (Buffer.byteLength(key) > MAX_KEY_BYTES)
    throw new S3Error(400, 'KeyTooLongError', `A key may have ${MAX_KEY_BYTES} bytes.`)
  const presigned = wire.query.some(([name]) => name === 'X-Amz-Signature')
  return {
    wire,
    method: wire.method,
    bucket: decode(bucket),
    key,
    stream: message,
    ...(presigned ? hoist(wire) : { query: distinct(wire.query), headers: wire.headers }),
  }
}

function readWire(message: IncomingMessage): Wire {
  const [path, search = ''] = splitOnce(message.url ?? '/', '?')
  if (!path.startsWith('/')) throw invalidUri()
  const headers = new Map<string, string>()
  for (let i = 0; i < message.rawHeaders.length; i += 2) {
    const name = message.rawHeaders[i]!.toLowerCase()
    const value = message.rawHeaders[i + 1]!.trim()
    const before = headers.get(name)
    headers.set(name, before === undefined ? value : `${before},${value}`)
  }
  const query = search
    .split('&')
    .filter(Boolean)
    .map((pair) => {
      const [name = '', value = ''] = splitOnce(pair, '=')
      return [decode(name.replaceAll('+', ' ')), decode(value.replaceAll('+', ' '))] as const
    })
  return { method: message.method ?? '', path, query, headers }
}

function hoist(wire: Wire): Pick<S3Request, 'query' | 'headers'> {
  const headers = new Map(wire.headers)
  const query: (readonly [string, string])[] = []
  for (const [name, value] of wire.query) {
    if (SIGNATURE_PARAMETERS.has(name)) continue
    const header = name.toLowerCase()
    if (!header.startsWith('x-amz-')) query.push([name, value])
    else if (headers.has(header)) throw invalidArgument(`${header} stands in the URL and in the headers.`)
    else headers.set(header, value)
  }
  return { query: distinct(query), headers }
}

function distinct(pairs: (readonly [string, string])[]): Map<string, string> {
  const map = new Map(pairs)
  if (map.size !== pairs.length) throw invalidArgument('A query parameter is given twice.')
  return map
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw invalidUri()
  }
}

const invalidUri = () => new S3Error(400, 'InvalidURI', "Couldn't parse the specified URI.")

function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator)
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)]
}
