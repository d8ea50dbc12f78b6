/** Which schedule a table is, by what its name, its headings and its labels say. */
import type { ScheduleKind } from '../model.ts'

type Signs = { named: RegExp; heads?: RegExp; labels?: RegExp }

const signs: Record<Exclude<ScheduleKind, 'other'>, Signs> = {
  balance_sheet: {
    named: /balance sheet|financial position|\bbilanz\b|\bbilan\b/i,
    labels:
      /total (?:current |non-?current |fixed )?assets|(?:current|total) liabilities|shareholders['’]? equity|total equity|retained earnings|summe aktiva|summe passiva|eigenkapital|anlagevermögen|umlaufvermögen|verbindlichkeiten|inventor(?:y|ies)|cash and cash equivalents|accounts (?:receivable|payable)/i,
  },
  income_statement: {
    named:
      /income statement|profit (?:and|&|or) loss|statements? of (?:comprehensive )?(?:income|operations|earnings)|gewinn- und verlustrechnung|\bGuV\b|compte de r[eé]sultat/i,
    labels:
      /^(?:net |total )?(?:revenues?|sales|turnover)\b|cost of (?:sales|goods|revenue)|gross (?:profit|margin)|operating (?:profit|income|expenses)|net (?:income|profit|loss)|profit before|income tax|umsatzerlöse|materialaufwand|personalaufwand|jahresüberschuss|ebitda?/i,
  },
  cash_flow: {
    named: /cash ?flows?|kapitalflussrechnung|flux de tr[eé]sorerie/i,
    labels:
      /cash (?:flows? )?(?:from|used in|generated|provided)|(?:operating|investing|financing) activities|net (?:increase|decrease|change) in cash|cash at (?:the )?(?:beginning|end)/i,
  },
  ageing: {
    named: /\bage?ing\b|aged (?:debt|receivable|payable|creditor)|past due|altersstruktur|überfällig/i,
    heads:
      /\b\d{1,3}\s?(?:-|–|to|bis)\s?\d{1,3}(?:\s?(?:days|tage))?\b|(?:over|>|more than|über) ?\d{2,3}|not (?:yet )?due|current\b/i,
  },
  depreciation: {
    named:
      /depreciation|fixed assets? (?:schedule|register)|property,? plant|anlagenspiegel|anlagengitter|amorti[sz]ation of/i,
    heads:
      /useful life|accumulated depreciation|net book value|carrying amount|buchwert|nutzungsdauer|abschreibung|acquisition cost/i,
    labels:
      /^(?:additions|disposals|zugänge|abgänge)\b|depreciation (?:charge|for the year)|net book value|carrying amount|accumulated depreciation/i,
  },
  debt: {
    named:
      /\bdebt\b|borrowings|\bloans?\b|notes payable|bonds? (?:outstanding|payable)|verbindlichkeitenspiegel|darlehen/i,
    heads: /maturity|interest rate|principal|lender|outstanding|coupon|fälligkeit|zinssatz/i,
    labels: /term loan|revolving|senior notes|credit facility|\bbonds?\b|mortgage/i,
  },
  invoice_lines: {
    named: /invoice|rechnung|facture/i,
    heads:
      /\bqty\b|quantity|unit price|price\b|description|article|\bitem\b|amount\b|menge|einzelpreis|gesamtpreis|bezeichnung|\bpos\b|anzahl|quantit[eé]|prix unitaire/i,
    labels: /^(?:sub-?total|vat|total due|net total|mwst|ust|zwischensumme|amount due)/i,
  },
  tax: {
    named: /\btax(?:es|ation)?\b|\bsteuern?\b|imp[oô]ts?|\bVAT\b|umsatzsteuer/i,
    heads: /tax rate|taxable|tax (?:amount|base)|steuersatz|bemessungsgrundlage/i,
    labels: /(?:current|deferred|income) tax|taxable income|effective tax rate|steuer/i,
  },
}

/** Points for the name; each heading and each label that fits adds one, up to three of either. */
const namePoints = 3
const mostHits = 3
/** With fewer points it is any kind's. */
const pointsNeeded = 2

/** The kind that fits best, and how surely, 0..1; `other` where none fits, or two fit alike. */
export function readKind(
  name: string,
  heads: readonly string[],
  labels: readonly string[],
): { kind: ScheduleKind; confidence: number } {
  const scores = (Object.keys(signs) as (keyof typeof signs)[])
    .map((kind) => ({ kind, points: pointsOf(signs[kind], name, heads, labels) }))
    .sort((a, b) => b.points - a.points)
  const [first, second] = scores
  if (!first || first.points < pointsNeeded || first.points === second?.points)
    return { kind: 'other', confidence: 0.5 }
  const lead = first.points - (second?.points ?? 0)
  return {
    kind: first.kind,
    confidence: Math.round(Math.min(0.95, 0.45 + 0.07 * first.points + 0.05 * lead) * 100) / 100,
  }
}

function pointsOf(sign: Signs, name: string, heads: readonly string[], labels: readonly string[]): number {
  const hits = (texts: readonly string[], pattern: RegExp | undefined) =>
    pattern ? Math.min(mostHits, texts.filter((text) => pattern.test(text)).length) : 0
  return (sign.named.test(name) ? namePoints : 0) + hits(heads, sign.heads) + hits(labels, sign.labels)
}
