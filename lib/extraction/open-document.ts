/** Opens a document of any supported format, inside the reading process; for a PDF chooses the engine page by page. */
import { type DrawnDocument, type DrawnPage, unprintedPage } from './drawn-page.ts'
import { openDocx } from './engines/docx.ts'
import { openPdfText, type PdfPage, pageResult } from './engines/pdf-text.ts'
import type { Recogniser } from './engines/recogniser.ts'
import type { PageRenderer } from './engines/render-page.ts'
import { isImageType } from './image-types.ts'
import { keepInvoiceText } from './invoice/find-invoice.ts'
import type { PageResult } from './model.ts'
import { turnedSize } from './quarter-turn.ts'
import { UnreadableError } from './unreadable.ts'

export const PDF_TYPE = 'application/pdf'
export const DOCX_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** `characters` is there where the format has no pages. */
export type ReadableDocument = DrawnDocument & { readonly characters?: number }

export type OpenerOptions = {
  /** Tesseract's codes, the most likely language first. */
  ocrLanguages: readonly string[]
  /** Whether pages that need recognition are drawn, and not recognised in this process. */
  drawn: boolean
}

/** Throws UnreadableError for what cannot be opened. */
export type DocumentOpener = (file: string, contentType: string) => Promise<ReadableDocument>

/** The documents opened by one opener share one recogniser, which is started by the first page that needs it. */
export function documentOpener({ ocrLanguages, drawn }: OpenerOptions): DocumentOpener {
  let started: Promise<Recogniser> | undefined
  const recogniser = () => {
    started ??= import('./engines/tesseract.ts').then(({ startTesseract }) => startTesseract(ocrLanguages))
    return started
  }
  return async (file, contentType) => {
    if (contentType === PDF_TYPE) return withInvoiceText(await openPdf(file, drawn ? null : recogniser))
    if (contentType === DOCX_TYPE) return openDocx(file)
    if (isImageType(contentType)) {
      const { openImage, openImageDrawn } = await import('./engines/image.ts')
      return withInvoiceText(drawn ? await openImageDrawn(file) : await openImage(file, recogniser))
    }
    throw new UnreadableError('content_type_mismatch', `Documents of type ${contentType} cannot be read.`)
  }
}

/** The words of a page go along where an invoice may have its fields. */
function withInvoiceText(document: ReadableDocument): ReadableDocument {
  return {
    ...document,
    readPage: async (number) => {
      const page = await document.readPage(number)
      return 'picture' in page ? page : keepInvoiceText(page, document.page_count)
    },
  }
}

/** Far beyond any book: a document that says it has more is made to keep its reader busy. */
const MAX_PAGES = 100_000

/** Fewer characters than this on a page without pictures are a title, a page number, or what a picture left behind. */
const FEW_CHARACTERS = 100

/** Without a recogniser, pages that need one are drawn. */
async function openPdf(file: string, recogniser: (() => Promise<Recogniser>) | null): Promise<ReadableDocument> {
  const text = await openPdfText(file)
  if (text.page_count > MAX_PAGES) {
    await text.close()
    throw new UnreadableError('document_unreadable', `The document has more than ${MAX_PAGES} pages.`)
  }
  let opening: Promise<PageRenderer> | undefined
  const renderer = () => {
    opening ??= import('./engines/render-page.ts').then(({ openRenderer }) => openRenderer(file))
    return opening
  }
  // PDF.js leaves out a picture that is too large for it, or that it cannot decode, without a word.
  const lacksPictures = async (page: PdfPage, number: number) =>
    page.characters < FEW_CHARACTERS && !page.hasImages && (await renderer()).hasPictures(number)

  const readPage = async (number: number): Promise<PageResult | DrawnPage> => {
    const startedAt = performance.now()
    const page = await text.readLayout(number)
    if (page.usable && !(await lacksPictures(page, number))) return pageResult(page)
    const { width, height } = turnedSize(page.layout, page.turned)
    const facts = { number, width, height, rotation: page.rotation }
    if (recogniser) {
      const { readScan } = await import('./engines/ocr.ts')
      const { readInvoiceAgain } = await import('./read-invoice-again.ts')
      const scan = { renderer: await renderer(), facts, recogniser: await recogniser() }
      const read = await readScan(await scan.renderer.render(number), facts, scan.recogniser)
      return readInvoiceAgain(read, { ...scan, tookMs: performance.now() - startedAt })
    }
    const { drawForTextract } = await import('./engines/textract-picture.ts')
    const picture = await drawForTextract(await renderer(), facts)
    if (!picture) return unprintedPage(facts)
    return { ...facts, page_count: text.page_count, picture, drawing_ms: performance.now() - startedAt }
  }

  return {
    page_count: text.page_count,
    warnings: text.warnings,
    async readPage(number) {
      const page = await readPage(number)
      const embedded_invoice = number === 1 ? await text.readEmbeddedInvoice() : null
      return embedded_invoice ? { ...page, embedded_invoice } : page
    },
    async close() {
      await text.close()
      await opening?.then((opened) => opened.close()).catch(() => undefined)
    },
  }
}
