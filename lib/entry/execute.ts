import { claimKey, releaseClaim, type Stored, storeRefusal } from '../idempotency/claim.ts'
import type { Ctx } from '../platform/context.ts'
import type { ErrorCode } from '../platform/error-codes.ts'
import { AppError, type FieldError } from '../platform/errors.ts'
import { answerResponse, jsonResponse } from './answer.ts'
import type { TenantEndpoint } from './endpoint.ts'
import type { Input } from './input.ts'
import { problemResponse } from './problem.ts'
import { parseWith } from './request-body.ts'

/** The answer of a result: the same whether the verb has just made it or it was stored by an earlier request. */
async function respond(ctx: Ctx, endpoint: TenantEndpoint, result: unknown): Promise<Response> {
  if (endpoint.answer) return answerResponse(ctx, await endpoint.answer(ctx, result))
  const text = JSON.stringify(result)
  return jsonResponse(ctx, endpoint.status ?? 200, text)
}

async function replay(ctx: Ctx, endpoint: TenantEndpoint, stored: Stored): Promise<Response> {
  if ('refusal' in stored) {
    const { code, detail, errors } = stored.refusal
    ctx.log.info('a refusal was replayed', { code, detail })
    const refusal = new AppError(code as ErrorCode, detail, errors ? { errors: errors as FieldError[] } : {})
    return markReplayed(problemResponse(refusal, ctx.trace.trace_id))
  }
  return markReplayed(await respond(ctx, endpoint, stored.result))
}

function markReplayed(response: Response): Response {
  response.headers.set('idempotent-replayed', 'true')
  return response
}

/** In the embedded stack an answer that breaks the contract is a failure; a deployment rather answers. */
function holdToContract(ctx: Ctx, endpoint: TenantEndpoint, result: unknown): void {
  if (endpoint.response && ctx.app.config.KEY_ENVIRONMENT === 'test') parseWith(endpoint.response(), result, 'answer')
}

/** Runs the verb, once for an idempotency key. */
export async function execute(ctx: Ctx, endpoint: TenantEndpoint, input: Input): Promise<Response> {
  const run = async (as: Ctx): Promise<unknown> => {
    const result = await endpoint.handle(as, { params: input.params, query: input.query, body: input.body })
    holdToContract(as, endpoint, result)
    return result
  }
  if (!input.idempotency) return respond(ctx, endpoint, await run(ctx))

  const home = endpoint.idempotency?.home ?? 'region'
  const request = { scope: ctx.actor.id, operation: `${endpoint.method} ${endpoint.path}`, ...input.idempotency }
  const outcome = await claimKey(ctx, request, { home, seal: endpoint.idempotency?.seal ?? false })
  if (outcome.kind === 'replay') return replay(ctx, endpoint, outcome.stored)
  const { claim } = outcome
  try {
    const result = await run({ ...ctx, claim })
    if (!claim.completed) throw new Error(`${request.operation} ended without concluding its idempotency record`)
    return await respond(ctx, endpoint, result)
  } catch (error) {
    if (!claim.completed) await endClaim(ctx, claim, home, error)
    throw error
  }
}

type EndClaim = Parameters<typeof storeRefusal>

/** A refusal is an answer and is kept; a failure is none, and the key may be used again. */
async function endClaim(ctx: Ctx, claim: EndClaim[1], home: EndClaim[2], error: unknown): Promise<void> {
  const isAnswer = error instanceof AppError && !error.retryable && error.code !== 'idempotency_in_progress'
  try {
    await (isAnswer ? storeRefusal(ctx, claim, home, error) : releaseClaim(ctx, claim, home))
  } catch (failure) {
    // The claim runs out by itself; the request's own error matters more.
    ctx.log.warn('an idempotency record could not be ended', { error: failure })
  }
}
