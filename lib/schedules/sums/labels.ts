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

/** Of what precedes taxes and charges, or follows them; other figures than a sum are called so too. */
const amounts = '(?:net|gross) amount|montant (?:net|ht|ttc)'

const claim = new RegExp(`(?:^|[\\s(/])(?:${totals}|${amounts})(?:$|[\\s:.,)/])`, 'i')
const pureClaim = new RegExp(
  `^(?!grand)(?:${totals})(?: ?(?:amount|due|net|netto|gross|brutto|price|usd|eur|gbp|chf|[$€£]|[(][^)]*[)]))*[ :.]*$`,
  'i',
)
const result =
  /\b(?:gross|net|operating|total|trading|pre-?tax) (?:profit|loss|income|margin|result|earnings|surplus|deficit|cash|assets|sales|revenues?|debt|book value|change)|\b(?:profit|loss|income|earnings|result|surplus|deficit)\b.* (?:before|after|for|from)\b|^(?:gross )?(?:profit|loss|margin)|\bebitd?a?\b|(?:ergebnis|überschuss|fehlbetrag|gewinn|rohertrag)|\b(?:r[eé]sultat|b[eé]n[eé]fice|marge)\b|^net (?:increase|decrease|movement|change)|^(?:amount|balance) (?:due|payable)|\bcarrying (?:amount|value)|\bbook value|buchwert|^(?:saldo|solde|balance)\b/i
const closing =
  /\b(?:closing|ending|final)\b|\b(?:at|on|of|per)?\s?(?:the )?end of\b|\b(?:31|30|28|29)(?:\.|st|th)?\s*(?:dec|mar|jun|sep|oct|jan|feb|12\.|0?3\.|0?6\.|0?9\.)|endbestand|schlussbestand|endsaldo|carried (?:forward|down)|c\/[fd]\b|übertrag|solde final|à reporter/i
const balance =
  /balance|opening|closing|bestand|saldo|solde|carrying amount|book value|buchwert|beginning|\bat (?:\d|1|31|start|end)|brought (?:forward|down)|carried (?:forward|down)|\b[bc]\/[fd]\b|^\W*(?:0?1|31|30)\.? ?(?:jan|dec|mar|apr|jun|jul|sep|oct)/i
const outflow =
  /disposals?|withdrawals?|payments?\b|paid\b|repa(?:id|yments?)|depreciation|amorti[sz]ation|impairment|abg[aä]ng|entnahme|abschreibung|auszahlung|utili[sz]|released|reversal|write-?offs?|written off|cess(?:ion|ed)|sorties?|\bless\b|\bout(?:flows?)?\b|credits?\b|\bcosts?\b|expenses?|charges?\b|\btax(?:es)?\b|aufwand|aufwendungen|kosten|steuer|discount|rabatt|skonto|deductions?/i
const asideFirst =
  /^[-–•·\s(]*(?:of which|thereof|davon|darunter|dont|di cui|incl(?:uding|usive|\.)|memo(?:randum)?|average|avg|mean|median|durchschnitt|mittelwert|moyenne|media|ø|min(?:imum)?|max(?:imum)?|std)(?:$|[\s:.,)])/i
const asideLast = /(?:^|\s)(?:ratio|quote|percent(?:age)?|prozent|per cent|(?<!\d )\(?%\)?)$/i
const notSummed =
  /%|percent|per cent|prozent|anteil|share|ratio|\brates?\b|\bquote|satz\b|average|\bavg\b|\bmean\b|median|durchschnitt|moyenne|ø|\byears\b|\bjahre\b|ann[eé]es|\bpages?\b|seite|^n[or°]\.?$|\bno\.|\bnr\b|^#|^pos\b|\bnotes?\b|\bid\b|\bcode\b|index|price|preis|\bprix\b|\bper\b|\bpro\b|change|growth|ver[aä]nderung|rank|\bage\b|alter\b|\bdate\b|datum|account|konto|reference|\bref\b/i

/** A label without the marks that point to notes. */
export const withoutMarks = (label: string): string => label.replace(/[*†‡§¹²³⁰⁴-⁹]+/g, ' ').trim()

/** Says that the figures are a total of others. */
export const claimsTotal = (label: string): boolean => claim.test(label)

/** A column for the whole of the time that the columns before it are parts of. */
export const namesWholeTime = (heading: string): boolean =>
  /^(?:fy|full[- ]year|year|annual|ytd|year to date|12 months|jahr|gesamtjahr|exercice|ann[eé]e)$/i.test(heading.trim())

/** Says that the figures are what is left of others: a profit, a closing balance. */
export const claimsResult = (label: string): boolean => result.test(label) || closing.test(label)

/** Names a balance, opening or closing. */
export const namesBalance = (label: string): boolean => balance.test(label) || closing.test(label)

/** What lessens what stands above it, with or without a sign. */
export const namesOutflow = (label: string): boolean => outflow.test(label)

/**
 * Says nothing but that: "Total", "Summe EUR", and not "Total current assets". A grand total is left out: what it counts
 * may stand in another table.
 */
export const isPlainTotal = (label: string): boolean => pureClaim.test(label.trim())

/** A line that repeats, averages or compares others: no part of a sum. */
export const isAside = (label: string): boolean => asideFirst.test(label) || asideLast.test(label)

/** A heading over figures that nobody adds up: prices, rates, shares, years, numbers of notes, pages and accounts. */
export const isNotSummed = (heading: string): boolean => notSummed.test(heading)

/** The figures stand for thousands or more of themselves, and were rounded to that. */
export const namesScale = (text: string): boolean =>
  /\b(?:thousands?|millions?|billions?|mio|mrd|mill|tsd|tausend|millionen|milliarden|milliers|mln|bln)\b|[$€£][\s']?(?:m|k|bn|000)\b|\b(?:T€|k€|m€|TEUR|KEUR|MEUR|TUSD|TCHF)|\b(?:EUR|USD|GBP|CHF|US\$) ?(?:m|mn|k|bn|000|'000)\b|['’´]000|\b000s?\b|\brounded|gerundet/i.test(
    text,
  )

export const namesMoney = (text: string): boolean =>
  /[$€£¥]|\b(?:USD|EUR|GBP|CHF|JPY|CAD|AUD)\b|betrag|amount/i.test(text)

/** A heading over shares or rates of change. */
export const isPercentage = (heading: string): boolean =>
  /%|percent|per cent|prozent|\bin v\.? ?h\b|pourcent/i.test(heading)

export const namesQuantity = (heading: string): boolean =>
  /\b(?:qty|quantity|units?|pcs|hours|hrs|days|menge|anzahl|stück|stk|std|stunden|quantit[eé]|qt[eé]|cantidad|aantal)\b/i.test(
    heading,
  )

export const namesPrice = (heading: string): boolean =>
  /price|preis|\bprix\b|precio|prezzo|prijs|\brates?\b|satz\b|\b(?:per|each|unit) ?cost|\bp\.? ?u\b/i.test(heading)
