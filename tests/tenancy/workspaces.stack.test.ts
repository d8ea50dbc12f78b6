import { beforeAll, describe, expect, test } from 'vitest'
import { operatorContext } from '../../lib/cli/tenant.ts'
import type { Role } from '../../lib/platform/context.ts'
import { addWorkspace } from '../../lib/tenancy/companies.ts'
import { createKey } from '../../lib/tenancy/keys.ts'
import { invoice } from '../../scripts/samples/reports.ts'
import { type Api, apiOf, ingestionForm } from '../support/api.ts'
import { newTenant, startTestStack, type Tenant, type TestStack } from '../support/stack.ts'

type Made = { document: { id: string; workspace_id: string }; job: { id: string } }

let stack: TestStack
let tenant: Tenant
let company: Api
let stranger: Tenant
const rooms = { north: '', south: '' }
const keys: Record<keyof typeof rooms, Api> = {} as never
const made: Record<keyof typeof rooms, Made> = {} as never

beforeAll(async () => {
  stack = await startTestStack({ poll: false })
  tenant = await newTenant(stack)
  stranger = await newTenant(stack)
  company = apiOf(stack.url, tenant.key)
  const bytes = await invoice()
  rooms.north = tenant.workspace_id
  rooms.south = await addWorkspace(operatorContext(stack.app, tenant.company_id), 'South')
  for (const name of ['north', 'south'] as const) {
    const { body } = await company('POST', '/keys', { name, role: 'admin', workspace_id: rooms[name] })
    keys[name] = apiOf(stack.url, String(body.key))
    made[name] = (await keys[name]('POST', '/ingestion/upload', ingestionForm(bytes))).body as unknown as Made
  }
})

const ids = async (api: Api, path: string) =>
  ((await api('GET', path)).body.data as { id: string }[]).map(({ id }) => id).sort()

describe('a key of a workspace', () => {
  test('creates in its workspace without naming it', () => {
    expect(made.north.document.workspace_id).toBe(rooms.north)
    expect(made.south.document.workspace_id).toBe(rooms.south)
    expect(made.north.document.id).not.toBe(made.south.document.id)
  })

  test('sees what is in its workspace and nothing of the other', async () => {
    for (const [name, other] of [
      ['north', 'south'],
      ['south', 'north'],
    ] as const) {
      expect(await ids(keys[name], '/documents')).toEqual([made[name].document.id])
      expect(await ids(keys[name], '/jobs')).toEqual([made[name].job.id])
      const { document, job } = made[other]
      const paths: [string, string][] = [
        ['GET', `/documents/${document.id}`],
        ['GET', `/documents/${document.id}/timeline`],
        ['GET', `/documents/${document.id}/file`],
        ['POST', `/documents/${document.id}/process`],
        ['POST', `/uploads/${document.id}/complete`],
        ['GET', `/jobs/${job.id}`],
        ['GET', `/jobs/${job.id}/audit`],
        ['GET', `/jobs/${job.id}/schedules`],
        ['GET', `/jobs/${job.id}/export?format=xlsx`],
        ['POST', `/jobs/${job.id}/cancel`],
      ]
      for (const [method, path] of paths) expect([path, (await keys[name](method, path)).status]).toEqual([path, 404])
    }
  })

  test('knows the keys of its workspace alone, and revokes no others', async () => {
    const all = (await company('GET', '/keys')).body.data as { id: string; workspace_id: string | null }[]
    const own = all.filter(({ workspace_id }) => workspace_id === rooms.north)
    expect(await ids(keys.north, '/keys')).toEqual(own.map(({ id }) => id).sort())
    for (const { id } of all.filter(({ workspace_id }) => workspace_id !== rooms.north))
      expect((await keys.north('DELETE', `/keys/${id}`)).status).toBe(404)
  })

  test('cannot name another workspace, of its company or of another one', async () => {
    for (const workspace of [rooms.south, stranger.workspace_id]) {
      const { status, body } = await keys.north('GET', `/documents?workspace_id=${workspace}`)
      expect([status, body.code]).toEqual([404, 'workspace_not_found'])
    }
    expect(await ids(keys.north, `/documents?workspace_id=${rooms.north}`)).toEqual([made.north.document.id])
  })
})

describe('a key of the company', () => {
  const upload = { filename: 'a.pdf', content_type: 'application/pdf', size_bytes: 1 }

  test('sees all workspaces, and one where the request names it', async () => {
    const both = [made.north, made.south]
    expect(await ids(company, '/jobs')).toEqual(both.map(({ job }) => job.id).sort())
    expect(await ids(company, `/jobs?workspace_id=${rooms.south}`)).toEqual([made.south.job.id])
    expect(await ids(company, `/documents?workspace_id=${rooms.north}`)).toEqual([made.north.document.id])
    const hidden = await company('GET', `/jobs/${made.north.job.id}?workspace_id=${rooms.south}`)
    expect(hidden.status).toBe(404)
    expect((await company('GET', `/jobs/${made.north.job.id}?workspace_id=${rooms.north}`)).status).toBe(200)
  })

  test('must name the workspace that it creates in, where there are two', async () => {
    const unnamed = [
      company('POST', '/uploads/presign', upload),
      company('POST', '/ingestion/upload', ingestionForm(await invoice())),
    ]
    for (const { status, body } of await Promise.all(unnamed))
      expect([status, body.code]).toEqual([422, 'workspace_required'])
    const named = await company('POST', `/uploads/presign?workspace_id=${rooms.south}`, upload)
    expect(named.status).toBe(201)
    expect((await company('GET', `/documents/${named.body.document_id}`)).body.workspace_id).toBe(rooms.south)
  })

  test('need not, where there is one', async () => {
    expect((await apiOf(stack.url, stranger.key)('POST', '/uploads/presign', upload)).status).toBe(201)
  })

  test('can create in no workspace of another company', async () => {
    for (const workspace of [stranger.workspace_id, '0198c5b4-7b4e-7cc0-a8a5-3a3f3c1f9a10']) {
      const { status, body } = await company('POST', `/uploads/presign?workspace_id=${workspace}`, upload)
      expect([status, body.code]).toEqual([404, 'workspace_not_found'])
    }
  })

  test('knows no workspace that is not its own', async () => {
    const { status, body } = await company('GET', `/documents?workspace_id=${stranger.workspace_id}`)
    expect([status, body.code]).toEqual([404, 'workspace_not_found'])
  })
})

describe('a key can make no key above itself', () => {
  const make = async (api: Api, body: Record<string, unknown>, query = '') => {
    const answer = await api('POST', `/keys${query}`, { name: 'made', role: 'viewer', ...body })
    return [answer.status, answer.body.code]
  }

  test('of a wider reach', async () => {
    expect(await make(keys.north, { workspace_id: null })).toEqual([403, 'role_too_strong'])
    expect(await make(keys.north, { workspace_id: rooms.south })).toEqual([403, 'role_too_strong'])
    expect(await make(keys.north, { workspace_id: rooms.north })).toEqual([201, undefined])
    expect(await make(company, { workspace_id: null }, `?workspace_id=${rooms.north}`)).toEqual([
      403,
      'role_too_strong',
    ])
  })

  test('and one that names no workspace lives where the request does', async () => {
    const made = async (api: Api, query: string) =>
      (await api('POST', `/keys${query}`, { name: 'made', role: 'viewer' })).body.workspace_id
    expect(await made(keys.north, '')).toBe(rooms.north)
    expect(await made(company, `?workspace_id=${rooms.south}`)).toBe(rooms.south)
    expect(await made(company, '')).toBe(null)
  })

  test('of a stronger role, if a weaker one could ever make keys', async () => {
    const ctx = operatorContext(stack.app, tenant.company_id)
    const roles: Role[] = ['viewer', 'preparer', 'approver', 'admin']
    for (const [own, actorRole] of roles.entries())
      for (const [wanted, role] of roles.entries()) {
        const actor = { type: 'key' as const, id: tenant.member_id, member_id: tenant.member_id, role: actorRole }
        const outcome = await createKey({ ...ctx, actor }, { name: 'made', role }).catch(({ code }) => code)
        expect([actorRole, role, typeof outcome === 'string' ? outcome : 'made']).toEqual([
          actorRole,
          role,
          wanted <= own ? 'made' : 'role_too_strong',
        ])
      }
  })

  test('for a member or a workspace of another company', async () => {
    expect(await make(company, { member_id: stranger.member_id })).toEqual([404, 'member_not_found'])
    expect(await make(company, { workspace_id: stranger.workspace_id })).toEqual([404, 'workspace_not_found'])
  })

  test('with a name that cannot be stored, or unknown fields', async () => {
    expect(await make(company, { name: 'a\0b' })).toEqual([422, 'validation_failed'])
    expect(await make(company, { company_id: stranger.company_id })).toEqual([422, 'validation_failed'])
  })

  test('and the list never shows a key', async () => {
    const listed = (await company('GET', '/keys')).body
    expect(JSON.stringify(listed)).not.toContain(tenant.key.slice(13, 40))
    expect(Object.keys((listed.data as object[])[0]!)).not.toContain('key')
  })
})
