import { describe, expect, test } from 'vitest'
import { MAX_XML_BYTES, readEmbeddedXml } from '../../lib/extraction/invoice/embedded-xml.ts'
import { fieldsOf, type Line, pdfWithFile, readPdf } from './invoice-documents.ts'

const line = (name: string, quantity: string, price: string, amount: string) => `
  <ram:IncludedSupplyChainTradeLineItem>
    <ram:AssociatedDocumentLineDocument><ram:LineID>1</ram:LineID></ram:AssociatedDocumentLineDocument>
    <ram:SpecifiedTradeProduct><ram:Name>${name}</ram:Name></ram:SpecifiedTradeProduct>
    <ram:SpecifiedLineTradeAgreement>
      <ram:NetPriceProductTradePrice><ram:ChargeAmount>${price}</ram:ChargeAmount></ram:NetPriceProductTradePrice>
    </ram:SpecifiedLineTradeAgreement>
    <ram:SpecifiedLineTradeDelivery><ram:BilledQuantity unitCode="H87">${quantity}</ram:BilledQuantity></ram:SpecifiedLineTradeDelivery>
    <ram:SpecifiedLineTradeSettlement>
      <ram:SpecifiedTradeSettlementLineMonetarySummation><ram:LineTotalAmount>${amount}</ram:LineTotalAmount></ram:SpecifiedTradeSettlementLineMonetarySummation>
    </ram:SpecifiedLineTradeSettlement>
  </ram:IncludedSupplyChainTradeLineItem>`

/** Of the elements of EN 16931 in the syntax of the Cross Industry Invoice those that are read. */
const invoiceXml = ({ type = '380', total = '1487.50' } = {}) => `<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
  xmlns:ram="urn:ram" xmlns:udt="urn:udt">
  <rsm:ExchangedDocument>
    <ram:ID>R-2022/0815</ram:ID><ram:TypeCode>${type}</ram:TypeCode>
    <ram:IssueDateTime><udt:DateTimeString format="102">20220203</udt:DateTimeString></ram:IssueDateTime>
  </rsm:ExchangedDocument>
  <rsm:SupplyChainTradeTransaction>${line('Tischwäsche &amp; Servietten', '40', '31.25', '1250.00')}
    <ram:ApplicableHeaderTradeAgreement>
      <ram:SellerTradeParty><ram:Name>Kessler &amp; Sohn GmbH</ram:Name>
        <ram:SpecifiedTaxRegistration><ram:ID schemeID="FC">201/113/40209</ram:ID></ram:SpecifiedTaxRegistration>
        <ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">DE811907980</ram:ID></ram:SpecifiedTaxRegistration>
      </ram:SellerTradeParty>
      <ram:BuyerTradeParty><ram:Name>Hotel Rosenhof</ram:Name></ram:BuyerTradeParty>
      <ram:BuyerOrderReferencedDocument><ram:IssuerAssignedID>B-17</ram:IssuerAssignedID></ram:BuyerOrderReferencedDocument>
    </ram:ApplicableHeaderTradeAgreement>
    <ram:ApplicableHeaderTradeSettlement>
      <ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>
      <ram:SpecifiedTradeSettlementPaymentMeans><ram:PayeePartyCreditorFinancialAccount>
        <ram:IBANID>DE89370400440532013000</ram:IBANID>
      </ram:PayeePartyCreditorFinancialAccount></ram:SpecifiedTradeSettlementPaymentMeans>
      <ram:SpecifiedTradePaymentTerms><ram:DueDateDateTime>
        <udt:DateTimeString format="102">20220217</udt:DateTimeString>
      </ram:DueDateDateTime></ram:SpecifiedTradePaymentTerms>
      <ram:SpecifiedTradeSettlementHeaderMonetarySummation>
        <ram:TaxBasisTotalAmount>1250.00</ram:TaxBasisTotalAmount>
        <ram:TaxTotalAmount currencyID="USD">250.10</ram:TaxTotalAmount>
        <ram:TaxTotalAmount currencyID="EUR">237.50</ram:TaxTotalAmount>
        <ram:GrandTotalAmount>${total}</ram:GrandTotalAmount>
      </ram:SpecifiedTradeSettlementHeaderMonetarySummation>
    </ram:ApplicableHeaderTradeSettlement>
  </rsm:SupplyChainTradeTransaction>
</rsm:CrossIndustryInvoice>`

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
      const invoice = await readPdf(await pdfWithFile(name, invoiceXml(), printed))
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
    const invoice = await readPdf(await pdfWithFile('factur-x.xml', invoiceXml({ total: '148.75' }), printed))
    expect(invoice).toMatchObject({ source: 'xml', contradicted: ['total'] })
    expect(fieldsOf(invoice)).toMatchObject({ total: '148.75' })
  })

  test('another attachment, or one that is damaged, leaves it to what is printed', async () => {
    const other = await readPdf(await pdfWithFile('notes.xml', invoiceXml(), printed))
    expect(other).toMatchObject({ source: 'print', fields: { total: { value: '1487.50' } } })
    const damaged = await readPdf(await pdfWithFile('factur-x.xml', '<html>no invoice</html>', printed))
    expect(damaged).toMatchObject({ source: 'print' })
  })
})

describe('the data', () => {
  const read = (xml: string) => readEmbeddedXml(new TextEncoder().encode(xml))

  test('of ZUGFeRD 1 are read by their older names', () => {
    const first = invoiceXml()
      .replaceAll('CrossIndustryInvoice', 'CrossIndustryDocument')
      .replaceAll('rsm:ExchangedDocument', 'rsm:HeaderExchangedDocument')
      .replaceAll('ApplicableHeaderTradeAgreement', 'ApplicableSupplyChainTradeAgreement')
      .replaceAll('ApplicableHeaderTradeSettlement', 'ApplicableSupplyChainTradeSettlement')
      .replaceAll('SpecifiedTradeSettlementHeaderMonetarySummation', 'SpecifiedTradeSettlementMonetarySummation')
      .replaceAll('IssuerAssignedID', 'ID')
    expect(fieldsOf(read(first))).toEqual(fields)
  })

  test('of a credit note say so', () => {
    expect(read(invoiceXml({ type: '381' }))).toMatchObject({ kind: 'credit_note' })
  })

  test('keep no figure that is none, and know no entities', () => {
    const declared = invoiceXml({ total: '&much;' }).replace('?>', '?><!DOCTYPE r [<!ENTITY much "9999.00">]>')
    expect(fieldsOf(read(declared))).toMatchObject({ invoice_number: 'R-2022/0815' })
    expect(fieldsOf(read(declared))).not.toHaveProperty('total')
    expect(fieldsOf(read(invoiceXml({ total: '1e9' })))).not.toHaveProperty('total')
  })

  test('of another root, too deep, too long, cut short or not XML at all are none', () => {
    expect(read('<Invoice><ID>1</ID></Invoice>')).toBeNull()
    expect(read(`<rsm:CrossIndustryInvoice>${'<a>'.repeat(100_000)}`)).toBeNull()
    expect(read(`${invoiceXml()}${' '.repeat(MAX_XML_BYTES)}`)).toBeNull()
    expect(read('<rsm:CrossIndustryInvoice><rsm:ExchangedDoc')).toBeNull()
    expect(readEmbeddedXml(Uint8Array.from({ length: 4_096 }, (_, i) => (i * 131) % 256))).toBeNull()
  })
})
