import type { ByteRange } from './blobs.ts'
import { invalidArgument, notImplemented, S3Error } from './errors.ts'

/**
 * What part of an object a `Range` header asks for; undefined for all of it, also where the header is malformed
 * (RFC 9110 section 14.2). Throws `InvalidRange` (416) where the range lies outside.
 */
export function parseRange(header: string | undefined, sizeBytes: number): ByteRange | undefined {
  if (header !== undefined && /^bytes=[^,]+,/.test(header)) throw notImplemented('more than one range in a request')
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  if (!match || (!match[1] && !match[2])) return undefined
  const last = sizeBytes - 1
  const range = match[1]
    ? { first: Number(match[1]), last: match[2] ? Math.min(Number(match[2]), last) : last }
    : { first: Math.max(0, sizeBytes - Number(match[2])), last }
  if (match[1] && match[2] && Number(match[2]) < Number(match[1])) return undefined
  if (range.first > range.last) throw invalidRange(sizeBytes)
  return range
}

/** `x-amz-copy-source-range`: both ends must be given and lie inside the source. */
export function parseCopyRange(header: string | undefined, sizeBytes: number): ByteRange | undefined {
  if (header === undefined) return undefined
  const match = /^bytes=(\d+)-(\d+)$/.exec(header)
  if (!match) throw invalidArgument('The x-amz-copy-source-range value must be of the form bytes=first-last')
  const range = { first: Number(match[1]), last: Number(match[2]) }
  if (range.first > range.last || range.last >= sizeBytes)
    throw invalidArgument(`Range specified is not valid for source object of size: ${sizeBytes}`)
  return range
}

const invalidRange = (sizeBytes: number) =>
  new S3Error(416, 'InvalidRange', 'The requested range is not satisfiable', {
    'content-range': `bytes */${sizeBytes}`,
  })
