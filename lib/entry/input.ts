import * as z from 'zod/mini'
import { fingerprintOf } from '../idempotency/claim.ts'
import { AppError } from '../platform/errors.ts'
import { once } from '../platform/once.ts'
import { type TenantEndpoint, takesBody } from './endpoint.ts'
import { parseWith, readForm, readJson } from './request-body.ts'

const Nothing = once(() => z.strictObject({}))

/** The query parameters that every endpoint takes. */
const CommonQuery = once(() => z.object({ workspace_id: z.optional(z.uuid()) }))

export type Input = {
  params: unknown
  query: unknown
  body: unknown
  workspaceId: string | undefined
  idempotency: { key: string; fingerprint: Buffer } | undefined
}

/** The key in the header (a structured string of the IETF draft, or bare) or in the query. */
function idempotencyKey(request: Request, url: URL): string | undefined {
  const given = request.headers.get('idempotency-key') ?? url.searchParams.get('idempotency_key')
  if (given === null) return undefined
  const key = given.trim().replace(/^"(.*)"$/, '$1')
  if (key.length === 0 || key.length > 255)
    throw new AppError('idempotency_key_invalid', 'An idempotency key has 1 to 255 characters.')
  return key
}

function queryOf(url: URL): Record<string, string> {
  const query = Object.fromEntries(url.searchParams)
  delete query.idempotency_key
  return query
}

/** Parses all that a request brings; throws 400, 413, 415 and 422. */
export async function readInput(
  endpoint: TenantEndpoint,
  request: Request,
  pathParams: Record<string, string>,
): Promise<Input> {
  const url = new URL(request.url)
  const key = idempotencyKey(request, url)
  const { workspace_id, ...ownQuery } = queryOf(url)
  const params = parseWith((endpoint.params ?? Nothing)(), pathParams, 'path')
  const query = parseWith((endpoint.query ?? Nothing)(), ownQuery, 'query')
  const { workspace_id: workspaceId } = parseWith(CommonQuery(), { workspace_id }, 'query')
  const writes = takesBody(endpoint)
  const { body, raw } = writes ? await bodyOf(endpoint, request) : { body: undefined, raw: undefined }
  const fingerprint = fingerprintOf([url.pathname, ownQuery, workspaceId ?? null, raw ?? null])
  return { params, query, body, workspaceId, idempotency: writes && key ? { key, fingerprint } : undefined }
}

async function bodyOf(endpoint: TenantEndpoint, request: Request): Promise<{ body: unknown; raw: unknown }> {
  if (endpoint.form) {
    const body = await readForm(request, endpoint.form)
    return { body, raw: endpoint.form.fingerprint(body) }
  }
  const raw = await readJson(request)
  if (endpoint.body) return { body: parseWith(endpoint.body(), raw === undefined ? {} : raw, 'body'), raw }
  if (raw !== undefined) parseWith(Nothing(), raw, 'body')
  return { body: undefined, raw }
}
