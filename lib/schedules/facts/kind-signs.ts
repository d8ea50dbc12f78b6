/** The words by which kinds of schedules are known, in English, German and French. */
import type { ScheduleKind } from '../model.ts'

/** What a name, a heading and a label of the kind say. `needs` must be said by one heading or label at least. */
export type Signs = { named: RegExp; heads?: RegExp; labels?: RegExp; needs?: RegExp }

/** Any of the terms, which may be patterns; each begins and ends where words do. */
const anyOf = (...terms: string[]): RegExp => new RegExp(`(?<!\\p{L})(?:${terms.join('|')})(?!\\p{L})`, 'iu')

const balanceLabels = anyOf(
  "(?:total|net|current|non-current|fixed|tangible|intangible|deferred tax)(?: current| non-current| fixed)? assets|(?:total|current|non-current) liabilities|(?:share|stock)holders[’']? (?:equity|funds)|(?:total )?equity|net assets",
  'retained earnings|accumulated deficit|common stock|additional paid-in capital|treasury (?:stock|shares)|(?:called[- ]up |issued )?share capital|issued capital|share premium|(?:ordinary|preferred|preference) (?:shares|stock)|amounts owed (?:by|to).*',
  'inventories|stocks?|cash and (?:cash equivalents|due from banks|bank balances)|cash at bank.*|bank overdrafts?|prepaid expenses|premises and equipment|total assets less.*|(?:accounts|trade)(?: and other)? (?:receivables?|payables?)(?:, net)?|(?:trade )?(?:debtors|creditors)(?:: amounts.*)?',
  'goodwill|property, plant and equipment(?:, net)?|right-of-use assets|deferred revenue|commercial paper|deposits',
  'eigenkapital|(?:anlage|umlauf)vermögen|verbindlichkeiten.*|\\p{L}*rückstellungen|vorräte|forderungen.*|kassenbestand.*|kasse.*|zahlungsmittel|bilanzsumme|summe (?:aktiva|passiva|vermögenswerte|eigenkapital.*)|gezeichnetes kapital|kapitalrücklage|gewinnvortrag|(?:aktive |passive )?rechnungsabgrenzung\\p{L}*|(?:sach|finanz)anlagen|immaterielle vermögens\\p{L}+|(?:lang|kurz)fristige (?:vermögenswerte|schulden)|geschäfts- oder firmenwerte?|aktive latente steuern|(?:gewinn|kapital)rücklagen|nicht durch eigenkapital.*|nutzungsrechte',
  "immobilisations (?:in)?corporelles|créances(?: clients)?|trésorerie et équivalents.*|(?:total )?actifs? (?:non )?courants?|total (?:de l['’])?actif|total (?:du )?passif|capitaux propres.*|actif (?:immobilisé|circulant)|disponibilités|(?:charges|produits) constatée?s d['’]avance|capital (?:social|souscrit.*)|.*comptes rattachés|dettes fournisseurs|écarts d['’]acquisition|réserves(?: consolidées)?|emprunts et dettes financières",
)
const incomeLabels = anyOf(
  '(?:total |net |subscription )?(?:revenues?|sales)|turnover|cost of (?:sales|goods|revenue|products).*|gross (?:profit|margin|loss)|(?:operating|trading) (?:profit|income|expenses|loss)|(?:income|profit|loss|earnings) (?:before|from|for the|attributable).*|net (?:income|profit|loss|earnings|operating income|interest income).*',
  'research and development|(?:selling|general|sales)(?:, general)? and (?:administrative|marketing)(?: expenses)?|administrative expenses|distribution costs|advertising and promotion|(?:gross |earned |net )*premiums.*|claims (?:paid|incurred).*|net operating expenses|noninterest (?:income|expense)|provision for credit losses|purchases|(?:opening|closing) stock|wages|salaries.*|(?:provision for )?income taxes|tax(?:ation)?(?: on profit)?|finance (?:income|costs)|interest (?:income|expense).*|ebitd?a?|.*per share.*|(?:total )?comprehensive income',
  '(?:umsatz|netto)?erlöse.*|bruttomarge|operatives ergebnis|periodenergebnis|zinsaufwendungen|(?:material|waren|personal)aufwand|abschreibungen|jahres(?:überschuss|gewinn|fehlbetrag)|(?:konzern|betriebs|finanz|brutto)ergebnis.*|ergebnis (?:vor|nach|der|je).*|(?:sonstiger?|übriger?) betriebliche[rn]? (?:ertr|aufw)\\p{L}+|bestandsveränderung\\p{L}*|(?:zins|provisions)überschuss|zinserträge|risikovorsorge|verwaltungsaufwendungen|zinsen und ähnliche.*|(?:vertriebs|verwaltungs|umsatz)kosten|bruttogewinn|(?:ertrag|gewerbe)?steuern (?:vom|auf).*|ertragsteuern',
  "chiffre d['’]affaires.*|achats.*|charges (?:de personnel|externes|sociales)|salaires et traitements|résultat (?:net|opérationnel|d['’]exploitation|financier|exceptionnel|par action).*|(?:charge d['’])?impôts?.*|dotations aux amortissements|produits (?:nets|des activités).*|frais de personnel|valeur ajoutée|consommations|loyers|ventes de marchandises|production vendue|bénéfice.*",
)
const cashLabels = anyOf(
  '(?:operating|investing|financing) activities|cash (?:flows? )?(?:from|used|generated|provided).*|net (?:increase|decrease|change) in cash.*|cash.*(?:beginning|end) of.*|cash and cash equivalents at.*',
  '(?:purchases?|proceeds|repayments?|repurchases?|payments?) (?:of|from|for).*|acquisitions?, net.*|(?:interest|dividends) received|share buy-?backs?|operating cash flow.*|capital expenditures?|capex|operating free cash flow|change in net debt|(?:dividends|interest|(?:income )?tax(?:es)?) paid.*|changes? in (?:net )?working capital|free cash flow|effect of exchange rates.*|stock-based compensation',
  'cash-?flow.*|\\p{L}*(?:geschäfts|investitions|finanzierungs)tätigkeit|betrieblicher tätigkeit|finanzmittel\\p{L}*.*|.*zahlungsunwirksame.*|dividendenzahlung.*|investitionen in.*|(?:aus|ein)zahlungen.*|mittel(?:zu|ab)fluss.*|zahlungsmittel am.*|periodenergebnis|(?:tilgung|zunahme|abnahme|veränderung|erwerb) (?:de[rs]|von).*',
  "flux .*|trésorerie (?:d['’]ouverture|de clôture)|variation (?:du|de la?|de) (?:besoin|bfr|trésorerie).*|(?:dé|en)caissements.*|remboursements? d.*|capacité d['’]autofinancement|acquisitions d['’].*|émissions? d.*",
)
const bucket =
  '(?:0|1|30|31|60|61|90|91|120|121)\\s?(?:[-–]|to|bis|à)\\s?(?:30|60|90|120|180|360|365)(?: (?:days|tage|jours))?|(?:over|>|more than|older than|über|plus de)\\s?(?:30|60|90|120|180)(?: (?:days|tage|jours))?|(?:91|121)\\+|(?:bis )?(?:30|60|90|120) (?:days|tage|jours)|(?:up to|over|\\d to) \\d+ months|not (?:yet |past )*due|nicht fällig|non échu'
const debtTerms =
  '(?:bank ?)?loans?|term loans?|revolv\\p{L}+|(?:senior|subordinated) notes|notes due|credit facilit\\p{L}+|bonds?|mortgages?|bank (?:loans?|overdrafts?)|lease liabilities|finance leases|current maturities|debt issuance costs|long-term debt|borrowings|private placement|debentures?|.*kreditinstituten|emprunts?|obligataires?|concours bancaires|\\p{L}*darlehen|\\p{L}*anleihen?|leasingverbindlichkeiten'

export const signs: Record<Exclude<ScheduleKind, 'other'>, Signs> = {
  balance_sheet: {
    named: anyOf(
      'balance sheets?|financial (?:position|condition)|statement of affairs|(?:konzern)?bilanz',
      'aktiva|passiva|bilan|situation financière',
    ),
    labels: balanceLabels,
  },
  income_statement: {
    named: anyOf(
      'income statements?|profit (?:and|&|or) loss',
      'statements? of (?:comprehensive |consolidated )*(?:income|operations|earnings|profit)',
      'gewinn-? ?und[- ]verlust-?rechnung|(?:konzern-?)?gesamtergebnisrechnung|erfolgsrechnung|GuV',
      'compte de r[eé]sultat',
    ),
    labels: incomeLabels,
  },
  cash_flow: {
    named: anyOf(
      '(?<!contractual |discounted )cash ?flows?(?: statements?)?|mittelherkunft\\p{L}*|(?:kapital|geld|mittel)flussrechnung|flux de tr[eé]sorerie',
    ),
    labels: cashLabels,
  },
  ageing: {
    named: anyOf(
      'age?ing|aged (?:debt\\p{L}*|receivables?|payables?|creditors?)|past due|overdue|altersstruktur',
      'überfällig\\p{L}*|offene posten|op-liste|balance âgée',
    ),
    heads: new RegExp(`${anyOf(bucket, 'older').source}|^current$`, 'iu'),
    labels: anyOf(bucket, '(?:expected credit )?loss (?:rate|allowance)', 'wertberichtigung'),
    needs: anyOf(bucket, 'older'),
  },
  depreciation: {
    named: anyOf(
      'depreciation|(?:tangible )?fixed assets?(?: schedule| register)?|property(?:,? plant)? (?:and|&) equipment',
      'anlagen(?:spiegel|gitter)|\\p{L}*anlagevermögens?|capital assets|anlage(?:n)?(?:kartei|verzeichnis)|intangible assets',
      'immobilisations|amortissements?|amorti[sz]ation of',
    ),
    heads: anyOf(
      '(?:useful )?li(?:fe|ves)|nutzungsdauer|nd|afa.*|rbw|placed in service|recovery period|(?:cost )?basis',
      '.*depreciation|.*abschreibung\\p{L}*|abschr\\..*|net book value|nbv|carrying amount',
      '(?:rest)?buchwert.*|(?:acquisition )?cost(?: basis)?|anschaffungs.*|ahk.*|zug[aä]ng\\p{L}*',
      'abg[aä]ng\\p{L}*|umbuchung\\p{L}*|additions|disposals|acquisitions|cessions|dotations|reprises',
      'date (?:acquired|in service)|method|(?:beginning|ending) balance|increases|decreases',
    ),
    labels: anyOf(
      '(?:at )?cost(?: or valuation)?|anschaffungs.*|(?:rest)?buchwerte?|abschreibungen.*|(?:less )?accumulated.*|additions|(?:eliminated )?(?:on )?disposals',
      '(?:accumulated )?(?:depreciation|amorti[sz]ation)(?: charge)?',
      '(?:depreciation )?charge for the (?:year|period)|net book (?:value|amount)|carrying amount',
      'revaluations|zugänge|abgänge|valeurs? (?:brutes?|nettes?).*|amortissements',
    ),
    needs: anyOf(
      '.*depreciation.*|.*amorti[sz]ation.*|(?:.* )?abschr.*|dotations|amortissements|additions',
      'zug[aä]ng\\p{L}*|nbv|net book.*|placed in service|afa.*|charge for the year',
    ),
  },
  debt: {
    named: anyOf(
      '(?:long-term |net )?debts?|\\p{L}*borrowings|loans?(?: payable)?|notes payable|debentures|bonds?',
      'verbindlichkeitenspiegel|darlehen\\p{L}*|schulden\\p{L}*|interest-bearing liabilities|emprunts|maturit(?:y|ies) of.*|financial liabilities',
    ),
    heads: anyOf(
      'maturity|(?:interest )?rate|principal|lender|outstanding|coupon|due|facility|instrument|fälligkeit',
      '[<>] ?\\d jahre?|\\d ?[-–] ?\\d jahre|zinssatz|(?:rest)?laufzeit.*|restschuld.*|nominal\\p{L}*',
      'darlehensgeber|taux|échéance|(?:less|more) than (?:1|one) year',
      '(?:1|2|one|two) (?:to|bis|à) (?:2|5|two|five).*|(?:over|über|plus de) (?:5|five).*',
      "(?:à )?moins d['’]un an|de 1 à 5 ans",
    ),
    labels: anyOf(debtTerms),
    needs: anyOf(
      debtTerms,
      'interest rate',
      'maturity',
      'principal',
      'zinssatz',
      'restlaufzeit.*',
      'due',
      'restschuld.*',
      'taux',
      'lender',
      'darlehensgeber',
    ),
  },
  invoice_lines: {
    named: anyOf('invoice|rechnung|facture|credit note|gutschrift'),
    heads: anyOf(
      'qty|quantity|(?:unit )?price|description|service|hours|rate|gst|article|artikel|item|code|product',
      '(?:line )?(?:amount|total)|menge|anzahl|einzelpreis|gesamt(?:preis)?|bezeichnung|pos|quantit[eé]',
      'qt[eé]|p\\.?u\\.?(?: ht)?|prix unitaire|désignation|vat(?: %)?|tva|total ht|part (?:no|number)|each|extended|einheit|ep|gp|line',
    ),
    labels: anyOf(
      'sub-?total|vat.*|(?:net )?total(?: due| ht| ttc)?|mwst.*|.*ust.*|zwischensumme|amount due',
      '(?:netto|rechnungs)betrag|tva.*|shipping|delivery',
    ),
    needs: anyOf(
      'qty|quantity|hours|stunden|menge|anzahl|unit price|einzelpreis|quantit[eé]|qt[eé]|p\\.?u\\.?(?: ht)?',
      'prix unitaire',
    ),
  },
  tax: {
    named: anyOf('(?:deferred |income |effective )?tax(?:es|ation)?(?: rate)?|\\p{L}*steuern?|imp[oô]ts?|vat|tva'),
    heads: anyOf(
      'tax rate|taxable(?: amount)?|tax (?:amount|base)|steuersatz|bemessungsgrundlage|vat|tax losses',
      'capital allowances',
    ),
    labels: anyOf(
      'federal|state|foreign|deferred|total (?:current|provision)',
      '(?:total )?(?:current|deferred|income|corporation|uk corporation) tax.*|taxable income',
      '(?:effective|statutory)(?: tax)? rate.*|tax at.*|non-deductible.*|tax losses.*',
      '.*temporary differences|verlustvorträge|\\p{L}*steuer\\p{L}*|.*steueraufwand.*|total tax.*',
      'charged to income|impôts?.*',
    ),
    needs: anyOf(
      'federal|deferred|deferred: federal',
      '.*tax.*|.*temporary differences|verlustvorträge|vat|\\p{L}*steuer\\p{L}*|impôts?.*|non-deductible.*',
    ),
  },
}

/** Schedules that share words with these and are none of them. */
export const otherNames = anyOf(
  "changes in (?:shareholders[’'] |stockholders[’'] |consolidated )?equity",
  '(?:konzern-?)?eigenkapital(?:spiegel|veränderungsrechnung)|variation des capitaux propres',
  '(?:table of )?contents|inhalt(?:sverzeichnis)?|sommaire',
  '(?:key |financial )ratios|kennzahlen|chiffres clés',
)
