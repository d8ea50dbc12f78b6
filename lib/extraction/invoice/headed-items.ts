/** What was sold: the lines under a heading that names an amount and what it is for. */
import type { DecimalMark } from '../../schedules/figures/read-number.ts'
import { figureOf, itemOf } from './item-row.ts'
import type { LineItem } from './model.ts'
import type { PrintedLine, Segment } from './printed-lines.ts'

type Role = 'description' | 'quantity' | 'unit_price' | 'amount'
/** The first that fits decides: a bare `price` is that of one only where the line has an amount besides. */
const headings: readonly (readonly [Role, RegExp])[] = [
  [
    'unit_price',
    /^(?:unit ?(?:price|cost)|price (?:per|each)|rate|u\/?p|u\.? ?price|einzelpreis|e-?preis|stuckpreis|nettopreis|prix unit\w*|p\.? ?u\.?|prijs per stuk|stukprijs|precio unit\w*|prezzo unit\w*|preis\/)(?![a-z])/,
  ],
  ['quantity', /^(?:qty|quantity|quantities|menge|anzahl|quantite|nombre|qte|aantal|cantidad|quantita|q\.?ta|hours)\b/],
  [
    'amount',
    /\b(?:amount|line total|total|betrag|gesamt(?:preis|betrag)?|summe|nettobetrag|positionsbetrag|entgelt|montant|prix ht|totaal|bedrag|importe|importo|totale|prijs incl)\b/,
  ],
  ['unit_price', /^(?:price|preis|prix|prijs|precio|prezzo)\b/],
  [
    'description',
    /\b(?:description|items?|article|product|title|service|details|beschreibung|bezeichnung|artikel(?:beschreibung)?|material|leistung|position|designation|libelle|omschrijving|descripcion|concepto|descrizione|particulars)\b/,
  ],
]
/** What ends the list. */
const totals =
  /^(?:[*(]?(?:excluding|excluded)?[^a-z]*)?(?:sub ?-? ?total|total|grand total|summe|zwischensumme|gesamt|totaal|subtotaa?l|exclusief|totale|net(?:to)?\b|vat\b|mwst|ust\b|umsatzsteuer|tax\b|tva\b|btw\b|iva\b|gst\b|rechnungssumme|steuer|belegsummen|zahlungs|amount due|balance|bemerkung|taxe?\b|rounding|discount|cash)/

/** A heading may take three lines; its columns stand beside each other. */
const HEADING_LINES = 3
/** Points that a figure may stand out of its heading to either side. */
const SLACK = 14
/** A list that goes on for longer is a ledger. */
const MOST_ITEMS = 5_000

type Columns = { line: number; page: number; places: Map<Role, Segment> }

/** Those of every list that begins with headings, in the order of the pages. */
export function headedItems(lines: readonly PrintedLine[], mark: DecimalMark): LineItem[] {
  const items: LineItem[] = []
  for (let at = 0; at < lines.length && items.length < MOST_ITEMS; at++) {
    const columns = columnsAt(lines, at)
    if (!columns) continue
    const end = endOf(lines, columns)
    items.push(...itemsBetween(lines, columns, end, mark))
    at = Math.max(at, end - 1)
  }
  return items
}

/** The headings that begin on a line; null where they do not name an amount and something that it is for. */
function columnsAt(lines: readonly PrintedLine[], at: number): Columns | null {
  const first = lines[at]
  if (!first) return null
  const near = lines
    .slice(at, at + HEADING_LINES)
    .filter(({ page, bbox }) => page === first.page && bbox[1] - first.bbox[1] < 30)
  const places = new Map<Role, Segment>()
  for (const segment of near.flatMap(({ segments }) => segments)) {
    const role = headings.find(([, words]) => words.test(segment.plain))?.[0]
    if (!role || segment.text.length > 40 || /\d[.,]\d\d/.test(segment.text)) continue
    const known = places.get(role)
    // The rightmost heading of money is what the line comes to.
    if (!known || (role === 'amount' && segment.bbox[2] > known.bbox[2])) places.set(role, segment)
  }
  const amount = places.get('amount')
  if (!amount || places.size < 2 || !near[0]?.segments.some((segment) => [...places.values()].includes(segment)))
    return null
  const others = [...places.values()].filter((place) => place !== amount)
  if (!places.has('quantity') && !places.has('unit_price') && others.length < 1) return null
  // A column to the left of the amount, on about its height: not a label over a total.
  if (!others.some(({ bbox }) => bbox[2] <= amount.bbox[0] + 2 && Math.abs(bbox[1] - amount.bbox[1]) < 28)) return null
  return { line: Math.max(...[...places.values()].map(({ line }) => line)), page: first.page, places }
}

function endOf(lines: readonly PrintedLine[], { line, page }: Columns): number {
  for (let at = line + 1; at < lines.length; at++) {
    const next = lines[at]!
    const stops = next.segments.some(({ plain, text }) => totals.test(plain) && !/^\d/.test(text))
    if (next.page !== page || stops) return at
  }
  return lines.length
}

type Row = { amount: Segment; value: string; from: number }

function itemsBetween(
  lines: readonly PrintedLine[],
  { line, places }: Columns,
  end: number,
  mark: DecimalMark,
): LineItem[] {
  const head = places.get('amount')!
  const rows: Row[] = []
  for (const { segments, index } of lines.slice(line + 1, end)) {
    const under = segments.filter(({ bbox }) => bbox[2] > head.bbox[0] - SLACK && bbox[2] < head.bbox[2] + 2 * SLACK)
    const amount = under.at(-1)
    const value = amount && figureOf(amount, mark, true)
    if (amount && value) rows.push({ amount, value, from: index })
  }
  const middles = rows.map((row, i) => {
    const next = rows[i + 1]
    return next ? (row.amount.bbox[3] + next.amount.bbox[1]) / 2 : Number.POSITIVE_INFINITY
  })
  return rows.map((row, i) => {
    const above = i === 0 ? lines[line]!.bbox[3] - 4 : row.amount.bbox[1] - 2.2 * row.amount.size
    const top = Math.max(above, i > 0 ? rows[i - 1]!.amount.bbox[3] - 1 : above)
    const bottom = Math.min(row.amount.bbox[3] + 1.2 * row.amount.size, middles[i]!)
    const own = lines
      .slice(Math.max(line + 1, row.from - 4), Math.min(end, row.from + 4))
      .flatMap(({ segments }) => segments)
      .filter(
        ({ bbox }) => (bbox[1] + bbox[3]) / 2 > top && (bbox[1] + bbox[3]) / 2 < bottom && bbox[0] < row.amount.bbox[0],
      )
    return headedItem(row, own, places, mark)
  })
}

function headedItem(
  { amount, value }: Row,
  own: readonly Segment[],
  places: ReadonlyMap<Role, Segment>,
  mark: DecimalMark,
): LineItem {
  const middle = (amount.bbox[1] + amount.bbox[3]) / 2
  const nearness = ({ bbox }: Segment) => Math.abs((bbox[1] + bbox[3]) / 2 - middle)
  const under = (role: Role) => {
    const head = places.get(role)
    if (!head) return []
    return own
      .filter(({ bbox }) => bbox[2] > head.bbox[0] - SLACK && bbox[0] < head.bbox[2] + SLACK)
      .sort((a, b) => nearness(a) - nearness(b))
  }
  const figure = (role: Role) =>
    under(role)
      .map((segment) => figureOf(segment, mark, false))
      .find(Boolean) ?? null
  const { bbox, page, words } = amount
  const confidence = Math.min(1, ...words.map((word) => word.confidence))
  const called = { described: under('description'), quantity: figure('quantity'), unitPrice: figure('unit_price') }
  return itemOf({ value, bbox, page, confidence }, own, called, mark)
}
