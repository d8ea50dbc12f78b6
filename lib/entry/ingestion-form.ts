import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import type { IngestedFile } from '../documents/ingestion.ts'
import { AppError } from '../platform/errors.ts'
import { once } from '../platform/once.ts'
import { type FormBody, parseWith } from './request-body.ts'

/** What fits into a buffered request of a Netlify function, whose 6 MB hold binary in base64. */
const LIMIT_BYTES = 4 * 1_048_576

const Fields = once(() =>
  z.strictObject({
    file: z.file({ error: 'must be a file' }).register(z.globalRegistry, { description: 'A PDF or DOCX document.' }),
    vendor_id: z
      .optional(z.string().check(z.minLength(1), z.maxLength(255)))
      .register(z.globalRegistry, { description: 'Whom the document is from.' }),
  }),
)

const tooLarge = `This call takes ${LIMIT_BYTES} bytes; presign a larger document with POST /api/v1/uploads/presign.`

export const ingestionForm: FormBody<IngestedFile> = {
  limitBytes: LIMIT_BYTES,
  fields: Fields,
  tooLarge,
  read: async (form) => {
    const { file, vendor_id } = parseWith(Fields(), Object.fromEntries(form), 'form')
    if (file.size > LIMIT_BYTES) throw new AppError('document_too_large', tooLarge)
    if (file.size === 0)
      throw new AppError('validation_failed', 'The file is empty.', {
        errors: [{ path: 'file', message: 'must not be empty' }],
      })
    const bytes = new Uint8Array(await file.arrayBuffer())
    return { filename: file.name || 'document', contentType: file.type, bytes, vendorId: vendor_id ?? null }
  },
  fingerprint: ({ filename, contentType, bytes, vendorId }) => [
    filename,
    contentType,
    vendorId,
    createHash('sha256').update(bytes).digest('hex'),
  ],
}
