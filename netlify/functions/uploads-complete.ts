import type { Config } from '@netlify/functions'
import { endpoint } from '../../lib/entry/endpoint.ts'
import { endpoints } from '../../lib/entry/http.ts'
import { DocumentId } from '../../lib/entry/parameters.ts'
import { Completion, completeUpload } from '../../lib/jobs/complete-upload.ts'
import { DocumentAndJob } from '../../lib/jobs/job.ts'

export default endpoints(
  endpoint({
    permission: 'documents:upload',
    method: 'POST',
    path: '/api/v1/uploads/:document_id/complete',
    summary: 'Say that the upload is done, and queue its job',
    description: 'A second call answers the same job.',
    status: 202,
    params: DocumentId,
    body: Completion,
    response: DocumentAndJob,
    errors: [
      'document_not_found',
      'upload_missing',
      'size_mismatch',
      'content_type_mismatch',
      'upload_parts_invalid',
      'document_state_conflict',
    ],
    handle: (ctx, { params, body }) => completeUpload(ctx, params.document_id, body),
  }),
)

export const config: Config = {
  path: ['/api/v1/uploads/:document_id/complete', '/v1/uploads/:document_id/complete'],
}
