import type { Config } from '@netlify/functions'
import * as z from 'zod/mini'
import { endpoint } from '../../lib/entry/endpoint.ts'
import { endpoints } from '../../lib/entry/http.ts'
import { JobId } from '../../lib/entry/parameters.ts'
import { Selection, selectSchedules } from '../../lib/jobs/select-schedules.ts'
import { Split, splitSchedule } from '../../lib/jobs/split-schedule.ts'
import { getSchedule, listSchedules } from '../../lib/schedules/read.ts'
import { ScheduleDetail, ScheduleList } from '../../lib/schedules/schedule.ts'

const list = endpoint({
  permission: 'jobs:read',
  method: 'GET',
  path: '/api/v1/jobs/:job_id/schedules',
  summary: 'The schedules that a job found, in the order of the document',
  params: JobId,
  response: ScheduleList,
  errors: ['job_not_found', 'job_not_finished'],
  handle: (ctx, { params }) => listSchedules(ctx, params.job_id),
})

const get = endpoint({
  permission: 'jobs:read',
  method: 'GET',
  path: '/api/v1/jobs/:job_id/schedules/:schedule_id',
  summary: 'A schedule with its cells',
  params: () => z.extend(JobId(), { schedule_id: z.uuid() }),
  response: ScheduleDetail,
  errors: ['job_not_found', 'job_not_finished', 'schedule_not_found'],
  handle: (ctx, { params }) => getSchedule(ctx, params.job_id, params.schedule_id),
})

const select = endpoint({
  permission: 'jobs:export',
  method: 'PUT',
  path: '/api/v1/jobs/:job_id/schedules/selection',
  summary: 'Choose what an export takes when it names no schedules',
  params: JobId,
  body: Selection,
  response: ScheduleList,
  errors: ['job_not_found', 'job_not_finished', 'schedule_unknown'],
  handle: (ctx, { params, body }) => selectSchedules(ctx, params.job_id, body),
})

const split = endpoint({
  permission: 'jobs:run',
  method: 'PUT',
  path: '/api/v1/jobs/:job_id/schedules/:schedule_id/split',
  summary: 'Take apart a schedule that was joined over page breaks',
  description:
    'Schedules of their own begin on `pages`, or on every page that was joined when it is left out. They stand in the place of the schedule, whose id is no longer found, and are selected if it was.',
  params: () => z.extend(JobId(), { schedule_id: z.uuid() }),
  body: Split,
  response: ScheduleList,
  errors: [
    'job_not_found',
    'job_not_finished',
    'schedule_not_found',
    'schedule_not_joined',
    'schedule_already_split',
    'split_page_unknown',
  ],
  handle: (ctx, { params, body }) => splitSchedule(ctx, params.job_id, params.schedule_id, body),
})

export default endpoints(list, select, get, split)

export const config: Config = {
  path: [
    '/api/v1/jobs/:job_id/schedules',
    '/api/jobs/:job_id/schedules',
    '/v1/jobs/:job_id/schedules',
    '/api/v1/jobs/:job_id/schedules/selection',
    '/api/jobs/:job_id/schedules/selection',
    '/v1/jobs/:job_id/schedules/selection',
    '/api/v1/jobs/:job_id/schedules/:schedule_id',
    '/api/jobs/:job_id/schedules/:schedule_id',
    '/v1/jobs/:job_id/schedules/:schedule_id',
    '/api/v1/jobs/:job_id/schedules/:schedule_id/split',
    '/api/jobs/:job_id/schedules/:schedule_id/split',
    '/v1/jobs/:job_id/schedules/:schedule_id/split',
  ],
}
