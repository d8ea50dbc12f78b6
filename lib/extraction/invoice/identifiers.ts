/** Numbers that name something: the invoice's own, the order's, the seller's VAT id and bank account. */
import { readDate } from '../../schedules/figures/read-date.ts'
import { buyerLabels, numberLabels, orderLabels, otherNumbers, sellerLabels } from './labels.ts'
import type { InvoiceField } from './model.ts'
import { below, type Excerpt, excerpt, type PrintedLine, type Segment } from './printed-lines.ts'

/** One word with a digit in it, and a sign or two before; some print their letters apart. */
const identifier = /^[\s:.#№=*-]*((?:[A-Z]{1,4} (?=\d{3}))?[#A-Za-z0-9][\w./#\\-]*[\w]|\d)(?=$|[\s,;:)])/
const onlyLabel = /^[\s:.#№-]*$/

type Candidate = { excerpt: Excerpt; value: string; score: number }

/** The invoice's number, beside or under its label. */
export function findInvoiceNumber(lines: readonly PrintedLine[]): InvoiceField | null {
  return best(candidatesOf(lines, numberLabels, (index) => [10, 9.5, 7, 5, 3][index] ?? 1, isNumber))
}

/** The buyer's order. */
export function findPurchaseOrder(lines: readonly PrintedLine[]): InvoiceField | null {
  return best(candidatesOf(lines, orderLabels, (index) => 8 - index, isNumber))
}

function candidatesOf(
  lines: readonly PrintedLine[],
  labels: readonly RegExp[],
  strengthOf: (index: number) => number,
  accepts: (text: string) => boolean,
): Candidate[] {
  const candidates: Candidate[] = []
  for (const line of lines) {
    for (const segment of line.segments) {
      for (const [index, label] of labels.entries()) {
        const match = label.exec(segment.plain)
        // Plain text may be longer than the printed one; positions are only used where it is not.
        if (!match || segment.plain.length !== segment.text.length) continue
        const from = match.index + match[0].length
        const between =
          labels === numberLabels && index === 3 ? otherNumbers.test(segment.plain.slice(from, from + 30)) : false
        if (between) continue
        const strength = strengthOf(index) + (match.index === 0 ? 0.5 : 0) - line.index / (2 * lines.length)
        for (const { excerpt: found, value, cost } of valuesAt(lines, segment, from)) {
          if (accepts(value))
            candidates.push({
              excerpt: found,
              value,
              score: strength - cost + (value.replace(/\D/g, '').length > 2 ? 0.5 : 0),
            })
        }
        break
      }
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
    for (const under of below(lines, segment).slice(0, 2)) add(under, 0, 1)
  return values
}

function isNumber(text: string): boolean {
  if (!/\d/.test(text) || text.length < 2 || text.length > 40) return false
  if (readDate(text, 'day_first') || /^\d{1,3}(?:[.,]\d{3})*[.,]\d\d$/.test(text)) return false
  // A year by itself is part of a date.
  return !/^(?:19|20)\d\d$/.test(text)
}

function best(candidates: readonly Candidate[]): InvoiceField | null {
  const [first] = [...candidates].sort((a, b) => b.score - a.score)
  if (!first) return null
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

/** VAT identification numbers of the EU, the UK, Norway and Switzerland, as VIES has their shapes. */
const vatShapes =
  /\b(ATU\d{8}|BE[01]\d{9}|BG\d{9,10}|CHE\d{9}|CY\d{8}[A-Z]|CZ\d{8,10}|DE\d{9}|DK\d{8}|EE\d{9}|EL\d{9}|ES[A-Z0-9]\d{7}[A-Z0-9]|FI\d{8}|FR[A-HJ-NP-Z0-9]{2}\d{9}|GB(?:\d{9}|\d{12})|HR\d{11}|HU\d{8}|IE\d[A-Z0-9]\d{5}[A-Z]{1,2}|IT\d{11}|LT(?:\d{9}|\d{12})|LU\d{8}|LV\d{11}|MT\d{8}|NL\d{9}B\d{2}|NO\d{9}|PL\d{10}|PT\d{9}|RO\d{2,10}|SE\d{12}|SI\d{8}|SK\d{10})\b/
const vatLabels =
  /\b(?:vat|ust|umsatzsteuer|uid|tva|btw|iva|p\.? ?iva|partita iva|nif|cif|gst(?:in)?|tax id|abn)(?:[ .-]*(?:id(?:ent)?|reg(?:istration)?|identnr|identification|intracom\w*|ust|number|no|nr|nummer|n[o°º]))*[ .:#-]*/

/** The seller's VAT id, or tax number: the first that does not stand with the buyer. */
export function findVatId(lines: readonly PrintedLine[]): InvoiceField | null {
  let buyer = false
  let buyers: InvoiceField | null = null
  for (const segment of lines.flatMap(({ segments }) => segments)) {
    if (sellerLabels.test(segment.plain)) buyer = false
    else if (buyerLabels.test(segment.plain)) buyer = true
    const value = vatIdIn(segment)
    if (!value) continue
    const { text, page, bbox, confidence } = excerpt(segment, 0, segment.text.length)
    const field = {
      value: value.id,
      text,
      page,
      bbox,
      confidence: Math.round((value.sure ? 0.9 : 0.7) * confidence * 1000) / 1000,
    }
    if (!buyer) return field
    // A footer stands below everything, the buyer's block too.
    if (value.sure) buyers ??= field
  }
  return buyers && { ...buyers, confidence: buyers.confidence / 2 }
}

function vatIdIn({ plain, text }: Segment): { id: string; sure: boolean } | null {
  const label = plain.length === text.length ? vatLabels.exec(plain) : null
  if (!label) {
    const bare = vatShapes.exec(text)?.[1]
    return bare ? { id: bare, sure: false } : null
  }
  const after = text.slice(label.index + label[0].length)
  const packed = after.replace(/(?<=[A-Z0-9])[ .-](?=[A-Z0-9])/g, '')
  const shaped = (vatShapes.exec(text) ?? vatShapes.exec(packed))?.[1]
  const id = shaped ?? localTaxNumber(after)
  return id ? { id, sure: shaped !== undefined } : null
}

const localTaxNumber = (text: string): string | null =>
  /(?<![\d.,])(\d[\d -]{7,16}\d|\d{2}[A-Z]{5}\d{4}[A-Z0-9]{4})(?![\d.,%])/.exec(text)?.[1]?.replace(/[ -]/g, '') ?? null

/** The account to pay to: the first IBAN whose check digits are right (ISO 13616), else one that is called so. */
export function findIban(lines: readonly PrintedLine[]): InvoiceField | null {
  let called: InvoiceField | null = null
  for (const line of lines) {
    for (const { index } of line.text.matchAll(/\b[A-Z]{2}\d{2}(?=[A-Z0-9 ])/g)) {
      const text = /^[A-Z]{2}\d{2}(?: ?[A-Z0-9]{1,4}){3,8}/.exec(line.text.slice(index, index + 44))?.[0]
      if (!text) continue
      const segment = line.segments.find((one) => one.text.includes(text.slice(0, 4))) ?? line.segments[0]!
      const { page, bbox } = segment
      const valid = longestValid(text)
      if (valid) return { value: valid, text, page, bbox, confidence: 0.97 }
      if (/iban/i.test(line.text.slice(Math.max(0, index - 16), index)))
        called ??= { value: text.replaceAll(' ', ''), text, page, bbox, confidence: 0.5 }
    }
  }
  return called
}

/** Words of what stands behind it may look like more of it. */
function longestValid(text: string): string | null {
  const parts = text.split(' ')
  for (let count = parts.length; count > 0; count--) {
    const packed = parts.slice(0, count).join('')
    if (packed.length >= 15 && packed.length <= 34 && isIban(packed)) return packed
  }
  return null
}

function isIban(packed: string): boolean {
  const digits = (packed.slice(4) + packed.slice(0, 4)).replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55))
  let rest = 0
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97
  return rest === 1
}
