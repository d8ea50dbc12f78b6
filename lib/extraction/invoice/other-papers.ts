/** Papers that speak of invoices and are none: lists of them, and letters about one that has not been paid. */
import { invoiceWords, numberWords } from './labels.ts'
import { below, type PrintedLine, type Segment } from './printed-lines.ts'

/** Where a paper says what it is. */
const HEAD_LINES = 12

const titles =
  /^(?:(?:\d\. |letzte |final |friendly )?(?:zahlungserinnerung|mahnung|payment reminder|reminder|rappel|relance|aanmaning|betalingsherinnering|sollecito|recordatorio de pago)|(?:trade )?(?:receivables|payables)|accounts? (?:receivable|payable)|(?:aged|ag(?:e)?ing) |debtors?|statement of account|account statement|kontoauszug|offene (?:posten|forderungen)|balance agee|remittance advice|zahlungsavis)\b[^:]{0,40}$/
const heading = new RegExp(`^(?:${invoiceWords}|inv)[ .-]{0,2}${numberWords}[.:]?$`)
const numbered = /^[A-Z#]{0,5}[ -]?\d[\w/-]*$/
/** So many numbers under one heading are a list. */
const LISTED = 2

/** Whether a paper with the words of an invoice is another one. */
export function isOtherPaper(lines: readonly PrintedLine[]): boolean {
  const head = lines.slice(0, HEAD_LINES).flatMap(({ segments }) => segments)
  return (
    head.some(({ plain }) => titles.test(plain)) ||
    lines.some(({ segments }) => segments.some((one) => heads(lines, one)))
  )
}

/** Whether different numbers stand under the heading, each right under the one before. */
function heads(lines: readonly PrintedLine[], segment: Segment): boolean {
  if (!heading.test(segment.plain)) return false
  const found = new Set<string>()
  for (let last = segment; found.size < LISTED; ) {
    const next = below(lines, last, 1.5).find(
      ({ text, bbox }) => numbered.test(text) && Math.abs(bbox[0] - segment.bbox[0]) < segment.size,
    )
    if (!next) return false
    found.add(next.text)
    last = next
  }
  return true
}
