import type { Config } from '@netlify/functions'
import { endpoint } from '../../lib/entry/endpoint.ts'
import { endpoints } from '../../lib/entry/http.ts'
import { Id, PageQuery, pageShape } from '../../lib/entry/parameters.ts'
import { ApiKey, CreatedApiKey, createKey, listKeys, NewApiKey, revokeKey } from '../../lib/tenancy/keys.ts'

const create = endpoint({
  permission: 'keys:manage',
  method: 'POST',
  path: '/api/v1/keys',
  summary: 'Make an API key',
  description: 'The key itself is in this answer alone. A key can make none that may do more than itself.',
  status: 201,
  body: NewApiKey,
  response: CreatedApiKey,
  errors: ['role_too_strong', 'member_not_found', 'workspace_not_found'],
  idempotency: { home: 'home', seal: true },
  handle: (ctx, { body }) => createKey(ctx, body),
})

const list = endpoint({
  permission: 'keys:manage',
  method: 'GET',
  path: '/api/v1/keys',
  summary: 'API keys, newest first',
  query: PageQuery,
  response: pageShape(ApiKey, 'ApiKeyPage'),
  errors: ['cursor_invalid'],
  handle: (ctx, { query }) => listKeys(ctx, query),
})

const revoke = endpoint({
  permission: 'keys:manage',
  method: 'DELETE',
  path: '/api/v1/keys/:id',
  summary: 'Revoke an API key',
  params: Id,
  response: ApiKey,
  errors: ['key_not_found'],
  handle: (ctx, { params }) => revokeKey(ctx, params.id),
})

export default endpoints(create, list, revoke)

export const config: Config = { path: ['/api/v1/keys', '/v1/keys', '/api/v1/keys/:id', '/v1/keys/:id'] }
