/** What Textract is sent of a page: a picture within its limits. Runs in the reading process, where pages are drawn. */
import type { DrawnPage } from '../drawn-page.ts'
import { UnreadableError } from '../unreadable.ts'
import { grayPng } from './gray-png.ts'
import { measureTones } from './image-bitmap.ts'
import type { PageRenderer } from './render-page.ts'

/** Textract's limit is 10,000 pixels on a side ("Set Quotas in Amazon Textract"); sizes are rounded when drawing. */
const MAX_SIDE = 9_990
/** The quotas allow 10 MB, the reference of `Document.Bytes` allows 5: the smaller is safe. */
const MAX_BYTES = 5 * 2 ** 20
const DPI = 300
/** Each time the grain of a scan makes the picture too large, it is drawn with at most this share of the pixels' side. */
const COARSER = 0.8
const MOST_DRAWINGS = 6
/** A page with less ink than this share of it bears specks at most: sending it would only cost. */
const BLANK = 0.0001

/**
 * Draws page `number`, which measures `width` by `height` points, at `finest` dpi or as finely as fits. null where there
 * is nothing on it. Throws UnreadableError, page_unreadable, when no picture of it is small enough.
 */
export async function drawForTextract(
  renderer: PageRenderer,
  { number, width, height }: Pick<DrawnPage, 'number' | 'width' | 'height'>,
  { finest = DPI }: { finest?: number } = {},
): Promise<Uint8Array | null> {
  let dpi = Math.min(finest, (MAX_SIDE * 72) / Math.max(1, width, height))
  for (let drawings = 0; drawings < MOST_DRAWINGS; drawings++) {
    const drawn = await renderer.render(number, dpi)
    if (drawings === 0 && measureTones(drawn.bitmap).coverage < BLANK) return null
    const picture = grayPng(drawn.bitmap)
    if (picture.length <= MAX_BYTES) return picture
    dpi = drawn.dpi * Math.min(COARSER, Math.sqrt(MAX_BYTES / picture.length))
  }
  throw new UnreadableError('page_unreadable', `Page ${number} is too large a picture for Textract.`)
}
