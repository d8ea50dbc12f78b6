import type { App, Ctx } from '../platform/context.ts'
import { AppError } from '../platform/errors.ts'
import type { Log } from '../platform/log.ts'
import type { Trace } from '../platform/trace.ts'
import { authenticate, keyIn } from '../tenancy/authenticate.ts'
import { may } from '../tenancy/permissions.ts'
import { narrowToWorkspace } from '../tenancy/workspace.ts'
import { isAnswer, plainResponse } from './answer.ts'
import type { Endpoint, OpenEndpoint, TenantEndpoint } from './endpoint.ts'
import { execute } from './execute.ts'
import { readInput } from './input.ts'
import { asAppError, problemResponse } from './problem.ts'
import { limitHeaders, refuseOverLimit } from './rate-limit.ts'
import { sameSecret } from './same-secret.ts'
import { refuseWithoutWall } from './wall.ts'

export type Incoming = {
  app: App
  trace: Trace
  /** The log of the request; whoever learns more about it adds that for every later line. */
  line: { log: Log }
  request: Request
  params: Record<string, string>
  ip?: string
}

async function serveTenant(endpoint: TenantEndpoint, incoming: Incoming): Promise<Response> {
  const { app, request, line } = incoming
  const key = keyIn(request.headers.get('authorization'))
  await refuseWithoutWall(app)
  const { actor, tenant } = await authenticate(app, key)
  line.log = line.log.with({ company_id: tenant.company_id, member_id: actor.member_id, key_id: actor.id })
  const verdict = await (await app.cache()).limit(actor.id, app.config.RATE_LIMIT_PER_MINUTE)
  try {
    refuseOverLimit(verdict)
    if (!may(actor.role, endpoint.permission))
      throw new AppError('role_too_low', `This needs the permission ${endpoint.permission}.`)
    const input = await readInput(endpoint, request, incoming.params)
    const ip = incoming.ip ? { ip_address: incoming.ip } : {}
    const whole: Ctx = { app, tenant, actor, trace: incoming.trace, log: line.log, ...ip }
    const ctx = { ...whole, tenant: await narrowToWorkspace(whole, input.workspaceId) }
    const response = await execute(ctx, endpoint, input)
    for (const [name, value] of limitHeaders(verdict)) response.headers.set(name, value)
    return response
  } catch (error) {
    const response = refuse(error, incoming.trace, line.log)
    for (const [name, value] of limitHeaders(verdict)) response.headers.set(name, value)
    return response
  }
}

async function serveOpen(endpoint: OpenEndpoint, { app, request, line }: Incoming): Promise<Response> {
  if (endpoint.access === 'internal') {
    const { INTERNAL_TOKEN } = app.config
    if (!INTERNAL_TOKEN) throw new AppError('route_not_found')
    if (!sameSecret(request.headers.get('x-internal-token'), INTERNAL_TOKEN)) throw new AppError('internal_token_wrong')
  }
  const answer = await endpoint.handle({ app, log: line.log, headers: request.headers })
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
export function refuse(error: unknown, trace: Trace, log: Log): Response {
  const refusal = asAppError(error)
  if (refusal.status >= 500) log.error('a request failed', { code: refusal.code, error: refusal.cause ?? refusal })
  else log.info('a request was refused', { code: refusal.code, detail: refusal.detail })
  return problemResponse(refusal, trace.trace_id)
}

/** Answers a request that has found its endpoint; every refusal becomes a problem. */
export async function serve(endpoint: Endpoint, incoming: Incoming): Promise<Response> {
  try {
    return await (endpoint.access === 'tenant' ? serveTenant(endpoint, incoming) : serveOpen(endpoint, incoming))
  } catch (error) {
    return refuse(error, incoming.trace, incoming.line.log)
  }
}
