import { readZipDirectory } from './zip-directory.ts'

export const PDF = 'application/pdf'
export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
export const CONTENT_TYPES = [PDF, DOCX] as const
export type ContentType = (typeof CONTENT_TYPES)[number]

export const isContentType = (text: string): text is ContentType => CONTENT_TYPES.includes(text as ContentType)

/** The bytes that are needed to tell: readers accept a PDF header within the first 1,024 bytes. */
export const SNIFF_BYTES = 1024

/** Whether a file that begins like this can be of the type at all. */
export function beginsLike(contentType: ContentType, start: Uint8Array): boolean {
  const text = Buffer.from(start).toString('latin1')
  return contentType === PDF ? text.includes('%PDF-') : text.startsWith('PK\u0003\u0004')
}

/** Where every Word file has its text. */
export const DOCX_MAIN_PART = 'word/document.xml'
/** Word writes 15 to 30 entries, one more for each picture. */
export const DOCX_MAX_ENTRIES = 2_000

/** Holds the directory of the largest Word file that is read: each entry takes 46 bytes, its name and some extras. */
export const TAIL_BYTES = 256 * 1024

/**
 * Whether a file of `size` bytes that ends like this can be of the type. Says no only where the end is sure of it: a
 * Word file whose directory is damaged or larger than any is left to the one who opens it, and so is every PDF.
 */
export function endsLike(contentType: ContentType, tail: Uint8Array, size: number): boolean {
  if (contentType === PDF) return true
  const directory = readZipDirectory(Buffer.from(tail), size, DOCX_MAX_ENTRIES)
  return typeof directory === 'string' || directory.entries.some(({ name }) => name === DOCX_MAIN_PART)
}

const EXTENSIONS = new Map<string, ContentType>([
  ['pdf', PDF],
  ['docx', DOCX],
])

/** The type that a file name promises; undefined for names of other things. */
export const contentTypeOfName = (name: string): ContentType | undefined =>
  EXTENSIONS.get(/\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '')
