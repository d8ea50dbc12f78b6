import * as z from 'zod/mini'
import type { Ctx } from '../platform/context.ts'
import { once } from '../platform/once.ts'
import { CONTENT_TYPES } from './content-types.ts'

export const Failure = once(() => z.nullable(z.object({ code: z.string(), detail: z.string() })))

export const Document = once(() =>
  z
    .object({
      id: z.uuid(),
      workspace_id: z.uuid(),
      original_filename: z.string(),
      content_type: z.enum(CONTENT_TYPES),
      size_bytes: z.int(),
      sha256: z.nullable(z.string()),
      processing_status: z.enum(['PENDING_UPLOAD', 'UPLOADED', 'PROCESSING', 'RETRYING', 'COMPLETED', 'FAILED']),
      page_count: z.nullable(z.int()),
      warnings: z.array(z.string()),
      error: Failure(),
      created_at: z.date(),
      updated_at: z.date(),
    })
    .register(z.globalRegistry, { id: 'Document' }),
)
export type Document = z.output<ReturnType<typeof Document>>

type Row = Omit<Document, 'error' | 'content_type' | 'processing_status'> & {
  content_type: string
  processing_status: string
  error_code: string | null
  error_detail: string | null
}

/** A row as clients see it. */
export const documentOf = (row: Row): Document => ({
  id: row.id,
  workspace_id: row.workspace_id,
  original_filename: row.original_filename,
  content_type: row.content_type as Document['content_type'],
  size_bytes: row.size_bytes,
  sha256: row.sha256,
  processing_status: row.processing_status as Document['processing_status'],
  page_count: row.page_count,
  warnings: row.warnings,
  error: row.error_code ? { code: row.error_code, detail: row.error_detail ?? '' } : null,
  created_at: row.created_at,
  updated_at: row.updated_at,
})

/** Where an upload lands: its URL can write here and nowhere else. */
export const uploadKey = (ctx: Ctx, documentId: string): string => `uploads/${ctx.tenant.company_id}/${documentId}`

/** Where a document stays once it has been inspected; no URL ever writes here. */
export const documentKey = (ctx: Ctx, documentId: string): string => `documents/${ctx.tenant.company_id}/${documentId}`
