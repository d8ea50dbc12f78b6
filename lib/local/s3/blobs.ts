import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream, mkdirSync, openSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/**
 * Immutable files of bytes, one for each object version and each part. A blob is written before the row that names it
 * and removed after that row, so a crash leaves at most blobs that nothing names, which the next start removes.
 */

export function openBlobs(directory: string, isKnown: (blob: string) => boolean): void {
  mkdirSync(directory, { recursive: true })
  for (const name of readdirSync(directory)) if (!isKnown(name)) removeBlob(directory, name)
}

/** Answers the new blob's name; when the source fails nothing stays. */
export async function writeBlob(directory: string, source: AsyncIterable<Buffer>): Promise<string> {
  const blob = randomUUID()
  // Opened at once: a source that fails first would otherwise have its file made after the removal.
  const fd = openSync(join(directory, blob), 'wx')
  try {
    await pipeline(source, createWriteStream('', { fd }))
    return blob
  } catch (error) {
    removeBlob(directory, blob)
    throw error
  }
}

export type ByteRange = {
  first: number
  /** Included. */
  last: number
}

/** Opens the file at once, so that a later removal does not disturb the reader. */
export function readBlob(directory: string, blob: string, range?: ByteRange): Readable {
  const fd = openSync(join(directory, blob), 'r')
  return createReadStream('', { fd, ...(range && { start: range.first, end: range.last }) })
}

export function removeBlob(directory: string, blob: string): void {
  rmSync(join(directory, blob), { force: true })
}
