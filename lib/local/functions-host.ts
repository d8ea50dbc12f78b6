/**
 * Serves the Netlify functions of a folder and the static files of another, as Netlify does, in this process.
 * Always true: functions are imported once and routed by their own `config` alone; a function gets a complete body;
 * nothing that a function began, in the background or with `waitUntil` too, still runs once the host is closed.
 * Not there: redirects and headers of netlify.toml, rate limits of `config.rateLimit`, time limits, and the limit on
 * the size of an answer. Crons are fired elsewhere.
 */
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { isDeparture, Refusal, refuse, sendResponse, toRequest } from './http-bridge.ts'
import { type LoadedFunction, loadFunctions } from './load-functions.ts'
import { type FunctionMatch, matchFunction } from './match-function.ts'
import { createInvocation, netlifyHeaders } from './netlify-context.ts'
import { pollUntil } from './poll-until.ts'
import { serveStatic } from './static-files.ts'

export type FunctionsHostOptions = {
  /** The folder of the functions. */
  dir: string
  publicDir?: string
  /** Any free port when not given. */
  port?: number
  host?: string
  /** Told about what a function threw, also in the background and after its answer. */
  onError?: (error: unknown, functionName: string) => void
}

export type FunctionsHost = {
  url: string
  port: number
  functions: LoadedFunction[]
  /** Answers what has arrived, ends streams that do not end by themselves, and waits for background work. */
  close(): Promise<void>
}

/** How long requests may still run once the host is being closed. */
const graceMs = 1000
/** Longer than clients keep idle connections, so that none is closed under a request. */
const keepAliveMs = 65_000

type Site = Pick<FunctionsHostOptions, 'publicDir'> & {
  functions: LoadedFunction[]
  onError: NonNullable<FunctionsHostOptions['onError']>
  /** Answers that are being given, and work that outlives them. */
  unfinished: Set<Promise<unknown>>
}

/** Imports the functions and listens. Throws when a function cannot be loaded or the port is taken. */
export async function startFunctionsHost(options: FunctionsHostOptions): Promise<FunctionsHost> {
  const { dir, publicDir, port = 0, host = '127.0.0.1', onError = () => {} } = options
  const functions = await loadFunctions(dir)
  const site: Site = { functions, publicDir, onError, unfinished: new Set() }
  const server = createServer({ keepAliveTimeout: keepAliveMs }, (incoming, outgoing) => {
    keepUntilSettled(site, '', answer(site, incoming, outgoing))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const address = server.address()
  const actualPort = address && typeof address === 'object' ? address.port : port
  return {
    url: `http://${host}:${actualPort}`,
    port: actualPort,
    functions,
    close: async () => {
      let closed = false
      server.close(() => {
        closed = true
      })
      if (!(await pollUntil(() => closed, { timeoutMs: graceMs, intervalMs: 10 }))) server.closeAllConnections()
      while (site.unfinished.size > 0) await Promise.all(site.unfinished)
    },
  }
}

async function answer(site: Site, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  let functionName = ''
  try {
    const headers = netlifyHeaders(incoming.socket.remoteAddress ?? '', randomUUID())
    const request = await toRequest(incoming, outgoing, headers)
    const match = matchFunction(site.functions, new URL(request.url), request.method)
    functionName = match?.found.name ?? ''
    await sendResponse(await respond(site, request, match), outgoing, request.method)
  } catch (error) {
    if (error instanceof Refusal) return refuse(outgoing, error.status, error.message)
    if (!isDeparture(error, outgoing)) site.onError(error, functionName)
    refuse(outgoing, 500, 'Internal Server Error')
  }
}

async function respond(site: Site, request: Request, match: FunctionMatch | undefined): Promise<Response> {
  const fromFolder = async () => (site.publicDir ? await serveStatic(site.publicDir, request) : undefined)
  if (!match) return (await fromFolder()) ?? notFound()
  if (match.found.preferStatic) {
    const file = await fromFolder()
    if (file) return file
  }
  const { found, params } = match
  const keep = (promise: Promise<unknown>) => keepUntilSettled(site, found.name, promise)
  const { context, finish } = createInvocation({ request, params, keep })
  if (found.background) {
    keep(Promise.resolve().then(() => found.handler(request, context)))
    return new Response(null, { status: 202 })
  }
  const result = await found.handler(request, context)
  return finish(result instanceof Response ? result : new Response(null, { status: 204 }))
}

function keepUntilSettled(site: Site, functionName: string, promise: Promise<unknown>): void {
  const settled = promise
    .catch((error: unknown) => site.onError(error, functionName))
    .finally(() => site.unfinished.delete(settled))
  site.unfinished.add(settled)
}

const notFound = () =>
  new Response('Not Found', { status: 404, headers: { 'content-type': 'text/plain; charset=utf-8' } })
