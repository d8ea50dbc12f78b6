/**
 * Invoices, credit notes and receipts: their key fields and what they charge for, from the words of their pages.
 * Pure. Nothing here knows any sender or any form: a field is found by the words beside and above it, in seven
 * languages, and checked by arithmetic and check digits where there are any. What the words are, born-digital or
 * recognised, is left to the engines; embedded data to `embedded-xml.ts`.
 */
import { readConvention } from '../../schedules/figures/evidence.ts'
import type { PageLayout } from '../../schedules/model.ts'
import { findAmounts } from './amounts.ts'
import { findCurrency } from './currency.ts'
import { chooseDate, chooseDueDate, findDates, orderOf } from './dates.ts'
import { findIban, findInvoiceNumber, findPurchaseOrder, findVatId } from './identifiers.ts'
import { creditTitles, invoiceTitles, receiptTitles, tillMarks, tillWords } from './labels.ts'
import { findLineItems } from './line-items.ts'
import type { FieldName, Invoice, InvoiceField } from './model.ts'
import { type PrintedLine, printedLines } from './printed-lines.ts'
import { findTotals } from './totals.ts'
import { findVendor } from './vendor.ts'

/** A page with its words upright. */
export type InvoicePage = Pick<PageLayout, 'number' | 'width' | 'height' | 'words'>

/** Words beyond this on all pages together belong to a report that also speaks of invoices. */
const MOST_WORDS = 12_000

/** The fields of an invoice, credit note or receipt; null for any other document. Boxes are those of the words. */
export function readInvoice(pages: readonly InvoicePage[]): Invoice | null {
  if (pages.reduce((sum, { words }) => sum + words.length, 0) > MOST_WORDS) return null
  const lines = printedLines(pages)
  if (lines.length === 0) return null
  const kind = kindOf(lines)
  const mark = readConvention(tokensOf(lines)) ?? 'point'
  const amounts = findAmounts(lines, mark)
  const { total, tax, subtotal, at } = findTotals(amounts)
  const invoice_number = findInvoiceNumber(lines)
  const currency = findCurrency(lines, at?.segment.line ?? null)
  const dates = findDates(lines, orderOf(lines, currency?.value === 'USD' && currency.confidence >= SURE_CURRENCY))
  const date = chooseDate(dates, lines)
  if (!kind || !isEnough(kind, { total, date, invoice_number }, lines)) return null
  const found: Record<FieldName, InvoiceField | null> = {
    invoice_number,
    date,
    due_date: chooseDueDate(dates, lines, date?.value),
    currency,
    subtotal,
    tax,
    total,
    vendor: findVendor(lines, kind === 'receipt'),
    vat_id: findVatId(lines),
    iban: findIban(lines),
    purchase_order: findPurchaseOrder(lines),
  }
  const fields = Object.fromEntries(Object.entries(found).filter(([, field]) => field !== null))
  return { kind, source: 'print', fields, line_items: findLineItems(lines, mark) }
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

/** Below this a dollar sign may be anything that was misread. */
const SURE_CURRENCY = 0.9

/** A till prints no more words than this on one receipt. */
const MOST_RECEIPT_WORDS = 1_000

/** What the document calls itself, in its first lines or in a label; a till's words tell a receipt. */
function kindOf(lines: readonly PrintedLine[]): Invoice['kind'] | null {
  const plain = lines.map((line) => line.plain)
  const head = plain.slice(0, 25)
  const called = (words: RegExp, texts: readonly string[]) => texts.some((text) => words.test(text))
  const words = lines.reduce((sum, { segments }) => sum + segments.reduce((all, one) => all + one.words.length, 0), 0)
  const said = tillWords.filter((till) => called(till, plain)).length
  const till = said >= 2 && words <= MOST_RECEIPT_WORDS && called(tillMarks, plain)
  if (till && (said >= 3 || isStrip(lines))) return 'receipt'
  if (isStrip(lines) && words <= MOST_RECEIPT_WORDS && called(invoiceTitles, head)) return 'receipt'
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
