/**
 * The words by which an invoice names its fields, in English, German, French, Dutch, Spanish, Italian and Portuguese.
 * All are looked for in plain text: small letters without accents.
 */

const invoiceWords =
  'invoice|[a-z-]*rechnungs?|facture|factuur|factura|fattura|fatura|faktura|gutschrifts?|credit ?note|credit ?memo|creditnota|avoir|nota di credito|abono|nota de credito|bill|receipt|rcpt|quittungs?|kassenbon|recibo|ricevuta|scontrino'
const numberWords = '(?:no|nr|num|number|nummer|numero|numer|n[o°º.]|id|code|#)(?![a-z])'

/** A number's label, the surest first; the value follows. */
export const numberLabels: readonly RegExp[] = [
  new RegExp(
    `\\b(?:${invoiceWords}|inv|rg|re|beleg|document|doc|documento|piece)[ -]?(?:\\([^)]{0,40}\\) ?){0,2}[./-]?${numberWords}`,
  ),
  new RegExp(
    `\\b(?:n[o°º.]|nr|num|numero|number|nummer)\\.? ?(?:(?:de|der|della|di|da|of|du|la|the) ){0,2}(?:${invoiceWords}|documento|document|piece|beleg)\\b`,
  ),
  new RegExp(`\\b(?:${invoiceWords}|inv) ?[#:]`),
  new RegExp(`^(?:tax |pro ?forma )?(?:${invoiceWords})(?= )`),
  /\b(?:cash bill|bill|chk|check|trans(?:action)?|slip|ticket|bon|order) ?(?:no|nr|number|nummer|#)(?![a-z])/,
]

/** A label that names another number stands between: `Rechnung gemäß Bestellung Nr. 7` is not invoice 7. */
export const otherNumbers =
  /\b(?:order|bestell\w*|auftrags?\w*|commande|pedido|ordine|kunden?\w*|customer|client|account|vat|ust|tax id|gst|tel|fax|phone|iban|konto\w*|steuer\w*|delivery|liefer\w*|page|seite|store|table|reg)\b/

const issue = 'issue|issued|invoice|inv|bill|billing|receipt|document|tax point'
export const dateLabels: readonly RegExp[] = [
  new RegExp(`\\b(?:${issue}) ?date\\b|\\bdate (?:of )?(?:the )?(?:${issue})\\b|\\bdated\\b`),
  /\b(?:rechnungs?|beleg|ausstellungs?|gutschrifts?|faktura|quittungs?|druck)[ -]?datum\b|\bdatum der (?:rechnung|ausstellung)\b/,
  /\bdate (?:de )?(?:la )?(?:facture|facturation|d'?emission)\b|\bemise? le\b|\bfactuurdatum\b|\bfecha (?:de )?(?:la )?(?:factura|emision|expedicion)\b/,
  /\bdata (?:della |di |de )?(?:fattura|documento|emissione|emissao)\b/,
  new RegExp(`\\b(?:${invoiceWords})\\b.{0,60}\\b(?:vom|du|dated|van|del|de|of)\\b`),
  /\b(?:date|datum|fecha|data)\b/,
]

/** What stands by dates that are not the invoice's. */
export const otherDates =
  /\b(?:due|due date|faellig\w*|fallig\w*|zahlbar|bis|echeance|verval\w*|vencimiento|scadenza|payable|pay by|delivery|deliver\w*|liefer\w*|leistungs?\w*|livraison|lever\w*|entrega|consegna|order\w*|bestell\w*|commande|pedido|ordine|period\w*|zeitraum|abrechnungszeitraum|ship\w*|valid|expir\w*|exp|start|end|until|skonto|supply|approval|since|before|effective|law|act|gesetz|print(?:ed)?|return\w*|check-?in|check-?out|arrival|departure|version|prijs|prelevement)\b/

export const dueLabels: readonly RegExp[] = [
  /\b(?:payment )?due (?:date|on|by)\b|\bdate due\b|\bpay(?:able|ment)? (?:by|before|until)\b|\bdue\b/,
  /\bf(?:ae|a)llig\w*\b|\bzahlbar\b.{0,60}\bbis\b|\bbis (?:zum|spatestens)\b|\bzahlungsziel\b/,
  /\becheance\b|\bverval(?:datum|dag)\b|\bte betalen voor\b|\bvencimiento\b|\bscadenza\b/,
]

export const orderLabels: readonly RegExp[] = [
  /\b(?:purchase order|p\.? ?o\.?|your order|customer order|order|po)[ -]?(?:no|nr|number|num|id|#|ref\w*)(?![a-z])/,
  /\bpurchase order\b|\bihre bestellung\b|\bbestell(?:ung|nummer|nr|-nr)\b(?:[ -]?(?:nummer|nr))?/,
  /\b(?:order|bestel)[ -]?nummer\b|\bauftrags?[ -]?(?:nummer|nr)\b/,
  /\b(?:bon de )?commande (?:n[o°º.]|numero|no)|\b(?:n[o°º.]|numero de) ?commande\b|\bpedido\b|\bordine (?:n|numero|no|nr)\b/,
]

/** The heading of the block that names who sells. */
export const sellerLabels =
  /^(?:from|seller|vendor|supplier|sold by|service provider|provider|billed by|issued by|issuer|merchant|remit(?:tance)? to|verkaufer|lieferant|rechnungs(?:ersteller|steller|aussteller)|leistungserbringer|absender|anbieter|fournisseur|vendeur|emetteur|prestataire|leverancier|verkoper|afzender|proveedor|vendedor|emisor|fornitore|venditore|cedente(?:\/prestatore)?|mittente|emittente)\b[ :.]*/

/** The heading of the block that names who buys, or where the goods go. */
export const buyerLabels =
  /^(?:bill(?:ed)? to|billing address|bill to address|invoice(?:d)? to|sold to|ship(?:ped)? to|shipping address|deliver(?:y)? (?:to|address)|customer|client|buyer|to|attn|attention|kaufer|kunden?|kundenanschrift|rechnungs(?:empfanger|adresse|anschrift)|empfanger|leistungsempfanger|liefer(?:adresse|anschrift)|abweichender|auftraggeber|besteller|facture a|adresse de (?:facturation|livraison)|destinataire|acheteur|klant(?:gegevens)?|factuuradres|afleveradres|aan|cliente|facturar a|comprador|destinatario|cessionario|spett\.?(?:le)?|steuerbevollmachtigter|payee|zahlungsempfanger)(?![a-z])/

/** Words that say what a paper is. */
export const invoiceTitles =
  /\b(?:invoice|[a-z-]*rechnung|facture|factuur|factura|fattura|fatura|faktura|gutschrift|credit note|credit memo|creditnota|avoir|nota di credito|nota de credito|abono|bill)\b/
export const creditTitles =
  /\b(?:credit note|credit memo|creditnota|gutschrift|rechnungskorrektur|storno(?:rechnung)?|avoir|nota di credito|nota de credito|abono)\b/
export const receiptTitles =
  /\b(?:receipt|quittung|kassenbon|kassenbeleg|ticket|recu|bon|recibo|ricevuta|scontrino|cash bill|cash sales?)\b/
/** What a till prints: two of these, and a time of day or a tax number. */
export const tillWords: readonly RegExp[] = [
  /\bcash(?!ier)\b|\bbar\b|\bespeces\b|\bcontant|\befectivo\b|\bcontanti\b/,
  /\bcashier\b|\bkassier|\bcaissi|\bbediener\b|\boperator\b|\bserver\b|\bsalesperson\b/,
  /\bchange\b|\bwechselgeld\b|\bruckgeld\b|\brendu\b|\bwisselgeld\b|\bcambio\b|\bresto\b/,
  /\btender(?:ed)?\b|\bvisa\b|\bmastercard\b|\bgegeben\b|\bec-karte\b|\bdebit\b/,
  /\bgst summary\b|\brounding\b|\bqty\b|\bthank you\b|\bplease come again\b|\bvielen dank\b|\bmerci\b|\bgracias\b|\bgrazie\b/,
]
/** What a till prints beside them. */
export const tillMarks =
  /\b(?:[01]?\d|2[0-3])[:.][0-5]\d(?:[:.][0-5]\d)?\b|\b(?:gst|vat|ust|tax|tva|btw|iva|co\.?|company)\.? ?(?:reg|id|no|nr)\b/
