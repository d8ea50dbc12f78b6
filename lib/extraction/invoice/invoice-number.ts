/** The numbers of an invoice and of the order that it answers: by the words beside and above them. */
import { readDate } from '../../schedules/figures/read-date.ts'
import { invoiceWords, numberWords, orderLabels, otherNumbers } from './labels.ts'
import type { InvoiceField } from './model.ts'
import { above, below, type Excerpt, excerpt, isUnder, type PrintedLine, type Segment, UNDER } from './printed-lines.ts'

/** `deep`: how much of its strength a label loses from the first line to the last. */
type Label = { words: RegExp; strength: number; deep: number; refuses?: RegExp }

const word = "(?: [a-z][a-z'./-]*)"
/** Ahead of a number these make it something else: a sum, a page, a day, a count. */
const notNumbered =
  /\b(?:for|over|of|from|to|and|pour|du|le|fur|uber|von|vom|am|bis|und|voor|van|per|para|por|del|della|di|da|de|e|y|dated|fecha|total\w*|amount|betrag|bedrag|montant|importe|importo|summe|netto|date|datum|data|jan\w*|feb\w*|mar\w*|apr\w*|ma[iy]|jun\w*|jul\w*|aug\w*|sep\w*|o[ck]t\w*|nov\w*|de[cz]\w*)$/
/** A check that something was paid with numbers the payment. */
const paidBy = /\b(?:paid|payment|received|tendered|by|per|thank you)\b.*\bche(?:ck|que)\b|\bche(?:ck|que)\b.*\bpaid\b/
const sums = /\b(?:total\w*|amount|[a-z]*betrag|[a-z]*summe|bedrag|montant|importe|importo|net|netto|balance|saldo)\b/

const invoiceNumber: readonly Label[] = [
  {
    words: new RegExp(
      `(?:^|[^a-z])(?:${invoiceWords}|inv|rg|re|rng|rechn|fatt|fra|nota|folio|beleg|vorgang|document|doc|documento|piece|sales?)(?: ?\\([^)]{0,40}\\)){0,2}${word}{0,3}[ ./-]{0,3}${numberWords}`,
    ),
    strength: 10,
    deep: 0.5,
  },
  {
    words: new RegExp(
      `(?<![a-z])(?:n\\.?[o°º]|n\\.|nr|num|numero|number|nummer|ref|reference)\\.? ?(?:(?:de|der|della|di|da|of|du|la|the|d'|l') ?){0,2}(?:${invoiceWords}|fra|documento|document|doc|piece|beleg)(?![a-z])`,
    ),
    strength: 9.5,
    deep: 0.5,
  },
  {
    words: new RegExp(`(?:^|[^a-z])(?:${invoiceWords}|inv) ?[#:]`),
    strength: 7,
    deep: 0.5,
    refuses: /\b(?:date|datum|data|fecha) /,
  },
  {
    words: new RegExp(
      `^(?:\\d{1,2}\\. ?)?(?:[^/:]{0,24}[/:] ?)?(?:[a-z]+ ){0,2}(?:${invoiceWords})(?![a-z])${word}{0,3}?(?= [#a-z]{0,4}[ ./-]?\\d)`,
    ),
    strength: 5,
    deep: 1,
    refuses: notNumbered,
  },
  // A title alone, its number under it.
  {
    words: new RegExp(`^(?:[^/]{0,24}/ ?)?(?:[a-z]+ ){0,2}(?:${invoiceWords})$`),
    strength: 2.8,
    deep: 2,
    refuses: /\b(?:date|datum|data|fecha|total\w*|betrag)\b/,
  },
  // A number without a name is the invoice's where nothing else is called its number.
  {
    words: /(?<![a-z][.]?[ /-]?)(?:number|nummer|numero|no|nr|n\.?[°º]|num|beleg|folio)(?![a-z])/,
    strength: 3.5,
    deep: 2.5,
  },
  {
    words: /(?<![a-z][.]?[ /-]?)(?:reference|referenz|referentie|riferimento|referencia|ref)(?![a-z])/,
    strength: 2.5,
    deep: 2.5,
  },
  {
    words: /\b(?:cash bill|chk|check|trans(?:action)?|slip|ticket|bon) ?(?:no|nr|number|nummer|#)(?![a-z])/,
    strength: 3,
    deep: 0.5,
    refuses: paidBy,
  },
  // Workshops number the job, and bill under its number.
  {
    words: /\b(?:repair order(?: ?(?:no|number|nr))?\.?|r\.?o\.? ?(?:no|number|nr|#|:)) ?[#:]?(?= ?\d|$)/,
    strength: 3,
    deep: 0.5,
  },
]

const orderNumber: readonly Label[] = orderLabels.map((words, index) => ({ words, strength: 8 - index, deep: 0.5 }))

/** One word with a digit in it, and a sign or two before; some print their letters apart. */
const identifier =
  /^[\s:.#№°º=*-]*(\d{3,4}(?: \d{2,4}){1,5}(?: \d)?(?=$| (?:vom|du|dated|van|del|of|from) \d)|[A-Z]{1,5}[ -]?\d{2,6}(?: \d{2,8}){1,5}(?=$)|[A-Z\d][\w.-]*\d \/ \d[\w.-]*(?=$)|(?:[A-Z]{1,4} (?=\d{3}|\d+[/.-]\d+$))?[#A-Za-z0-9][\w./#\\-]*[\w]|\d)(?=$|[\s,;:)])(?!,\d| ?[€$£%]| (?:EUR|USD|GBP|CHF)\b)/
/** Without a figure there is no number: `Invoice no. (please quote)`. */
const onlyLabel = /^\D*$/

type Candidate = { excerpt: Excerpt; value: string; score: number }

/** The invoice's number, beside or under its label. */
export function findInvoiceNumber(lines: readonly PrintedLine[]): InvoiceField | null {
  return best(candidatesOf(lines, invoiceNumber, true))
}

/** The buyer's order. */
export function findPurchaseOrder(lines: readonly PrintedLine[]): InvoiceField | null {
  return best(candidatesOf(lines, orderNumber, false))
}

/** `VAT invoice 7`, `Order / Invoice`: what stands with the paper's name without being what is numbered. */
const beside = /\bvat (?=invoice)|\brepair order\b|(?<=faktur[ay]) vat\b|^[^/]* ?\/ ?/

function candidatesOf(lines: readonly PrintedLine[], labels: readonly Label[], own: boolean): Candidate[] {
  const candidates: Candidate[] = []
  for (const segment of lines.flatMap(({ segments }) => segments)) {
    for (const { words, strength, deep, refuses } of labels) {
      const match = words.exec(segment.plain)
      if (!match || refuses?.test(segment.plain.slice(0, match.index + match[0].length))) continue
      // `Rechnung gemäß Bestellung Nr. 7` is not invoice 7, `Total invoice: 100` no number at all.
      if (
        own &&
        (otherNumbers.test(match[0].replace(beside, '')) ||
          sums.test(segment.plain.slice(0, match.index + match[0].length)))
      )
        continue
      const reach = strength + (match.index === 0 ? 0.5 : 0) - (deep * segment.line) / lines.length
      // One figure is a number where the label stands right before it.
      const values = valuesAt(lines, segment, match.index + match[0].length).filter(
        ({ value, cost }) => isNumber(value) || (strength > 9 && cost === 0 && /^\d$/.test(value)),
      )
      for (const { excerpt: found, value, cost } of values) {
        const plausible = value.replace(/\D/g, '').length > 2 ? 0.5 : 0
        candidates.push({ excerpt: found, value, score: reach - cost + plausible })
      }
      if (values.length > 0) break
    }
  }
  return candidates
}

/** What follows the label: on in its segment, in the next one, or in those below. */
function valuesAt(lines: readonly PrintedLine[], segment: Segment, from: number) {
  const values: { excerpt: Excerpt; value: string; cost: number }[] = []
  const add = (where: Segment, start: number, cost: number) => {
    const match = identifier.exec(where.text.slice(start))
    const value = match?.[1]
    if (!match || !value) return
    const at = start + match[0].length - value.length
    values.push({ excerpt: excerpt(where, at, at + value.length), value, cost })
  }
  const rest = segment.text.slice(from)
  if (!onlyLabel.test(rest)) {
    add(segment, from, 0)
    // `Invoice no. / date: 17`, `Nr.: (bitte angeben) 17`
    const colon = rest.indexOf(':')
    if (colon >= 0 && values.length === 0) add(segment, from + colon + 1, 0.5)
  }
  const line = lines[segment.line]
  const next = line?.segments.slice(segment.place + 1).filter(({ text }) => !onlyLabel.test(text))[0]
  if (values.length === 0 && next) add(next, 0, 0.5)
  if (onlyLabel.test(rest) || values.length === 0)
    for (const under of below(lines, segment).slice(0, 2)) add(under, startUnder(under, segment), 1)
  if (!values.some(({ value }) => isNumber(value)))
    for (const over of above(lines, segment, UNDER))
      if (over.size > segment.size && isUnder(segment, over)) add(over, 0, 2)
  return values
}

/** Values of two columns may have run together: the one under the label begins where its first word does. */
function startUnder({ words }: Segment, { bbox, size }: Segment): number {
  const index = words.findIndex((word) => word.bbox[0] > bbox[0] - size)
  return index <= 0 ? 0 : words.slice(0, index).reduce((sum, { text }) => sum + text.length + 1, 0)
}

function isNumber(text: string): boolean {
  if (!/\d/.test(text) || text.length < 2 || text.length > 40) return false
  if (text.split(' / ').some((part) => readDate(part, 'day_first')) || /^\d{1,3}(?:[.,]\d{3})*[.,]\d\d$/.test(text))
    return false
  // A year by itself is part of a date.
  return !/^(?:19|20)\d\d$/.test(text)
}

function best(candidates: readonly Candidate[]): InvoiceField | null {
  const [first] = [...candidates].sort((a, b) => b.score - a.score)
  if (!first || first.score <= 0) return null
  const { text, page, bbox, confidence } = first.excerpt
  const sure = Math.min(0.97, Math.max(0.3, 0.3 + first.score / 15))
  return {
    value: first.value,
    text,
    page,
    bbox,
    confidence: Math.round(sure * Math.max(0.5, confidence) * 1000) / 1000,
  }
}
