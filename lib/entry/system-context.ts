import type { App, Ctx, Region } from '../platform/context.ts'
import type { Log } from '../platform/log.ts'
import type { Trace } from '../platform/trace.ts'

type As = { actor: string; companyId: string; region: Region; trace: Trace; log?: Log }

/** The product itself acting for a tenant: a consumer, a cron or an operator's command. */
export const systemContext = (app: App, { actor, companyId, region, trace, log }: As): Ctx => ({
  app,
  tenant: { company_id: companyId, region, workspace_ids: null },
  actor: { type: 'system', id: actor },
  trace,
  log: (log ?? app.log).with({ trace_id: trace.trace_id, company_id: companyId }),
})
