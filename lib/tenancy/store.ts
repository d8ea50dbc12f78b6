import { sql } from 'kysely'
import type { Region, Role } from '../platform/context.ts'
import { type Tx, tenantOf } from '../platform/database.ts'

/** A key as it was presented, before its tenant is known: row-level security shows the one whose hash this is. */
export const findPresentedKey = (tx: Tx, keyHash: Buffer) =>
  tx
    .selectFrom('api_keys')
    .select(['id', 'company_id', 'workspace_id', 'member_id', 'role'])
    .select(sql<boolean>`revoked_at is not null`.as('revoked'))
    .select(sql<boolean>`coalesce(expires_at <= now(), false)`.as('expired'))
    .select(sql<boolean>`last_used_at is null or last_used_at < now() - interval '1 minute'`.as('use_is_stale'))
    .where('key_hash', '=', keyHash)
    .executeTakeFirst()

/** The owner of a key, with the company; the role in the key's workspace where it has one. */
export const getKeyOwner = (tx: Tx, companyId: string, memberId: string, workspaceId: string | null) =>
  tx
    .selectFrom('members')
    .innerJoin('companies', 'companies.id', 'members.company_id')
    .leftJoin('workspace_roles', (join) =>
      join.onRef('workspace_roles.member_id', '=', 'members.id').on('workspace_roles.workspace_id', '=', workspaceId),
    )
    .select(['members.role', 'workspace_roles.role as workspace_role', 'companies.data_region'])
    .select(sql<boolean>`members.deactivated_at is null`.as('active'))
    .where('members.company_id', '=', companyId)
    .where('members.id', '=', memberId)
    .executeTakeFirstOrThrow()

export const markKeyUsed = (tx: Tx, companyId: string, keyId: string) =>
  tx
    .updateTable('api_keys')
    .set({ last_used_at: sql`now()` })
    .where('company_id', '=', companyId)
    .where('id', '=', keyId)
    .execute()

export const insertCompany = (tx: Tx, company: { name: string; data_region: Region }) =>
  tx
    .insertInto('companies')
    .values({ ...company, id: tenantOf(tx).company_id })
    .execute()

export const insertWorkspace = (tx: Tx, workspace: { id: string; name: string }) =>
  tx
    .insertInto('workspaces')
    .values({ ...workspace, company_id: tenantOf(tx).company_id })
    .execute()

export const findCompany = (tx: Tx) =>
  tx
    .selectFrom('companies')
    .select(['id', 'name', 'plan', 'data_region'])
    .where('id', '=', tenantOf(tx).company_id)
    .executeTakeFirst()

export const listWorkspaces = (tx: Tx) =>
  tx
    .selectFrom('workspaces')
    .select(['id', 'name'])
    .where('company_id', '=', tenantOf(tx).company_id)
    .orderBy('id')
    .execute()

type NewMember = { id: string; email: string; name: string; role: Role | null }

/** False when the company has a member with this mail address already. */
export async function insertMember(tx: Tx, member: NewMember): Promise<boolean> {
  const inserted = await tx
    .insertInto('members')
    .values({ ...member, company_id: tenantOf(tx).company_id })
    .onConflict((conflict) => conflict.expression(sql`company_id, lower(email)`).doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

export const insertWorkspaceRole = (tx: Tx, memberId: string, workspaceId: string, role: Role) =>
  tx
    .insertInto('workspace_roles')
    .values({ company_id: tenantOf(tx).company_id, member_id: memberId, workspace_id: workspaceId, role })
    .execute()

export const listMembers = (tx: Tx) =>
  tx
    .selectFrom('members')
    .select(['id', 'email', 'name', 'role', 'deactivated_at', 'created_at'])
    .where('company_id', '=', tenantOf(tx).company_id)
    .orderBy('id')
    .execute()

export const findMember = (tx: Tx, memberId: string) =>
  tx
    .selectFrom('members')
    .select(['id', 'role'])
    .where('company_id', '=', tenantOf(tx).company_id)
    .where('id', '=', memberId)
    .where('deactivated_at', 'is', null)
    .executeTakeFirst()

export const findWorkspaceRole = (tx: Tx, memberId: string, workspaceId: string) =>
  tx
    .selectFrom('workspace_roles')
    .select('role')
    .where('company_id', '=', tenantOf(tx).company_id)
    .where('member_id', '=', memberId)
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst()

const KEY_COLUMNS = [
  'id',
  'name',
  'role',
  'workspace_id',
  'member_id',
  'key_start',
  'expires_at',
  'revoked_at',
  'last_used_at',
  'created_at',
] as const

type NewKey = {
  id: string
  name: string
  role: Role
  workspace_id: string | null
  member_id: string
  key_hash: Buffer
  key_start: string
  expires_at: Date | null
}

export const insertKey = (tx: Tx, key: NewKey) =>
  tx
    .insertInto('api_keys')
    .values({ ...key, company_id: tenantOf(tx).company_id })
    .returning(KEY_COLUMNS)
    .executeTakeFirstOrThrow()

/** Keys that this tenant may know of: a workspace key knows the keys of its workspace alone. */
function knownKeys(tx: Tx) {
  const { company_id, workspace_ids } = tenantOf(tx)
  const query = tx.selectFrom('api_keys').select(KEY_COLUMNS).where('company_id', '=', company_id)
  return workspace_ids === null ? query : query.where('workspace_id', 'in', [...workspace_ids])
}

export const listKeys = (tx: Tx, before: string | undefined, limit: number) =>
  knownKeys(tx)
    .$if(before !== undefined, (query) => query.where('id', '<', before!))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()

export const lockKey = (tx: Tx, keyId: string) => knownKeys(tx).where('id', '=', keyId).forUpdate().executeTakeFirst()

export const markKeyRevoked = (tx: Tx, keyId: string, at: Date) =>
  tx
    .updateTable('api_keys')
    .set({ revoked_at: at })
    .where('company_id', '=', tenantOf(tx).company_id)
    .where('id', '=', keyId)
    .returning(KEY_COLUMNS)
    .executeTakeFirstOrThrow()
