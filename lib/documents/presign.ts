import * as z from 'zod/mini'
import { recordEvent } from '../audit/record.ts'
import { conclude } from '../idempotency/conclude.ts'
import type { Ctx } from '../platform/context.ts'
import { inTransaction } from '../platform/database.ts'
import { AppError } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { once } from '../platform/once.ts'
import { workspaceToCreateIn } from '../tenancy/workspace.ts'
import { type ContentType, isContentType } from './content-types.ts'
import { uploadKey } from './document.ts'
import { printableName, safeFilename } from './filename.ts'
import { insertDocument } from './store.ts'

export const NewUpload = once(() =>
  z.strictObject({
    filename: z.string().check(z.minLength(1), z.maxLength(10_000)),
    content_type: z.string().check(z.maxLength(255)),
    size_bytes: z.int().check(z.gte(1)),
    sha256: z.optional(z.string().check(z.regex(/^[0-9a-f]{64}$/))),
  }),
)
export type NewUpload = z.output<ReturnType<typeof NewUpload>>

export const PresignedUpload = once(() =>
  z
    .object({
      document_id: z.uuid(),
      upload: z.discriminatedUnion('method', [
        z.object({
          method: z.literal('POST'),
          url: z.url(),
          fields: z.record(z.string(), z.string()),
          expires_at: z.date(),
        }),
        z.object({
          method: z.literal('MULTIPART'),
          upload_id: z.string(),
          part_size_bytes: z.int(),
          parts: z.array(z.object({ number: z.int(), url: z.url() })),
          expires_at: z.date(),
        }),
      ]),
    })
    .register(z.globalRegistry, { id: 'PresignedUpload' }),
)
export type PresignedUpload = z.output<ReturnType<typeof PresignedUpload>>

/** Large enough that 5 GiB are fewer than 10,000 parts, small enough that a lost part is soon sent again. */
const PART_SIZE_BYTES = 8 * 1_048_576

/** 415 and 413, as API.md has them for every way of upload. */
export function refuseUpload(ctx: Ctx, contentType: string, sizeBytes: number): asserts contentType is ContentType {
  if (!isContentType(contentType))
    throw new AppError('content_type_unsupported', 'Only PDF and DOCX documents are taken.')
  const { MAX_UPLOAD_BYTES } = ctx.app.config
  if (sizeBytes > MAX_UPLOAD_BYTES)
    throw new AppError('document_too_large', `A document may have ${MAX_UPLOAD_BYTES} bytes.`)
}

async function presign(ctx: Ctx, key: string, input: NewUpload): Promise<PresignedUpload['upload']> {
  const { PRESIGN_TTL_SECONDS: ttl, MULTIPART_THRESHOLD_BYTES } = ctx.app.config
  const objects = await ctx.app.objects(ctx.tenant.region)
  const expires_at = new Date(ctx.app.now().getTime() + ttl * 1000)
  if (input.size_bytes <= MULTIPART_THRESHOLD_BYTES) {
    const { url, fields } = await objects.presignPost(key, input.content_type, input.size_bytes, ttl)
    return { method: 'POST', url, fields, expires_at }
  }
  const upload_id = await objects.createMultipart(key, input.content_type)
  const numbers = Array.from({ length: Math.ceil(input.size_bytes / PART_SIZE_BYTES) }, (_, index) => index + 1)
  const parts = await Promise.all(
    numbers.map(async (number) => ({ number, url: await objects.presignPart(key, upload_id, number, ttl) })),
  )
  return { method: 'MULTIPART', upload_id, part_size_bytes: PART_SIZE_BYTES, parts, expires_at }
}

/** Announces a document, and lets its owner upload exactly that: this key, this type, this size, for a short time. */
export async function presignUpload(ctx: Ctx, input: NewUpload): Promise<PresignedUpload> {
  refuseUpload(ctx, input.content_type, input.size_bytes)
  const workspaceId = await workspaceToCreateIn(ctx)
  const id = newId(ctx.app.now())
  const key = uploadKey(ctx, id)
  const upload = await presign(ctx, key, input)
  return inTransaction(ctx, async (tx) => {
    await insertDocument(tx, newDocument(ctx, id, workspaceId, input, upload), ctx.app.now())
    const metadata = { content_type: input.content_type, size_bytes: input.size_bytes, method: upload.method }
    const resource = { type: 'document', id }
    await recordEvent(tx, 'document.presigned', { workspace_id: workspaceId, document_id: id, resource, metadata })
    return conclude(tx, { document_id: id, upload })
  })
}

const newDocument = (
  ctx: Ctx,
  id: string,
  workspaceId: string,
  input: NewUpload,
  upload: PresignedUpload['upload'],
) => ({
  id,
  workspace_id: workspaceId,
  created_by: ctx.actor.type === 'key' ? ctx.actor.member_id : id,
  vendor_id: null,
  original_filename: printableName(input.filename),
  filename: safeFilename(input.filename),
  content_type: input.content_type,
  size_bytes: input.size_bytes,
  announced_sha256: input.sha256 ?? null,
  upload_key: uploadKey(ctx, id),
  upload_id: upload.method === 'MULTIPART' ? upload.upload_id : null,
})
