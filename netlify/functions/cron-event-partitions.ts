import type { Config } from '@netlify/functions'
import { ensureEventPartitions } from '../../lib/audit/partitions.ts'
import { cron } from '../../lib/entry/cron.ts'
import { eachRegion } from '../../lib/entry/each-region.ts'

export default cron({
  name: 'event-partitions',
  handle: (app) => eachRegion(app, async (region) => ({ made: (await ensureEventPartitions(app, region)).length })),
})

export const config: Config = { schedule: '17 3 * * *' }
