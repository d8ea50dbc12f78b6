import type { BBox, Word } from '../../schedules/model.ts'
import { withFound } from '../found-invoice.ts'
import type { PageResult, PageText } from '../model.ts'
import { turnBack, turnedSize } from '../quarter-turn.ts'
import { layArtifacts } from './lay-artifacts.ts'
import type { FieldName, Invoice, InvoiceField } from './model.ts'
import { readInvoice } from './read-invoice.ts'

/** Where an invoice has its fields: on its first pages and its last. */
const FIRST_PAGES = 3
const LAST_PAGES = 2
/** The densest form has half as many. */
const MOST_PAGE_WORDS = 4_000
/** Five times what fits on a page that can be read. */
const MOST_PAGE_CHARACTERS = 40_000
/** Characters; an IBAN has 34, and no name or number is as long without a space. */
const LONGEST_WORD = 100

/**
 * The page with the words that invoice fields can be among, and no others: those of a long document would only be
 * carried. At most four thousand words in each reading, none longer than a hundred characters, forty thousand characters
 * in all; boxes in hundredths of a point.
 */
export function keepInvoiceText(page: PageResult, pageCount: number): PageResult {
  const { text, ...rest } = page
  const wanted = page.number <= FIRST_PAGES || page.number > pageCount - LAST_PAGES
  if (!text || !wanted) return rest
  const { again, ...read } = text
  const words = fitWords(text.words)
  if (!words) return rest
  const others = again?.flatMap((other) => [fitWords(other) ?? []].filter((fitted) => fitted.length > 0))
  return { ...rest, text: { ...read, words, ...(others ? { again: others } : {}) } }
}

/** Null where there are too many. */
function fitWords(words: readonly Word[]): Word[] | null {
  const fitting = words.filter(({ text }) => text.length <= LONGEST_WORD)
  const characters = fitting.reduce((sum, { text }) => sum + text.length, 0)
  if (fitting.length > MOST_PAGE_WORDS || characters > MOST_PAGE_CHARACTERS) return null
  return fitting.map(({ bbox: [x0, y0, x1, y1], ...word }) => ({
    ...word,
    bbox: [inHundredths(x0), inHundredths(y0), inHundredths(x1), inHundredths(y1)],
  }))
}

const inHundredths = (at: number): number => Math.round(at * 100) / 100

/** A page as far as an invoice depends on it. */
export type InvoiceSource = Pick<PageResult, 'number' | 'artifacts' | 'text' | 'embedded_invoice' | 'found_invoice'>

/**
 * The invoice that a document's pages make up, boxes as displayed; null for other documents. Data that the document
 * carries go before what is printed; of a field that both have, the box is that of the printed one.
 */
export function findInvoice(pages: readonly InvoiceSource[]): Invoice | null {
  const read = withFound(readPrinted(pages), pages)
  const embedded = pages.find(({ embedded_invoice }) => embedded_invoice)?.embedded_invoice
  return embedded ? placed(embedded, read) : read
}

function readPrinted(pages: readonly InvoiceSource[]): Invoice | null {
  const texts = new Map(pages.flatMap(({ number, text }) => (text ? [[number, text] as const] : [])))
  if (texts.size === 0) return readWritten(pages)
  const ways = 1 + Math.max(0, ...[...texts.values()].map(({ again }) => again?.length ?? 0))
  const [first = [], ...others] = Array.from({ length: ways }, (_, way) =>
    [...texts].map(([number, text]) => ({ ...text, number, words: text.again?.[way - 1] ?? text.words })),
  )
  const invoice = readInvoice(first, others)
  if (!invoice) return null
  return withBoxes(invoice, (box, page) => {
    const text = page === null ? undefined : texts.get(page)
    return text ? { page, bbox: asDisplayed(box, text) } : { page, bbox: box }
  })
}

/** Of a document without pages: nothing in it has a place that could be said. */
function readWritten(pages: readonly InvoiceSource[]): Invoice | null {
  const laid = pages.length === 1 ? layArtifacts(pages[0]!.artifacts) : null
  const invoice = laid && readInvoice([laid])
  return invoice && withBoxes(invoice, () => ({ page: null, bbox: null }))
}

type At = { page: number | null; bbox: BBox | null }

function withBoxes(invoice: Invoice, move: (box: BBox, page: number | null) => At): Invoice {
  const moved = <T extends At>(part: T): T => (part.bbox ? { ...part, ...move(part.bbox, part.page) } : part)
  const fields = Object.entries(invoice.fields).map(([name, field]): [string, InvoiceField] => [name, moved(field)])
  return { ...invoice, fields: Object.fromEntries(fields), line_items: invoice.line_items.map(moved) }
}

/** From the page as its words were read, upright and straight, to the page as it lies. The size of a box stays. */
function asDisplayed(box: BBox, { width, height, turned, skew }: PageText): BBox {
  const displayed = turnedSize({ width, height }, turned)
  const [x0, y0, x1, y1] = turnBack(box, displayed, turned)
  const sin = Math.sin((skew * Math.PI) / 180)
  const cos = Math.cos((skew * Math.PI) / 180)
  const right = (x0 + x1 - displayed.width) / 2
  const down = (y0 + y1 - displayed.height) / 2
  const [moveX, moveY] = [cos * right - sin * down - right, sin * right + cos * down - down]
  return [inHundredths(x0 + moveX), inHundredths(y0 + moveY), inHundredths(x1 + moveX), inHundredths(y1 + moveY)]
}

function placed(embedded: Invoice, read: Invoice | null): Invoice {
  const contradicted: FieldName[] = []
  const fields: Invoice['fields'] = {}
  for (const [name, field] of Object.entries(embedded.fields) as [FieldName, InvoiceField][]) {
    const printed = read?.fields[name]
    const same = printed && isSame(field.value, printed.value)
    fields[name] = same ? { ...field, page: printed.page, bbox: printed.bbox } : field
    if (printed && !same && printed.confidence >= SURE && checkable.has(name)) contradicted.push(name)
  }
  return { ...embedded, fields, ...(contradicted.length > 0 ? { contradicted } : {}) }
}

/** Below this a difference says more about the reading than about the invoice. */
const SURE = 0.85
/** Names may be written in many ways. */
const checkable: ReadonlySet<FieldName> = new Set(['invoice_number', 'date', 'total', 'iban'])

/** Amounts are the same whatever their decimals, names and numbers whatever their spaces and case. */
function isSame(a: string, b: string): boolean {
  const figure = /^-?\d+(?:\.\d+)?$/
  if (figure.test(a) && figure.test(b) && (a.includes('.') || b.includes('.'))) return Number(a) === Number(b)
  const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
  return plain(a) === plain(b)
}
