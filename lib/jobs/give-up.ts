import { settleCost } from '../costs/record.ts'
import type { Ctx } from '../platform/context.ts'
import { inTransaction } from '../platform/database.ts'
import { failJob } from './end.ts'
import { MAX_RECEIVES } from './messages.ts'
import { lockJob } from './store.ts'

type Letter = { kind: 'extract' | 'assemble' | 'cost'; job_id: string }

/**
 * Handles what was received as often as allowed without success, which may mean that no handler ever ran to its end.
 * The job ends FAILED, and with it its other chunks stop; a cost is settled here, since money is never given up.
 */
export async function giveUp(ctx: Ctx, { kind, job_id }: Letter): Promise<void> {
  if (kind === 'cost') return settleCost(ctx, job_id)
  await inTransaction(ctx, async (tx) => {
    const job = await lockJob(tx, job_id)
    if (!job) return
    const detail = `A worker took ${kind === 'extract' ? 'pages' : 'the assembly'} of this job ${MAX_RECEIVES} times without success.`
    await failJob(tx, job, { code: 'job_attempts_exhausted', detail })
  })
}
