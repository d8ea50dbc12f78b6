import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, opendir, rm, stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { App, Ctx } from '../platform/context.ts'
import { AppError } from '../platform/errors.ts'
import type { StoredObject } from '../platform/objects.ts'

const FOLDER_PREFIX = 'ledgerlift-document-'

/** Four times as long as an invocation may take: whoever made an older folder is dead. */
const MAX_FOLDER_AGE_MS = 3_600_000
/** Removed by one instance when it starts; the next one goes on. */
const MAX_FOLDERS_REMOVED = 100

const tidied = new WeakSet<App>()

/** Removes the folders of workers that were killed. `own` has just been made: it tells the file system's time. */
async function removeOldFolders(app: App, own: string): Promise<void> {
  const newest = (await stat(own)).mtimeMs - MAX_FOLDER_AGE_MS
  let removed = 0
  for await (const { name } of await opendir(os.tmpdir())) {
    if (!name.startsWith(FOLDER_PREFIX)) continue
    const folder = path.join(os.tmpdir(), name)
    // Another instance may be tidying up, or done with its own folder, at the same time.
    const made = await stat(folder).catch(() => undefined)
    if (!made || made.mtimeMs > newest) continue
    await rm(folder, { recursive: true, force: true })
    if (++removed === MAX_FOLDERS_REMOVED) break
  }
  if (removed > 0) app.log.info('folders of killed workers were removed', { removed })
}

/** Once for an instance. */
async function tidy(app: App, own: string): Promise<void> {
  if (tidied.has(app)) return
  tidied.add(app)
  await removeOldFolders(app, own).catch((error: unknown) =>
    app.log.warn('folders of killed workers could not be removed', { error }),
  )
}

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
  const folder = await mkdtemp(path.join(os.tmpdir(), FOLDER_PREFIX))
  try {
    await tidy(ctx.app, folder)
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
