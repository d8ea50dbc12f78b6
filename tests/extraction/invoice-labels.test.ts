import { describe, expect, test } from 'vitest'
import { readInvoice } from '../../lib/extraction/invoice/read-invoice.ts'
import { pageOf } from './forms/form.ts'

type Names = { number?: string; date?: string; total?: string }

/** One invoice, whose fields have these names. Other numbers, days and sums stand beside them. */
function fieldsCalled({ number = 'Invoice No.', date = 'Invoice date', total = 'Total' }: Names, parts: string) {
  const rows = `50:Harbour Works Ltd{16}
50:1 Quay Street, Bristol BS1 4QA, Tel 0117 000 111
300:Customer no. | 430:55120
300:${number} | 430:HW-20391
300:Delivery date | 430:09/03/2024
300:${date} | 430:14/03/2024
50:Rosewood Clinics
50:9 Elm Close
50:Oxford OX1 2AB
50:Description | 300:Qty | 400:Price | 500:Amount
50:Pump service | 300:2 | 400:113.07 | 500:226.14
${parts}
300:${total} | 500:273.63`
  return readInvoice(pageOf({ name: 'labels', rows, truth: { invoice_number: 'HW-20391' } }))?.fields
}

const TAXED = '300:Net | 500:226.14\n300:VAT 21% | 500:47.49'
const UNTAXED = '300:Goods | 500:226.14\n300:Carriage | 500:40.00\n300:Fuel | 500:7.49'

const numbers = [
  'Tax Invoice No',
  'Folio No',
  'Bill No.',
  'Invoice Nr',
  'Inv No',
  'Inv. #',
  'Invoice Ref',
  'Doc. No.',
  'Document Number',
  'Our invoice',
  'Rg-Nr',
  'RgNr',
  'Rechn.-Nr.',
  'Rechnungsnr',
  'Rechnungs Nr',
  'Beleg',
  'Beleg Nr',
  'Ausgangsrechnung Nr.',
  'Rechnung',
  'Re-Nr.',
  'Faktura-Nr.',
  'Fakturanummer',
  'Rechnungs-Nr',
  'Facture N°',
  'Facture no',
  'N° Facture',
  'Facture numéro',
  'No de facture',
  'Pièce n°',
  'Factuur #',
  'Nr. factuur',
  'Factuur nr',
  'Nota nr.',
  'Fattura numero',
  'Fatt. n.',
  'Numero doc.',
  'N° fattura',
  'Num. documento',
  'Factura núm.',
  'Nº de factura',
  'Núm. de factura',
  'Fra. nº',
  'Factura N.º',
  'Fatura n.º',
  'Número da fatura',
  'Invoice',
  'Receipt number',
  'Credit note no',
  'VAT invoice number',
  'Proforma No',
  'Sales invoice no',
  'Invoice No/Number',
  'INVOICE NUMBER',
  'Order/Invoice no',
  'Faktúra číslo',
  'Nr faktury',
]
const dates = [
  'Invoice Date',
  'Inv Date',
  'Inv. Dt',
  'Invoiced on',
  'Billing date',
  'Bill date',
  'Statement date',
  'Date of invoice',
  'Doc. date',
  'Document date',
  'Issued on',
  'Date Issued',
  'Created',
  'Posting date',
  'Rechnung vom',
  'Erstellt am',
  'Ausgestellt am',
  'Rechnungs-Datum',
  'Rg.-Datum',
  'Re.-Dat.',
  'Belegdat.',
  'Datum',
  'Rechnungsdat.',
  'Rechnungstag',
  'vom',
  'Facturé le',
  'Émise le',
  'Date facture',
  'Date de la facture',
  'Fait le',
  'Du',
  'Factuur d.d.',
  'Datum uitgifte',
  'Factuurdatum',
  'Dd.',
  'Data documento',
  'Data emissione',
  'Del',
  'In data',
  'Fecha factura',
  'Emitida el',
  'Fecha emisión',
  'Fecha expedición',
  'Data da fatura',
  'Data de emissão',
  'Date',
  'DATE',
  'Tax point',
  'Tax Date',
  'Transaction date',
  'Rechnungsdatum / Invoice date',
  'Datum/Date',
]
const totals = [
  'Total',
  'Grand total (INR)',
  'Total Invoice Value',
  'Invoice value',
  'Amount to pay',
  'Net payable',
  'Sum total',
  'Total amount due',
  'TOTAL DUE',
  'Amount due (EUR)',
  'Total Inc. VAT',
  'Total inc VAT',
  'Total (incl. tax)',
  'Total including VAT',
  'Gross total',
  'Gross amount',
  'Total gross',
  'Balance',
  'Invoice amount',
  'Total charges',
  'Total cost',
  'Total price',
  'You pay',
  'To be paid',
  'Gesamtrechnungsbetrag',
  'Endbetrag EUR',
  'Summe inkl. USt',
  'Bruttosumme',
  'Brutto',
  'Gesamt inkl. MwSt',
  'Gesamtpreis brutto',
  'Gesamtbetrag brutto',
  'Rechnungsendbetrag',
  'Rechnungsbetrag (brutto)',
  'Summe',
  'Total EUR',
  'Zahlungsbetrag',
  'Zu zahlen',
  'Fälliger Betrag',
  'Betrag',
  'Gesamtforderung',
  'Überweisungsbetrag',
  'Endsumme',
  'Total net à payer TTC',
  'Net à payer',
  'A régler',
  'Montant à régler',
  'Montant dû',
  'Prix TTC',
  'Montant toutes taxes comprises',
  'Total général',
  'Eindbedrag',
  'Eindtotaal',
  'Totaal te voldoen',
  'Totaal incl. btw',
  'Te betalen bedrag',
  'Totaal',
  'Totale ivato',
  'Totale da pagare',
  'Importo da pagare',
  'Totale fattura',
  'Netto a pagare',
  'Importe a ingresar',
  'Total EUR IVA incl.',
  'Importe total',
  'Total a abonar',
  'Suma total',
  'Total general',
  'Total com IVA',
  'Valor total',
  'Total liquidado',
]

describe('a field is found by whichever of its names it has', () => {
  test.each(numbers)('number: %s', (number) => {
    expect(fieldsCalled({ number }, TAXED)?.invoice_number?.value).toBe('HW-20391')
  })
  test.each(dates)('date: %s', (date) => {
    expect(fieldsCalled({ date }, TAXED)?.date?.value).toBe('2024-03-14')
  })
  test.each(totals)('total: %s', (total) => {
    expect(fieldsCalled({ total }, TAXED)?.total?.value).toBe('273.63')
    expect(fieldsCalled({ total }, UNTAXED)?.total?.value).toBe('273.63')
  })
})
