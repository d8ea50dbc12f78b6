import { beforeAll, describe, expect, test } from 'vitest'
import { OF_TENANTS, WITH_IDS, WITH_JSON, WRITES } from './all-endpoints.ts'
import { expectProblem } from './ask.ts'
import { callOf, send } from './calls.ts'
import { makeWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})

/** `"é"` in Latin-1. */
const NOT_UTF_8 = new Uint8Array([0x22, 0xe9, 0x22])

const pathsOf = (errors: { path: string }[] | undefined) => errors?.map(({ path }) => path)

describe('a malformed body is 400', () => {
  test.each(WITH_JSON)('%s: JSON that ends too early, and bytes that are no UTF-8', async (_, endpoint) => {
    const call = await callOf(endpoint, world)
    expectProblem(await send(world, endpoint, { ...call, body: '{"a":' }), 'body_malformed', endpoint)
    expectProblem(await send(world, endpoint, { ...call, body: NOT_UTF_8 }), 'body_malformed', endpoint)
  })

  test.each(WRITES.filter(([, { form }]) => form))('%s: a form without its boundary', async (_, endpoint) => {
    const headers = { 'content-type': 'multipart/form-data; boundary=none' }
    const answer = await send(world, endpoint, { ...(await callOf(endpoint, world)), body: 'a=b' }, { headers })
    expectProblem(answer, 'body_malformed', endpoint)
  })
})

describe('a well-formed body that is not valid is 422', () => {
  test.each(WITH_JSON)('%s: an unknown field is named', async (_, endpoint) => {
    const call = await callOf(endpoint, world)
    const body = { ...(call.body as object), surprise: 1, __proto: {} }
    const problem = expectProblem(await send(world, endpoint, { ...call, body }), 'validation_failed', endpoint)
    expect(pathsOf(problem.errors)).toEqual(['surprise', '__proto'])
  })

  test.each(WITH_JSON)('%s: JSON that is no object', async (_, endpoint) => {
    const call = await callOf(endpoint, world)
    for (const body of ['null', '[]', '"text"', '1'])
      expectProblem(await send(world, endpoint, { ...call, body }), 'validation_failed', endpoint)
  })

  test.each(WRITES.filter(([, { form }]) => form))('%s: an unknown field of a form is named', async (_, endpoint) => {
    const call = await callOf(endpoint, world)
    ;(call.body as FormData).append('surprise', '1')
    const problem = expectProblem(await send(world, endpoint, call), 'validation_failed', endpoint)
    expect(pathsOf(problem.errors)).toEqual(['surprise'])
  })
})

describe('an unknown query parameter is 422 and named', () => {
  test.each(OF_TENANTS)('%s', async (_, endpoint) => {
    const call = await callOf(endpoint, world)
    const query = { ...call.query, surprise: '1' }
    const problem = expectProblem(await send(world, endpoint, { ...call, query }), 'validation_failed', endpoint)
    expect(pathsOf(problem.errors)).toEqual(['surprise'])
  })
})

describe('an id that is none is 422 and named', () => {
  test.each(WITH_IDS)('%s', async (_, endpoint) => {
    const call = await callOf(endpoint, world)
    for (const name of Object.keys(call.params!)) {
      const params = { ...call.params, [name]: 'one%2Ftwo' }
      const problem = expectProblem(await send(world, endpoint, { ...call, params }), 'validation_failed', endpoint)
      expect(pathsOf(problem.errors)).toEqual([name])
    }
  })

  test.each(OF_TENANTS)('%s: workspace_id', async (_, endpoint) => {
    const call = await callOf(endpoint, world)
    const query = { ...call.query, workspace_id: 'main' }
    const problem = expectProblem(await send(world, endpoint, { ...call, query }), 'validation_failed', endpoint)
    expect(pathsOf(problem.errors)).toEqual(['workspace_id'])
  })
})

describe('a body of another content type is 415', () => {
  test.each(WRITES)('%s', async (_, endpoint) => {
    const call = await callOf(endpoint, world)
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', endpoint.form ? 'application/json' : '']) {
      const answer = await send(world, endpoint, { ...call, body: '{}' }, { headers: { 'content-type': type } })
      expectProblem(answer, 'content_type_unsupported', endpoint)
    }
  })
})

describe('a body that is too large is 413, whatever its length says', () => {
  test.each(WITH_JSON)('%s', async (_, endpoint) => {
    const call = await callOf(endpoint, world)
    const body = JSON.stringify({ padding: 'x'.repeat(1_100_000) })
    expectProblem(await send(world, endpoint, { ...call, body }), 'body_too_large', endpoint)
  })
})

describe('a page is bounded, and a cursor belongs to its list', () => {
  const lists = OF_TENANTS.filter(([, { query }]) => query?.().safeParse({ limit: '1' }).success)

  test('there are lists', () => expect(lists.length).toBeGreaterThan(3))

  test.each(lists)('%s', async (_, endpoint) => {
    const call = await callOf(endpoint, world)
    for (const limit of ['0', '1001', 'ten', '1.5']) {
      const problem = expectProblem(
        await send(world, endpoint, { ...call, query: { limit } }),
        'validation_failed',
        endpoint,
      )
      expect(pathsOf(problem.errors)).toEqual(['limit'])
    }
    for (const cursor of ['x', Buffer.from('["elsewhere","a"]').toString('base64url')])
      expectProblem(await send(world, endpoint, { ...call, query: { cursor } }), 'cursor_invalid', endpoint)
  })
})
