import { describe, expect, test } from 'vitest'
import { fieldsOf, type Line, readDrawn } from './invoice-documents.ts'

describe('an invoice in a language other than English', () => {
  test('German: the sender above the window, the total after net and tax, a delivery date that is not the date', async () => {
    const german: Line[] = [
      ['Kessler & Sohn GmbH · Gartenweg 7 · 04109 Leipzig', 50, 100, 7],
      ['Hotel Rosenhof', 50, 116],
      ['Frau Petra Amsel', 50, 130],
      ['Marktplatz 2', 50, 144],
      ['99084 Erfurt', 50, 158],
      ['Rechnung', 50, 220, 18],
      ['Rechnungs-Nr.: R-2022/0815', 380, 116],
      ['Lieferdatum: 28.01.2022', 380, 130],
      ['Rechnungsdatum: 03.02.2022', 380, 144],
      ['Kunden-Nr.: 55120', 380, 158],
      ['Pos', 50, 260],
      ['Bezeichnung', 90, 260],
      ['Menge', 360, 260, 10, 'right'],
      ['Einzelpreis', 450, 260, 10, 'right'],
      ['Gesamt', 545, 260, 10, 'right'],
      ['1', 50, 280],
      ['Tischwäsche, weiß', 90, 280],
      ['40', 360, 280, 10, 'right'],
      ['31,25', 450, 280, 10, 'right'],
      ['1.250,00', 545, 280, 10, 'right'],
      ['Summe netto', 360, 320],
      ['1.250,00 €', 545, 320, 10, 'right'],
      ['zzgl. 19 % MwSt.', 360, 336],
      ['237,50 €', 545, 336, 10, 'right'],
      ['Rechnungsbetrag', 360, 352],
      ['1.487,50 €', 545, 352, 10, 'right'],
      ['Zahlbar ohne Abzug bis 17.02.2022', 50, 400],
      ['Kessler & Sohn GmbH', 50, 780, 7],
      ['USt-IdNr. DE811907980', 250, 780, 7],
      ['IBAN DE89 3704 0044 0532 0130 00', 400, 780, 7],
    ]
    const invoice = await readDrawn(german)
    expect(fieldsOf(invoice)).toMatchObject({
      invoice_number: 'R-2022/0815',
      date: '2022-02-03',
      due_date: '2022-02-17',
      currency: 'EUR',
      subtotal: '1250.00',
      tax: '237.50',
      total: '1487.50',
      vendor: 'Kessler & Sohn GmbH',
      vat_id: 'DE811907980',
      iban: 'DE89370400440532013000',
    })
    expect(invoice!.line_items).toMatchObject([
      { description: 'Tischwäsche, weiß', quantity: '40', unit_price: '31.25', amount: '1250.00' },
    ])
  })

  const sheets: [string, Line[], Record<string, string>][] = [
    [
      'French',
      [
        ['Menuiserie Valmont SARL', 50, 40, 14],
        ['8 rue des Tanneurs - 38000 Grenoble', 50, 60],
        ['SIRET : 552 100 554 00013', 50, 74],
        ['Facturé à', 330, 110],
        ['Librairie du Parc', 330, 124],
        ['FACTURE N° F-2301', 50, 170, 14],
        ['Date : 09/01/2023', 50, 190],
        ["Date d'échéance : 08/02/2023", 50, 204],
        ['Total HT', 380, 400],
        ['2 150,00 €', 545, 400, 10, 'right'],
        ['TVA 20 %', 380, 416],
        ['430,00 €', 545, 416, 10, 'right'],
        ['Total TTC', 380, 432],
        ['2 580,00 €', 545, 432, 10, 'right'],
      ],
      {
        invoice_number: 'F-2301',
        date: '2023-01-09',
        due_date: '2023-02-08',
        total: '2580.00',
        vendor: 'Menuiserie Valmont SARL',
      },
    ],
    [
      'Dutch',
      [
        ['FACTUUR', 50, 40, 18],
        ['Tulpenveld Fietsen B.V.', 400, 40],
        ['Kade 12', 400, 54],
        ['2611 AB Delft', 400, 68],
        ['BTW NL001234567B01', 400, 82],
        ['Mevrouw J. Smit', 50, 110],
        ['Factuurnummer: 202400031', 50, 160],
        ['Factuurdatum: 2 mei 2024', 50, 174],
        ['Vervaldatum: 16 mei 2024', 50, 188],
        ['Subtotaal', 380, 400],
        ['€ 800,00', 545, 400, 10, 'right'],
        ['BTW 21%', 380, 416],
        ['€ 168,00', 545, 416, 10, 'right'],
        ['Totaal', 380, 432],
        ['€ 968,00', 545, 432, 10, 'right'],
      ],
      {
        invoice_number: '202400031',
        date: '2024-05-02',
        due_date: '2024-05-16',
        total: '968.00',
        vendor: 'Tulpenveld Fietsen B.V.',
        vat_id: 'NL001234567B01',
      },
    ],
    [
      'Spanish',
      [
        ['Talleres Aranda S.L.', 50, 40, 14],
        ['Calle Mayor 3, 09400 Burgos', 50, 60],
        ['NIF: B09123456', 50, 74],
        ['Cliente: Hostal El Roble', 330, 110],
        ['Factura nº: A/117', 50, 150],
        ['Fecha de factura: 21/11/2022', 50, 164],
        ['Base imponible', 380, 400],
        ['300,00 €', 545, 400, 10, 'right'],
        ['IVA 21%', 380, 416],
        ['63,00 €', 545, 416, 10, 'right'],
        ['Total a pagar', 380, 432],
        ['363,00 €', 545, 432, 10, 'right'],
      ],
      {
        invoice_number: 'A/117',
        date: '2022-11-21',
        subtotal: '300.00',
        total: '363.00',
        vendor: 'Talleres Aranda S.L.',
      },
    ],
    [
      'Italian',
      [
        ['Officine Bardi S.r.l.', 50, 40, 14],
        ['Via Emilia 90, 41121 Modena', 50, 60],
        ['P. IVA IT01234567897', 50, 74],
        ['Spett.le', 330, 110],
        ['Cantina Sole', 330, 124],
        ['Fattura n. 88/2021', 50, 160],
        ['Data fattura: 30/06/2021', 50, 174],
        ['Imponibile', 380, 400],
        ['1.000,00 €', 545, 400, 10, 'right'],
        ['IVA 22%', 380, 416],
        ['220,00 €', 545, 416, 10, 'right'],
        ['Totale documento', 380, 432],
        ['1.220,00 €', 545, 432, 10, 'right'],
      ],
      {
        invoice_number: '88/2021',
        date: '2021-06-30',
        total: '1220.00',
        vendor: 'Officine Bardi S.r.l.',
        vat_id: 'IT01234567897',
      },
    ],
  ]
  test.each(sheets)('%s', async (_language, lines, expected) => {
    expect(fieldsOf(await readDrawn(lines))).toMatchObject(expected)
  })
})
