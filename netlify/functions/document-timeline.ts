import type { Config } from '@netlify/functions'
import { listDocumentEvents } from '../../lib/audit/list.ts'
import { endpoint } from '../../lib/entry/endpoint.ts'
import { EventPage } from '../../lib/entry/event-page.ts'
import { endpoints } from '../../lib/entry/http.ts'
import { Id, PageQuery } from '../../lib/entry/parameters.ts'

export default endpoints(
  endpoint({
    permission: 'events:read',
    method: 'GET',
    path: '/api/v1/documents/:id/timeline',
    summary: 'All that happened to a document and its jobs, oldest first',
    params: Id,
    query: PageQuery,
    response: EventPage,
    errors: ['document_not_found', 'cursor_invalid'],
    handle: (ctx, { params, query }) => listDocumentEvents(ctx, params.id, query),
  }),
)

export const config: Config = { path: ['/api/v1/documents/:id/timeline', '/v1/documents/:id/timeline'] }
