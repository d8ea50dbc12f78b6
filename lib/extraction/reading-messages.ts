/** What the reader and its reading process say to each other: one request at a time, one reply to each. */
import type { DrawnPage } from './drawn-page.ts'
import type { PageResult, Unreadable } from './model.ts'

export type ReadingLimits = { pageTimeoutMs: number; memoryBytes: number }

/** What a reading process is started with, as JSON in its first argument. */
export type ReadingSettings = {
  memoryBytes: number
  /** The process's own folder for what its parsers write; gone when it is. */
  scratch: string
  /** Tesseract's codes, the most likely language first: `['eng', 'deu']`. */
  ocrLanguages: string[]
  /** Whether pages that need recognition are only drawn. */
  drawn: boolean
}

export type ReadingRequest =
  | { kind: 'inspect'; file: string; contentType: string }
  | { kind: 'page'; file: string; contentType: string; page: number }

/** `characters` is known without reading a page only where the format has no pages; else null. */
export type Inspection = { page_count: number; warnings: string[]; characters: number | null }

export type ReadingReply =
  | { inspection: Inspection }
  | { page: PageResult }
  | { drawn: DrawnPage }
  | { unreadable: Unreadable }

/** Said once, when the process can take requests. */
export type ReadingReady = { ready: true }

/** Written to stderr before a process ends itself for want of memory: SIGKILL alone does not say why. */
export const MEMORY_EXCEEDED_MARK = 'reading process: memory limit exceeded'
