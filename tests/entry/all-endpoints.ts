import { type Endpoint, type TenantEndpoint, takesBody } from '../../lib/entry/endpoint.ts'
import { loadEndpoints, nameOf } from '../../scripts/openapi/endpoints.ts'

/** Endpoints with their names, as `test.each` takes them. */
const named = <E extends Endpoint>(endpoints: E[]): [string, E][] => endpoints.map((one) => [nameOf(one), one])

const endpoints = await loadEndpoints()
const tenant = endpoints.filter((one): one is TenantEndpoint => one.access === 'tenant')

export const ALL = named(endpoints)
export const OF_TENANTS = named(tenant)
export const WRITES = named(tenant.filter(takesBody))
export const WITH_JSON = named(tenant.filter((one) => takesBody(one) && !one.form))
export const WITH_IDS = named(tenant.filter(({ path }) => path.includes(':')))
