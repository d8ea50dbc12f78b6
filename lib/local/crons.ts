/**
 * Fires the functions that run on a clock, in UTC, as Netlify does. A run that is due while the last one of the same
 * function still goes is left out, where Netlify would let them overlap. Their 30 seconds are not enforced.
 */
import { randomUUID } from 'node:crypto'
import { Cron } from 'croner'
import type { LoadedFunction } from './load-functions.ts'
import { createInvocation, netlifyHeaders } from './netlify-context.ts'

export type Crons = {
  /** Fires nothing more, and resolves when the runs that go have finished. */
  stop(): Promise<void>
  /**
   * Runs one function now, after its current run; resolves when it has finished, `waitUntil` work included. Rejects
   * with what it threw, or when it answered with an error status.
   */
  fire(name: string): Promise<void>
}

type Entry = { run: () => Promise<void>; job: Cron; last: Promise<void>; busy: boolean }

/**
 * Starts the clock for every function with a `schedule`: five fields, or a nickname such as `@hourly`.
 * Paused, they are fired by hand alone. `onError` is told what goes wrong in runs that the clock began. Throws for an expression that Netlify would refuse.
 */
export function startCrons(
  functions: LoadedFunction[],
  { onError, paused = false }: { onError: (error: unknown, name: string) => void; paused?: boolean },
): Crons {
  const entries = new Map<string, Entry>()
  for (const { name, handler, schedule } of functions) {
    if (!schedule) continue
    const job = new Cron(schedule, { mode: '5-part', timezone: 'UTC', unref: true, paused }, () => {
      if (!entry.busy) begin(entry).catch((error: unknown) => onError(error, name))
    })
    const entry: Entry = { run: () => runOnce(name, handler, job), job, last: Promise.resolve(), busy: false }
    entries.set(name, entry)
  }
  return {
    stop: async () => {
      for (const { job } of entries.values()) job.stop()
      await Promise.all([...entries.values()].map(({ last }) => last))
    },
    fire: async (name) => {
      const entry = entries.get(name)
      if (!entry) throw new Error(`no cron is called ${name}; there are: ${[...entries.keys()].join(', ') || 'none'}`)
      await begin(entry)
    },
  }
}

function begin(entry: Entry): Promise<void> {
  entry.busy = true
  const run = entry.last.then(entry.run)
  const last = run
    .catch(() => {})
    .then(() => {
      if (entry.last === last) entry.busy = false
    })
  entry.last = last
  return run
}

async function runOnce(name: string, handler: LoadedFunction['handler'], job: Cron): Promise<void> {
  const request = new Request(`http://localhost/.netlify/functions/${name}`, {
    method: 'POST',
    headers: [
      ...netlifyHeaders('127.0.0.1', randomUUID()),
      ['content-type', 'application/json'],
      ['user-agent', 'Netlify Clockwork'],
      ['x-nf-event', 'schedule'],
    ],
    body: JSON.stringify({ next_run: job.nextRun()?.toISOString() }),
  })
  const afterwards: Promise<unknown>[] = []
  const { context } = createInvocation({ request, params: {}, keep: (promise) => afterwards.push(promise) })
  const result = await handler(request, context)
  await Promise.all(afterwards)
  if (result instanceof Response && result.status >= 400) throw new Error(`${name} answered ${result.status}`)
}
