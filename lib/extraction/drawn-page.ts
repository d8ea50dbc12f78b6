/** A page that the reading process has drawn for somebody else to recognise: the picture, and what the file says. */
import type { Invoice } from './invoice/model.ts'
import type { OpenDocument, PageResult, Unreadable } from './model.ts'
import type { QuarterTurn } from './quarter-turn.ts'

export type DrawnPage = {
  number: number
  /** How many pages its document has. */
  page_count: number
  /** Points, as displayed. */
  width: number
  height: number
  /** What the file says the page is turned by; the picture is turned already. */
  rotation: QuarterTurn
  /** A PNG of the page as displayed. */
  picture: Uint8Array
  /** How much of the page's time drawing has taken. */
  drawing_ms: number
  embedded_invoice?: Invoice
}

/** A document that is not recognised in this process: its pages are drawn. What nobody needs to be asked about is read. */
export type DrawnDocument = Omit<OpenDocument, 'readPage'> & {
  readPage(number: number): Promise<PageResult | DrawnPage>
}

/** A page with nothing on it. */
export const unprintedPage = (page: Pick<PageResult, 'number' | 'width' | 'height' | 'rotation'>): PageResult => ({
  ...page,
  source: 'ocr',
  engine: 'ocr',
  characters: 0,
  artifacts: [],
})

/**
 * Recognises drawn pages. A page that cannot be read is an outcome; whoever is busy or unreachable throws a retryable
 * AppError, so that no page is lost for it. Ends when `signal` is aborted.
 */
export type PageReader = (page: DrawnPage, signal: AbortSignal) => Promise<PageResult | Unreadable>
