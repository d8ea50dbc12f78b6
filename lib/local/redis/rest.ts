import { createHash, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { type Outcome, type RedisBackend, RedisError, type Reply } from './reply.ts'

const bodyLimitBytes = 10 * 1024 * 1024

/** What a connection of its own would be needed for, or what could stop the server for everybody. */
const refused =
  /^(AUTH|BLMOVE|BLPOP|BRPOP|BZPOP\w+|CLIENT|CONFIG|DEBUG|DISCARD|EXEC|HELLO|MONITOR|MULTI|P?SUBSCRIBE|QUIT|SELECT|SHUTDOWN|WAIT|WATCH)$/i

class Refusal extends Error {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/**
 * The Upstash REST protocol in front of a backend: `/` for one command, `/pipeline` for several, `/multi-exec` for a
 * transaction; text comes back in base64 for those who ask for it. Not there: commands in the path, subscriptions.
 * https://upstash.com/docs/redis/features/restapi
 */
export function createRestServer(backend: RedisBackend, token: string): Server {
  const expected = digest(`Bearer ${token}`)
  return createServer((request, response) => {
    const send = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json', 'upstash-sync-token': 'local' })
      response.end(JSON.stringify(body))
    }
    answer(backend, expected, request).then(
      (body) => send(200, body),
      (error: Error) => send(error instanceof Refusal ? error.status : 400, { error: error.message }),
    )
  })
}

async function answer(backend: RedisBackend, expected: Buffer, request: IncomingMessage): Promise<unknown> {
  if (!timingSafeEqual(digest(request.headers.authorization ?? ''), expected)) {
    throw new Refusal(401, 'WRONGPASS invalid or missing auth token')
  }
  if (request.method !== 'POST') throw new Refusal(405, 'ERR only POST is supported')
  const body = await readJson(request)
  const encoded = request.headers['upstash-encoding'] === 'base64'
  const show = (outcome: Outcome) => ('error' in outcome ? outcome : { result: encode(outcome.result, encoded) })
  switch (new URL(request.url ?? '/', 'http://localhost').pathname) {
    case '/':
      return show({ result: await backend.call(toCommand(body)) })
    case '/pipeline':
      return (await Promise.all(toList(body).map((command) => attempt(backend, command)))).map(show)
    case '/multi-exec':
      return (await backend.transaction(toList(body).map(toCommand))).map(show)
    default:
      throw new Refusal(404, 'ERR only /, /pipeline and /multi-exec are supported')
  }
}

async function attempt(backend: RedisBackend, command: unknown): Promise<Outcome> {
  try {
    return { result: await backend.call(toCommand(command)) }
  } catch (error) {
    if (error instanceof RedisError) return { error: error.message }
    throw error
  }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > bodyLimitBytes) throw new Refusal(413, 'ERR max request size exceeded')
    chunks.push(chunk)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch {
    throw new Refusal(400, 'ERR failed to parse the request body as JSON')
  }
}

function toList(body: unknown): unknown[] {
  if (!Array.isArray(body) || body.length === 0) throw new Refusal(400, 'ERR a list of commands is expected')
  return body
}

function toCommand(body: unknown): string[] {
  if (!Array.isArray(body) || body.length === 0) throw new RedisError('ERR a command is a list of words')
  const command = body.map((word: unknown) => (typeof word === 'string' ? word : JSON.stringify(word)))
  if (refused.test(command[0]!)) throw new RedisError(`ERR Command is not available: '${command[0]!.toUpperCase()}'`)
  return command
}

/** An answer of `OK` stays as it is: the client expects that, and decodes every other text, in lists too. */
function encode(reply: Reply, encoded: boolean): Reply {
  return encoded && reply !== 'OK' ? encodeText(reply) : reply
}

function encodeText(reply: Reply): Reply {
  if (Array.isArray(reply)) return reply.map(encodeText)
  return typeof reply === 'string' ? Buffer.from(reply).toString('base64') : reply
}

/** Digests have one length, so comparing them tells nothing about the token. */
const digest = (text: string) => createHash('sha256').update(text).digest()
