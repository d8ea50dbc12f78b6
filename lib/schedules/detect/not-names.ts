/** Lines above a table that are no name of it: who writes to whom, references, sources, running heads of notes. */
import { isCaption } from './captions.ts'

const contact =
  /\S@\S|\bwww\.|https?:|\b(?:tel|telefon|telephone|phone|fax|mobile?|e-?mail)\s?[.:]|\b(?:tel|telefon|phone|fax)\s[+(]?\d|\b(?:IBAN|BIC|SIRET|SIREN)\b:? ?[A-Z\d]|\b(?:vat|ust-?id|tva)[ .-]?(?:no|nr|id|reg|intra)|steuernummer|registered (?:office|in)\b|handelsregister|siège social/i
const street =
  /(?<![\d.])\d+[a-z]?,? (?:\p{Lu}\p{L}+ ){1,3}(?:Road|Street|Avenue|Lane|Drive|Way|Square|Court|Place|St|Rd|Ave)(?=,|$)|(?:[Ss]tra(?:ß|ss)e|[Ss]tr\.|[Pp]latz|[Ww]eg|[Aa]llee|[Gg]asse) \d{1,3}[a-z]?(?!\d)|(?<![\d.])\d+,? (?:bis )?(?:rue|avenue|boulevard|chemin|quai) \p{L}|P\.? ?O\.? Box|Postfach|Boîte postale/u
const postalCode =
  /\b[A-Z]{1,2}\d[\dA-Z]? \d[A-Z]{2}\b|, [A-Z]{2} \d{5}\b|(?:^|\s)(?:[A-Z]{1,2}-)?\d{5} \p{Lu}[\p{L}-]+$|^(?:[A-Z]{1,2}-)(?:\d{4}) \p{Lu}/u
const reference =
  /^[\p{L}.\- ]{2,30}(?:no|nr|number|nummer|numéro|id|ref)\b\.?\s*:?\s*\S*\d|^(?:date|datum|period|zeitraum|page|seite|customer|kunde|client|reference|referenz|to|from|attn|an|von|re|betreff)\s?:|^(?:page|seite|form|formular)\s\S*\d/iu
const pageNumber = /(?:page|seite) \d+ (?:of|von|sur|\/) ?\d+$/i
const remark = /^(?:sources?|quellen?)\s?:|^[*†‡]|^[([]?(?:un)?(?:audited|geprüft)[)\]]?$|^[([]?non audité/i
const runningHead =
  /^(?:notes? to (?:the )?(?:\p{L}+ )?(?:consolidated |group |company |annual )*(?:financial statements|accounts)|(?:konzern)?anhang|annexe aux comptes)/iu
const leading = /(?:follows?|following|below|wie folgt|folgende\p{L}*|suit|suivante?s?|ci-dessous)\b.{0,40}[:.]?$|:$/iu

/** An address, a line of contacts, a reference, a source, a running head of notes, or no words at all. */
export function isNoName(text: string): boolean {
  if (pageNumber.test(text)) return true
  if (isCaption(text)) return false
  if (!/\p{L}{3}/u.test(text)) return true
  return [contact, street, postalCode, reference, remark, runningHead].some((pattern) => pattern.test(text))
}

/** A sentence that leads to what stands below it. */
export const leadsOn = (text: string): boolean => leading.test(text)
