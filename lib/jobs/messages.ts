import * as z from 'zod'

/** What the queues of a job carry. `kind` lets the dead-letter function tell them apart. */
export const ExtractMessage = z.object({
  kind: z.literal('extract'),
  job_id: z.uuid(),
  /** Absent in the first message of a job, which inspects the document and decides about chunks. */
  pages: z.object({ first: z.int().min(1), last: z.int().min(1) }).optional(),
})
export type ExtractMessage = z.output<typeof ExtractMessage>

export const AssembleMessage = z.object({ kind: z.literal('assemble'), job_id: z.uuid() })
export const CostMessage = z.object({ kind: z.literal('cost'), job_id: z.uuid() })

export const DeadLetter = z.object({ kind: z.enum(['extract', 'assemble', 'cost']), job_id: z.uuid() })

/** A message that was received so often without success goes to the dead letters. */
export const MAX_RECEIVES = 3
