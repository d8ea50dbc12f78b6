/**
 * What an amount is, by the words beside it. Each list has a line or more for each language: English, German, Dutch,
 * French, Spanish, Portuguese, Italian, then Polish, Czech and Slovak, Hungarian, Romanian, and those of the North. Plain
 * text: small letters without accents.
 */

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
  | 'withheld'
  | 'previous'
  | 'discount'
  /** Said to be no part of what is to pay. */
  | 'aside'
  /** Of no name that is known. */
  | 'other'

const taxNames = [
  'vat|tax(?:es)?|gst|hst|pst|qst|igst|cgst|sgst|utgst|sst|central tax|state tax|integrated tax',
  'mwst|mwst-?betrag|ust|umsatzsteuer\\w*|mehrwertsteuer\\w*|steuer|steuerbetrag|btw|btw-?bedrag|omzetbelasting',
  'tva|taxe|tps|tvq|iva|igic|cuota|impuestos?|imposto|impostos|iss|icms|imposta',
  'podat(?:ek|ku)|kwota vat|dph|afa|dan(?= )|moms|mva|merverdiavgift|alv|arvonlisavero|kdv|pdv',
]
const taxWords = `(?:${taxNames.join('|')})`

const anyOf = (...words: string[]): RegExp => new RegExp(`\\b(?:${words.join('|')})\\b`)

/** Of earlier papers: what is brought from them is part of an account, and not of the invoice. */
const previous = anyOf(
  '(?:previous|prior|past due|opening|old|starting|brought|carried)(?: \\w+)? (?:balance|forward|amount|charges|statement|bill|invoice|period|certificates?|app(?:lication)?s?|billings?)',
  'balance (?:brought |carried )?(?:forward|from)|b/f|past[ -]due|arrears|(?:your )?last (?:bill|statement|invoice)|overdue',
  '(?:vorheriger|alter|letzter|bisheriger) (?:saldo|kontostand)|saldo ?vortrag|ruckstande?|offene forderung\\w* aus|vortrag',
  'ancien solde|solde (?:precedent|anterieur|reporte)|report (?:de|du) solde|arrieres',
  'saldo (?:anterior|precedente|vorige|poprzedni)|vorig saldo|openstaand saldo vorige|deuda anterior|minulo obdobi',
)

/** The first that fits decides: `total excl. tax` is no total, `total tax` neither. */
const kinds: readonly (readonly [RegExp, Kind])[] = [
  [
    anyOf(
      'change|wechselgeld|ruckgeld|zuruck|wisselgeld|terug|rendue?|monnaie|cambio|devolucion|vuelto|troco|resto',
      'reszta|vraceno|visszajaro|vaxel(?: tillbaka)?|byttepenge|vekslepenge|takaisin',
    ),
    'change',
  ],
  [
    anyOf(
      'total (?:amt |amount )?(?:after )?round(?:ed|ing)|round(?:ed|ing) (?:total|amt|amount)|(?:total|amt|amount) rounded',
    ),
    'rounded',
  ],
  [
    anyOf(
      'round(?:ing|ed|off)?|rundung\\w*|rappenausgleich|afronding|arrondis?|redondeo|arredondamento|arrotondamento',
      'zaokraglenie|zaokrouhleni|kerekites|rotunjire|oresavr\\w*|oresutjamning|avrundning|afrunding|oreavrunding|pyoristys',
    ),
    'rounding',
  ],
  [previous, 'previous'],
  [
    anyOf(
      // Who pays late owes more.
      '(?:due|payable|pay|paid) (?:if (?:paid )?)?after|late (?:fee|charge|payment)s?|after (?:the )?due date',
      'contract (?:sum|value|price|amount)|to (?:finish|complete)|to date|(?:total )?(?:earned|completed)|scheduled value|retainage',
      'auftragssumme|vertragssumme|bausumme|budget|streitwert|gegenstandswert|grenze|limit|kredit|credit line|capital|kapital',
      'equivalent\\w*|exchange rate|umrechnung\\w*|gegenwert|contre-?valeur|you saved?|could save|estimated|for your records|suggested',
      '(?:pro|im|je) (?:monat|jahr|stuck|stunde|tag)|per (?:month|year|hour|day|unit|item)|monatlich\\w*|monthly|par mois|al mese|al mes',
    ),
    'aside',
  ],
  [
    /\b(?:bezahlt|paid|paye|betaald|pagado|pagato)\b.*\b(?:card|karte|girocard|visa|master\w*|maestro|amex|bar|cash|cb|carte|pin|tarjeta|carta|bancomat|contant\w*|especes|efectivo)\b/,
    'tendered',
  ],
  [
    anyOf(
      'deposit|pre-?pa(?:id|yments?)|already paid|amount paid|total paid|paid to date|down ?payments?|retainer|less payments?',
      'payments? (?:received|made|applied|credits?|thank you)|credits? applied|what you.?ve paid|advance(?: (?:payment|paid|received))?',
      'anzahlung(?:en)?|vorauszahlung(?:en)?|abschlags?zahlung(?:en)?|teilzahlung(?:en)?|akonto\\w*|a-?conto\\w*|bezahlt',
      '(?:bereits|schon) (?:ge|er|be)?\\w+|aanbetaling|vooruitbetal\\w+|voorschot(?:ten)?|reeds (?:voldaan|betaald)|voldaan',
      'acomptes?|arrhes|deja (?:paye|regle|verse)\\w*|avances? (?:versee?s?|recue?s?)|acconto|acconti|caparra|gia (?:pagato|versato)',
      'anticipos?|pagado|entregado a cuenta|pagos? a cuenta|senal|adiantamentos?|sinal|ja pago|valor pago',
      'zaliczk[ai]|zaplacono|wplacono|zaloh[ay]|zaplaceno|uhrazeno|eloleg|avans|forskott|forskudd|forudbetalt|inbetalt|betalt|ennakko\\w*',
    ),
    'paid',
  ],
  [
    anyOf(
      '(?:withholding|retention|ritenuta|retencion\\w*|retencao|irpf|irs|tds)(?: \\w+)?',
      'quellensteuer|bauabzugsteuer|sicherheitseinbehalt|retenue(?: de garantie| a la source)?',
    ),
    'withheld',
  ],
  [
    anyOf(
      'please pay|pay this amount|net (?:amount )?payable',
      'zu (?:zahlen(?:der)?|uberweisen(?:der)?|begleichen(?:der)?)(?: (?:betrag|gesamtbetrag))?',
      '(?:offener|falliger|forderungs|uberweisungs|abbuchungs)-?(?:betrag)?',
      '(?:importo|betrag|bedrag) (?:pagato|bezahlt|betaald|dankend)|te (?:betalen|voldoen)',
      'net(?:to)? (?:a|zu|te|da) (?:payer|regler|pagare?|zahlen|betalen|voldoen)',
      '(?:total \\w* ?)?a (?:payer|regler|pagare?|percibir|abonar|ingresar)|da (?:pagare|versare)',
      'montant du|solde(?: du)?|liquido a percibir|valor a pagar|por pagar|a liquidar',
      '(?:pozostal\\w*|razem|kwota)? ?do zaplaty|naleznosc|(?:celkem |zbyva )?k (?:uhrade|zaplaceni|doplaceni)|na uhradu',
      'fizetendo\\w*|(?:total )?de plata|(?:summa |belopp |kvar )?att betala|til betaling|(?:at|a) betale|maksettava\\w*|odenecek\\w*',
    ),
    'due',
  ],
  [
    anyOf(
      'sub ?-? ?total|total (?:before|less) .{0,12}(?:discount|tax|shipping)|zwischen-?(?:summe|total)|zw[ .-]?summe|subtotaa?l\\w*',
      'sous[ -]?total|subtotale|suma czesciowa|mezisoucet|reszosszeg|delsum\\w*|delsumma|valisumma',
    ),
    'net',
  ],
  // What is told apart by its last word, whatever it is the sum of.
  [/^(?:summe|total|suma|somme|totaal)\b.{0,40}\b(?:nett?o|net of vat|ht|hors taxes?)$/, 'net'],
  [/^(?:items?|merchandise|articles|artikel(?:en)?|positionen|articulos|articoli)(?: \d+)?$/, 'net'],
  [/\bskonto\b/, 'aside'],
  [
    anyOf(
      'discount|disc|savings?|saved|rebate|scholarship|allowance|rabat+|nachlass|korting|remise|ristourne|descuento|desconto|sconto',
      'sleva|kedvezmeny|alennus|bonifica(?:cion)?|promo(?:tion)?|voucher|gutschein',
    ),
    'discount',
  ],
  [
    anyOf(
      'qty|quantity|items?|points?|litre|kg|versand\\w*|shipping|delivery|handling|freight|porto|frete|portes|fracht',
      'zuschlag\\w*|zuschlage|abschlag\\w*|abschlage|service charge|svr|serv|charge|tip|fee|gebuhr(?:en)?',
      'carried|ubertrag|suma y sigue|a reporter|report page|transport',
      'penalite|indemnite|steuersatz|zahlbar|tagen',
    ),
    'other',
  ],
  [
    new RegExp(
      `\\b(?:excl\\w*|exkl\\w*|ekskl\\w*|before|without|ohne|hors|senza|sin|esclusa|sem|bez|utan|uden|ex)\\.? (?:of )?(?:\\d+ ?% ?)?(?:\\w+ )?${taxWords}\\b`,
    ),
    'net',
  ],
  [
    anyOf(
      '(?:[a-z]*summe|[a-z]*gesamt[a-z]*|[a-z]*betrag|total\\w*|totaal|montant|importe|importo|bedrag|amount|valor|wartosc|kwota|razem|suma|cena) (?:nett?o|neto|imponibile|bruto|merce|hors taxes?|before tax|ohne|ex|less tax|w/o|iliquido|dos (?:produtos|servicos)|bez)',
      'supplies|(?:goods|merchandise|items|products?|materials) (?:total|value|amount)',
      'nett?o ?-?(?:gesamt\\w*|summe|betrag|total|osszesen)',
    ),
    'net',
  ],
  // Net of tax on an invoice, all there is to pay on a receipt.
  [anyOf('net total'), 'total'],
  [
    anyOf(
      'h\\.?t|imponibile(?: iva)?|(?:base |b\\. ?)?imponible|base (?:iva|tva)|maatstaf van heffing|bemessungsgrundlage|taxable(?: amount| value)?',
      'exkl|ekskl|excl(?:usive|uding|uded|usief)?',
      'total nets?',
    ),
    'net',
  ],
  [anyOf('includes?|included in|enthalten|darin|davon|dont|waarvan|w tym|z toho|heraf|herav|varav'), 'tax'],
  [
    anyOf(
      'total.{0,12}incl\\w*|total sales?|grand total|nett total|total (?:amount )?payable|(?:invoice|bill) (?:total|amount|value)',
      '(?:total )?gross(?: (?:total|amount|value))?(?! (?:weight|wt|kg))|you pay|to be paid|total this invoice|this invoice|total (?:new|current) charges|(?:new|current) charges total|(?:new|current) charges',
      'total (?:de (?:la )?|do |da )?(?:invoice|factura|fattura|facture|fatura|nota|documento|document|general|geral|for this invoice)',
      'brutto\\w*|rechnungsbetrag|rechnungs(?:summe|total|endbetrag)|gesamt(?:betrag|summe|preis)|end(?:betrag|summe|preis)|gutschriftsbetrag|gutschriftbetrag',
      'totaal incl\\w*|eindtotaal|factuurtotaal|factuurbedrag|totaalbedrag|eindbedrag',
      't\\.?t\\.?c|toutes taxes comprises|total facture|montant total',
      'import[eo] totale?|totale (?:documento|fattura|complessivo|generale|ivato)|valor total (?:da|do|de) (?:nota|fatura|documento)|valor total',
      '(?:wartosc|razem|suma|kwota|cena) brutto|celkem s dph|celkova castka|(?:vegosszeg|brutto osszesen)|mindosszesen',
      'totalsumma|(?:totalt?|summa|i alt) ink\\w*|faktura(?:total|belob|belop|belopp|summa)|(?:laskun )?loppusumma|genel toplam',
    ),
    'gross',
  ],
  // Recognition makes `inet` and `lnd` of `incl`.
  [new RegExp(`\\b(?:total|amount|amt) [il1][nm][a-z0-9]{1,3}\\.? (?:of )?${taxWords}\\b`), 'total'],
  [
    new RegExp(
      `\\b(?:inklu?s?i?v?e?|incl?\\w*|inkl\\w*|mit|con|com|avec|with|inc|met|compres[ao]|ivato)\\.? (?:of )?(?:\\d+ ?%? ?)?@?(?:\\w+ )?${taxWords}`,
    ),
    'total',
  ],
  [anyOf(taxWords), 'tax'],
  [
    anyOf(
      'nett?o?(?:betrag|summe|preis|wert)?|netto\\w*|taxable|warenwert|positionssumme|zaklad(?: dane)?|adoalap|momsgrundlag',
      'base imponible|imponibile|base (?:tributavel|de incidencia)|veroton|verotonta',
    ),
    'net',
  ],
  [
    anyOf(
      '(?:amount|amt|balance|total|sum) (?:due|payable|to pay)|due|outstanding(?: balance| amount)?|balance|to pay|payable',
      'zahlbetrag|zu zahlen(?:der)?|noch zu zahlen|saldo|te betalen|nog te betalen|openstaand',
      'rest(?:e|o|a|ant)?(?:betrag|zahlung| a payer| a pagar| da pagare)?|reste a payer|net a payer|a pagar|da pagare|pendiente(?: de pago)?',
    ),
    'due',
  ],
  [
    anyOf(
      't[o0]tal|total[a-z]{1,2}|sum|summe|[a-z]*betrag|gesamt[a-z]*|totaal|bedrag|totale|importo|totaux|montant|suma|importe|montante',
      'razem|ogolem|lacznie|celkem|spolu|osszesen|vegosszeg|summa|i ?alt|belo[bp]p?|yhteensa|toplam',
    ),
    'total',
  ],
  [
    anyOf(
      'cash|tender(?:ed)?|visa|master ?(?:card)?|amex|american express|debit|credit card|card|contactless|payment|paid|paypal',
      'gegeben|bar(?:zahlung|geld)?|(?:ec|giro|kredit|bank)[ -]?(?:cash|karte|card)|girocard|kartenzahlung|zahlung',
      'pin(?:pas)?|bankpas|maestro|bankcard|[ck]ontanti?|especes(?: recues)?|cb|carte(?: bancaire| bleue)?|sans contact',
      'pagamento(?: \\w+)?|carta(?: di credito)?|bancomat|efectivo|tarjeta(?: \\w+)?|entregado|entrega|numerario|dinheiro|multibanco|cartao',
      'gotowka|karta(?: platnicza)?|hotovost|(?:platba )?kartou|keszpenz|bankkartya|kort(?:betalning)?|swish|dankort|mobilepay|kateinen|kortti',
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
export const withoutTax =
  /\b(?:excl\w*|exkl\w*|ekskl\w*|before tax|ohne (?:ust|mwst)|hors tax\w*|bez dph|sem iva|senza iva|sin iva|\bh\.?t)\b/
