/**
 * Who is calling. Tenancy owns companies, workspaces, members and keys; a request becomes somebody here and nowhere
 * else, with the lesser of the key's role and its owner's, and within the key's workspace where it has one.
 */
import type { Actor, App, Region, Role, Tenant } from '../platform/context.ts'
import { becomeTenant, presentingKey } from '../platform/database.ts'
import { AppError, fail } from '../platform/errors.ts'
import { hashKey, isWellFormedKey } from './key-format.ts'
import { greaterRole, lesserRole } from './permissions.ts'
import { findPresentedKey, getKeyOwner, markKeyUsed } from './store.ts'

export type Identity = { actor: Actor & { type: 'key' }; tenant: Tenant }

/** The key in an Authorization header: 401 where there is none, or none that could be one. Reads no database. */
export function keyIn(authorization: string | null): string {
  const key = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1]
  if (!key) throw new AppError('key_missing', 'Send `Authorization: Bearer <api key>`.')
  if (!isWellFormedKey(key)) throw new AppError('key_malformed')
  return key
}

/** Finds whom a key belongs to, and notes its use at most once a minute. Throws 401s. */
export function authenticate(app: App, presented: string): Promise<Identity> {
  const hash = hashKey(presented)
  return presentingKey(app, hash, async (tx) => {
    const key = (await findPresentedKey(tx, hash)) ?? fail(new AppError('key_unknown'))
    if (key.revoked) throw new AppError('key_revoked')
    if (key.expired) throw new AppError('key_expired')
    await becomeTenant(tx, key.company_id)
    const owner = await getKeyOwner(tx, key.company_id, key.member_id, key.workspace_id)
    const ownRole = roleOf(owner.role as Role | null, owner.workspace_role as Role | null)
    if (!owner.active || !ownRole) throw new AppError('member_inactive')
    if (key.use_is_stale) await markKeyUsed(tx, key.company_id, key.id)
    const role = lesserRole(key.role as Role, ownRole)
    return {
      actor: { type: 'key', id: key.id, member_id: key.member_id, role },
      tenant: {
        company_id: key.company_id,
        region: owner.data_region as Region,
        workspace_ids: key.workspace_id === null ? null : [key.workspace_id],
      },
    }
  })
}

/** A member's role where the key reaches: in the company, or the stronger one of the key's workspace. */
const roleOf = (company: Role | null, workspace: Role | null): Role | null =>
  company && workspace ? greaterRole(company, workspace) : (company ?? workspace)
