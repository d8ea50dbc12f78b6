import { describe, expect, test } from 'vitest'
import { readInvoice } from '../../lib/extraction/invoice/read-invoice.ts'
import { pageOf } from './forms/form.ts'

/** The numbers of an invoice with these rows in its head. */
function fieldsWith(rows: string) {
  const head = `50:Harbour Works Ltd{16}
50:Invoice No. HW-20391
50:Invoice date: 14/03/2024
${rows}
50:Total | 480:120.00`
  const read = readInvoice(pageOf({ name: 'numbers', rows: head, truth: { invoice_number: 'HW-20391' } }))
  return { vat_id: read?.fields.vat_id?.value, iban: read?.fields.iban?.value }
}

const printed = [
  ['VAT No: IE 6388047V', 'IE6388047V'],
  ['VAT Reg No: GB 288 4471 03', 'GB288447103'],
  ['USt-IdNr. DE 126 220 718 · Amtsgericht Coesfeld HRB 5520', 'DE126220718'],
  ['Röschitz · ATU 5588 1407 · AT78 3209 4000 0044 1182', 'ATU55881407'],
  ['Telefon 034 422 18 80, UID CHE-208.771.344 MWST', 'CHE208771344'],
  ['RCS Brest 447 118 820 – TVA FR 31 447118820 – MAAF n° 29 118 204 L', 'FR31447118820'],
  ['BTW BE 0123.456.789 - RPR Gent', 'BE0123456789'],
  ['NIF 47718820-K · 08003 Barcelona · 933 44 71 18', '47718820K'],
  ['CIF: B-12345678', 'B12345678'],
  ['P.IVA / C.F. 03447180982 – REA BS-447118', '03447180982'],
  ['NIP: 778-144-71-88', '7781447188'],
  ['GSTIN/UIN: 27AAACS1234A1Z5', '27AAACS1234A1Z5'],
  ['ABN 51 824 753 556', '51824753556'],
  ['VAT 20 % of 120.00 is included', undefined],
] as const

test.each(printed)('the tax number in: %s', (row, expected) => {
  expect(fieldsWith(`50:${row}`).vat_id).toBe(expected)
})

test("the seller's number stands before the buyer's, beside it or below", () => {
  const beside = `50:Sold by | 320:Bill to
50:Harbour Works Ltd | 320:Oak & Ash plc
50:VAT GB 288 4471 03 | 320:VAT GB 318 4407 21`
  expect(fieldsWith(beside).vat_id).toBe('GB288447103')
  const below = `320:Bill to
320:Oak & Ash plc
320:VAT GB 318 4407 21
50:Registered in England, VAT GB 288 4471 03`
  expect(fieldsWith(below).vat_id).toBe('GB288447103')
})

describe('an IBAN', () => {
  test('goes on in the next line', () => {
    expect(fieldsWith('50:Harbour Works Ltd, Bank of Leeds IBAN GB82 WEST\n50:1234 5698 7654 32').iban).toBe(
      'GB82WEST12345698765432',
    )
  })

  test('whose check digits are wrong is as long as those of its country', () => {
    expect(fieldsWith('50:IBAN DE41 2905 0101 0018 4420 71 BIC SBREDE22').iban).toBe('DE41290501010018442071')
  })
})
