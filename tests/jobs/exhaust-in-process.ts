// Run as a process of its own by out-of-memory.stack.test.ts: a worker that runs out of memory over whatever it gets.
import { createApp, provideApp } from '../../lib/entry/app.ts'
import { startPoller } from '../../lib/local/poller.ts'
import { queueConsumers } from '../../lib/local/stack.ts'
import { configFromEnvironment } from '../../lib/platform/config.ts'

const VISIBILITY_SECONDS = Number(process.argv[2])
const HOARDED_NUMBERS = 2 ** 21

const config = configFromEnvironment()
const app = createApp({ config })
provideApp(app)
const [extract] = await queueConsumers(app, { extract: config.QUEUE_URL_EXTRACT }, VISIBILITY_SECONDS)

const hoard: number[][] = []
function exhaust(): void {
  hoard.push(Array.from({ length: HOARDED_NUMBERS }, (_, n) => n + 0.5))
  setImmediate(exhaust)
}

startPoller({
  endpoint: config.SQS_ENDPOINT!,
  onError: () => {},
  sources: [
    {
      ...extract!,
      concurrency: 1,
      handler: async (event, context) => {
        exhaust()
        await extract!.handler(event, context)
        return new Promise(() => {})
      },
    },
  ],
})
