// Run as a process of its own by worker-process.ts: handles the SQS event that it is given by the function of that name.
import type { QueueHandler } from '../../lib/local/sqs-event.ts'
import { lambdaContext } from '../../lib/local/sqs-event.ts'

const [, , name = '', event = ''] = process.argv
const { handler } = (await import(`../../functions/${name}.ts`)) as { handler: QueueHandler }
const context = lambdaContext({ functionName: name, requestId: 'child', timeoutMs: 900_000 })
const answer = (await handler(JSON.parse(event), context)) as { batchItemFailures: unknown[] }
process.exit(answer.batchItemFailures.length)
