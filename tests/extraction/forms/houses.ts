/** Papers on which others than the seller are named, and sellers that are named in parts; everybody on them is invented. */
import type { Form } from './form.ts'

export const houses: readonly Form[] = [
  {
    name: 'clerk',
    truth: { invoice_number: 'V-20391', date: '2024-03-12', total: '224.00', vendor: 'Fjord Paddle & Cycle Ltd' },
    rows: `
380:Sales Invoice
50:Fjord Paddle & Cycle Ltd | 380:V-20391
50:9 Quay Street, Squamish, BC V8B 0A1 | 380:Mar 12, 2024
50:604-555-0107 | 380:Sold by: Ingrid
50:Customer: Ole Brandt
50:Item | 300:Qty | 400:Each | 500:Ext
50:Paddle | 300:2 | 400:100.00 | 500:200.00
400:Subtotal | 500:$200.00
400:GST 5% | 500:$10.00
400:PST 7% | 500:$14.00
400:Invoice Total | 500:$224.00`,
  },
  {
    name: 'market in French',
    truth: { invoice_number: 'FM-88120', date: '2024-04-09', total: '24.00', vendor: 'Lumières du Ponant SARL' },
    rows: `
350:Facture{15}
50:Commande passée sur grandmarche.fr (Grandmarché Europe SA)
50:Adresse de facturation
50:Odile Kerbrat
50:4 rue des Lices
50:35000 Rennes
350:Vendu par | 450:Lumières du Ponant SARL
350:Facture n° | 450:FM-88120
350:Date de facture | 450:09/04/2024
50:Désignation | 300:Qté | 380:Prix HT | 500:Montant
50:Lampe | 300:1 | 380:20,00 | 500:20,00
380:Total HT | 500:20,00 €
380:TVA 20 % | 500:4,00 €
380:Total TTC | 500:24,00 €
50:Grandmarché Europe SA, 8 avenue du Parc, 75012 Paris, RCS Paris 447 118 003, www.grandmarche.fr{7}`,
  },
  {
    name: 'market in English',
    truth: { invoice_number: 'UKM-7719', date: '2024-10-03', total: '36.00', vendor: 'Dunmore Lamps Ltd' },
    rows: `
50:Shopnest{16}
50:Invoice
50:Invoice number: UKM-7719
50:Invoice date: 3 October 2024
50:Sold by | 200:Dunmore Lamps Ltd
50:Reading lamp | 500:30.00
400:Net | 500:£30.00
400:VAT 20% | 500:£6.00
400:Total | 500:£36.00
50:Shopnest Marketplace Ltd, 1 Dock Road, Leeds LS1 4AP is not the seller of the goods. www.shopnest.co.uk{7}`,
  },
  {
    name: 'surgery and its office for bills',
    truth: {
      invoice_number: '44-2023-0881',
      date: '2023-09-18',
      total: '53.62',
      vendor: 'Dr. med. dent. Wiebke Lohse',
    },
    rows: `
180:Dr. med. dent. Wiebke Lohse{12}
180:Zahnärztin
150:Lindenallee 7 · 24105 Kiel · Tel. 0431 55 01 18
50:Nordbund eG, Abrechnungsstelle, Postfach 4 47, 24100 Kiel{7}
50:Frau | 350:Rechnungsnummer | 450:44-2023-0881
50:Elke Thomsen | 350:Rechnungsdatum | 450:18.09.2023
50:Holtenauer Str. 9
50:24105 Kiel
50:Liquidation{b}
50:Leistung | 480:Betrag EUR
50:Beratung | 480:10,72
50:Füllung | 480:42,90
350:Rechnungsbetrag EUR | 480:53,62`,
  },
  {
    name: 'head of the house in its foot',
    truth: { invoice_number: 'R-4471', date: '2024-02-05', total: '119.00', vendor: 'Licht & Strom Petersen GmbH' },
    rows: `
300:Licht & Strom Petersen GmbH · Elektro · Antennen{8}
300:Hafenweg 3 · 24937 Flensburg · 0461 / 55 18{8}
50:Haus Sonne GmbH | 350:Rechnung Nr.: | 450:R-4471
50:Am Markt 2 | 350:Datum: | 450:05.02.2024
50:24939 Flensburg
50:Leuchte | 480:100,00
350:Netto | 480:100,00
350:USt 19 % | 480:19,00
350:Rechnungsbetrag | 480:119,00
50:GF Jens Petersen · HRB 4471 Flensburg · USt-ID DE 204 771 000 · Nordbank DE92 5055 0020 0004 4718 82`,
  },
  {
    name: 'maker in a sentence',
    truth: { invoice_number: 'LD-20447', date: '2024-05-06', total: '238.00', vendor: 'Datenkontor Vertrieb AG' },
    rows: `
380:Datenkontor Vertrieb AG
380:Elbchaussee 12
380:22765 Hamburg
50:Ingenieure Ohm PartG | 380:Rechnung | 460:LD-20447
50:Seeweg 7 | 380:Rechnungsdatum | 460:06.05.2024
50:82211 Herrsching
50:Lizenz Render, 12 Monate | 480:200,00
350:Netto EUR | 480:200,00
350:USt 19 % EUR | 480:38,00
350:Gesamt EUR | 480:238,00
50:Zahlbar bis 05.06.2024. Es gelten die Nutzungsbedingungen der amerikanischen Herstellerin und jene
50:des Mutterhauses Rendersmith Inc., Boston.
50:HRB 118447 Hamburg · Vorstand: Uwe Radtke`,
  },
  {
    name: 'sign before the name and sums in a sentence',
    truth: {
      invoice_number: 'GS-0448',
      date: '2024-07-31',
      total: '595.00',
      vendor: 'Grünschnitt Gartenpflege Möller GmbH',
    },
    rows: `
50:❖ Grünschnitt{18}
50:Kita Regenbogen | 380:Rostock, den 31. Juli 2024
50:Ahornweg 2
50:18055 Rostock
50:Rechnung Nr. GS-0448{b}
50:für die im Monat Juli 2024 erbrachten Leistungen berechnen wir:
50:Rasenpflege Juli | 500:320,00 €
50:Heckenschnitt | 500:180,00 €
50:Die Summe der Leistungen beträgt netto 500,00 €. Zuzüglich der gesetzlichen Umsatzsteuer von 19 % in Höhe von
50:95,00 € ergibt sich ein Rechnungsbetrag von 595,00 €, den wir Sie bitten bis zum 14.08.2024 auf das unten
50:genannte Konto zu überweisen.
50:Grünschnitt Gartenpflege Möller GmbH | 300:Tel. 0381 55 018 | 430:USt-ID DE 283 447 000
50:Parkstr. 4, 18069 Rostock | 300:HRB 14400 Rostock | 430:GF Ute Möller`,
  },
  {
    name: 'trade before the name',
    truth: { invoice_number: '2023-118', date: '2023-11-28', total: '238.00', vendor: 'Zimmermeister Voss & Sohn' },
    rows: `
50:Zimmermeister Voss & Sohn{13} | 400:Gewerbering 3
50:Dachstühle · Carports · Treppen | 400:09350 Lichtenstein
400:Fon 037204 / 44 018
50:Baugenossenschaft Ost eG
50:Platanenstraße 1
50:09350 Lichtenstein
50:Rechnung 2023-118 | 400:Datum: 28.11.2023
50:Carport, Anzahlung | 500:200,00
350:Netto | 500:200,00 €
350:MwSt. 19% | 500:38,00 €
350:Brutto | 500:238,00 €
50:Voss & Sohn, Inh. Karl Voss · Sparkasse Chemnitz IBAN DE20 8705 0000 3500 4471 88 · St.-Nr. 223/244/05718`,
  },
  {
    name: 'name in two large lines',
    truth: { invoice_number: 'R-2024-118', date: '2024-12-17', total: '400.00', vendor: 'Cedar Valley River Trust' },
    rows: `
50:Cedar Valley{16} | 380:PO Box 44, Cold Spring, NY 10516
50:River Trust{16} | 380:845-555-0101 · EIN 14-1820000
50:December 17, 2024
50:Mr. Everett Hall
50:88 Orchard Lane
50:Garrison, NY 10524
50:Invoice R-2024-118
50:Gala ticket | 400:2 | 500:$250.00
50:Raffle book | 400:1 | 500:$150.00
50:Total | 500:$400.00
50:With gratitude,
50:Noreen Brandt
50:Director, Cedar Valley River Trust`,
  },
  {
    name: 'part of a contract',
    truth: {
      invoice_number: 'AK-02/24-77',
      date: '2024-08-12',
      total: '1190.00',
      vendor: 'Raumkunst Architekten Vogel PartGmbB',
    },
    rows: `
50:raumkunst{16}
50:Vogel · Architekten{7}
50:Stiftung Altenhilfe
50:Neckarstaden 4
50:69117 Heidelberg
350:Mannheim, 12.08.2024
350:Vertrag vom 03.03.2023
50:2. Teilrechnung AK-02/24-77{11}
50:Leistungsstand netto | 480:1.000,00 €
50:Umsatzsteuer 19 % | 480:190,00 €
50:Forderung brutto | 480:1.190,00 €
50:Raumkunst Architekten Vogel PartGmbB · PR 700447 AG Mannheim · USt-ID DE 291 188 000{7}`,
  },
  {
    name: 'number in groups that end in one figure',
    truth: { invoice_number: '4418 0442 1109 7', date: '2024-06-07', total: '74.42', vendor: 'Mosella Telefon GmbH' },
    rows: `
50:mosella{16}
50:Mosella Telefon GmbH, Postfach 10 11, 54290 Trier{7}
50:Herrn | 350:Datum | 450:07.06.2024
50:Detlef Kranz | 350:Kundennummer | 450:330 771 8820
50:Domstr. 1 | 350:Rechnungsnummer | 450:4418 0442 1109 7
50:54290 Trier
50:Monatliche Beträge | 480:62,54
50:Umsatzsteuer 19 % | 480:11,88
50:Rechnungsbetrag | 480:74,42`,
  },
  {
    name: 'number of one letter and groups',
    truth: {
      invoice_number: 'B 2024 10 448120',
      date: '2024-11-15',
      total: '142.80',
      vendor: 'Verlag Börde-Bote GmbH',
    },
    rows: `
200:Börde-Bote{18}
50:Verlag Börde-Bote GmbH · Leserservice · 39104 Magdeburg{7}
50:Frau Hedwig Stein | 350:Abonummer: 0044 718 820
50:Domweg 18 | 350:Rechnungsnummer: B 2024 10 448120
50:39104 Magdeburg | 350:Rechnungsdatum: 15.11.2024
50:3 Monate | 480:142,80 €
50:darin enthaltene MwSt. 7 % | 480:9,34 €
50:Gesamtbetrag | 480:142,80 €`,
  },
  {
    name: 'job of a workshop, paid by check',
    truth: { invoice_number: 'RO 204410', date: '2024-08-14', total: '512.00', vendor: 'PRAIRIE AUTO & TIRE' },
    rows: `
50:PRAIRIE AUTO & TIRE{14} | 430:INVOICE{14}
430:RO 204410
50:2044 N 7th Ave, Bozeman, MT 59715
50:406-555-0101
50:CUSTOMER | 300:Date in 08/12/2024
50:Wade Hall | 300:Invoice date 08/14/2024
50:7188 Frontage Rd
50:QTY | 100:DESCRIPTION | 420:PRICE | 500:EXTENDED
50:1 | 100:Strut assembly | 420:412.00 | 500:412.00
50:1 | 100:Alignment | 420:100.00 | 500:100.00
380:TOTAL INVOICE | 500:$512.00
380:Paid – Check #2204 | 500:$512.00`,
  },
  {
    name: 'buyer in the window with a form, seller beside it without',
    truth: { invoice_number: '2024-118', date: '2024-04-03', total: '119.00', vendor: 'Weingut Familie Haas' },
    rows: `
50:Restaurant Krone GmbH | 350:Weingut Familie Haas
50:Marktplatz 1 | 350:Kellerweg 4
50:67433 Neustadt | 350:67435 Neustadt
350:Tel. 06321 44 71
50:Rechnung Nr. 2024-118 vom 03.04.2024{b}
50:Riesling | 480:100,00
350:Netto | 480:100,00 €
350:MwSt. 19% | 480:19,00 €
350:Gesamtbetrag | 480:119,00 €`,
  },
  {
    name: 'claim that was sold',
    truth: { invoice_number: '2024-118', date: '2024-04-03', total: '119.00', vendor: 'Holzbau Kern GmbH' },
    rows: `
50:Holzbau Kern GmbH{14}
50:Weg 3, 88131 Lindau, Tel. 08382 4471
50:Gemeinde Lindau
50:Rathausplatz 1
50:88131 Lindau
50:Rechnung Nr. 2024-118 | 350:Datum: 03.04.2024
50:Dachstuhl | 480:100,00
350:Netto | 480:100,00 €
350:MwSt. 19% | 480:19,00 €
350:Gesamtbetrag | 480:119,00 €
50:Die Forderung ist an die Nordfactor GmbH, Weg 9, 20095 Hamburg abgetreten. Zahlung nur an diese.
50:Kontoinhaber: Nordfactor GmbH, IBAN DE12 3456 7890 1234 5678 90`,
  },
  {
    name: 'town that sells over the grid of others',
    truth: { invoice_number: '2024118', date: '2024-04-03', total: '119.00', vendor: 'Stadtwerke Auental' },
    rows: `
50:Stadtwerke Auental{16}
50:Stadtwerke Auental · Werkstr. 1 · 99085 Erfurt{7}
50:Frau | 350:Vertragskonto 44718820
50:Karla Stein | 350:Rechnungsnummer 2024118
50:Weg 3 | 350:Rechnungsdatum 03.04.2024
50:99085 Erfurt
50:Strom | 480:100,00
350:Netto | 480:100,00 €
350:MwSt. 19% | 480:19,00 €
350:Gesamtbetrag | 480:119,00 €
50:Netzbetreiber: Netze Auental GmbH, Werkstr. 3, 99085 Erfurt`,
  },
  {
    name: 'name and address in a line that goes on a sentence',
    truth: { invoice_number: '0047700018', date: '2024-05-21', total: '478.60', vendor: 'Pacific Crest Airways' },
    rows: `
50:eTicket Itinerary and Invoice{13}
50:Invoice number: 0047700018 | 300:Issued: May 21, 2024
50:Airfare | 500:443.60 USD
50:Seat | 500:35.00 USD
400:Total charged | 500:478.60 USD
50:Baggage: payable at check-in. Every carriage is subject to the published Contract of{7}
50:Carriage, Rule 3. Pacific Crest Airways, PO Box 66100, SeaTac, WA 98168. Airfares are final.{7}`,
  },
]
