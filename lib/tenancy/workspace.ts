import type { Ctx, Tenant } from '../platform/context.ts'
import { readingHome } from '../platform/database.ts'
import { AppError, notFound } from '../platform/errors.ts'
import { listWorkspaces } from './store.ts'

/** The tenant as `?workspace_id=` narrows it; another workspace's id is as unknown as one that does not exist. */
export function narrowToWorkspace(tenant: Tenant, workspaceId: string | undefined): Tenant {
  if (workspaceId === undefined) return tenant
  if (tenant.workspace_ids !== null && !tenant.workspace_ids.includes(workspaceId))
    throw notFound('workspace', workspaceId)
  return { ...tenant, workspace_ids: [workspaceId] }
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
