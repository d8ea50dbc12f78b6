/** Invoices in layouts that are widely used, written line by line; everybody on them is invented. */
import type { Form } from './form.ts'

export const invoices: readonly Form[] = [
  {
    name: 'stripe',
    truth: { invoice_number: 'F4A1B2C3-0007', date: '2024-03-01', total: '24.20', vendor: 'Linearly, Inc.' },
    rows: `
50:Invoice{20}
50:Invoice number{9} | 150:F4A1B2C3-0007{9}
50:Date of issue{9} | 150:March 1, 2024{9}
50:Date due{9} | 150:March 31, 2024{9}

50:Linearly, Inc.{b} | 300:Bill to{b}
50:12 Front St, Suite 9 | 300:Rosewood Clinics GmbH
50:San Francisco, California 94104 | 300:Lindenallee 4
50:United States | 300:10115 Berlin
50:billing@linearly.example | 300:accounts@rosewood.example
50:EU OSS VAT EU987654321 | 300:DE VAT DE123456789

50:$24.20 USD due March 31, 2024{16}

50:Description | 380:Qty | 430:Unit price | 520:Amount
50:Team plan | 380:2 | 430:$10.00 | 520:$20.00
50:Mar 1 – Apr 1, 2024
380:Subtotal | 520:$20.00
380:Total excluding tax | 520:$20.00
380:VAT - Germany (21% on $20.00) | 520:$4.20
380:Total | 520:$24.20
380:Amount due{b} | 520:$24.20 USD{b}`,
  },
  {
    name: 'odoo',
    truth: { invoice_number: 'INV/2018/0057', date: '2018-05-07', total: '279.84', vendor: 'Cobalt Interior' },
    rows: `
50:Cobalt Interior{12}
50:45 Orchard St
50:Salem OR 97301
50:United States
330:Parlour Rooms
330:77 Maple Rd
330:Corvallis OR 97330
330:United States
50:Invoice INV/2018/0057{18}
50:Description:{b} | 170:Invoice Date:{b} | 270:Due Date:{b} | 370:Source:{b} | 470:Reference:{b}
50:Open Invoice | 170:05/07/2018 | 270:06/30/2018 | 370:SO008 | 470:PO-99
50:Description | 250:Quantity | 330:Unit Price | 400:Taxes | 500:Amount
50:Office Chair | 250:2.00 | 330:120.00 | 400:16.60% | 500:$ 240.00
350:Subtotal | 500:$ 240.00
350:16.60% on $ 240.00 | 500:$ 39.84
350:Total | 500:$ 279.84
50:Please use the following communication for your payment : INV/2018/0057`,
  },
  {
    name: 'amazonde',
    truth: { invoice_number: 'DE1234ABCDEFI', date: '2021-03-03', total: '29.99', vendor: 'Papierwelt Handels GmbH' },
    rows: `
50:Rechnung{22}
320:Bezahlt{b}
320:Zahlungsreferenznummer 1A2B3C4D5E
320:Verkauft von Papierwelt Handels GmbH
320:USt-IDNr. DE987654321
50:Petra Amsel | 320:Rechnungsdatum | 450:03 März 2021
50:Lindenallee 18 | 320:/Lieferdatum
50:99084 Erfurt | 320:Rechnungsnummer | 450:DE1234ABCDEFI
50:DE | 320:Zahlbetrag | 450:29,99 €
50:Rechnungsadresse{b} | 220:Lieferadresse{b} | 400:Verkauft von{b}
50:Petra Amsel | 220:Petra Amsel | 400:Papierwelt Handels GmbH
50:Lindenallee 18 | 220:Lindenallee 18 | 400:Industriestr. 4
50:99084 Erfurt | 220:99084 Erfurt | 400:30159 Hannover
50:Bestellinformationen
50:Bestelldatum | 150:01 März 2021
50:Bestellnummer | 150:303-1234567-7654321
50:Beschreibung | 280:Menge | 330:Stückpreis | 400:USt. % | 450:Stückpreis | 510:Zwischensumme
330:(ohne USt.) | 450:(inkl. USt.) | 510:(inkl. USt.)
50:Druckerpapier A4 | 280:1 | 330:25,20 € | 400:19% | 450:29,99 € | 510:29,99 €
400:Gesamtpreis | 510:29,99 €
300:USt. % | 380:Zwischensumme | 500:USt.
300:19% | 380:25,20 € | 500:4,79 €
300:USt. Gesamt | 380:25,20 € | 500:4,79 €`,
  },
  {
    name: 'uscontractor',
    truth: { invoice_number: '1043', date: '2024-03-04', total: '1850.00', vendor: 'Hank Miller Plumbing' },
    rows: `
50:HANK MILLER PLUMBING{16} | 450:INVOICE{20}
50:1200 Fifth Avenue
50:Springfield, IL 62701
50:Phone (217) 555-0133 | 400:INVOICE # 1043
400:DATE: 3/4/2024
50:TO: | 320:FOR:
50:Ann Cole | 320:Bathroom remodel
50:Oakridge Catering LLC | 320:P.O. # 77
50:18 Main St
50:DESCRIPTION | 350:HOURS | 420:RATE | 500:AMOUNT
50:Labor | 350:20 | 420:75.00 | 500:$1,500.00
50:Material | 500:350.00
420:TOTAL | 500:$1,850.00
50:Make all checks payable to Hank Miller Plumbing
50:Total due in 15 days. Overdue accounts subject to a service charge of 1% per month.
50:THANK YOU FOR YOUR BUSINESS!`,
  },
  {
    name: 'italian',
    truth: { invoice_number: '123', date: '2024-03-12', total: '1464.00', vendor: 'Elettra Impianti S.r.l.' },
    rows: `
50:Elettra Impianti S.r.l.{14}
50:Via Emilia 90 - 41121 Modena (MO)
50:Tel. 059 123456 - P.IVA 01234567897 - C.F. 01234567897
350:Spett.le
350:Condominio Aurora
350:Viale Europa 33
350:20121 Milano
50:Fattura nr. 123 del 12/03/2024{b}
50:Vs. ordine n. 88 del 01/03/2024
50:Descrizione | 300:Q.tà | 360:Prezzo | 430:IVA | 500:Importo
50:Manutenzione | 300:1 | 360:1.200,00 | 430:22% | 500:1.200,00
350:Totale imponibile | 500:1.200,00
350:IVA 22% | 500:264,00
350:Totale documento € | 500:1.464,00
50:Scadenze: 31/03/2024 € 732,00 - 30/04/2024 € 732,00`,
  },
  {
    name: 'ukvat',
    truth: { invoice_number: 'SI-20431', date: '2024-06-14', total: '1140.00', vendor: 'Castleford Logistics' },
    rows: `
50:VAT INVOICE{18} | 350:CASTLEFORD LOGISTICS{14}
350:Unit 3, Park Way, Leeds LS9 8AG
350:www.castlefordlogistics.example
50:Invoice Address | 220:Delivery Address
50:Harrow & Finch Ltd | 220:Harrow & Finch Ltd
50:14 Harbour Road | 220:Depot 4
50:Bristol BS1 4QA | 220:Bristol BS2 1AA
50:Invoice No | 150:Invoice Date/Tax Point | 280:Order No | 380:Customer PO | 480:Account No
50:SI-20431 | 150:14/06/2024 | 280:SO-7781 | 380:PO-5523 | 480:HAR001
50:Qty | 100:Description | 350:Unit Price | 430:VAT % | 500:Net
50:10 | 100:Pallet move | 350:95.00 | 430:20.00 | 500:950.00
350:Total Net Amount | 500:£ 950.00
350:Carriage Net | 500:£ 0.00
350:Total VAT Amount | 500:£ 190.00
350:Invoice Total | 500:£ 1,140.00`,
  },
  {
    name: 'dehandwerk',
    truth: { invoice_number: '2024-117', date: '2024-05-06', total: '2856.00', vendor: 'Dachdeckerei Scholz' },
    rows: `
50:Dachdeckerei Scholz · Inh. Uwe Scholz · Am Anger 3 · 99084 Erfurt{7}
50:Familie | 380:Dachdeckerei Scholz{13}
50:Sabine und Jörg Amsel | 380:Meisterbetrieb
50:Marktplatz 2 | 380:Tel.: 0361 / 55 66 77
50:04109 Leipzig | 380:Mobil: 0171 / 123 45 67
380:Erfurt, 06.05.2024
50:Rechnung Nr. 2024-117{14}
50:Bauvorhaben: Dachsanierung Marktplatz 2, Leistungszeitraum: 15.04. - 03.05.2024
50:Sehr geehrte Familie Amsel,
50:für die ausgeführten Arbeiten erlauben wir uns, wie folgt abzurechnen:
50:Pos. | 90:Leistung | 350:Menge | 420:EP € | 500:GP €
50:1 | 90:Dachziegel liefern und verlegen | 350:80 m² | 420:30,00 | 500:2.400,00
350:Nettobetrag | 500:2.400,00 €
350:zzgl. 19 % MwSt. | 500:456,00 €
350:Rechnungsbetrag | 500:2.856,00 €
50:Darin enthaltene Lohnkosten: 1.428,00 € brutto
50:Zahlbar bis 20.05.2024 ohne Abzug.
50:Sparkasse Mittelthüringen · IBAN DE12 8205 1000 0123 4567 89 · Steuer-Nr. 151/234/56789{7}`,
  },
  {
    name: 'nlzzp',
    truth: { invoice_number: '20240017', date: '2024-02-28', total: '1210.00', vendor: 'Studio Noord' },
    rows: `
350:Studio Noord{16}
350:Anna de Vries
350:Kade 12
350:2611 AB Delft
350:KvK 12345678
350:BTW-id NL001234567B01
50:Gemeente Delft
50:t.a.v. Crediteurenadministratie
50:Postbus 78
50:2600 ME Delft
50:FACTUUR{20}
50:Factuurnummer | 150:Factuurdatum | 250:Vervaldatum
50:20240017 | 150:28-02-2024 | 250:27-03-2024
50:Omschrijving | 300:Aantal | 380:Tarief | 480:Totaal
50:Ontwerp huisstijl | 300:10 | 380:€ 100,00 | 480:€ 1.000,00
380:Subtotaal | 480:€ 1.000,00
380:21% btw | 480:€ 210,00
380:Te betalen | 480:€ 1.210,00
50:Gelieve € 1.210,00 over te maken op NL91 ABNA 0417 1643 00 t.n.v. Studio Noord o.v.v. factuurnummer 20240017`,
  },
  {
    name: 'saas-eu',
    truth: { invoice_number: 'PIE-0042', date: '2025-01-15', total: '59.88', vendor: 'Pielab OÜ' },
    rows: `
50:PIELAB{22}
50:INVOICE PIE-0042
50:Issued 15 January 2025
50:Paid with card ending 4242
50:Pielab OÜ | 300:Customer
50:Sepapaja 6, 15551 Tallinn, Estonia | 300:Acme Widgets Ltd
50:Reg. 12345678, VAT EE101234567 | 300:VAT GB123456789
50:Service | 400:Price
50:Pro (yearly) 15 Jan 2025 - 15 Jan 2026 | 400:€49.08
50:VAT 22% | 400:€10.80
50:Total paid | 400:€59.88`,
  },
  {
    name: 'gutschrift',
    truth: { invoice_number: 'GS-5501', date: '2021-10-04', total: '-119.00', vendor: 'Nordlicht Medien GmbH' },
    rows: `
50:Nordlicht Medien GmbH | 400:Seite 1 / 1
50:Lindenallee 18 · 20095 Hamburg
50:Buchhandlung Kranich KG
50:Bahnhofstr. 3
50:80331 München
50:Gutschrift{16}
350:Gutschrift-Nr. | 450:GS-5501
350:Datum | 450:04.10.2021
350:Kundennr. | 450:7001
350:zu Rechnung | 450:RE-9912 vom 20.09.2021
50:Retoure Bücher | 450:-100,00
350:Summe netto | 450:-100,00
350:MwSt 19 % | 450:-19,00
350:Gutschriftsbetrag | 450:-119,00 EUR
50:Der Betrag wird Ihrem Konto gutgeschrieben.
50:Nordlicht Medien GmbH · AG Hamburg HRB 12345 · USt-IdNr. DE811907980{7}`,
  },
  {
    name: 'india',
    truth: { invoice_number: 'KA/23-24/00871', date: '2023-08-11', total: '141600.00', vendor: 'Sree Lakshmi Traders' },
    rows: `
200:TAX INVOICE{14}
50:SREE LAKSHMI TRADERS{14} | 380:Invoice No. | 470:Dated
50:No 12, MG Road, Bengaluru 560001 | 380:KA/23-24/00871 | 470:11-Aug-23
50:GSTIN/UIN: 29ABCDE1234F1Z5 | 380:Delivery Note | 470:Mode/Terms of Payment
50:State Name : Karnataka, Code : 29 | 470:30 Days
50:Buyer (Bill to) | 380:Buyer's Order No. | 470:Dated
50:Quayside Marine Pvt Ltd | 380:PO/551 | 470:2-Aug-23
50:Harbour Estate, Chennai 600001
50:Sl No | 90:Description of Goods | 260:HSN/SAC | 330:Quantity | 400:Rate | 500:Amount
50:1 | 90:Copper wire | 260:7408 | 330:120 KGS | 400:1,000.00 | 500:1,20,000.00
260:CGST 9% | 500:10,800.00
260:SGST 9% | 500:10,800.00
260:Total | 330:120 KGS | 490:₹ 1,41,600.00
50:Amount Chargeable (in words)
50:INR One Lakh Forty One Thousand Six Hundred Only
350:for SREE LAKSHMI TRADERS
350:Authorised Signatory`,
  },
]
