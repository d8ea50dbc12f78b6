import * as z from 'zod'

/** Only for the log: which document a line is about. */
const DocumentId = z.uuid().optional()

/** What the queues of a job carry. `kind` lets the dead-letter function tell them apart. */
export const ExtractMessage = z.object({
  kind: z.literal('extract'),
  job_id: z.uuid(),
  document_id: DocumentId,
  /** Absent in the first message of a job, which inspects the document and decides about chunks. */
  pages: z.object({ first: z.int().min(1), last: z.int().min(1) }).optional(),
})
export type ExtractMessage = z.output<typeof ExtractMessage>

export const AssembleMessage = z.object({ kind: z.literal('assemble'), job_id: z.uuid(), document_id: DocumentId })
export const CostMessage = z.object({ kind: z.literal('cost'), job_id: z.uuid(), document_id: DocumentId })

export const DeadLetter = z.object({
  kind: z.enum(['extract', 'assemble', 'cost']),
  job_id: z.uuid(),
  document_id: DocumentId,
})

/** A message that was received so often without success goes to the dead letters. */
export const MAX_RECEIVES = 3
