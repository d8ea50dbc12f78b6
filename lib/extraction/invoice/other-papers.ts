/** Papers that speak of invoices and are none: offers, orders, payslips, lists of them, letters about one not yet paid. */
import { invoiceWords, numberWords } from './labels.ts'
import { below, type PrintedLine, type Segment } from './printed-lines.ts'

/** Where a paper says what it is. */
const HEAD_LINES = 12

const titles =
  /^(?:(?:\d\. |letzte |final |friendly )?(?:zahlungserinnerung|mahnung|payment reminder|reminder|rappel|relance|aanmaning|betalingsherinnering|sollecito|recordatorio de pago)|(?:trade )?(?:receivables|payables)|accounts? (?:receivable|payable)|(?:aged|ag(?:e)?ing) |debtors?|statement of account|account statement|kontoauszug|offene (?:posten|forderungen)|balance agee|remittance advice|zahlungsavis)\b[^:]{0,40}$/
/** What comes before an invoice or goes with it, unless the paper calls itself one as well. */
const otherTitles =
  /^(?:(?:sales |price |your |ihre? |our |unser )?(?:quot(?:e|ation)|estimate|offer|proposal|order confirmation|purchase order|sales order|delivery note|packing (?:list|slip)|pay ?slip|salary slip|contract|agreement)|(?:kosten)?angebot|kostenvoranschlag|auftragsbestatigung|bestellung|bestellbestatigung|lieferschein|(?:entgelt|lohn|gehalts|verdienst)-?abrechnung|(?:miet|kauf|dienst|werk)?vertrag|devis|bon de (?:commande|livraison)|confirmation de commande|bulletin de (?:paie|salaire)|offerte|opdrachtbevestiging|orderbevestiging|pakbon|loonstrook|presupuesto|pedido|albaran|nomina|preventivo|conferma d'ordine|documento di trasporto|busta paga|orcamento|guia de remessa|oferta|zamowienie|nabidka|objednavka|offert|tilbud|orderbekraftelse|tarjous)(?: (?:no|nr|n[o°º]|number|nummer|num)?[.:]? ?#?[a-z]{0,4}[ -]?\d[\w/.-]*| .{0,20}\d{4})?$/
const payslip = /^(?:entgelt|lohn|gehalts|verdienst)-?abrechnung/
const ownTitle = new RegExp(
  `^\\W*(?:(?:\\d{1,2}(?:\\.|st|nd|rd|th|er?|eme|o|a)?|[ivx]{1,4}\\.) )?(?:[a-z]+ ){0,2}(?:${invoiceWords})(?![a-z])(?! (?:to|an|will|wird|is|ist|a|address|adresse|aan)(?![\\w-]))`,
)

const heading = new RegExp(`^(?:${invoiceWords}|inv)[ .-]{0,2}${numberWords}[.:]?$`)
const numbered = /^[A-Z#]{0,5}[ -]?\d[\w/-]*$/
/** So many numbers under one heading are a list. */
const LISTED = 2

/** Whether a paper with the words of an invoice is another one. */
export function isOtherPaper(lines: readonly PrintedLine[]): boolean {
  const head = lines.slice(0, HEAD_LINES).flatMap(({ segments }) => segments)
  return (
    head.some(({ plain }) => titles.test(plain)) ||
    (head.some(({ plain }) => otherTitles.test(plain)) && !lines.some((line) => line.segments.some(isOwnTitle))) ||
    lines.some(({ segments }) => segments.some((one) => heads(lines, one)))
  )
}

/** A sentence that speaks of an invoice has more words. */
const LONGEST_TITLE = 60
const isOwnTitle = ({ plain }: Segment): boolean =>
  plain.length < LONGEST_TITLE && ownTitle.test(plain) && !payslip.test(plain)

/** Whether different numbers stand under the heading, each right under the one before. */
function heads(lines: readonly PrintedLine[], segment: Segment): boolean {
  const beside = lines[segment.line]?.segments[segment.place + 1]
  // A label has its number beside it: what stands under it is something else.
  if (!heading.test(segment.plain) || (beside && /\d/.test(beside.text))) return false
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
