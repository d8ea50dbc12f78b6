import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDocx } from '../../lib/extraction/engines/docx.ts'
import { findInvoice } from '../../lib/extraction/invoice/find-invoice.ts'
import { buildDocx, paragraph, table } from './build-docx.ts'
import { fieldsOf } from './invoice-documents.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'ledgerlift-invoice-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function readBody(body: string) {
  const file = path.join(folder, 'invoice.docx')
  writeFileSync(file, buildDocx(body))
  const document = await openDocx(file)
  const page = await document.readPage(1)
  await document.close()
  return findInvoice([page])
}

const items = [
  ['Description', 'Qty', 'Unit price', 'Amount'],
  ['Cordless drill', '4', '89.50', '358.00'],
  ['Bench vice', '2', '46.00', '92.00'],
]
const sums = [
  ['Subtotal', '£450.00'],
  ['VAT 20%', '£90.00'],
  ['Total', '£540.00'],
]

test('a Word invoice with its facts in paragraphs has every field, none of them with a place', async () => {
  const invoice = await readBody(
    [
      paragraph('Brightwater Tools Ltd'),
      paragraph('14 Harbour Road, Bristol BS1 4QA, Tel +44 117 496 0123'),
      paragraph('INVOICE'),
      paragraph('Bill to: Northgate Joinery Limited'),
      paragraph('Invoice No.: BT-20391'),
      paragraph('Invoice Date: 14 March 2024'),
      paragraph('Due Date: 13 April 2024'),
      table(items),
      table(sums),
    ].join(''),
  )
  expect(invoice).toMatchObject({ kind: 'invoice', source: 'print' })
  expect(fieldsOf(invoice)).toEqual({
    invoice_number: 'BT-20391',
    date: '2024-03-14',
    due_date: '2024-04-13',
    currency: 'GBP',
    subtotal: '450.00',
    tax: '90.00',
    total: '540.00',
    vendor: 'Brightwater Tools Ltd',
  })
  for (const { page, bbox } of Object.values(invoice!.fields)) expect([page, bbox]).toEqual([null, null])
  expect(invoice!.line_items).toMatchObject([
    { description: 'Cordless drill', quantity: '4', unit_price: '89.50', amount: '358.00', page: null, bbox: null },
    { description: 'Bench vice', quantity: '2', unit_price: '46.00', amount: '92.00', page: null, bbox: null },
  ])
})

test('and one with its facts in cells, beside their labels and under them', async () => {
  const invoice = await readBody(
    [
      paragraph('Kessler &amp; Sohn GmbH'),
      paragraph('Gartenweg 7, 04109 Leipzig'),
      table([
        ['Rechnungsnummer', 'R-2022/0815', 'Rechnungsdatum', '03.02.2022'],
        ['Kundennummer', '55120', 'Lieferdatum', '28.01.2022'],
      ]),
      paragraph('Rechnung'),
      table([
        ['Bestellnummer', 'Zahlbar bis', 'Projekt'],
        ['B-4711', '17.02.2022', '2022-17'],
      ]),
      table([
        ['Summe netto', '1.250,00 €'],
        ['zzgl. 19 % MwSt.', '237,50 €'],
        ['Rechnungsbetrag', '1.487,50 €'],
      ]),
      paragraph('IBAN DE89 3704 0044 0532 0130 00'),
    ].join(''),
  )
  expect(fieldsOf(invoice)).toMatchObject({
    invoice_number: 'R-2022/0815',
    date: '2022-02-03',
    due_date: '2022-02-17',
    total: '1487.50',
    vendor: 'Kessler & Sohn GmbH',
    iban: 'DE89370400440532013000',
    purchase_order: 'B-4711',
  })
})

test('a Word report that is no invoice has none', async () => {
  const report = [paragraph('Annual report'), paragraph('Receivables are stated at their invoice value.'), table(items)]
  expect(await readBody(report.join(''))).toBeNull()
})
