import * as z from 'zod/mini'
import en from 'zod/v4/locales/en.js'
import { AppError, type FieldError } from '../platform/errors.ts'

// zod/mini has no words of its own for what is wrong.
z.config(en())

/** A JSON body is data about a thing, never the thing itself. */
const JSON_LIMIT_BYTES = 1_048_576
/** Room for the boundaries, names and small fields of a form around its file. */
const FORM_OVERHEAD_BYTES = 16_384

/** A multipart form with one file: how large it may be, which fields it takes, and what becomes of it. */
export type FormBody<B> = {
  limitBytes: number
  fields: () => z.ZodMiniType
  tooLarge: string
  read(form: FormData): Promise<B>
  /** What makes two forms the same request; boundaries differ each time. */
  fingerprint(body: B): unknown
}

const dotted = (path: PropertyKey[]): string => path.map(String).join('.')

/** Each wrong field by its path; of an object with unknown fields, each of them. */
export const fieldErrors = (error: z.core.$ZodError): FieldError[] =>
  error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: dotted([...issue.path, key]), message: 'There is no such field.' }))
      : [{ path: dotted(issue.path), message: issue.message }],
  )

export function parseWith<T>(schema: z.ZodMiniType<T>, value: unknown, where: string): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new AppError('validation_failed', `The ${where} of the request is not valid.`, {
    errors: fieldErrors(parsed.error),
  })
}

/** Reads a body that may lie about its length, and stops at the limit. */
async function readBytes(request: Request, limitBytes: number, refusal: () => AppError): Promise<Buffer> {
  if (Number(request.headers.get('content-length') ?? 0) > limitBytes) throw refusal()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > limitBytes) throw refusal()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const mediaType = (request: Request): string =>
  (request.headers.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase()

/** The JSON of a request; undefined when there is no body. 400 when it is not JSON, 415 when it does not say so. */
export async function readJson(request: Request): Promise<unknown> {
  const limit = () => new AppError('body_too_large', `A JSON body may have ${JSON_LIMIT_BYTES} bytes.`)
  const bytes = await readBytes(request, JSON_LIMIT_BYTES, limit)
  if (bytes.byteLength === 0) return undefined
  if (mediaType(request) !== 'application/json')
    throw new AppError('content_type_unsupported', 'Send the body as application/json.')
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    throw new AppError('body_malformed', 'The body is not valid JSON in UTF-8.', { cause })
  }
}

export async function readForm<B>(request: Request, form: FormBody<B>): Promise<B> {
  if (mediaType(request) !== 'multipart/form-data')
    throw new AppError('content_type_unsupported', 'Send the body as multipart/form-data.')
  const refusal = () => new AppError('document_too_large', form.tooLarge)
  const bytes = await readBytes(request, form.limitBytes + FORM_OVERHEAD_BYTES, refusal)
  const headers = { 'content-type': request.headers.get('content-type')! }
  const parsed = await new Response(new Uint8Array(bytes), { headers }).formData().catch((cause: unknown) => {
    throw new AppError('body_malformed', 'The body is not a valid multipart form.', { cause })
  })
  return form.read(parsed)
}
