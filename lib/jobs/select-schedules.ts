import * as z from 'zod/mini'
import { recordEvent } from '../audit/record.ts'
import { conclude } from '../idempotency/conclude.ts'
import type { Ctx } from '../platform/context.ts'
import { inTransaction } from '../platform/database.ts'
import { AppError, fail, notFound } from '../platform/errors.ts'
import { once } from '../platform/once.ts'
import { listSchedulesOf } from '../schedules/read.ts'
import type { ScheduleList } from '../schedules/schedule.ts'
import { refsOf } from './event-refs.ts'
import { lockJob, updateJob } from './store.ts'

export const Selection = once(() => z.strictObject({ schedule_ids: z.array(z.uuid()).check(z.maxLength(10_000)) }))
export type Selection = z.output<ReturnType<typeof Selection>>

/** Sets what an export takes when it names no schedules. */
export const selectSchedules = (ctx: Ctx, jobId: string, { schedule_ids }: Selection): Promise<ScheduleList> =>
  inTransaction(ctx, async (tx) => {
    const job = (await lockJob(tx, jobId)) ?? fail(notFound('job', jobId))
    const { schedules } = await listSchedulesOf(tx, jobId)
    const unknown = schedule_ids.find((id) => !schedules.some((schedule) => schedule.id === id))
    if (unknown) throw new AppError('schedule_unknown', `Schedule ${unknown} is not one of this job.`)
    await updateJob(tx, jobId, { selected_schedule_ids: schedule_ids })
    await recordEvent(tx, 'job.selection_changed', {
      ...refsOf(job),
      metadata: { before: job.selected_schedule_ids, after: schedule_ids },
    })
    return conclude(tx, await listSchedulesOf(tx, jobId))
  })
