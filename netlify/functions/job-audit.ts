import type { Config } from '@netlify/functions'
import { listJobEvents } from '../../lib/audit/list.ts'
import { endpoint } from '../../lib/entry/endpoint.ts'
import { EventPage } from '../../lib/entry/event-page.ts'
import { endpoints } from '../../lib/entry/http.ts'
import { JobId, PageQuery } from '../../lib/entry/parameters.ts'

export default endpoints(
  endpoint({
    permission: 'events:read',
    method: 'GET',
    path: '/api/v1/jobs/:job_id/audit',
    summary: 'Audit trail of a job, oldest first',
    params: JobId,
    query: PageQuery,
    response: EventPage,
    errors: ['job_not_found', 'cursor_invalid'],
    handle: (ctx, { params, query }) => listJobEvents(ctx, params.job_id, query),
  }),
)

export const config: Config = {
  path: ['/api/v1/jobs/:job_id/audit', '/api/jobs/:job_id/audit', '/v1/jobs/:job_id/audit'],
}
