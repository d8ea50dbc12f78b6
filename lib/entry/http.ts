/**
 * The one wrapper of HTTP functions. For each request, in this order: trace, wall, key, rate limit, role, input,
 * workspace, idempotency, the endpoint's own verb, the answer, one log line. A request that is refused at one step has
 * not reached the next.
 */
import type { Context } from '@netlify/functions'
import { cors } from 'hono/cors'
import { Hono } from 'hono/tiny'
import { AppError } from '../platform/errors.ts'
import { continueTrace, type Trace, traceparent } from '../platform/trace.ts'
import { canonicalPath } from './aliases.ts'
import { bareLog, instanceApp } from './app.ts'
import type { Endpoint } from './endpoint.ts'
import { asAppError, problemResponse } from './problem.ts'
import { type Incoming, refuse, serve } from './serve.ts'

export type HttpFunction = ((request: Request, context?: Partial<Context>) => Promise<Response>) & {
  endpoints: readonly Endpoint[]
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Ids in the path, under the names that log lines have for them. What is no id may be anything, and is not logged. */
const loggedParams = (path: string, params: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(params)
      .filter(([, value]) => UUID.test(value))
      .map(([name, value]) => [name === 'id' && path.startsWith('/api/v1/documents/') ? 'document_id' : name, value]),
  )

type Bindings = Omit<Incoming, 'request' | 'params'>

function router(endpoints: readonly Endpoint[]) {
  const hono = new Hono<{ Bindings: Bindings }>()
  hono.use(async (c, next) => {
    const origin = c.env.app.config.CORS_ORIGINS
    if (origin.length === 0) return next()
    return cors({
      origin,
      allowMethods: ['GET', 'POST', 'PUT', 'DELETE'],
      allowHeaders: ['authorization', 'content-type', 'idempotency-key', 'traceparent', 'last-event-id'],
      exposeHeaders: [
        'traceparent',
        'x-trace-id',
        'idempotent-replayed',
        'ratelimit',
        'ratelimit-policy',
        'retry-after',
        'content-disposition',
      ],
      maxAge: 600,
    })(c, next)
  })
  for (const endpoint of endpoints)
    hono.on(endpoint.method, [endpoint.path], (c) => {
      const params = c.req.param() as Record<string, string>
      c.env.line.log = c.env.line.log.with({ route: endpoint.path, ...loggedParams(endpoint.path, params) })
      return serve(endpoint, { ...c.env, request: c.req.raw, params })
    })
  hono.onError((error, c) => refuse(error, c.env.trace, c.env.line.log))
  hono.notFound((c) => {
    const methods = endpoints.filter(({ path }) => matches(path, c.req.path)).map(({ method }) => method)
    const response = problemResponse(
      methods.length > 0
        ? new AppError('method_not_allowed', `This path takes ${methods.join(', ')}.`)
        : new AppError('route_not_found'),
      c.env.trace.trace_id,
    )
    if (methods.length > 0) response.headers.set('allow', methods.join(', '))
    return response
  })
  return hono
}

const matches = (pattern: string, path: string): boolean =>
  new RegExp(`^${pattern.replace(/:\w+/g, '[^/]+').replaceAll('.', '\\.')}$`).test(path)

const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'strict-transport-security': 'max-age=31536000',
}

/** A response with what every answer says. One that came from elsewhere may have headers that cannot be changed. */
function complete(answered: Response, trace: Trace): Response {
  const response = new Response(answered.body, answered)
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.headers.set(name, value)
  if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store')
  response.headers.set('traceparent', traceparent(trace))
  response.headers.set('x-trace-id', trace.trace_id)
  return response
}

type Answering = { request: Request; context: Partial<Context>; trace: Trace }

async function answer(hono: ReturnType<typeof router>, { request, context, trace }: Answering): Promise<Response> {
  const startedAt = performance.now()
  const app = instanceApp()
  const requestId = context.requestId ?? trace.span_id
  const line = { log: app.log.with({ trace_id: trace.trace_id, request_id: requestId }) }
  const url = new URL(request.url)
  url.pathname = canonicalPath(url.pathname)
  const canonical = new Request(url, request)
  const response = await hono.fetch(canonical, { app, trace, line, ...(context.ip ? { ip: context.ip } : {}) })
  line.log.info('request', {
    method: request.method,
    status: response.status,
    duration_ms: Math.round(performance.now() - startedAt),
  })
  return response
}

/** Makes a Netlify function of endpoints. */
export function endpoints(...list: Endpoint[]): HttpFunction {
  const hono = router(list)
  const handler = async (request: Request, context: Partial<Context> = {}): Promise<Response> => {
    const trace = continueTrace(request.headers.get('traceparent'))
    const answered = await answer(hono, { request, context, trace }).catch((error: unknown) => {
      // There is no App, and with it no log, where the settings are wrong: Netlify keeps what is written here.
      bareLog.error('a request could not be taken', { trace_id: trace.trace_id, error })
      return problemResponse(asAppError(error), trace.trace_id)
    })
    return complete(answered, trace)
  }
  return Object.assign(handler, { endpoints: list })
}
