/** What an invoice, a credit note or a receipt says, in the shapes that are stored and sent. */
import type { BBox } from '../../schedules/model.ts'

export const FIELD_NAMES = [
  'invoice_number',
  'date',
  'due_date',
  'currency',
  'subtotal',
  'tax',
  'total',
  'vendor',
  'vat_id',
  'iban',
  'purchase_order',
] as const
export type FieldName = (typeof FIELD_NAMES)[number]

export type InvoiceField = {
  /** Dates are ISO, amounts decimal strings with a point, currencies ISO 4217; else as printed. */
  value: string
  /** As printed, or as the embedded data have it. */
  text: string
  /** Where it is printed; null where it was only found in embedded data. */
  page: number | null
  bbox: BBox | null
  confidence: number
}

/** Figures are decimal strings; null where the row does not say. */
export type LineItem = {
  description: string | null
  quantity: string | null
  unit_price: string | null
  amount: string | null
  page: number | null
  bbox: BBox | null
  confidence: number
}

export type Invoice = {
  kind: 'invoice' | 'credit_note' | 'receipt'
  /** Where the fields are from: what is printed, or the XML that a hybrid invoice (ZUGFeRD, Factur-X) carries. */
  source: 'print' | 'xml'
  fields: Partial<Record<FieldName, InvoiceField>>
  /** Of embedded data: the fields that the pages print otherwise. Whoever pays should look. */
  contradicted?: FieldName[]
  line_items: LineItem[]
}
