import type { Database } from './database.ts'

/** What every operation works with. */
export type Context = {
  db: Database
  /** The directory of the blobs. */
  blobs: string
  now: () => number
  /** Multipart uploads that are being assembled; nothing else may touch them meanwhile. */
  completing: Set<string>
}
