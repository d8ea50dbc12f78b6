/** From what a parser throws to what the caller is told. */
import type { Unreadable } from './model.ts'
import type { ReadingRequest } from './reading-messages.ts'
import { UnreadableError } from './unreadable.ts'

/** Never passes on a parser's own words: they may quote the document or name a file of ours. */
export function describeFailure(error: unknown, request: ReadingRequest): Unreadable {
  if (error instanceof UnreadableError) return error.unreadable
  const name = error instanceof Error ? error.name : 'unknown'
  const subject = request.kind === 'page' ? `Page ${request.page}` : 'The document'
  if (
    error instanceof Error &&
    /allocation failed|out of memory|enlarge memory|invalid array length/i.test(error.message)
  )
    return { code: 'page_memory_exceeded', detail: `${subject} needs more memory than there is.` }
  const code = request.kind === 'page' ? 'page_unreadable' : 'document_unreadable'
  return { code, detail: `${subject} could not be parsed (${name}).` }
}
