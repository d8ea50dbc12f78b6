/** An object store of a test's own, where it needs a clock or faults that the shared one has not. */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { inject } from 'vitest'
import { type LocalS3, type LocalS3Options, startLocalS3 } from '../../lib/local/s3/server.ts'
import { atEnd } from './at-end.ts'

export type Fault = NonNullable<ReturnType<NonNullable<LocalS3Options['fault']>>>

/** Starts it with the credentials of the shared one: `env: { S3_ENDPOINT: store.endpoint }` leads a stack there. */
export async function startStore(options: Pick<LocalS3Options, 'now' | 'fault'>): Promise<LocalS3> {
  const { s3_access_key, s3_secret_key } = JSON.parse(inject('secrets'))
  const dir = await mkdtemp(path.join(os.tmpdir(), 'ledgerlift-store-'))
  const store = await startLocalS3({ dir, credentials: { [s3_access_key]: s3_secret_key }, ...options })
  atEnd(async () => {
    await store.close()
    await rm(dir, { recursive: true, force: true })
  })
  return store
}
