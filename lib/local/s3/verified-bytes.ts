import { createHash } from 'node:crypto'
import {
  type Checksum,
  type ChecksumAlgorithm,
  type ClaimedChecksum,
  checksumHeader,
  startDigest,
} from './checksums.ts'
import { S3Error } from './errors.ts'

/** What a body must be, as far as its sender has said. */
type Claims = {
  lengthBytes?: number
  /** Lower-case hex. */
  sha256?: string
  /** The `Content-MD5` header: base64. */
  md5?: string
  checksum?: ClaimedChecksum
  /** Where a checksum that was announced as a trailer stands once the source has ended. */
  trailers?: Map<string, string>
}

type Received = { sizeBytes: number; md5: Buffer; checksum: Checksum | null }

export type VerifiedBytes = {
  /** Ends with an error when a claim does not hold, so what was read must not be kept. */
  bytes: AsyncGenerator<Buffer>
  /** Valid once `bytes` has ended without an error. */
  received(): Received
}

/**
 * Passes bytes on and checks them on the way. Throws `IncompleteBody`, `XAmzContentSHA256Mismatch`, `InvalidDigest`,
 * `BadDigest` and `MalformedTrailerError`.
 */
export function verifyBytes(source: AsyncIterable<Buffer>, claims: Claims): VerifiedBytes {
  let received: Received | undefined
  async function* bytes() {
    const md5 = createHash('md5')
    const sha256 = claims.sha256 === undefined ? undefined : createHash('sha256')
    const digest = claims.checksum && startDigest(claims.checksum.algorithm)
    let sizeBytes = 0
    for await (const chunk of source) {
      sizeBytes += chunk.length
      if (sizeBytes > (claims.lengthBytes ?? Number.POSITIVE_INFINITY)) throw wrongLength()
      md5.update(chunk)
      sha256?.update(chunk)
      digest?.update(chunk)
      yield chunk
    }
    if (claims.lengthBytes !== undefined && sizeBytes !== claims.lengthBytes) throw wrongLength()
    if (sha256 && sha256.digest('hex') !== claims.sha256) throw wrongSha256()
    const md5Value = md5.digest()
    if (claims.md5 !== undefined) assertMd5(claims.md5, md5Value)
    const value = digest?.digest().toString('base64')
    if (value !== undefined) assertChecksum(claims, value)
    const algorithm = claims.checksum?.algorithm
    received = { sizeBytes, md5: md5Value, checksum: algorithm && value ? fullObject(algorithm, value) : null }
  }
  return {
    bytes: bytes(),
    received() {
      if (!received) throw new Error('The body has not been read to its end.')
      return received
    },
  }
}

const fullObject = (algorithm: ChecksumAlgorithm, value: string): Checksum => ({
  algorithm,
  type: 'FULL_OBJECT',
  value,
})

function assertMd5(claimed: string, actual: Buffer): void {
  const bytes = Buffer.from(claimed, 'base64')
  if (bytes.length !== 16) throw new S3Error(400, 'InvalidDigest', 'The Content-MD5 you specified was invalid.')
  if (!bytes.equals(actual)) throw badDigest('Content-MD5')
}

function assertChecksum({ checksum, trailers }: Claims, actual: string): void {
  if (!checksum) return
  const header = checksumHeader(checksum.algorithm)
  const claimed = checksum.value ?? trailers?.get(header)
  if (claimed === undefined && trailers)
    throw new S3Error(400, 'MalformedTrailerError', `The trailer ${header} was announced and did not come.`)
  if (claimed !== undefined && claimed !== actual) throw badDigest(checksum.algorithm)
}

const badDigest = (name: string) =>
  new S3Error(400, 'BadDigest', `The ${name} you specified did not match what we received.`)

const wrongLength = () =>
  new S3Error(400, 'IncompleteBody', 'You did not provide the number of bytes specified by the Content-Length header.')

const wrongSha256 = () =>
  new S3Error(
    400,
    'XAmzContentSHA256Mismatch',
    "The provided 'x-amz-content-sha256' header does not match what was computed.",
  )
