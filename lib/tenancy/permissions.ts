import type { Role } from '../platform/context.ts'

const ORDER: readonly Role[] = ['viewer', 'preparer', 'approver', 'admin']

/** The one table of who may what: the lowest role that has each permission. */
export const PERMISSIONS = {
  'documents:read': 'viewer',
  'jobs:read': 'viewer',
  'events:read': 'viewer',
  'documents:upload': 'preparer',
  'jobs:run': 'preparer',
  'jobs:export': 'preparer',
  'keys:manage': 'admin',
} as const satisfies Record<string, Role>

export type Permission = keyof typeof PERMISSIONS

const atLeast = (role: Role, needed: Role): boolean => ORDER.indexOf(role) >= ORDER.indexOf(needed)

export const may = (role: Role, permission: Permission): boolean => atLeast(role, PERMISSIONS[permission])

/** Whether `role` has every right that `other` has. */
export const covers = (role: Role, other: Role): boolean => atLeast(role, other)

export const lesserRole = (one: Role, other: Role): Role => (covers(one, other) ? other : one)
export const greaterRole = (one: Role, other: Role): Role => (covers(one, other) ? one : other)
