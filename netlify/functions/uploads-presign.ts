import type { Config } from '@netlify/functions'
import { NewUpload, PresignedUpload, presignUpload } from '../../lib/documents/presign.ts'
import { endpoint } from '../../lib/entry/endpoint.ts'
import { endpoints } from '../../lib/entry/http.ts'

export default endpoints(
  endpoint({
    permission: 'documents:upload',
    method: 'POST',
    path: '/api/v1/uploads/presign',
    summary: 'Announce a document and get a URL to upload it to',
    description:
      'Up to `MULTIPART_THRESHOLD_BYTES` a form to post, whose policy binds the key, the type and the exact size; above it, a URL for each part.',
    status: 201,
    body: NewUpload,
    response: PresignedUpload,
    errors: ['content_type_unsupported', 'document_too_large', 'workspace_required', 'workspace_not_found'],
    // The form carries a signature.
    idempotency: { seal: true },
    handle: (ctx, { body }) => presignUpload(ctx, body),
  }),
)

export const config: Config = { path: ['/api/v1/uploads/presign', '/v1/uploads/presign'] }
