/** Clients that do not give up: they upload documents with idempotency keys until each has its job. */
import { setTimeout as pause } from 'node:timers/promises'
import { apiOf, ingestionForm } from '../support/api.ts'
import { pagedPdf } from '../support/paged-pdf.ts'
import type { Product } from './product.ts'

const CLIENTS = 4
const PAUSE_MS = 250

/** Pages of the n-th document, from 1 to 4. */
export const pagesOf = (n: number): number => 1 + (n % 4)

/** What a client tries again: nobody there, a server in trouble, an earlier try that is still held to be running. */
const isWorthAnotherTry = (status: number, code: string | undefined) =>
  status >= 500 || status === 429 || code === 'idempotency_in_progress'

export type Uploads = {
  /** The job of each document, in the order of the documents. */
  jobs: string[]
  /** Requests that had to be made again. */
  retries: number
}

/**
 * Uploads so many documents within `overMs` at the earliest, each until it is accepted. Throws when one is refused
 * for good, or is not accepted by the deadline.
 */
export async function uploadAll(
  product: Product,
  { key, count, overMs, deadline }: { key: string; count: number; overMs: number; deadline: number },
): Promise<Uploads> {
  const uploads: Uploads = { jobs: [], retries: 0 }
  const startedAt = Date.now()
  let next = 0

  async function uploadOne(n: number): Promise<void> {
    const bytes = await pagedPdf(pagesOf(n), `document ${n}`)
    for (;;) {
      if (Date.now() > deadline) throw new Error(`document ${n} was not accepted in time`)
      const url = product.address()?.url
      const answer =
        url &&
        (await apiOf(url, key)('POST', '/ingestion/upload', ingestionForm(bytes, `${n}.pdf`), {
          'idempotency-key': `document-${n}`,
        }).catch(() => undefined))
      if (answer && answer.status === 202) {
        uploads.jobs[n] = (answer.body as { job?: { id: string } }).job!.id
        return
      }
      if (answer && !isWorthAnotherTry(answer.status, answer.body.code)) throw new Error(JSON.stringify(answer.body))
      uploads.retries++
      await pause(PAUSE_MS)
    }
  }

  async function client(): Promise<void> {
    while (next < count) {
      const n = next++
      await pause(Math.max(0, startedAt + (n * overMs) / count - Date.now()))
      await uploadOne(n)
    }
  }

  await Promise.all(Array.from({ length: CLIENTS }, client))
  return uploads
}
