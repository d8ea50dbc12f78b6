/** Invoices of workshops, surgeries and suppliers in Europe and America; everybody on them is invented. */
import type { Form } from './form.ts'

export const trades: readonly Form[] = [
  {
    name: 'garage',
    truth: { invoice_number: 'FC-24/0871', date: '2024-05-21', total: '742.80', vendor: 'Garage Tanguy & Fils' },
    rows: `
50:GARAGE TANGUY & FILS{15} | 400:FACTURE FC-24/0871
50:Mécanique · Carrosserie · Toutes marques | 400:du 21/05/2024
50:ZA de Kerlann - 56400 Auray - 02 97 44 71 18
350:M. et Mme LE GOFF Yann
350:3 impasse des Ajoncs
350:56400 Pluneret
50:Véhicule : Clio IV  Immat. : FB-118-QX  Km : 88 412
50:Réf. | 110:Désignation | 330:Qté | 380:P.U. HT | 440:Rem. | 490:Montant HT
50:MO1 | 110:Main d'œuvre T2 | 330:3,50 | 380:68,00 | 490:238,00
50:7701 | 110:Kit distribution | 330:1,00 | 380:389,00 | 440:10 % | 490:350,10
50:LDR | 110:Liquide de refroidissement | 330:2,00 | 380:15,45 | 490:30,90
50:Base HT | 150:Taux TVA | 250:Montant TVA | 380:Total HT | 490:619,00
50:619,00 | 150:20,00 | 250:123,80 | 380:Total TVA | 490:123,80
380:NET À PAYER EUR | 490:742,80
50:Règlement : CB - Échéance : 21/05/2024
50:SARL au capital de 15 000 € - RCS Vannes 447 118 820 - APE 4520A - TVA intracom. FR44447118820{7}`,
  },
  {
    name: 'plumber',
    truth: {
      invoice_number: '2024/A/00318',
      date: '2024-02-08',
      total: '181.50',
      vendor: 'Fontanería Hnos. Luque, S.L.',
    },
    rows: `
50:Fontanería Hnos. Luque, S.L.{12} | 380:FACTURA{16}
50:Pol. Ind. La Negrilla, C/ Imprenta 14 | 380:Nº Factura | 470:2024/A/00318
50:41016 Sevilla | 380:Fecha | 470:08/02/2024
50:CIF: B91447118 | 380:Cód. cliente | 470:00447
350:CDAD. PROP. AVDA. DE LA PAZ 12
350:NIF H41118820
350:41013 SEVILLA
50:Concepto | 300:Uds. | 360:Precio | 420:Dto. | 490:Importe
50:Reparación bajante | 300:1 | 360:120,00 | 420:0 | 490:120,00
50:Desplazamiento | 300:1 | 360:30,00 | 420:0 | 490:30,00
50:B. Imponible | 150:% I.V.A. | 250:Cuota | 350:% R.E. | 450:TOTAL
50:150,00 | 150:21,00 | 250:31,50 | 450:181,50 €
50:Forma de pago: Recibo domiciliado   Vto.: 08/03/2024`,
  },
  {
    name: 'printer',
    truth: { invoice_number: 'FPR 44/24', date: '2024-07-11', total: '597.80', vendor: 'Tipolitografia Zanetti snc' },
    rows: `
50:Tipolitografia Zanetti snc{12}
50:di Zanetti Paolo e C. - Via Verdi 18 - 37121 Verona
50:P.I. e C.F. 04471188231 - Tel. 045 447118
350:Destinatario
350:Cantine Valpolicella Soc. Agr. s.s.
350:Loc. Fumane 4 - 37022 Fumane (VR)
50:FATTURA N. FPR 44/24 | 350:Data documento 11/07/2024
50:Descrizione | 300:Q.tà | 360:Prezzo unit. | 440:Sc.% | 490:Importo
50:Etichette vino 4 colori | 300:5.000 | 360:0,098 | 490:490,00
350:Totale imponibile | 490:490,00
350:Totale IVA 22% | 490:107,80
350:TOTALE FATTURA € | 490:597,80
50:Pagamento: RB 60 gg d.f.f.m. - Scadenza 30/09/2024`,
  },
  {
    name: 'gardener',
    truth: { invoice_number: 'F240447', date: '2024-11-03', total: '468.27', vendor: 'Hoveniersbedrijf Groenendijk' },
    rows: `
300:Hoveniersbedrijf Groenendijk{14}
300:Zuidbuurt 44, 3141 EM Maassluis
300:06-44711882 | 420:info@groenendijk-tuinen.example
50:Fam. Verbeek
50:Haven 12
50:3143 AA Maassluis
50:Maassluis, 3 november 2024
50:Betreft: Factuur F240447
50:Voor de door ons verrichte werkzaamheden brengen wij u in rekening:
50:6,5 uur snoeiwerk à € 48,- | 480:€ 312,00
50:Afvoer groenafval 3 m³ | 480:€ 75,00
350:Subtotaal | 480:€ 387,00
350:21% BTW | 480:€ 81,27
350:Totaal te voldoen | 480:€ 468,27
50:Gelieve binnen 14 dagen over te maken op NL20 RABO 0144 7118 82 o.v.v. het factuurnummer.
50:KvK 24447118 · BTW NL144711882B01`,
  },
  {
    name: 'joiner',
    truth: { invoice_number: '4471', date: '2024-04-22', total: '1353.00', vendor: 'Shannonside Joinery Ltd' },
    rows: `
50:SHANNONSIDE JOINERY LTD{14}
50:Unit 7, Raheen Business Park, Limerick V94 X118
50:VAT IE 4471188K · CRO 447118
50:INVOICE TO: | 350:INVOICE NO.: 4471
50:Mr Declan Roche | 350:DATE: 22nd April 2024
50:Adare, Co. Limerick | 350:YOUR REF: Kitchen
50:Oak worktops | 480:€1,100.00
350:NETT | 480:€1,100.00
350:VAT @ 23% | 480:€253.00
350:GROSS | 480:€1,353.00
350:LESS DEPOSIT | 480:€400.00
350:BALANCE | 480:€953.00`,
  },
  {
    name: 'electricity',
    truth: {
      invoice_number: '0447-1188-20',
      date: '2024-06-14',
      total: '131.07',
      vendor: 'Cedar Valley Electric Cooperative',
    },
    rows: `
50:Cedar Valley Electric Cooperative{15}
50:PO Box 4471, Cedar Falls, IA 50613
350:Bill number | 470:0447-1188-20
350:Bill date | 470:06/14/2024
350:Due date | 470:07/05/2024
50:JOHN & AMY KELLER
50:118 COUNTY RD 9
50:WAVERLY IA 50677
50:Previous balance | 300:$118.42
50:Payment 06/01 | 300:-$118.42
50:Energy charge 982 kWh | 300:$108.02
50:Facility charge | 300:$18.00
50:State tax | 300:$5.05
50:Current charges | 300:$131.07
50:TOTAL AMOUNT DUE | 300:$131.07
50:Amount due after 07/05/2024 | 300:$137.62`,
  },
  {
    name: 'surgery',
    truth: { invoice_number: 'P-24-04471', date: '2024-03-28', total: '163.62', vendor: 'Dr. med. Silke Ahrens' },
    rows: `
50:Dr. med. Silke Ahrens{13}
50:Fachärztin für Dermatologie
50:Am Markt 9 · 26122 Oldenburg · Tel. 0441 447118
50:Herrn
50:Focko Janßen
50:Deichstr. 2
50:26382 Wilhelmshaven
350:Rechnungs-Nr. P-24-04471
350:Datum: 28.03.2024
50:Für ärztliche Leistungen berechne ich gemäß GOÄ:
50:Datum | 120:GOÄ | 180:Leistung | 380:Faktor | 480:EUR
50:04.03.24 | 120:1 | 180:Beratung | 380:2,3 | 480:10,72
50:04.03.24 | 120:7 | 180:Untersuchung Hautorgan | 380:2,3 | 480:21,45
50:04.03.24 | 120:2404 | 180:Exzision | 380:2,3 | 480:74,27
50:11.03.24 | 120:4815 | 180:Histologie | 380:1,8 | 480:57,18
50:Gesamtbetrag | 480:163,62
50:Umsatzsteuerfrei nach § 4 Nr. 14 UStG`,
  },
  {
    name: 'freight',
    truth: {
      invoice_number: 'SI-88120',
      date: '2024-02-27',
      total: '3310.40',
      vendor: 'Meridian Freight Services Ltd',
    },
    rows: `
50:MERIDIAN FREIGHT SERVICES LTD{13}
50:Unit 4 Cargo Centre, Manchester M90 5EX
50:INVOICE TO | 300:SHIPMENT DETAILS
50:Tallis Imports Ltd | 300:MAWB 125-4471 8820
50:Quay St, Liverpool L1 | 300:ETA 24-FEB-24
50:INVOICE | 150:DATE | 250:ACCOUNT | 350:TERMS | 450:CURRENCY
50:SI-88120 | 150:27-Feb-24 | 250:TAL01 | 350:30 DAYS | 450:GBP
50:CHARGE | 300:RATE | 380:VAT | 480:AMOUNT
50:Air freight 840 kg | 300:2.85 | 380:Z | 480:2,394.00
50:Customs clearance | 300:95.00 | 380:S | 480:95.00
50:Delivery | 300:672.00 | 380:S | 480:672.00
50:VAT ANALYSIS | 200:GOODS | 280:VAT
50:Z 0% | 200:2,394.00 | 280:0.00
50:S 20% | 200:767.00 | 280:153.40
50:Disbursement fee not included | 380:NET | 480:3,161.00
380:VAT | 480:149.40
380:INVOICE TOTAL GBP | 480:3,310.40`,
  },
  {
    name: 'designer',
    truth: { invoice_number: '2024-014', date: '2024-02-29', total: '1850.00', vendor: 'Camille Aubert EI' },
    rows: `
50:Camille Aubert EI{12}
50:Graphiste indépendante - SIRET 447 118 820 00011
50:18 rue Vauban, 67000 Strasbourg
330:Mairie de Sélestat
330:9 place d'Armes
330:67600 Sélestat
50:Facture
50:Numéro : 2024-014
50:Date d'émission : 29/02/2024
50:Échéance : 30/03/2024
50:Plaquette 8 pages | 300:1 | 380:1 850,00 € | 480:1 850,00 €
380:Total HT | 480:1 850,00 €
380:TVA non applicable, art. 293 B du CGI
380:Total à régler | 480:1 850,00 €`,
  },
  {
    name: 'name-in-the-foot',
    truth: { invoice_number: '20240981', date: '2024-04-18', total: '154.70', vendor: 'Radwerk Süd GmbH' },
    rows: `
50:Rechnung{20}
50:Rechnungsnummer 20240981
50:Rechnungsdatum 18.04.2024
50:Kunde
50:Eva Lindt
50:Blumenweg 2
50:79100 Freiburg
50:Inspektion | 480:130,00 €
350:Netto | 480:130,00 €
350:19 % MwSt. | 480:24,70 €
350:Gesamt | 480:154,70 €
50:Bitte überweisen Sie auf unser Konto bei der Volksbank Freiburg.
50:www.radwerk-sued.example | 200:Amtsgericht Freiburg HRB 7788 | 400:Geschäftsführer: Uli Senn{7}
50:info@radwerk-sued.example | 200:Radwerk Süd GmbH, Lörracher Str. 8, 79115 Freiburg{7}`,
  },
  {
    name: 'lawn',
    truth: { invoice_number: '5521', date: '2024-07-31', total: '312.66', vendor: "Dale's Lawn & Landscape" },
    rows: `
50:Dale's Lawn & Landscape
50:PO Box 88, Boone, NC 28607 | 400:Date | 480:Invoice #
400:7/31/2024 | 480:5521
50:Bill To | 400:P.O. No. | 480:Terms
50:High Country HOA | 480:Due on receipt
50:100 Ridge Rd
50:Boone, NC 28607
50:Quantity | 120:Description | 380:Rate | 480:Amount
50:4 | 120:Weekly mowing | 380:65.00 | 480:260.00T
50:1 | 120:Mulch | 380:33.00 | 480:33.00T
380:Subtotal | 480:$293.00
380:Sales Tax (6.71%) | 480:$19.66
380:Total | 480:$312.66
380:Payments/Credits | 480:$0.00
380:Balance Due | 480:$312.66`,
  },
]
