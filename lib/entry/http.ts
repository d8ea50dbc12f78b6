/**
 * The one wrapper of HTTP functions. For each request, in this order: trace, wall, key, rate limit, role, workspace,
 * input, idempotency, the endpoint's own verb, the answer, one log line. A request that is refused at one step has
 * not reached the next.
 */
import type { Context } from '@netlify/functions'
import { cors } from 'hono/cors'
import { Hono } from 'hono/tiny'
import type { App, Ctx } from '../platform/context.ts'
import { AppError } from '../platform/errors.ts'
import type { Log } from '../platform/log.ts'
import { continueTrace, type Trace, traceparent } from '../platform/trace.ts'
import { authenticate } from '../tenancy/authenticate.ts'
import { may } from '../tenancy/permissions.ts'
import { narrowToWorkspace } from '../tenancy/workspace.ts'
import { canonicalPath } from './aliases.ts'
import { isAnswer, plainResponse } from './answer.ts'
import { instanceApp } from './app.ts'
import type { Endpoint, OpenEndpoint, TenantEndpoint } from './endpoint.ts'
import { execute } from './execute.ts'
import { readInput } from './input.ts'
import { asAppError, problemResponse } from './problem.ts'
import { limitHeaders, refuseOverLimit } from './rate-limit.ts'
import { sameSecret } from './same-secret.ts'
import { refuseWithoutWall } from './wall.ts'

export type HttpFunction = ((request: Request, context?: Partial<Context>) => Promise<Response>) & {
  endpoints: readonly Endpoint[]
}

type Incoming = { app: App; trace: Trace; log: Log; request: Request; params: Record<string, string>; ip?: string }

async function serveTenant(endpoint: TenantEndpoint, incoming: Incoming): Promise<Response> {
  const { app, request } = incoming
  await refuseWithoutWall(app)
  const { actor, tenant } = await authenticate(app, request.headers.get('authorization'))
  const verdict = await (await app.cache()).limit(actor.id, app.config.RATE_LIMIT_PER_MINUTE)
  const log = incoming.log.with({ company_id: tenant.company_id, member_id: actor.member_id, key_id: actor.id })
  try {
    refuseOverLimit(verdict)
    if (!may(actor.role, endpoint.permission))
      throw new AppError('role_too_low', `This needs the permission ${endpoint.permission}.`)
    const input = await readInput(endpoint, request, incoming.params)
    const ctx: Ctx = {
      app,
      tenant: narrowToWorkspace(tenant, input.workspaceId),
      actor,
      trace: incoming.trace,
      log,
      ...(incoming.ip ? { ip_address: incoming.ip } : {}),
    }
    const response = await execute(ctx, endpoint, input)
    for (const [name, value] of limitHeaders(verdict)) response.headers.set(name, value)
    return response
  } catch (error) {
    const response = refuse(error, incoming.trace, log)
    for (const [name, value] of limitHeaders(verdict)) response.headers.set(name, value)
    return response
  }
}

async function serveOpen(endpoint: OpenEndpoint, { app, request, log }: Incoming): Promise<Response> {
  if (endpoint.access === 'internal') {
    const { INTERNAL_TOKEN } = app.config
    if (!INTERNAL_TOKEN) throw new AppError('route_not_found')
    if (!sameSecret(request.headers.get('x-internal-token'), INTERNAL_TOKEN)) throw new AppError('internal_token_wrong')
  }
  const answer = await endpoint.handle({ app, log, headers: request.headers })
  if (isAnswer(answer)) {
    if (answer.kind === 'file') throw new Error('files belong to a tenant')
    return plainResponse(answer)
  }
  return new Response(JSON.stringify(answer.body), {
    status: answer.status ?? 200,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  })
}

/** The refusal that a client sees; its cause is logged, and only what we did not expect is an error to us. */
function refuse(error: unknown, trace: Trace, log: Log): Response {
  const refusal = asAppError(error)
  if (refusal.status >= 500) log.error('a request failed', { code: refusal.code, error: refusal.cause ?? refusal })
  else log.info('a request was refused', { code: refusal.code, detail: refusal.detail })
  return problemResponse(refusal, trace.trace_id)
}

async function serve(endpoint: Endpoint, incoming: Incoming): Promise<Response> {
  try {
    return await (endpoint.access === 'tenant' ? serveTenant(endpoint, incoming) : serveOpen(endpoint, incoming))
  } catch (error) {
    return refuse(error, incoming.trace, incoming.log)
  }
}

/** Ids in the path, under the names that log lines have for them. */
const loggedParams = (params: Record<string, string>) =>
  Object.fromEntries(Object.entries(params).filter(([name]) => name.endsWith('_id') || name === 'id'))

type Bindings = { app: App; trace: Trace; log: Log; ip?: string }

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
      ],
      maxAge: 600,
    })(c, next)
  })
  for (const endpoint of endpoints)
    hono.on(endpoint.method, [endpoint.path], (c) => {
      const params = c.req.param() as Record<string, string>
      const log = c.env.log.with({ route: endpoint.path, ...loggedParams(params) })
      return serve(endpoint, { ...c.env, log, request: c.req.raw, params })
    })
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

/** Makes a Netlify function of endpoints. */
export function endpoints(...list: Endpoint[]): HttpFunction {
  const hono = router(list)
  const handler = async (request: Request, context: Partial<Context> = {}): Promise<Response> => {
    const startedAt = performance.now()
    const app = instanceApp()
    const trace = continueTrace(request.headers.get('traceparent'))
    const requestId = context.requestId ?? trace.span_id
    const log = app.log.with({ trace_id: trace.trace_id, request_id: requestId })
    const url = new URL(request.url)
    url.pathname = canonicalPath(url.pathname)
    const canonical = new Request(url, request)
    const answered = await hono.fetch(canonical, { app, trace, log, ...(context.ip ? { ip: context.ip } : {}) })
    // A response that came from elsewhere may have headers that cannot be changed.
    const response = new Response(answered.body, answered)
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.headers.set(name, value)
    response.headers.set('traceparent', traceparent(trace))
    response.headers.set('x-trace-id', trace.trace_id)
    log.info('request', {
      method: request.method,
      path: url.pathname,
      status: response.status,
      duration_ms: Math.round(performance.now() - startedAt),
    })
    return response
  }
  return Object.assign(handler, { endpoints: list })
}
