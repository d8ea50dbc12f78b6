/** Signs of money beside or before a figure. The longer come first: `US$` is no plain dollar. */
export const currencySigns: readonly (readonly [RegExp, string])[] = [
  [/US ?\$|\bUS dollars?\b/i, 'USD'],
  [/(?:CA|C|CAD) ?\$/, 'CAD'],
  [/(?:AU|A|AUD) ?\$/, 'AUD'],
  [/NZ ?\$/, 'NZD'],
  [/HK ?\$/, 'HKD'],
  [/S ?\$/, 'SGD'],
  [/R\$/, 'BRL'],
  [/€|\beuros?\b/i, 'EUR'],
  [/£/, 'GBP'],
  [/₹|\bRs\.? ?-?\d|\bRs\.|\brupees\b|\bINR\b/i, 'INR'],
  [/(?<![A-Za-z])RM ?\d|\(RM\)|^RM$|(?<![A-Za-z])RM:?$|\bringgit\b/, 'MYR'],
  [/¥ ?\d|\d ?¥/, 'JPY'],
  [/\bFr\. ?\d|\bSFr\b/, 'CHF'],
  [/zł/, 'PLN'],
  [/Kč/, 'CZK'],
  [/\$/, 'USD'],
]
