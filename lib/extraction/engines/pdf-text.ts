/**
 * Born-digital PDFs: opens a document with PDF.js and reads each page's words and lines from its drawing operators.
 * Always holds: no canvas, no network, no script of the document runs; a page's memory is given back after reading.
 * Leaves to others: scans (the OCR engine), time and memory limits (the process around it), what the words mean.
 */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { PDFDocumentProxy } from 'pdfjs-dist'
import type { BBox, PageLayout, Word } from '../../schedules/model.ts'
import { analysePage } from '../analyse-page.ts'
import { chooseEngine } from '../choose.ts'
import { type ActiveContent, findActiveContent } from '../find-active-content.ts'
import { isInvoiceXml, readEmbeddedXml } from '../invoice/embedded-xml.ts'
import type { Invoice } from '../invoice/model.ts'
import type { OpenDocument, PageResult } from '../model.ts'
import { packageFolder } from '../package-files.ts'
import { type QuarterTurn, turnBox, turnedSize } from '../quarter-turn.ts'
import { UnreadableError } from '../unreadable.ts'
import { type Drawings, findDrawings } from './pdf-charts.ts'
import type { Matrix } from './pdf-matrix.ts'
import { type Font, type Operators, walkOperators } from './pdf-operators.ts'
import { findRules } from './pdf-rules.ts'
import { findWords, type TurnedWord } from './pdf-words.ts'

export type PdfPage = {
  /** Upright: turned by `turned` from the page as displayed, so that most of its text reads from left to right. */
  layout: PageLayout
  turned: QuarterTurn
  /** What the file says the page is turned by. */
  rotation: QuarterTurn
  /** White space not counted. */
  characters: number
  /** Whether the text layer is good enough to be read without recognition. */
  usable: boolean
  hasImages: boolean
  /** Pictures large enough to be figures, as displayed. */
  figures: BBox[]
}

export type PdfTextDocument = OpenDocument & {
  readLayout(number: number): Promise<PdfPage>
  /** The invoice that a hybrid PDF carries as data; null in others, and where the data are damaged. */
  readEmbeddedInvoice(): Promise<Invoice | null>
}

/** Pictures smaller than this on a side are ornaments. Points. */
const minFigureSide = 36
/** A picture that covers more of the page than this is its background, not a figure. */
const maxFigureCoverage = 0.85
/** Larger pictures are not decoded; 16 bytes a pixel would exhaust a reading process. Pixels. */
const maxImagePixels = 64_000_000

type PdfJs = typeof import('pdfjs-dist')

/**
 * Opens a PDF from a path or from its bytes (left untouched). Throws UnreadableError: document_empty,
 * document_encrypted (a password is needed), document_unreadable.
 */
export async function openPdfText(file: string | Uint8Array): Promise<PdfTextDocument> {
  const bytes = typeof file === 'string' ? new Uint8Array(await readFile(file)) : new Uint8Array(file)
  if (bytes.length === 0) throw new UnreadableError('document_empty', 'The file has no bytes.')
  const pdfjs: PdfJs = await import('pdfjs-dist/legacy/build/pdf.mjs')
  // PDF.js takes the bytes away.
  const content = findActiveContent(bytes)
  const document = await openDocument(pdfjs, bytes)
  if (document.numPages < 1) {
    await document.loadingTask.destroy()
    throw new UnreadableError('document_empty', 'The document has no pages.')
  }
  const warnings = await findWarnings(document, content)
  const readLayout = (number: number) => readPdfPage(pdfjs, document, number)
  return {
    page_count: document.numPages,
    warnings,
    readLayout,
    readEmbeddedInvoice: () => readEmbeddedInvoice(document),
    readPage: async (number) => pageResult(await readLayout(number)),
    close: () => document.loadingTask.destroy(),
  }
}

/** Analyses a page that has been read. */
export function pageResult({ layout, rotation, figures, turned }: PdfPage): PageResult {
  return analysePage(layout, { rotation, source: 'text', engine: 'pdf-text', figures, turned })
}

async function openDocument(pdfjs: PdfJs, data: Uint8Array): Promise<PDFDocumentProxy> {
  const root = packageFolder('pdfjs-dist')
  try {
    return await pdfjs.getDocument({
      data,
      verbosity: 0,
      useSystemFonts: false,
      // Only so does a font have its name, which says whether it is bold.
      fontExtraProperties: true,
      maxImageSize: maxImagePixels,
      standardFontDataUrl: `${path.join(root, 'standard_fonts')}/`,
      cMapUrl: `${path.join(root, 'cmaps')}/`,
      cMapPacked: true,
      wasmUrl: `${path.join(root, 'wasm')}/`,
    }).promise
  } catch (error) {
    if (error instanceof pdfjs.PasswordException) {
      throw new UnreadableError('document_encrypted', 'The document is protected by a password.', error)
    }
    throw new UnreadableError('document_unreadable', 'The file is not a PDF that can be read.', error)
  }
}

/** By following the document's structure, and by the names that stand in it. Damage in either is no reason to refuse. */
async function findWarnings(document: PDFDocumentProxy, content: ActiveContent): Promise<string[]> {
  const [scripted, attachments, opening] = await Promise.all([
    document.hasJSActions().catch(() => false),
    document.getAttachments().catch(() => null),
    document.getOpenAction().catch(() => null),
  ])
  const warnings: string[] = []
  if (scripted || content.active || (content.opensWithAction && !opening?.has('dest'))) warnings.push('active_content')
  if (attachments?.size || content.embedded) warnings.push('embedded_files')
  return warnings
}

async function readEmbeddedInvoice(document: PDFDocumentProxy): Promise<Invoice | null> {
  const attachments = await document.getAttachments().catch(() => null)
  for (const [id, { filename }] of attachments ?? []) {
    if (!isInvoiceXml(filename)) continue
    const content = await document.getAttachmentContent(id).catch(() => null)
    const invoice = content && readEmbeddedXml(content)
    if (invoice) return invoice
  }
  return null
}

async function readPdfPage(pdfjs: PdfJs, document: PDFDocumentProxy, number: number): Promise<PdfPage> {
  const page = await document.getPage(number)
  try {
    const list = await page.getOperatorList()
    const { width, height, transform } = page.getViewport({ scale: 1 })
    const fontOf = (name: string): Font | null => (page.commonObjs.has(name) ? page.commonObjs.get(name) : null)
    const operators: Operators = pdfjs.OPS
    const drawing = walkOperators(list, operators, transform as unknown as Matrix, fontOf)
    const words = findWords(drawing.glyphs, width, height)
    const rules = findRules(drawing.paths, width, height)
    const displayed = { number, width, height, words, rules, ...findDrawings(drawing.paths, width, height) }
    const turned = readingTurn(words)
    const images = drawing.images.map((box) => clip(box, width, height))
    const text = words.map((word) => word.text).join('')
    return {
      layout: upright(displayed, turned),
      turned,
      rotation: page.rotate as QuarterTurn,
      characters: text.length,
      usable: isUsable(text, images, list.fnArray.length, width * height),
      hasImages: images.length > 0,
      figures: images.filter((box) => isFigure(box, width * height)),
    }
  } finally {
    page.cleanup()
  }
}

/** The turn that makes most characters of the page read from left to right. */
function readingTurn(words: readonly TurnedWord[]): QuarterTurn {
  const characters = new Map<QuarterTurn, number>()
  for (const word of words) characters.set(word.turn, (characters.get(word.turn) ?? 0) + word.text.length)
  const [most] = [...characters].sort((a, b) => b[1] - a[1])
  return (((most?.[0] ?? 0) * 3) % 360) as QuarterTurn
}

type DisplayedPage = Omit<PageLayout, 'words' | keyof Drawings> & Drawings & { words: TurnedWord[] }

function upright(page: DisplayedPage, turned: QuarterTurn): PageLayout {
  const turn = (box: BBox) => turnBox(box, page, turned)
  const words = page.words.map(({ turn: _turn, ...word }): Word => ({ ...word, bbox: turn(word.bbox) }))
  const rules = page.rules.map(({ x0, y0, x1, y1, thickness }) => {
    const [a, b, c, d] = turn([x0, y0, x1, y1])
    return { x0: a, y0: b, x1: c, y1: d, thickness }
  })
  const drawings = { charts: page.charts.map(turn), patches: page.patches.map(turn) }
  return { number: page.number, ...turnedSize(page, turned), words, rules, ...drawings }
}

function clip([x0, y0, x1, y1]: BBox, width: number, height: number): BBox {
  return [Math.max(0, x0), Math.max(0, y0), Math.min(width, x1), Math.min(height, y1)]
}

const areaOf = ([x0, y0, x1, y1]: BBox) => Math.max(0, x1 - x0) * Math.max(0, y1 - y0)

function isFigure(box: BBox, pageArea: number): boolean {
  return (
    box[2] - box[0] >= minFigureSide && box[3] - box[1] >= minFigureSide && areaOf(box) <= maxFigureCoverage * pageArea
  )
}

function isUsable(text: string, images: readonly BBox[], operators: number, pageArea: number): boolean {
  const covered = images.reduce((sum, box) => sum + areaOf(box), 0)
  const unmapped = text.match(/[\p{Co}\p{Cn}\ufffd]|(?!\s)\p{Cc}/gu)?.length ?? 0
  const imageCoverage = pageArea > 0 ? Math.min(1, covered / pageArea) : 0
  return chooseEngine({ characters: text.length, unmapped, imageCoverage, operators }) === 'pdf-text'
}
