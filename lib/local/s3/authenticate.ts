import { accessDenied, invalidArgument, invalidRequest, notImplemented, S3Error } from './errors.ts'
import type { Payload } from './payload.ts'
import type { S3Request } from './request.ts'
import { assertSignature, canonicalRequest, type Scope, sign, signingKey, stringToSign } from './signature.ts'

/**
 * Who asks, proved by Signature Version 4 in the headers or in a presigned URL. What must always hold: nobody passes
 * without a signature over the method, the path, the query, the host and every `x-amz-*` header that is present,
 * made with the key's secret and at a time that still counts. POST forms are proved by `post-policy.ts` instead.
 */

type Authority = {
  /** Secrets by access key. */
  credentials: Record<string, string>
  now: () => number
  /** Where a bucket lies, if there is such a bucket; a signature for another region is refused. */
  regionOf: (bucket: string) => string | undefined
}

type Authenticated = { region: string; payload: Payload }

type Presented = {
  accessKey: string
  scope: Scope
  timestamp: string
  signedHeaders: string[]
  signature: string
  /** As it stands in the canonical request. */
  payloadHash: string
  /** The code of S3 for a malformed credential, which depends on where it stands. */
  malformed: 'AuthorizationHeaderMalformed' | 'AuthorizationQueryParametersError'
}

const ALGORITHM = 'AWS4-HMAC-SHA256'
const MAX_SKEW_MS = 15 * 60_000
const MAX_EXPIRY_SECONDS = 7 * 24 * 3600

/** Throws S3's own refusals, 400 where the signature cannot be read and 403 where it does not prove anything. */
export function authenticate(request: S3Request, authority: Authority): Authenticated {
  const { wire } = request
  const inQuery = wire.query.some(([name]) => name.startsWith('X-Amz-') && name !== 'X-Amz-Content-Sha256')
  const header = wire.headers.get('authorization')
  if (inQuery && header !== undefined) throw invalidArgument('Only one auth mechanism allowed.')
  const presented = inQuery ? fromQuery(request, authority.now()) : fromHeaders(request, header, authority.now())
  const secret = secretOf(authority.credentials, presented.accessKey)
  assertAllSigned(request, presented.signedHeaders)
  const key = signingKey(secret, presented.scope)
  const canonical = canonicalRequest(wire, presented.signedHeaders, presented.payloadHash)
  const signature = sign(key, stringToSign(presented.timestamp, presented.scope, canonical))
  assertSignature(signature, presented.signature)
  const expected = request.bucket ? authority.regionOf(request.bucket) : undefined
  if (expected !== undefined && expected !== presented.scope.region)
    throw new S3Error(
      400,
      presented.malformed,
      `The region '${presented.scope.region}' is wrong; expecting '${expected}'`,
    )
  const signer = { key, timestamp: presented.timestamp, scope: presented.scope, seed: signature }
  return { region: presented.scope.region, payload: declaredPayload(presented.payloadHash, signer) }
}

/** Throws `InvalidAccessKeyId`. */
export function secretOf(credentials: Record<string, string>, accessKey: string): string {
  const secret = Object.hasOwn(credentials, accessKey) ? credentials[accessKey] : undefined
  if (!secret)
    throw new S3Error(403, 'InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.')
  return secret
}

function fromHeaders({ wire }: S3Request, header: string | undefined, now: number): Presented {
  if (header === undefined) throw accessDenied()
  const malformed = 'AuthorizationHeaderMalformed'
  if (header.startsWith('AWS4-ECDSA-P256-SHA256')) throw notImplemented('Signature Version 4A')
  if (!header.startsWith(`${ALGORITHM} `))
    throw invalidRequest(`The authorization mechanism you have provided is not supported. Please use ${ALGORITHM}.`)
  const match = /Credential=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]+)$/.exec(header)
  if (!match) throw new S3Error(400, malformed, 'The authorization header is malformed.')
  const timestamp = wire.headers.get('x-amz-date')
  if (timestamp === undefined) throw accessDenied('AWS authentication requires a valid x-amz-date header')
  const payloadHash = wire.headers.get('x-amz-content-sha256')
  if (payloadHash === undefined) throw invalidRequest('Missing required header for this request: x-amz-content-sha256')
  const presented = {
    ...parseCredential(match[1]!, timestamp, malformed),
    signedHeaders: match[2]!.split(';'),
    signature: match[3]!,
    payloadHash,
  }
  if (Math.abs(now - parseTimestamp(timestamp, malformed)) > MAX_SKEW_MS)
    throw new S3Error(
      403,
      'RequestTimeTooSkewed',
      'The difference between the request time and the current time is too large.',
    )
  return presented
}

function fromQuery({ wire }: S3Request, now: number): Presented {
  const malformed = 'AuthorizationQueryParametersError'
  const parameters = new Map(wire.query)
  const get = (name: string) => {
    const value = parameters.get(name)
    if (!value) throw new S3Error(400, malformed, `Query-string authentication requires the ${name} parameter.`)
    return value
  }
  const algorithm = get('X-Amz-Algorithm')
  if (algorithm === 'AWS4-ECDSA-P256-SHA256') throw notImplemented('Signature Version 4A')
  if (algorithm !== ALGORITHM) throw new S3Error(400, malformed, `X-Amz-Algorithm only supports "${ALGORITHM}"`)
  if (parameters.has('X-Amz-Security-Token')) throw notImplemented('session tokens')
  const timestamp = get('X-Amz-Date')
  const presented = {
    ...parseCredential(get('X-Amz-Credential'), timestamp, malformed),
    signedHeaders: get('X-Amz-SignedHeaders').split(';'),
    signature: get('X-Amz-Signature'),
    payloadHash:
      wire.headers.get('x-amz-content-sha256') ?? parameters.get('X-Amz-Content-Sha256') ?? 'UNSIGNED-PAYLOAD',
  }
  const expires = get('X-Amz-Expires')
  if (!/^[1-9]\d{0,6}$/.test(expires) || Number(expires) > MAX_EXPIRY_SECONDS)
    throw new S3Error(400, malformed, `X-Amz-Expires must be a number of seconds from 1 to ${MAX_EXPIRY_SECONDS}`)
  const issued = parseTimestamp(timestamp, malformed)
  if (issued > now + MAX_SKEW_MS) throw accessDenied('Request is not valid yet')
  if (now > issued + Number(expires) * 1000) throw accessDenied('Request has expired')
  return presented
}

function parseCredential(credential: string, timestamp: string, malformed: Presented['malformed']) {
  const [accessKey, date, region, service, terminator, ...more] = credential.split('/')
  const wellFormed = accessKey && date && region && service === 's3' && terminator === 'aws4_request' && !more.length
  if (!wellFormed) throw new S3Error(400, malformed, 'The Credential is malformed.')
  if (date !== timestamp.slice(0, 8)) throw new S3Error(400, malformed, 'Invalid credential date.')
  return { accessKey, scope: { date, region }, timestamp, malformed }
}

/** Milliseconds since 1970 of a `YYYYMMDDTHHMMSSZ`. */
export function parseTimestamp(text: string, malformed: string): number {
  const time = /^\d{8}T\d{6}Z$/.test(text)
    ? Date.parse(text.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'))
    : Number.NaN
  if (Number.isNaN(time))
    throw new S3Error(malformed === 'AccessDenied' ? 403 : 400, malformed, 'The date is malformed.')
  return time
}

function assertAllSigned({ wire }: S3Request, signedHeaders: string[]): void {
  if (wire.headers.has('x-amz-security-token')) throw notImplemented('session tokens')
  if (!signedHeaders.includes('host')) throw accessDenied('The host header must be signed.')
  for (const name of wire.headers.keys())
    if (name.startsWith('x-amz-') && !signedHeaders.includes(name))
      throw accessDenied(`There were headers present in the request which were not signed: ${name}`)
}

function declaredPayload(hash: string, signer: (Payload & { kind: 'chunked' })['signer']): Payload {
  if (/^[0-9a-f]{64}$/.test(hash)) return { kind: 'hashed', sha256: hash }
  if (hash === 'UNSIGNED-PAYLOAD') return { kind: 'unsigned' }
  if (hash === 'STREAMING-UNSIGNED-PAYLOAD-TRAILER') return { kind: 'chunked', hasTrailer: true }
  if (hash === 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD') return { kind: 'chunked', hasTrailer: false, signer }
  if (hash === 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER') return { kind: 'chunked', hasTrailer: true, signer }
  if (hash.startsWith('STREAMING-')) throw notImplemented(hash)
  throw invalidArgument('x-amz-content-sha256 must be UNSIGNED-PAYLOAD, a streaming value or a valid sha256 value.')
}
