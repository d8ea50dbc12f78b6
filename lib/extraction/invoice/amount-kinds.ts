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
  '(?:vat|tva|mwst|ust|umsatzsteuer|mehrwertsteuer|steuer|steuerbetrag|tax(?:es)?|gst|hst|pst|qst|btw|iva|igst|cgst|sgst|sst|moms|imposta|impuestos?|imposto|omzetbelasting|cuota|taxe)'

const anyOf = (...words: string[]): RegExp => new RegExp(`\\b(?:${words.join('|')})\\b`)

/** The first that fits decides: `total excl. tax` is no total, `total tax` neither. */
const kinds: readonly (readonly [RegExp, Kind])[] = [
  [
    anyOf(
      'change',
      'wechselgeld',
      'ruckgeld',
      'zuruck',
      'rendue?',
      'monnaie',
      'wisselgeld',
      'terug',
      'cambio',
      'devolucion',
      'resto',
    ),
    'change',
  ],
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
    /\b(?:bezahlt|paid|paye|betaald|pagado|pagato)\b.*\b(?:card|karte|girocard|visa|master\w*|maestro|amex|bar|cash|cb|carte|pin|tarjeta|carta|bancomat|contant\w*|especes|efectivo)\b/,
    'tendered',
  ],
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
      'acconto',
      'aanbetaling',
      'anticipo',
      'pagado',
      'gia pagato',
      'reeds (?:voldaan|betaald)',
      'total paid',
      'bezahlt',
      'voldaan',
      'payments? received',
    ),
    'paid',
  ],
  [
    anyOf(
      'net(?:to)? (?:a|zu|te|da) (?:payer|regler|pagare?|zahlen|betalen|voldoen)',
      '(?:total \\w* ?)?a (?:payer|regler|pagare?|percibir)',
      'da (?:pagare|versare)',
      'te (?:betalen|voldoen)',
      'zu (?:zahlen(?:der)?|uberweisen(?:der)?|begleichen(?:der)?)(?: (?:betrag|gesamtbetrag))?',
      'montant du',
      'solde(?: du)?',
      'liquido a percibir',
      'please pay',
      'pay this amount',
      '(?:importo|betrag|bedrag) (?:pagato|bezahlt|betaald|dankend)',
      '(?:offener|falliger|forderungs|uberweisungs|abbuchungs)-?(?:betrag)?',
    ),
    'due',
  ],
  [anyOf('sub ?-? ?total', 'subtotaa?l\\w*', 'zwischensumme', 'sous[ -]?total', 'zw[ .-]?summe', 'subtotale'), 'net'],
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
  [
    anyOf(
      '(?:[a-z]*summe|[a-z]*gesamt[a-z]*|[a-z]*betrag|total\\w*|totaal|montant|importe|importo|bedrag|amount) (?:nett?o|neto|imponibile|bruto|merce|hors taxes?|before tax|ohne|ex|less tax|w/o)',
      'supplies',
      'nett?o ?-?(?:gesamt\\w*|summe|betrag|total)',
      '(?:goods|merchandise|items|products?|materials) (?:total|value|amount)',
    ),
    'net',
  ],
  // Net of tax on an invoice, all there is to pay on a receipt.
  [anyOf('net total'), 'total'],
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
      'nett total',
      'rechnungsbetrag',
      'rechnungs(?:summe|total|endbetrag)',
      'gesamt(?:betrag|summe|preis)',
      'end(?:betrag|summe|preis)',
      'total (?:amount )?payable',
      'eindtotaal',
      'toutes taxes comprises',
      'factuurtotaal',
      'total facture',
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
  // Recognition makes `inet` and `lnd` of `incl`.
  [new RegExp(`\\b(?:total|amount|amt) [il1][nm][a-z0-9]{1,3}\\.? (?:of )?${taxWords}\\b`), 'total'],
  [
    new RegExp(
      `\\b(?:inklu?s?i?v?e?|incl?\\w*|mit|con|com|avec|with|inc|met|compres[ao]|ivato)\\.? (?:of )?(?:\\d+ ?%? ?)?@?(?:\\w+ )?${taxWords}`,
    ),
    'total',
  ],
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
      'rest(?:e|o|a|ant)?(?:betrag| a payer| a pagar| da pagare)?',
      'pendiente(?: de pago)?',
      'nog te betalen',
      'noch zu zahlen',
      'outstanding(?: balance| amount)?',
      'balance',
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
    anyOf(
      't[o0]tal',
      'totaal',
      'betrag',
      'bedrag',
      'importo',
      'totale',
      'totaux',
      'summe',
      'gesamt[a-z]*',
      'suma',
      'importe',
      'montant',
      'total[a-z]{1,2}',
    ),
    'total',
  ],
  [
    anyOf(
      'cash',
      'tender(?:ed)?',
      'visa',
      'master ?(?:card)?',
      'amex',
      'american express',
      'debit',
      'credit card',
      'card',
      'contactless',
      'gegeben',
      'bar(?:zahlung|geld)?',
      '(?:ec|giro|kredit|bank)[ -]?(?:cash|karte|card)',
      'girocard',
      'kartenzahlung',
      'especes(?: recues)?',
      'cb',
      'carte(?: bancaire| bleue)?',
      'sans contact',
      '[ck]ontanti?',
      'pagamento(?: \\w+)?',
      'carta(?: di credito)?',
      'bancomat',
      'efectivo',
      'tarjeta(?: \\w+)?',
      'entregado',
      'entrega',
      'payment',
      'paid',
      'paypal',
      'zahlung',
      'pin(?:pas)?',
      'bankpas',
      'maestro',
      'bankcard',
    ),
    'tendered',
  ],
]

const letterByLetter = /(?<![a-z])(?:[a-z]\.){1,3}[a-z](?![a-z])\.?/g

/** `other` for what is no part of the sum, and for words that say nothing. `T.V.A.` is read as `tva`. */
export function kindOf(printed: string): Kind {
  const label = printed.replace(letterByLetter, (word) => word.replaceAll('.', ''))
  for (const [words, kind] of kinds) if (words.test(label)) return kind
  return 'other'
}

/** Of a value that is said to be without the tax. */
export const withoutTax = /\b(?:excl\w*|exkl\w*|before tax|ohne (?:ust|mwst)|hors tax\w*|\bh\.?t)\b/
