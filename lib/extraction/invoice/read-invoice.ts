/**
 * Invoices, credit notes and receipts: their key fields and what they charge for, from the words of their pages.
 * Pure. Nothing here knows any sender or any form: a field is found by the words beside and above it, in the
 * languages of `labels.ts`, and checked by arithmetic and check digits where there are any. What the words are, born-digital or
 * recognised, is left to the engines; embedded data to `embedded-xml.ts`.
 */
import { readConvention } from '../../schedules/figures/evidence.ts'
import type { DecimalMark } from '../../schedules/figures/read-number.ts'
import type { PageLayout } from '../../schedules/model.ts'
import { agree } from './agree.ts'
import { findAmounts } from './amounts.ts'
import { currencyOfAccount, findCurrency } from './currency.ts'
import { findInvoiceDates } from './dates.ts'
import { findIban, findVatId } from './identifiers.ts'
import { findInvoiceNumber, findPurchaseOrder } from './invoice-number.ts'
import { type Labelled, labelAmounts } from './label-amounts.ts'
import { creditTitles, invoiceTitles, receiptTitles, tillMarks, tillWords } from './labels.ts'
import { findLineItems } from './line-items.ts'
import { FIELD_NAMES, type FieldName, type Invoice, type InvoiceField } from './model.ts'
import { states } from './names.ts'
import { isOtherPaper } from './other-papers.ts'
import { type PrintedLine, printedLines } from './printed-lines.ts'
import { findTotals, type Totals } from './totals.ts'
import { findVendor } from './vendor.ts'

/** A page with its words upright. */
export type InvoicePage = Pick<PageLayout, 'number' | 'width' | 'height' | 'words'>

/** Words beyond this on all pages together belong to a report that also speaks of invoices. */
const MOST_WORDS = 12_000

type Reading = { lines: PrintedLine[]; mark: DecimalMark; amounts: Labelled[] }

/**
 * The fields of an invoice, credit note or receipt; null for any other document. Boxes are those of the words. `others`
 * are the same pages recognised in other ways.
 */
export function readInvoice(
  pages: readonly InvoicePage[],
  others: readonly (readonly InvoicePage[])[] = [],
): Invoice | null {
  const readings = [pages, ...others].flatMap((read) => readingOf(read) ?? [])
  const totals = findTotals(readings.map(({ amounts }) => amounts))
  const found = readings.flatMap((reading) => invoiceOf(reading, totals, pages) ?? [])
  const invoice = agree(found)
  if (!invoice) return null
  const { total, tax, subtotal } = totals
  return { ...invoice, fields: present({ ...invoice.fields, subtotal, tax, total }) }
}

function readingOf(pages: readonly InvoicePage[]): Reading | null {
  if (pages.reduce((sum, { words }) => sum + words.length, 0) > MOST_WORDS) return null
  const lines = printedLines(pages)
  if (lines.length === 0) return null
  const mark = readConvention(tokensOf(lines)) ?? 'point'
  return { lines, mark, amounts: labelAmounts(findAmounts(lines, mark)) }
}

function invoiceOf({ lines, mark, amounts }: Reading, totals: Totals, pages: readonly InvoicePage[]): Invoice | null {
  const { total, called, at } = totals
  const kind = isOtherPaper(lines) ? null : kindOf(lines, called)
  const invoice_number = findInvoiceNumber(lines)
  const line = at && lines[at.segment.line]?.segments.includes(at.segment) ? at.segment.line : null
  const iban = findIban(lines)
  const currency = findCurrency(lines, line) ?? currencyOfAccount(iban)
  const { date, due_date } = findInvoiceDates(lines, isAmerican(lines, pages, currency))
  if (!kind || !isEnough(kind, { total: called ? total : null, date, invoice_number }, lines)) return null
  const fields = present({
    invoice_number,
    date,
    due_date,
    currency,
    vendor: findVendor(lines, kind === 'receipt'),
    vat_id: findVatId(lines),
    iban,
    purchase_order: findPurchaseOrder(lines),
  })
  return { kind, source: 'print', fields, line_items: findLineItems(lines, amounts, totals, mark) }
}

/** In the order of the names. */
const present = (found: Partial<Record<FieldName, InvoiceField | null>>): Invoice['fields'] =>
  Object.fromEntries(FIELD_NAMES.flatMap((name) => (found[name] ? [[name, found[name]]] : [])))

/** Below this a dollar sign may be anything that was misread. */
const SURE_CURRENCY = 0.9
/** Points. */
const LETTER = { width: 612, height: 792 }

/** Each, with how much it says for the United States: addresses, telephones, taxes, the time of day. */
const american: readonly (readonly [signs: RegExp, worth: number])[] = [
  [/\b[A-Z]{2} \d{5}(?:-\d{4})?\b/, 2],
  [new RegExp(`^\\d{1,5} [\\p{L}\\d].* ${states}$`, 'u'), 2],
  [new RegExp(`(?:^|\\d )\\p{L}[\\p{L}. ]{3,}, ?${states}$`, 'u'), 2],
  [new RegExp(`\\p{Lu}{4,} ${states}$`, 'u'), 1],
  [/(?<!\d)(?:1[-. ])?\(?[2-9]\d\d(?:\) ?|[-.])[2-9]\d\d[-.]\d{4}(?!\d)/, 1],
  [/\b(?:sales|state|city|county) tax\b|\bgratuity\b|\btip\b/i, 1],
  [/\d ?[AP]\.?M\b/i, 1],
]

/**
 * Whether dates are likely to begin with the month: dollars that are sure, or on the paper of the land, or with two of
 * its signs; three where no currency is printed.
 */
function isAmerican(
  lines: readonly PrintedLine[],
  pages: readonly InvoicePage[],
  currency: InvoiceField | null,
): boolean {
  if (currency !== null && currency.value !== 'USD') return false
  const signs = american.reduce(
    (sum, [sign, worth]) => sum + (lines.some(({ text }) => sign.test(text)) ? worth : 0),
    0,
  )
  if (currency === null) return signs >= 3
  const [page] = pages
  const letter = page && Math.abs(page.width - LETTER.width) < 2 && Math.abs(page.height - LETTER.height) < 2
  return currency.confidence >= SURE_CURRENCY || Boolean(letter) || signs >= 2
}

type Facts = Record<'total' | 'date' | 'invoice_number', InvoiceField | null>

/** Whether what was found makes the paper what its words say: many a letter speaks of invoices. */
function isEnough(
  kind: Invoice['kind'],
  { total, date, invoice_number }: Facts,
  lines: readonly PrintedLine[],
): boolean {
  if (total) return date !== null || invoice_number !== null || (kind === 'receipt' && isStrip(lines))
  return date !== null && (invoice_number !== null || isTitled(lines))
}

/** Whether a line of the first page says what the paper is, and nothing else. */
const isTitled = (lines: readonly PrintedLine[]): boolean =>
  lines.some(
    ({ page, segments }) =>
      page === lines[0]?.page &&
      segments.some(({ plain }) =>
        /^\W*(?:simplified |tax |cash )?(?:invoice|rechnung|quittung|facture|factuur|factura|fattura|receipt|bill)\W*$/.test(
          plain,
        ),
      ),
  )

/** The paper of a till is this many times as wide as its print is high, or less. */
const STRIP_WIDTH = 36

/** Whether all that is printed stands in one narrow strip. */
function isStrip(lines: readonly PrintedLine[]): boolean {
  const segments = lines.flatMap((line) => line.segments).filter(({ text }) => text.length > 2)
  const sizes = segments.map(({ size }) => size).sort((a, b) => a - b)
  const lefts = segments.map(({ bbox }) => bbox[0]).sort((a, b) => a - b)
  const rights = segments.map(({ bbox }) => bbox[2]).sort((a, b) => a - b)
  const at = (values: readonly number[], share: number) => values[Math.floor(share * (values.length - 1))] ?? 0
  return lines.length >= 8 && at(rights, 0.95) - at(lefts, 0.05) < STRIP_WIDTH * at(sizes, 0.5)
}

/** A till prints no more words than this on one receipt. */
const MOST_RECEIPT_WORDS = 1_000

/** What the document calls itself, in its first lines or in a label; a till's words tell a receipt. */
function kindOf(lines: readonly PrintedLine[], summed: boolean): Invoice['kind'] | null {
  const plain = lines.map((line) => line.plain)
  const head = plain.slice(0, 25)
  const called = (words: RegExp, texts: readonly string[]) => texts.some((text) => words.test(text))
  const words = lines.reduce((sum, { segments }) => sum + segments.reduce((all, one) => all + one.words.length, 0), 0)
  const said = tillWords.filter((till) => called(till, plain)).length
  const till = said >= 2 && words <= MOST_RECEIPT_WORDS && called(tillMarks, plain)
  if (till && (said >= 3 || isStrip(lines))) return 'receipt'
  if (isStrip(lines) && words <= MOST_RECEIPT_WORDS && called(invoiceTitles, head)) return 'receipt'
  if (summed && said > 0 && words <= MOST_RECEIPT_WORDS && isStrip(lines)) return 'receipt'
  if (called(creditTitles, head)) return 'credit_note'
  if (called(invoiceTitles, head)) return 'invoice'
  if (till || (called(receiptTitles, plain) && words <= MOST_RECEIPT_WORDS)) return 'receipt'
  return called(invoiceTitles, plain) ? 'invoice' : null
}

const tokensOf = (lines: readonly PrintedLine[]): string[] =>
  lines
    .flatMap(({ segments }) =>
      segments.flatMap(({ words }) => words.map(({ text }) => text.replace(/^[^\d-]+|[^\d]+$/g, ''))),
    )
    .filter((text) => /\d/.test(text) && text.length < 20)
