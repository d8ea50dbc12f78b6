import { sql } from 'kysely'
import type { App, Region } from '../platform/context.ts'
import { asSystem } from '../platform/database.ts'

const MONTHS_AHEAD = 3

/** Makes the monthly partitions that the log will need; returns the names of new ones. */
export const ensureEventPartitions = (app: App, region: Region): Promise<string[]> =>
  asSystem(app, region, async (tx) => {
    const { rows } = await sql<{
      name: string
    }>`select ledgerlift_ensure_event_partitions(${MONTHS_AHEAD}) as name`.execute(tx)
    return rows.map(({ name }) => name)
  })
