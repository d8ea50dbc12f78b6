/** The currency of an invoice, from its label, the sign beside the total, or the one that is used most. */
import { kindOf } from './amount-kinds.ts'
import { currencySigns } from './currency-signs.ts'
import type { InvoiceField } from './model.ts'
import type { PrintedLine, Segment } from './printed-lines.ts'

const codes = new Set(Intl.supportedValuesOf('currency'))
const label =
  /\b(?:currency|wahrung|devise|monnaie|valuta|moneda|divisa|moeda|betrage in|amounts? in|all (?:amounts|prices).{0,30} in)\b/

type Seen = { value: string; text: string; segment: Segment }

export function findCurrency(lines: readonly PrintedLine[], totalLine: number | null): InvoiceField | null {
  const seen = settled(
    lines.flatMap(({ segments }) => segments.flatMap(currenciesIn)),
    lines,
  )
  if (seen.length === 0) return null
  const called = lines.find(({ plain }) => label.test(plain) && !/umrechnung|exchange|buchung/.test(plain))
  const labelled = called && seen.find(({ segment }) => segment.line === called.index)
  if (labelled) return field(labelled, 0.95)
  const beside = seen.find(({ segment }) => segment.line === totalLine)
  const counts = Map.groupBy(seen, ({ value }) => value)
  const [most] = [...counts.values()].sort((a, b) => b.length - a.length)
  const chosen = beside ?? most?.[0]
  return chosen ? field(chosen, beside && beside.value === most?.[0]?.value ? 0.95 : 0.8) : null
}

/** A sign that several countries have is that of the one whose code, or whose tax, is printed. */
function settled(seen: readonly Seen[], lines: readonly PrintedLine[]): Seen[] {
  const code = seen.find(({ value, text }) => text !== '$' && value !== 'USD' && dollars.has(value))?.value
  const dollar = code ?? (seen.some(({ text }) => text !== '$' && /^US/.test(text)) ? undefined : dollarOf(lines))
  // Recognition takes the rupee's sign for the yen's.
  const indian = lines.some(({ plain }) => /\b(?:gstin|cgst|sgst|igst|rupees|paise)\b/.test(plain))
  return seen.map((one) => {
    if (dollar && one.text === '$') return { ...one, value: dollar }
    return indian && one.value === 'JPY' ? { ...one, value: 'INR' } : one
  })
}

/** What only one country with dollars prints on its bills: its taxes, its numbers of companies, its codes of places. */
const countries: readonly (readonly [words: RegExp, dollar: string])[] = [
  [/\b(?:hst|qst|tvq|tps)\b|\bpst\b[ (@:]*\d|\b\d{4} ?rt ?\d{4}\b|\b[abceghj-nprstvxy]\d[a-z] \d[a-z]\d\b/, 'CAD'],
  [/\babn\b[ :#]*\d|\b(?:nsw|vic|qld|tas) \d{4}\b/, 'AUD'],
  [/\bnzbn\b|\bnew zealand\b|\b(?:auckland|wellington|christchurch|hamilton) \d{4}\b/, 'NZD'],
  [/\buen\b[ :#]*\d|\bsingapore \d{6}\b|\bgst reg(?:istration)?\.? ?(?:no)?[ .:]*(?:m\d-|20\d{7})/, 'SGD'],
  [/\br\.?f\.?c\.?[ :]+[a-z&]{3,4}\d{6}/, 'MXN'],
]
/** A state and its ZIP code. */
const american = /\b[A-Z]{2} \d{5}(?:-\d{4})?\b/

/** Whose dollars a plain sign stands for; undefined where an address in the United States, or nothing, is printed. */
const dollarOf = (lines: readonly PrintedLine[]): string | undefined =>
  lines.some(({ text }) => american.test(text))
    ? undefined
    : countries.find(([words]) => lines.some(({ plain }) => words.test(plain)))?.[1]

const dollars: ReadonlySet<string> = new Set(['AUD', 'CAD', 'HKD', 'MXN', 'NZD', 'SGD', 'TWD', 'ARS', 'CLP', 'COP'])

function currenciesIn(segment: Segment): Seen[] {
  const found: Seen[] = []
  for (const [sign, value] of currencySigns) {
    const match = sign.exec(segment.text)
    if (match) {
      found.push({ value, text: match[0].trim(), segment })
      break
    }
  }
  for (const [text] of segment.text.matchAll(/(?<![\p{L}\d])[A-Z]{3}(?=$|[^\p{L}])/gu)) {
    // Many codes are words too: one counts beside a figure, in brackets, or alone.
    const code = text
    if (!codes.has(code)) continue
    if (kindOf(segment.plain) !== 'other' && segment.text.endsWith(` ${code}`)) {
      found.push({ value: code, text, segment })
      continue
    }
    const used = new RegExp(
      `(?:^|[\\s(/:])${code} ?-?\\d|\\d ?${code}(?![A-Z])|\\(${code}\\)|^[: ]*${code}$|(?:in|:) ${code}\\b`,
    )
    if (used.test(segment.text)) found.push({ value: code, text, segment })
  }
  return found
}

function field({ value, text, segment: { page, bbox } }: Seen, confidence: number): InvoiceField {
  return { value, text, page, bbox, confidence }
}

const euro = 'AT BE CY DE EE ES FI FR GR HR IE IT LT LU LV MC MT NL PT SI SK SM'
const moneyOf: Readonly<Record<string, string>> = {
  ...Object.fromEntries(euro.split(' ').map((country) => [country, 'EUR'])),
  ...{ GB: 'GBP', CH: 'CHF', LI: 'CHF', NO: 'NOK', SE: 'SEK', DK: 'DKK', PL: 'PLN', CZ: 'CZK', HU: 'HUF', RO: 'RON' },
}
/** An account may be in other money than its country's. */
const BY_ACCOUNT = 0.5

/** The money of the country whose account is to be paid to: where no currency is printed. */
export function currencyOfAccount(iban: InvoiceField | null): InvoiceField | null {
  const value = iban && moneyOf[iban.value.slice(0, 2)]
  return iban && value ? { ...iban, value, confidence: BY_ACCOUNT } : null
}
