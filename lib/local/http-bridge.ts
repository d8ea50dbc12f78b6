import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as WebStream } from 'node:stream/web'

/** A whole request body, as Netlify hands it to a function; one more byte is refused with 413. */
const bodyLimitBytes = 6 * 1024 * 1024

/** A request that no function gets to see, and the status that answers it. */
export class Refusal extends Error {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/**
 * The request as functions see it, its body complete. Its signal aborts when the client goes away before it has the
 * answer. `headers` replace what the client sent under these names. Throws a `Refusal`.
 */
export async function toRequest(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  headers: [string, string][],
): Promise<Request> {
  const controller = new AbortController()
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) controller.abort(new DOMException('The client went away', 'AbortError'))
  })
  const { method = 'GET', rawHeaders } = incoming
  const received = new Headers()
  for (let at = 0; at < rawHeaders.length; at += 2) received.append(rawHeaders[at]!, rawHeaders[at + 1]!)
  for (const [name, value] of headers) received.set(name, value)
  const { host = 'localhost' } = incoming.headers
  const url = `http://${host}`
  if (!incoming.url?.startsWith('/') || !/^[^/?#@\\]+$/.test(host) || !URL.canParse(url))
    throw new Refusal(400, 'Bad Request')
  const body = await readBody(incoming)
  try {
    return new Request(new URL(url + incoming.url), {
      method,
      headers: received,
      body: method === 'GET' || method === 'HEAD' ? null : body,
      signal: controller.signal,
    })
  } catch {
    throw new Refusal(405, 'Method Not Allowed')
  }
}

async function readBody(incoming: IncomingMessage): Promise<Uint8Array<ArrayBuffer> | null> {
  const tooLarge = () => new Refusal(413, 'Request body larger than 6 MB')
  if (Number(incoming.headers['content-length']) > bodyLimitBytes) throw tooLarge()
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > bodyLimitBytes) throw tooLarge()
    chunks.push(chunk)
  }
  return size === 0 ? null : new Uint8Array(Buffer.concat(chunks))
}

/** Sends an answer as its parts come. A body that fails ends the connection, so that no client takes it for whole. */
export async function sendResponse(response: Response, outgoing: ServerResponse, method: string): Promise<void> {
  outgoing.statusCode = response.status
  for (const [name, value] of response.headers) if (name !== 'set-cookie') outgoing.setHeader(name, value)
  const cookies = response.headers.getSetCookie()
  if (cookies.length > 0) outgoing.setHeader('set-cookie', cookies)
  if (!response.body || method === 'HEAD') {
    await response.body?.cancel()
    outgoing.end()
    return
  }
  outgoing.flushHeaders()
  await pipeline(Readable.fromWeb(response.body as WebStream), outgoing)
}

/** Whether an answer ended because its client went away, which is nothing that a function did wrong. */
export function isDeparture(error: unknown, outgoing: ServerResponse): boolean {
  const { name, code } = error as NodeJS.ErrnoException
  return outgoing.destroyed && (name === 'AbortError' || code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET')
}

/** Answers without a function. What is left of the request is not read, so the connection ends with the answer. */
export function refuse(outgoing: ServerResponse, status: number, message: string): void {
  if (outgoing.headersSent) {
    outgoing.destroy()
    return
  }
  outgoing.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' }).end(message)
}
