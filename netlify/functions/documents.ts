import type { Config } from '@netlify/functions'
import * as z from 'zod/mini'
import { Document } from '../../lib/documents/document.ts'
import { getDocument, listDocuments, readFileUrl } from '../../lib/documents/read.ts'
import { endpoint } from '../../lib/entry/endpoint.ts'
import { endpoints } from '../../lib/entry/http.ts'
import { Id, PageQuery, pageShape } from '../../lib/entry/parameters.ts'
import { Job } from '../../lib/jobs/job.ts'
import { processAgain } from '../../lib/jobs/process-again.ts'
import { contentDisposition } from '../../lib/schedules/export-name.ts'

const list = endpoint({
  permission: 'documents:read',
  method: 'GET',
  path: '/api/v1/documents',
  summary: 'Documents, newest first',
  query: () => z.extend(PageQuery(), { status: z.optional(Document().shape.processing_status) }),
  response: pageShape(Document, 'DocumentPage'),
  errors: ['cursor_invalid'],
  handle: (ctx, { query }) => listDocuments(ctx, query),
})

const get = endpoint({
  permission: 'documents:read',
  method: 'GET',
  path: '/api/v1/documents/:id',
  summary: 'A document',
  params: Id,
  response: Document,
  errors: ['document_not_found'],
  handle: (ctx, { params }) => getDocument(ctx, params.id),
})

const file = endpoint({
  permission: 'documents:read',
  method: 'GET',
  path: '/api/v1/documents/:id/file',
  summary: 'The file of a document, by a redirect to a short-lived URL',
  params: Id,
  status: 302,
  errors: ['document_not_found', 'document_state_conflict'],
  handle: (ctx, { params }) => readFileUrl(ctx, params.id, contentDisposition),
  answer: async (_ctx, location) => ({ kind: 'redirect', status: 302, location }),
})

const process = endpoint({
  permission: 'jobs:run',
  method: 'POST',
  path: '/api/v1/documents/:id/process',
  summary: 'Process a document again',
  status: 202,
  params: Id,
  response: () => z.object({ job: Job() }).register(z.globalRegistry, { id: 'NewJob' }),
  errors: ['document_not_found', 'document_state_conflict', 'job_state_conflict'],
  handle: (ctx, { params }) => processAgain(ctx, params.id),
})

export default endpoints(list, get, file, process)

export const config: Config = {
  path: [
    '/api/v1/documents',
    '/v1/documents',
    '/api/v1/documents/:id',
    '/v1/documents/:id',
    '/api/v1/documents/:id/file',
    '/v1/documents/:id/file',
    '/api/v1/documents/:id/process',
    '/v1/documents/:id/process',
  ],
}
