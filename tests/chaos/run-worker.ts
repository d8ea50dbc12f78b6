// Run as a program of its own by tests that kill or watch it: polls the queues and handles what comes.
import { createApp, provideApp } from '../../lib/entry/app.ts'
import { startPoller } from '../../lib/local/poller.ts'
import { queueConsumers } from '../../lib/local/stack.ts'
import { configFromEnvironment } from '../../lib/platform/config.ts'

const config = configFromEnvironment()
const app = createApp({ config })
provideApp(app)
const urls = {
  extract: config.QUEUE_URL_EXTRACT,
  assemble: config.QUEUE_URL_ASSEMBLE,
  costs: config.QUEUE_URL_COSTS,
  'dead-letters': config.QUEUE_URL_DEAD_LETTERS,
}
const poller = startPoller({
  endpoint: config.SQS_ENDPOINT!,
  sources: await queueConsumers(app, urls, Number(process.argv[2])),
  onError: (error, source) => app.log.error('the poller met an error', { source, error }),
})
process.once('SIGTERM', async () => {
  await poller.stop()
  await app.close()
})
process.stdout.write('{}\n')
