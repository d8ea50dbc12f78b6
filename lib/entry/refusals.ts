import type { ErrorCode } from '../platform/error-codes.ts'
import { type Endpoint, takesBody } from './endpoint.ts'

const KEY: ErrorCode[] = [
  'key_missing',
  'key_malformed',
  'key_unknown',
  'key_revoked',
  'key_expired',
  'member_inactive',
]
const TENANT: ErrorCode[] = [
  ...KEY,
  'role_too_low',
  'workspace_not_found',
  'validation_failed',
  'rate_limited',
  'dependency_unavailable',
  'not_ready',
]
const WRITE: ErrorCode[] = [
  'body_malformed',
  'content_type_unsupported',
  'idempotency_key_invalid',
  'idempotency_key_reused',
  'idempotency_in_progress',
  'idempotency_exhausted',
]

function ofWrapper(endpoint: Endpoint): ErrorCode[] {
  if (endpoint.access !== 'tenant')
    return endpoint.access === 'internal' ? ['internal_token_wrong', 'route_not_found'] : []
  if (!takesBody(endpoint)) return TENANT
  return endpoint.form ? [...TENANT, ...WRITE] : [...TENANT, ...WRITE, 'body_too_large']
}

/** Every code that an endpoint may answer: those of the wrapper, and its own. */
export const refusalsOf = (endpoint: Endpoint): ErrorCode[] =>
  [...new Set<ErrorCode>([...ofWrapper(endpoint), ...(endpoint.errors ?? []), 'internal_error'])].sort()
