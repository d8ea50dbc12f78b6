/** Currency signs and codes that stand before or after a figure. */

/**
 * A list of our own, not all of ISO 4217: ALL, TOP, TRY, CUP and others are English words that open many a table row.
 */
const codes =
  'USD|EUR|GBP|CHF|JPY|CNY|CAD|AUD|NZD|HKD|SGD|SEK|NOK|DKK|ISK|PLN|CZK|HUF|RON|BGN|INR|KRW|BRL|MXN|ZAR|ILS|THB|AED|SAR'

const signs: readonly (readonly [pattern: string, currency: string])[] = [
  ['US ?\\$', 'USD'],
  ['(?:CAD|CA|C) ?\\$', 'CAD'],
  ['(?:AUD|AU|A) ?\\$', 'AUD'],
  ['NZ ?\\$', 'NZD'],
  ['HK ?\\$', 'HKD'],
  ['S ?\\$', 'SGD'],
  ['R\\$', 'BRL'],
  ['\\$', '$'],
  ['€|[Ee]uro', 'EUR'],
  ['£', 'GBP'],
  ['¥', 'JPY'],
  ['₹', 'INR'],
  ['S?Fr\\.', 'CHF'],
  ['zł', 'PLN'],
  ['Kč', 'CZK'],
]

const known = [...signs.map(([pattern, currency]) => [pattern, currency] as const), [codes, null] as const].map(
  ([pattern, currency]) => ({
    currency,
    before: new RegExp(`^(${pattern})(?![A-Za-z]) ?(.*)$`),
    after: new RegExp(`^(.*[\\d)\\-]) ?(${pattern})$`),
  }),
)

const anyCurrency = /[A-Za-z$€£¥₹]/

const dollars = /\b(CAD|AUD|NZD|HKD|SGD)\b|\b(CA|C|AU|A|NZ|HK|S)\$/

/** The currency at either end of a text and what is left of the text; null when there is none. */
export function readCurrency(text: string): { currency: string; rest: string } | null {
  if (!anyCurrency.test(text)) return null
  for (const { currency, before, after } of known) {
    const first = before.exec(text)
    if (first) return { currency: currency ?? first[1] ?? '', rest: first[2] ?? '' }
    const last = after.exec(text)
    if (last) return { currency: currency ?? last[2] ?? '', rest: last[1] ?? '' }
  }
  return null
}

/** Which dollar a plain `$` is in a document: the one other dollar that it names, else the United States'. */
export function readDollar(texts: Iterable<string>): string {
  const named = new Set<string>()
  for (const text of texts) {
    const match = dollars.exec(text)
    if (match) named.add(readCurrency(match[0])?.currency ?? '')
  }
  const [only] = named
  return named.size === 1 && only ? only : 'USD'
}
