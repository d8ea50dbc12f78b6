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
  [/\d ?Ft\b/, 'HUF'],
  [/(?<![A-Za-z])R ?\d[\d, ]*\.\d\d/, 'ZAR'],
  [/₺|\d ?TL\b/, 'TRY'],
  [/₽|\bруб/, 'RUB'],
  [/₴/, 'UAH'],
  [/₩/, 'KRW'],
  [/₪/, 'ILS'],
  [/฿/, 'THB'],
  [/₫/, 'VND'],
  [/₱/, 'PHP'],
  [/\d ?lei\b/i, 'RON'],
  [/\bdirhams?\b/i, 'AED'],
  [/\$/, 'USD'],
]

/** What may stand right before or behind a figure of money: its signs, and the codes of currencies that bills are in. */
export const moneyMark =
  '(?:US\\$|CA\\$|AU\\$|R\\$|S\\$|A\\$|C\\$|NZ\\$|HK\\$|[€$£¥₹₺₽₴₩₪฿₫₱]|zł|Kč|Ft|TL|lei|kr\\.?|RM|Rs\\.?|Fr\\.|AED|ARS|AUD|BGN|BRL|CAD|CHF|CLP|CNY|COP|CZK|DKK|EUR|GBP|HKD|HUF|IDR|ILS|INR|ISK|JPY|KES|KRW|MXN|MYR|NGN|NOK|NZD|PEN|PHP|PLN|RON|SAR|SEK|SGD|THB|TRY|TWD|UAH|USD|VND|ZAR)'
