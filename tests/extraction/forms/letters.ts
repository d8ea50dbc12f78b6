/** Invoices in the form of letters, bills and notices; everybody on them is invented. */
import type { Form } from './form.ts'

export const letters: readonly Form[] = [
  {
    name: 'rowtotals',
    truth: { invoice_number: '55021', date: '2022-06-01', total: '535.50', vendor: 'Tischlerei Brandt' },
    rows: `
50:Tischlerei Brandt{18}
50:Möbel · Innenausbau · Restaurierung
50:Werkstraße 9 · 18055 Rostock · Tel. 0381 4455667
50:Hanse Immobilien Verwaltungs GmbH & Co. KG
50:z. Hd. Buchhaltung
50:Am Strande 3
50:18055 Rostock
380:Rechnungsdatum 01.06.2022
380:Rechnungsnummer 55021
50:Ihr Auftrag vom 12.05.2022
50:Pos | 90:Text | 330:Menge | 400:EP | 500:GP
50:1 | 90:Regal nach Maß | 330:1 | 400:450,00 | 500:450,00
50:Netto | 150:USt-Satz | 250:USt | 380:Gesamtbetrag
50:450,00 | 150:19,00 % | 250:85,50 | 380:535,50 EUR
50:Bei Zahlung bis 11.06.2022 2 % Skonto = 524,79 EUR`,
  },
  {
    name: 'statementbal',
    truth: { invoice_number: '4471-0098', date: '2024-01-31', total: '212.30', vendor: 'Pinecrest Water District' },
    rows: `
50:Pinecrest Water District{14} | 400:UTILITY BILL{14}
50:PO Box 88, Pinecrest, CA 95364
50:Customer Service (209) 555-0188
50:MARGARET HALE | 350:Account Number | 470:00-4471
50:221 MILL LANE | 350:Bill Number | 470:4471-0098
50:PINECREST CA 95364 | 350:Bill Date | 470:01/31/2024
350:Due Date | 470:02/20/2024
350:Service Period | 470:12/28/2023 - 01/27/2024
50:Previous Balance | 470:$198.00
50:Payments Received - Thank You | 470:-$198.00
50:Water Usage | 470:$150.10
50:Sewer | 470:$62.20
50:Current Charges | 470:$212.30
50:TOTAL AMOUNT DUE | 470:$212.30
50:AFTER 02/20/2024 PAY | 470:$222.92`,
  },
  {
    name: 'fxinvoice',
    truth: { invoice_number: 'EXP-2019-44', date: '2019-11-05', total: '8400.00', vendor: 'Officine Bardi S.p.A.' },
    rows: `
50:OFFICINE BARDI{18}
50:Officine Bardi S.p.A. - Via Emilia 90 - 41121 Modena - Italy
50:VAT IT01234567897 - REA MO-123456 - Cap. Soc. € 500.000,00 i.v.
50:COMMERCIAL INVOICE No. EXP-2019-44 dated 05/11/2019{12}
50:Consignee:
50:Tindall Machinery Corp.
50:1200 Fifth Avenue
50:Springfield, IL 62701 USA
50:Terms of delivery: FCA Modena | 300:Payment: 60 days from invoice date
50:Description | 300:Qty | 370:Unit price EUR | 480:Amount EUR
50:Gearbox GB-7 | 300:4 | 370:2.100,00 | 480:8.400,00
350:TOTAL EUR | 480:8.400,00
50:Not subject to VAT art. 8 DPR 633/72
50:Country of origin: Italy - Gross weight 412,00 kg - Net weight 380,00 kg`,
  },
  {
    name: 'insurance',
    truth: { invoice_number: '7788123', date: '2021-12-01', total: '642.18', vendor: 'Hanseatische Versicherung AG' },
    rows: `
50:Hanseatische Versicherung AG, 20354 Hamburg{7}
50:Herrn | 350:Ihr Ansprechpartner:
50:Uwe Krämer | 350:Agentur Weber
50:Bahnhofstr. 3 | 350:Tel. 040 / 555 01 02
50:21073 Hamburg | 350:Datum: 01.12.2021
50:Beitragsrechnung{14}
50:Rechnungsnummer: 7788123 | 300:Versicherungsnummer: KFZ 12-345.678-9
50:Sehr geehrter Herr Krämer,
50:für den Zeitraum 01.01.2022 bis 31.12.2022 berechnen wir:
50:Haftpflicht | 450:402,18 EUR
50:Vollkasko | 450:240,00 EUR
50:Gesamtbeitrag inkl. 19 % Versicherungssteuer | 450:642,18 EUR
50:Bitte zahlen Sie bis zum 01.01.2022.
50:Hanseatische Versicherung AG · Vorstand: Dr. P. Lang · Amtsgericht Hamburg HRB 5555{7}`,
  },
  {
    name: 'belgian',
    truth: { invoice_number: 'VF24/0033', date: '2024-03-29', total: '3025.00', vendor: 'Bouwbedrijf Peeters BVBA' },
    rows: `
50:Bouwbedrijf Peeters BVBA{13} | 380:FACTUUR{16}
50:Molenstraat 14 | 380:VF24/0033
50:9000 Gent | 380:29/03/2024
50:BTW BE 0412.345.678
50:IBAN BE68 5390 0754 7034
320:De heer en mevrouw Claes
320:Kerkplein 2
320:9030 Mariakerke
50:Werf: Kerkplein 2, vordering 3
50:Omschrijving | 350:Hoeveelheid | 430:Prijs | 500:Bedrag
50:Gevelwerken | 350:1 | 430:2.500,00 | 500:2.500,00
350:Maatstaf van heffing | 500:2.500,00
350:BTW 21% | 500:525,00
350:Te betalen EUR | 500:3.025,00
50:Vervaldag: 28/04/2024`,
  },
  {
    name: 'school',
    truth: { invoice_number: '2023-00871', date: '2023-09-15', total: '350.00', vendor: 'Volkshochschule Altstadt' },
    rows: `
350:Volkshochschule Altstadt{13}
350:Eigenbetrieb der Stadt Altstadt
350:Schulgasse 1
350:99999 Altstadt
350:Tel.: 03600 / 12 34
50:Volkshochschule Altstadt, Schulgasse 1, 99999 Altstadt{7}
50:Elektro Vogt GmbH
50:Frau Petra Amsel
50:Industriestr. 45a
50:99998 Neustadt
50:Gebührenbescheid / Rechnung
50:Rechnung-Nr.: | 160:2023-00871
50:Rechnungsdatum: | 160:15.09.2023
50:Kursbeginn: | 160:02.10.2023
50:Teilnehmer: | 160:5
50:Excel-Grundkurs | 450:350,00 €
50:Rechnungsbetrag (steuerfrei nach § 4 Nr. 22a UStG) | 450:350,00 €
50:Zahlungsziel: 29.09.2023`,
  },
  {
    name: 'doctor',
    truth: { invoice_number: 'R/2022/1187', date: '2022-02-14', total: '187.61', vendor: 'Dr. med. Anna Berger' },
    rows: `
300:Dr. med. Anna Berger{13}
300:Fachärztin für Allgemeinmedizin
300:Goethestr. 11, 60313 Frankfurt am Main
300:Telefon 069 / 123 456
50:Herrn
50:Thomas Weber
50:Lindenallee 18
50:60320 Frankfurt
400:14.02.2022
50:Liquidation Nr. R/2022/1187
50:Für ärztliche Leistungen in der Zeit vom 03.01.2022 bis 28.01.2022 (Diagnose: J06.9) berechne ich:
50:Datum | 130:GOÄ | 200:Leistung | 380:Faktor | 480:Betrag
50:03.01.2022 | 130:1 | 200:Beratung | 380:2,3 | 480:10,72
50:03.01.2022 | 130:7 | 200:Untersuchung | 380:2,3 | 480:21,45
50:28.01.2022 | 130:34 | 200:Erörterung | 380:3,5 | 480:155,44
380:Rechnungsbetrag | 480:187,61 €
50:Zahlbar innerhalb von 30 Tagen.`,
  },
  {
    name: 'uk-sole',
    truth: { invoice_number: '0087', date: '2023-05-19', total: '640.00', vendor: 'R. Cole Garden Services' },
    rows: `
50:R. Cole Garden Services{16}
50:07700 900123 | 200:rcole.gardens@gmail.com
50:Invoice 0087
50:19th May 2023
50:Castleford Logistics Ltd
50:Unit 3, Park Way
50:Leeds LS9 8AG
50:Grounds maintenance, April 2023 | 450:£640.00
350:Total | 450:£640.00
50:Payment to: R Cole, 20-00-00, 12345678`,
  },
  {
    name: 'fr-artisan',
    truth: { invoice_number: 'FA00421', date: '2024-02-16', total: '1320.00', vendor: 'Plomberie Roux' },
    rows: `
50:Plomberie Roux{16} | 350:Facture{16}
50:Luc Roux, artisan plombier | 350:N° FA00421
50:8 rue des Tanneurs | 350:Grenoble, le 16 février 2024
50:38000 Grenoble
50:06 12 34 56 78
50:Siret 552 100 554 00013
350:SCI Les Jardins
350:25 avenue de la République
350:38000 Grenoble
50:Devis n° D00310 du 05/01/2024
50:Désignation | 320:Qté | 380:P.U. HT | 480:Total HT
50:Remplacement chauffe-eau | 320:1 | 380:1 200,00 | 480:1 200,00
380:Total HT | 480:1 200,00 €
380:TVA 10,00 % | 480:120,00 €
380:Total TTC | 480:1 320,00 €
380:Acompte versé | 480:400,00 €
380:Net à payer | 480:920,00 €`,
  },
  {
    name: 'pt',
    truth: { invoice_number: 'FT 2023/411', date: '2023-10-20', total: '184.50', vendor: 'Ferragens Lisboa, Lda' },
    rows: `
50:Ferragens Lisboa, Lda{13}
50:Rua do Ouro 12, 1100-063 Lisboa
50:NIF 501234567 Tel 213456789
350:Exmo(s) Sr(s)
350:Construções Tejo, S.A.
350:Av. da Liberdade 100
350:1250-096 Lisboa
50:Fatura FT 2023/411{12}
50:Data de emissão: 2023-10-20 | 300:Data de vencimento: 2023-11-19
50:Artigo | 150:Descrição | 350:Qtd. | 420:Preço | 500:Total
50:A1 | 150:Parafusos | 350:100 | 420:1,50 | 500:150,00
380:Total ilíquido | 500:150,00
380:IVA 23% | 500:34,50
380:Total a pagar | 500:184,50 EUR`,
  },
  {
    name: 'amount-due-first',
    truth: { invoice_number: 'INV-3337', date: '2016-01-25', total: '93.50', vendor: 'DEMO - Stacked Bills' },
    rows: `
50:DEMO - Stacked Bills{b} | 400:Invoice{20}
50:Suite 5A-1204
50:123 Somewhere Street
50:Your City AZ 12345
50:admin@stackedbills.example
350:Invoice Number | 480:INV-3337
350:Order Number | 480:12345
350:Invoice Date | 480:January 25, 2016
350:Due Date | 480:January 31, 2016
350:Total Due | 480:$93.50
50:To:
50:Test Business
50:123 Somewhere St
50:Melbourne, VIC 3000
50:Hrs/Qty | 120:Service | 350:Rate/Price | 430:Adjust | 500:Sub Total
50:1.00 | 120:Web Design | 350:$85.00 | 430:0.00% | 500:$85.00
430:Sub Total | 500:$85.00
430:Tax | 500:$8.50
430:Total | 500:$93.50`,
  },
  {
    name: 'au',
    truth: { invoice_number: '00012877', date: '2024-08-07', total: '1287.00', vendor: 'Coastline Plumbing Pty Ltd' },
    rows: `
50:Tax Invoice{18}
350:Coastline Plumbing Pty Ltd
350:ABN 51 824 753 556
350:12 Marine Pde, Manly NSW 2095
50:Bill To: | 200:Ship To:
50:Harrow & Finch Pty Ltd | 200:Site 4
50:1 King St, Sydney NSW 2000
350:Invoice #: 00012877
350:Date: 7/08/2024
350:Due: 21/08/2024
50:DESCRIPTION | 400:AMOUNT | 500:TAX
50:Hot water unit install | 400:$1,170.00 | 500:GST
350:Subtotal: | 450:$1,170.00
350:Freight: | 450:$0.00
350:GST: | 450:$117.00
350:Total Inc GST: | 450:$1,287.00
350:Amount Applied: | 450:$0.00
350:Balance Due: | 450:$1,287.00`,
  },
]
