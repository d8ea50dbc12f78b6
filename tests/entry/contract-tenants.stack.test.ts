import { beforeAll, describe, expect, test } from 'vitest'
import { operatorContext } from '../../lib/cli/tenant.ts'
import type { TenantEndpoint } from '../../lib/entry/endpoint.ts'
import { newId } from '../../lib/platform/ids.ts'
import { addWorkspace } from '../../lib/tenancy/companies.ts'
import { apiOf } from '../support/api.ts'
import { OF_TENANTS, WITH_IDS } from './all-endpoints.ts'
import { type Answer, expectProblem } from './ask.ts'
import { type Call, callOf, send } from './calls.ts'
import { makeWorld, newKey, type World } from './world.ts'

let world: World
/** Keys that must see nothing of the resources that the calls are about. */
const outsiders: Record<string, string> = {}

beforeAll(async () => {
  world = await makeWorld()
  const { stack, tenant, stranger } = world
  const { key } = await newKey(world)
  const other = await addWorkspace(operatorContext(stack.app, tenant.company_id), 'Other')
  outsiders['another company'] = stranger.key
  outsiders['another workspace of the company'] = (await newKey(world, { workspace_id: other })).key
  // From here on the tenant acts in its workspace alone, since the company now has two.
  world = { ...world, tenant: { ...tenant, key }, api: apiOf(stack.url, key) }
})

/** What somebody learns from an answer, once the ids that they asked for and the trace are taken out. */
function lesson({ status, json }: Answer, params: Record<string, string>) {
  const { trace_id: _, ...problem } = json as Record<string, unknown>
  const text = Object.values(params).reduce((all, id) => all.replaceAll(id, '<id>'), JSON.stringify(problem))
  return { status, text }
}

const unknownIds = (params: Record<string, string>) =>
  Object.fromEntries(Object.keys(params).map((name) => [name, newId(new Date())]))

describe.each(['another company', 'another workspace of the company'])('%s', (who) => {
  test.each(WITH_IDS)('%s answers 404, as if what exists elsewhere did not exist', async (_, endpoint) => {
    const call = (await callOf(endpoint, world)) as Call & { params: Record<string, string> }
    const answer = await send(world, endpoint, call, { key: outsiders[who] })
    const code = (answer.json as { code: 'job_not_found' }).code
    expect(code).toMatch(/_not_found$/)
    expectProblem(answer, code, endpoint)
    const params = unknownIds(call.params)
    const unknown = await send(world, endpoint, { ...call, params }, { key: outsiders[who] })
    expect(lesson(answer, call.params)).toEqual(lesson(unknown, params))
  })

  test.each(OF_TENANTS.filter(([, { method, path }]) => method === 'GET' && !path.includes(':')))(
    '%s lists nothing of it',
    async (_, endpoint) => {
      const answer = await send(world, endpoint, await callOf(endpoint, world), { key: outsiders[who] })
      expect(answer.status).toBe(200)
      const { tenant, finished } = world
      for (const id of [tenant.workspace_id, finished.document_id, finished.job_id])
        expect(answer.bytes.toString()).not.toContain(id)
    },
  )
})

describe("a stranger's workspace is answered like one that does not exist, and nothing is done in it", () => {
  const ofWorkspace = async (endpoint: TenantEndpoint, call: Call, workspace_id: string) =>
    send(world, endpoint, { ...call, query: { ...call.query, workspace_id } }, { key: world.stranger.key })

  test.each(OF_TENANTS)('%s', async (_, endpoint) => {
    const call = await callOf(endpoint, world)
    const strange = world.tenant.workspace_id
    const unknown = newId(new Date())
    const answer = await ofWorkspace(endpoint, call, strange)
    const toUnknown = await ofWorkspace(endpoint, call, unknown)
    expect(lesson(answer, { strange })).toEqual(lesson(toUnknown, { unknown }))
    if (answer.status === 200) expect(answer.json).toEqual({ data: [], next_cursor: null })
    else expect(answer.status).toBeGreaterThanOrEqual(400)
  })

  test.each(OF_TENANTS.filter(([, { errors }]) => errors?.includes('workspace_required')))(
    '%s, where something new is to live, says so',
    async (_, endpoint) => {
      const answer = await ofWorkspace(endpoint, await callOf(endpoint, world), world.tenant.workspace_id)
      expectProblem(answer, 'workspace_not_found', endpoint)
    },
  )
})

describe('what succeeded for its tenant did not succeed for anybody before', () => {
  test.each(WITH_IDS)('%s', async (_, endpoint) => {
    const call = await callOf(endpoint, world)
    await send(world, endpoint, call, { key: outsiders['another company'] })
    expect((await send(world, endpoint, call)).status).toBe(endpoint.status ?? 200)
  })
})

describe("a stranger's ids inside a body", () => {
  const ofName = (name: string) => OF_TENANTS.find(([one]) => one === name)![1]

  test('a key cannot be made for another company’s workspace or member', async () => {
    const endpoint = ofName('POST /api/v1/keys')
    const { workspace_id, member_id } = world.tenant
    const make = (body: object) => send(world, endpoint, { body }, { key: world.stranger.key })
    const wanted = { name: 'stolen', role: 'viewer' }
    expectProblem(await make({ ...wanted, workspace_id }), 'workspace_not_found', endpoint)
    expectProblem(await make({ ...wanted, member_id }), 'member_not_found', endpoint)
  })

  test('jobs of another company’s document are none', async () => {
    const query = { document_id: world.finished.document_id }
    const { json } = await send(world, ofName('GET /api/v1/jobs'), { query }, { key: world.stranger.key })
    expect(json).toEqual({ data: [], next_cursor: null })
  })

  test('a schedule of another job is not found under one’s own', async () => {
    const endpoint = ofName('GET /api/v1/jobs/:job_id/schedules/:schedule_id')
    const params = { job_id: world.finished.job_id, schedule_id: newId(new Date()) }
    expectProblem(await send(world, endpoint, { params }), 'schedule_not_found', endpoint)
  })
})
