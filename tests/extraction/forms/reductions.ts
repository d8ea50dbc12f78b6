/** Invoices from whose sum something is taken off, kept back or credited; everybody on them is invented. */
import type { Form } from './form.ts'

export const reductions: readonly Form[] = [
  {
    name: 'skonto',
    truth: { invoice_number: '240311', date: '2024-03-19', total: '2380.00', vendor: 'Metallbau Rost GmbH' },
    rows: `
50:Metallbau Rost GmbH, Amboßweg 3, 45127 Essen{7}
50:Firma
50:Huber Bau KG
50:Talstr. 9
50:80331 München
380:Rechnung Nr. 240311
380:Datum 19.03.2024
50:1 | 80:Geländer verzinkt | 300:10 m | 400:200,00 | 500:2.000,00
350:Nettobetrag EUR | 500:2.000,00
350:19,00 % MwSt. EUR | 500:380,00
350:Endbetrag EUR{b} | 500:2.380,00{b}
50:Zahlbar innerhalb 10 Tagen mit 2 % Skonto = 2.332,40 EUR oder 30 Tage netto 2.380,00 EUR
50:Skontobetrag 47,60 EUR, Zahlbetrag bei Skonto bis 29.03.2024: 2.332,40 EUR`,
  },
  {
    name: 'retention',
    truth: { invoice_number: '2024/015', date: '2024-04-30', total: '1060.00', vendor: 'Lucía Prieto Abogada' },
    rows: `
50:Lucía Prieto Abogada{14}
50:NIF 12345678Z - Gran Vía 8, 48001 Bilbao
50:FACTURA 2024/015
50:Fecha: 30-04-2024
50:Cliente: Astilleros del Norte S.A. CIF A48000000
50:Honorarios abril | 480:1.000,00 €
350:Base imponible | 480:1.000,00 €
350:IVA 21% | 480:210,00 €
350:IRPF 15% | 480:-150,00 €
350:TOTAL | 480:1.060,00 €`,
  },
  {
    name: 'discounted',
    truth: { invoice_number: 'SO-4410', date: '2024-05-23', total: '432.00', vendor: 'Peak Outdoor Gear Ltd' },
    rows: `
50:Peak Outdoor Gear Ltd{14}
50:Mill Works, Kendal LA9 6NS
350:Invoice SO-4410
350:23 May 2024
50:Sold to: Fell Rescue
50:Tent | 500:£400.00
50:Total | 500:£400.00
50:Less 10% discount | 500:-£40.00
50:Net | 500:£360.00
50:VAT @ 20% | 500:£72.00
50:Total to pay{b} | 500:£432.00{b}
50:You saved £40.00 today!`,
  },
  {
    name: 'scholarship',
    truth: { invoice_number: '2024-U-10447', date: '2024-08-15', total: '7350.00', vendor: 'Westbrook University' },
    rows: `
50:Westbrook University{18}
50:Office of the Bursar
50:1 College Ave, Westbrook, ME 04092
50:Tuition Invoice - Fall 2024{14}
350:Invoice No. 2024-U-10447
350:Invoice Date August 15, 2024
350:Student ID 771188
50:Bill to: Emma Stone-Ruiz
50:Tuition (12 credits) | 500:$9,000.00
50:Technology fee | 500:$350.00
50:Total charges | 500:$9,350.00
50:Merit scholarship | 500:-$2,000.00
50:Amount due by September 1, 2024 | 500:$7,350.00`,
  },
  {
    name: 'hospital',
    truth: {
      invoice_number: 'IPB/0447/24',
      date: '2024-02-10',
      total: '48250.00',
      vendor: 'Sanjeevani Multispeciality Hospital',
    },
    rows: `
150:SANJEEVANI MULTISPECIALITY HOSPITAL{13}
150:FC Road, Pune 411004 Ph: 020-4471188
220:FINAL BILL
50:Bill No : IPB/0447/24 | 330:Bill Date : 10/02/2024
50:Patient : Mrs. Asha Kulkarni | 330:Adm. Date : 06/02/2024
50:Particulars | 480:Amount (Rs.)
50:Bed charges | 480:16,000.00
50:Surgeon fees | 480:25,000.00
50:Pharmacy | 480:9,250.00
330:Total | 480:50,250.00
330:Discount | 480:2,000.00
330:Net Amount | 480:48,250.00
330:Advance | 480:30,000.00
330:Balance | 480:18,250.00`,
  },
  {
    name: 'tax-withheld',
    truth: { invoice_number: 'F24-033', date: '2024-06-30', total: '1144.80', vendor: 'Marcos Vidal Fotógrafo' },
    rows: `
50:Marcos Vidal Fotógrafo
50:DNI 44718820X
50:C/ Luna 8, 46001 Valencia
350:FACTURA
350:Número: F24-033
350:Fecha: 30/06/2024
50:Facturar a:
50:Hoteles Mediterráneo S.L.
50:B46123456
50:Reportaje | 480:1.080,00 €
350:Base imponible: | 480:1.080,00 €
350:I.V.A. (21 %): | 480:226,80 €
350:Retención I.R.P.F. (15 %): | 480:162,00 €
350:Líquido a percibir: | 480:1.144,80 €`,
  },
  {
    name: 'tax-withheld-after-the-total',
    truth: {
      invoice_number: '12/2024',
      date: '2024-05-10',
      total: '1268.80',
      vendor: 'Studio Legale Avv. Marta Conti',
    },
    rows: `
50:Studio Legale Avv. Marta Conti{13}
50:Via Dante 4, 20121 Milano - P.IVA 04471188209
350:Spett.le Delta Costruzioni S.p.A.
350:Corso Italia 1, 20122 Milano
50:Parcella n. 12/2024 del 10/05/2024
50:Onorari | 480:1.000,00
350:C.P.A. 4% | 480:40,00
350:Imponibile IVA | 480:1.040,00
350:IVA 22% | 480:228,80
350:Totale documento | 480:1.268,80
350:Ritenuta d'acconto 20% su 1.000,00 | 480:-200,00
350:Netto a pagare | 480:1.068,80`,
  },
  {
    name: 'deduction',
    truth: { invoice_number: 'CIS-118', date: '2024-04-12', total: '2400.00', vendor: 'J Barker Plastering' },
    rows: `
50:J Barker Plastering
50:14 Moss Lane, Bolton BL1 5QZ
50:UTR 44718 82011
350:Invoice no. CIS-118
350:12/04/2024
50:To: Redhall Homes Ltd
50:Labour | 480:2,000.00
50:Materials | 480:400.00
350:Total | 480:2,400.00
350:Less CIS deduction 20% on labour | 480:-400.00
350:Net payment due | 480:2,000.00`,
  },
  {
    name: 'credit-for-unused-time',
    truth: { invoice_number: 'WF-2024-000918', date: '2024-03-05', total: '228.00', vendor: 'Loomstack, Inc.' },
    rows: `
50:Loomstack{20}
50:Invoice #WF-2024-000918 | 400:Paid
50:Mar 5, 2024 | 400:$228.00 USD
50:BILLED TO | 300:BILLED BY
50:Nadia Rahman | 300:Loomstack, Inc.
50:Rahman Studio | 300:398 11th St, Floor 2
50:Toronto, ON M5V 1E3 | 300:San Francisco, CA 94103
50:DESCRIPTION | 480:AMOUNT
50:CMS Site Plan (yearly) Mar 5, 2024 - Mar 5, 2025 | 480:$276.00
50:Credit for unused time | 480:-$48.00
400:Total | 480:$228.00
400:Paid with Mastercard 4471 | 480:-$228.00
400:Balance | 480:$0.00`,
  },
  {
    name: 'paid-in-advance',
    truth: { invoice_number: '9007711882', date: '2024-02-14', total: '1388.21', vendor: 'Stadtwerke Lindental GmbH' },
    rows: `
50:Stadtwerke Lindental GmbH{14}
50:Werkstr. 1, 35578 Wetzlar
50:Frau Inge Haas
50:Am Hang 3
50:35578 Wetzlar
350:Rechnungsnummer: 9007711882
350:Rechnungsdatum: 14.02.2024
350:Vertragskonto: 200447118
50:Ihre Gasrechnung 2023
50:Verbrauch 11.240 kWh
50:Arbeitspreis | 480:1.056,56
50:Grundpreis | 480:110,00
50:Nettobetrag | 480:1.166,56
50:Umsatzsteuer | 480:221,65
50:Rechnungsbetrag brutto | 480:1.388,21
50:Ihre geleisteten Abschläge | 480:-1.500,00
50:Guthaben | 480:-111,79
50:Neuer Abschlag ab 01.03.2024: 126,00 €`,
  },
]
