/** What an endpoint answers when it is not plain JSON, and how an answer that is too large for a response leaves. */
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { Readable, type Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import type { Ctx } from '../platform/context.ts'
import { newId } from '../platform/ids.ts'

export type Answer =
  | { kind: 'redirect'; status: 302 | 303; location: string }
  /** A file that is written when it is asked for; `disposition` is a whole Content-Disposition value. */
  | { kind: 'file'; disposition: string; contentType: string; write(output: Writable): Promise<void> }
  | { kind: 'text'; contentType: string; text: string; status?: number }

/** How long the URL of a large answer is valid. */
const LARGE_ANSWER_SECONDS = 300

async function byUrl(ctx: Ctx, contentType: string, disposition: string, put: (key: string) => Promise<void>) {
  const key = `answers/${ctx.tenant.company_id}/${newId(ctx.app.now())}`
  await put(key)
  const objects = await ctx.app.objects(ctx.tenant.region)
  const location = await objects.presignGet(key, disposition, contentType, LARGE_ANSWER_SECONDS)
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } })
}

/** JSON text as a response, or a 303 to it where it is larger than a response may be. */
export async function jsonResponse(ctx: Ctx, status: number, text: string): Promise<Response> {
  const contentType = 'application/json'
  if (Buffer.byteLength(text) <= ctx.app.config.RESPONSE_LIMIT_BYTES)
    return new Response(text, { status, headers: { 'content-type': contentType } })
  const objects = await ctx.app.objects(ctx.tenant.region)
  return byUrl(ctx, contentType, 'inline', (key) => objects.put(key, text, contentType))
}

/** Written to a scratch file first: only then is its size known, and memory does not grow with it. */
async function fileResponse(ctx: Ctx, { disposition, contentType, write }: Answer & { kind: 'file' }) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'ledgerlift-answer-'))
  const scratch = path.join(folder, 'file')
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    const output = createWriteStream(scratch)
    await Promise.all([write(output), finished(output)])
    const { size } = await stat(scratch)
    if (size > ctx.app.config.RESPONSE_LIMIT_BYTES) {
      const objects = await ctx.app.objects(ctx.tenant.region)
      const response = await byUrl(ctx, contentType, disposition, (key) =>
        objects.putFile(key, scratch, size, contentType),
      )
      await remove()
      return response
    }
    const stream = createReadStream(scratch)
    stream.once('close', () => void remove())
    const headers = { 'content-type': contentType, 'content-disposition': disposition, 'content-length': String(size) }
    return new Response(Readable.toWeb(stream) as ReadableStream, { headers })
  } catch (error) {
    await remove()
    throw error
  }
}

export const isAnswer = (value: unknown): value is Answer =>
  typeof value === 'object' &&
  value !== null &&
  'kind' in value &&
  ['redirect', 'file', 'text'].includes(String(value.kind))

export async function answerResponse(ctx: Ctx, answer: Answer): Promise<Response> {
  if (answer.kind === 'file') return fileResponse(ctx, answer)
  return plainResponse(answer)
}

export function plainResponse(answer: Exclude<Answer, { kind: 'file' }>): Response {
  if (answer.kind === 'redirect')
    return new Response(null, {
      status: answer.status,
      headers: { location: answer.location, 'cache-control': 'no-store' },
    })
  return new Response(answer.text, { status: answer.status ?? 200, headers: { 'content-type': answer.contentType } })
}
