/** An HTTP proxy that does to calls what a service in trouble does to them. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** What becomes of a call; `lost`: it is done, and its answer does not arrive; `half`: or breaks off in the middle. */
export type HttpFault = 'pass' | 'reset' | 'lost' | 'half' | 'hang' | { status: number } | { delayMs: number }

export type FaultyHttp = {
  /** Where clients call. */
  endpoint: string
  /** The port, on this machine, of the server behind it; may be set once that is known. */
  serverPort: number
  /** Asked about each call, with its number from 1. */
  fault: (call: number) => HttpFault
  /** How many calls came, and how many of them something happened to. */
  counts: { calls: number; faults: number }
  close(): Promise<void>
}

const bodyOf = async (message: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

type Forwarded = { status: number; headers: IncomingMessage['headers']; body: Buffer }

async function forward(message: IncomingMessage, body: Buffer, port: number): Promise<Forwarded> {
  const { method, url, headers } = message
  const onward = request({ host: '127.0.0.1', port, method, path: url, headers })
  onward.end(body)
  const [answer] = (await once(onward, 'response')) as [IncomingMessage]
  return { status: answer.statusCode!, headers: answer.headers, body: await bodyOf(answer) }
}

/** Starts it, before or after the server behind it. */
export async function startFaultyHttp(serverPort = 0): Promise<FaultyHttp> {
  async function serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(message)
    const fault = proxy.fault(++proxy.counts.calls)
    if (fault !== 'pass') proxy.counts.faults++
    if (fault === 'hang') return
    if (fault === 'reset') return void response.destroy()
    if (typeof fault === 'object' && 'status' in fault) return void response.writeHead(fault.status).end()
    if (typeof fault === 'object') await pause(fault.delayMs)
    const answer = await forward(message, body, proxy.serverPort)
    if (fault === 'lost') return void response.destroy()
    response.writeHead(answer.status, answer.headers)
    if (fault !== 'half') return void response.end(answer.body)
    const half = answer.body.subarray(0, answer.body.byteLength / 2)
    response.write(half, () => setTimeout(() => response.destroy(), 20))
  }

  const server = createServer((message, response) => {
    serve(message, response).catch(() => response.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const proxy: FaultyHttp = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    serverPort,
    fault: () => 'pass',
    counts: { calls: 0, faults: 0 },
    close: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
  return proxy
}
