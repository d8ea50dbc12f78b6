import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { type Crc64, crc32c, crc64nvme } from './crc.ts'
import { invalidRequest, notImplemented } from './errors.ts'

export const CHECKSUM_ALGORITHMS = ['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const
export type ChecksumAlgorithm = (typeof CHECKSUM_ALGORITHMS)[number]

/** Of the whole object, or (composite) of its parts' checksums. */
export type ChecksumType = 'FULL_OBJECT' | 'COMPOSITE'

/** As an object keeps it; `value` is base64, followed by `-` and the number of parts when composite. */
export type Checksum = { algorithm: ChecksumAlgorithm; type: ChecksumType; value: string }

/** What a request says about its body; without `value` it follows in a trailer. */
export type ClaimedChecksum = { algorithm: ChecksumAlgorithm; value?: string }

type RunningDigest = { update(bytes: Uint8Array): void; digest(): Buffer }

const DIGEST_BYTES: Record<ChecksumAlgorithm, number> = { CRC32: 4, CRC32C: 4, CRC64NVME: 8, SHA1: 20, SHA256: 32 }

export const checksumHeader = (algorithm: ChecksumAlgorithm) => `x-amz-checksum-${algorithm.toLowerCase()}`

/** Throws `NotImplemented` for the algorithms of S3 that are not here, and `InvalidRequest` for others. */
export function parseAlgorithm(name: string): ChecksumAlgorithm {
  const algorithm = CHECKSUM_ALGORITHMS.find((known) => known === name.toUpperCase())
  if (algorithm) return algorithm
  if (/^(MD5|SHA512|XXHASH3|XXHASH64|XXHASH128)$/i.test(name)) throw notImplemented(`the checksum ${name}`)
  throw invalidRequest('Checksum algorithm provided is unsupported.')
}

export function startDigest(algorithm: ChecksumAlgorithm): RunningDigest {
  if (algorithm === 'SHA1' || algorithm === 'SHA256') {
    const hash = createHash(algorithm.toLowerCase())
    return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest() }
  }
  if (algorithm === 'CRC64NVME') {
    const start: Crc64 = { high: 0, low: 0 }
    return running(start, crc64nvme, ({ high, low }) => bigEndian(high, low))
  }
  return running(0, algorithm === 'CRC32' ? crc32 : crc32c, bigEndian)
}

function running<State>(
  state: State,
  step: (bytes: Uint8Array, before: State) => State,
  end: (state: State) => Buffer,
): RunningDigest {
  return {
    update(bytes) {
      state = step(bytes, state)
    },
    digest: () => end(state),
  }
}

/** A checksum of the parts' checksums, in S3's notation. */
export function compositeChecksum(algorithm: ChecksumAlgorithm, parts: string[]): Checksum {
  const digest = startDigest(algorithm)
  for (const part of parts) digest.update(Buffer.from(part, 'base64'))
  return { algorithm, type: 'COMPOSITE', value: `${digest.digest().toString('base64')}-${parts.length}` }
}

/** The one checksum that the headers (or form fields) claim or announce, if any. Throws `InvalidRequest`. */
export function claimedChecksum(headers: Map<string, string>): ClaimedChecksum | undefined {
  const claims: ClaimedChecksum[] = []
  for (const [name, value] of headers) {
    const algorithm = checksumNameOf(name)
    if (algorithm) claims.push({ algorithm, value: assertShape(algorithm, value) })
  }
  const trailer = headers.get('x-amz-trailer')
  if (trailer !== undefined) {
    const algorithm = checksumNameOf(trailer)
    if (!algorithm) throw notImplemented(`the trailer ${trailer}`)
    claims.push({ algorithm })
  }
  if (claims.length > 1) throw invalidRequest('Expecting a single x-amz-checksum- header.')
  const named = headers.get('x-amz-sdk-checksum-algorithm')
  if (named !== undefined && claims[0]?.algorithm !== parseAlgorithm(named))
    throw invalidRequest('x-amz-sdk-checksum-algorithm specified, but no corresponding checksum header was found.')
  return claims[0]
}

function checksumNameOf(header: string): ChecksumAlgorithm | undefined {
  const name = /^x-amz-checksum-(.+)$/.exec(header)?.[1]
  return name === undefined || ['algorithm', 'mode', 'type'].includes(name) ? undefined : parseAlgorithm(name)
}

/** Throws `InvalidRequest` for what cannot be a checksum of this algorithm. */
function assertShape(algorithm: ChecksumAlgorithm, value: string): string {
  const bytes = Buffer.from(value, 'base64')
  if (bytes.length !== DIGEST_BYTES[algorithm] || bytes.toString('base64') !== value)
    throw invalidRequest(`Value for ${checksumHeader(algorithm)} header is invalid.`)
  return value
}

function bigEndian(...words: number[]): Buffer {
  const bytes = Buffer.alloc(words.length * 4)
  words.forEach((word, i) => {
    bytes.writeUInt32BE(word >>> 0, i * 4)
  })
  return bytes
}
