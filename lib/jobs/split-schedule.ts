import * as z from 'zod/mini'
import { recordEvent } from '../audit/record.ts'
import { conclude } from '../idempotency/conclude.ts'
import type { Ctx } from '../platform/context.ts'
import { inTransaction } from '../platform/database.ts'
import { fail, notFound } from '../platform/errors.ts'
import { once } from '../platform/once.ts'
import { getFinishedJob, listSchedulesOf } from '../schedules/read.ts'
import type { ScheduleList } from '../schedules/schedule.ts'
import { refsOf } from './event-refs.ts'
import { lockJob, updateJob } from './store.ts'

export const Split = once(() =>
  z.strictObject({ pages: z.optional(z.array(z.int().check(z.gte(1))).check(z.minLength(1), z.maxLength(10_000))) }),
)
export type Split = z.output<ReturnType<typeof Split>>

/** Takes apart a schedule that was joined over page breaks; returns the schedules that the job has then. */
export async function splitSchedule(
  ctx: Ctx,
  jobId: string,
  scheduleId: string,
  { pages }: Split,
): Promise<ScheduleList> {
  // With all that proves sums: what only lists schedules does without.
  const { splitStoredSchedule } = await import('../schedules/split.ts')
  return inTransaction(ctx, async (tx) => {
    const job = (await lockJob(tx, jobId)) ?? fail(notFound('job', jobId))
    await getFinishedJob(tx, jobId)
    const into = await splitStoredSchedule(tx, job, scheduleId, pages)
    const selected = job.selected_schedule_ids
    if (selected)
      await updateJob(tx, jobId, {
        selected_schedule_ids: selected.flatMap((id) => (id === scheduleId ? into : [id])),
      })
    await recordEvent(tx, 'job.schedule_split', { ...refsOf(job), metadata: { schedule_id: scheduleId, into } })
    return conclude(tx, await listSchedulesOf(tx, jobId))
  })
}
