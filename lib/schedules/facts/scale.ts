/** What one unit of a schedule's figures is: "in thousands of EUR" in a caption or a heading. */

const codes = 'EUR|USD|GBP|CHF|JPY|CAD|AUD|HKD|SGD|NZD|CNY|RMB|SEK|NOK|DKK|PLN|CZK|HUF|INR|ZAR|BRL'
const sign = `(?:[$€£¥]|(?<!\\p{L})(?:${codes}))`

/** Not a rate: "per million inhabitants". */
const whole = '(?<!(?:per|pro|je|par|auf|a) (?:one |ein(?:e)? |un )?)\\b'

const scales: [number, RegExp][] = [
  [
    1_000_000_000,
    new RegExp(`${whole}(?:billions?|milliarden|milliards?|mrd\\.?|bln)\\b|${sign}\\s?(?:bn|b)\\b`, 'iu'),
  ],
  [
    1_000_000,
    new RegExp(
      `${whole}(?:millions?|millionen|mio\\.?|mill\\.|mln)(?!\\p{L})|${sign}\\s?(?:m|mn)\\b|(?<!\\p{L})m€|(?<!\\p{L})M(?:${codes})\\b`,
      'iu',
    ),
  ],
  [
    1000,
    new RegExp(
      [
        `${whole}(?:thousands?|tausend|tsd\\.?|milliers)(?!\\p{L})|['’´]000\\b|(?<!\\d)000['’]?s\\b`,
        `${sign}\\s?(?:k\\b|000s?\\b)|(?<!\\p{L})[kt]€|(?<!\\p{L})[TK](?:${codes})\\b`,
        `^(?:in |en )?${sign} ?1[.,'’ ]?000$|^(?:in |en )1[.,'’ ]?000 ?${sign}$`,
      ].join('|'),
      'imu',
    ),
  ],
]

const named = (code: string, others: string) =>
  [code, new RegExp(`(?<!\\p{L})[TKM]?${code}(?:bn|mn|m|k)?(?!\\p{L})|${others}`, 'iu')] as const
const currencies = [
  named('EUR', '€|(?<!\\p{L})euros?\\b'),
  named(
    'USD',
    '(?<![A-Z])\\$|U\\.?S\\.?\\s?\\$|(?<!(?:canadian|australian|hong kong|singapore|new zealand) )\\bdollars?\\b',
  ),
  named('GBP', '£|\\bpounds? sterling\\b'),
  named('CHF', '\\bswiss francs?\\b|\\bfranken\\b|\\bfrancs suisses\\b'),
  named('JPY', '¥|\\byen\\b'),
  named('CAD', '\\bCA?\\$|\\bcanadian dollars?\\b'),
  named('AUD', '\\bAU?\\$|\\baustralian dollars?\\b'),
  named('HKD', '\\bHK\\$|\\bhong kong dollars?\\b'),
  named('SGD', '\\bS\\$|\\bsingapore dollars?\\b'),
  named('NZD', '\\bNZ\\$|\\bnew zealand dollars?\\b'),
  named('CNY', '\\bRMB\\b|\\brenminbi\\b|\\byuan\\b'),
  named('SEK', '\\bswedish kron(?:or|a)\\b'),
  named('NOK', '\\bnorwegian kroner?\\b'),
  named('DKK', '\\bdanish kroner?\\b'),
  named('PLN', '\\bz[lł]oty\\b'),
  named('CZK', '\\bczech koruna\\b'),
  named('HUF', '\\bforint\\b'),
  named('INR', '₹|\\brupees\\b'),
  named('ZAR', '\\brand\\b(?= million| thousand)'),
  named('BRL', '\\bR\\$|\\breais\\b'),
]

/** How many single units a printed 1 stands for; 1 where nothing says otherwise. */
export const readScale = (text: string): number => scales.find(([, pattern]) => pattern.test(text))?.[0] ?? 1

/** The one currency that a text names, as ISO 4217; null where it names none, or several. */
export function readUnit(text: string): string | null {
  const found = currencies.filter(([, pattern]) => pattern.test(text))
  return found.length === 1 ? (found[0]?.[0] ?? null) : null
}
