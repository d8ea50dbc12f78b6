import type { Context } from '@netlify/functions'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Crons, startCrons } from '../../lib/local/crons.ts'
import type { FunctionHandler, LoadedFunction } from '../../lib/local/load-functions.ts'

let crons: Crons | undefined
let errors: { error: unknown; name: string }[]

beforeEach(() => {
  errors = []
  vi.useFakeTimers({ now: new Date('2026-03-01T10:59:30Z') })
})
afterEach(async () => {
  await crons?.stop()
  vi.useRealTimers()
})

const cron = (name: string, schedule: string, handler: FunctionHandler): LoadedFunction => ({
  name,
  schedule,
  handler,
  routes: [],
  excluded: [],
  preferStatic: false,
  background: false,
})

function start(...functions: LoadedFunction[]): Crons {
  crons = startCrons(functions, {
    onError: (error, name) => {
      errors.push({ error, name })
    },
  })
  return crons
}

test('functions are fired when they are due, in UTC, with the time of their next run', async () => {
  const runs: { at: string; name: string; body: unknown; method: string }[] = []
  const note = (name: string) => async (request: Request) => {
    runs.push({ at: new Date().toISOString(), name, method: request.method, body: await request.json() })
  }
  start(cron('quarter', '*/15 * * * *', note('quarter')), cron('hour', '@hourly', note('hour')))
  await vi.advanceTimersByTimeAsync(16 * 60_000)
  expect(runs).toEqual([
    { at: '2026-03-01T11:00:00.000Z', name: 'quarter', method: 'POST', body: { next_run: '2026-03-01T11:15:00.000Z' } },
    { at: '2026-03-01T11:00:00.000Z', name: 'hour', method: 'POST', body: { next_run: '2026-03-01T12:00:00.000Z' } },
    { at: '2026-03-01T11:15:00.000Z', name: 'quarter', method: 'POST', body: { next_run: '2026-03-01T11:30:00.000Z' } },
  ])
})

test('a run that is due while the last one goes is left out', async () => {
  const gate = Promise.withResolvers<void>()
  let runs = 0
  start(
    cron('slow', '* * * * *', async () => {
      runs++
      await gate.promise
    }),
  )
  await vi.advanceTimersByTimeAsync(5 * 60_000)
  expect(runs).toBe(1)
  gate.resolve()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(runs).toBe(2)
})

test('what a run throws or answers with an error status is told, and the next run comes all the same', async () => {
  let runs = 0
  start(
    cron('bad', '* * * * *', () => {
      if (++runs === 1) throw new Error('boom')
      return new Response(null, { status: 503 })
    }),
  )
  await vi.advanceTimersByTimeAsync(2 * 60_000)
  expect(errors).toEqual([
    { error: new Error('boom'), name: 'bad' },
    { error: new Error('bad answered 503'), name: 'bad' },
  ])
})

test('a function is fired by hand after its current run, and waits for work that outlives its answer', async () => {
  const order: string[] = []
  const gate = Promise.withResolvers<void>()
  let runs = 0
  const handler = (_: Request, context: Context) => {
    const run = ++runs
    order.push(`begin ${run}`)
    context.waitUntil(gate.promise.then(() => order.push(`end ${run}`)))
    return new Response('ok')
  }
  const { fire } = start(cron('tidy', '@daily', handler))
  const both = [fire('tidy'), fire('tidy')]
  await vi.advanceTimersByTimeAsync(1000)
  expect(order).toEqual(['begin 1'])
  gate.resolve()
  await Promise.all(both)
  expect(order).toEqual(['begin 1', 'end 1', 'begin 2', 'end 2'])
})

test('firing by hand says what went wrong, and which functions there are', async () => {
  const { fire } = start(
    cron('bad', '@daily', () => {
      throw new Error('boom')
    }),
  )
  await expect(fire('bad')).rejects.toThrow('boom')
  await expect(fire('other')).rejects.toThrow('no cron is called other; there are: bad')
  expect(errors).toEqual([])
})

test('stopping waits for the run that goes, and no other begins', async () => {
  const gate = Promise.withResolvers<void>()
  let runs = 0
  let stopped = false
  const running = start(
    cron('slow', '* * * * *', async () => {
      runs++
      await gate.promise
    }),
  )
  await vi.advanceTimersByTimeAsync(60_000)
  const stopping = running.stop().then(() => {
    stopped = true
  })
  await vi.advanceTimersByTimeAsync(5 * 60_000)
  expect([runs, stopped]).toEqual([1, false])
  gate.resolve()
  await stopping
})

test.each(['* * * * * *', 'every hour', '61 * * * *'])('the expression %s is refused at the start', (schedule) => {
  expect(() => start(cron('wrong', schedule, () => undefined))).toThrow()
})
