import { createHash } from 'node:crypto'
import { byteReader } from './byte-reader.ts'
import { invalidRequest, S3Error } from './errors.ts'
import { assertSignature, type Scope, scopeText, sign } from './signature.ts'

/**
 * The aws-chunked framing: chunks that may each be signed, then trailers that may be signed.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html and sigv4-streaming-trailers.html
 */

/** What a chunk's signature is made with; `seed` is the signature of the request itself. */
export type ChunkSigner = { key: Buffer; timestamp: string; scope: Scope; seed: string }

type ChunkOptions = {
  /** Without it chunks carry no signatures. */
  signer?: ChunkSigner
  hasTrailer: boolean
  onTrailer: (name: string, value: string) => void
}

const MAX_LINE_BYTES = 4096
/** S3 refuses smaller chunks, except the last one. */
const MIN_CHUNK_BYTES = 8192

export async function* decodeChunks(source: AsyncIterable<Buffer>, options: ChunkOptions): AsyncGenerator<Buffer> {
  const reader = byteReader(source)
  const chain = options.signer && signatureChain(options.signer)
  let previousSize = MIN_CHUNK_BYTES
  for (;;) {
    const { size, signature } = parseChunkHead(await reader.readLine(MAX_LINE_BYTES), chain !== undefined)
    if (size > 0 && previousSize < MIN_CHUNK_BYTES) throw tooSmallChunk()
    previousSize = size
    const hash = chain && createHash('sha256')
    for await (const piece of reader.readExactly(size)) {
      hash?.update(piece)
      yield piece
    }
    if (chain && hash) chain.verify('AWS4-HMAC-SHA256-PAYLOAD', [EMPTY_SHA256, hash.digest('hex')], signature)
    if (size === 0) break
    if ((await reader.readLine(MAX_LINE_BYTES)) !== '') throw invalidRequest('A chunk is longer than it says.')
  }
  const trailers: [name: string, value: string][] = []
  for (let line = await reader.readLine(MAX_LINE_BYTES); line !== ''; line = await reader.readLine(MAX_LINE_BYTES)) {
    const colon = line.indexOf(':')
    if (colon < 1 || !options.hasTrailer) throw malformedTrailer()
    trailers.push([line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()])
  }
  if (!(await reader.atEnd())) throw invalidRequest('Bytes follow the last chunk.')
  const signature = chain && options.hasTrailer ? takeTrailerSignature(trailers) : undefined
  if (chain && signature !== undefined) chain.verify('AWS4-HMAC-SHA256-TRAILER', [hashTrailers(trailers)], signature)
  for (const [name, value] of trailers) options.onTrailer(name, value)
}

const EMPTY_SHA256 = createHash('sha256').digest('hex')

/** Each signature covers the one before it, so chunks can be neither changed, dropped nor reordered. */
function signatureChain(signer: ChunkSigner) {
  let previous = signer.seed
  return {
    verify(algorithm: string, hashes: string[], presented: string) {
      const text = [algorithm, signer.timestamp, scopeText(signer.scope), previous, ...hashes].join('\n')
      previous = sign(signer.key, text)
      assertSignature(previous, presented)
    },
  }
}

function parseChunkHead(line: string, signed: boolean): { size: number; signature: string } {
  const match = /^([0-9a-f]{1,8})(?:;chunk-signature=([0-9a-f]{64}))?$/i.exec(line)
  if (!match || (match[2] !== undefined) !== signed) throw invalidRequest('A chunk of the body has a malformed head.')
  return { size: Number.parseInt(match[1]!, 16), signature: match[2] ?? '' }
}

function takeTrailerSignature(trailers: [name: string, value: string][]): string {
  const at = trailers.findIndex(([name]) => name === 'x-amz-trailer-signature')
  if (at < 0) throw malformedTrailer()
  return trailers.splice(at, 1)[0]![1]
}

const hashTrailers = (trailers: [name: string, value: string][]) =>
  createHash('sha256')
    .update(trailers.map(([name, value]) => `${name}:${value}\n`).join(''))
    .digest('hex')

const malformedTrailer = () =>
  new S3Error(400, 'MalformedTrailerError', 'The request contained trailing data that was not well-formed.')

const tooSmallChunk = () =>
  new S3Error(
    403,
    'InvalidChunkSizeError',
    `Only the last chunk is allowed to have a size less than ${MIN_CHUNK_BYTES} bytes.`,
  )
