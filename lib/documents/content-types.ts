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

const EXTENSIONS = new Map<string, ContentType>([
  ['pdf', PDF],
  ['docx', DOCX],
])

/** The type that a file name promises; undefined for names of other things. */
export const contentTypeOfName = (name: string): ContentType | undefined =>
  EXTENSIONS.get(/\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '')
