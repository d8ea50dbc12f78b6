/** Opens a document of any supported format, inside the reading process; for a PDF chooses the engine page by page. */
import { openDocx } from './engines/docx.ts'
import { openPdfText, pageResult } from './engines/pdf-text.ts'
import type { PageRenderer } from './engines/render-page.ts'
import type { Recogniser } from './engines/tesseract.ts'
import type { OpenDocument } from './model.ts'
import { turnedSize } from './quarter-turn.ts'
import { UnreadableError } from './unreadable.ts'

export const PDF_TYPE = 'application/pdf'
export const DOCX_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** `characters` is there where the format has no pages. */
export type ReadableDocument = OpenDocument & { readonly characters?: number }

/** Throws UnreadableError for what cannot be opened. */
export type DocumentOpener = (file: string, contentType: string) => Promise<ReadableDocument>

/** The documents opened by one opener share one recogniser, which is started by the first page that needs it. */
export function documentOpener(ocrLanguages: readonly string[]): DocumentOpener {
  let started: Promise<Recogniser> | undefined
  const recogniser = () => {
    started ??= import('./engines/tesseract.ts').then(({ startTesseract }) => startTesseract(ocrLanguages))
    return started
  }
  return async (file, contentType) => {
    if (contentType === PDF_TYPE) return openPdf(file, recogniser)
    if (contentType === DOCX_TYPE) return openDocx(file)
    throw new UnreadableError('content_type_mismatch', `Documents of type ${contentType} cannot be read.`)
  }
}

async function openPdf(file: string, recogniser: () => Promise<Recogniser>): Promise<ReadableDocument> {
  const text = await openPdfText(file)
  let renderer: Promise<PageRenderer> | undefined

  return {
    page_count: text.page_count,
    warnings: text.warnings,
    async readPage(number) {
      const page = await text.readLayout(number)
      if (page.usable) return pageResult(page)
      const { openRenderer } = await import('./engines/render-page.ts')
      const { readScan } = await import('./engines/ocr.ts')
      renderer ??= openRenderer(file)
      const rendered = await (await renderer).render(number)
      const { width, height } = turnedSize(page.layout, page.turned)
      return readScan(rendered, { number, width, height, rotation: page.rotation }, await recogniser())
    },
    async close() {
      await text.close()
      await renderer?.then((opened) => opened.close()).catch(() => undefined)
    },
  }
}
