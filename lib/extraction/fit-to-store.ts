/** What leaves the reading process can be stored and sent: text that every database and file takes, and real numbers. */
import type { PageResult } from './model.ts'
import { UnreadableError } from './unreadable.ts'

/**
 * A schedule of 50,000 rows and ten columns on one page. The artifact of a page is one JSON value, of which PostgreSQL
 * takes 256 MiB, and a cell with its box is about 250 bytes of it.
 */
const MAX_PAGE_CELLS = 500_000
/** UTF-16 units. A million glyphs on a page is eight times what a very dense one has. */
const MAX_PAGE_TEXT = 32 * 2 ** 20

/** Control characters but tab and line ends: JSON in PostgreSQL has no U+0000, XML none of the others. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROLS = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g

const fitText = (text: string): string => text.toWellFormed().replace(CONTROLS, '\ufffd')

/**
 * The same page, in place: its texts with U+FFFD for what cannot be stored. Throws UnreadableError, page_unreadable,
 * where there is more than can be stored, or a number that is none.
 */
export function fitToStore(page: PageResult): PageResult {
  const unfit = (what: string) => new UnreadableError('page_unreadable', `Page ${page.number} has ${what}.`)
  const tables = page.artifacts.filter((artifact) => artifact.kind === 'table')
  if (tables.reduce((sum, { cells }) => sum + cells.length, 0) > MAX_PAGE_CELLS)
    throw unfit(`more than ${MAX_PAGE_CELLS} cells`)
  const seen = { text: 0, sound: page.artifacts.every(({ confidence }) => confidence >= 0 && confidence <= 1) }
  fitWithin(page, seen)
  if (!seen.sound) throw unfit('coordinates that no page can have')
  if (seen.text > MAX_PAGE_TEXT) throw unfit(`more text than ${MAX_PAGE_TEXT} characters`)
  return page
}

/** Whatever a page is made of, it is made of texts and numbers. */
function fitWithin(part: object, seen: { text: number; sound: boolean }): void {
  for (const [name, value] of Object.entries(part)) {
    if (typeof value === 'string') {
      seen.text += value.length
      const fitted = fitText(value)
      if (fitted !== value) (part as Record<string, unknown>)[name] = fitted
    } else if (typeof value === 'number') seen.sound &&= Number.isFinite(value)
    else if (typeof value === 'object' && value !== null) fitWithin(value, seen)
  }
}
