import { CODES, type ErrorCode, type ErrorKind, KINDS, statusOf } from './error-codes.ts'

/** One wrong field of a request: `path` in dotted form, `message` for a person. */
export type FieldError = { path: string; message: string }

type Extra = { cause?: unknown; errors?: FieldError[]; retryAfterSeconds?: number }

/**
 * The one exception that the product throws on purpose. `detail` is public and holds nothing personal or secret;
 * `cause` is only logged. Its kind, and so its status and whether a queue tries again, follow from the code.
 */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly kind: ErrorKind
  readonly status: number
  readonly detail: string
  readonly errors: FieldError[] | undefined
  readonly retryAfterSeconds: number | undefined

  constructor(code: ErrorCode, detail: string = CODES[code].meaning, extra: Extra = {}) {
    super(`${code}: ${detail}`, { cause: extra.cause })
    this.name = 'AppError'
    this.code = code
    this.kind = CODES[code].kind
    this.status = statusOf(code)
    this.detail = detail
    this.errors = extra.errors
    this.retryAfterSeconds = extra.retryAfterSeconds
  }

  /** Whether the same call may succeed later without anything being changed. */
  get retryable(): boolean {
    return KINDS[this.kind].retry
  }
}

/** Throws, as an expression: `const job = (await lockJob(tx, id)) ?? fail(notFound('job', id))`. */
export const fail = (error: Error): never => {
  throw error
}

type Findable = 'document' | 'job' | 'schedule' | 'key' | 'workspace' | 'company' | 'member'

export const notFound = (noun: Findable, id: string): AppError =>
  new AppError(`${noun}_not_found`, `There is no ${noun} ${id}.`)

export const unavailable = (dependency: string, cause: unknown): AppError =>
  new AppError('dependency_unavailable', `${dependency} did not answer; try again.`, { cause, retryAfterSeconds: 5 })
