import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Ctx } from '../platform/context.ts'
import { AppError } from '../platform/errors.ts'
import type { StoredObject } from '../platform/objects.ts'
import { makeScratchFolder } from '../platform/scratch.ts'

/** There is no object under `key`. */
export class FileGone extends AppError {
  readonly key: string

  constructor(key: string) {
    super('upload_missing', 'The file of this document is gone.')
    this.key = key
  }
}

/** Lends the object as a file in a folder of its own, which is gone afterwards whatever happened. */
export async function withLocalCopy<T>(
  ctx: Ctx,
  key: string,
  work: (file: string, object: StoredObject) => Promise<T>,
): Promise<T> {
  const folder = await makeScratchFolder(ctx.app, 'document')
  try {
    const file = path.join(folder, 'document')
    const object = await (await ctx.app.objects(ctx.tenant.region)).download(key, file)
    if (!object) throw new FileGone(key)
    return await work(file, object)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** SHA-256 in hex. */
export async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}
