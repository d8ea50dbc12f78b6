import type { App } from '../platform/context.ts'
import { continueTrace } from '../platform/trace.ts'
import { instanceApp } from './app.ts'

/** A scheduled function has 30 s; what is not done by then is done at the next run. */
const TIME_LIMIT_MS = 30_000
const RESERVE_MS = 5_000

type Cron = { name: string; handle(app: App, deadline: Date): Promise<Record<string, unknown>> }

/** The wrapper of what runs on a clock: a deadline, one log line with what was done, and never a half-told failure. */
export function cron({ name, handle }: Cron): (request: Request) => Promise<Response> {
  return async () => {
    const app = instanceApp()
    const startedAt = app.now()
    const trace = continueTrace(undefined)
    const log = app.log.with({ cron: name, trace_id: trace.trace_id })
    try {
      const done = await handle(app, new Date(startedAt.getTime() + TIME_LIMIT_MS - RESERVE_MS))
      log.info('cron', { ...done, duration_ms: app.now().getTime() - startedAt.getTime() })
      return new Response(null, { status: 204 })
    } catch (error) {
      log.error('a cron failed; the next run goes on', { error })
      return new Response(null, { status: 500 })
    }
  }
}
