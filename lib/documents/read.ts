import { recordEvent } from '../audit/record.ts'
import type { Ctx } from '../platform/context.ts'
import { decodeCursor, type Page, pageOf } from '../platform/cursor.ts'
import { inTransaction, reading } from '../platform/database.ts'
import { AppError, fail, notFound } from '../platform/errors.ts'
import { type Document, documentOf } from './document.ts'
import { findDocument, listDocuments as listRows } from './store.ts'

type Query = { limit: number; cursor?: string | undefined; status?: string | undefined }

/** Newest first. */
export function listDocuments(ctx: Ctx, { limit, cursor, status }: Query): Promise<Page<Document>> {
  const [before] = decodeCursor('documents', ['id'], cursor) ?? []
  return reading(ctx, async (tx) => {
    const page = pageOf('documents', await listRows(tx, { status, before, limit: limit + 1 }), limit, ({ id }) => [id])
    return { ...page, data: page.data.map(documentOf) }
  })
}

export const getDocument = (ctx: Ctx, id: string): Promise<Document> =>
  reading(ctx, async (tx) => documentOf((await findDocument(tx, id)) ?? fail(notFound('document', id))))

/** How long the URL of a file is valid. */
const FILE_URL_SECONDS = 300

/** A short-lived URL of the document's file; reading it is an event. 409 until the file has been inspected. */
export async function readFileUrl(ctx: Ctx, id: string, disposition: (name: string) => string): Promise<string> {
  const document = await inTransaction(ctx, async (tx) => {
    const found = (await findDocument(tx, id)) ?? fail(notFound('document', id))
    if (!found.object_key)
      throw new AppError('document_state_conflict', 'The file has not been inspected, or was refused.')
    const resource = { type: 'document', id }
    await recordEvent(tx, 'document.file_read', { workspace_id: found.workspace_id, document_id: id, resource })
    return found
  })
  const objects = await ctx.app.objects(ctx.tenant.region)
  return objects.presignGet(
    document.object_key!,
    disposition(document.filename),
    document.content_type,
    FILE_URL_SECONDS,
  )
}
