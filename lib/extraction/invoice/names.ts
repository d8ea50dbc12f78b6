/** What a name of a firm or a person looks like, and what looks like one and is none. */
import { buyerLabels, invoiceTitles, receiptTitles } from './labels.ts'
import { type PrintedLine, plainly, type Segment } from './printed-lines.ts'

/** A text that may be the seller's name, where it stands, and how much speaks for it. */
export type NameCandidate = { text: string; segments: Segment[]; score: number }

/** Forms of companies. Plain text. */
export const legalForms = new RegExp(
  `(?:^|[\\s,(])(?:${[
    'g?gmbh|mbh|mbb|partg|ag|kg|kgaa|ohg|ug|gbr|eg|gesmbh|ges\\.m\\.b\\.h|e\\. ?g|e\\.? ?k\\.?(?:fr\\.|fm\\.)?|e\\.? ?u\\.?|e\\.? ?v\\.?|gen\\.|anstalt|stiftung',
    'ltd|limited|llc|l\\.l\\.c|llp|l\\.l\\.p|inc|incorporated|corp|corporation|plc|p\\.c|pllc|pte|pty|pvt|cic|sdn\\.?|bhd\\.?|berhad|s/b|k\\.k\\.|fzco|fze|fz-llc|w\\.l\\.l',
    'b\\.? ?v\\.?|n\\.v\\.|vof|v\\.o\\.f\\.|bvba|cvba|sprl|s\\.p\\.r\\.l\\.|asbl|vzw',
    's\\.? ?a\\.? ?r\\.? ?l\\.?|s\\.?a\\.?s\\.?u?|eurl|s\\.?n\\.?c\\.?|scop|s\\.a\\.?(?:s\\.?)?|sa|s\\.? ?c\\.? ?s\\.?|selarl|eirl',
    's\\.l\\.?u?\\.?|slu?|s\\.l\\.l\\.|s\\.c\\.|s\\.? ?coop|s\\.a\\. de c\\.v\\.?|s\\. de r\\.l|c\\.b\\.|lda|ltda|unipessoal|eireli',
    's\\.? ?r\\.? ?l\\.?s?|s\\.? ?p\\.? ?a\\.?|s\\.a\\.s\\.|soc\\. ?coop|onlus',
    'sp\\. ?z ?o\\. ?o\\.?|sp\\. ?[jk]\\.|s\\.r\\.o\\.?|spol\\. s r\\.? ?o\\.|a\\. ?s\\.|kft|bt\\.|zrt|nyrt|d\\.o\\.o\\.?|d\\.d\\.|eood|ood|uab|ooo|a\\.s\\.|tic\\.|sti\\.',
    'oy|oyj|ab|a/s|i/s|k/s|aps|asa|as|enk|ehf|hf|se',
  ].join('|')})(?=$|[\\s,.)])`,
)
/** Words that traders call themselves by. */
const tradeWords =
  /\b(?:company|co\.|enterprises?|trading|restaurant|restoran|hardware|mart|supermarket|stores?|shop|industries|services?|holdings|group|firma|cafe|bakery|pharmacy|apotheke|hotel|perniagaan|syarikat|kedai|market|boutique|studio|verlag|druckerei|handwerk|autovermietung|station|consulting|solutions|systems|software|technolog\w*|media|design|bros|brothers|& (?:sons?|sohne?|fils|partners?|co)|partners|werkstatt|meisterbetrieb|kanzlei|praxis|buro|agentur|agency|atelier|boulangerie|garage|librairie|menuiserie|bakkerij|bedrijf|installatie|officin[ae]|clinic|dr\. ?(?:med|jur|iur)|d\.?d\.?s|d\.?v\.?m|m\.d|esq|cpa|rechtsanw[a-z]+|steuerberat[a-z]+|architekt[a-z]*|zahnarzt[a-z]*|tierarzt[a-z]*|pasticceria|talleres|construcciones|imprenta|ferreteria|[a-z]+(?:meister|technik|bau|werke?|dienst|service|handel|vertrieb|hosting))\b/
const streets =
  /\b(?:str(?:as+e|\.)?|street|st|road|rd|avenue|ave|lane|drive|boulevard|bd|blvd|rue|place|allee|quai|chemin|impasse|jalan|jln|taman|laan|straat|weg|gracht|kade|plein|platz|gasse|ring|damm|ufer|via|viale|corso|piazza|calle|c\/|avda|avenida|plaza|paseo|lot|floor|suite|unit|po box|postfach|z\.?[ai]\.?|zone)\b|(?:stras+e|str\.|weg|platz|gasse|allee|straat|laan|gracht|plein)(?= ?\d|$)|ring(?= ?\d)/
/** A code before the place, or of five figures and more behind it; those of the United Kingdom and the Netherlands. */
const postalCodes =
  /(?:^|[\s,-])(?:[A-Z]{1,2}-)?\d{4,6},? +\p{L}{2}|\p{L}{2}[,.]? +\d{5,6}(?:-\d{4})?(?:[\s,.-]|$)|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b/u
const writtenDates =
  /\b\d{1,2}(?:\. ?|(?:st|nd|rd|th)? | de )\p{L}+\.?,? (?:de )?\d{4}\b|\p{L}+ \d{1,2}(?:st|nd|rd|th)?, ?\d{4}/gu

/** `Leipzig, den 3. Februar 2022`: where and when a letter was written. */
export const isPlaceAndDay = (text: string): boolean =>
  /^[\p{L}. -]+, ?(?:(?:den|le|li|il|el|a|am) )?\d{1,4}[./-]\d{1,2}[./-]\d{2,4}$/u.test(text) ||
  /^[\p{L}. -]+, ?(?:(?:den|le|li|il|el|a|am) )?$/u.test(text.replace(writtenDates, ''))

/** The postal codes of the United States' states. */
export const states =
  '(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY])'
/** `Austin, TX`, `1120 SE Belmont, Portland OR`, `44 N 7th Ave` */
const americanPlace = new RegExp(
  `^\\p{Lu}[\\p{L}. ]+, ${states}$|^\\d{1,5} \\p{Lu}.*,? ${states}$|^\\d{1,5} (?:[NS][EW]?|[EW])\\.? [\\p{Lu}\\d]`,
  'u',
)

/** `Austin, TX 78701`: a place and nothing before it. */
export const isPlace = (text: string): boolean =>
  americanPlace.test(text) ||
  (hasPostalCode(text) && !legalForms.test(plainly(text)) && text.split(/,|\s[|·•–—*-]\s|[|·•]/).length < 3)

/** Whether a text names a place with its code: no year is taken for one. */
export const hasPostalCode = (text: string): boolean => postalCodes.test(text.replace(writtenDates, ''))
export const noName =
  /^(?:page|seite|pagina|blatt|date|datum|data|fecha|tel|fax|fon|phone|mobil|e-?mail|www|http|nummer|number|no|nr|gln|thanks?|make (?:all )?(?:checks?|cheques?)|payable to|remit(?:tance)?|terms|dated|meter|account|statement|hsn|sac|faktura|fakturanr|ilosc|nazwa|cena|razem|numer|cislo|kwota|wartosc|moms|antal|belopp|pris|beskrivning|welcome|welkom|willkommen|herzlich|bienvenue?|bienvenid|benvenut|dear|sehr geehrt|geachte|madame|gentile|estimad|name|bank|iban|bic|swift|blz|konto|copy|original|duplicate|duplicat|kopie|customer|client|total|cash|amount|montant|betrag|qty|item|desc|beschreibung|pos|artikel|table|order|invoice|rechnung|facture|anschrift|adresse|address|globale|duns|ansprechpartner|contact|ust|vat|gst|tva|btw|iva|nif|cif|siret|siren|kvk|rcs|co\.? ?reg|company (?:no|reg)|reg|roc|hotline|lot|wahrung|currency|betrage|steuer|kunden|klant|simplified|powered|licensee|site|telephone|inhaber|geschaftsfuhr[a-z]*|amtsgericht|[a-z]*register|registergericht|sitz|kommanditgesellschaft|aktiengesellschaft|hrb|mit freundlichen|vielen dank|merci|grazie|gracias|bedankt|zahl|payment|lieferung|leistung|description|quantity|unit|store$|shop$|branch$|filiale$|outlet$|bezeichnung|menge|einzel|gesamt|summe|netto|designation|quantite|prix|omschrijving|aantal|descripcion|descrizione)(?![a-z])|^(?:bienvenid|benvenut)[a-z]/

/** What one does for a living names nobody, with the form of a company or without. */
const profession =
  /^(?:(?:rechtsanwalte?|rechtsanwaltin(?:nen)?|fachanwalte?|steuerberater(?:in|innen)?|wirtschaftsprufer|notare?|architekten|ingenieure|partnerschaftsgesellschaft|solicitors|attorneys at law|accountants|avocats?|abogados|avvocati|notaires?|und|and|et|&|[·,|-])\s*)+(?:mbb|llp|pc)?$/

/** How the names of fields end. */
const label = /(?:nummer|datum|betrag|summe|preis|zeichen|adresse|n[°º]|\b(?:number|date|nr|no|id|address))[.:# ]*$/

/** `Total Energies SAS`, `The Copy Shop`: words of forms that traders go by. */
const isNamedSo = (plain: string): boolean =>
  /^(?:total|copy|original|table|site|unit|contact|item|page|bank of) [a-z]/.test(plain) &&
  !/[\d:]/.test(plain) &&
  (legalForms.test(plain) || tradeWords.test(plain))

/** `1 Dec`: the beginning of a stretch of time. */
const isDay =
  /^(?:\d{1,2}(?:st|nd|rd|th|\.)? \p{L}{3,9}\.?|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}*\.? \d{1,2}(?:st|nd|rd|th)?),?(?: \d{4})?$/u

/** Who is addressed so is written to. */
const salutation =
  /^(?:mr|mrs|ms|miss|messrs|herrn?|frau|familie|eheleute|fam|monsieur|madame|mme|mlle|sig|sigra|sr|sra|dhr|mevr|mevrouw|de heer|pan|pani|hr|fru)\b/

/** Who leads a house, as its foot names them. */
const officer =
  /^(?:gf|ceo|cfo|inh|vorstand|vorstande|aufsichtsrat|prokurist(?:in)?|managing director|directors?|gerante?|directeur|president|amministratore|administrador)\b[ .:]/

/** Who runs the house of another name. */
export const operator = /^(?:(?:owned and )?operated|managed|betrieben|exploite|gestito) (?:by|von|durch|par|da)\b/

/** What sentences have and names have not. */
const verbs =
  / (?:ist|sind|wird|werden|wurden?|haben|hat|gelten|gilt|bitte|is|are|was|were|has|have|will|shall|please|est|sont|sera|seront|wordt|worden|zijn|viene|sono|esta|sera|seran) /
const LONGEST_WITH_VERB = 4

/** Others who have a part in what is sold: `Grid operator: …`. */
export const otherRoles =
  /^[^:]*(?:betreiber|operator|netbeheerder|gestionnaire|distribu[a-z]+|hersteller|manufacturer|fabricant|carrier|spediteur|versicherer|insurer|bank|broker|principal|holding)[a-z]* ?:/

/** Whether a text can be the name of somebody. */
export function isName(text: string): boolean {
  const plain = plainly(text).replace(/^[^\p{L}\p{N}]+/u, '')
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  const digits = text.match(/\d/g)?.length ?? 0
  if (letters < 3 || digits > letters / 2 || /^\(.*\)$/.test(text.trim())) return false
  if (isDay.test(plain) || profession.test(plain) || (salutation.test(plain) && !legalForms.test(plain))) return false
  if (operator.test(plain) || otherRoles.test(plain)) return false
  if (verbs.test(plain) && text.split(' ').length > LONGEST_WITH_VERB) return false
  if (officer.test(plain) && !legalForms.test(plain) && !tradeWords.test(plain)) return false
  if ((noName.test(plain) && !isNamedSo(plain)) || label.test(plain) || buyerLabels.test(plain)) return false
  if (/@|^(?:https?:|www\.)|^[a-z0-9-]+\.(?!com\b)[a-z]{2,}(?:\/\S*)?$/i.test(text.trim())) return false
  // The form of a company alone, at the end of a name that takes two lines.
  const named = plain.replace(/\b(?:sdn|bhd|gmbh|mbh|ltd|llc|inc|sarl|and|und|the|company|limited)\b/g, '')
  if ((named.match(/[a-z]/g)?.length ?? 0) < 3) return false
  if (isTitle(plain)) return false
  if (/[:=]\s*\S/.test(text) && !legalForms.test(plain)) return false
  return !/\d[.,]\d\d\b/.test(text) && text.split(' ').length <= 10
}

const isTitle = (plain: string): boolean =>
  /^(?:\W*(?:simplified |tax |proforma |commercial |sales )?(?:invoice|[a-z]*rechnung|facture|[a-z]*factuur|factura|fattura|fatura|gutschrift|avoir|receipt|bill|statement|official receipt|cash)\W*)+\.?$/.test(
    plain,
  )

/** How much a text is worth as the name of a seller, by what it says. */
export function worthOfName(text: string, domains: readonly string[]): number {
  const plain = plainly(text)
  const legal = legalForms.test(plain)
  let score = 0
  if (legal) score += 3.5
  else if (tradeWords.test(plain)) score += 2
  if (isOfDomain(plain, domains)) score += 5
  if (/\d{3,}/.test(text)) score -= 3
  if (text.split(' ').length > 6 && !legal) score -= 3
  if (/[.!?]$/.test(text) && !legal) score -= 2
  if (/^[a-z]/.test(text) && !legal) score -= 1
  if (invoiceTitles.test(plain) || receiptTitles.test(plain)) score -= 3
  if (isStreet(text) && !legal) score -= 4
  return score
}

/** Whether an address of mail or a site is called after the name. */
function isOfDomain(plain: string, domains: readonly string[]): boolean {
  const names = plain.match(/[a-z0-9]{4,}/g) ?? []
  const packed = plain.replace(/[^a-z0-9]/g, '')
  return domains.some((domain) => packed.includes(domain) || names.some((name) => domain.includes(name)))
}

export const isStreet = (text: string): boolean =>
  streets.test(plainly(text)) || /^c\/ ?\p{L}/iu.test(text) || /^\p{L}[\p{L}. '-]+ \d{1,4} ?[a-z]?$/u.test(text)

/** Everybody's mail. */
const mailHosts =
  /^(?:gmail|googlemail|yahoo|hotmail|outlook|live|icloud|aol|gmx|web|freenet|tonline|orange|wanadoo|free|laposte|sfr|libero|tiscali|alice|telefonica|terra|ziggo|kpnmail|xs4all|btinternet)$/
const nobody = /^(?:facebook|google|instagram|twitter|linkedin|youtube|email|paypal|adobe|europa|ec)$/

/** Sites and addresses of mail, without what everybody's end or begin with. */
export function domainsOf(lines: readonly PrintedLine[]): string[] {
  const found = new Set<string>()
  for (const { plain } of lines) {
    for (const match of plain.matchAll(
      /(@|www\.|https?:\/\/(?:www\.)?)([a-z0-9-]+(?:\.[a-z0-9-]+)+)|\b([a-z0-9-]{3,}(?:\.[a-z0-9-]{2,})?\.(?:com|de|fr|nl|es|it|eu|net|org|co\.uk|at|ch|be|in|my|io|shop))\b/g,
    )) {
      const parts = (match[2] ?? match[3] ?? '').split('.')
      const name = parts.length > 2 && (parts.at(-2)?.length ?? 0) <= 3 ? parts.at(-3) : parts.at(-2)
      const packed = name?.replace(/-/g, '') ?? ''
      if (packed.length >= 4 && !nobody.test(packed) && !(match[1] === '@' && mailHosts.test(packed))) found.add(packed)
    }
  }
  return [...found]
}

/** What may follow the form of a company and belongs to it. */
const moreForm =
  /^(?:\s*(?:&|\+|und|and|y|e)\s*co\.?(?![a-z])|\s*\([^)]*\)|,?\s+(?:kg|kgaa|ohg|bhd|ltd|limited|inc|mbb|sp\. ?k)\b\.?)+/
/** What follows it and does not. */
const numbered = /\d|\b(?:inscrit|registr|sede|siege|seat|sitz|amtsgericht|capital|cif|nif)/

/** `Harbour S.A. CIF A1234 Inscrita en …` up to the form of the company. */
export function upToForm(text: string): string {
  const plain = plainly(text)
  const form = legalForms.exec(plain)
  if (!form || form.index === 0) return text
  const end = form.index + form[0].length + (plain[form.index + form[0].length] === '.' ? 1 : 0)
  const whole = end + (moreForm.exec(plain.slice(end))?.[0].length ?? 0)
  return numbered.test(plain.slice(whole)) ? text.slice(0, whole).trim() : text
}

/** Where a name ends; its comma may stand before the form of the company: `Linearly, Inc.` */
export const ends =
  /\s[|·•–—*-]\s|[|·•]|,\s+(?!(?:ltd|limited|inc|llc|l\.l\.c|corp|co|s\.?l|s\.?a|lda|ltda|unipessoal|gmbh|p\.?c|pllc|plc|k\.k|n\.v|b\.v)\b)/i

/** Where a sentence ends, or one of its parts. */
export const sentences =
  /(?<=\p{L}{3})(?<!\b(?:Inh|Str|Tel|Dipl|Prof|Abt|Reg|Ave|Blvd|Hwy))\.\s+(?=\p{Lu})|(?<=\s\d{1,3})\.\s+(?=\p{Lu}\p{Ll}{3})|;\s|:\s+/u

/** The name in a line that goes on with the address, as a sender's over the address window does. */
export function nameIn(printed: string): string {
  const text = upToForm(printed)
  const [first = text, ...rest] = text.split(ends)
  if (rest.length === 0) return trimmed(text)
  const [next = ''] = rest
  // `DEMO - Sliced Invoices`
  if (/\s-\s/.test(text) && !/\d|[|·•–—*]/.test(text) && !/,\s/.test(text)) return trimmed(text)
  // `Huber, Maier und Partner, Ringstr. 5` has a comma in its name.
  const inside =
    /,\s/.test(text) && !/\d/.test(next) && !isStreet(next) && rest.slice(1).some((part) => /\d/.test(part))
  if (inside && (legalForms.test(plainly(next)) || /&|\b(?:und|and|et|en|e|y)\b/.test(next)))
    return trimmed(text.slice(0, text.indexOf(next) + next.length))
  if (/,\s/.test(text) && !rest.some((part) => /\d/.test(part)) && !/[|·•–—*]|\s-\s/.test(text)) return trimmed(text)
  return trimmed(first.length > 3 ? first : text)
}

/** The number that a register gives a company, behind its name. */
const registered = /\s*\(?(?:(?:co|company|roc|reg)\.? ?(?:reg)?\.? ?(?:no)?\.? ?:? ?)?\d{5,}[- ]?[A-Z]\)?\s*$/i

/** The number of a branch. */
const branch = /\s+#\s?\d{1,5}$/

export const trimmed = (text: string): string =>
  text
    .replace(registered, '')
    .replace(branch, '')
    .replace(/^[\s:;,.*"'“”|~_\p{So}-]+|[\s:;,*"'“”|~_\p{So}-]+$/gu, '')
