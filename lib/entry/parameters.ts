import * as z from 'zod'

/** What paths, queries and lists have in common over all endpoints. */

export const Id = z.object({ id: z.uuid() })
export const DocumentId = z.object({ document_id: z.uuid() })
export const JobId = z.object({ job_id: z.uuid() })

export const PageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(1000).default(50),
  cursor: z.string().max(1000).optional().meta({ description: 'The `next_cursor` of the page before.' }),
})

/** The answer of a list. */
export const pageShape = <Row extends z.ZodType>(row: Row, id: string) =>
  z.object({ data: z.array(row), next_cursor: z.string().nullable() }).meta({ id })
