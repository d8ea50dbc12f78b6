/**
 * Folders below the system's temporary one, for what must lie in a file for a while. Whoever makes one removes it when
 * done; who was killed could not, so an instance that starts removes what is too old to be anybody's.
 */
import { mkdtemp, opendir, rm, stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { App } from './context.ts'

/** Those of reading processes live longer than any other; they are touched while their process runs. */
const OURS = /^ledgerlift-(document|answer|reading)-/

/** Four times as long as an invocation may take: whoever made an older folder is dead. */
const MAX_AGE_MS = 3_600_000
/** Removed by one instance when it starts; the next one goes on. */
const MAX_REMOVED = 100

const tidied = new WeakSet<App>()

/** `own` has just been made: it tells the file system's time. */
async function removeOld(app: App, own: string): Promise<void> {
  const newest = (await stat(own)).mtimeMs - MAX_AGE_MS
  let removed = 0
  for await (const { name } of await opendir(os.tmpdir())) {
    if (!OURS.test(name)) continue
    const folder = path.join(os.tmpdir(), name)
    // Another instance may be tidying up, or done with its own folder, at the same time.
    const made = await stat(folder).catch(() => undefined)
    if (!made || made.mtimeMs > newest) continue
    await rm(folder, { recursive: true, force: true })
    if (++removed === MAX_REMOVED) break
  }
  if (removed > 0) app.log.info('folders of killed processes were removed', { removed })
}

/** Makes a folder that its maker removes. The first one of an instance removes those that killed ones have left. */
export async function makeScratchFolder(app: App, purpose: 'document' | 'answer'): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), `ledgerlift-${purpose}-`))
  if (tidied.has(app)) return folder
  tidied.add(app)
  await removeOld(app, folder).catch((error: unknown) =>
    app.log.warn('folders of killed processes could not be removed', { error }),
  )
  return folder
}
