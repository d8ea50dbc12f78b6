/** Invoices as they are written in many countries; everybody on them is invented. */
import type { Form } from './form.ts'

export const abroad: readonly Form[] = [
  {
    name: 'polish',
    truth: {
      invoice_number: 'FV/12/2024',
      date: '2024-02-12',
      total: '1722.00',
      vendor: 'Zakład Stolarski Kowal sp. z o.o.',
    },
    rows: `
50:Zakład Stolarski Kowal sp. z o.o.{12} | 380:Faktura VAT nr FV/12/2024{12}
50:ul. Długa 5, 00-238 Warszawa | 380:Data wystawienia: 12.02.2024
50:NIP: 5250001009 | 380:Data sprzedaży: 10.02.2024
380:Termin płatności: 26.02.2024
50:Sprzedawca | 320:Nabywca
50:Zakład Stolarski Kowal sp. z o.o. | 320:Hotel Sosna S.A.
50:ul. Długa 5 | 320:ul. Krótka 1
50:00-238 Warszawa | 320:30-001 Kraków
50:Lp. | 80:Nazwa | 250:Ilość | 310:Cena netto | 390:VAT | 430:Wartość netto | 510:Wartość brutto
50:1 | 80:Szafa | 250:1 szt. | 310:1 400,00 | 390:23% | 430:1 400,00 | 510:1 722,00
320:Razem | 430:1 400,00 | 480:322,00 | 530:1 722,00
320:W tym | 390:23% | 430:1 400,00 | 480:322,00 | 530:1 722,00
50:Do zapłaty: 1 722,00 PLN{b}
50:Słownie: jeden tysiąc siedemset dwadzieścia dwa złote 00/100
50:Numer konta: PL61 1090 1014 0000 0712 1981 2874`,
  },
  {
    name: 'swedish',
    truth: { invoice_number: '20245', date: '2024-05-31', total: '12500.00', vendor: 'Nordljus Konsult AB' },
    rows: `
50:Nordljus Konsult AB{14}
350:FAKTURA{16}
350:Fakturanummer | 450:20245
350:Fakturadatum | 450:2024-05-31
350:Förfallodatum | 450:2024-06-30
350:Kundnr | 450:1007
50:Fabrik Väst AB
50:Hamngatan 2
50:411 06 Göteborg
50:Konsulttimmar | 300:10 | 400:1 000,00 | 500:10 000,00
50:Netto | 200:Moms % | 300:Moms | 400:Öresavr. | 480:Att betala SEK
50:10 000,00 | 200:25 | 300:2 500,00 | 400:0,00 | 480:12 500,00
50:Bankgiro 123-4567 Momsreg.nr SE556677889901`,
  },
  {
    name: 'danish',
    truth: { invoice_number: '4410', date: '2024-02-06', total: '6250.00', vendor: 'Havnens VVS ApS' },
    rows: `
350:Havnens VVS ApS{12}
350:Kajgade 5
350:8000 Aarhus C
350:CVR-nr. 12345678
50:Mette Jensen
50:Skovvej 4
50:8210 Aarhus V
50:Faktura{18}
350:Fakturanr. 4410
350:Fakturadato 06-02-2024
50:Arbejdsløn | 480:5.000,00
350:Subtotal | 480:5.000,00
350:25,00% moms | 480:1.250,00
350:I alt DKK | 480:6.250,00
50:Betalingsfrist: 14 dage`,
  },
  {
    name: 'czech',
    truth: { invoice_number: '2024000123', date: '2024-03-05', total: '12100.00', vendor: 'Dřevo Novák s.r.o.' },
    rows: `
50:Faktura - daňový doklad č. 2024000123{13}
50:Dodavatel: | 320:Odběratel:
50:Dřevo Novák s.r.o. | 320:Hotel Morava a.s.
50:Lesní 12 | 320:Náměstí 1
50:602 00 Brno | 320:779 00 Olomouc
50:IČ: 12345678 DIČ: CZ12345678 | 320:DIČ: CZ87654321
50:Datum vystavení: 05.03.2024
50:Datum splatnosti: 19.03.2024
50:Řezivo | 400:10 000,00 | 480:2 100,00 | 540:12 100,00
350:Základ daně | 480:10 000,00
350:DPH 21% | 480:2 100,00
350:Celkem k úhradě | 480:12 100,00 Kč`,
  },
  {
    name: 'hungarian',
    truth: { invoice_number: 'SZ-2024-0071', date: '2024-05-02', total: '127000', vendor: 'Duna Nyomda Kft.' },
    rows: `
50:SZÁMLA{16} | 380:Számla sorszáma: SZ-2024-0071
50:Eladó: | 320:Vevő:
50:Duna Nyomda Kft. | 320:Pékség Bt.
50:1011 Budapest, Fő utca 2. | 320:6720 Szeged, Híd u. 4.
50:Adószám: 12345678-2-41
50:Számla kelte: 2024.05.02. | 250:Fizetési határidő: 2024.05.16.
50:Szórólap | 200:1000 db | 300:100 | 380:100 000 | 440:27 000 | 500:127 000
350:Nettó összesen: | 500:100 000 Ft
350:ÁFA 27%: | 500:27 000 Ft
350:Fizetendő végösszeg: | 500:127 000 Ft{b}`,
  },
  {
    name: 'finnish',
    truth: { invoice_number: '10233', date: '2024-03-14', total: '620.00', vendor: 'Saimaan Huolto Oy' },
    rows: `
50:Saimaan Huolto Oy{12} | 350:LASKU{16}
50:Satamakatu 3 | 350:Laskun numero | 470:10233
50:53100 Lappeenranta | 350:Laskun päiväys | 470:14.3.2024
350:Eräpäivä | 470:28.3.2024
350:Viitenumero | 470:1 02334
50:Kiinteistö Oy Rantala
50:Rantatie 8
50:53100 Lappeenranta
50:Tuote | 250:Määrä | 320:à-hinta | 400:Alv % | 480:Yhteensä
50:Huoltokäynti | 250:1 kpl | 320:500,00 | 400:24 | 480:620,00
350:Veroton hinta yhteensä | 480:500,00
350:Arvonlisävero | 480:120,00
350:Laskun loppusumma EUR | 480:620,00
50:Y-tunnus 1234567-8 IBAN FI21 1234 5600 0007 85`,
  },
  {
    name: 'norwegian',
    truth: { invoice_number: '5501', date: '2024-01-22', total: '4375.00', vendor: 'Fjord Regnskap AS' },
    rows: `
50:Fjord Regnskap AS{14}
50:Bryggen 5, 5003 Bergen
50:Org.nr: NO 987 654 325 MVA
50:Kari Nordmann Design
50:Lia 2
50:5010 Bergen
380:Faktura{14}
380:Fakturanr: 5501
380:Fakturadato: 22.01.2024
380:Forfallsdato: 05.02.2024
50:Regnskap desember | 480:3 500,00
350:Netto | 480:3 500,00
350:MVA 25% | 480:875,00
350:Å betale NOK | 480:4 375,00`,
  },
  {
    name: 'portuguese',
    truth: { invoice_number: 'FT 2024/331', date: '2024-06-17', total: '246.00', vendor: 'Tipografia Lusa, Lda.' },
    rows: `
50:Tipografia Lusa, Lda.{14}
50:Rua Augusta 100, 1100-053 Lisboa
50:NIF: 501234567
350:Exmo(s). Sr(s).
350:Café Central
350:Rua Nova 3
350:4000-001 Porto
50:Fatura FT 2024/331
50:Data de emissão: 2024-06-17
50:Cartões de visita | 300:1000 | 400:0,20 | 500:200,00
350:Total ilíquido | 500:200,00
350:IVA (23%) | 500:46,00
350:Total do documento (EUR) | 500:246,00`,
  },
  {
    name: 'brazilian',
    truth: { invoice_number: '000.123', date: '2024-03-22', total: '1580.90', vendor: 'Comercial Ipê Ltda' },
    rows: `
50:Comercial Ipê Ltda{14}
50:Av. Paulista 1000, São Paulo - SP
50:CNPJ 12.345.678/0001-95
50:NOTA FISCAL Nº 000.123
50:Data de emissão 22/03/2024
50:Destinatário: João Lima
50:Produto | 500:1.480,90
50:Valor total dos produtos | 500:1.480,90
50:Valor do frete | 500:100,00
50:Valor total da nota | 500:R$ 1.580,90`,
  },
  {
    name: 'emirates',
    truth: { invoice_number: 'TI/2024/0087', date: '2024-06-03', total: '15750.00', vendor: 'Al Noor Trading LLC' },
    rows: `
200:AL NOOR TRADING LLC{16}
180:P.O. Box 4471, Deira, Dubai, UAE | 400:TRN: 100234567800003
250:TAX INVOICE{14}
50:Invoice No. : TI/2024/0087 | 350:Date : 03-Jun-2024
50:Customer : Gulf Fit Out Works LLC | 350:LPO No : 7741
50:Customer TRN : 100998877600003 | 350:Payment : 30 Days PDC
50:SN | 90:Description | 300:Qty | 350:Rate | 420:Taxable | 470:VAT 5% | 530:Total
50:1 | 90:Gypsum board | 300:500 | 350:30.00 | 420:15,000.00 | 470:750.00 | 530:15,750.00
300:Total | 420:15,000.00 | 470:750.00 | 530:15,750.00
50:Amount in words: UAE Dirhams Fifteen Thousand Seven Hundred Fifty Only
50:Receiver's Sign | 400:For AL NOOR TRADING LLC`,
  },
  {
    name: 'japanese',
    truth: { invoice_number: '2024-0031', date: '2024-04-30', total: '330000', vendor: 'Sakura Translations K.K.' },
    rows: `
250:INVOICE{18}
380:Date: April 30, 2024
380:No. 2024-0031
50:To: Berg Verlag GmbH
50:Munich, Germany
350:Sakura Translations K.K.{b}
350:2-3-1 Yoyogi, Shibuya-ku
350:Tokyo 151-0053 Japan
350:Registration No. T1234567890123
50:Total Amount Due: ¥330,000{14}
50:Item | 300:Qty | 380:Price | 480:Amount
50:Translation JA-EN, 20,000 characters | 300:1 | 380:¥300,000 | 480:¥300,000
380:Subtotal | 480:¥300,000
380:Consumption tax (10%) | 480:¥30,000
380:Total | 480:¥330,000`,
  },
  {
    name: 'turkish',
    truth: {
      invoice_number: 'ABC2024000000123',
      date: '2024-03-11',
      total: '12000.00',
      vendor: 'Anadolu Tekstil San. ve Tic. Ltd. Şti.',
    },
    rows: `
50:Anadolu Tekstil San. ve Tic. Ltd. Şti.{12}
50:Organize Sanayi Bölgesi, Bursa
50:VKN: 1234567890
50:SAYIN: Berlin Mode GmbH
350:e-FATURA{14}
350:Fatura No: ABC2024000000123
350:Fatura Tarihi: 11-03-2024
50:Kumaş | 300:100 m | 380:100,00 TL | 480:10.000,00 TL
350:Mal Hizmet Toplam Tutarı | 480:10.000,00 TL
350:Hesaplanan KDV (%20) | 480:2.000,00 TL
350:Vergiler Dahil Toplam Tutar | 480:12.000,00 TL
350:Ödenecek Tutar | 480:12.000,00 TL`,
  },
  {
    name: 'australian',
    truth: {
      invoice_number: 'INV-0391',
      date: '2024-02-07',
      total: '1067.00',
      vendor: 'Coastal Electrical Services Pty Ltd',
    },
    rows: `
50:TAX INVOICE{20} | 350:Invoice Date | 460:Coastal Electrical Services
350:7 Feb 2024 | 460:Pty Ltd
50:Marnie Woods | 350:Invoice Number | 460:PO Box 119
50:4/22 Beach Rd | 350:INV-0391 | 460:COFFS HARBOUR NSW 2450
50:SAWTELL NSW 2452 | 350:ABN | 460:AUSTRALIA
350:51 824 753 556
50:Description | 300:Quantity | 360:Unit Price | 430:GST | 500:Amount AUD
50:Switchboard upgrade | 300:1.00 | 360:850.00 | 430:10% | 500:850.00
50:Call out | 300:1.00 | 360:120.00 | 430:10% | 500:120.00
400:Subtotal | 500:970.00
400:TOTAL GST 10% | 500:97.00
400:TOTAL AUD{b} | 500:1,067.00{b}
50:Due Date: 21 Feb 2024
50:Bank: BSB 062-000 Account 1234 5678`,
  },
  {
    name: 'belgian',
    truth: { invoice_number: '2024/0412', date: '2024-05-06', total: '302.50', vendor: 'Drukkerij De Zwaan BV' },
    rows: `
50:Drukkerij De Zwaan BV{14}
50:Molenstraat 40, 9000 Gent
50:BTW BE 0123.456.789 - RPR Gent
350:Bakkerij Het Hoekje
350:Dorpsplein 1
350:9300 Aalst
50:FACTUUR 2024/0412
50:Datum: 06/05/2024 | 250:Vervaldag: 05/06/2024
50:Omschrijving | 300:Aantal | 380:Eenheidsprijs | 480:Bedrag
50:Flyers A5 | 300:1000 | 380:0,25 | 480:250,00
50:Maatstaf van heffing | 200:BTW % | 300:BTW | 480:Te betalen
50:250,00 | 200:21 | 300:52,50 | 480:302,50 EUR
50:IBAN BE68 5390 0754 7034`,
  },
  {
    name: 'swiss',
    truth: { invoice_number: '2024-77', date: '2024-09-03', total: '864.80', vendor: 'Cave du Coteau Sàrl' },
    rows: `
50:Cave du Coteau Sàrl{14}
50:Route du Vignoble 12, 1095 Lutry
350:Restaurant Le Port
350:Quai 3
350:1800 Vevey
350:Lutry, le 3 septembre 2024
50:Facture n° 2024-77{12}
50:60 | 90:Chasselas 2023 75cl | 400:13.33 | 500:799.80
400:Total HT | 500:799.80
400:TVA 8.1% | 500:64.78
400:Arrondi | 500:0.22
400:Total TTC CHF | 500:864.80
50:Payable à 30 jours net`,
  },
  {
    name: 'chinese',
    truth: {
      invoice_number: 'HX20240519',
      date: '2024-05-19',
      total: '8640.00',
      vendor: 'Ningbo Haixing Import & Export Co., Ltd.',
    },
    rows: `
130:NINGBO HAIXING IMPORT & EXPORT CO., LTD.{14}
130:Room 1203, No.88 Zhongshan East Road, Ningbo, China
250:COMMERCIAL INVOICE{14}
50:TO: Nordic Tools AB | 380:INVOICE NO.: HX20240519
50:Storgatan 1, Malmö | 380:DATE: MAY.19,2024
380:S/C NO.: HX-SC-2207
50:FROM: NINGBO, CHINA | 250:TO: GOTHENBURG, SWEDEN
50:MARKS | 130:DESCRIPTION OF GOODS | 320:QUANTITY | 400:UNIT PRICE | 490:AMOUNT
400:FOB NINGBO | 490:USD
50:N/M | 130:CLAW HAMMER 16OZ | 320:2400 PCS | 400:USD2.10 | 490:USD5,040.00
130:RUBBER MALLET | 320:1800 PCS | 400:USD2.00 | 490:USD3,600.00
130:TOTAL: | 320:4200 PCS | 490:USD8,640.00
50:SAY U.S. DOLLARS EIGHT THOUSAND SIX HUNDRED AND FORTY ONLY.`,
  },
  {
    name: 'south-african',
    truth: { invoice_number: 'IN104471', date: '2024-01-26', total: '8625.00', vendor: 'Karoo Solar (Pty) Ltd' },
    rows: `
50:Karoo Solar (Pty) Ltd | 350:TAX INVOICE
50:VAT No: 4470118820 | 350:Number: IN104471
50:12 Voortrekker St | 350:Date: 26/01/2024
50:Graaff-Reinet 6280 | 350:Page: 1/1
50:To: Camdeboo Guest Farm
50:Inverter service | 300:1.00 | 380:R7,500.00 | 480:R7,500.00
350:Total Discount: | 480:R0.00
350:Total Exclusive: | 480:R7,500.00
350:Total VAT: | 480:R1,125.00
350:Sub Total: | 480:R8,625.00
350:Grand Total: | 480:R8,625.00
350:BALANCE DUE: | 480:R8,625.00`,
  },
]
