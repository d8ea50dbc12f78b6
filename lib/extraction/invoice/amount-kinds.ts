/** What an amount is, by the words beside it: plain text, in seven languages. */

export type Kind =
  | 'rounded'
  | 'gross'
  | 'total'
  | 'due'
  | 'net'
  | 'tax'
  | 'tendered'
  | 'change'
  | 'rounding'
  | 'paid'
  | 'other'
const taxWords =
  '(?:vat|tva|mwst|ust|umsatzsteuer|mehrwertsteuer|steuer|steuerbetrag|tax(?:es)?|gst|hst|pst|qst|btw|iva|igst|cgst|sgst|sst|moms|imposta|impuestos?|imposto|omzetbelasting)'

const anyOf = (...words: string[]): RegExp => new RegExp(`\\b(?:${words.join('|')})\\b`)

/** The first that fits decides: `total excl. tax` is no total, `total tax` neither. */
const kinds: readonly (readonly [RegExp, Kind])[] = [
  [anyOf('change', 'wechselgeld', 'ruckgeld', 'rendu', 'wisselgeld', 'cambio', 'resto'), 'change'],
  [
    anyOf(
      'total (?:amt |amount )?(?:after )?round(?:ed|ing)',
      'round(?:ed|ing) (?:total|amt|amount)',
      '(?:total|amt|amount) rounded',
    ),
    'rounded',
  ],
  [anyOf('round(?:ing|ed|off)?', 'rundung', 'arrondi', 'afronding', 'redondeo', 'arrotondamento'), 'rounding'],
  [
    anyOf(
      'anzahlung(?:en)?',
      'acompte',
      'deposit',
      'pre-?pa(?:id|yment)',
      'vorauszahlung',
      'deja (?:paye|regle)',
      'already paid',
      'amount paid',
      'total paid',
      'bezahlt',
      'voldaan',
      'payments? received',
    ),
    'paid',
  ],
  [anyOf('sub ?-? ?total', 'subtotaa?l\\w*', 'zwischensumme', 'sous-?total', 'subtotale'), 'net'],
  [
    anyOf(
      'discount',
      'disc',
      'rabatt',
      'remise',
      'korting',
      'descuento',
      'sconto',
      'nachlass',
      'skonto',
      'savings?',
      'saved',
      'qty',
      'quantity',
      'items?',
      'points?',
      'versand\\w*',
      'shipping',
      'delivery',
      'handling',
      'freight',
      'porto',
      'zuschlag\\w*',
      'zuschlage',
      'abschlag\\w*',
      'abschlage',
      'balance forward',
      'previous',
      'carried',
      'ubertrag',
      'service charge',
      'svr',
      'serv',
      'charge',
      'tip',
      'fee',
      'capital',
      'kapital',
      'penalite',
      'indemnite',
      'steuersatz',
      'zahlbar',
      'tagen',
      'litre',
      'kg',
      'limit',
      'kredit',
    ),
    'other',
  ],
  [
    new RegExp(
      `\\b(?:excl\\w*|exkl\\w*|before|without|ohne|hors|senza|sin|esclusa|sem)\\.? (?:of )?(?:\\d+ ?% ?)?(?:\\w+ )?${taxWords}\\b`,
    ),
    'net',
  ],
  [anyOf('h\\.?t', 'exkl', 'excl(?:usive|uding|uded|usief)?', 'total nets?'), 'net'],
  [anyOf('includes?', 'included in', 'enthalten', 'darin', 'davon', 'dont', 'waarvan'), 'tax'],
  [
    anyOf(
      'total.{0,12}incl\\w*',
      'total sales?',
      'totaal incl\\w*',
      't\\.?t\\.?c',
      'brutto\\w*',
      'grand total',
      'nett? total',
      'rechnungsbetrag',
      'rechnungssumme',
      'gesamt(?:betrag|summe|preis)',
      'end(?:betrag|summe)',
      '(?:invoice|bill) (?:total|amount|value)',
      'total (?:de (?:la )?)?(?:invoice|factura|fattura|facture|fatura|documento|document|general|geral|for this invoice)',
      'montant total',
      'import[eo] totale?',
      'totale (?:documento|fattura|complessivo|generale|ivato)',
      'factuurbedrag',
      'totaalbedrag',
    ),
    'gross',
  ],
  [new RegExp(`\\b(?:inklu?s?i?v?e?|incl?\\w*|mit)\\.? (?:of )?(?:\\d+ ?%? ?)?@?(?:\\w+ )?${taxWords}`), 'total'],
  [anyOf(taxWords), 'tax'],
  [
    anyOf(
      'nett?o?(?:betrag|summe|preis|wert)?',
      'netto\\w*',
      'base imponible',
      'imponibile',
      'taxable',
      'warenwert',
      'positionssumme',
    ),
    'net',
  ],
  [
    anyOf(
      '(?:amount|amt|balance|total|sum) (?:due|payable|to pay)',
      'due',
      'zahlbetrag',
      'zu zahlen(?:der)?',
      'net a payer',
      'reste a payer',
      'te betalen',
      'a pagar',
      'da pagare',
      'to pay',
      'payable',
      'openstaand',
      'saldo',
    ),
    'due',
  ],
  [
    anyOf('t[o0]tal', 'totaal', 'totale', 'totaux', 'summe', 'gesamt', 'suma', 'importe', 'montant', 'total[a-z]{1,2}'),
    'total',
  ],
  [
    anyOf(
      'cash',
      'tender(?:ed)?',
      'visa',
      'master(?:card)?',
      'amex',
      'debit',
      'credit card',
      'card',
      'gegeben',
      'bar',
      'especes',
      'contant',
      'efectivo',
      'contanti',
      'payment',
      'paid',
      'zahlung',
      'pin',
      'maestro',
      'bankcard',
    ),
    'tendered',
  ],
]

/** `other` for what is no part of the sum, and for words that say nothing. */
export function kindOf(label: string): Kind {
  for (const [words, kind] of kinds) if (words.test(label)) return kind
  return 'other'
}

/** Of a value that is said to be without the tax. */
export const withoutTax = /\b(?:excl\w*|exkl\w*|before tax|ohne (?:ust|mwst)|hors tax\w*|\bh\.?t)\b/
