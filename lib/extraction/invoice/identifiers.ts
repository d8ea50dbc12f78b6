/** The seller's VAT id and bank account. */
import { buyerLabels, sellerLabels } from './labels.ts'
import type { InvoiceField } from './model.ts'
import { excerpt, type PrintedLine, type Segment } from './printed-lines.ts'

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
  const label = vatLabels.exec(plain)
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
