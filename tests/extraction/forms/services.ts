/** Invoices of services: clouds, rides, lawyers, carriers; everybody on them is invented. */
import type { Form } from './form.ts'

export const services: readonly Form[] = [
  {
    name: 'gsuite',
    truth: { invoice_number: '3412345678', date: '2023-08-31', total: '12.60', vendor: 'Nimbus Cloud EMEA Limited' },
    rows: `
50:nimbus{22} | 400:Invoice{18}
50:Nimbus Cloud EMEA Limited | 400:Invoice number: 3412345678
50:Floor 4
50:Quay House
50:Dublin 2
50:Ireland
50:VAT number: IE1234567AB
50:Bill to
50:Sabine Groß
50:Kessler & Sohn GmbH
50:Gartenweg 7
50:04109 Leipzig
50:Details | 330:Nimbus Workspace
50:Invoice number............................... 3412345678
50:Invoice date................................... 31 Aug 2023 | 330:Total in EUR | 480:€12.60{16}
50:Billing ID...................................... 9112-3344-5566
50:Domain name.............................. kesslersohn.example
330:Summary for 1 Aug 2023 - 31 Aug 2023
330:Subtotal in EUR | 480:€10.59
330:VAT (19%) | 480:€2.01
330:Total in EUR | 480:€12.60
50:You will be automatically charged for any amount due.`,
  },
  {
    name: 'hetz',
    truth: { invoice_number: 'R0012345678', date: '2024-03-03', total: '4.51', vendor: 'Rechnerhalle Online GmbH' },
    rows: `
300:RECHNERHALLE{18}
50:Rechnerhalle Online GmbH - Industriestr. 25 - 90762 Fürth{7}
50:Herrn | 380:Rechnungsnummer: | 480:R0012345678
50:Thomas Weber | 380:Kundennummer: | 480:K0123456789
50:Am Marktplatz 2 | 380:Rechnungsdatum: | 480:03.03.2024
50:99084 Erfurt | 380:Zeitraum: | 480:01.02.-29.02.2024
50:DEUTSCHLAND
50:Rechnung Nr. R0012345678{12}
50:Server | 250:Menge | 320:Einzelpreis | 400:Netto | 480:Brutto
50:CX11 | 250:1 | 320:€ 3,79 | 400:€ 3,79 | 480:€ 4,51
50:Summe Netto | 480:€ 3,79
50:19 % USt. | 480:€ 0,72
50:Zu zahlender Betrag | 480:€ 4,51
50:Den Rechnungsbetrag buchen wir in den nächsten Tagen von Ihrem Konto ab.
50:Rechnerhalle Online GmbH | 220:Tel.: +49 911 000 11-0 | 400:Volksbank
50:Industriestr. 25 | 220:info@rechnerhalle.example | 400:IBAN: DE89 3704 0044 0532 0130 00
50:90762 Fürth | 220:USt-Id: DE100200300 | 400:Registergericht Fürth, HRB 1234`,
  },
  {
    name: 'swissqr',
    truth: { invoice_number: '2021-0341', date: '2021-06-10', total: '1949.75', vendor: 'Malergeschäft Keller AG' },
    rows: `
50:Malergeschäft Keller AG{14}
50:Bahnhofstrasse 45, 8001 Zürich
50:Telefon 044 123 45 67
350:Pia Frischknecht
350:Marktgasse 28
350:9400 Rorschach
350:Zürich, 10. Juni 2021
50:Rechnung Nr. 2021-0341{12}
50:Malerarbeiten Treppenhaus | 450:CHF | 500:1'810.35
50:MwSt. 7.7% | 450:CHF | 500:139.40
50:Total inkl. MwSt. | 450:CHF | 500:1'949.75
50:Zahlbar innert 30 Tagen netto.
50:Empfangsschein{11} | 200:Zahlteil{11}
50:Konto / Zahlbar an | 350:Konto / Zahlbar an
50:CH93 0076 2011 6238 5295 7 | 350:CH93 0076 2011 6238 5295 7
50:Malergeschäft Keller AG | 350:Malergeschäft Keller AG
50:Bahnhofstrasse 45 | 350:Bahnhofstrasse 45
50:8001 Zürich | 350:8001 Zürich
50:Referenz | 350:Referenz
50:11 22233 34445 55666 77788 89900 | 350:11 22233 34445 55666 77788 89900
50:Zahlbar durch | 350:Zahlbar durch
50:Pia Frischknecht | 350:Pia Frischknecht
50:Währung | 110:Betrag | 200:Währung | 260:Betrag
50:CHF | 110:1 949.75 | 200:CHF | 260:1 949.75
50:Annahmestelle`,
  },
  {
    name: 'ridehail',
    truth: {
      invoice_number: 'KFB-03-2023-0012345',
      date: '2023-02-11',
      total: '23.40',
      vendor: 'Kurierfahrt Berlin GmbH',
    },
    rows: `
50:Rechnung{18}
50:Rechnungsnummer: KFB-03-2023-0012345
50:Rechnungsdatum: 11.02.2023
50:Rechnung ausgestellt von Ride B.V. im Namen von:
50:Kurierfahrt Berlin GmbH | 320:Rechnungsempfänger:
50:Sonnenallee 12 | 320:Petra Amsel
50:12047 Berlin
50:USt-IdNr.: DE300000001
50:Leistungsdatum | 140:Beschreibung | 300:Menge | 350:USt. | 420:USt. Betrag | 500:Nettobetrag
50:11.02.2023 | 140:Beförderungsleistung | 300:1 | 350:7% | 420:€1,53 | 500:€21,87
350:Gesamtnettobetrag | 500:€21,87
350:Gesamtbetrag USt. 7% | 500:€1,53
350:Bruttobetrag | 500:€23,40`,
  },
  {
    name: 'ocean',
    truth: { invoice_number: '391234567', date: '2024-04-01', total: '14.40', vendor: 'DeepOcean LLC' },
    rows: `
50:DeepOcean{20}
50:Final invoice for the March 2024
50:billing period
50:From | 320:Details
50:DeepOcean LLC | 320:Invoice number: | 440:391234567
50:500 Harbor Avenue | 320:Date of issue: | 440:April 1, 2024
50:2nd Floor | 320:Payment due on: | 440:April 1, 2024
50:New York, NY 10001
50:VAT ID: EU123456789
50:For
50:Studio Noord
50:Kade 12
50:2611 AB Delft
50:Summary
50:Total usage charges | 480:$12.00
50:Subtotal | 480:$12.00
50:VAT (20%) | 480:$2.40
50:Total due | 480:$14.40`,
  },
  {
    name: 'kontoinhaber',
    truth: { invoice_number: '17/2023', date: '2023-10-02', total: '480.00', vendor: 'Lena Sommer' },
    rows: `
50:Verein der Freunde e.V.
50:z.Hd. Frau Groß
50:Hauptstraße 112
50:20095 Hamburg
400:02. Oktober 2023
50:Honorarrechnung 17/2023{13}
50:Sehr geehrte Frau Groß,
50:für meinen Workshop am 23.09.2023 stelle ich Ihnen in Rechnung:
50:8 Stunden à 60 € | 480:480,00 €
50:Gemäß § 19 UStG wird keine Umsatzsteuer berechnet.
50:Bitte überweisen Sie den Betrag bis zum 16.10.2023 auf mein Konto:
50:Kontoinhaberin: Lena Sommer
50:IBAN: DE12 2005 0550 1234 5678 90
50:Mit freundlichen Grüßen
50:Lena Sommer
50:Steuernummer 42/123/45678`,
  },
  {
    name: 'ovh',
    truth: { invoice_number: 'FR45678901', date: '2022-09-30', total: '7.19', vendor: 'Hébergis SAS' },
    rows: `
50:HÉBERGIS{20}
50:Hébergis SAS
50:9 rue des Écluses
50:59000 Lille
50:France | 330:Monsieur Luc Bernard
50:TVA : FR 11 222 333 444 | 330:14 bis, boulevard Carnot
330:33000 Bordeaux
50:FACTURE FR45678901{14}
50:Référence de la facture | 250:FR45678901
50:Date d'émission | 250:30 septembre 2022
50:Date de paiement | 250:30 septembre 2022
50:Identifiant client | 250:ab12345-ovh
50:Abonnement | 300:Quantité | 380:Prix unitaire | 480:Montant HT
50:VPS Starter | 300:1 | 380:5,99 € | 480:5,99 €
380:TOTAL HT | 480:5,99 €
380:TVA 20 % | 480:1,20 €
380:TOTAL TTC | 480:7,19 €`,
  },
  {
    name: 'lawyer',
    truth: { invoice_number: '24-00319', date: '2024-07-08', total: '1547.00', vendor: 'Kanzlei Dr. Möller & Partner' },
    rows: `
300:Kanzlei Dr. Möller & Partner{13}
300:Rechtsanwälte mbB
380:Dr. Jürgen Möller
380:Sabine Groß
380:Lindenallee 18
380:70173 Stuttgart
380:Telefon 0711 / 12 34 56
50:Möller & Partner, Lindenallee 18, 70173 Stuttgart{7}
50:Bauer Haustechnik GmbH & Co. KG
50:Industriestr. 45a
50:71034 Böblingen
380:Stuttgart, 08.07.2024
50:Kostenrechnung
50:Rechnungs-Nr. 24-00319 | 300:Aktenzeichen: 112/24 M
50:In Sachen Bauer ./. Schulze
50:Leistungszeitraum: 12.03.2024 - 01.07.2024
50:Gegenstandswert: 25.000,00 €
50:1,3 Geschäftsgebühr | 480:1.280,00 €
50:Auslagenpauschale | 480:20,00 €
50:Zwischensumme netto | 480:1.300,00 €
50:19 % Umsatzsteuer | 480:247,00 €
50:zu zahlender Betrag | 480:1.547,00 €`,
  },
  {
    name: 'telco',
    truth: { invoice_number: '108123456789', date: '2023-05-22', total: '39.99', vendor: 'Funkwelle Mobil GmbH' },
    rows: `
50:funkwelle{24}
50:Funkwelle Mobil GmbH · Am Sendemast 1 · 40210 Düsseldorf{7}
50:Frau | 380:Kundennummer | 480:201234567
50:Petra Amsel | 380:Rechnungsnummer | 480:108123456789
50:Lindenallee 18 | 380:Rechnungsdatum | 480:22.05.2023
50:04109 Leipzig | 380:Seite | 480:1 von 3
50:Ihre Mobilfunk-Rechnung Mai 2023{14}
50:Hallo Frau Amsel, hier ist Ihre Rechnung für den Zeitraum 20.04.2023 - 19.05.2023.
350:Beträge (€)
50:Basispreise (01.05. bis 31.05.2023) | 480:33,6050
50:Verbindungen | 480:0,0000
50:Summe netto | 480:33,61
50:Umsatzsteuer 19 % | 480:6,38
50:Rechnungsbetrag brutto | 480:39,99
50:Der Betrag von 39,99 € wird am 29.05.2023 von Ihrem Konto DE**************1234 abgebucht.`,
  },
  {
    name: 'timesheet-en',
    truth: { invoice_number: 'JC-2024-08', date: '2024-09-02', total: '6300.00', vendor: 'Jane Carter Consulting' },
    rows: `
50:Jane Carter Consulting
50:9 Elm Close, Oxford OX1 2AB
50:jane@janecarter.example
50:INVOICE
50:To: Summit Data Services plc
50:18 King Street, London EC2V 8AA
50:Invoice: JC-2024-08
50:Date: 02/09/2024
50:Terms: 30 days
50:Date | 130:Description | 380:Days | 440:Rate | 500:Amount
50:05/08/2024 | 130:Discovery | 380:5 | 440:700 | 500:3,500.00
50:19/08/2024 | 130:Workshops | 380:4 | 440:700 | 500:2,800.00
440:TOTAL GBP | 500:6,300.00
50:Not VAT registered
50:Bank: Bank of Oxford Sort code 04-00-04 Account 12345678`,
  },
  {
    name: 'freight',
    truth: { invoice_number: '7700123', date: '2020-11-30', total: '2310.55', vendor: 'Waterland Expeditie B.V.' },
    rows: `
350:Waterland Expeditie B.V.{12}
350:Havenweg 8, 3011 AA Rotterdam
350:Tel 010-1234567 Fax 010-1234568
50:Van Dijk Installatie N.V.
50:Industrieweg 8
50:3511 LM Utrecht
50:Factuur{16}
50:Factuurnr. | 150:Datum | 250:Debiteurnr. | 350:Uw ref. | 450:Vervaldatum
50:7700123 | 150:30/11/20 | 250:10445 | 350:PO 4471 | 450:30/12/20
50:Dossier | 150:Omschrijving | 450:Bedrag
50:R20-1188 | 150:Zeevracht Shanghai-Rotterdam | 450:1.800,00
50:R20-1188 | 150:Inklaring | 450:109,55
50:Netto | 150:BTW % | 250:BTW bedrag | 350:Totaal EUR
50:1.909,55 | 150:21,00 | 250:401,00 | 350:2.310,55
50:Betaling binnen 30 dagen op IBAN NL91 ABNA 0417 1643 00`,
  },
  {
    name: 'usb2b',
    truth: {
      invoice_number: '0098812-IN',
      date: '2016-02-29',
      total: '18432.07',
      vendor: 'Tindall Brothers Supply Co.',
    },
    rows: `
50:Tindall Brothers Supply Co.{12} | 450:Invoice{16}
50:P.O. Box 1199 | 400:Invoice Number: 0098812-IN
50:Akron, OH 44309 | 400:Invoice Date: 2/29/2016
50:(330) 555-0100 | 400:Order Number: 0051123
400:Order Date: 2/18/2016
400:Salesperson: 0100
400:Customer Number: 01-HARROW
50:Sold To: | 320:Ship To:
50:Harrow & Finch Inc. | 320:Harrow & Finch Warehouse 2
50:77 King Street | 320:1200 Fifth Avenue
50:Austin, TX 78701 | 320:Springfield, IL 62701
50:Customer P.O. | 150:Ship VIA | 250:F.O.B. | 350:Terms
50:PO-7781 | 150:UPS GROUND | 250:ORIGIN | 350:Net 30 Days
50:Item Number | 150:Unit | 200:Ordered | 260:Shipped | 330:Back Order | 410:Price | 500:Amount
50:BRG-6204 | 150:EACH | 200:2,400 | 260:2,400 | 330:0 | 410:7.250 | 500:17,400.00
400:Net Invoice: | 500:17,400.00
400:Less Discount: | 500:0.00
400:Freight: | 500:412.07
400:Sales Tax: | 500:620.00
400:Invoice Total: | 500:18,432.07`,
  },
]
