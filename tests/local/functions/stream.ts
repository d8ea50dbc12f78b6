import type { Config, Context } from '@netlify/functions'

const released = Promise.withResolvers<void>()
let ended: 'no' | 'cancelled' | 'aborted' | 'both' = 'no'

/** `/stream/slow` sends its second part after `/stream/release`; `/stream/endless` never ends by itself. */
export default (request: Request, { params }: Context) => {
  const { what } = params
  if (what === 'release') released.resolve()
  if (what === 'slow') return new Response(slowly(), { headers: { 'content-type': 'text/event-stream' } })
  if (what === 'broken') return new Response(brokenOff())
  if (what === 'endless') {
    request.signal.addEventListener('abort', () => {
      ended = ended === 'cancelled' ? 'both' : 'aborted'
    })
    return new Response(endlessly())
  }
  return Response.json({ ended })
}

const bytes = (text: string) => new TextEncoder().encode(text)

const slowly = () =>
  new ReadableStream({
    async start(controller) {
      controller.enqueue(bytes('first,'))
      await released.promise
      controller.enqueue(bytes('second'))
      controller.close()
    },
  })

const endlessly = () =>
  new ReadableStream({
    start(controller) {
      controller.enqueue(bytes('begun'))
    },
    cancel() {
      ended = ended === 'aborted' ? 'both' : 'cancelled'
    },
  })

const brokenOff = () =>
  new ReadableStream({
    start(controller) {
      controller.enqueue(bytes('half'))
    },
    pull(controller) {
      controller.error(new Error('the other half is lost'))
    },
  })

export const config: Config = { path: '/stream/:what' }
