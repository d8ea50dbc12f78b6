import type { Config } from '@netlify/functions'
import * as z from 'zod/mini'
import { endpoint } from '../../lib/entry/endpoint.ts'
import { endpoints } from '../../lib/entry/http.ts'
import { JobId, PageQuery, pageShape } from '../../lib/entry/parameters.ts'
import { cancelJob } from '../../lib/jobs/cancel.ts'
import { Job, JobDetail } from '../../lib/jobs/job.ts'
import { getJob, listJobs } from '../../lib/jobs/read.ts'

const list = endpoint({
  permission: 'jobs:read',
  method: 'GET',
  path: '/api/v1/jobs',
  summary: 'Jobs, newest first',
  query: () => z.extend(PageQuery(), { status: z.optional(Job().shape.status), document_id: z.optional(z.uuid()) }),
  response: pageShape(Job, 'JobPage'),
  errors: ['cursor_invalid'],
  handle: (ctx, { query }) => listJobs(ctx, query),
})

const get = endpoint({
  permission: 'jobs:read',
  method: 'GET',
  path: '/api/v1/jobs/:job_id',
  summary: 'A job, its progress, and the invoice that its document is',
  params: JobId,
  response: JobDetail,
  errors: ['job_not_found'],
  handle: (ctx, { params }) => getJob(ctx, params.job_id),
})

const cancel = endpoint({
  permission: 'jobs:run',
  method: 'POST',
  path: '/api/v1/jobs/:job_id/cancel',
  summary: 'Ask a job to stop',
  description: 'The worker stops before its next page; the job then costs what was read.',
  status: 202,
  params: JobId,
  response: Job,
  errors: ['job_not_found', 'job_state_conflict'],
  handle: (ctx, { params }) => cancelJob(ctx, params.job_id),
})

export default endpoints(list, get, cancel)

export const config: Config = {
  path: [
    '/api/v1/jobs',
    '/api/jobs',
    '/v1/jobs',
    '/api/v1/jobs/:job_id',
    '/api/jobs/:job_id',
    '/v1/jobs/:job_id',
    '/api/v1/jobs/:job_id/cancel',
    '/api/jobs/:job_id/cancel',
    '/v1/jobs/:job_id/cancel',
  ],
}
