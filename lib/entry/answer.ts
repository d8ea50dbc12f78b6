/** What an endpoint answers when it is not plain JSON, and how an answer that is too large for a response leaves. */
import type { Writable } from 'node:stream'
import type { Ctx } from '../platform/context.ts'
import { answerByUrl } from './answer-by-url.ts'

export type Answer =
  | { kind: 'redirect'; status: 302 | 303; location: string }
  /** A file that is written when it is asked for; `disposition` is a whole Content-Disposition value. */
  | { kind: 'file'; disposition: string; contentType: string; write(output: Writable): Promise<void> }
  | { kind: 'text'; contentType: string; text: string; status?: number }

/** JSON text as a response, or a 303 to it where it is larger than a response may be. */
export async function jsonResponse(ctx: Ctx, status: number, text: string): Promise<Response> {
  const contentType = 'application/json'
  if (Buffer.byteLength(text) <= ctx.app.config.RESPONSE_LIMIT_BYTES)
    return new Response(text, { status, headers: { 'content-type': contentType } })
  const objects = await ctx.app.objects(ctx.tenant.region)
  return answerByUrl(ctx, contentType, 'inline', (key) => objects.put(key, text, contentType))
}

export const isAnswer = (value: unknown): value is Answer =>
  typeof value === 'object' &&
  value !== null &&
  'kind' in value &&
  ['redirect', 'file', 'text'].includes(String(value.kind))

export async function answerResponse(ctx: Ctx, answer: Answer): Promise<Response> {
  if (answer.kind !== 'file') return plainResponse(answer)
  const { fileResponse } = await import('./file-response.ts')
  return fileResponse(ctx, answer)
}

export function plainResponse(answer: Exclude<Answer, { kind: 'file' }>): Response {
  if (answer.kind === 'redirect')
    return new Response(null, {
      status: answer.status,
      headers: { location: answer.location, 'cache-control': 'no-store' },
    })
  return new Response(answer.text, { status: answer.status ?? 200, headers: { 'content-type': answer.contentType } })
}
