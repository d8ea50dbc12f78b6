import { setTimeout as pause } from 'node:timers/promises'
import * as z from 'zod/mini'
import type { Ctx } from '../platform/context.ts'
import { inTransaction } from '../platform/database.ts'
import { AppError } from '../platform/errors.ts'
import type { Objects } from '../platform/objects.ts'
import { once } from '../platform/once.ts'
import { changeDocument } from './change.ts'
import { beginsLike, type ContentType, endsLike, PDF, SNIFF_BYTES, TAIL_BYTES } from './content-types.ts'
import { type DocumentRow, lockDocument } from './store.ts'

export const UploadedParts = once(() =>
  z
    .array(
      z.object({
        number: z.int().check(z.gte(1), z.lte(10_000)),
        etag: z.string().check(z.minLength(1), z.maxLength(255)),
      }),
    )
    .check(z.minLength(1), z.maxLength(10_000)),
)
export type UploadedParts = z.output<ReturnType<typeof UploadedParts>>

type Upload = Pick<DocumentRow, 'id' | 'upload_key' | 'upload_id' | 'size_bytes' | 'content_type'>

/** What is wrong with an upload; `final` where no other request can mend it, so that document and object go. */
type Fault = { error: AppError; final: boolean }

/** What a store says of an upload that another call is completing, or has just completed. */
const IN_OTHER_HANDS = ['OperationAborted', 'NoSuchUpload']
/** How long a second call waits for the first one, whose parts the store is putting together, and how often it looks. */
const JOINING = { looks: 20, pauseMs: 250 }

async function appears(objects: Objects, key: string): Promise<boolean> {
  for (let look = 0; look < JOINING.looks; look++) {
    if (await objects.head(key)) return true
    await pause(JOINING.pauseMs)
  }
  return false
}

/** Puts the parts together; a second call finds the object already there. */
async function joinParts(objects: Objects, { upload_key, upload_id }: Upload, parts: UploadedParts | undefined) {
  if (await objects.head(upload_key)) return undefined
  if (!parts) return new AppError('upload_parts_invalid', 'This upload has parts: send their numbers and etags.')
  const ordered = parts.toSorted((one, other) => one.number - other.number)
  try {
    await objects.completeMultipart(upload_key, upload_id!, ordered)
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    if (IN_OTHER_HANDS.includes((cause as Error).name) && (await appears(objects, upload_key))) return undefined
    return new AppError('upload_parts_invalid', 'The store refuses these parts.', { cause })
  }
  return undefined
}

async function findFault(
  objects: Objects,
  upload: Upload,
  parts: UploadedParts | undefined,
): Promise<Fault | undefined> {
  const unjoined = upload.upload_id ? await joinParts(objects, upload, parts) : undefined
  if (unjoined) return { error: unjoined, final: false }
  const found = await objects.head(upload.upload_key)
  const start = found && (await objects.start(upload.upload_key, SNIFF_BYTES))
  if (!start)
    return { error: new AppError('upload_missing', 'Upload the document first, then complete it.'), final: false }
  if (found.size_bytes !== upload.size_bytes) {
    const detail = `${upload.size_bytes} bytes were announced, ${found.size_bytes} were uploaded.`
    return { error: new AppError('size_mismatch', detail), final: true }
  }
  return mismatch(objects, upload, start)
}

/** By how it begins, and for an archive by what its end says that it holds. */
async function mismatch(objects: Objects, upload: Upload, start: Uint8Array): Promise<Fault | undefined> {
  const type = upload.content_type as ContentType
  const fault = (detail: string) => ({ error: new AppError('content_type_mismatch', detail), final: true })
  if (!beginsLike(type, start)) return fault(`The object does not begin like ${type}.`)
  const tail = type === PDF ? undefined : await objects.end(upload.upload_key, TAIL_BYTES)
  return tail && !endsLike(type, tail, upload.size_bytes) ? fault('The archive holds no Word document.') : undefined
}

/**
 * The quick look at what was uploaded: is it there, of the announced size, and does it begin and end like its type.
 * What is not is removed, its document FAILED, and the refusal thrown: 409 `upload_missing`, 422 for the rest. Says nothing
 * about an upload that another call has had accepted meanwhile: a worker may have moved its object away already.
 */
export async function verifyUpload(ctx: Ctx, upload: Upload, parts: UploadedParts | undefined): Promise<void> {
  const objects = await ctx.app.objects(ctx.tenant.region)
  const fault = await findFault(objects, upload, parts)
  if (!fault) return
  const refused = await inTransaction(ctx, async (tx) => {
    if ((await lockDocument(tx, upload.id))?.processing_status !== 'PENDING_UPLOAD') return false
    if (fault.final) await changeDocument(tx, upload.id, 'content refused', { error: fault.error })
    return true
  })
  if (!refused) return
  if (fault.final) await objects.remove(upload.upload_key)
  throw fault.error
}
