import * as z from 'zod'
import type { ZodOpenApiOperationObject } from 'zod-openapi'
import { type Endpoint, type TenantEndpoint, takesBody } from '../../lib/entry/endpoint.ts'
import { PERMISSIONS } from '../../lib/tenancy/permissions.ts'
import { responsesOf } from './responses.ts'

const WORKSPACE = z
  .uuid()
  .optional()
  .meta({
    description: 'Of a company key: the workspace to create in, or the one to read from.',
    param: { id: 'workspace_id' },
  })
const KEY_IN_QUERY = z
  .string()
  .min(1)
  .max(255)
  .optional()
  .meta({
    description: 'The same as the header `Idempotency-Key`, for clients that cannot set one.',
    param: { id: 'idempotency_key' },
  })
const KEY_IN_HEADER = z
  .string()
  .min(1)
  .max(255)
  .optional()
  .meta({
    description: 'The same key and the same request get the same answer; what they do is done once.',
    param: { id: 'Idempotency-Key' },
  })
const TRACEPARENT = z
  .string()
  .optional()
  .meta({
    description: 'The trace to continue (W3C Trace Context).',
    param: { id: 'traceparent' },
  })

/** `{id}` for `:id`. */
export const templateOf = ({ path }: Endpoint): string => path.replace(/:(\w+)/g, '{$1}')

/** The resource that an endpoint belongs to: the first word of its path. */
export const tagOf = ({ path }: Endpoint): string => path.split('/')[3]!

const operationIdOf = ({ method, path }: Endpoint): string =>
  [method.toLowerCase(), ...path.split('/').slice(3)].join('_').replace(/[^a-z_]/g, '')

function queryOf(endpoint: TenantEndpoint) {
  const query = endpoint.query?.()
  const own = query instanceof z.core.$ZodObject ? query._zod.def.shape : {}
  const key = takesBody(endpoint) ? { idempotency_key: KEY_IN_QUERY } : {}
  return z.object({ ...own, workspace_id: WORKSPACE, ...key })
}

const headersOf = (endpoint: Endpoint) =>
  z.object({
    ...(endpoint.access === 'tenant' && takesBody(endpoint) ? { 'Idempotency-Key': KEY_IN_HEADER } : {}),
    traceparent: TRACEPARENT,
  })

function bodyOf({ body, form }: TenantEndpoint): Pick<ZodOpenApiOperationObject, 'requestBody'> {
  if (form) return { requestBody: { required: true, content: { 'multipart/form-data': { schema: form.fields() } } } }
  if (!body) return {}
  const schema = body()
  const required = !schema.safeParse({}).success
  return { requestBody: { required, content: { 'application/json': { schema } } } }
}

const described = (endpoint: TenantEndpoint): string =>
  [endpoint.description, `Needs the role \`${PERMISSIONS[endpoint.permission]}\` or a higher one.`]
    .filter(Boolean)
    .join('\n\n')

function tenantOperation(endpoint: TenantEndpoint): Partial<ZodOpenApiOperationObject> {
  const params = endpoint.params?.()
  const path = params instanceof z.core.$ZodObject ? { path: params } : {}
  return {
    description: described(endpoint),
    security: [{ api_key: [] }],
    requestParams: { ...path, query: queryOf(endpoint), header: headersOf(endpoint) },
    ...bodyOf(endpoint),
  }
}

/** One endpoint as OpenAPI has it. */
export function operationOf(endpoint: Endpoint): ZodOpenApiOperationObject {
  const { summary, description } = endpoint
  return {
    operationId: operationIdOf(endpoint),
    tags: [tagOf(endpoint)],
    summary,
    ...(endpoint.access === 'tenant'
      ? tenantOperation(endpoint)
      : {
          ...(description ? { description } : {}),
          security: endpoint.access === 'internal' ? [{ internal_token: [] }] : [],
          requestParams: { header: headersOf(endpoint) },
        }),
    responses: responsesOf(endpoint),
  }
}
