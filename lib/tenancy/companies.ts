import { recordEvent } from '../audit/record.ts'
import type { Ctx, Region, Role } from '../platform/context.ts'
import { inHomeTransaction, readingHome } from '../platform/database.ts'
import { AppError, fail, notFound } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import {
  findCompany,
  insertCompany,
  insertMember,
  insertWorkspace,
  insertWorkspaceRole,
  listMembers as listMemberRows,
  listWorkspaces,
} from './store.ts'

/** Makes the company that `ctx.tenant` names, with its first workspace. Returns both ids. */
export const createCompany = (ctx: Ctx, input: { name: string; region: Region; workspace: string }) =>
  inHomeTransaction(ctx, async (tx) => {
    const workspaceId = newId(ctx.app.now())
    await insertCompany(tx, { name: input.name, data_region: input.region })
    await insertWorkspace(tx, { id: workspaceId, name: input.workspace })
    await recordEvent(tx, 'company.created', { resource: { type: 'company', id: ctx.tenant.company_id } })
    await recordEvent(tx, 'workspace.created', {
      workspace_id: workspaceId,
      resource: { type: 'workspace', id: workspaceId },
    })
    return { company_id: ctx.tenant.company_id, workspace_id: workspaceId }
  })

/** Adds a workspace to the company; returns its id. */
export const addWorkspace = (ctx: Ctx, name: string): Promise<string> =>
  inHomeTransaction(ctx, async (tx) => {
    if (!(await findCompany(tx))) throw notFound('company', ctx.tenant.company_id)
    const id = newId(ctx.app.now())
    await insertWorkspace(tx, { id, name })
    await recordEvent(tx, 'workspace.created', { workspace_id: id, resource: { type: 'workspace', id } })
    return id
  })

type NewMember = { email: string; name: string; role: Role; workspaceId: string | null }

/** Adds a member with a role in the company, or in one workspace of it. Returns the id; 409 `member_exists`. */
export const addMember = (ctx: Ctx, { email, name, role, workspaceId }: NewMember): Promise<string> =>
  inHomeTransaction(ctx, async (tx) => {
    ;(await findCompany(tx)) ?? fail(notFound('company', ctx.tenant.company_id))
    const id = newId(ctx.app.now())
    const added = await insertMember(tx, { id, email, name, role: workspaceId ? null : role })
    if (!added) throw new AppError('member_exists')
    if (workspaceId) {
      const workspaces = await listWorkspaces(tx)
      if (!workspaces.some((workspace) => workspace.id === workspaceId)) throw notFound('workspace', workspaceId)
      await insertWorkspaceRole(tx, id, workspaceId, role)
    }
    await recordEvent(tx, 'member.added', {
      workspace_id: workspaceId,
      resource: { type: 'member', id },
      metadata: { role },
    })
    return id
  })

export const listMembers = (ctx: Ctx) => readingHome(ctx, listMemberRows)
