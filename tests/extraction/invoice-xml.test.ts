import { describe, expect, test } from 'vitest'
import { MAX_XML_BYTES, readEmbeddedXml } from '../../lib/extraction/invoice/embedded-xml.ts'
import { fieldsOf, type Line, pdfWithFile, readPdf } from './invoice-documents.ts'
import { embeddedInvoice } from './invoice-xml.ts'

const fields = {
  invoice_number: 'R-2022/0815',
  date: '2022-02-03',
  due_date: '2022-02-17',
  currency: 'EUR',
  subtotal: '1250.00',
  tax: '237.50',
  total: '1487.50',
  vendor: 'Kessler & Sohn GmbH',
  vat_id: 'DE811907980',
  iban: 'DE89370400440532013000',
  purchase_order: 'B-17',
}

const printed: Line[] = [
  ['Kessler & Sohn GmbH', 50, 40, 14],
  ['Rechnung Nr. R-2022/0815 vom 03.02.2022', 50, 100],
  ['Rechnungsbetrag', 360, 352],
  ['1.487,50 €', 545, 352, 10, 'right'],
]

describe('a PDF that carries its invoice as data', () => {
  test.each(['factur-x.xml', 'ZUGFeRD-invoice.xml', 'xrechnung.xml'])(
    '%s: fields are the data’s, boxes the page’s',
    async (name) => {
      const invoice = await readPdf(await pdfWithFile(name, embeddedInvoice(), printed))
      expect(invoice).toMatchObject({ kind: 'invoice', source: 'xml' })
      expect(fieldsOf(invoice)).toEqual(fields)
      expect(invoice!.fields.total).toMatchObject({ page: 1, bbox: expect.any(Array) })
      expect(invoice!.fields.purchase_order).toMatchObject({ page: null, bbox: null })
      expect(invoice!.contradicted).toBeUndefined()
      expect(invoice!.line_items).toMatchObject([
        { description: 'Tischwäsche & Servietten', quantity: '40', unit_price: '31.25', amount: '1250.00' },
      ])
    },
  )

  test('and prints another total: that is said', async () => {
    const invoice = await readPdf(await pdfWithFile('factur-x.xml', embeddedInvoice({ total: '148.75' }), printed))
    expect(invoice).toMatchObject({ source: 'xml', contradicted: ['total'] })
    expect(fieldsOf(invoice)).toMatchObject({ total: '148.75' })
  })

  test('another attachment, or one that is damaged, leaves it to what is printed', async () => {
    const other = await readPdf(await pdfWithFile('notes.xml', embeddedInvoice(), printed))
    expect(other).toMatchObject({ source: 'print', fields: { total: { value: '1487.50' } } })
    const damaged = await readPdf(await pdfWithFile('factur-x.xml', '<html>no invoice</html>', printed))
    expect(damaged).toMatchObject({ source: 'print' })
  })
})

describe('the data', () => {
  const read = (xml: string) => readEmbeddedXml(new TextEncoder().encode(xml))

  test('of ZUGFeRD 1 are read by their older names', () => {
    const first = embeddedInvoice()
      .replaceAll('CrossIndustryInvoice', 'CrossIndustryDocument')
      .replaceAll('rsm:ExchangedDocument', 'rsm:HeaderExchangedDocument')
      .replaceAll('ApplicableHeaderTradeAgreement', 'ApplicableSupplyChainTradeAgreement')
      .replaceAll('ApplicableHeaderTradeSettlement', 'ApplicableSupplyChainTradeSettlement')
      .replaceAll('SpecifiedTradeSettlementHeaderMonetarySummation', 'SpecifiedTradeSettlementMonetarySummation')
      .replaceAll('IssuerAssignedID', 'ID')
    expect(fieldsOf(read(first))).toEqual(fields)
  })

  test('of a credit note say so', () => {
    expect(read(embeddedInvoice({ type: '381' }))).toMatchObject({ kind: 'credit_note' })
  })

  test('keep no figure that is none, and know no entities', () => {
    const declared = embeddedInvoice({ total: '&much;' }).replace('?>', '?><!DOCTYPE r [<!ENTITY much "9999.00">]>')
    expect(fieldsOf(read(declared))).toMatchObject({ invoice_number: 'R-2022/0815' })
    expect(fieldsOf(read(declared))).not.toHaveProperty('total')
    expect(fieldsOf(read(embeddedInvoice({ total: '1e9' })))).not.toHaveProperty('total')
  })

  test('of another root, too deep, too long, cut short or not XML at all are none', () => {
    expect(read('<Invoice><ID>1</ID></Invoice>')).toBeNull()
    expect(read(`<rsm:CrossIndustryInvoice>${'<a>'.repeat(100_000)}`)).toBeNull()
    expect(read(`${embeddedInvoice()}${' '.repeat(MAX_XML_BYTES)}`)).toBeNull()
    expect(read('<rsm:CrossIndustryInvoice><rsm:ExchangedDoc')).toBeNull()
    expect(readEmbeddedXml(Uint8Array.from({ length: 4_096 }, (_, i) => (i * 131) % 256))).toBeNull()
  })
})
