import type { Config } from '@netlify/functions'
import { cron } from '../../lib/entry/cron.ts'
import { eachRegion } from '../../lib/entry/each-region.ts'
import { removeExpiredRecords } from '../../lib/idempotency/claim.ts'

export default cron({
  name: 'remove-idempotency-records',
  handle: (app) => eachRegion(app, async (region) => ({ removed: await removeExpiredRecords(app, region) })),
})

export const config: Config = { schedule: '41 * * * *' }
