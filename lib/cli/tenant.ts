import { systemContext } from '../entry/system-context.ts'
import type { App, Ctx, Region, Role } from '../platform/context.ts'
import { newId } from '../platform/ids.ts'
import { continueTrace } from '../platform/trace.ts'
import { addMember, createCompany } from '../tenancy/companies.ts'
import { createKey } from '../tenancy/keys.ts'

/** An operator at a terminal, acting for a company. */
export const operatorContext = (app: App, companyId: string, region: Region = 'US'): Ctx =>
  systemContext(app, { actor: 'operator', companyId, region, trace: continueTrace(undefined) })

type NewTenant = { company: string; workspace: string; email: string; name: string; role?: Role; region?: Region }

/** A company with a workspace, a member and the member's key: all that a first request needs. */
export async function createTenant(app: App, tenant: NewTenant) {
  const ctx = operatorContext(app, newId(app.now()), tenant.region)
  const { company_id, workspace_id } = await createCompany(ctx, {
    name: tenant.company,
    region: tenant.region ?? 'US',
    workspace: tenant.workspace,
  })
  const role = tenant.role ?? 'admin'
  const member_id = await addMember(ctx, { email: tenant.email, name: tenant.name, role, workspaceId: null })
  const { key } = await createKey(ctx, { name: 'first key', role, member_id })
  return { company_id, workspace_id, member_id, key }
}
