/**
 * Pictures of documents: PNG, JPEG and TIFF files, scanned or photographed. Each picture is a page. Here their paper is
 * evened out and their print brought to the size that recognition likes, then they are read as scans are, or drawn for
 * somebody else to recognise. What the page says is left to the scan engine and the analysis.
 */
import type { Word } from '../../schedules/model.ts'
import { type DrawnDocument, unprintedPage } from '../drawn-page.ts'
import type { OpenDocument, PageResult } from '../model.ts'
import type { GrayBitmap } from './image-bitmap.ts'
import { readScan, readScanLayout, type ScanFacts } from './ocr.ts'
import { evenPaper } from './picture/even-paper.ts'
import { MAX_PIXELS, openPictures, pictureOf } from './picture/open-pictures.ts'
import { resize } from './picture/resize.ts'
import { measureTextHeight } from './picture/text-height.ts'
import { displayedSize, type Picture } from './picture/wrap-pictures.ts'
import type { Recogniser, TextLayout } from './recogniser.ts'
import type { RenderedPage } from './render-page.ts'
import { drawForTextract } from './textract-picture.ts'

/** Pixels of a digit: what Tesseract reads best, 10 point print at 300 dpi. */
const TEXT_HEIGHT = 30
const TEXT_DPI = 300
/** What is read again, in other ways: a receipt or an invoice of one page. */
const FEW_WORDS = 600
const OTHER_WAYS: readonly { textHeight: number; layout: TextLayout }[] = [
  { textHeight: 24, layout: 'column' },
  { textHeight: TEXT_HEIGHT, layout: 'block' },
]
/** Enlarging invents nothing. */
const MOST_ENLARGED = 4
/** A resolution is believed when it makes the print of a size that is printed. Points of a digit. */
const PRINTED = { least: 3, most: 18 }
/** What a page without print is taken to measure across. Inches. */
const BLANK_WIDTH = 8.27

/** Opens a picture, or several in one TIFF file, from a path or from its bytes. Throws UnreadableError. */
export async function openImage(
  file: string | Uint8Array,
  recogniser: () => Promise<Recogniser>,
): Promise<OpenDocument> {
  const opened = await openPictures(file)
  return {
    page_count: opened.pictures.length,
    warnings: [],
    async readPage(number) {
      const picture = pictureOf(opened, number)
      const { bitmap } = await opened.renderer.render(number, 72)
      return readPicture(bitmap, picture, number, await recogniser())
    },
    close: async () => opened.renderer.close(),
  }
}

/** The same for somebody else to recognise: its pictures as they are, as pages of the size that their print implies. */
export async function openImageDrawn(file: string | Uint8Array): Promise<DrawnDocument> {
  const opened = await openPictures(file)
  const page_count = opened.pictures.length
  return {
    page_count,
    warnings: [],
    async readPage(number) {
      const startedAt = performance.now()
      const { bitmap } = await opened.renderer.render(number, 72)
      const facts = { number, ...preparePage(bitmap, pictureOf(opened, number)).points, rotation: 0 as const }
      const { width, height } = bitmap
      const picture = await drawForTextract(opened.renderer, { number, width, height }, { finest: 72 })
      if (!picture) return unprintedPage(facts)
      return { ...facts, page_count, picture, drawing_ms: performance.now() - startedAt }
    },
    close: async () => opened.renderer.close(),
  }
}

/** Print on a photograph is misread here and there: where there is little of it, it is read more than once. */
async function readPicture(
  bitmap: GrayBitmap,
  picture: Picture,
  number: number,
  recogniser: Recogniser,
): Promise<PageResult> {
  const prepared = preparePage(bitmap, picture)
  const facts: ScanFacts = { number, ...prepared.points, rotation: 0 }
  const result = await readScan(prepared.at(TEXT_HEIGHT), facts, recogniser)
  const { text } = result
  if (!text || text.words.length === 0 || text.words.length > FEW_WORDS) return result
  const again: Word[][] = []
  for (const { textHeight, layout } of OTHER_WAYS) {
    const otherwise: Recogniser = { ...recogniser, recognise: (pages, dpi) => recogniser.recognise(pages, dpi, layout) }
    const other = await readScanLayout(prepared.at(textHeight), facts, otherwise, { closely: false })
    if (other.turned === text.turned) again.push(other.layout.words)
  }
  return { ...result, text: { ...text, again } }
}

/** The picture with its print at a height that recognition likes, and the size of its page in points. */
function preparePage(bitmap: GrayBitmap, picture: Picture) {
  const even = evenPaper(bitmap)
  const printed = measureTextHeight(even)
  const most = Math.min(MOST_ENLARGED, Math.sqrt(MAX_PIXELS / (even.width * even.height)))
  const dpi = resolutionOf(picture, printed, displayedSize(picture).width)
  return {
    points: { width: (bitmap.width * 72) / dpi, height: (bitmap.height * 72) / dpi },
    at(textHeight: number): RenderedPage {
      const scale = printed === null ? 1 : Math.min(most, textHeight / printed)
      return { bitmap: resize(even, scale), dpi: dpi * scale }
    },
  }
}

/** Pixels to the inch: what the file says if that can be, else what makes the print 10 point. */
function resolutionOf({ dpi }: Picture, textHeight: number | null, width: number): number {
  if (textHeight === null) return dpi ?? width / BLANK_WIDTH
  const printed = dpi === null ? 0 : (textHeight * 72) / dpi
  return dpi !== null && printed >= PRINTED.least && printed <= PRINTED.most
    ? dpi
    : (TEXT_DPI * textHeight) / TEXT_HEIGHT
}
