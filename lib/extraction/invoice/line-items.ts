/** What was sold, from the tables of the document whose headings say that they list it. */

import { typeFigures } from '../../schedules/figures/type-figures.ts'
import type { Cell, Table } from '../../schedules/model.ts'
import type { LineItem } from './model.ts'
import { plainly } from './printed-lines.ts'

type Role = 'description' | 'quantity' | 'unit_price' | 'amount'
const headings: readonly (readonly [Role, RegExp])[] = [
  [
    'unit_price',
    /\b(?:unit ?price|price (?:per|each)|rate|u\/?p|u\.? ?price|einzelpreis|e-?preis|stuckpreis|nettopreis|preis|prix unit\w*|p\.? ?u\.?|prijs(?: per stuk)?|stukprijs|precio(?: unit\w*)?|prezzo(?: unit\w*)?|price|unit cost)\b/,
  ],
  [
    'quantity',
    /\b(?:qty|quantity|quantities|menge|anzahl|quantite|nombre|qte|aantal|cantidad|quantita|q\.?ta|hours|units|pcs)\b/,
  ],
  [
    'amount',
    /\b(?:amount|total|line total|betrag|gesamt(?:preis|betrag)?|gesamt|summe|nettobetrag|positionsbetrag|montant|totaal|bedrag|importe|importo|totale|prijs incl\.?|net amount)\b/,
  ],
  [
    'description',
    /\b(?:description|item|items|article|product|service|details|beschreibung|bezeichnung|artikel(?:beschreibung)?|leistung|position|designation|libelle|omschrijving|descripcion|concepto|descrizione|particulars)\b/,
  ],
]
const totals =
  /^(?:sub ?-?total|total|summe|zwischensumme|gesamt|totaal|subtotaal|subtotale|totale|net|netto|vat|mwst|ust|tax|tva|btw|iva|gst|rechnungssumme|steuer)/

/** Rows with an amount or a price; totals are left to the fields. */
export function readLineItems(tables: readonly Table[]): LineItem[] {
  return tables.flatMap((table) => {
    const cells = typeFigures(table.cells)
    const rows = [...Map.groupBy(cells, ({ row }) => row).entries()].sort(([a], [b]) => a - b)
    const header = rows.slice(0, Math.max(1, table.header_rows) + 1).map(([row]) => row)
    const roles = rolesOf(cells.filter(({ row }) => header.includes(row)))
    if (!roles.has('amount') || !(roles.has('description') || roles.has('quantity') || roles.has('unit_price')))
      return []
    const last = Math.max(...[...roles.values()].map(({ row }) => row))
    return rows.filter(([row]) => row > last).flatMap(([, row]) => itemOf(row, roles, table) ?? [])
  })
}

type Place = { row: number; col: number; end: number }

function rolesOf(header: readonly Cell[]): Map<Role, Place> {
  const roles = new Map<Role, Place>()
  for (const cell of header) {
    const text = plainly(cell.text)
    const role = headings.find(([, words]) => words.test(text))?.[0]
    if (!role || /\d[.,]\d\d/.test(text)) continue
    const place = { row: cell.row, col: cell.col, end: cell.col + cell.col_span }
    // The rightmost heading of money is what the row comes to.
    if (role === 'amount' || !roles.has(role)) roles.set(role, place)
  }
  return roles
}

function itemOf(row: readonly Cell[], roles: ReadonlyMap<Role, Place>, table: Table): LineItem | null {
  const at = (role: Role) => {
    const place = roles.get(role)
    return place && row.find(({ col }) => col >= place.col && col < place.end)
  }
  const figure = (role: Role): string | null => {
    const cell = at(role)
    if (!cell) return null
    if (cell.value) return cell.value.type === 'number' ? cell.value.value : null
    // `20 Stk.`: a quantity has its unit beside it.
    return role === 'quantity' ? (/^\d+(?=\s?\p{L})/u.exec(cell.text)?.[0] ?? null) : null
  }
  const words = row.filter(({ text, value }) => !value && /\p{L}{2}/u.test(text))
  const description = at('description')?.text ?? words.sort((a, b) => b.text.length - a.text.length)[0]?.text ?? null
  const amount = figure('amount')
  if (amount === null || (description !== null && totals.test(plainly(description)))) return null
  const boxes = row.flatMap(({ bbox }) => (bbox ? [bbox] : []))
  return {
    description,
    quantity: figure('quantity'),
    unit_price: figure('unit_price'),
    amount,
    page: row[0]?.page ?? table.page,
    bbox:
      boxes.length === 0
        ? null
        : [
            Math.min(...boxes.map(([x0]) => x0)),
            Math.min(...boxes.map(([, y0]) => y0)),
            Math.max(...boxes.map(([, , x1]) => x1)),
            Math.max(...boxes.map(([, , , y1]) => y1)),
          ],
    confidence: Math.min(table.confidence, ...row.map(({ confidence }) => confidence)),
  }
}
