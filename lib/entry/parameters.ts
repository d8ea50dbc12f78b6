import * as z from 'zod/mini'
import { once } from '../platform/once.ts'

/** What paths, queries and lists have in common over all endpoints. */

export const Id = once(() => z.object({ id: z.uuid() }))
export const DocumentId = once(() => z.object({ document_id: z.uuid() }))
export const JobId = once(() => z.object({ job_id: z.uuid() }))

export const PageQuery = once(() =>
  z.strictObject({
    limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(1000)), 50),
    cursor: z
      .optional(z.string().check(z.maxLength(1000)))
      .register(z.globalRegistry, { description: 'The `next_cursor` of the page before.' }),
  }),
)

/** The answer of a list. */
export const pageShape = <Row extends z.ZodMiniType>(row: () => Row, id: string) =>
  once(() => z.object({ data: z.array(row()), next_cursor: z.nullable(z.string()) }).register(z.globalRegistry, { id }))
