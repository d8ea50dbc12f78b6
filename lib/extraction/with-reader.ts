import type { App } from '../platform/context.ts'
import { openPageReader } from './page-reader.ts'
import { createReader, type Reader } from './run.ts'

type Pool = { idle: Reader[]; all: Reader[]; create(): Reader }
const pools = new WeakMap<App, Pool>()

function poolOf(app: App): Pool {
  const known = pools.get(app)
  if (known) return known
  const { config } = app
  // One for all readers: who asks too much is slowed down as a whole.
  const pageReader = openPageReader(config)
  const create = () =>
    createReader({
      limits: { pageTimeoutMs: config.PAGE_TIMEOUT_SECONDS * 1000, memoryBytes: config.WORKER_MEMORY_BYTES },
      ocrLanguages: config.OCR_LANGUAGES,
      ...(pageReader ? { readDrawn: pageReader.readPage } : {}),
    })
  const pool: Pool = { idle: [], all: [], create }
  pools.set(app, pool)
  app.onClose(async () => {
    await Promise.all([...pool.all.map((reader) => reader.close()), pageReader?.close()])
  })
  return pool
}

/**
 * Lends a reading process of this instance: a warm one where one is idle. There are as many as messages are handled
 * side by side, which the queue's batch size bounds.
 */
export async function withReader<T>(app: App, work: (reader: Reader) => Promise<T>): Promise<T> {
  const pool = poolOf(app)
  let reader = pool.idle.pop()
  if (!reader) {
    reader = pool.create()
    pool.all.push(reader)
  }
  try {
    return await work(reader)
  } finally {
    pool.idle.push(reader)
  }
}
