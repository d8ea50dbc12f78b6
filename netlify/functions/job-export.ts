import type { Config } from '@netlify/functions'
import * as z from 'zod/mini'
import { endpoint } from '../../lib/entry/endpoint.ts'
import { endpoints } from '../../lib/entry/http.ts'
import { JobId } from '../../lib/entry/parameters.ts'
import type { Ctx } from '../../lib/platform/context.ts'
import type { ErrorCode } from '../../lib/platform/error-codes.ts'
import { type ChosenExport, chooseExport, ExportRequest, openExport } from '../../lib/schedules/export.ts'

const errors: ErrorCode[] = ['job_not_found', 'job_not_finished', 'schedule_unknown', 'export_empty']
const produces = [
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'text/csv',
  'application/json',
  'application/zip',
]
const answer = async (ctx: Ctx, chosen: ChosenExport) => ({ kind: 'file' as const, ...(await openExport(ctx, chosen)) })

const byBody = endpoint({
  permission: 'jobs:export',
  method: 'POST',
  path: '/api/v1/jobs/:job_id/export',
  summary: 'Schedules as a file',
  description:
    'A CSV of several schedules is a zip, one file a schedule. A repeated request makes the same file again.',
  params: JobId,
  body: ExportRequest,
  produces,
  errors,
  handle: (ctx, { params, body }) => chooseExport(ctx, params.job_id, body),
  answer,
})

const byQuery = endpoint({
  permission: 'jobs:export',
  method: 'GET',
  path: '/api/v1/jobs/:job_id/export',
  summary: 'Schedules as a file, for a link',
  params: JobId,
  query: () =>
    z.strictObject({
      format: ExportRequest().shape.format,
      schedule_ids: z
        .optional(
          z.pipe(
            z.pipe(
              z.string(),
              z.transform((text) => text.split(',')),
            ),
            z.array(z.uuid()).check(z.minLength(1)),
          ),
        )
        .register(z.globalRegistry, { description: 'Ids, separated by commas.' }),
    }),
  produces,
  errors,
  handle: (ctx, { params, query }) => chooseExport(ctx, params.job_id, query),
  answer,
})

export default endpoints(byBody, byQuery)

export const config: Config = {
  path: ['/api/v1/jobs/:job_id/export', '/api/jobs/:job_id/export', '/v1/jobs/:job_id/export'],
}
