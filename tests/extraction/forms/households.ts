/** Bills that households and travellers get, written line by line; everybody on them is invented. */
import type { Form } from './form.ts'

export const households: readonly Form[] = [
  {
    name: 'free',
    truth: { invoice_number: '562044387', date: '2015-07-02', total: '29.99', vendor: 'Libre Mobile' },
    rows: `
50:LIBRE MOBILE{16}
300:Monsieur Jean Dupond
300:12 rue de la Paix
300:75002 PARIS
50:Facture n° 562044387 du 02 Juillet 2015{b}
50:Ligne n° 06 12 34 56 78 | 300:Identifiant : 12345678
50:Forfait illimité | 480:24,99 € HT
50:Remise fidélité | 480:0,00 €
50:Total de la facture HT | 480:24,99 €
50:TVA (20,00%) | 480:5,00 €
50:Total de la facture TTC | 480:29,99 €
50:Somme à payer | 480:29,99 €
50:Date limite de paiement : 12 Juillet 2015
50:Libre Mobile - SAS au capital de 10.000.000 Euros - RCS PARIS 111 222 333 - Siège social : 1 rue du Relais 75010 PARIS{7}`,
  },
  {
    name: 'ukbill',
    truth: { invoice_number: '8843 2201', date: '2024-03-03', total: '84.12', vendor: 'Northern Spark Energy' },
    rows: `
50:northern spark{24}
50:Miss A Cole | 350:Your account number: 99120034
50:77 King Street | 350:Bill number: 88432201
50:Leeds LS9 8AG | 350:Bill date: 3 March 2024
350:Page 1 of 2
50:Your electricity bill{16}
50:For the period 1 February 2024 to 29 February 2024
50:Your last bill | 450:£80.00
50:What you've paid (thank you) | 450:-£80.00
50:Electricity charges | 450:£80.11
50:VAT at 5% | 450:£4.01
50:Total charges this period | 450:£84.12
50:Please pay by 20 March 2024 | 450:£84.12
50:Northern Spark Energy Limited. Registered in England No. 01234567. Registered office: 1 Grid Street, London EC1A 1BB. VAT GB 123 4567 89{7}`,
  },
  {
    name: 'hotel',
    truth: { invoice_number: '45871', date: '2023-09-17', total: '412.50', vendor: 'Hotel Seeblick' },
    rows: `
200:Hotel Seeblick{18}
180:Seestraße 1 · 78464 Konstanz · Telefon 07531 12345
50:Frau Dr. Helga Braun
50:Hauptstraße 5
50:50667 Köln
50:RECHNUNG{14}
50:Rechnungs-Nr.: 45871 | 300:Zimmer: 212
50:Anreise: 14.09.2023 | 300:Abreise: 17.09.2023
50:Datum: 17.09.2023 | 300:Personen: 2
50:Datum | 120:Leistung | 300:Anzahl | 380:Einzel | 480:Betrag
50:14.09.2023 | 120:Übernachtung | 300:1 | 380:120,00 | 480:120,00
50:15.09.2023 | 120:Übernachtung | 300:1 | 380:120,00 | 480:120,00
50:16.09.2023 | 120:Übernachtung | 300:1 | 380:120,00 | 480:120,00
50:17.09.2023 | 120:Minibar | 300:1 | 380:52,50 | 480:52,50
380:Gesamt EUR | 480:412,50
50:MwSt 7% | 150:Netto 336,45 | 250:MwSt 23,55 | 350:Brutto 360,00
50:MwSt 19% | 150:Netto 44,12 | 250:MwSt 8,38 | 350:Brutto 52,50
50:Gezahlt VISA 412,50 EUR`,
  },
  {
    name: 'spain-utility',
    truth: { invoice_number: 'E22N1234567', date: '2022-11-21', total: '63.45', vendor: 'Energía del Levante, S.A.U.' },
    rows: `
50:Energía del Levante{18}
50:DATOS DE LA FACTURA | 320:José Antonio Gil
50:Nº factura: E22N1234567 | 320:Calle Mayor 3, 2ºA
50:Fecha de emisión: 21/11/2022 | 320:46001 VALENCIA
50:Periodo de facturación: 15/10/2022 - 15/11/2022
50:Fecha de cargo: 28/11/2022
50:RESUMEN DE LA FACTURA
50:Energía | 450:48,20 €
50:Servicios y otros conceptos | 450:4,24 €
50:IVA 21% s/ 52,44 | 450:11,01 €
50:TOTAL IMPORTE FACTURA | 450:63,45 €
50:Energía del Levante, S.A.U. Inscrita en el Registro Mercantil de Valencia. CIF A12345678. Domicilio social: Plaza España 5, 46001 Valencia{7}`,
  },
  {
    name: 'taxi',
    truth: { date: '2022-05-19', total: '23.40', vendor: 'Taxi Berger' },
    rows: `
20:Taxi Berger{12}
20:Ringstr. 9, 70173 Stuttgart
20:St.-Nr. 99/123/45678
20:QUITTUNG{12}
20:Datum 19.05.2022 | 180:22:47
20:Fahrt von Hbf nach Flughafen
20:Fahrpreis | 180:21,40 EUR
20:Trinkgeld | 180:2,00 EUR
20:Summe{12} | 180:23,40 EUR{12}
20:inkl. 7% MwSt | 180:1,53
20:Unterschrift`,
  },
  {
    name: 'us-restaurant',
    truth: { date: '2019-07-22', total: '53.26', vendor: 'Blue Agave Cantina' },
    rows: `
60:Blue Agave Cantina{13}
60:221 Congress Ave
60:Austin, TX 78701
60:(512) 555-0144
20:Server: Maria | 180:Table 14
20:07/22/19 8:14 PM | 180:Check #1182
20:2 Tacos al pastor | 200:18.00
20:1 Enchiladas | 200:16.50
20:2 Margarita | 200:14.70
20:Subtotal | 200:49.20
20:Tax | 200:4.06
20:Total | 200:53.26
20:Tip: ______
20:Total: ______
20:Suggested gratuity: 18% 8.86 20% 9.84
60:Thank you!`,
  },
]
