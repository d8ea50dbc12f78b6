/**
 * From an AnalyzeExpense response to an invoice. Types are those of "Analyzing Invoices and Receipts" and of "Invoice
 * and Receipt Response Objects" in Textract's developer guide. What a value cannot be read from is left out.
 */
import type { ExpenseDocument, ExpenseField } from '@aws-sdk/client-textract'
import { unionBox } from '../../schedules/detect/geometry.ts'
import { readConvention } from '../../schedules/figures/evidence.ts'
import { type DateOrder, dateOrder, readDate } from '../../schedules/figures/read-date.ts'
import { type DecimalMark, readBody, readPrinted } from '../../schedules/figures/read-number.ts'
import type { BBox } from '../../schedules/model.ts'
import type { FieldName, Invoice, InvoiceField, LineItem } from '../invoice/model.ts'
import { boxIn, shareOf } from './textract-blocks.ts'
import type { PageFacts } from './textract-page.ts'

/** The first type that the document has; in a list of its own where it is only meant for a group of fields. */
const TYPES = {
  invoice_number: ['INVOICE_RECEIPT_ID'],
  date: ['INVOICE_RECEIPT_DATE'],
  due_date: ['DUE_DATE'],
  subtotal: ['SUBTOTAL'],
  tax: ['TAX'],
  total: ['TOTAL', 'AMOUNT_DUE'],
  vendor: ['VENDOR_NAME', 'NAME'],
  vat_id: ['VENDOR_VAT_NUMBER', 'VENDOR_GST_NUMBER', 'TAX_PAYER_ID'],
  purchase_order: ['PO_NUMBER'],
} as const satisfies Partial<Record<FieldName, readonly string[]>>
const FIELDS = Object.keys(TYPES) as (keyof typeof TYPES)[]

/** As Textract's reference spells Brazil's. */
const MISSPELT_CURRENCIES: Record<string, string> = { BZR: 'BRL' }

/** How figures and dates are printed in this document. */
type Convention = { mark: DecimalMark; order: DateOrder }
type Places = (field: ExpenseField) => BBox

/**
 * The invoice of a page; null where Textract has found none of its fields. Of several receipts on one page it is the
 * one of which most is known. `kind` is what the page calls itself: Textract does not say. Boxes are as displayed.
 */
export function mapExpense(
  documents: readonly ExpenseDocument[],
  { number, width, height }: Pick<PageFacts, 'number' | 'width' | 'height'>,
  kind: Invoice['kind'],
): Invoice | null {
  const place: Places = ({ ValueDetection }) => boxIn(ValueDetection?.Geometry, { width, height })
  const found = documents.map((document) => readDocument(document, number, kind, place))
  const [most] = found.sort((a, b) => Object.keys(b.fields).length - Object.keys(a.fields).length)
  return most && Object.keys(most.fields).length > 0 ? most : null
}

function readDocument(document: ExpenseDocument, page: number, kind: Invoice['kind'], place: Places): Invoice {
  const summary = document.SummaryFields ?? []
  const items = (document.LineItemGroups ?? []).flatMap(({ LineItems = [] }) => LineItems)
  const itemFields = items.map(({ LineItemExpenseFields = [] }) => LineItemExpenseFields)
  const convention = conventionOf([...summary, ...itemFields.flat()])
  const fields: Invoice['fields'] = {}
  for (const name of FIELDS) {
    const field = chooseField(summary, name)
    const value = field && readValue(name, printed(field), convention)
    if (field && value) fields[name] = { value, ...whereOf(field, page, place) }
  }
  const currency = currencyOf(summary, page, place)
  if (currency) fields.currency = currency
  return {
    kind,
    source: 'print',
    fields,
    line_items: itemFields.flatMap((own) => lineItem(own, page, convention, place) ?? []),
  }
}

const printed = ({ ValueDetection }: ExpenseField): string => (ValueDetection?.Text ?? '').replace(/\s+/g, ' ').trim()

/** Of a field that is there more than once, the surest. Several taxes are none: only their sum would be one. */
function chooseField(summary: readonly ExpenseField[], name: keyof typeof TYPES): ExpenseField | undefined {
  for (const type of TYPES[name]) {
    const found = summary.filter((field) => field.Type?.Text === type && printed(field) !== '' && isOf(name, field))
    if (name === 'tax' && new Set(found.map(printed)).size > 1) return undefined
    const [surest] = found.sort((a, b) => confidenceOf(b) - confidenceOf(a))
    if (surest) return surest
  }
  return undefined
}

/** A mere NAME may be the buyer's. */
function isOf(name: keyof typeof TYPES, { Type, GroupProperties = [] }: ExpenseField): boolean {
  if (name !== 'vendor' || Type?.Text !== 'NAME') return true
  return GroupProperties.some(({ Types = [] }) => Types.some((type) => type.startsWith('VENDOR')))
}

const confidenceOf = ({ Type, ValueDetection }: ExpenseField): number =>
  Math.round(shareOf(Type?.Confidence) * shareOf(ValueDetection?.Confidence) * 1000) / 1000

const whereOf = (field: ExpenseField, page: number, place: Places): Omit<InvoiceField, 'value'> => ({
  text: printed(field),
  page,
  bbox: place(field),
  confidence: confidenceOf(field),
})

function readValue(name: keyof typeof TYPES, text: string, { mark, order }: Convention): string | null {
  if (name === 'date' || name === 'due_date') return readDate(text, order)
  if (name === 'subtotal' || name === 'tax' || name === 'total') return amountOf(text, mark)
  return name === 'vat_id' ? text.replace(/[\s.]/g, '') : text
}

function amountOf(text: string, mark: DecimalMark): string | null {
  const figure = readPrinted(text)
  if (!figure || figure.percent || figure.body === '') return null
  const digits = readBody(figure.body, mark) ?? readBody(figure.body, mark === 'point' ? 'comma' : 'point')
  return digits === null ? null : `${figure.negative && /[1-9]/.test(digits) ? '-' : ''}${digits}`
}

function conventionOf(fields: readonly ExpenseField[]): Convention {
  const texts = fields.map(printed)
  const orders = texts.map(dateOrder)
  const dollars = fields.some(({ Currency }) => Currency?.Code === 'USD')
  const proved = orders.find((order) => order === 'day_first' || order === 'month_first')
  return {
    mark: readConvention(texts) ?? 'point',
    order: proved === 'day_first' || proved === 'month_first' ? proved : dollars ? 'month_first' : 'day_first',
  }
}

/** That of the total, else the surest that any amount has. */
function currencyOf(summary: readonly ExpenseField[], page: number, place: Places): InvoiceField | null {
  const priced = summary.filter(({ Currency }) => /^[A-Z]{3}$/.test(Currency?.Code ?? ''))
  const sure = ({ Currency }: ExpenseField) => shareOf(Currency?.Confidence)
  const field = priced.find(({ Type }) => Type?.Text === 'TOTAL') ?? priced.sort((a, b) => sure(b) - sure(a))[0]
  const code = field?.Currency?.Code
  if (!field || !code) return null
  return { value: MISSPELT_CURRENCIES[code] ?? code, ...whereOf(field, page, place), confidence: sure(field) }
}

function lineItem(fields: readonly ExpenseField[], page: number, { mark }: Convention, place: Places): LineItem | null {
  const of = (type: string) => fields.find((field) => field.Type?.Text === type && printed(field) !== '')
  const figure = (type: string) => {
    const field = of(type)
    return field ? amountOf(printed(field), mark) : null
  }
  const described = of('ITEM')
  const item = { quantity: figure('QUANTITY'), unit_price: figure('UNIT_PRICE'), amount: figure('PRICE') }
  if (!described && item.amount === null) return null
  const parts = ['ITEM', 'QUANTITY', 'UNIT_PRICE', 'PRICE'].flatMap((type) => of(type) ?? [])
  const row = of('EXPENSE_ROW')
  return {
    description: described ? printed(described) : null,
    ...item,
    page,
    bbox: row ? place(row) : unionBox(parts.map(place)),
    // Types of a row's fields carry no confidence of their own: Textract states the same for all.
    confidence: Math.min(1, ...parts.map(({ ValueDetection }) => shareOf(ValueDetection?.Confidence))),
  }
}
