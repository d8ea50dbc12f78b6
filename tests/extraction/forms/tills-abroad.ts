/** Receipts as tills print them in many countries; everybody on them is invented. */
import type { Form } from './form.ts'

export const tillsAbroad: readonly Form[] = [
  {
    name: 'starcoffee',
    truth: { date: '2023-08-14', total: '11.85', vendor: 'Grindhouse Coffee' },
    rows: `
60:GRINDHOUSE COFFEE
60:Store #4471
20:221 Pike St, Seattle WA
20:CHK 711204
20:08/14/2023 07:52 AM
20:1 Gr Latte | 200:5.45
20:  Oat milk | 200:0.80
20:1 Croissant | 200:4.50
20:Subtotal | 200:10.75
20:Tax 10.25% | 200:1.10
20:Total | 200:$11.85
20:Visa xxxx1188 | 200:$11.85
20:Change Due | 200:$0.00`,
  },
  {
    name: 'baecker',
    truth: { date: '2024-05-11', total: '9.35', vendor: 'Bäckerei Nägele' },
    rows: `
60:Bäckerei Nägele
60:Marktstr. 14
60:89073 Ulm
60:Tel. 0731/44718
20:2 x 1,15 Laugenbrezel | 200:2,30 A
20:1 Bauernbrot 1kg | 200:4,95 A
20:1 Kaffee groß | 200:2,10 B
20:SUMME EUR | 200:9,35
20:BAR | 200:10,00
20:Rückgeld | 200:0,65
20:MwSt | 70:Netto | 130:Steuer | 190:Brutto
20:A 7% | 70:6,78 | 130:0,47 | 190:7,25
20:B 19% | 70:1,76 | 130:0,34 | 190:2,10
20:11.05.2024 08:14 Kasse 2 Bon 4471`,
  },
  {
    name: 'paragon',
    truth: { date: '2024-02-03', total: '48.96', vendor: 'Sklep Spożywczy Zosia' },
    rows: `
40:Sklep Spożywczy Zosia
40:ul. Lipowa 3, 20-020 Lublin
40:NIP 712-000-11-22
20:2024-02-03 | 180:nr wydr. 004471
60:PARAGON FISKALNY
20:Chleb 1 x5,99 | 200:5,99 C
20:Kawa 1 x42,97 | 200:42,97 A
20:Sprzed. opod. PTU A | 200:42,97
20:Kwota A 23,00% | 200:8,04
20:Sprzed. opod. PTU C | 200:5,99
20:Kwota C 05,00% | 200:0,29
20:Podatek PTU | 200:8,33
20:SUMA PLN | 200:48,96
20:Karta płatnicza | 200:48,96`,
  },
  {
    name: 'scontrino',
    truth: { date: '2023-06-21', total: '23.50', vendor: 'Trattoria da Gino' },
    rows: `
60:TRATTORIA DA GINO
60:di Luigi Ferrari
60:Via Roma 3 - 50100 Firenze
60:P.IVA 01234567897
60:DOCUMENTO COMMERCIALE
60:di vendita o prestazione
20:DESCRIZIONE | 150:IVA | 200:Prezzo(€)
20:COPERTO 2 | 150:10% | 200:4,00
20:PIZZA | 150:10% | 200:12,50
20:VINO | 150:10% | 200:7,00
20:TOTALE COMPLESSIVO | 200:23,50
20:di cui IVA | 200:2,14
20:Pagamento contante | 200:0,00
20:Pagamento elettronico | 200:23,50
20:21-06-2023 20:44 | 170:DOC.N. 0447-0018`,
  },
  {
    name: 'parking',
    truth: { date: '2024-09-30', total: '14.00', vendor: 'Parkhaus Rathaus GmbH' },
    rows: `
60:Parkhaus Rathaus GmbH
60:Rathausplatz 1, 8001 Zürich
60:Quittung
20:Einfahrt: 30.09.2024 09:12
20:Ausfahrt: 30.09.2024 16:40
20:Parkdauer: 0T 07:28
20:Betrag CHF | 180:14.00
20:inkl. 8.1% MwSt | 180:1.05
20:Bezahlt mit Karte
60:Vielen Dank`,
  },
  {
    name: 'gas',
    truth: { date: '2022-11-19', total: '52.31', vendor: 'Prairie Stop' },
    rows: `
60:PRAIRIE STOP #118
60:I-80 EXIT 312
60:GRAND ISLAND NE 68801
20:11/19/22 06:41:12 PM
20:PUMP 04  UNLEADED
20:GALLONS | 180:14.947
20:PRICE/GAL | 180:$3.499
20:FUEL TOTAL | 180:$52.31
20:TOTAL | 180:$52.31
20:MASTERCARD
20:XXXX XXXX XXXX 4471
20:APPROVED 118844`,
  },
  {
    name: 'terminal',
    truth: { date: '2024-07-02', total: '36.20', vendor: 'Blumen Wiese' },
    rows: `
60:Blumen Wiese
60:Hauptstr. 8
60:10115 Berlin
60:Kundenbeleg
20:Terminal-ID: 54471188
20:TA-Nr. 004471 BNr. 0118
60:Kartenzahlung
60:girocard
20:Betrag EUR | 200:36,20
20:Datum 02.07.2024 | 150:14:02:33 Uhr
60:Zahlung erfolgt`,
  },
  {
    name: 'taxi-en',
    truth: { date: '2024-03-03', total: '27.60', vendor: 'City Cabs' },
    rows: `
60:CITY CABS
60:VAT No. GB 447 7188 20
20:Receipt no. 118844
20:Date 03 Mar 2024 22:15
20:From: Waverley Stn
20:To: Leith Links
20:Fare | 200:£23.00
20:Extras | 200:£2.60
20:Tip | 200:£2.00
20:TOTAL PAID | 200:£27.60
60:Thank you`,
  },
  {
    name: 'kvittering',
    truth: { date: '2024-04-14', total: '189.00', vendor: 'Havnens Bager ApS' },
    rows: `
60:Havnens Bager ApS
60:Havnegade 3, 5000 Odense C
60:CVR 12345678
20:Dato 14-04-2024 kl. 09:22 | 190:Bon 4471
20:3 Rugbrød á 35,00 | 200:105,00
20:2 Kanelsnegl | 200:84,00
20:TOTAL DKK | 200:189,00
20:Heraf moms 25% | 200:37,80
20:Dankort | 200:189,00
60:Tak for besøget`,
  },
]
