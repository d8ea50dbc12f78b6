import * as z from 'zod/mini'
import type { Ctx } from '../platform/context.ts'
import { decodeCursor, type Page, pageOf } from '../platform/cursor.ts'
import { reading } from '../platform/database.ts'
import { fail, notFound } from '../platform/errors.ts'
import { once } from '../platform/once.ts'
import { listEventsAbout, mayRead } from './store.ts'

export const AuditEvent = once(() =>
  z
    .object({
      id: z.uuid(),
      workspace_id: z.nullable(z.uuid()),
      job_id: z.nullable(z.uuid()),
      document_id: z.nullable(z.uuid()),
      action: z.string(),
      category: z.string(),
      actor: z.object({ id: z.nullable(z.string()), type: z.string() }),
      resource: z.nullable(z.object({ type: z.string(), id: z.string() })),
      trace_id: z.nullable(z.string()),
      metadata: z.record(z.string(), z.unknown()),
      occurred_at: z.date(),
      created_at: z.date(),
    })
    .register(z.globalRegistry, { id: 'Event', description: 'One row of the audit log.' }),
)
export type AuditEvent = z.output<ReturnType<typeof AuditEvent>>

type Row = Awaited<ReturnType<typeof listEventsAbout>>[number]

const eventOf = ({ actor_id, actor_type, resource_type, resource_id, xid: _, metadata, ...row }: Row): AuditEvent => ({
  ...row,
  actor: { id: actor_id, type: actor_type },
  resource: resource_type && resource_id ? { type: resource_type, id: resource_id } : null,
  metadata: metadata as Record<string, unknown>,
})

type About = { noun: 'job' | 'document'; id: string }
type Query = { limit: number; cursor?: string | undefined }

function listEvents(ctx: Ctx, { noun, id }: About, { limit, cursor }: Query): Promise<Page<AuditEvent>> {
  const list = `${noun}_events`
  const [xid, after] = decodeCursor(list, ['xid', 'id'], cursor) ?? []
  return reading(ctx, async (tx) => {
    if (!(await mayRead(tx, `${noun}s`, id))) fail(notFound(noun, id))
    const position = xid && after ? { xid, id: after } : undefined
    const rows = await listEventsAbout(tx, { column: `${noun}_id`, id }, position, limit + 1)
    const page = pageOf(list, rows, limit, (row) => [row.xid, row.id])
    return { data: page.data.map(eventOf), next_cursor: page.next_cursor }
  })
}

/** The audit trail of a job, oldest first. */
export const listJobEvents = (ctx: Ctx, jobId: string, query: Query) =>
  listEvents(ctx, { noun: 'job', id: jobId }, query)

/** All that happened to a document and its jobs, oldest first. */
export const listDocumentEvents = (ctx: Ctx, documentId: string, query: Query) =>
  listEvents(ctx, { noun: 'document', id: documentId }, query)
