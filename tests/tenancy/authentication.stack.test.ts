import { beforeAll, describe, expect, test } from 'vitest'
import { operatorContext } from '../../lib/cli/tenant.ts'
import type { Role } from '../../lib/platform/context.ts'
import { addMember } from '../../lib/tenancy/companies.ts'
import { makeKey } from '../../lib/tenancy/key-format.ts'
import { createKey } from '../../lib/tenancy/keys.ts'
import { apiOf } from '../support/api.ts'
import { type Owner, ownerOf } from '../support/owner.ts'
import { newTenant, startTestStack, type Tenant, type TestStack } from '../support/stack.ts'

let stack: TestStack
let owner: Owner
let tenant: Tenant
let members = 0

beforeAll(async () => {
  stack = await startTestStack({ poll: false })
  owner = ownerOf(stack)
  tenant = await newTenant(stack)
})

const ctx = () => operatorContext(stack.app, tenant.company_id)

/** A member with a role, and a key of theirs with another. */
async function newKey(memberRole: Role, keyRole: Role, scope: { member?: string | null; key?: string | null } = {}) {
  const email = `${++members}@example.com`
  const workspaceId = scope.member ?? null
  const member = await addMember(ctx(), { email, name: 'M', role: memberRole, workspaceId })
  const made = await createKey(ctx(), { name: 'k', role: keyRole, member_id: member, workspace_id: scope.key ?? null })
  return { ...made, member, api: apiOf(stack.url, made.key) }
}

const refusal = async (authorization?: string) => {
  const response = await fetch(`${stack.url}/api/v1/jobs`, { headers: authorization ? { authorization } : {} })
  expect(response.headers.get('www-authenticate')).toBe(response.status === 401 ? 'Bearer' : null)
  return [response.status, ((await response.json()) as { code?: string }).code]
}

describe('a request', () => {
  test('needs a key that is one, and that is known', async () => {
    expect(await refusal()).toEqual([401, 'key_missing'])
    expect(await refusal('Basic dXNlcjpwYXNz')).toEqual([401, 'key_missing'])
    expect(await refusal('Bearer ')).toEqual([401, 'key_missing'])
    expect(await refusal('Bearer ll_test_nothing')).toEqual([401, 'key_malformed'])
    expect(await refusal(`Bearer ${makeKey('test')}`)).toEqual([401, 'key_unknown'])
    expect(await refusal(`bearer ${tenant.key}`)).toEqual([200, undefined])
  })

  test('with a key that was revoked is refused at once', async () => {
    const { id, api } = await newKey('viewer', 'viewer')
    expect((await api('GET', '/jobs')).status).toBe(200)
    const admin = apiOf(stack.url, tenant.key)
    expect((await admin('DELETE', `/keys/${id}`)).status).toBe(200)
    expect((await api('GET', '/jobs')).body.code).toBe('key_revoked')
    expect((await admin('DELETE', `/keys/${id}`)).status).toBe(200)
  })

  test('with a key that has expired is refused', async () => {
    const { id, api } = await newKey('viewer', 'viewer')
    await owner.rows(`update api_keys set expires_at = now() + interval '1 hour' where id = $1`, [id])
    expect((await api('GET', '/jobs')).status).toBe(200)
    await owner.rows(`update api_keys set expires_at = now() where id = $1`, [id])
    expect((await api('GET', '/jobs')).body.code).toBe('key_expired')
  })

  test('with a key whose owner has left is refused', async () => {
    const { member, api } = await newKey('viewer', 'viewer')
    await owner.rows(`update members set deactivated_at = now() where id = $1`, [member])
    expect((await api('GET', '/jobs')).body.code).toBe('member_inactive')
  })
})

describe('what a key may do', () => {
  const roles: Role[] = ['viewer', 'preparer', 'approver', 'admin']

  test.each(roles.flatMap((member) => roles.map((key) => [member, key] as const)))(
    'is the lesser of an owner who is %s and a key that is %s',
    async (member, key) => {
      const { api } = await newKey(member, key)
      const lesser = Math.min(roles.indexOf(member), roles.indexOf(key))
      expect((await api('GET', '/documents')).status).toBe(200)
      const upload = { filename: 'a.pdf', content_type: 'application/pdf', size_bytes: 1 }
      expect((await api('POST', '/uploads/presign', upload)).status).toBe(lesser >= 1 ? 201 : 403)
      const keys = await api('GET', '/keys')
      expect([keys.status, keys.body.code]).toEqual(lesser === 3 ? [200, undefined] : [403, 'role_too_low'])
    },
  )

  test('falls with its owner at once', async () => {
    const { member, api } = await newKey('admin', 'admin')
    expect((await api('GET', '/keys')).status).toBe(200)
    await owner.rows(`update members set role = 'viewer' where id = $1`, [member])
    expect((await api('GET', '/keys')).status).toBe(403)
  })

  test('is refused before its body is looked at', async () => {
    const { api } = await newKey('viewer', 'viewer')
    const { status, body } = await api('POST', '/uploads/presign', { nonsense: true })
    expect([status, body.code]).toEqual([403, 'role_too_low'])
  })

  test('follows from a role in its workspace, where its owner has none in the company', async () => {
    const { api } = await newKey('preparer', 'admin', { member: tenant.workspace_id, key: tenant.workspace_id })
    expect((await api('GET', '/documents')).status).toBe(200)
    expect((await api('GET', '/keys')).status).toBe(403)
    const company = newKey('preparer', 'viewer', { member: tenant.workspace_id })
    await expect(company).rejects.toMatchObject({ code: 'role_too_strong' })
  })
})

describe('the use of a key', () => {
  const lastUse = async (id: string): Promise<Date | null> =>
    (await owner.one<{ last_used_at: Date | null }>('select last_used_at from api_keys where id = $1', [id]))
      .last_used_at

  test('is noted, at most once a minute', async () => {
    const { id, api } = await newKey('viewer', 'viewer')
    expect(await lastUse(id)).toBeNull()
    await api('GET', '/jobs')
    const first = await lastUse(id)
    expect(first!.getTime()).toBeGreaterThan(Date.now() - 60_000)
    await api('GET', '/jobs')
    expect(await lastUse(id)).toEqual(first)
    await owner.rows(`update api_keys set last_used_at = now() - interval '61 seconds' where id = $1`, [id])
    await api('GET', '/jobs')
    expect((await lastUse(id))!.getTime()).toBeGreaterThanOrEqual(first!.getTime())
  })

  test('by many at once is answered to all', async () => {
    const { api } = await newKey('viewer', 'viewer')
    const answers = await Promise.all(Array.from({ length: 20 }, () => api('GET', '/jobs')))
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200))
  })
})
