/** What a running product holds: asked as the owner of its database, and of its queues. */
import pg from 'pg'
import { createTenant } from '../../lib/cli/tenant.ts'
import { createApp } from '../../lib/entry/app.ts'
import { readConfig } from '../../lib/platform/config.ts'
import { QUEUE_NAMES } from '../../lib/platform/queue-names.ts'
import { openQueues } from '../../lib/platform/queues.ts'
import type { Product } from './product.ts'

/** Answers are undefined while there is nobody to ask. */
export function lookInside(product: Product) {
  async function rows<T>(sql: string): Promise<T[] | undefined> {
    const connectionString = product.address()?.ownerUrl
    if (!connectionString) return undefined
    const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2000 })
    client.on('error', () => {})
    try {
      await client.connect()
      return (await client.query(sql)).rows as T[]
    } catch {
      return undefined
    } finally {
      await client.end().catch(() => {})
    }
  }

  return {
    rows,

    /** Throws where there is no answer. */
    all: async <T>(sql: string): Promise<T[]> => {
      const answer = await rows<T>(sql)
      if (!answer) throw new Error(`no answer to ${sql}`)
      return answer
    },

    /** What is still to be done; nothing when all is done. */
    unfinished: async (): Promise<Record<string, number>> => {
      const [left] =
        (await rows<Record<string, number>>(`select
          (select count(*)::int from jobs where status in ('queued', 'processing')) as jobs,
          (select count(*)::int from cost_records where status = 'PENDING') as costs,
          (select count(*)::int from outbox_messages where sent_at is null) as outbox`)) ?? []
      if (!left) return { database: 1 }
      const queues = openQueues(readConfig(product.address()!.settings))
      const depths = await Promise.all(QUEUE_NAMES.map((name) => queues.depth(name)))
      queues.close()
      left.messages = depths.reduce((sum, { waiting, in_flight, delayed }) => sum + waiting + in_flight + delayed, 0)
      return Object.fromEntries(Object.entries(left).filter(([, count]) => count > 0))
    },

    /** An admin's key of a company of its own. */
    newKey: async (): Promise<string> => {
      const app = createApp({ config: readConfig(product.address()!.settings), sink: () => {} })
      const about = { company: 'Acme', workspace: 'Main', email: 'ada@example.com', name: 'Ada' }
      const { key } = await createTenant(app, about)
      await app.close()
      return key
    },
  }
}
