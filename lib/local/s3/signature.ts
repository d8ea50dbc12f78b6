import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { S3Error } from './errors.ts'
import type { Wire } from './request.ts'

/**
 * Signature Version 4 as S3 speaks it: the path is encoded once and never normalised.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html
 */

export type Scope = {
  /** `YYYYMMDD` */
  date: string
  region: string
}

export const scopeText = (scope: Scope) => `${scope.date}/${scope.region}/s3/aws4_request`

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()

export const signingKey = (secret: string, scope: Scope): Buffer =>
  hmac(hmac(hmac(hmac(`AWS4${secret}`, scope.date), scope.region), 's3'), 'aws4_request')

/** Lower-case hex. */
export const sign = (key: Buffer, text: string): string => hmac(key, text).toString('hex')

/** Percent-encoding that leaves RFC 3986's unreserved characters alone, and no others. */
export const encodeUri = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)

/** @param payloadHash the value of `x-amz-content-sha256`, or what stands for it in a presigned URL */
export function canonicalRequest(wire: Wire, signedHeaders: string[], payloadHash: string): string {
  const path = wire.path
    .split('/')
    .map((segment) => encodeUri(decodeURIComponent(segment)))
    .join('/')
  const query = wire.query
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [encodeUri(name), encodeUri(value)] as const)
    .sort(([a, x], [b, y]) => compare(a, b) || compare(x, y))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
  const headers = signedHeaders.map((name) => `${name}:${(wire.headers.get(name) ?? '').replace(/ +/g, ' ')}\n`)
  return [wire.method, path, query, headers.join(''), signedHeaders.join(';'), payloadHash].join('\n')
}

/** @param timestamp `YYYYMMDDTHHMMSSZ` */
export function stringToSign(timestamp: string, scope: Scope, canonical: string): string {
  // Header values hold one character a byte, so latin1 restores the bytes that the client signed.
  const hash = createHash('sha256').update(canonical, 'latin1').digest('hex')
  return ['AWS4-HMAC-SHA256', timestamp, scopeText(scope), hash].join('\n')
}

/** Throws `SignatureDoesNotMatch`, without saying what would have matched. */
export function assertSignature(expected: string, presented: string): void {
  const same =
    expected.length === presented.length && timingSafeEqual(Buffer.from(expected), Buffer.from(presented, 'latin1'))
  if (!same)
    throw new S3Error(
      403,
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    )
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
