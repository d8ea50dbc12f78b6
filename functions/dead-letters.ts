import { consumer } from '../lib/entry/sqs.ts'
import { giveUp } from '../lib/jobs/give-up.ts'
import { DeadLetter } from '../lib/jobs/messages.ts'

export const handler = consumer({
  name: 'dead-letters',
  message: DeadLetter,
  handle: (ctx, letter) => giveUp(ctx, letter),
})
