import type { BBox } from '../../schedules/model.ts'
import type { PageResult, PageText } from '../model.ts'
import { turnBack, turnedSize } from '../quarter-turn.ts'
import { agree } from './agree.ts'
import type { FieldName, Invoice, InvoiceField } from './model.ts'
import { readInvoice } from './read-invoice.ts'

/** Where an invoice has its fields: on its first pages and its last. */
const FIRST_PAGES = 3
const LAST_PAGES = 2
/** The densest form has half as many. */
const MOST_PAGE_WORDS = 4_000

/** The page without the words that no invoice field can be among: those of a long document would only be carried. */
export function keepInvoiceText(page: PageResult, pageCount: number): PageResult {
  const { text, ...rest } = page
  const wanted = page.number <= FIRST_PAGES || page.number > pageCount - LAST_PAGES
  return text && wanted && text.words.length <= MOST_PAGE_WORDS ? { ...rest, text } : rest
}

/**
 * The invoice that a document's pages make up, boxes as displayed; null for other documents. Data that the document
 * carries go before what is printed; of a field that both have, the box is that of the printed one.
 */
export function findInvoice(pages: readonly PageResult[]): Invoice | null {
  const read = readPrinted(pages)
  const embedded = pages.find(({ embedded_invoice }) => embedded_invoice)?.embedded_invoice
  return embedded ? placed(embedded, read) : read
}

function readPrinted(pages: readonly PageResult[]): Invoice | null {
  const texts = new Map(pages.flatMap(({ number, text }) => (text ? [[number, text] as const] : [])))
  const ways = 1 + Math.max(0, ...[...texts.values()].map(({ again }) => again?.length ?? 0))
  const readings = Array.from({ length: ways }, (_, way) =>
    readInvoice([...texts].map(([number, text]) => ({ ...text, number, words: text.again?.[way - 1] ?? text.words }))),
  )
  const invoice = agree(readings.filter((reading) => reading !== null))
  if (!invoice) return null
  const fields = Object.entries(invoice.fields).map(([name, field]): [string, InvoiceField] => {
    const text = field.page === null ? undefined : texts.get(field.page)
    return [name, text && field.bbox ? { ...field, bbox: asDisplayed(field.bbox, text) } : field]
  })
  const line_items = invoice.line_items.map((item) => {
    const text = item.page === null ? undefined : texts.get(item.page)
    return text && item.bbox ? { ...item, bbox: asDisplayed(item.bbox, text) } : item
  })
  return { ...invoice, fields: Object.fromEntries(fields), line_items }
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
  return [x0 + moveX, y0 + moveY, x1 + moveX, y1 + moveY]
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
