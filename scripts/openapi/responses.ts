import { STATUS_CODES } from 'node:http'
import type { ZodOpenApiResponseObject } from 'zod-openapi'
import { type Endpoint, takesBody } from '../../lib/entry/endpoint.ts'
import type { Problem } from '../../lib/entry/problem.ts'
import { refusalsOf } from '../../lib/entry/refusals.ts'
import { CODES, type ErrorCode, KINDS, statusOf } from '../../lib/platform/error-codes.ts'
import { type HeaderName, headersOf } from './headers.ts'

type Responses = Record<`${1 | 2 | 3 | 4 | 5}${string}`, ZodOpenApiResponseObject>

const TRACE: HeaderName[] = ['traceparent', 'x-trace-id']
const LIMIT: HeaderName[] = ['RateLimit', 'RateLimit-Policy']

/** Headers of whatever a key that was recognised is answered. */
function headersAfterKey(endpoint: Endpoint): HeaderName[] {
  if (endpoint.access !== 'tenant') return TRACE
  return takesBody(endpoint) ? [...TRACE, ...LIMIT, 'Idempotent-Replayed'] : [...TRACE, ...LIMIT]
}

const exampleOf = (code: ErrorCode) => ({
  summary: CODES[code].meaning,
  value: {
    type: `https://ledgerlift.dev/errors/${code}`,
    title: KINDS[CODES[code].kind].title,
    status: statusOf(code),
    detail: CODES[code].meaning,
    code,
    trace_id: '4bf92f3577b34da6a3ce929d0e0e4736',
  } satisfies Problem,
})

/** A component for each code that an answer can have. */
export const problemExamples = (codes: readonly ErrorCode[]) =>
  Object.fromEntries(codes.map((code) => [code, exampleOf(code)]))

/** `Retry-After` belongs to what may succeed later as it is. */
const retryHeaders = (codes: ErrorCode[]): HeaderName[] =>
  codes.some((code) => KINDS[CODES[code].kind].retry || code === 'idempotency_in_progress') ? ['Retry-After'] : []

/** Components by their ids; a component must be one object wherever it is used. */
const shared = new Map<string, ZodOpenApiResponseObject>()

/** Refusals of the wrapper alone are the same for all endpoints of a kind: a component. */
function refusal(endpoint: Endpoint, status: number, codes: ErrorCode[]): ZodOpenApiResponseObject {
  const made = problemResponse(endpoint, status, codes)
  if (endpoint.errors?.some((code) => statusOf(code) === status)) return made
  const kind = endpoint.access === 'tenant' && takesBody(endpoint) ? 'write' : endpoint.access
  const id = `${kind}_${status}`
  const known = shared.get(id) ?? { ...made, id }
  shared.set(id, known)
  return known
}

function problemResponse(endpoint: Endpoint, status: number, codes: ErrorCode[]): ZodOpenApiResponseObject {
  const beforeKey = status === 401
  return {
    description: `${STATUS_CODES[status]}: ${codes.map((code) => `\`${code}\``).join(', ')}`,
    headers: headersOf([...(beforeKey ? TRACE : headersAfterKey(endpoint)), ...retryHeaders(codes)]),
    content: {
      'application/problem+json': {
        schema: {
          allOf: [{ $ref: '#/components/schemas/Problem' }, { properties: { code: { enum: codes } } }],
        },
        examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
      },
    },
  }
}

function refusals(endpoint: Endpoint): Responses {
  const codes = refusalsOf(endpoint)
  const statuses = [...new Set(codes.map(statusOf))].sort((one, other) => one - other)
  return Object.fromEntries(
    statuses.map((status) => [
      String(status),
      refusal(
        endpoint,
        status,
        codes.filter((code) => statusOf(code) === status),
      ),
    ]),
  )
}

/** The contents of a success: JSON, or a file of one of its media types. */
function contentOf({ response, produces = [] }: Endpoint): ZodOpenApiResponseObject['content'] {
  if (response) return { 'application/json': { schema: response() } }
  return Object.fromEntries(produces.map((mediaType) => [mediaType, { schema: { type: 'string', format: 'binary' } }]))
}

function successes(endpoint: Endpoint): Responses {
  const { status = 200, statusOtherwise, response, produces } = endpoint
  const headers = headersAfterKey(endpoint)
  if (status === 302) return { '302': { description: 'Found', headers: headersOf([...headers, 'Location']) } }
  const content = contentOf(endpoint)
  const fileHeaders: HeaderName[] = produces && !response ? ['Content-Disposition'] : []
  const success = { description: STATUS_CODES[status]!, headers: headersOf([...headers, ...fileHeaders]), content }
  const large = { description: 'See Other: the answer is large', headers: headersOf([...headers, 'Location']) }
  return {
    [String(status)]: success,
    ...(statusOtherwise
      ? { [String(statusOtherwise)]: { ...success, description: STATUS_CODES[statusOtherwise]! } }
      : {}),
    ...(endpoint.access === 'tenant' ? { '303': large } : {}),
  }
}

/** All that an endpoint may answer, by status. */
export const responsesOf = (endpoint: Endpoint): Responses => ({ ...refusals(endpoint), ...successes(endpoint) })
