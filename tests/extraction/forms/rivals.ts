/** Invoices on which what is to pay, was open before or was paid looks like the total; everybody on them is invented. */
import type { Form } from './form.ts'

export const rivals: readonly Form[] = [
  {
    name: 'balance-paid',
    truth: { invoice_number: '7781-04', date: '2024-04-01', total: '112.50', vendor: 'Lakeshore Water Company' },
    rows: `
50:Lakeshore Water Company{16}
50:PO Box 220, Duluth, MN 55801
380:Statement date: 04/01/2024
380:Invoice number: 7781-04
380:Account: 99120
50:Maria Ortega
50:12 Pine St
50:Duluth, MN 55803
50:Previous balance | 500:$98.20
50:Payment received 03/12/2024 - thank you | 500:-$98.20
50:Balance forward | 500:$0.00
50:Water usage 12 CCF | 500:$64.00
50:Sewer | 500:$41.00
50:Stormwater fee | 500:$7.50
50:Total current charges | 500:$112.50
50:Total amount due by 04/22/2024 | 500:$112.50
50:Amount due after 04/22/2024 | 500:$118.13`,
  },
  {
    name: 'balance-open',
    truth: { invoice_number: 'B-8812', date: '2023-11-05', total: '74.99', vendor: 'Cascade Fiber Inc.' },
    rows: `
50:Cascade Fiber Inc.{14}
50:44 Main Ave, Bend, OR 97701
350:Invoice # | 480:B-8812
350:Invoice date | 480:November 5, 2023
50:Joe Park
50:1 Elm St
50:Bend, OR 97702
50:Internet 500 | 500:69.99
50:Modem rental | 500:5.00
50:Current charges | 500:74.99
50:Taxes and fees | 500:0.00
50:Invoice total | 500:$74.99
50:Past due balance | 500:$60.01
50:Total account balance | 500:$135.00`,
  },
  {
    name: 'running',
    truth: { invoice_number: '19/2022', date: '2022-06-30', total: '1650.00', vendor: 'Dr. Anja Keller' },
    rows: `
50:Dr. Anja Keller
50:Übersetzungen
50:Birkenweg 4, 50667 Köln
50:Verlag Morgenrot GmbH
50:Turmstr. 2
50:10559 Berlin
380:Köln, 30. Juni 2022
50:Rechnung Nr. 19/2022{b}
50:Sehr geehrte Damen und Herren,
50:für die Übersetzung von 110 Seiten zum vereinbarten Preis von 15,00 € je Seite erlaube ich mir,
50:Ihnen einen Betrag von 1.650,00 € in Rechnung zu stellen.
50:Als Kleinunternehmerin im Sinne von § 19 UStG (Grenze 22.000,00 €) berechne ich keine Umsatzsteuer.
50:Bitte überweisen Sie auf das Konto DE89 3704 0044 0532 0130 00.`,
  },
  {
    name: 'carried',
    truth: { invoice_number: 'R-5531', date: '2021-10-11', total: '4522.00', vendor: 'Bauzentrum Nord GmbH & Co. KG' },
    rows: `
50:Bauzentrum Nord GmbH & Co. KG{13}
50:Hafenstr. 12, 24103 Kiel
50:Herrn Jens Petersen
50:Deichweg 2
50:25899 Niebüll
380:Rechnungsnummer R-5531
380:Rechnungsdatum 11.10.2021
50:Pos | 90:Bezeichnung | 300:Menge | 400:Preis | 500:Gesamt
50:Übertrag von Seite 1 | 500:3.000,00
50:7 | 90:Dachlatten | 300:100 | 400:5,00 | 500:500,00
50:8 | 90:Nägel | 300:20 | 400:15,00 | 500:300,00
380:Gesamt netto | 500:3.800,00
380:USt 19 % | 500:722,00
380:Gesamtsumme | 500:4.522,00
380:abzgl. Abschlagszahlung vom 01.09.2021 | 520:-2.000,00
380:Restzahlung | 500:2.522,00`,
  },
  {
    name: 'foreign',
    truth: { invoice_number: 'INV-2201', date: '2024-01-15', total: '1190.00', vendor: 'Pixelhaus GmbH' },
    rows: `
50:Pixelhaus GmbH{14}
50:Kanalstr. 8, 20457 Hamburg, Germany
350:Invoice no.: INV-2201
350:Date: 15 January 2024
50:Bill to
50:Boston Widgets Inc.
50:Boston, MA 02110
50:Design work | 480:EUR 1,000.00
380:Subtotal | 480:EUR 1,000.00
380:VAT 19% | 480:EUR 190.00
380:Total | 480:EUR 1,190.00
50:Equivalent in USD at 1.0945: total USD 1,302.46`,
  },
  {
    name: 'credit',
    truth: { invoice_number: 'GS-1002', date: '2024-02-29', total: '-119.00', vendor: 'Büromarkt Süd GmbH' },
    rows: `
50:Büromarkt Süd GmbH · Isarweg 2 · 81377 München{7}
50:Praxis Dr. Alt
50:Ring 4
50:81379 München
380:Gutschrift Nr. GS-1002
380:Datum 29.02.2024
380:zu Rechnung 23-9981 vom 12.02.2024
50:Rückgabe Bürostuhl | 500:-100,00 €
350:Summe netto | 500:-100,00 €
350:USt 19% | 500:-19,00 €
350:Gutschriftbetrag | 500:-119,00 €`,
  },
  {
    name: 'monthly',
    truth: { invoice_number: 'V-99821', date: '2024-07-01', total: '54.48', vendor: 'Telmax GmbH' },
    rows: `
50:Telmax GmbH{16}
50:Funkallee 1, 60486 Frankfurt
50:Herr Jan Otte
50:Weg 3
50:60311 Frankfurt
380:Rechnungsnummer: V-99821
380:Rechnungsdatum: 01.07.2024
50:Ihr monatlicher Gesamtpreis ab 08/2024: 39,99 €
50:Grundgebühr | 480:39,99
50:Verbindungen | 480:5,79
380:Summe | 480:45,78
380:19 % MwSt | 480:8,70
380:Rechnungsbetrag | 480:54,48
50:Davon für Dienste Dritter: 3,00 €`,
  },
  {
    name: 'deposit',
    truth: { invoice_number: 'E-2024-03', date: '2024-09-12', total: '1000.00', vendor: 'Blue Heron Events LLC' },
    rows: `
50:Blue Heron Events LLC{16}
50:9 Lake Rd, Madison, WI 53703
350:Invoice E-2024-03
350:September 12, 2024
50:Client
50:Sara Lund
50:Venue hire | 500:$800.00
50:Sound | 500:$200.00
50:Total | 500:$1,000.00
50:Deposit paid 08/01/2024 | 500:($500.00)
50:Balance due 10/01/2024 | 500:$500.00`,
  },
  {
    name: 'all-credited',
    truth: { invoice_number: '#1048-3301', date: '2023-12-09', total: '0.00', vendor: 'Formly Ltd.' },
    rows: `
50:Formly Ltd.{16} | 450:Receipt
50:71-75 Shelton Street, London WC2H 9JQ
350:Invoice number: #1048-3301
350:Date paid: December 9, 2023
50:Billed to: Ida Holm
50:Pro plan | 480:$29.00
50:Credit applied | 480:-$29.00
400:Total | 480:$0.00
400:Amount paid | 480:$0.00`,
  },
  {
    name: 'balance-paid-in-part',
    truth: { invoice_number: '90118', date: '2023-10-31', total: '1349.50', vendor: 'Harmon & Lee LLP' },
    rows: `
200:HARMON & LEE LLP{14}
200:Attorneys at Law
180:100 Court Square, Charlottesville, VA 22902
50:Invoice 90118
50:October 31, 2023
50:Blue Ridge Farms, Inc.
50:Re: Land matter
50:10/02/23 | 130:Review of deed | 380:1.5 hrs | 440:$310/hr | 520:$465.00
50:10/11/23 | 130:Conference call | 380:2.0 hrs | 440:$310/hr | 520:$620.00
50:10/20/23 | 130:Draft letter | 380:0.7 hrs | 440:$310/hr | 520:$217.00
50:Total fees | 520:$1,302.00
50:Filing costs | 520:$47.50
50:Total this invoice | 520:$1,349.50
50:Prior balance | 520:$800.00
50:Payments received | 520:($500.00)
50:Total balance due | 520:$1,649.50`,
  },
  {
    name: 'marketplace',
    truth: { invoice_number: 'INV-DE-774120', date: '2024-10-02', total: '45.90', vendor: 'Kaffeerösterei Bremer' },
    rows: `
50:marktplatz24{22}
350:Rechnung{16}
350:Rechnungsnummer: INV-DE-774120
350:Rechnungsdatum: 02.10.2024
50:Rechnung im Namen und für Rechnung des Verkäufers
50:Verkäufer: Kaffeerösterei Bremer
50:Am Speicher 4, 28195 Bremen
50:USt-ID: DE299999999
50:Käufer: Jana Vogt, Talweg 9, 70176 Stuttgart
50:Artikel | 300:Menge | 380:Preis | 480:Gesamt
50:Espresso Bohnen 1 kg | 300:2 | 380:20,50 € | 480:41,00 €
50:Versandkosten | 480:4,90 €
380:Gesamtbetrag | 480:45,90 €
380:darin enthaltene MwSt. 7 % | 480:3,00 €
50:marktplatz24 GmbH, Postfach 10, 10115 Berlin - Vermittler, nicht Verkäufer{7}`,
  },
  {
    name: 'holder-of-the-contract',
    truth: {
      invoice_number: 'P24CON012345678',
      date: '2024-03-18',
      total: '64.87',
      vendor: 'Luz del Sur Comercializadora S.A.U.',
    },
    rows: `
50:LUZ DEL SUR{20}
50:DATOS DE LA FACTURA | 330:Titular: ANA PÉREZ GIL
50:Nº factura: P24CON012345678 | 330:C/ OLMO 7
50:Fecha de emisión: 18 de marzo de 2024 | 330:29010 MÁLAGA
50:Periodo de facturación: del 12/02/2024 a 12/03/2024
50:Fecha de cargo: 25 de marzo de 2024
50:RESUMEN DE LA FACTURA
50:Por potencia contratada | 480:12,30 €
50:Por energía consumida | 480:38,44 €
50:Impuesto electricidad | 480:2,59 €
50:Alquiler de equipos | 480:0,28 €
50:IVA 21% s/ 53,61 | 480:11,26 €
50:TOTAL IMPORTE FACTURA | 480:64,87 €{14}
50:Luz del Sur Comercializadora S.A.U. CIF A12345678 Inscrita en el Registro Mercantil de Málaga{7}`,
  },
]
