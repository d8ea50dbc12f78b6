/** Receipts as shops, restaurants and machines print them; everybody on them is invented. */
import type { Form } from './form.ts'

export const tills: readonly Form[] = [
  {
    name: 'rewe',
    truth: { date: '2024-05-17', total: '23.45', vendor: 'FRISCHMARKT Krause oHG' },
    rows: `
80:FRISCHMARKT
60:Krause oHG
60:Hauptstr. 112
60:04109 Leipzig
60:UID Nr.: DE200300400
220:EUR
20:BIO MILCH 3,8% | 220:1,29 B
20:BROT ROGGEN | 220:3,49 B
20:WASCHMITTEL | 220:12,99 A
20:PFAND 0,25 EURO | 220:0,25 A
20:2 Stk x 2,715
20:KAFFEE | 220:5,43 B
20:----------------------------------------
20:SUMME | 120:EUR | 220:23,45
20:========================================
20:Geg. Mastercard | 120:EUR | 220:23,45
20:* * Kundenbeleg * *
20:Datum: | 200:17.05.2024
20:Uhrzeit: | 200:18:33:02 Uhr
20:Beleg-Nr. | 200:4711
20:Trace-Nr. | 200:012345
20:Steuer % | 100:Netto | 160:Steuer | 220:Brutto
20:A= 19,0% | 100:11,13 | 160:2,11 | 220:13,24
20:B= 7,0% | 100:9,54 | 160:0,67 | 220:10,21
20:Gesamtbetrag | 100:20,67 | 160:2,78 | 220:23,45
20:TSE-Signaturzähler: 123456
20:17.05.2024 | 100:18:33 | 160:Bon-Nr.:1234
20:Markt:0123 | 100:Kasse:4 | 160:Bed.:080808`,
  },
  {
    name: 'walmart',
    truth: { date: '2019-04-27', total: '49.90', vendor: 'Wagonmart' },
    rows: `
90:WAGONMART{14}
40:Save money. Live better.
60:( 512 ) 555 - 0170
60:MANAGER TOD LINGA
60:1200 S PARK ST
60:AUSTIN TX 78701
20:ST# 03795 OP# 009028 TE# 28 TR# 01312
20:TATER TOTS | 120:001312000026 F | 230:2.96 O
20:HARD/PROV/DC | 120:007874219410 F | 230:2.68 O
20:SNACK BARS | 120:002190848816 F | 230:4.98 T
20:HRI CL CHS | 120:003120806000 F | 230:35.33 X
100:SUBTOTAL | 230:45.95
100:TAX 1 | 160:8.600 % | 230:3.95
100:TOTAL | 230:49.90
100:VISA TEND | 230:49.90
20:ACCOUNT # **** **** **** 4242
20:APPROVAL # 572868
100:CHANGE DUE | 230:0.00
60:# ITEMS SOLD 4
60:TC# 1234 5678 9012
60:04/27/19 | 140:12:59:46
20:***CUSTOMER COPY***`,
  },
  {
    name: 'tesco',
    truth: { date: '2023-11-04', total: '12.34', vendor: 'GREENGROVE' },
    rows: `
90:GREENGROVE{14}
80:Leeds Express
60:VAT NO: 220 0000 31
20:SEMI SKIMMED MILK | 220:£1.30
20:BANANAS LOOSE | 220:£0.84
20:0.921 kg @ £0.91/kg
20:CHICKEN BREAST | 220:£6.20
20:MEAL DEAL SAVING | 220:-£1.00
20:WINE | 220:£5.00
20:SUB-TOTAL | 220:£13.34
20:PROMOTIONS | 220:-£1.00
20:TOTAL TO PAY | 220:£12.34
20:DEBIT CARD SALE | 220:£12.34
20:CHANGE DUE | 220:£0.00
20:AID: A0000000031010
20:CARD: **** **** **** 1234
20:AUTH CODE: 123456
20:CLUB STATEMENT
20:POINTS THIS VISIT | 220:12
20:TOTAL UP TO 03/11/23 | 220:340
20:04/11/23 17:21 | 160:5402 093 9120`,
  },
  {
    name: 'mercadona',
    truth: { date: '2024-01-09', total: '18.07', vendor: 'ALIMENTARIA DEL SUR, S.A.' },
    rows: `
40:ALIMENTARIA DEL SUR, S.A. A-12345678
60:C/ COLÓN 22
60:46001 VALENCIA
60:TELÉFONO: 963123456
40:09/01/2024 20:14 OP: 124471
40:FACTURA SIMPLIFICADA: 2241-014-123456
20:Descripción | 150:P. Unit | 220:Importe
20:1 PAN MOLDE | 220:1,35
20:2 LECHE ENTERA | 150:0,96 | 220:1,92
20:1 ACEITE OLIVA | 220:9,95
20:1 JAMÓN | 220:4,85
120:TOTAL (€) | 220:18,07
100:TARJETA BANCARIA | 220:18,07
20:IVA | 100:BASE IMPONIBLE (€) | 220:CUOTA (€)
20:4% | 100:3,14 | 220:0,13
20:10% | 100:13,45 | 220:1,35
20:TOTAL | 100:16,59 | 220:1,48
20:TARJ. BANCARIA: **** **** **** 0000
20:Importe: 18,07 €
60:SE ADMITEN DEVOLUCIONES CON TICKET`,
  },
  {
    name: 'fr-resto',
    truth: { date: '2022-08-12', total: '47.50', vendor: 'SARL Le Phare' },
    rows: `
70:Brasserie du Port
60:SARL LE PHARE
60:3 quai Carnot
60:17000 La Rochelle
60:Tél 05 46 12 34 56
20:Table 12 | 160:Couverts : 2
20:12/08/2022 | 160:13:45
20:2 MENU DU JOUR | 220:36.00
20:1 CARAFE VIN | 220:7.50
20:2 CAFE | 220:4.00
20:Total HT | 220:42.97
20:TVA 10% | 220:3.64
20:TVA 20% | 220:0.89
20:TOTAL TTC EUR | 220:47.50
20:CB | 220:50.00
20:Pourboire | 220:2.50
20:Service compris
60:Merci de votre visite`,
  },
  {
    name: 'my',
    truth: { date: '2018-02-05', total: '33.90', vendor: 'KEDAI PAPAN SENG HUAT' },
    rows: `
60:KEDAI PAPAN SENG HUAT
80:(0001112223-K)
20:LOT 27 JALAN MELOR 43800 DENGKIL,
40:SELANGOR.
20:TEL: 03-00044455 FAX: 03-00044456
60:GST ID: 000223334445
90:TAX INVOICE
20:Invoice No. | 100:: CS-20242
20:Cashier | 100:: USER
20:Date | 100:: 05/02/2018 03:12:42 PM
20:Item | 120:Qty | 150:Price | 200:Disc | 230:Amount
20:HINGE 4" X 2" | 120:4 | 150:8.00 | 200:0.00 | 230:32.00 SR
20:Sub Total (Excl. GST) : | 230:31.98
20:Total Excl. GST | 230:31.98
20:Total GST | 230:1.92
20:Rounding Adj | 230:0.00
20:Total Amt Incl. GST | 230:33.90
20:CASH | 230:50.00
20:CHANGE | 230:16.10
20:GST SUMMARY | 150:Amount | 230:GST
20:SR @ 6% | 150:31.98 | 230:1.92
60:GOODS SOLD ARE NOT RETURNABLE`,
  },
  {
    name: 'my2',
    truth: { date: '2017-12-25', total: '8.20', vendor: 'BEST BROTHERS HARDWARE' },
    rows: `
60:BEST BROTHERS
90:HARDWARE
20:NO 3G, JALAN MAWAR INDAH,
20:U13/X, 40170 SETIA ALAM
20:MOBILE/WHATSAPPS: +6012-6661234
20:GST ID NO : 000334445556
20:RECEIPT NO: BBH-1712250031
20:25 DEC 2017 11:32AM
20:1 x PVC TAPE | 230:2.36
20:3 x SCREW | 230:5.83
20:TOTAL QTY: 4
20:TOTAL SALES (EXCLUDING GST) RM | 230:7.73
20:TOTAL GST RM | 230:0.46
20:ROUNDING RM | 230:0.01
20:TOTAL SALES (INCLUSIVE GST) RM | 230:8.20
20:CASH RM | 230:10.20
20:CHANGE RM | 230:2.00`,
  },
  {
    name: 'parking',
    truth: { date: '2023-07-14', total: '6.50', vendor: 'City Parkhaus GmbH' },
    rows: `
60:City Parkhaus GmbH
60:Marktplatz 2
60:70173 Stuttgart
60:Quittung
20:Einfahrt: 14.07.23 09:12
20:Ausfahrt: 14.07.23 12:40
20:Ticket-Nr. 00471199
20:Parkgebühr | 200:6,50 EUR
20:inkl. 19% MwSt | 200:1,04 EUR
20:Bezahlt: girocard | 200:6,50 EUR`,
  },
  {
    name: 'fuel',
    truth: { date: '2021-09-30', total: '71.04', vendor: 'Tankhof Meier' },
    rows: `
70:TANKHOF MEIER
60:Ulmer Str. 8
60:89231 Neu-Ulm
60:StNr 151/222/33333
20:Beleg-Nr. 8812/003/00012
20:30.09.2021 07:58
20:Säule 4 Super E10
20:43,87 l x 1,619 EUR/l | 220:71,04 EUR*
20:Gesamtbetrag | 220:71,04 EUR
20:Typ Netto MwSt Brutto
20:* 19,00% 59,70 11,34 71,04
20:VISA | 220:71,04 EUR
60:Vielen Dank, gute Fahrt!`,
  },
  {
    name: 'it-bar',
    truth: { date: '2023-03-08', total: '7.40', vendor: 'BAR CENTRALE DI GALLO MARCO' },
    rows: `
40:BAR CENTRALE DI GALLO MARCO
60:PIAZZA DANTE 4
60:10121 TORINO
60:P.IVA 01234567897
60:DOCUMENTO COMMERCIALE
40:di vendita o prestazione
20:DESCRIZIONE | 150:IVA | 200:Prezzo(€)
20:CAPPUCCINO X2 | 150:10% | 200:3,40
20:BRIOCHE X2 | 150:10% | 200:4,00
20:TOTALE COMPLESSIVO | 200:7,40
20:di cui IVA | 200:0,67
20:Pagamento contante | 200:10,00
20:Resto | 200:2,60
20:08-03-2023 08:41
20:DOCUMENTO N. 0345-0012
20:RT 99MEY000001`,
  },
]
