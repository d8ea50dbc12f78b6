import { describe, expect, test } from 'vitest'
import { readInvoice } from '../../lib/extraction/invoice/read-invoice.ts'
import { pageOf } from './forms/form.ts'
import { type Line, readDrawn } from './invoice-documents.ts'

describe('what is no invoice is refused', () => {
  const statement: Line[] = [
    ['Harbour Holdings plc', 50, 40, 16],
    ['Consolidated statement of cash flows for the year ended 31 December 2023', 50, 64],
    ['Cash generated from operations', 50, 120],
    ['1,204.00', 545, 120, 10, 'right'],
    ['Change in working capital', 50, 136],
    ['(88.00)', 545, 136, 10, 'right'],
    ['Total cash', 50, 152],
    ['1,116.00', 545, 152, 10, 'right'],
  ]
  const letter: Line[] = [
    ['Dear Ms Amsel,', 50, 100],
    ['thank you for your letter of 3 February 2022. We have received your invoice', 50, 120],
    ['and will answer within a fortnight.', 50, 134],
  ]
  const ageing: Line[] = [
    ['Accounts receivable by age', 50, 40, 16],
    ['As of 31 December 2024', 50, 64],
    ['Customer', 50, 120],
    ['Invoice No.', 200, 120],
    ['Invoice date', 320, 120],
    ['Amount', 545, 120, 10, 'right'],
    ['Acme Ltd', 50, 136],
    ['INV-1', 200, 136],
    ['01/12/2024', 320, 136],
    ['100.00', 545, 136, 10, 'right'],
    ['Beta Ltd', 50, 152],
    ['INV-2', 200, 152],
    ['02/12/2024', 320, 152],
    ['250.00', 545, 152, 10, 'right'],
    ['Total', 50, 168],
    ['350.00', 545, 168, 10, 'right'],
  ]
  const reminder: Line[] = [
    ['Kessler & Sohn GmbH', 50, 40, 14],
    ['Zahlungserinnerung', 50, 100, 14],
    ['unsere Rechnung Nr. 4711 vom 03.02.2024 über 120,00 € ist noch offen.', 50, 130],
  ]
  test.each([
    ['a statement of cash flows', statement],
    ['a list of invoices by age', ageing],
    ['the same under another title', ageing.slice(1)],
    ['a reminder', reminder],
    ['a letter that speaks of one', letter],
    ['an empty page', [] as Line[]],
  ])('%s', async (_what, lines) => {
    expect(await readDrawn(lines)).toBeNull()
  })
})

/** What comes before an invoice, goes with it, or speaks of it; everybody on them is invented. */
const otherPapers: readonly (readonly [what: string, rows: string])[] = [
  [
    'a quotation',
    `
50:Harbour Works Ltd{16}
50:QUOTATION{18}
50:Quote no: Q-1042
50:Date: 12/03/2024
50:Valid until: 12/04/2024
50:Deck repair | 500:1,200.00
400:Subtotal | 500:1,200.00
400:VAT 20% | 500:240.00
400:Total | 500:1,440.00
50:An invoice will be sent on completion.`,
  ],
  [
    'an offer',
    `
50:Malerbetrieb Krause GmbH
50:Angebot Nr. A-2024-55{14}
50:Datum: 03.02.2024
50:Pos | 100:Leistung | 480:Betrag
50:1 | 100:Fassade streichen | 480:4.000,00
380:Netto | 480:4.000,00
380:MwSt 19% | 480:760,00
380:Gesamtbetrag | 480:4.760,00
50:Die Rechnung wird nach Abnahme gestellt.`,
  ],
  [
    'a delivery note',
    `
50:Lieferschein Nr. 80044{16}
50:Datum: 03.02.2024
50:Rechnungsadresse: Huber Bau KG
50:Pos | 100:Artikel | 480:Menge
50:1 | 100:Schrauben | 480:100,00`,
  ],
  [
    'the confirmation of an order',
    `
50:Auftragsbestätigung{18}
50:Auftragsnummer: 4711
50:Datum: 05.05.2024
50:Rechnungsadresse | 300:Lieferadresse
50:Jana Vogt | 300:Jana Vogt
50:Stuhl | 480:120,00 €
380:Gesamtsumme | 480:120,00 €
50:Zahlungsart: Rechnung`,
  ],
  [
    'a payslip',
    `
50:Entgeltabrechnung Mai 2024{14}
50:Personalnummer 4471
50:Datum 31.05.2024
50:Gehalt | 480:3.500,00
50:Gesamtbrutto | 480:3.500,00
50:Lohnsteuer | 480:512,00
50:Nettoverdienst | 480:2.241,00
50:Auszahlungsbetrag | 480:2.241,00`,
  ],
  [
    'a statement of a bank',
    `
50:Kontoauszug 5/2024{14}
50:IBAN DE89 3704 0044 0532 0130 00
50:02.05.2024 | 130:Rechnung 4471 Telmax GmbH | 480:-54,48
50:03.05.2024 | 130:Gehalt | 480:2.241,00
50:Neuer Saldo 31.05.2024 | 480:3.110,22`,
  ],
  [
    'an order',
    `
50:PURCHASE ORDER{18}
50:Brightwater Tools Ltd
50:PO Number: 4500017
50:Date: 14 March 2024
50:Supplier: Steelco
50:Invoice to: accounts@brightwater.example
50:Drill | 500:358.00
400:Total | 500:358.00`,
  ],
  [
    'a contract of rent',
    `
50:Mietvertrag{18}
50:zwischen Jana Vogt und Petra Amsel
50:Die Miete beträgt monatlich 850,00 € und ist bis zum 3. Werktag zu zahlen.
50:Die Kaution beträgt 1.700,00 €. Über Nebenkosten wird jährlich abgerechnet (Rechnung).
50:Berlin, den 01.02.2024`,
  ],
  [
    'a statement of account',
    `
50:STATEMENT OF ACCOUNT{16}
50:Kendal Timber Ltd
50:Date: 30/04/2024
50:Date | 130:Invoice | 300:Amount | 400:Balance
50:02/04/2024 | 130:INV-100 | 300:120.00 | 400:120.00
50:09/04/2024 | 130:INV-107 | 300:80.00 | 400:200.00
300:Total due | 400:200.00`,
  ],
  [
    'an estimate',
    `
50:Devis n° D-2024-12{14}
50:Menuiserie Valmont SARL
50:Date : 09/01/2024
50:Porte chêne | 480:900,00 €
380:Total HT | 480:900,00 €
380:TVA 20 % | 480:180,00 €
380:Total TTC | 480:1 080,00 €
50:Acompte à la commande 30 %, solde à réception de la facture`,
  ],
  [
    'a notice of tax',
    `
50:Stadt Celle
50:Grundsteuerbescheid 2024{14}
50:Aktenzeichen 12.3/4471
50:Datum: 12.01.2024
50:Jahresbetrag | 480:412,00 €
50:Fällig am 15.02.2024 | 480:103,00 €`,
  ],
]

describe('a paper with sums that calls itself something else is refused', () => {
  const read = (rows: string) => readInvoice(pageOf({ name: 'other', rows, truth: { invoice_number: '' } }))
  test.each(otherPapers)('%s', (_what, rows) => {
    expect(read(rows)).toBeNull()
  })

  test('unless it is an invoice that names the offer', () => {
    const [, offer] = otherPapers[1]!
    const invoice = read(`${offer}\n50:Rechnung Nr. R-77 vom 12.03.2024`)
    expect(invoice?.fields).toMatchObject({ invoice_number: { value: 'R-77' }, total: { value: '4760.00' } })
  })
})
