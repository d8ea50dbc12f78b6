/**
 * The Lua scripts of @upstash/ratelimit 2.2.0 in TypeScript, known by the SHA-1 of their text, for a Redis without Lua.
 * Each does what its script does, its quirks included; the conformance suite runs both over the same arguments.
 * The scripts for several regions and for deny lists are not here.
 */
import type { Reply } from './reply.ts'

/** Executes one command inside the script. */
type Call = (...command: (string | number)[]) => Reply
type Script = (call: Call, keys: string[], args: string[]) => Reply

/** Numbers leave a script without their fraction. */
const whole = (value: number) => Math.trunc(value)

function effectiveLimit(call: Call, key: string | undefined, limit: string | undefined): number {
  const dynamic = key ? call('GET', key) : null
  return Number(dynamic ?? limit)
}

const fixedWindowLimit: Script = (call, [key, limitKey], [tokens, window, incrementBy]) => {
  const limit = effectiveLimit(call, limitKey, tokens)
  const used = call('INCRBY', key!, incrementBy!)
  if (used === Number(incrementBy)) call('PEXPIRE', key!, window!)
  return [used, whole(limit)]
}

const fixedWindowRemaining: Script = (call, [key, limitKey], [tokens]) => {
  const limit = effectiveLimit(call, limitKey, tokens)
  return [whole(limit - Number(call('GET', key!) ?? 0)), whole(limit)]
}

/** Requests of the previous window count by the share of it that the sliding window still covers. */
function slidingUse(call: Call, current: string, previous: string, now: number, window: number) {
  const shareOfCurrent = (now % window) / window
  return {
    current: Number(call('GET', current) ?? 0),
    previous: Math.floor((1 - shareOfCurrent) * Number(call('GET', previous) ?? 0)),
  }
}

const slidingWindowLimit: Script = (call, [current, previous, limitKey], [tokens, now, window, increment]) => {
  const limit = effectiveLimit(call, limitKey, tokens)
  const use = slidingUse(call, current!, previous!, Number(now), Number(window))
  const incrementBy = Number(increment)
  if (incrementBy > 0 && use.previous + use.current >= limit) return [-1, whole(limit)]
  const used = Number(call('INCRBY', current!, incrementBy))
  if (used === incrementBy) call('PEXPIRE', current!, Number(window) * 2 + 1000)
  return [whole(limit - (used + use.previous)), whole(limit)]
}

const slidingWindowRemaining: Script = (call, [current, previous, limitKey], [tokens, now, window]) => {
  const limit = effectiveLimit(call, limitKey, tokens)
  const use = slidingUse(call, current!, previous!, Number(now), Number(window))
  return [whole(limit - (use.previous + use.current)), whole(limit)]
}

const tokenBucketLimit: Script = (call, [key, limitKey], [tokens, ...numbers]) => {
  const limit = effectiveLimit(call, limitKey, tokens)
  const [interval, refillRate, now, incrementBy] = numbers.map(Number) as [number, number, number, number]
  const [refilled, left] = call('HMGET', key!, 'refilledAt', 'tokens') as (string | null)[]
  let refilledAt = Number(refilled ?? now)
  let available = refilled == null ? limit : Number(left)
  if (now >= refilledAt + interval) {
    const refills = Math.floor((now - refilledAt) / interval)
    available = Math.min(limit, available + refills * refillRate)
    refilledAt += refills * interval
  }
  if (incrementBy > 0 && available < incrementBy) return [-1, whole(refilledAt + interval), whole(limit)]
  const remaining = available - incrementBy
  const expireAfter = Math.ceil((limit - remaining) / refillRate) * interval
  call('HSET', key!, 'refilledAt', refilledAt, 'tokens', remaining)
  if (expireAfter > 0) call('PEXPIRE', key!, expireAfter)
  return [whole(remaining), whole(refilledAt + interval), whole(limit)]
}

const tokenBucketRemaining: Script = (call, [key, limitKey], [tokens]) => {
  const limit = effectiveLimit(call, limitKey, tokens)
  const [refilled, left] = call('HMGET', key!, 'refilledAt', 'tokens') as (string | null)[]
  return refilled == null
    ? [whole(limit), -1, whole(limit)]
    : [whole(Number(left)), whole(Number(refilled)), whole(limit)]
}

/** The script compares a number with text, which in Lua is never equal: its keys do not expire. */
const cachedFixedWindowLimit: Script = (call, [key], [, incrementBy]) => call('INCRBY', key!, incrementBy!)

const cachedFixedWindowRemaining: Script = (call, [key]) => call('GET', key!) ?? 0

const reset: Script = (call, [pattern]) => {
  const [, keys] = call('SCAN', '0', 'MATCH', pattern!) as [string, string[]]
  for (const key of keys) call('DEL', key)
  return null
}

export const ratelimitScripts: ReadonlyMap<string, Script> = new Map([
  ['b2efc02798c8e9b471a10f9b1d5745db89923ff3', fixedWindowLimit],
  ['823cb2a5a902d69681244f5e28e5ebb8f2a89edd', fixedWindowRemaining],
  ['74740bb3d7792848093cdef586b6b6037c455fd6', slidingWindowLimit],
  ['7ca36169e0fc9caedd81b4eef8e99854c157f9b5', slidingWindowRemaining],
  ['d60be5bd3d83482ae229309f1f7425424f891204', tokenBucketLimit],
  ['40daf4a441df736f5c99f8b77bbe176c909e5de4', tokenBucketRemaining],
  ['1861a700bafe96c833a483af6b1c28a8897cfdb0', cachedFixedWindowLimit],
  ['eb82f0e853d2fc9a236fa9bfbe704fda6ac2fc36', cachedFixedWindowRemaining],
  ['54bd274ddc59fb3be0f42deee2f64322a10e2b50', reset],
])
