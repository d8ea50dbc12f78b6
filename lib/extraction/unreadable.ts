/** What an engine throws when a document or a page cannot be read; callers turn it into the outcome it carries. */
import type { Unreadable, UnreadableCode } from './model.ts'

export class UnreadableError extends Error {
  readonly unreadable: Unreadable

  constructor(code: UnreadableCode, detail: string, cause?: unknown) {
    super(`${code}: ${detail}`, { cause })
    this.name = 'UnreadableError'
    this.unreadable = { code, detail }
  }
}
