import { afterCommit, scopeOf, type Tx } from '../platform/database.ts'
import { AppError } from '../platform/errors.ts'
import { seal } from '../platform/seal.ts'
import { endExecution } from './store.ts'

/**
 * The last line of a verb's transaction: what it returns is the answer to the request, now and when it is repeated.
 * Without a claim it only returns its argument. Throws 409 when another execution took the claim over meanwhile, and
 * with it the change is rolled back: only one of them may be made.
 */
export async function conclude<T>(tx: Tx, result: T): Promise<T> {
  const { ctx } = scopeOf(tx)
  const { claim } = ctx
  if (!claim) return result
  const text = JSON.stringify({ result })
  const response = claim.seal ? seal(ctx.app.config, text) : text
  if (!(await endExecution(tx, claim, { state: 'completed', response })))
    throw new AppError('idempotency_in_progress', undefined, { retryAfterSeconds: 1 })
  // Not before the commit: a transaction that fails after this line has concluded nothing.
  afterCommit(tx, async () => {
    claim.completed = true
  })
  return result
}
