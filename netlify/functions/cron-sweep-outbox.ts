import type { Config } from '@netlify/functions'
import { cron } from '../../lib/entry/cron.ts'
import { eachRegion } from '../../lib/entry/each-region.ts'
import { removeSentMessages, sweepOutbox } from '../../lib/platform/outbox.ts'

export default cron({
  name: 'sweep-outbox',
  handle: (app, deadline) =>
    eachRegion(app, async (region) => ({
      ...(await sweepOutbox(app, region, deadline)),
      removed: await removeSentMessages(app, region),
    })),
})

export const config: Config = { schedule: '* * * * *' }
