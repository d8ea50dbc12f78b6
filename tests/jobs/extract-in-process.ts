// Run as a process of its own by crash.stack.test.ts, which kills it: handles the SQS event that it is given.
import { handler } from '../../functions/extract-document.ts'
import { lambdaContext } from '../../lib/local/sqs-event.ts'

const context = lambdaContext({ functionName: 'extract', requestId: 'child', timeoutMs: 900_000 })
const { batchItemFailures } = await handler(JSON.parse(process.argv[2]!), context)
process.exit(batchItemFailures.length)
