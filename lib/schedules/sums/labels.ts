/** What the words beside figures say about sums, in the languages that schedules come in. */

const totals = [
  '(?:grand |sub|sub-|sub |net |gross |overall )?totals?',
  'sum(?:me|men)?',
  'zwischensumme',
  'endsumme',
  'gesamt(?:summe|betrag|ergebnis)?',
  'netto(?:summe|betrag)',
  'brutto(?:summe|betrag)',
  'insgesamt',
  'zusammen',
  'somme',
  'sous-total',
  'total g[eé]n[eé]ral',
  'ensemble',
  'totale',
  'totaal',
  'suma',
  'som',
].join('|')

const claim = new RegExp(`(?:^|[\\s(/])(?:${totals})(?:$|[\\s:.,)/])`, 'i')
const pureClaim = new RegExp(
  `^(?!grand)(?:${totals})(?: ?(?:amount|due|net|netto|gross|brutto|price|usd|eur|gbp|chf|[$€£]|[(][^)]*[)]))*[ :.]*$`,
  'i',
)
const asideFirst =
  /^[-–•·\s(]*(?:of which|thereof|davon|darunter|dont|di cui|incl(?:uding|usive|\.)|memo(?:randum)?|average|avg|mean|median|durchschnitt|mittelwert|moyenne|media|ø|min(?:imum)?|max(?:imum)?|std)(?:$|[\s:.,)])/i
const asideLast = /(?:^|\s)(?:ratio|quote|percent(?:age)?|prozent|per cent|\(?%\)?)$/i
const notSummed =
  /%|percent|per cent|prozent|anteil|share|ratio|\brates?\b|\bquote|satz\b|average|\bavg\b|\bmean\b|median|durchschnitt|moyenne|ø|\byears?\b|\bjahr\b|ann[eé]e|\bpages?\b|seite|^n[or°]\.?$|\bno\.|\bnr\b|^#|^pos\b|\bnotes?\b|\bid\b|\bcode\b|index|price|preis|\bprix\b|\bper\b|\bpro\b|change|growth|ver[aä]nderung|rank|\bage\b|alter\b|\bdate\b|datum|account|konto|reference|\bref\b/i

/** Says that the figures are a total of others. */
export const claimsTotal = (label: string): boolean => claim.test(label)

/**
 * Says nothing but that: "Total", "Summe EUR", and not "Total current assets". A grand total is left out: what it counts
 * may stand in another table.
 */
export const isPlainTotal = (label: string): boolean => pureClaim.test(label.trim())

/** A line that repeats, averages or compares others: no part of a sum. */
export const isAside = (label: string): boolean => asideFirst.test(label) || asideLast.test(label)

/** A heading over figures that nobody adds up: prices, rates, shares, years, numbers of notes, pages and accounts. */
export const isNotSummed = (heading: string): boolean => notSummed.test(heading)

export const namesMoney = (text: string): boolean =>
  /[$€£¥]|\b(?:USD|EUR|GBP|CHF|JPY|CAD|AUD)\b|betrag|amount/i.test(text)
