import { describe, expect, test } from 'vitest'
import { readInvoice } from '../../lib/extraction/invoice/read-invoice.ts'
import { fieldsOf, type Line, readDrawn } from './invoice-documents.ts'

/** English: the sender's letterhead, facts in a box on the right, the totals below the items. */
const english: Line[] = [
  ['Brightwater Tools Ltd', 50, 40, 16],
  ['14 Harbour Road, Bristol BS1 4QA', 50, 62],
  ['Tel +44 117 496 0123   www.brightwatertools.example', 50, 76],
  ['VAT Reg No: GB123456789', 50, 90],
  ['INVOICE', 450, 40, 20],
  ['Invoice No.', 380, 120],
  ['BT-20391', 545, 120, 10, 'right'],
  ['Invoice Date', 380, 134],
  ['14 March 2024', 545, 134, 10, 'right'],
  ['Due Date', 380, 148],
  ['13 April 2024', 545, 148, 10, 'right'],
  ['PO Number', 380, 162],
  ['4500017', 545, 162, 10, 'right'],
  ['Bill To', 50, 120],
  ['Northgate Joinery Limited', 50, 134],
  ['Unit 3, Mill Lane', 50, 148],
  ['Leeds LS9 8AG', 50, 162],
  ['Description', 50, 220],
  ['Qty', 330, 220, 10, 'right'],
  ['Unit Price', 430, 220, 10, 'right'],
  ['Amount', 545, 220, 10, 'right'],
  ['Cordless drill, 18 V', 50, 240],
  ['4', 330, 240, 10, 'right'],
  ['89.50', 430, 240, 10, 'right'],
  ['358.00', 545, 240, 10, 'right'],
  ['Bench vice', 50, 258],
  ['2', 330, 258, 10, 'right'],
  ['46.00', 430, 258, 10, 'right'],
  ['92.00', 545, 258, 10, 'right'],
  ['Subtotal', 400, 300],
  ['£450.00', 545, 300, 10, 'right'],
  ['VAT 20%', 400, 316],
  ['£90.00', 545, 316, 10, 'right'],
  ['Total', 400, 332, 12],
  ['£540.00', 545, 332, 12, 'right'],
  ['Bank: IBAN GB82 WEST 1234 5698 7654 32', 50, 780, 8],
]

describe('an invoice in English', () => {
  test('yields every field, whether its label stands beside or above it', async () => {
    expect(fieldsOf(await readDrawn(english))).toEqual({
      invoice_number: 'BT-20391',
      date: '2024-03-14',
      due_date: '2024-04-13',
      currency: 'GBP',
      subtotal: '450.00',
      tax: '90.00',
      total: '540.00',
      vendor: 'Brightwater Tools Ltd',
      vat_id: 'GB123456789',
      iban: 'GB82WEST12345698765432',
      purchase_order: '4500017',
    })
  })

  test('says where each field stands, and lists what was sold', async () => {
    const invoice = await readDrawn(english)
    expect(invoice).toMatchObject({ kind: 'invoice', source: 'print' })
    const total = invoice!.fields.total!
    expect(total).toMatchObject({ text: '£540.00', page: 1 })
    expect(total.bbox![2]).toBeCloseTo(545, 0)
    expect(total.bbox![1]).toBeGreaterThan(328)
    expect(total.bbox![3]).toBeLessThan(350)
    expect(invoice!.line_items).toMatchObject([
      { description: 'Cordless drill, 18 V', quantity: '4', unit_price: '89.50', amount: '358.00', page: 1 },
      { description: 'Bench vice', quantity: '2', unit_price: '46.00', amount: '92.00', page: 1 },
    ])
  })

  test('with facts in a row of boxes, labels above values', async () => {
    const boxed: Line[] = [
      ['Invoice', 50, 40, 22],
      ['Lakeside Print Inc.', 400, 40, 12],
      ['Invoice number', 50, 120, 8],
      ['Date of issue', 200, 120, 8],
      ['Date due', 350, 120, 8],
      ['LP 7731', 50, 134],
      ['06/28/2023', 200, 134],
      ['07/28/2023', 350, 134],
      ['Bill to', 50, 170],
      ['Copperfield Schools', 50, 184],
      ['Total', 350, 300],
      ['$1,280.00', 545, 300, 10, 'right'],
      ['Amount paid', 350, 316],
      ['$280.00', 545, 316, 10, 'right'],
      ['Amount due', 350, 332],
      ['$1,000.00', 545, 332, 10, 'right'],
    ]
    expect(fieldsOf(await readDrawn(boxed))).toMatchObject({
      invoice_number: 'LP 7731',
      date: '2023-06-28',
      due_date: '2023-07-28',
      currency: 'USD',
      total: '1280.00',
      vendor: 'Lakeside Print Inc.',
    })
  })
})

test('totals on the second page, and a seller who is named by a heading and not by the letterhead', async () => {
  const first: Line[] = [
    ['Invoice INV-0042', 50, 40, 16],
    ['Issued 5 May 2025', 50, 64],
    ['Buyer', 50, 110],
    ['Orchard Foods GmbH', 50, 124],
    ['Seller', 320, 110],
    ['Marlow and Finch', 320, 124],
    ['2 Quay Street, Cork', 320, 138],
  ]
  const second: Line[] = [
    ['Net total', 380, 60],
    ['EUR 700.00', 545, 60, 10, 'right'],
    ['VAT', 380, 76],
    ['EUR 161.00', 545, 76, 10, 'right'],
    ['Grand total', 380, 92],
    ['EUR 861.00', 545, 92, 10, 'right'],
    ['Already paid', 380, 108],
    ['EUR 100.00', 545, 108, 10, 'right'],
    ['Balance due', 380, 124],
    ['EUR 761.00', 545, 124, 10, 'right'],
  ]
  const invoice = await readDrawn(first, second)
  expect(fieldsOf(invoice)).toMatchObject({
    invoice_number: 'INV-0042',
    date: '2025-05-05',
    total: '861.00',
    vendor: 'Marlow and Finch',
    currency: 'EUR',
  })
  expect(invoice!.fields.total).toMatchObject({ page: 2 })
})

test('a credit note is called one', async () => {
  const lines: Line[] = [
    ['Brightwater Tools Ltd', 50, 40, 16],
    ['CREDIT NOTE', 400, 40, 16],
    ['Credit note number: CN-77', 50, 100],
    ['Date: 2 June 2024', 50, 114],
    ['Total', 400, 300],
    ['-£54.00', 545, 300, 10, 'right'],
  ]
  const note = await readDrawn(lines)
  expect(note).toMatchObject({ kind: 'credit_note' })
  expect(fieldsOf(note)).toMatchObject({ invoice_number: 'CN-77', date: '2024-06-02', total: '-54.00' })
})

test('a receipt: cash less change speaks for the total, rounding for the rounded one', async () => {
  const receipt: Line[] = [
    ['Corner Bakery Enterprise', 220, 30, 12],
    ['22, Elm Street', 240, 46],
    ['GST ID: 000123456789', 230, 60],
    ['TAX INVOICE', 255, 80],
    ['Receipt No: 10077', 200, 100],
    ['Date: 17/06/2021 18:32', 200, 114],
    ['Rye loaf', 200, 140],
    ['6.53', 390, 140, 10, 'right'],
    ['Tea', 200, 154],
    ['2.20', 390, 154, 10, 'right'],
    ['Total incl. GST', 200, 180],
    ['8.73', 390, 180, 10, 'right'],
    ['Rounding', 200, 194],
    ['0.02', 390, 194, 10, 'right'],
    ['Total', 200, 208],
    ['8.75', 390, 208, 10, 'right'],
    ['Cash', 200, 222],
    ['10.00', 390, 222, 10, 'right'],
    ['Change', 200, 236],
    ['1.25', 390, 236, 10, 'right'],
    ['Thank you', 260, 260],
  ]
  const read = await readDrawn(receipt)
  expect(read).toMatchObject({ kind: 'receipt' })
  expect(fieldsOf(read)).toMatchObject({ date: '2021-06-17', total: '8.75', vendor: 'Corner Bakery Enterprise' })
})

test('twelve thousand words full of labels, amounts and dates take no more than seconds', () => {
  const texts = ['Total', '12.50', 'Invoice', 'No.', '2024-01-02', 'VAT', '19.10', 'due', 'Ltd', 'DE811907980']
  const words = Array.from({ length: 12_000 }, (_, index) => {
    const [row, col] = [Math.floor(index / 12), index % 12]
    const bbox = [col * 45, row * 10, col * 45 + 40, row * 10 + 8] as const
    return { text: texts[(index + row) % texts.length]!, bbox, confidence: 1, font_size: 8, bold: false }
  })
  const started = performance.now()
  expect(readInvoice([{ number: 1, width: 600, height: 10_000, words }])).not.toBeNull()
  expect(performance.now() - started).toBeLessThan(4_000)
})
