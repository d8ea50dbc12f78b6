import { describe, expect, test } from 'vitest'
import type { Role } from '../../lib/platform/context.ts'
import { covers, greaterRole, lesserRole, may, PERMISSIONS, type Permission } from '../../lib/tenancy/permissions.ts'

const roles: Role[] = ['viewer', 'preparer', 'approver', 'admin']

/** Who may what, by the page on roles: the lowest role for each thing that can be done. */
const LOWEST: Record<Permission, Role> = {
  'documents:read': 'viewer',
  'jobs:read': 'viewer',
  'events:read': 'viewer',
  'documents:upload': 'preparer',
  'jobs:run': 'preparer',
  'jobs:export': 'preparer',
  'keys:manage': 'admin',
}

describe('a role', () => {
  test.each(Object.entries(LOWEST) as [Permission, Role][])(
    '%s needs %s, and every role above has it',
    (name, lowest) => {
      const allowed = roles.filter((role) => may(role, name))
      expect(allowed).toEqual(roles.slice(roles.indexOf(lowest)))
    },
  )

  test('has no permission that is not named here', () => {
    expect(Object.keys(PERMISSIONS).sort()).toEqual(Object.keys(LOWEST).sort())
  })

  test.each(roles.flatMap((one) => roles.map((other) => [one, other] as const)))('%s against %s', (one, other) => {
    const [i, j] = [roles.indexOf(one), roles.indexOf(other)]
    expect(covers(one, other)).toBe(i >= j)
    expect(lesserRole(one, other)).toBe(roles[Math.min(i, j)])
    expect(greaterRole(one, other)).toBe(roles[Math.max(i, j)])
  })

  test('that does not exist may nothing', () => {
    expect(may('owner' as Role, 'documents:read')).toBe(false)
  })
})
