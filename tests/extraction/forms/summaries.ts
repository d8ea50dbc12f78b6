/** Invoices whose sums stand in rows, in columns, or over their labels; everybody on them is invented. */
import type { Form } from './form.ts'

export const summaries: readonly Form[] = [
  {
    name: 'swiss',
    truth: { invoice_number: '2024-118', date: '2024-05-14', total: '1334.55', vendor: 'Schreinerei Gerber GmbH' },
    rows: `
50:Schreinerei Gerber GmbH{14}
50:Dorfstrasse 7, 3012 Bern
50:CHE-123.456.789 MWST
350:Frau Ruth Amacher
350:Seeweg 1
350:3600 Thun
50:Rechnung 2024-118{14}
50:Bern, 14. Mai 2024
50:Tisch Eiche | 380:1 | 440:1'234.56 | 510:1'234.56
380:Zwischentotal | 510:1'234.56
380:MWST 8.1% | 510:100.00
380:Rundung | 510:-0.01
380:Total CHF{b} | 510:1'334.55{b}`,
  },
  {
    name: 'india',
    truth: {
      invoice_number: 'GST/23-24/0119',
      date: '2023-09-05',
      total: '145681.00',
      vendor: 'Shakti Engineering Pvt. Ltd.',
    },
    rows: `
250:TAX INVOICE{14}
50:Shakti Engineering Pvt. Ltd.{12} | 330:Invoice No. | 450:GST/23-24/0119
50:Plot 12, MIDC, Pune 411019 | 330:Dated | 450:5-Sep-23
50:GSTIN/UIN: 27AAACS1234A1Z5 | 330:Terms of Payment | 450:30 Days
50:Buyer (Bill to)
50:Orient Motors Ltd
50:Nashik 422001
50:Sl | 80:Description of Goods | 280:HSN/SAC | 340:Quantity | 400:Rate | 450:per | 500:Amount
50:1 | 80:Gear Shaft | 280:84831099 | 340:50 Nos | 400:2,469.17 | 450:Nos | 500:1,23,458.50
400:CGST | 450:9 % | 500:11,111.27
400:SGST | 450:9 % | 500:11,111.27
400:Round Off | 500:(-)0.04
50:Total | 340:50 Nos | 480:₹ 1,45,681.00
50:Amount Chargeable (in words)
50:INR One Lakh Forty Five Thousand Six Hundred Eighty One Only
50:HSN/SAC | 200:Taxable | 300:Central Tax | 400:State Tax | 500:Total
50:84831099 | 200:1,23,458.50 | 300:11,111.27 | 400:11,111.27 | 500:22,222.54
50:Total | 200:1,23,458.50 | 300:11,111.27 | 400:11,111.27 | 500:22,222.54
50:Tax Amount (in words) : INR Twenty Two Thousand Two Hundred Twenty Two and Fifty Four paise Only
50:for Shakti Engineering Pvt. Ltd.`,
  },
  {
    name: 'rates',
    truth: { invoice_number: 'F2024-77', date: '2024-03-28', total: '347.60', vendor: 'Traiteur Lemoine SARL' },
    rows: `
50:Traiteur Lemoine SARL{14}
50:3 place du Marché 69002 Lyon
50:SIRET 552 100 554 00013
330:Société Durand
330:5 rue Haute
330:69003 Lyon
50:FACTURE F2024-77
50:Lyon, le 28 mars 2024
50:Buffet | 300:200,00 | 400:10 % | 500:200,00
50:Vin | 300:106,33 | 400:20 % | 500:106,33
50:Taux | 150:Base HT | 250:Montant TVA | 350:TTC
50:10 % | 150:200,00 | 250:20,00 | 350:220,00
50:20 % | 150:106,33 | 250:21,27 | 350:127,60
50:Totaux | 150:306,33 | 250:41,27 | 350:347,60
50:NET À PAYER | 480:347,60 €{14}`,
  },
  {
    name: 'labels-below',
    truth: { invoice_number: '90217', date: '2024-08-09', total: '862.40', vendor: 'Fennimore Catering Ltd' },
    rows: `
50:Fennimore Catering Ltd{18}
50:8 Dock Road, Hull HU1 2AA
50:90217{b} | 200:9 August 2024{b} | 400:£862.40{16}
50:Invoice number{8} | 200:Invoice date{8} | 400:Total to pay{8}
50:Prepared for
50:The Old Mill
50:York YO1 7HH
50:Lunch for 40 | 500:£560.00
50:Staff | 500:£158.67
50:VAT | 500:£143.73`,
  },
  {
    name: 'labels-above',
    truth: { invoice_number: '00451', date: '2024-01-31', total: '3025.00', vendor: 'Reformas Ibáñez S.L.' },
    rows: `
50:Reformas Ibáñez S.L.{14}
50:C/ del Sol 14, 28013 Madrid - CIF B12345678
350:Factura: 00451
350:Fecha: 31/01/2024
350:Cliente: Comunidad Prado 3
50:Pintura escalera | 500:2.500,00
50:Base imponible | 180:% IVA | 280:Cuota IVA | 400:TOTAL FACTURA
50:2.500,00 | 180:21 | 280:525,00 | 400:3.025,00 €
50:Forma de pago: Transferencia ES91 2100 0418 4502 0005 1332`,
  },
  {
    name: 'scaffolding',
    truth: { invoice_number: 'R24-771', date: '2024-02-20', total: '2618.00', vendor: 'Gerüstbau Stein e.K.' },
    rows: `
50:Gerüstbau Stein e.K. | 350:RECHNUNG{b}
50:Am Bruch 4 | 350:Rechnungs-Nr. | 450:R24-771
50:45329 Essen | 350:Datum | 450:20.02.2024
50:Dachdecker Wolf GmbH | 350:BV | 450:Nordstr. 9
50:Position | 200:EP | 300:Menge | 400:MwSt | 480:Gesamt netto
50:Fassadengerüst | 200:5,50 | 300:400 qm | 400:19 % | 480:2.200,00
50:Summe netto | 200:Summe MwSt | 350:Summe brutto
50:2.200,00 € | 200:418,00 € | 350:2.618,00 €`,
  },
  {
    name: 'labels-in-a-row',
    truth: { invoice_number: 'NL-2024-5502', date: '2024-06-28', total: '1694.00', vendor: 'Bureau Linde' },
    rows: `
50:Bureau Linde{18}
50:ontwerp & strategie
50:factuurnummer | 200:datum | 330:vervaldatum | 450:uw kenmerk
50:NL-2024-5502 | 200:28-06-2024 | 330:28-07-2024 | 450:PO 991
50:Gemeente Zwolle
50:Postbus 10007
50:8000 GA Zwolle
50:Huisstijl fase 1 | 480:1.400,00
50:subtotaal | 150:btw 21% | 250:totaal
50:1.400,00 | 150:294,00 | 250:1.694,00
50:Bureau Linde - Thorbeckegracht 4 - 8011 VN Zwolle - KvK 55443322 - NL002233445B66 - NL20 INGB 0001 2345 67{7}`,
  },
]
