/**
 * Reads documents that come from outside, in a process of their own: a parser may hang, eat memory or crash, and the
 * most it can do is end the reading of one page. This module owns that process and the limits on it.
 * What always holds: a call settles within the time limit (and the time it takes to start Node), or twice that when the
 * process was killed under it; an unreadable page or document is an outcome, not an exception; a process that broke a
 * limit never reads another page.
 * How bytes become pages is left to `open-document.ts` and the engines, which run on the other side.
 */
import type { DrawnPage, PageReader } from './drawn-page.ts'
import type { PageResult, Unreadable } from './model.ts'
import { type ChildReply, type ReadingChild, startReadingChild } from './reading-child.ts'
import type { Inspection, ReadingLimits, ReadingReply, ReadingRequest } from './reading-messages.ts'

/** A WebAssembly memory never shrinks: a process that has read this many pages makes room for a fresh one. */
const PAGES_PER_PROCESS = 200
/** A page that leaves less of its time than this to whoever recognises it takes too long, whoever that is. */
const RECOGNITION_SHARE = 0.25

export type ReadingOptions = {
  limits: ReadingLimits
  /** Tesseract's codes, the most likely language first: `['eng', 'deu']`. */
  ocrLanguages: string[]
  /** Who recognises pages instead of the reading process, which then only draws them. */
  readDrawn?: PageReader
}

export type UnreadablePage = { number: number; unreadable: Unreadable }

export type Reader = {
  /** Page count and warnings, or why it cannot be read (`'code' in result`). Rejects only when `signal` is aborted. */
  inspect(file: string, contentType: string, signal?: AbortSignal): Promise<Inspection | Unreadable>
  /**
   * Reads the pages, numbered from 1, in the order given, each when it is asked for; after an unreadable page reading
   * goes on. `before` is asked before each page; false stops. Throws what `readDrawn` throws, and reads no further.
   */
  readPages(
    file: string,
    contentType: string,
    pages: number[],
    before?: (page: number) => Promise<boolean>,
  ): AsyncGenerator<PageResult | UnreadablePage>
  /** Ends the process. The reader may be used again; it starts a new one. */
  close(): Promise<void>
}

/**
 * Makes a reader. Its process is forked by the first request, stays warm, and is replaced when it dies. Requests are
 * served one after the other: to read in parallel make several readers.
 */
export function createReader({ limits, ocrLanguages, readDrawn }: ReadingOptions): Reader {
  let child: ReadingChild | undefined
  let pagesRead = 0
  let closings = 0
  let queue: Promise<unknown> = Promise.resolve()

  async function requestOnce(message: ReadingRequest, signal?: AbortSignal): Promise<ChildReply> {
    if (child && pagesRead >= PAGES_PER_PROCESS) await child.end()
    if (!child?.alive()) {
      child = startReadingChild(limits, ocrLanguages, readDrawn !== undefined)
      pagesRead = 0
    }
    if (message.kind === 'page') pagesRead++
    return child.ask(message, signal)
  }

  /** A process that ends under a request may have been killed by somebody: what ends a fresh one too is unreadable. */
  async function request(message: ReadingRequest, signal?: AbortSignal): Promise<ReadingReply> {
    const before = closings
    const reply = await requestOnce(message, signal)
    return reply.ended && closings === before ? requestOnce(message, signal) : reply
  }

  function ask(message: ReadingRequest, signal?: AbortSignal): Promise<ReadingReply> {
    const reply = queue.then(() => request(message, signal))
    queue = reply.catch(() => undefined)
    return reply
  }

  /** What drawing has left of the page's time is for recognising it. */
  async function recognise(page: DrawnPage): Promise<PageResult | UnreadablePage> {
    const { number, drawing_ms } = page
    const leftMs = limits.pageTimeoutMs - drawing_ms
    if (!readDrawn) return { number, unreadable: outOfTurn }
    if (leftMs < limits.pageTimeoutMs * RECOGNITION_SHARE) {
      const detail = `Page ${number} took ${Math.round(drawing_ms)} ms to draw, which leaves no time to recognise it.`
      return { number, unreadable: { code: 'page_timeout', detail } }
    }
    const read = await readDrawn(page, AbortSignal.timeout(Math.ceil(leftMs)))
    return 'code' in read ? { number, unreadable: read } : read
  }

  return {
    async inspect(file, contentType, signal) {
      const reply = await ask({ kind: 'inspect', file, contentType }, signal)
      if ('inspection' in reply) return reply.inspection
      return 'unreadable' in reply ? reply.unreadable : outOfTurn
    },

    async *readPages(file, contentType, pages, before) {
      for (const number of pages) {
        if (before && !(await before(number))) return
        const reply = await ask({ kind: 'page', file, contentType, page: number })
        if ('page' in reply) yield reply.page
        else if ('drawn' in reply) yield await recognise(reply.drawn)
        else yield { number, unreadable: 'unreadable' in reply ? reply.unreadable : outOfTurn }
      }
    },

    async close() {
      closings++
      await child?.end()
      child = undefined
    },
  }
}

const outOfTurn: Unreadable = { code: 'page_unreadable', detail: 'The reading process answered out of turn.' }
