/** What one unit of a schedule's figures is: "in thousands of EUR" in a caption or a heading. */

const scales: [number, RegExp][] = [
  [
    1_000_000_000,
    /\b(?:billions?|milliarden|milliards?|mrd\.?|bln)\b|(?:[$€£]|\b(?:EUR|USD|GBP|CHF))\s?(?:bn|b)\b|\b(?:€|\$|£)bn\b/i,
  ],
  [
    1_000_000,
    /\b(?:in )?(?:millions?|millionen|mio\.?|mill\.|mln)\b|(?:[$€£]|\b(?:EUR|USD|GBP|CHF|US\$))\s?(?:m|mn)\b|\bm€|\bMEUR\b/i,
  ],
  [
    1000,
    /\b(?:thousands?|tausend|tsd\.?|milliers)\b|['’´]000\b|\b000s\b|(?:[$€£]|\b(?:EUR|USD|GBP|CHF|US\$))\s?k\b|\bk€|\bT€|\bT(?:EUR|USD|CHF|GBP)\b|\bKEUR\b/i,
  ],
]
const currencies: [string, RegExp][] = [
  ['EUR', /€|\b[TKM]?EUR\b|\beuros?\b/i],
  ['USD', /US\s?\$|\b[TKM]?USD\b|\bdollars?\b|(?<![A-Z])\$/i],
  ['GBP', /£|\b[TKM]?GBP\b|\bpounds? sterling\b/i],
  ['CHF', /\b[TKM]?CHF\b|\bswiss francs?\b|\bfranken\b/i],
  ['JPY', /¥|\bJPY\b|\byen\b/i],
]

/** How many single units a printed 1 stands for; 1 where nothing says otherwise. */
export const readScale = (text: string): number => scales.find(([, pattern]) => pattern.test(text))?.[0] ?? 1

/** The one currency that a text names, as ISO 4217; null where it names none, or several. */
export function readUnit(text: string): string | null {
  const named = currencies.filter(([, pattern]) => pattern.test(text))
  return named.length === 1 ? (named[0]?.[0] ?? null) : null
}
