/** Answers that are files. Loaded by the first: most functions make none, and Node loads its streams slowly. */
import { createReadStream, createWriteStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import type { Ctx } from '../platform/context.ts'
import { makeScratchFolder } from '../platform/scratch.ts'
import type { Answer } from './answer.ts'
import { answerByUrl } from './answer-by-url.ts'

/** Written to a scratch file first: only then is its size known, and memory does not grow with it. */
export async function fileResponse(
  ctx: Ctx,
  { disposition, contentType, write }: Extract<Answer, { kind: 'file' }>,
): Promise<Response> {
  const folder = await makeScratchFolder(ctx.app, 'answer')
  const scratch = path.join(folder, 'file')
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    const output = createWriteStream(scratch)
    await Promise.all([write(output), finished(output)])
    const { size } = await stat(scratch)
    if (size > ctx.app.config.RESPONSE_LIMIT_BYTES) {
      const objects = await ctx.app.objects(ctx.tenant.region)
      const response = await answerByUrl(ctx, contentType, disposition, (key) =>
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
