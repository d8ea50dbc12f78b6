import type { Config } from '@netlify/functions'
import { openEndpoint } from '../../lib/entry/endpoint.ts'
import { healthChecks } from '../../lib/entry/health-checks.ts'
import { endpoints } from '../../lib/entry/http.ts'
import { Health, reportOf, statusCodeOf } from '../../lib/health/report.ts'
import type { App } from '../../lib/platform/context.ts'

const live = openEndpoint({
  access: 'public',
  method: 'GET',
  path: '/api/v1/health',
  summary: 'Whether the process answers at all',
  response: Health,
  handle: async ({ app }) => ({ body: reportOf([], app.now()) }),
})

const ready = openEndpoint({
  access: 'public',
  method: 'GET',
  path: '/api/v1/health/ready',
  summary: 'Whether requests can be served: the database, its roles and the store',
  response: Health,
  statusOtherwise: 503,
  handle: async ({ app }) => {
    const report = reportOf(await healthChecks(app, 'essential'), app.now())
    return { status: statusCodeOf(report), body: report }
  },
})

const everything = async ({ app }: { app: App }) => {
  const report = reportOf(await healthChecks(app, 'all'), app.now())
  return { status: statusCodeOf(report), body: report }
}

const detailed = openEndpoint({
  access: 'public',
  method: 'GET',
  path: '/api/v1/health/detailed',
  summary: 'Every dependency, with how long it took to answer',
  response: Health,
  statusOtherwise: 503,
  handle: everything,
})

const internal = openEndpoint({
  access: 'internal',
  method: 'GET',
  path: '/api/v1/internal/health',
  summary: 'The detailed report, for monitoring with the internal token',
  response: Health,
  statusOtherwise: 503,
  handle: everything,
})

export default endpoints(live, ready, detailed, internal)

export const config: Config = {
  path: [
    '/api/v1/health',
    '/v1/health',
    '/health',
    '/api/v1/health/ready',
    '/v1/health/ready',
    '/health/ready',
    '/api/v1/health/detailed',
    '/v1/health/detailed',
    '/health/detailed',
    '/api/v1/internal/health',
    '/v1/internal/health',
    '/internal/health',
  ],
}
