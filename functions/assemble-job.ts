import { consumer } from '../lib/entry/sqs.ts'
import { assembleJob } from '../lib/jobs/assemble.ts'
import { AssembleMessage } from '../lib/jobs/messages.ts'

export const handler = consumer({
  name: 'assemble-job',
  message: AssembleMessage,
  handle: (ctx, { job_id }) => assembleJob(ctx, job_id),
})
