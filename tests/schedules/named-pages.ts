/** Pages with a table, and what the table is called. */
import type { Lines, Rows } from './set-page.ts'

export type NamedPage = { about: string; lines: Lines; name: string | null; rows?: Rows }

const prose =
  '¶The directors present their report together with the audited statements of the company and of the group for the year then ended, and confirm that they have kept proper books of account which disclose with reasonable accuracy the position of the company at any time.'

/** Where nothing else is said. */
export const usualRows: Rows = [
  ['', '2024', '2023', 'Change'],
  ['Alpine Supplies', '4,100', '3,900', '200'],
  ['Baltic Freight', '812', '790', '22'],
  ['Harbour Stores', '90', '75', '15'],
  ['Meadow Foods', '1,204', '1,130', '74'],
]

/** Those that the rules were made with. */
export const namedPages: NamedPage[] = [
  { about: 'a heading', lines: ['## Consolidated balance sheet', 12, '---'], name: 'Consolidated balance sheet' },
  {
    about: 'a caption',
    lines: [prose, 10, 'Table 3: Loans and their terms', 6, '---'],
    name: 'Table 3: Loans and their terms',
  },
  {
    about: 'a caption below, under a heading of the text',
    lines: ['## Results', prose, 16, '---', 4, 'Table 4. Employees by site', 20, prose],
    name: 'Table 4. Employees by site',
  },
  {
    about: 'a number that is continued, and what it numbers',
    lines: ['**Table 3 (continued)', '**Receivables by age', 8, '---'],
    name: 'Table 3 Receivables by age',
  },
  {
    about: 'a title with its unit below',
    lines: ['## Statement of income', '(in thousands of euros)', 6, '---'],
    name: 'Statement of income (in thousands of euros)',
  },
  {
    about: 'a title with its unit small and at the right',
    lines: ['## Bilanz', '> in TEUR', 2, '---'],
    name: 'Bilanz (in TEUR)',
  },
  {
    about: 'a title over two lines',
    lines: [
      '**Reconciliation of opening and closing balances of provisions for',
      '**restructuring and onerous contracts',
      8,
      '---',
    ],
    name: 'Reconciliation of opening and closing balances of provisions for restructuring and onerous contracts',
  },
  {
    about: 'a title in capitals under the name of the company',
    lines: ['# Larkfield Corporation', 4, '^ CONSOLIDATED STATEMENTS OF CASH FLOWS', '^ (In millions)', 8, '---'],
    name: 'CONSOLIDATED STATEMENTS OF CASH FLOWS (In millions)',
  },
  {
    about: 'a numbered heading',
    lines: [prose, 12, '**4.2 Trade receivables', 8, '---'],
    name: '4.2 Trade receivables',
  },
  {
    about: 'a heading above a paragraph',
    lines: ['## 7 Provisions', 4, prose, 10, '---'],
    name: '7 Provisions',
  },
  {
    about: 'a heading above a sentence that leads to the table',
    lines: [
      '**5 Trade receivables',
      4,
      'The ageing of trade receivables at the end of the year was as follows:',
      6,
      '---',
    ],
    name: '5 Trade receivables',
  },
  {
    about: 'a sentence that leads to the table, alone',
    lines: [prose, 10, 'The maturity of borrowings is as follows:', 6, '---'],
    name: 'The maturity of borrowings is as follows',
  },
  {
    about: 'the first cell of the head',
    lines: [prose, 30, '---'],
    rows: [
      ['Loans by lender', '2024', '2023'],
      ['Alpine Bank', '4,100', '3,900'],
      ['Baltic Bank', '812', '790'],
      ['Harbour Bank', '90', '75'],
    ],
    name: 'Loans by lender',
  },
  {
    about: 'nothing, where the first cell of the head only names what stands below it',
    lines: [prose, 30, '---'],
    rows: [
      ['Description', '2024', '2023'],
      ['Alpine Bank', '4,100', '3,900'],
      ['Baltic Bank', '812', '790'],
      ['Harbour Bank', '90', '75'],
    ],
    name: null,
  },
  {
    about: 'a row across the top of the lattice',
    lines: [prose, 30, '==='],
    rows: [
      ['Principal loans and their terms'],
      ['', '2024', '2023'],
      ['Alpine Bank', '4,100', '3,900'],
      ['Baltic Bank', '812', '790'],
      ['Harbour Bank', '90', '75'],
    ],
    name: 'Principal loans and their terms',
  },
  {
    about: 'a German caption',
    lines: ['Tabelle 5: Entwicklung des Anlagevermögens', 6, '---'],
    name: 'Tabelle 5: Entwicklung des Anlagevermögens',
  },
  {
    about: 'a French caption',
    lines: ['Tableau 2 : Échéancier des dettes', 6, '---'],
    name: 'Tableau 2 : Échéancier des dettes',
  },
  {
    about: 'nothing, under an address and a line of contacts',
    lines: [
      'Larkfield Stores Limited',
      '12 Harbour Road',
      'Bristol BS1 4XY',
      'Tel. 0117 496 0000 · post@larkfield.example',
      8,
      '===',
    ],
    name: null,
  },
  {
    about: 'the title of a letter, and not the address below it',
    lines: ['# Statement of account', 10, 'Larkfield Stores Limited', '12 Harbour Road', 'Bristol BS1 4XY', 8, '---'],
    name: 'Statement of account',
  },
  {
    about: 'the title of an invoice, and not the references below it',
    lines: ['# Rechnung', 10, 'Rechnungsnummer: 2024-0815', 'Datum: 12.03.2024', 8, '---'],
    name: 'Rechnung',
  },
  {
    about: 'a heading, and not a figure above the table',
    lines: ['## Segments', 4, prose, 40, 'Figure 3: Revenue by region', 14, '---'],
    name: 'Segments',
  },
  {
    about: 'a heading, and not that it is unaudited',
    lines: ['## Interim income statement', '(unaudited)', 6, '---'],
    name: 'Interim income statement',
  },
  {
    about: 'a title with its day',
    lines: ['## Balance sheet', 'as at 31 December 2024', 6, '---'],
    name: 'Balance sheet as at 31 December 2024',
  },
  {
    about: 'a short line in capitals some way above',
    lines: [prose, 14, 'SUMMARY OF LOANS', 26, '---'],
    name: 'SUMMARY OF LOANS',
  },
  {
    about: 'a short line some way above, where nothing else is set as a heading',
    lines: ['Aufstellung der Darlehen', 18, '---'],
    name: 'Aufstellung der Darlehen',
  },
  {
    about: 'a heading, and not a running head of notes',
    lines: ['## Notes to the financial statements (continued)', 10, '**12 Borrowings', 6, prose, 12, '---'],
    name: '12 Borrowings',
  },
  {
    about: 'nothing, under a running head of notes',
    lines: ['## Notes to the financial statements (continued)', 10, prose, 12, '---'],
    name: null,
  },
  {
    about: 'a caption with a remark in brackets that says the unit',
    lines: ['Table 1a. Firms by sector', 4, '> [Estimates. Monetary amounts in thousands]', 6, '---'],
    name: 'Table 1a. Firms by sector (Estimates. Monetary amounts in thousands)',
  },
  {
    about: 'a note far above, where nothing else is a heading',
    lines: ['Note 21 Borrowings', 14, prose, 30, '---'],
    name: 'Note 21 Borrowings',
  },
  {
    about: 'a sentence right above, and not the letterhead',
    lines: [
      '## Larkfield Inspectorate',
      140,
      prose,
      60,
      prose,
      12,
      'As of June 30, 2022, unused balances were as follows:',
      6,
      '---',
    ],
    name: 'As of June 30, 2022, unused balances were as follows',
  },
  ...[
    '5.2 Road transport',
    'Mobile subscriptions by operator',
    'Sources of funds',
    'Per capita income 2020',
    '12 Loans 2024',
    'In-house research in € million',
    'Top 5000 Companies',
    'Arbeitsplätze am Arbeitsplatz 2024',
  ].map((name) => ({ about: `what looks like something else: ${name}`, lines: [`## ${name}`, 8, '---'], name })),
  {
    about: 'a heading, and not the number of a form',
    lines: ['## Section B. Budget status', 'Form GP-114 (Rev. 08/2021)', 6, '---'],
    name: 'Section B. Budget status',
  },
  {
    about: 'a heading, and not where its figures are from',
    lines: ['**Population by region', 'Source: statistical office', 5, '---'],
    name: 'Population by region',
  },
]

/** Those that were written before the rules, and not looked at until they stood. */
export const otherPages: NamedPage[] = [
  {
    about: 'a heading, and not what stands beside it in the margin',
    lines: ['@ Key figures', 24, '## Segment revenue', 8, '---'],
    name: 'Segment revenue',
  },
  {
    about: 'a note with a dash',
    lines: [prose, 8, 'Note 12 – Emprunts et dettes financières', 6, '---'],
    name: 'Note 12 – Emprunts et dettes financières',
  },
  {
    about: 'a French title with its unit',
    lines: ['## Compte de résultat consolidé', "En milliers d'euros", 5, '---'],
    name: "Compte de résultat consolidé (En milliers d'euros)",
  },
  {
    about: 'a title with a period and a unit',
    lines: ['## Consolidated statement of cash flows', 'For the year ended 31 March 2024', '> £m', 3, '---'],
    name: 'Consolidated statement of cash flows For the year ended 31 March 2024 (£m)',
  },
  { about: 'an annex', lines: ['Anlage 2: Anlagenspiegel', 6, '---'], name: 'Anlage 2: Anlagenspiegel' },
  {
    about: 'a heading above a German sentence',
    lines: ['**Finanzverbindlichkeiten', 3, 'Die Fälligkeiten stellen sich wie folgt dar:', 6, '---'],
    name: 'Finanzverbindlichkeiten',
  },
  {
    about: 'nothing, under an address with a postal code',
    lines: ['Alpine Handels GmbH', 'Lindenstraße 14', '20095 Hamburg', 8, '==='],
    name: null,
  },
  {
    about: 'nothing, under a French address',
    lines: ['Meadow SARL', '8, rue des Lilas', '69003 Lyon', 'SIRET 123 456 789 00012', 6, '==='],
    name: null,
  },
  {
    about: 'a title, and not the number of the page',
    lines: ['# Kontoauszug', 6, 'Seite 2 von 5', 8, '---'],
    name: 'Kontoauszug',
  },
  {
    about: 'a title, and not the number of a customer',
    lines: ['# Aged debtors', 6, 'Customer no. 10442', 'Period: March 2024', 8, '---'],
    name: 'Aged debtors',
  },
  {
    about: 'a title, and not a German source',
    lines: ['**Beschäftigte nach Ländern', 'Quelle: Statistisches Amt', 5, '---'],
    name: 'Beschäftigte nach Ländern',
  },
  {
    about: 'a caption with amounts below it',
    lines: ['Table 2: Movements in provisions', "Amounts in £'000", 4, '---'],
    name: "Table 2: Movements in provisions Amounts in £'000",
  },
  {
    about: 'a Spanish caption',
    lines: ['Tabla 3. Deuda por vencimiento', 6, '---'],
    name: 'Tabla 3. Deuda por vencimiento',
  },
  {
    about: 'an exhibit',
    lines: ['Exhibit B', 'Schedule of notes payable', 6, '---'],
    name: 'Exhibit B Schedule of notes payable',
  },
  {
    about: 'a title with days in words',
    lines: ['^ CONSOLIDATED BALANCE SHEETS', 2, 'December 31, 2024 and 2023', '(Dollars in thousands)', 5, '---'],
    name: 'CONSOLIDATED BALANCE SHEETS December 31, 2024 and 2023 (Dollars in thousands)',
  },
  {
    about: 'a caption below, and not the text above',
    lines: [prose, 16, '---', 5, 'Tableau 7 : Effectifs par site', 14, prose],
    name: 'Tableau 7 : Effectifs par site',
  },
  {
    about: 'a short heading, and not the paragraph between',
    lines: ['**(b) Leases', 3, prose, 8, '---'],
    name: '(b) Leases',
  },
  {
    about: 'nothing, under the bank account of a sender',
    lines: ['IBAN DE89 3704 0044 0532 0130 00', 'BIC COBADEFFXXX', 6, '==='],
    name: null,
  },
  {
    about: 'the first cell of the head, and not its unit',
    lines: [prose, 30, '---'],
    rows: [
      ['in TEUR', '2024', '2023'],
      ['Vorräte', '4.100', '3.900'],
      ['Forderungen', '812', '790'],
      ['Kasse', '90', '75'],
    ],
    name: null,
  },
  {
    about: 'a title, and not the head office',
    lines: ['# Delivery note', 6, 'Registered office: 12 Harbour Road, Bristol', 8, '---'],
    name: 'Delivery note',
  },
]
