import { consumer } from '../lib/entry/sqs.ts'
import { extractDocument } from '../lib/jobs/extract.ts'
import { ExtractMessage } from '../lib/jobs/messages.ts'

export const handler = consumer({
  name: 'extract-document',
  message: ExtractMessage,
  handle: (ctx, message, delivery) => extractDocument(ctx, message, delivery),
})
