import type { Ctx, Tenant } from '../platform/context.ts'
import { readingHome } from '../platform/database.ts'
import { AppError, notFound } from '../platform/errors.ts'
import { listWorkspaces } from './store.ts'

/** The tenant as `?workspace_id=` narrows it; another tenant's workspace is as unknown as one that does not exist. */
export async function narrowToWorkspace(ctx: Ctx, workspaceId: string | undefined): Promise<Tenant> {
  if (workspaceId === undefined) return ctx.tenant
  const { workspace_ids } = ctx.tenant
  const known = workspace_ids ?? (await readingHome(ctx, listWorkspaces)).map(({ id }) => id)
  if (!known.includes(workspaceId)) throw notFound('workspace', workspaceId)
  return { ...ctx.tenant, workspace_ids: [workspaceId] }
}

/** The workspace that something new is to live in. 422 `workspace_required` when that is not clear. */
export async function workspaceToCreateIn(ctx: Ctx): Promise<string> {
  const { workspace_ids } = ctx.tenant
  const all = await readingHome(ctx, listWorkspaces)
  const possible = workspace_ids === null ? all : all.filter(({ id }) => workspace_ids.includes(id))
  if (possible.length === 1) return possible[0]!.id
  if (workspace_ids !== null) throw notFound('workspace', workspace_ids.join(', '))
  throw new AppError('workspace_required')
}
