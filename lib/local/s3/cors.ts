import { S3Error } from './errors.ts'
import type { S3Request } from './request.ts'

const METHODS = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE']
const EXPOSED = 'ETag, x-amz-version-id, x-amz-request-id, x-amz-checksum-crc32, x-amz-checksum-sha256, content-range'
const MAX_AGE_SECONDS = 600

/** What lets pages of the allowed origins read an answer; nothing for others. */
export function corsHeaders(request: S3Request, origins: string[]): Record<string, string> {
  const origin = request.wire.headers.get('origin')
  if (origin === undefined || !(origins.includes(origin) || origins.includes('*'))) return {}
  return { 'access-control-allow-origin': origin, 'access-control-expose-headers': EXPOSED, vary: 'Origin' }
}

/** The answer to a preflight. Throws `BadRequest`, and `AccessForbidden` where the real request would not be allowed. */
export function preflight(request: S3Request, origins: string[]): Record<string, string> {
  const { headers } = request.wire
  const method = headers.get('access-control-request-method')
  if (!headers.has('origin') || method === undefined)
    throw new S3Error(400, 'BadRequest', 'Insufficient information. Origin request header needed.')
  const allowed = corsHeaders(request, origins)
  if (!allowed['access-control-allow-origin'] || !METHODS.includes(method))
    throw new S3Error(403, 'AccessForbidden', 'CORSResponse: This CORS request is not allowed.')
  const wanted = headers.get('access-control-request-headers')
  return {
    ...allowed,
    'access-control-allow-methods': METHODS.join(', '),
    ...(wanted && { 'access-control-allow-headers': wanted }),
    'access-control-max-age': String(MAX_AGE_SECONDS),
  }
}
