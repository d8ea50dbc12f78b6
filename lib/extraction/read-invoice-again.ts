/** Scanned invoices: their fields stand alone in boxes and corners, where a recogniser that looks for lines slips. */
import { readScanLayout, type ScanFacts } from './engines/ocr.ts'
import type { Recogniser } from './engines/recogniser.ts'
import type { PageRenderer } from './engines/render-page.ts'
import { readInvoice } from './invoice/read-invoice.ts'
import type { PageResult } from './model.ts'

/** An invoice of one page has half as many. */
const FEW_WORDS = 600
/** Coarser than the first reading and for strewn text: what it misreads is something else. */
const OTHER_DPI = 240
/** What took longer at first would take the page beyond its time. */
const LONG_MS = 25_000

/** The page as it was, with a second reading of its words where they look like an invoice and are few. */
export async function readInvoiceAgain(
  page: PageResult,
  scan: { renderer: PageRenderer; facts: ScanFacts; recogniser: Recogniser; tookMs: number },
): Promise<PageResult> {
  const { text } = page
  if (!text || text.again || text.words.length > FEW_WORDS || scan.tookMs > LONG_MS) return page
  if (!readInvoice([{ ...text, number: page.number }])) return page
  const { recogniser, renderer, facts } = scan
  const strewn: Recogniser = {
    ...recogniser,
    recognise: (pictures, dpi) => recogniser.recognise(pictures, dpi, 'sparse'),
  }
  const drawn = await renderer.render(page.number, OTHER_DPI)
  const { layout, turned, skew } = await readScanLayout(drawn, facts, strewn, { closely: false })
  const comparable = turned === text.turned && Math.abs(skew - text.skew) < 0.5
  return comparable ? { ...page, text: { ...text, again: [layout.words] } } : page
}
