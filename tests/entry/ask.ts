/** Requests as a client makes them, with what every answer of the API must have checked on each of them. */
import { expect } from 'vitest'
import * as z from 'zod/mini'
import type { Endpoint } from '../../lib/entry/endpoint.ts'
import { Problem } from '../../lib/entry/problem.ts'
import { refusalsOf } from '../../lib/entry/refusals.ts'
import { CODES, type ErrorCode, statusOf } from '../../lib/platform/error-codes.ts'

export type Asked = {
  method: string
  path: string
  key?: string | undefined
  headers?: Record<string, string> | undefined
  /** A form, or what becomes JSON; text and bytes are sent as they are. */
  body?: unknown
}

export type Answer = { status: number; headers: Headers; bytes: Buffer; json: unknown }

const TRACEPARENT = /^00-([0-9a-f]{32})-[0-9a-f]{16}-0[01]$/

function bodyOf(body: unknown): Pick<RequestInit, 'body' | 'headers'> {
  if (body === undefined) return {}
  if (body instanceof FormData) return { body }
  const headers = { 'content-type': 'application/json' }
  if (typeof body === 'string' || body instanceof Uint8Array) return { body: body as BodyInit, headers }
  return { body: JSON.stringify(body), headers }
}

/** What every answer has: a success, a refusal, a failure, a preflight. */
export function holdToConventions({ headers }: Response, asked: Pick<Asked, 'headers'> = {}): void {
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'")
  expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}/)
  expect(headers.get('referrer-policy')).toBe('no-referrer')
  expect(headers.get('cache-control')).toBe('no-store')
  for (const telling of ['server', 'x-powered-by']) expect(headers.get(telling)).toBeNull()
  const trace = TRACEPARENT.exec(headers.get('traceparent') ?? '')
  expect(trace?.[1]).toBe(headers.get('x-trace-id'))
  if (!asked.headers?.origin) expect(headers.get('access-control-allow-origin')).toBeNull()
}

/** Sends one request to the API at `url`; redirects are answers. */
export async function ask(url: string, asked: Asked): Promise<Answer> {
  const { body, headers } = bodyOf(asked.body)
  const response = await fetch(url + asked.path, {
    method: asked.method,
    redirect: 'manual',
    headers: { ...headers, ...(asked.key ? { authorization: `Bearer ${asked.key}` } : {}), ...asked.headers },
    ...(body === undefined ? {} : { body }),
  })
  const bytes = Buffer.from(await response.arrayBuffer())
  holdToConventions(response, asked)
  const isJson = /json/.test(response.headers.get('content-type') ?? '')
  return {
    status: response.status,
    headers: response.headers,
    bytes,
    json: isJson ? JSON.parse(bytes.toString()) : undefined,
  }
}

/** The answer is this problem, well-formed, and one that the endpoint says it may answer. */
export function expectProblem(answer: Answer, code: ErrorCode, endpoint: Endpoint): Problem {
  expect(answer.json).toMatchObject({ code })
  expect(answer.status).toBe(statusOf(code))
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  const problem = z.strictObject(Problem().shape).parse(answer.json)
  expect(problem.status).toBe(answer.status)
  expect(problem.trace_id).toBe(answer.headers.get('x-trace-id'))
  expect(problem.type.endsWith(`/${code}`)).toBe(true)
  expect(Object.keys(CODES)).toContain(code)
  expect(refusalsOf(endpoint)).toContain(code)
  return problem
}
