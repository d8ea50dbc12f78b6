import type { Ctx } from '../platform/context.ts'
import { newId } from '../platform/ids.ts'

/** How long the URL of a large answer is valid. */
const LARGE_ANSWER_SECONDS = 300

/** Keeps an answer in the store, under the key that `put` is given, and redirects to it. */
export async function answerByUrl(
  ctx: Ctx,
  contentType: string,
  disposition: string,
  put: (key: string) => Promise<void>,
): Promise<Response> {
  const key = `answers/${ctx.tenant.company_id}/${newId(ctx.app.now())}`
  await put(key)
  const objects = await ctx.app.objects(ctx.tenant.region)
  const location = await objects.presignGet(key, disposition, contentType, LARGE_ANSWER_SECONDS)
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } })
}
