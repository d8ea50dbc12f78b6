/** The seller's VAT id and bank account. */
import { buyerLabels } from './labels.ts'
import { buyerSegments } from './letterhead.ts'
import type { InvoiceField } from './model.ts'
import { excerpt, type PrintedLine, type Segment } from './printed-lines.ts'

/** VAT identification numbers of the EU, the UK, Norway and Switzerland without their spaces and signs, as VIES has their shapes. */
const vatShapes =
  /^(?:ATU\d{8}|BE[01]\d{9}|BG\d{9,10}|CHE\d{9}|CY\d{8}[A-Z]|CZ\d{8,10}|DE\d{9}|DK\d{8}|EE\d{9}|EL\d{9}|ES[A-Z0-9]\d{7}[A-Z0-9]|FI\d{8}|FR[A-HJ-NP-Z0-9]{2}\d{9}|GB(?:\d{12}|\d{9})|HR\d{11}|HU\d{8}|IE\d[A-Z0-9]\d{5}[A-Z]{1,2}|IT\d{11}|LT(?:\d{12}|\d{9})|LU\d{8}|LV\d{11}|MT\d{8}|NL\d{9}B\d{2}|NO\d{9}|PL\d{10}|PT\d{9}|RO\d{2,10}|SE\d{12}|SI\d{8}|SK\d{10})(?!\d)/
/** Where one may begin, with as many characters as it may take in print. */
const vatStarts =
  /(?<![A-Z0-9])(?=((?:ATU|CHE|BE|BG|CY|CZ|DE|DK|EE|EL|ES|FI|FR|GB|HR|HU|IE|IT|LT|LU|LV|MT|NL|NO|PL|PT|RO|SE|SI|SK)[ .-]?[A-Z0-9].{4,18}))/g
const vatLabels =
  /\b(?:vat|ust|umsatzsteuer|uid|tva|btw|iva|p\.? ?iva|p\.i\.(?: e c\.f\.)?|partita iva|nif|nipc|cif|nip|dic|cui|gst(?:in)?(?:\/uin)?|tax id|tax no|abn|trn|uen|cvr|vkn|cnpj|rfc|adoszam|momsreg|org\.? ?nr)(?:[ .-]*(?:id(?:ent)?|reg(?:istration)?|identnr|identification|intracom\w*|ust|number|no|nr|nummer|n[o°º]))*[ .:#-]*/
/** A number of a country's own, right behind its label. */
const localShapes =
  /^[^\p{L}\d]*(?:(?:\/ ?)?c\.?f\.?\W+)?(\d{2}[A-Z]{5}\d{4}[A-Z0-9]{4}|[A-Z]-?\d{7}-?[A-Z0-9]|\d{8}-?[A-Z]|\d[\d .-]{6,16}\d(?:\/\d{4}-\d{2})?)(?![\d,%]|\.\d)/iu

/** The seller's VAT id, or tax number: the first that does not stand with the buyer. */
export function findVatId(lines: readonly PrintedLine[]): InvoiceField | null {
  const buyers = buyerSegments(lines)
  let buyersOwn: InvoiceField | null = null
  for (const segment of lines.flatMap(({ segments }) => segments)) {
    const value = vatIdIn(segment)
    if (!value) continue
    const { text, page, bbox, confidence } = excerpt(segment, 0, segment.text.length)
    const sure = value.sure ? 0.9 : 0.7
    const field = { value: value.id, text, page, bbox, confidence: Math.round(sure * confidence * 1000) / 1000 }
    if (!buyers.has(segment) && !buyerLabels.test(segment.plain)) return field
    if (value.sure) buyersOwn ??= field
  }
  return buyersOwn && { ...buyersOwn, confidence: buyersOwn.confidence / 2 }
}

function vatIdIn({ plain, text }: Segment): { id: string; sure: boolean } | null {
  const label = vatLabels.exec(plain)
  for (const [, start = ''] of text.matchAll(vatStarts)) {
    const shaped = vatShapes.exec(start.replace(/[ .-]/g, ''))?.[0]
    // Few signs make a number of one's own: an account begins with letters too.
    if (shaped && (label || start.startsWith(shaped) || /^(?:ATU|CHE)/.test(shaped)))
      return { id: shaped, sure: label !== null }
  }
  const local = label && localShapes.exec(text.slice(label.index + label[0].length))?.[1]
  return local ? { id: local.replace(/[ .-]/g, '').toUpperCase(), sure: false } : null
}

/** Characters of the longest IBAN as it is printed, with its spaces. */
const LONGEST_IBAN = 44

/** Letters and digits of an account's number, by its country (the registry of ISO 13616). */
const ibanLengths: Readonly<Record<string, number>> = {
  ...{ NO: 15, BE: 16, DK: 18, FI: 18, NL: 18, SI: 19, AT: 20, BA: 20, EE: 20, LT: 20, LU: 20, CH: 21, HR: 21, LI: 21 },
  ...{ LV: 21, BG: 22, DE: 22, GB: 22, IE: 22, RS: 22, AE: 23, IL: 23, CZ: 24, ES: 24, RO: 24, SE: 24, SK: 24, SA: 24 },
  ...{ PT: 25, IS: 26, TR: 26, FR: 27, GR: 27, IT: 27, MC: 27, SM: 27, CY: 28, HU: 28, PL: 28, UA: 29, MT: 31 },
}

/** The account to pay to: the first IBAN whose check digits are right (ISO 13616), else one that is called so. */
export function findIban(lines: readonly PrintedLine[]): InvoiceField | null {
  let called: InvoiceField | null = null
  for (const [at, line] of lines.entries()) {
    for (const { index } of line.text.matchAll(/\b[A-Z]{2}\d{2}(?=[A-Z0-9 ]|$)/g)) {
      // One may go on in the next line.
      const printed = `${line.text.slice(index)} ${lines[at + 1]?.text ?? ''}`.slice(0, LONGEST_IBAN)
      const text = /^[A-Z]{2}\d{2}(?: ?[A-Z0-9]{1,4}){3,8}/.exec(printed)?.[0]
      if (!text) continue
      const segment = line.segments.find((one) => one.text.includes(text.slice(0, 4))) ?? line.segments[0]!
      const { page, bbox } = segment
      const valid = longestValid(text)
      if (valid) return { value: valid, text, page, bbox, confidence: 0.97 }
      const value = text.replaceAll(' ', '').slice(0, ibanLengths[text.slice(0, 2)])
      if (/iban/i.test(line.text.slice(Math.max(0, index - 16), index)))
        called ??= { value, text, page, bbox, confidence: 0.5 }
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
