/** Invoices of firms with few people and no form of a company in their names; everybody on them is invented. */
import type { Form } from './form.ts'

export const smallFirms: readonly Form[] = [
  {
    name: 'studio beside a buyer with a form',
    truth: { invoice_number: '240117', date: '2024-01-17', total: '595.00', vendor: 'Grafikbüro Lindner' },
    rows: `
50:Musterhaus AG
50:Einkauf
50:Postfach 12 34
50:60311 Frankfurt
380:Grafikbüro Lindner{11}
380:Konzept & Gestaltung
380:Lange Gasse 4
380:90402 Nürnberg
380:Fon 0911 22 33 44
380:post@grafik-lindner.example
50:Rechnung 240117{14} | 400:17. Januar 2024
50:Gestaltung Flyer | 480:500,00 €
50:MwSt 19% | 480:95,00 €
50:Gesamt | 480:595,00 €`,
  },
  {
    name: 'works with a name in two lines',
    truth: { invoice_number: '9001-22', date: '2022-11-08', total: '3570.00' },
    rows: `
50:Stadtwerke Altdorf{14}
50:Energie- und Wasserversorgungs GmbH
50:Werkstraße 1 | 350:Kundenservice 0800 123 456
50:90518 Altdorf | 350:www.stadtwerke-altdorf.example
50:Firma
50:Bauer Haustechnik OHG
50:Industriestr. 45a
50:90518 Altdorf
50:Jahresrechnung Strom{13}
50:Rechnungsnummer | 200:9001-22
50:Verbrauchsstelle | 200:Industriestr. 45a
50:Abrechnungszeitraum | 200:01.11.2021 - 31.10.2022
50:Rechnungsdatum | 200:08.11.2022
50:Stromkosten netto | 480:3.000,00
50:Umsatzsteuer 19 % | 480:570,00
50:Bruttobetrag | 480:3.570,00
50:abzüglich geleisteter Abschläge (brutto) | 480:-1.428,00
50:Nachzahlung fällig am 24.11.2022 | 480:2.142,00`,
  },
  {
    name: 'one-woman firm',
    truth: { invoice_number: 'A-2023-118', date: '2023-06-21', total: '150.00', vendor: 'Yoga am Fluss' },
    rows: `
200:YOGA AM FLUSS{16}
180:Anna Sommer · Uferweg 8 · 97070 Würzburg
50:Petra Amsel
50:Lindenallee 18
50:97072 Würzburg
50:Rechnung A-2023-118
50:Würzburg, 21.6.2023
50:10er-Karte | 450:150,00 €
50:Endbetrag (keine USt gem. § 19 UStG) | 450:150,00 €
50:Betrag dankend erhalten.`,
  },
  {
    name: 'pet care',
    truth: { invoice_number: '5512', date: '2024-10-30', total: '96.00', vendor: 'PawPal Pet Care' },
    rows: `
200:PawPal Pet Care{18}
50:Invoice for: Margaret Hale
50:221 Mill Lane, Leeds LS9 8AG
50:Invoice no: 5512
50:Date: 30.10.24
50:Service | 300:Dates | 400:Rate | 480:Cost
50:Dog walking | 300:1/10 - 25/10 | 400:£12.00 x 8 | 480:£96.00
400:Total: | 480:£96.00
50:Thank you! Bank transfer: PawPal, 20-11-22, 87654321`,
  },
  {
    name: 'translator',
    truth: { invoice_number: 'F2024-0093', date: '2024-04-22', total: '2400.00', vendor: 'Claire Fontaine' },
    rows: `
50:Claire Fontaine
50:Traductrice indépendante
50:8 rue des Tanneurs, 38000 Grenoble
50:SIRET 552 100 554 00013 - Dispensée de TVA, art. 293 B du CGI
350:Nexia Informatique SAS
350:ZA Les Prés
350:69003 Lyon
50:Facture F2024-0093{13}
50:Le 22 avril 2024
50:Traduction manuel, 12 000 mots | 480:2 400,00 €
50:Total à payer | 480:2 400,00 €
50:Échéance : 22 mai 2024`,
  },
  {
    name: 'photographers',
    truth: { invoice_number: '1009', date: '2025-02-03', total: '825.00' },
    rows: `
250:Alder & Ash{22}
250:PHOTOGRAPHY{10}
50:INVOICE #1009
50:ISSUED: Feb 3, 2025 | 300:BILLED TO:
50:DUE: Feb 17, 2025 | 300:Oakridge Catering LLC
300:18 Main St, Austin, TX 78701
50:Half-day shoot | 480:$750.00
50:Travel | 480:$75.00
400:TOTAL | 480:$825.00
50:hello@alderandash.example | 300:alderandash.example`,
  },
  {
    name: 'car repair',
    truth: { invoice_number: '23/0456', date: '2023-03-14', total: '968.00', vendor: 'Autobedrijf Jansen' },
    rows: `
50:Autobedrijf Jansen{16} | 350:Reparatiefactuur{14}
50:APK - Onderhoud - Schadeherstel
50:Industrieweg 8, 9711 PA Groningen, tel. 050-1234567
50:De heer P. Bakker
50:Dorpsstraat 145
50:9711 PA Groningen
50:Factuurnummer 23/0456 | 300:Kenteken AB-123-C
50:Factuurdatum 14-03-2023 | 300:Kilometerstand 123.456
50:Arbeid | 300:4,0 uur | 480:300,00
50:Onderdelen | 480:500,00
50:Subtotaal excl. BTW | 480:800,00
50:BTW 21% over 800,00 | 480:168,00
50:TE BETALEN | 480:968,00
50:Voldaan per pin`,
  },
  {
    name: 'engineer with a withheld tax',
    truth: { invoice_number: '2020/77', date: '2020-07-15', total: '1141.92', vendor: 'Studio Tecnico Ing. Ferri' },
    rows: `
50:STUDIO TECNICO ING. FERRI{13}
50:Ing. Paolo Ferri - Via Dante 4 - 10121 Torino
50:C.F. FRRPLA70A01L219X P.IVA 01234567890
350:Spett.le
350:Idraulica Rossi S.n.c.
350:Corso Garibaldi, 12
350:20121 Milano
50:Parcella n. 2020/77 del 15/07/2020
50:Onorario progetto | 480:900,00
50:Contributo previdenziale 4% | 480:36,00
50:Imponibile IVA | 480:936,00
50:IVA 22% | 480:205,92
50:Totale parcella | 480:1.141,92
50:Ritenuta d'acconto 20% su 900,00 | 480:-180,00
50:Netto a pagare | 480:961,92`,
  },
  {
    name: 'bookshop',
    truth: { invoice_number: 'SO-88120', date: '2021-05-28', total: '54.90', vendor: 'bücherkiste' },
    rows: `
50:bücherkiste{20}
50:bücherkiste · Inh. M. Groß · Am Anger 3 · 99084 Erfurt{7}
50:Lieferung an | 300:Rechnung an
50:Thomas Weber | 300:Thomas Weber
50:Hauptstraße 112 | 300:Hauptstraße 112
50:20095 Hamburg | 300:20095 Hamburg
50:Rechnung Nr. SO-88120 | 300:Bestellung vom 26.05.2021
50:Datum 28.05.2021 | 300:Versandart DHL
50:Art. | 150:Titel | 350:Anz. | 420:Preis | 480:Gesamt
50:978-3 | 150:Handbuch Holz | 350:1 | 420:49,95 | 480:49,95
50:Versand | 480:4,95
50:Gesamtsumme EUR | 480:54,90
50:darin enthalten 7% MwSt | 480:3,59`,
  },
  {
    name: 'builder',
    truth: { invoice_number: '000123', date: '2022-08-09', total: '4235.00', vendor: 'Reformas Ortega' },
    rows: `
50:REFORMAS ORTEGA{15}
50:Lucía Ortega Gil - NIF 12345678Z
50:C/ Colón 22, 46001 Valencia - Tlf. 600 111 222
50:FACTURA Nº 000123 | 350:FECHA: 09-08-2022
50:CLIENTE: Construcciones Vega S.L. | 350:CIF: B12345678
50:DIRECCIÓN: Avda. de la Paz, 17, 28013 Madrid
50:CONCEPTO | 480:IMPORTE
50:Reforma baño | 480:3.500,00 €
50:BASE IMPONIBLE | 480:3.500,00 €
50:IVA 21% | 480:735,00 €
50:TOTAL FACTURA | 480:4.235,00 €
50:Forma de pago: transferencia ES12 1234 5678 9012 3456 7890`,
  },
]
