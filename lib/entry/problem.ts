import * as z from 'zod/mini'
import { KINDS } from '../platform/error-codes.ts'
import { AppError } from '../platform/errors.ts'
import { once } from '../platform/once.ts'

export const Problem = once(() =>
  z
    .object({
      type: z.url(),
      title: z.string(),
      status: z.int(),
      detail: z.string(),
      code: z
        .string()
        .register(z.globalRegistry, { description: 'A stable word; `docs/error-codes.md` lists them all.' }),
      trace_id: z.string().register(z.globalRegistry, { description: 'Names the request in the log.' }),
      errors: z
        .optional(z.array(z.object({ path: z.string(), message: z.string() })))
        .register(z.globalRegistry, { description: 'Each wrong field.' }),
    })
    .register(z.globalRegistry, { id: 'Problem', description: 'RFC 9457 problem details.' }),
)
export type Problem = z.output<ReturnType<typeof Problem>>

/** What a client is told of an exception: of an unexpected one only that it happened, and the trace to name it by. */
export const asAppError = (error: unknown): AppError =>
  error instanceof AppError ? error : new AppError('internal_error', undefined, { cause: error })

export function problemResponse(error: AppError, traceId: string): Response {
  const problem: Problem = {
    type: `https://ledgerlift.dev/errors/${error.code}`,
    title: KINDS[error.kind].title,
    status: error.status,
    detail: error.detail,
    code: error.code,
    trace_id: traceId,
    ...(error.errors ? { errors: error.errors } : {}),
  }
  const headers = new Headers({ 'content-type': 'application/problem+json' })
  if (error.retryAfterSeconds !== undefined) headers.set('retry-after', String(error.retryAfterSeconds))
  if (error.status === 401) headers.set('www-authenticate', 'Bearer')
  return new Response(JSON.stringify(problem), { status: error.status, headers })
}
