import { beforeAll, describe, expect, test } from 'vitest'
import { operatorContext } from '../../lib/cli/tenant.ts'
import { provideApp } from '../../lib/entry/app.ts'
import type { TenantEndpoint } from '../../lib/entry/endpoint.ts'
import type { Role } from '../../lib/platform/context.ts'
import type { ErrorCode } from '../../lib/platform/error-codes.ts'
import { addMember } from '../../lib/tenancy/companies.ts'
import { makeKey } from '../../lib/tenancy/key-format.ts'
import { PERMISSIONS } from '../../lib/tenancy/permissions.ts'
import { ALL, OF_TENANTS } from './all-endpoints.ts'
import { expectProblem } from './ask.ts'
import { callOf, send } from './calls.ts'
import { makeWorld, newKey, type World } from './world.ts'

let world: World
/** A key that is refused, by the code that it is refused with. */
const keys: Partial<Record<ErrorCode, string | undefined>> = {}
const keyOfRole = new Map<Role, string>()

/** The right length and alphabet, and one character other than it was made. */
const misspelt = (key: string): string => key.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a'))

async function keyOfFormerMember({ stack, tenant, sql }: World): Promise<string> {
  const ctx = operatorContext(stack.app, tenant.company_id)
  const member = { email: 'gone@example.com', name: 'Gone', role: 'admin', workspaceId: null } as const
  const member_id = await addMember(ctx, member)
  const { key } = await newKey(world, { member_id, workspace_id: null })
  await sql('update members set deactivated_at = now() where id = $1', [member_id])
  return key
}

beforeAll(async () => {
  world = await makeWorld()
  const revoked = await newKey(world)
  await world.api('DELETE', `/keys/${revoked.id}`)
  const expired = await newKey(world, { expires_at: new Date(Date.now() - 1000).toISOString() })
  keys.key_missing = undefined
  keys.key_malformed = misspelt(world.tenant.key)
  keys.key_unknown = makeKey('test')
  keys.key_revoked = revoked.key
  keys.key_expired = expired.key
  keys.member_inactive = await keyOfFormerMember(world)
  for (const role of ['viewer', 'preparer', 'approver'] as const)
    keyOfRole.set(role, (await newKey(world, { role })).key)
})

const REFUSED: ErrorCode[] = [
  'key_missing',
  'key_malformed',
  'key_unknown',
  'key_revoked',
  'key_expired',
  'member_inactive',
]

describe.each(REFUSED)('401 %s, whatever else is wrong with the request', (code) => {
  test.each(OF_TENANTS)('%s', async (_, endpoint) => {
    const answer = await send(world, endpoint, { body: '{' }, { key: keys[code] })
    expectProblem(answer, code, endpoint)
    expect(answer.headers.get('www-authenticate')).toBe('Bearer')
  })
})

test('a malformed key is refused without a database read', async () => {
  const { app } = world.stack
  let reads = 0
  const counting = {
    ...app,
    database: (region: Parameters<typeof app.database>[0]) => {
      reads += 1
      return app.database(region)
    },
  }
  provideApp(counting)
  try {
    const [, endpoint] = OF_TENANTS[0]!
    const call = await callOf(endpoint, world)
    expect((await send(world, endpoint, call)).status).toBe(200)
    reads = 0
    expectProblem(await send(world, endpoint, call, { key: keys.key_malformed }), 'key_malformed', endpoint)
    expect(reads).toBe(0)
    expectProblem(await send(world, endpoint, call, { key: keys.key_unknown }), 'key_unknown', endpoint)
    expect(reads).toBeGreaterThan(0)
  } finally {
    provideApp(app)
  }
})

const ROLES: Role[] = ['viewer', 'preparer', 'approver', 'admin']
const neededBy = ({ permission }: TenantEndpoint): Role => PERMISSIONS[permission]
const below = (role: Role): Role => ROLES[ROLES.indexOf(role) - 1]!

describe('a role that is one too low is refused before anything of the request is read', () => {
  test.each(OF_TENANTS.filter(([, endpoint]) => neededBy(endpoint) !== 'viewer'))('%s', async (_, endpoint) => {
    const key = keyOfRole.get(below(neededBy(endpoint)))
    expectProblem(await send(world, endpoint, { body: '{' }, { key }), 'role_too_low', endpoint)
  })
})

describe('the role that is needed is enough', () => {
  test.each(OF_TENANTS.filter(([, endpoint]) => neededBy(endpoint) !== 'admin'))('%s', async (_, endpoint) => {
    const answer = await send(world, endpoint, await callOf(endpoint, world), {
      key: keyOfRole.get(neededBy(endpoint)),
    })
    expect(answer.status).toBe(endpoint.status ?? 200)
  })
})

describe('the internal endpoints take their token alone', () => {
  test.each(ALL.filter(([, { access }]) => access === 'internal'))('%s', async (_, endpoint) => {
    const call = await callOf(endpoint, world)
    const headers = { 'x-internal-token': '' }
    expectProblem(await send(world, endpoint, call, { headers }), 'internal_token_wrong', endpoint)
    expectProblem(
      await send(world, endpoint, call, { headers, key: world.tenant.key }),
      'internal_token_wrong',
      endpoint,
    )
  })
})

describe('what is public needs no key', () => {
  test.each(ALL.filter(([, { access }]) => access === 'public'))('%s', async (_, endpoint) => {
    expect((await send(world, endpoint, {}, { key: makeKey('test') })).status).toBe(200)
  })
})
