/**
 * How each endpoint is called so that it succeeds. The contract tests go over all endpoints with this; one that is
 * not here fails them.
 */
import { randomUUID } from 'node:crypto'
import { type Endpoint, takesBody } from '../../lib/entry/endpoint.ts'
import { nameOf } from '../../scripts/openapi/endpoints.ts'
import { type Answer, type Asked, ask } from './ask.ts'
import { newJob, newJoinedSchedule, newKey, newUpload, samplePdf, type World } from './world.ts'

export type Call = {
  params?: Record<string, string>
  query?: Record<string, string>
  body?: unknown
  /** Another valid body, where there is one: with the same idempotency key it is another request. */
  otherBody?: unknown
}

type Caller = (world: World) => Call | Promise<Call>

const PDF = 'application/pdf'
const announced = (size_bytes: number) => ({ filename: 'book.pdf', content_type: PDF, size_bytes })

function ingestion(vendorId: string): FormData {
  const form = new FormData()
  form.append('file', new File([new Uint8Array(samplePdf())], 'book.pdf', { type: PDF }))
  form.append('vendor_id', vendorId)
  return form
}

const ofFinishedJob: Caller = ({ finished }) => ({ params: { job_id: finished.job_id } })
const ofFinishedDocument: Caller = ({ finished }) => ({ params: { id: finished.document_id } })
const plain: Caller = () => ({})

const CALLS: Record<string, Caller> = {
  'GET /api/v1/health': plain,
  'GET /api/v1/health/ready': plain,
  'GET /api/v1/health/detailed': plain,
  'GET /api/v1/internal/health': plain,
  'POST /api/v1/uploads/presign': () => ({ body: announced(1000), otherBody: announced(1001) }),
  'POST /api/v1/uploads/:document_id/complete': async (world) => ({ params: await newUpload(world), body: {} }),
  'POST /api/v1/ingestion/upload': () => ({ body: ingestion(randomUUID()), otherBody: ingestion(randomUUID()) }),
  'GET /api/v1/documents': plain,
  'GET /api/v1/documents/:id': ofFinishedDocument,
  'GET /api/v1/documents/:id/timeline': ofFinishedDocument,
  'GET /api/v1/documents/:id/file': ofFinishedDocument,
  'POST /api/v1/documents/:id/process': async (world) => {
    const { document_id, job_id } = await newJob(world)
    await world.api('POST', `/jobs/${job_id}/cancel`)
    return { params: { id: document_id } }
  },
  'GET /api/v1/jobs': plain,
  'GET /api/v1/jobs/:job_id': ofFinishedJob,
  'POST /api/v1/jobs/:job_id/cancel': async (world) => ({ params: { job_id: (await newJob(world)).job_id } }),
  'GET /api/v1/jobs/:job_id/audit': ofFinishedJob,
  'GET /api/v1/jobs/:job_id/schedules': ofFinishedJob,
  'GET /api/v1/jobs/:job_id/schedules/:schedule_id': ({ finished }) => ({
    params: { job_id: finished.job_id, schedule_id: finished.schedule_ids[0]! },
  }),
  'PUT /api/v1/jobs/:job_id/schedules/selection': ({ finished }) => ({
    params: { job_id: finished.job_id },
    body: { schedule_ids: finished.schedule_ids },
    otherBody: { schedule_ids: finished.schedule_ids.slice(1) },
  }),
  'PUT /api/v1/jobs/:job_id/schedules/:schedule_id/split': async (world) => {
    const { schedule_id, pages } = await newJoinedSchedule(world)
    return { params: { job_id: world.finished.job_id, schedule_id }, body: {}, otherBody: { pages: pages.slice(1) } }
  },
  'POST /api/v1/jobs/:job_id/export': ({ finished }) => ({
    params: { job_id: finished.job_id },
    body: { format: 'xlsx', schedule_ids: finished.schedule_ids },
    otherBody: { format: 'json', schedule_ids: finished.schedule_ids },
  }),
  'GET /api/v1/jobs/:job_id/export': ({ finished }) => ({
    params: { job_id: finished.job_id },
    query: { format: 'csv', schedule_ids: finished.schedule_ids.join(',') },
  }),
  'POST /api/v1/keys': () => ({ body: { name: 'one', role: 'viewer' }, otherBody: { name: 'other', role: 'viewer' } }),
  'GET /api/v1/keys': plain,
  'DELETE /api/v1/keys/:id': async (world) => ({ params: { id: (await newKey(world)).id } }),
}

export const CALLED = Object.keys(CALLS)

/** Makes what the endpoint needs, and how to call it. */
export async function callOf(endpoint: Endpoint, world: World): Promise<Call> {
  const caller = CALLS[nameOf(endpoint)]
  if (!caller) throw new Error(`${nameOf(endpoint)}: say in tests/entry/calls.ts how to call it`)
  return caller(world)
}

export function pathOf(spelling: string, { params = {}, query }: Call): string {
  const path = spelling.replace(/:(\w+)/g, (_, name: string) => params[name] ?? `no-${name}`)
  return query ? `${path}?${new URLSearchParams(query)}` : path
}

/** The call as its tenant makes it, with whatever shall be otherwise. */
export function send(world: World, endpoint: Endpoint, call: Call, otherwise: Partial<Asked> = {}): Promise<Answer> {
  const { headers, ...rest } = otherwise
  const token: Record<string, string> =
    endpoint.access === 'internal' ? { 'x-internal-token': world.stack.app.config.INTERNAL_TOKEN! } : {}
  return ask(world.stack.url, {
    method: endpoint.method,
    path: pathOf(endpoint.path, call),
    key: endpoint.access === 'tenant' ? world.tenant.key : undefined,
    body: takesBody(endpoint) ? call.body : undefined,
    ...rest,
    headers: { ...token, ...headers },
  })
}
