/** What an engine yields: pages with artifacts, in the shapes that are stored and sent. */
import type { BBox, Table, Word } from '../schedules/model.ts'
import type { Invoice } from './invoice/model.ts'
import type { QuarterTurn, Size } from './quarter-turn.ts'

export type EngineName = 'pdf-text' | 'ocr' | 'docx' | 'textract'

/** How a page's words were obtained. */
export type PageSource = 'text' | 'ocr' | 'docx'

export type TextRole = 'title' | 'heading' | 'caption' | 'paragraph' | 'header' | 'footer'

type Found = { bbox: BBox | null; confidence: number; engine: EngineName }

export type TableArtifact = Found & { kind: 'table' } & Omit<Table, 'page'>
export type TextArtifact = Found & { kind: 'text'; role: TextRole; text: string; font_size: number | null }
export type FigureArtifact = Found & { kind: 'figure' }
export type Artifact = TableArtifact | TextArtifact | FigureArtifact

/** One page, read. Sizes in points, as displayed; null where the format has no pages. */
export type PageResult = {
  number: number
  width: number | null
  height: number | null
  rotation: 0 | 90 | 180 | 270
  source: PageSource
  engine: EngineName
  /** Characters of text, white space not counted. */
  characters: number
  artifacts: Artifact[]
  /** Only of pages on which an invoice has its fields. */
  text?: PageText
  /** On the first page of a PDF that carries its invoice as data. */
  embedded_invoice?: Invoice
  /** What an engine that knows invoices has found on the page; boxes as displayed. */
  found_invoice?: Invoice
}

/** The words of a page as they were read: turned clockwise by `turned`, then counter-clockwise by `skew` degrees. */
export type PageText = Size & {
  turned: QuarterTurn
  skew: number
  words: Word[]
  /** Of a picture: the same page recognised in other ways. Few words are misread alike. */
  again?: Word[][]
}

/** Why a page or a document could not be read: an outcome, not an exception. */
export type Unreadable = { code: UnreadableCode; detail: string }
export type UnreadableCode =
  | 'document_unreadable'
  | 'document_encrypted'
  | 'document_empty'
  | 'archive_limit_exceeded'
  | 'content_type_mismatch'
  | 'page_timeout'
  | 'page_memory_exceeded'
  | 'page_unreadable'

/** An open document of one format, inside the reading process. */
export type OpenDocument = {
  readonly page_count: number
  /** Codes such as `active_content` and `embedded_files`. */
  readonly warnings: string[]
  /** Reads one page, numbered from 1. Throws when the page cannot be read; the process around it survives. */
  readPage(number: number): Promise<PageResult>
  close(): Promise<void>
}
