import type { IncomingMessage } from 'node:http'
import { claimedChecksum } from './checksums.ts'
import { type ChunkSigner, decodeChunks } from './chunks.ts'
import { invalidArgument, S3Error } from './errors.ts'
import { type VerifiedBytes, verifyBytes } from './verified-bytes.ts'

/** How the signature covers the body. */
export type Payload =
  | { kind: 'unsigned' }
  | { kind: 'hashed'; sha256: string }
  | { kind: 'chunked'; hasTrailer: boolean; signer?: ChunkSigner }

/** The largest body of a single PUT: 5 GiB. */
export const MAX_PUT_BYTES = 5 * 1024 ** 3

type Body = { headers: Map<string, string>; payload: Payload; stream: IncomingMessage }

/**
 * The body of a request, unframed and checked against everything that its headers and its signature claim.
 * @param checksummed false where a checksum in the headers speaks of something else than the body
 */
export function openBody({ headers, payload, stream }: Body, checksummed = true): VerifiedBytes {
  const trailers = headers.has('x-amz-trailer') ? new Map<string, string>() : undefined
  const lengthBytes = payload.kind === 'chunked' ? decodedLength(headers) : contentLength(headers)
  if (lengthBytes > MAX_PUT_BYTES)
    throw new S3Error(400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size.')
  const claims = {
    lengthBytes,
    sha256: payload.kind === 'hashed' ? payload.sha256 : undefined,
    md5: headers.get('content-md5'),
    checksum: checksummed ? claimedChecksum(headers) : undefined,
    trailers,
  }
  return verifyBytes(payload.kind === 'chunked' ? unframe(stream, payload, trailers) : bytesOf(stream), claims)
}

function unframe(stream: IncomingMessage, payload: Payload & { kind: 'chunked' }, trailers?: Map<string, string>) {
  if (payload.hasTrailer !== (trailers !== undefined))
    throw invalidArgument('x-amz-trailer and x-amz-content-sha256 contradict each other.')
  return decodeChunks(bytesOf(stream), {
    signer: payload.signer,
    hasTrailer: payload.hasTrailer,
    onTrailer: (name, value) => trailers?.set(name, value),
  })
}

/** The raw bytes. Leaving off early keeps the connection, so that an error can still be answered. */
export const bytesOf = (stream: IncomingMessage): AsyncIterable<Buffer> => stream.iterator({ destroyOnReturn: false })

function decodedLength(headers: Map<string, string>): number {
  const length = headers.get('x-amz-decoded-content-length')
  if (length === undefined) throw missingLength()
  return parseLength(length)
}

function contentLength(headers: Map<string, string>): number {
  if (headers.has('transfer-encoding')) throw missingLength()
  return parseLength(headers.get('content-length') ?? '0')
}

function parseLength(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw invalidArgument('A length must be a decimal number of bytes.')
  return Number(text)
}

export const missingLength = () =>
  new S3Error(411, 'MissingContentLength', 'You must provide the Content-Length HTTP header.')
