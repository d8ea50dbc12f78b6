import { describe, expect, test } from 'vitest'
import { mapExpense } from '../../lib/extraction/engines/textract-expense.ts'
import type { BBox } from '../../lib/schedules/model.ts'
import { expense } from './textract-responses.ts'

const A4 = { width: 595, height: 842 }
const facts = { number: 2, ...A4 }
type Documents = Parameters<typeof expense>[1]
type Entry = Documents[number]['summary'][number]

const box = (y: number): BBox => [400, y, 500, y + 10]
const entry = (type: string, text: string, more: Partial<Entry> = {}): Entry => ({ type, text, box: box(100), ...more })
const read = (...documents: Documents[number][]) =>
  mapExpense(expense(A4, documents).ExpenseDocuments!, facts, 'invoice')
const valuesOf = (invoice: ReturnType<typeof read>) =>
  Object.fromEntries(Object.entries(invoice?.fields ?? {}).map(([name, field]) => [name, field.value]))

describe('the fields of an invoice', () => {
  test('are found by their types, in the values that every invoice has', () => {
    const invoice = read({
      summary: [
        entry('INVOICE_RECEIPT_ID', 'INV-2025-0042'),
        entry('INVOICE_RECEIPT_DATE', '01/31/2025'),
        entry('DUE_DATE', '02/14/2025'),
        entry('SUBTOTAL', '$1,200.00', { currency: 'USD' }),
        entry('TAX', '$96.00', { currency: 'USD' }),
        entry('TOTAL', '$1,296.00', { currency: 'USD', box: box(700) }),
        entry('VENDOR_NAME', 'Larkfield\nInstruments Inc.'),
        entry('VENDOR_VAT_NUMBER', 'DE 123 456 789'),
        entry('PO_NUMBER', 'PO-77'),
        entry('RECEIVER_NAME', 'Somebody Else'),
        entry('OTHER', 'net 14 days'),
      ],
    })
    expect(invoice).toMatchObject({ kind: 'invoice', source: 'print' })
    expect(valuesOf(invoice)).toEqual({
      invoice_number: 'INV-2025-0042',
      date: '2025-01-31',
      due_date: '2025-02-14',
      subtotal: '1200.00',
      tax: '96.00',
      total: '1296.00',
      currency: 'USD',
      vendor: 'Larkfield Instruments Inc.',
      vat_id: 'DE123456789',
      purchase_order: 'PO-77',
    })
    expect(invoice!.fields.total).toMatchObject({ text: '$1,296.00', page: 2 })
    expect(invoice!.fields.total!.bbox!.map(Math.round)).toEqual([400, 700, 500, 710])
  })

  test('are as sure as their type and their text together', () => {
    const invoice = read({ summary: [entry('TOTAL', '7.00', { typeConfidence: 80, confidence: 90, currency: 'EUR' })] })
    expect(invoice!.fields.total!.confidence).toBeCloseTo(0.72)
    expect(invoice!.fields.currency!.confidence).toBeCloseTo(0.97)
  })

  test('read 1.234 and 03/04/2025 as the rest of the paper prints them', () => {
    const summary = [
      entry('TOTAL', '1.234,50 €'),
      entry('SUBTOTAL', '1.037'),
      entry('INVOICE_RECEIPT_DATE', '03/04/2025'),
    ]
    expect(valuesOf(read({ summary }))).toEqual({ total: '1234.50', subtotal: '1037', date: '2025-04-03' })
    const proved = [entry('INVOICE_RECEIPT_DATE', '03/04/2025'), entry('DUE_DATE', '03/24/2025')]
    expect(valuesOf(read({ summary: proved }))).toEqual({ date: '2025-03-04', due_date: '2025-03-24' })
  })

  test('are left out where their text is no such value, or where there are several', () => {
    const summary = [
      entry('INVOICE_RECEIPT_ID', '7'),
      entry('INVOICE_RECEIPT_DATE', 'soon'),
      entry('TOTAL', 'see below'),
      entry('TAX', '7.00'),
      entry('TAX', '19.00'),
      entry('DUE_DATE', ''),
    ]
    expect(valuesOf(read({ summary }))).toEqual({ invoice_number: '7' })
  })

  test('of two of one type are the surer; what is due stands in for a total that is missing', () => {
    const summary = [
      entry('INVOICE_RECEIPT_ID', 'unsure', { confidence: 40 }),
      entry('INVOICE_RECEIPT_ID', 'sure'),
      entry('AMOUNT_DUE', '(5.00)'),
    ]
    expect(valuesOf(read({ summary }))).toEqual({ invoice_number: 'sure', total: '-5.00' })
  })

  test('take a mere name for the vendor only where it is of the vendor’s group', () => {
    const named = (groups: string[]) =>
      valuesOf(read({ summary: [entry('TOTAL', '1.00'), entry('NAME', 'Acme', { groups })] }))
    expect(named(['VENDOR_SUPPLIER'])).toEqual({ total: '1.00', vendor: 'Acme' })
    expect(named(['RECEIVER_BILL_TO'])).toEqual({ total: '1.00' })
  })

  test('none of which is found make no invoice; of two receipts it is the one of which more is known', () => {
    expect(read()).toBeNull()
    expect(read({ summary: [entry('OTHER', 'x')] })).toBeNull()
    const first = { summary: [entry('TOTAL', '1.00')] }
    const second = { summary: [entry('TOTAL', '2.00'), entry('INVOICE_RECEIPT_ID', '2')] }
    expect(valuesOf(read(first, second))).toEqual({ total: '2.00', invoice_number: '2' })
  })
})

test('what is charged for has its figures, and the place of its row', () => {
  const row = (y: number): BBox => [50, y, 550, y + 12]
  const invoice = read({
    summary: [entry('TOTAL', '2,000.00')],
    items: [
      [
        entry('ITEM', 'Pressure\ntransducer', { confidence: 96 }),
        entry('QUANTITY', '2'),
        entry('UNIT_PRICE', '$1,000.00', { confidence: 91 }),
        entry('PRICE', '$2,000.00'),
        entry('EXPENSE_ROW', 'Pressure transducer 2 $1,000.00 $2,000.00', { box: row(300) }),
      ],
      [entry('ITEM', 'Delivery', { box: box(320) }), entry('QUANTITY', 'free', { box: box(322) })],
      [entry('OTHER', 'thank you'), entry('EXPENSE_ROW', 'thank you')],
    ],
  })
  expect(invoice!.line_items).toMatchObject([
    { description: 'Pressure transducer', quantity: '2', unit_price: '1000.00', amount: '2000.00', page: 2 },
    { description: 'Delivery', quantity: null, unit_price: null, amount: null },
  ])
  expect(invoice!.line_items.map(({ bbox }) => bbox!.map(Math.round))).toEqual([
    [50, 300, 550, 312],
    [400, 320, 500, 332],
  ])
  expect(invoice!.line_items[0]!.confidence).toBeCloseTo(0.91)
})
