import { randomBytes, randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { TenantEndpoint } from '../../lib/entry/endpoint.ts'
import { WRITES } from './all-endpoints.ts'
import { type Answer, expectProblem } from './ask.ts'
import { type Call, callOf, send } from './calls.ts'
import { makeWorld, newKey, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})

type Sent = { answer: Answer; traceId: string }

/** Sends a call with an idempotency key, under a trace of its own by which its effect can be found. */
async function sendKeyed(endpoint: TenantEndpoint, call: Call, key: string, caller?: string): Promise<Sent> {
  const traceId = randomBytes(16).toString('hex')
  const headers = { 'idempotency-key': key, traceparent: `00-${traceId}-${'1'.repeat(16)}-01` }
  return { answer: await send(world, endpoint, call, { headers, ...(caller ? { key: caller } : {}) }), traceId }
}

const isReplay = ({ headers }: Answer): boolean => headers.get('idempotent-replayed') === 'true'

/** Which of the requests changed anything: each change has its event, and each event its trace. */
async function effective(sent: Sent[]): Promise<string[]> {
  const rows = await world.sql<{ trace_id: string }>(
    'select distinct trace_id from audit_events where trace_id = any($1)',
    [sent.map(({ traceId }) => traceId)],
  )
  return rows.map(({ trace_id }) => trace_id)
}

const succeeded = (endpoint: TenantEndpoint, { status }: Answer) => expect(status).toBe(endpoint.status ?? 200)

describe('a repeated request is answered byte for byte as before, and does nothing', () => {
  test.each(WRITES)('%s', async (_, endpoint) => {
    const call = await callOf(endpoint, world)
    const key = randomUUID()
    const first = await sendKeyed(endpoint, call, key)
    succeeded(endpoint, first.answer)
    expect(isReplay(first.answer)).toBe(false)
    const again = await sendKeyed(endpoint, call, key)
    expect(isReplay(again.answer)).toBe(true)
    expect(again.answer.status).toBe(first.answer.status)
    expect(again.answer.bytes.equals(first.answer.bytes)).toBe(true)
    expect(again.answer.headers.get('content-type')).toBe(first.answer.headers.get('content-type'))
    expect(await effective([first, again])).toEqual([first.traceId])
  })

  test.each(WRITES)('%s: the key in the query, or quoted in the header, is the same key', async (_, endpoint) => {
    const call = await callOf(endpoint, world)
    const key = randomUUID()
    const first = await sendKeyed(endpoint, call, `"${key}"`)
    const again = await send(world, endpoint, { ...call, query: { ...call.query, idempotency_key: key } })
    expect(isReplay(again)).toBe(true)
    expect(again.bytes.equals(first.answer.bytes)).toBe(true)
  })
})

describe('the same key with another request is 422, and does nothing', () => {
  test.each(WRITES)('%s', async (_, endpoint) => {
    const call = await callOf(endpoint, world)
    const key = randomUUID()
    const first = await sendKeyed(endpoint, call, key)
    succeeded(endpoint, first.answer)
    const others: Call[] = [{ ...call, query: { workspace_id: world.tenant.workspace_id } }]
    if (call.otherBody) others.push({ ...call, body: call.otherBody })
    for (const other of others) {
      const sent = await sendKeyed(endpoint, other, key)
      expectProblem(sent.answer, 'idempotency_key_reused', endpoint)
      expect(await effective([sent])).toEqual([])
    }
  })

  test.each(WRITES.filter(([, { body, form }]) => form || (body && !body().safeParse({}).success)))(
    '%s has another body to be tried with',
    async (_, endpoint) => {
      expect((await callOf(endpoint, world)).otherBody).toBeDefined()
    },
  )
})

describe('of several at once one is executed, the others wait or get its answer', () => {
  test.each(WRITES)('%s', async (_, endpoint) => {
    const call = await callOf(endpoint, world)
    const key = randomUUID()
    const sent = await Promise.all([1, 2, 3, 4].map(() => sendKeyed(endpoint, call, key)))
    const executed = sent.filter(({ answer }) => answer.status < 400 && !isReplay(answer))
    expect(executed).toHaveLength(1)
    const { answer, traceId } = executed[0]!
    succeeded(endpoint, answer)
    for (const other of sent.filter((one) => one !== executed[0])) {
      if (isReplay(other.answer)) expect(other.answer.bytes.equals(answer.bytes)).toBe(true)
      else {
        expectProblem(other.answer, 'idempotency_in_progress', endpoint)
        expect(Number(other.answer.headers.get('retry-after'))).toBeGreaterThan(0)
      }
    }
    expect(await effective(sent)).toEqual([traceId])
  })
})

describe('a key belongs to its caller', () => {
  test.each(WRITES)('%s: another caller with the same key gets no stored answer', async (_, endpoint) => {
    const key = randomUUID()
    await sendKeyed(endpoint, await callOf(endpoint, world), key)
    const caller = (await newKey(world, { workspace_id: null })).key
    const other = await sendKeyed(endpoint, await callOf(endpoint, world), key, caller)
    expect(isReplay(other.answer)).toBe(false)
    succeeded(endpoint, other.answer)
  })
})

describe('a refusal is an answer, and is replayed', () => {
  test.each(WRITES.filter(([, { path }]) => path.includes(':')))('%s', async (_, endpoint) => {
    const call = { ...(await callOf(endpoint, world)) }
    call.params = Object.fromEntries(Object.keys(call.params!).map((name) => [name, randomUUID()]))
    const key = randomUUID()
    const first = (await sendKeyed(endpoint, call, key)).answer
    const again = (await sendKeyed(endpoint, call, key)).answer
    expect([first.status, isReplay(first)]).toEqual([404, false])
    expect([again.status, isReplay(again)]).toEqual([404, true])
    const { trace_id: one, ...problem } = first.json as Record<string, unknown>
    const { trace_id: other, ...repeated } = again.json as Record<string, unknown>
    expect(repeated).toEqual(problem)
    expect(one).not.toBe(other)
  })
})

describe('a key that is none is 400', () => {
  test.each(WRITES)('%s', async (_, endpoint) => {
    const call = await callOf(endpoint, world)
    for (const key of ['""', 'x'.repeat(256)])
      expectProblem((await sendKeyed(endpoint, call, key)).answer, 'idempotency_key_invalid', endpoint)
  })
})
