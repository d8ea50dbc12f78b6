/**
 * The words by which an invoice names its fields: in English, German, French, Dutch, Spanish, Italian and Portuguese,
 * and, by what invoices there print most, in Polish, Czech and Slovak, Hungarian, Romanian, Turkish and the languages of
 * the North. All are looked for in plain text: small letters without accents, an ß as one s.
 */

/** What a paper calls itself; German and Dutch put words before it without a space. */
export const invoiceWords =
  "fatura-recibo|factura-recibo|factura rectificativa|rechnungskorrektur|[a-z-]*rechnungs?|[a-z-]*factuur|[a-z-]*gutschrifts?|[a-z]*faktur[aey]?|invoice|pro-?forma|e-invoice|facture|factura|fattura|fatura|parcella|honorarnota|liquidation|kostennote|note d'honoraires|credit ?(?:note|memo)|creditnota|debit note|avoir|nota d[ei] credito|abono|nota fiscal|nfs?-?e|rachunek|danovy doklad|szamla|laskun?|regning|bill|receipt|rcpt|quittungs?|kassenbon|kassenbeleg|recibo|ricevuta|scontrino|paragon|kvitto|kvittering"
export const numberWords =
  '(?:nos?|nrs?|nums?|number|nummer|numero|numer|n\\.?[o°º]|n\\.|id|code|cislo|c\\.|sorszama?|szama?|numar(?:ul)?|nro|ref(?:erence|erenz|erentie|erencia)?|#|№)(?![a-z])'

export const otherNumbers =
  /\b(?:[a-z]*(?:order|bestell\w*|auftrags?\w*|kunden?\w*|klant\w*|debiteur\w*|debitor\w*|liefer\w*|lever\w*|konto\w*|steuer\w*|projekt?\w*|vertrags?\w*)|commande|pedido|ordine|customer|client\w*|account|vat|ust|uid|tax id|gst|tva|btw|iva|nif|cif|tel|fax|phone|iban|delivery|livraison|page|seite|pagina|store|table|reg|project|contract|quote|offer|your|ihre?|uw|votre|vos|su|vostro|article|artikel|art|item|ddt|albaran|nip|dic|ico?|cvr|zamowien\w*|umow\w*|objednavk\w*|smlouv\w*|rendeles\w*|kund\w*|kunde\w*|ordre\w*|konto|rachunku)\b/

const issue =
  'issue|issued|invoice|inv|bill|billing|receipt|document|doc|tax(?: point)?|statement|credit ?(?:note|memo)|transaction|sales?'
/** A date's label, the surest first; those in front name the field, the last three may name others too. */
export const dateLabels: readonly RegExp[] = [
  new RegExp(
    `\\b(?:${issue})[ .]?date\\b|\\bdate (?:of )?(?:the )?(?:${issue})\\b|\\bdated\\b|\\b(?:issued|raised|created)(?: on)?$`,
  ),
  /\b(?:[a-z]*rechnungs?|beleg|ausstellungs?|gutschrifts?|faktura|quittungs?|druck|erstellungs|rg|re|rng)[ .-]*datum\b|\bdatum der (?:rechnung|ausstellung)\b|\b(?:ausgestellt|erstellt) am\b/,
  /\bdate (?:de )?(?:la |l')?(?:facture|facturation|d'?emission|piece|avoir)\b|\b(?:emise?|etablie?|facturee?) (?:le|du)\b|\b(?:[a-z]*factuur|nota)[ -]?datum\b|\bdatum (?:van )?(?:de )?factuur\b|\bfecha (?:de )?(?:la )?(?:factura|fra|emision|expedicion|documento)\b|\b(?:emitida|expedida) el\b/,
  /\bdata (?:della |di |de |da |del )?(?:fattura|documento|doc|emissione|emissao|fatura|factura)\b|\b(?:emessa|emesso) il\b|\bdata (?:wystawienia|faktury|emiterii|facturii)\b|\bwystawiono(?: dnia)?\b|\bdatum (?:vystaveni|vyhotovenia|vystavenia)\b|\bvystaveno\b|\b(?:szamla )?kelte\b|\bkiallitas(?: datuma| kelte)?\b|\bfaktura ?dat(?:um|o)\b|\bfakt\.? ?dat(?:um|o)\b|\blaskun (?:pvm|paivays|paivamaara)\b|\bfatura tarihi\b/,
  new RegExp(`(?:^|[^a-z])(?:${invoiceWords})(?![a-z]).{0,60}\\b(?:vom|du|dated|van|del|de|of|dd|d\\.d)\\b`),
  /(?:^|[^a-z] ?)(?:date|datum|fecha|data|dato|paivays|pvm|tarih)(?:$| (?:of|de|der|di|du|des|le|am|vom|in)\b|[ :/]*[^a-z ])|^(?:date|datum|fecha|data|dato|paivays|pvm|tarih)\b|^(?:le|dated|den|fait le)$/,
  /^[a-z][a-z -]{2,24},(?: (?:le|den|li|il|el|a|den|dem))?$/,
]
/** Where in the list the title with a date begins, and what comes after it. */
export const TITLE_DATE = 4

/** What stands by dates that are not the invoice's. */
export const otherDates =
  /\b(?:due|faellig\w*|fallig\w*|zahlbar|zahlungs?\w*|zahltag|bis|echeance|reglement|regler|limite|verval\w*|betaal\w*|betalen|uiterste|vencimiento|scadenza|entro|payable|pay|payment|paid|bezahlt|deliver\w*|liefer\w*|geliefert|leistung\w*|[a-z]*leistungs?\w*|livraison|livre\w*|lever\w*|geleverd|entreg\w*|consegn\w*|ddt|prestation\w*|prestazion\w*|[a-z]*order\w*|bestell\w*|besteld?\w*|auftrag\w*|commande\w*|pedido|ordine|period\w*|periode|[a-z]*zeitraum\w*|ship\w*|dispatch\w*|versand\w*|valid\w*|gultig\w*|expir\w*|exp|start|begin\w*|ende?|until|skonto|supply|approval|since|seit|before|vor|avant|antes|effective|law|act|gesetz|print(?:ed)?|return\w*|check-?in|check-?out|arrival|departure|anreise|abreise|flug|flight|version|prijs|prelevement|abbuchung|lastschrift|vertrag\w*|contrat|contract|angebot\w*|offer|quote|geburts\w*|birth|termin\w*|next|meter|zahlerstand|mahnung\w*|albaran|termin\w*|platnosci|sprzedazy|dostawy|zamowien\w*|splatnost\w*|zdanitelne\w*|duzp|plneni|dodani|teljesit\w*|hatarid\w*|esedekes\w*|scadent\w*|forfall\w*|forfald\w*|leverans\w*|leverings\w*|betalings?\w*|erapaiva|toimitus\w*|vade|vencto)\b/

export const dueLabels: readonly RegExp[] = [
  /\b(?:payment )?due (?:date|on|by)\b|\bdate due\b|\bpay(?:able|ment)? (?:by|before|until)\b|\bdue\b/,
  /\bf(?:ae|a)llig\w*\b|\bzahlbar\b.{0,60}\bbis\b|\bbis (?:zum|spatestens)\b|\bzahlungsziel\b/,
  /\becheance\b|\b(?:regler|payer) avant\b|\bverval(?:datum|dag)\b|\buiterste betaaldatum\b|\bte betalen voor\b|\bvencimiento\b|\bpagar antes\b|\bscadenza\b|\bda pagare entro\b|\bvencimento\b|\bpagar ate\b/,
  /\btermin (?:platnosci|zaplaty)\b|\b(?:datum )?splatnosti?\b|\b(?:fizetesi )?hatarido\b|\besedekesseg\b|\bscadenta?\b|\bforfallo?(?:datum|dag|dato)?\b|\bforfalds?(?:dato|dag)\b|\b(?:betalnings|betalings)(?:dag|frist|dato)\b|\berapaiva\b|\bson odeme\b/,
]

export const orderLabels: readonly RegExp[] = [
  /\b(?:purchase order|p\.? ?o\.?|your order|customer order|order|po)[ -]?(?:no|nr|number|num|id|#|ref\w*)(?![a-z])/,
  /\bpurchase order\b|\bihre bestellung\b|\bbestell(?:ung|nummer|nr|-nr)\b(?:[ -]?(?:nummer|nr))?/,
  /\b(?:order|bestel)[ -]?nummer\b|\bauftrags?[ -]?(?:nummer|nr)\b/,
  /\b(?:bon de )?commande (?:n[o°º.]|numero|no)|\b(?:n[o°º.]|numero de) ?commande\b|\bpedido\b|\bordine (?:n|numero|no|nr)\b/,
]

/** The heading of the block that names who sells. */
export const sellerLabels =
  /^(?:(?:van|von)(?=[ :.]*$)|(?:de|da)(?= ?:$)|from|seller|vendor|supplier|sold (?:and (?:shipped|fulfilled|dispatched) )?by|service provider|provider|billed by|issued by|issuer|merchant|remit(?:tance)? to|verkauft (?:von|durch)|vendu (?:et expedie )?par|vendido (?:y enviado )?por|venduto (?:e spedito )?da|verkocht door|sprzeda(?:ne|wane) przez|verkaufer|lieferant|rechnungs(?:ersteller|steller|aussteller)|leistungserbringer|absender|anbieter|fournisseur|vendeur|emetteur|prestataire|leverancier|verkoper|afzender|proveedor|vendedor|emisor|datos del (?:emisor|vendedor|proveedor)|fornitore|venditore|cedente(?:\/prestatore)?|mittente|emittente|prestador|emitente|sprzedawca|wystawca|dodavatel|elado|szallito|kibocsato|furnizor|vanzator|saljare|saelger|sælger|selger|myyja|satici)\b[ :.]*/

/** The heading of the block that names who buys, or where the goods go. */
export const buyerLabels =
  /^(?:bill(?:ed|ing)? to|billing address|bill to address|invoice(?:d)? (?:to|address)|sold to|ship(?:ped)? to|shipping address|deliver(?:y|ed)? (?:to|address)|customer|client|buyer|purchaser|recipient|to|for|attn|attention|c\/o|kaufer|kunden?|kundenanschrift|rechnungs(?:empfanger|adresse|anschrift)|empfanger|leistungs(?:empfanger|ort)|liefer(?:adresse|anschrift)|abweichender|auftraggeber|besteller|an|herrn?|frau|firma$|facture[er]? a|adress?e[er]? (?:a$|de (?:facturation|livraison))|livre a|destinataire|acheteur|klant(?:gegevens)?|factuur (?:adres|aan)|factuuradres|(?:af)?leveradres|bezorgadres|aan|t\.?a\.?v|cliente|facturar a|enviar a|comprador|datos del (?:cliente|comprador)|direccion de (?:entrega|envio)|destinatario|destinazione|luogo di consegna|fatturare a|intestatario|cessionario|committente|spett\.?(?:le)?|steuerbevollmachtigter|payee|zahlungsempfanger|destinatario|tomador|exm[oa]s?(?:\(s\))?\.?|nabywca|odbiorca|odberatel|kupujici|prijemce|vevo|megrendelo|cumparator|client|kund|kopare|kunde|kober|kjoper|fakturer(?:as|es)? til|faktureringsadress|leveransadress|ostaja|asiakas|laskutusosoite|alici|musteri)(?![a-z])/

/** Words that say what a paper is. */
export const invoiceTitles = new RegExp(
  `(?:^|[^a-z])(?:${invoiceWords.replace(/\|receipt.*$/, '')})(?:s?(?:nummer|nr|datum|betrag))?(?![a-z])`,
)
export const creditTitles =
  /(?:^|[^a-z])(?:credit ?(?:note|memo)|creditnota|creditfactuur|[a-z-]*gutschrift|rechnungskorrektur|storno(?:rechnung)?|avoir|nota d[ei] credito|(?:factura )?rectificativa|abono|nota de credito|faktura koryg\w*|korekta|dobropis|kreditnota|kreditfaktura|hyvityslasku|storno szamla)(?![a-z])/
export const receiptTitles =
  /\b(?:receipt|quittung|kassenbon|kassenbeleg|kundenbeleg|ticket|recu|[a-z]*bon|recibo|ricevuta|scontrino|documento commerciale|(?:factura|fra\.?) simplificada|cash bill|cash sales?|paragon|uctenka|nyugta|kvitto|kvittering|kuitti|bon fiscal)\b/
/** What a till prints: two of these, and a time of day or a tax number. */
export const tillWords: readonly RegExp[] = [
  /\bcash(?!ier)\b|\bbar(?:zahlung)?\b|\bespeces\b|\b[ck]ontant|\befectivo\b|\bcontanti?\b/,
  /\bcashier\b|\bkassier|\bkasse\b|\bkassa\b|\bcaiss[ei]|\bcajer|\bcaja\b|\bcassa\b|\bcassier|\bbediener?\b|\bes bediente\b|\boperat(?:or|ore)\b|\bserve(?:u?r|d by)\b|\bmedewerker\b|\bverkoper\b|\bvendeu(?:r|se)\b|\bverkaufer(?:in)?\b|\bdependiente\b|\bgeholpen\b|\bcamarero\b|\ble atendio\b|\bsalesperson\b/,
  /\bchange\b|\bwechselgeld\b|\bruckgeld\b|\bzuruck\b|\brendu\b|\bmonnaie\b|\bwisselgeld\b|\bterug\b|\bcambio\b|\bresto\b/,
  /\btender(?:ed)?\b|\bvisa\b|\bmaster ?card\b|\bmaestro\b|\bgegeben\b|\bec-karte\b|\bgirocard\b|\bkartenzahlung\b|\bdebit\b|\bcontactless\b|\bpin(?:pas)?\b|\bbankpas\b|\bcarte b\w+\b|\bsans contact\b|\bbancomat\b|\btarjeta\b|\bpagamento elettronico\b/,
  /\bgst summary\b|\brounding\b|\bqty\b|\bthank you\b|\bplease come again\b|\bvielen dank\b|\bauf wiedersehen\b|\bdanke\b|\bmerci\b|\bau revoir\b|\bbedankt\b|\btot ziens\b|\bgracias\b|\bhasta pronto\b|\bgrazie\b|\barrivederci\b/,
]
/** What a till prints beside them. */
export const tillMarks =
  /\b(?:[01]?\d|2[0-3])[:.][0-5]\d(?:[:.][0-5]\d)?\b|\b(?:gst|vat|ust|tax|tva|btw|iva|co\.?|company)\.? ?(?:reg|id|no|nr)\b|\b(?:p\.? ?iva|siret|cif|nif|kvk|uid|ust-id\w*|st\.-nr)\b/
