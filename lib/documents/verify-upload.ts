import * as z from 'zod'
import type { Ctx } from '../platform/context.ts'
import { inTransaction } from '../platform/database.ts'
import { AppError } from '../platform/errors.ts'
import type { Objects } from '../platform/objects.ts'
import { changeDocument } from './change.ts'
import { beginsLike, type ContentType, SNIFF_BYTES } from './content-types.ts'
import type { DocumentRow } from './store.ts'

export const UploadedParts = z
  .array(z.object({ number: z.int().min(1).max(10_000), etag: z.string().min(1).max(255) }))
  .min(1)
  .max(10_000)
export type UploadedParts = z.output<typeof UploadedParts>

type Upload = Pick<DocumentRow, 'id' | 'upload_key' | 'upload_id' | 'size_bytes' | 'content_type'>

/** Puts the parts together; a second call finds the object already there. */
async function joinParts(objects: Objects, { upload_key, upload_id }: Upload, parts: UploadedParts | undefined) {
  if (await objects.head(upload_key)) return
  if (!parts) throw new AppError('upload_parts_invalid', 'This upload has parts: send their numbers and etags.')
  const ordered = parts.toSorted((one, other) => one.number - other.number)
  await objects.completeMultipart(upload_key, upload_id!, ordered).catch((cause: unknown) => {
    if (cause instanceof AppError) throw cause
    throw new AppError('upload_parts_invalid', 'The store refuses these parts.', { cause })
  })
}

/** What is wrong with an object that is there. */
async function findFault(objects: Objects, upload: Upload, size: number): Promise<AppError | undefined> {
  if (size !== upload.size_bytes)
    return new AppError('size_mismatch', `${upload.size_bytes} bytes were announced, ${size} were uploaded.`)
  const start = await objects.start(upload.upload_key, SNIFF_BYTES)
  if (!beginsLike(upload.content_type as ContentType, start))
    return new AppError('content_type_mismatch', `The object does not begin like ${upload.content_type}.`)
  return undefined
}

/**
 * The quick look at what was uploaded: is it there, of the announced size, and does it begin like its type. What is
 * not is removed, its document FAILED, and the refusal thrown: 409 `upload_missing`, 422 for the rest.
 */
export async function verifyUpload(ctx: Ctx, upload: Upload, parts: UploadedParts | undefined): Promise<void> {
  const objects = await ctx.app.objects(ctx.tenant.region)
  if (upload.upload_id) await joinParts(objects, upload, parts)
  const found = await objects.head(upload.upload_key)
  if (!found) throw new AppError('upload_missing', 'Upload the document first, then complete it.')
  const fault = await findFault(objects, upload, found.size_bytes)
  if (!fault) return
  await inTransaction(ctx, (tx) => changeDocument(tx, upload.id, 'content refused', { error: fault }))
  await objects.remove(upload.upload_key)
  throw fault
}
