import type { Config } from '@netlify/functions'
import { endpoint } from '../../lib/entry/endpoint.ts'
import { endpoints } from '../../lib/entry/http.ts'
import { ingestionForm } from '../../lib/entry/ingestion-form.ts'
import { ingestDocument } from '../../lib/jobs/ingest.ts'
import { DocumentAndJob } from '../../lib/jobs/job.ts'

export default endpoints(
  endpoint({
    permission: 'documents:upload',
    method: 'POST',
    path: '/api/v1/ingestion/upload',
    summary: 'Upload a document and queue its job, in one call',
    description:
      'Up to 4 MiB; larger ones go by `/uploads/presign`. The same file from the same vendor and key owner answers the same job.',
    status: 202,
    form: ingestionForm,
    response: DocumentAndJob,
    errors: ['document_too_large', 'content_type_unsupported', 'content_type_mismatch', 'workspace_required'],
    handle: (ctx, { body }) => ingestDocument(ctx, body),
  }),
)

export const config: Config = { path: ['/api/v1/ingestion/upload', '/v1/ingestion/upload'] }
