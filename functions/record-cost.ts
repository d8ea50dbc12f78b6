import { settleCost } from '../lib/costs/record.ts'
import { consumer } from '../lib/entry/sqs.ts'
import { CostMessage } from '../lib/jobs/messages.ts'

export const handler = consumer({
  name: 'record-cost',
  message: CostMessage,
  handle: (ctx, { job_id }) => settleCost(ctx, job_id),
})
