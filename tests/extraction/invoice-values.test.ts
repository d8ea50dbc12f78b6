import { describe, expect, test } from 'vitest'
import { readInvoice } from '../../lib/extraction/invoice/read-invoice.ts'
import { pageOf } from './forms/form.ts'

/** An invoice with these two lines below its head. */
function fieldsWith({ number = 'Invoice no. HW-20391', date = 'Invoice date: 07/03/2024' }) {
  const rows = `50:Harbour Works Ltd{16}
50:${number}
50:${date}
50:Pump | 400:£100.00
350:Total | 400:£100.00`
  return readInvoice(pageOf({ name: 'values', rows, truth: { invoice_number: '' } }))?.fields
}

describe('the seventh of March is read from', () => {
  test.each([
    'Date: 7. März 2024',
    'Datum: 7. Mär. 24',
    'Datum: 7 maart 2024',
    'Date: 7 mars 2024',
    'Fecha: 7 de marzo de 2024',
    'Data: 7 de março de 2024',
    'Data wystawienia: 7 marca 2024 r.',
    'Datum vystavení: 7. března 2024',
    'Kelte: 2024. március 7.',
    'Kelte: 2024.03.07.',
    'Data: 7 martie 2024',
    'Tarih: 7 Mart 2024',
    'Fakturadato: 7. mars 2024',
    'Laskun päivä: 7. maaliskuuta 2024',
    'Date: Thursday, March 7, 2024',
    'Invoice Date: 7th of March 2024',
    'Invoice date: Mar-07-2024',
    'Date: 07-MAR-2024',
    'Date 07MAR2024',
    "Date: 7 Mar '24",
    'Date: 07 / 03 / 2024',
    'Rechnungsdatum:07.03.2024',
    'Date: 2024-03-07T10:22:00Z',
    'Invoice date: 20240307',
  ])('%s', (date) => {
    expect(fieldsWith({ date })?.date?.value).toBe('2024-03-07')
  })
})

describe('a number is read whole', () => {
  test.each([
    ['Invoice: 2024 / 118', '2024 / 118'],
    ['Invoice No: INV 2024 0118', 'INV 2024 0118'],
    ['Rechnung Nr. 2024 118', '2024 118'],
    ['Invoice number: 0012 3456 7890', '0012 3456 7890'],
    ['Facture n° FA 2024-118', 'FA 2024-118'],
    ['Rechnung RG 24/03318', 'RG 24/03318'],
    ['Invoice no: A-118/B', 'A-118/B'],
    ['Rechnungsnr.: RE_2024_118', 'RE_2024_118'],
    ['INVOICE NO.118', '118'],
    ['Invoice no. 7', '7'],
    ['VAT INVOICE T/118834', 'T/118834'],
    ['GUEST FOLIO / INVOICE 447190', '447190'],
    ['R E C H N U N G Nr. 4711', '4711'],
    ['Rechnungsnummer 7701 0442 1199 5', '7701 0442 1199 5'],
    ['Rechnung 7701 0442 1199 5 vom 07.03.2024', '7701 0442 1199 5'],
    ['Rechnungsnummer: A 2024 11 770012', 'A 2024 11 770012'],
    ['Repair Order # 118820', '118820'],
    ['3. Abschlagsrechnung AR-03/24-118', 'AR-03/24-118'],
  ])('%s', (number, expected) => {
    expect(fieldsWith({ number })?.invoice_number?.value).toBe(expected)
  })
})

describe('whose dollars a plain sign stands for is told by', () => {
  test.each([
    ['GST 5% 12345 6789 RT0001', 'CAD'],
    ['Nelson, BC V1L 4J3', 'CAD'],
    ['PST 7%', 'CAD'],
    ['ABN 51 824 753 556', 'AUD'],
    ['Ultimo NSW 2007', 'AUD'],
    ['Auckland 1010', 'NZD'],
    ['UEN: 201912345K', 'SGD'],
    ['RFC: ABC010203AB1', 'MXN'],
    ['Austin, TX 78701 and Nelson, BC V1L 4J3', 'USD'],
    ['Open 9:00 AM to 5:00 PM PST', 'USD'],
    ['Nothing of the kind', 'USD'],
  ])('%s', (printed, expected) => {
    const rows = `50:Harbour Works{16}
50:${printed}
50:Invoice no. HW-20391
50:Invoice date: 2024-03-07
50:Pump | 400:$100.00
350:Total | 400:$100.00`
    const fields = readInvoice(pageOf({ name: 'dollars', rows, truth: { invoice_number: '' } }))?.fields
    expect(fields?.currency?.value).toBe(expected)
  })
})

describe('whether the month stands first in 03/07/2024 where a sign of dollars is printed is told by', () => {
  test.each([
    ['44 Depot St Keene NH', '2024-03-07'],
    ['1120 SE Belmont, Portland OR', '2024-03-07'],
    ['603-555-0188, open till 9 PM', '2024-03-07'],
    ['Austin, TX 78701', '2024-03-07'],
    ['ABN 51 824 753 556', '2024-07-03'],
    ['Nothing of the kind', '2024-07-03'],
  ])('%s', (printed, expected) => {
    const rows = `20:Harbour Hardware
20:${printed}
20:03/07/2024
20:Pump | 180:$100.00
20:TOTAL | 180:100.00
20:CASH | 180:100.00
20:CHANGE | 180:0.00
20:Thank you`
    expect(readInvoice(pageOf({ name: 'order', rows, truth: {} }))?.fields.date?.value).toBe(expected)
  })
})
