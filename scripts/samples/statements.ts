/** Statements and schedules of one fictional company, Larkfield Instruments, in thousands of dollars. */
import { euro, money, percent, sum, whole } from './figures.ts'
import { column, type SampleTable } from './sample-table.ts'

/** Two years side by side, subtotals within, costs in parentheses, no line but those over the totals. */
export function incomeStatement(): SampleTable {
  const lines: [string, number, number][] = [
    ['Product revenue', 48_210, 44_975],
    ['Service revenue', 13_864, 11_902],
    ['Cost of products sold', -22_140, -21_388],
    ['Cost of services', -5_977, -5_610],
    ['Selling and marketing', -9_415, -8_876],
    ['Research and development', -7_208, -6_130],
    ['General and administrative', -4_866, -4_795],
    ['Restructuring charges', -1_120, 0],
    ['Interest expense, net', -834, -912],
    ['Income tax expense', -2_421, -2_074],
  ]
  const after = (name: string, count: number): [string, number, number] => [
    name,
    sum(lines.slice(0, count).map((line) => line[1])),
    sum(lines.slice(0, count).map((line) => line[2])),
  ]
  const printed = [
    ...lines.slice(0, 2),
    after('Total revenue', 2),
    ...lines.slice(2, 4),
    after('Gross profit', 4),
    ...lines.slice(4, 8),
    after('Operating income', 8),
    ...lines.slice(8, 9),
    after('Income before tax', 9),
    ...lines.slice(9),
    after('Net income', 10),
  ]
  const revenue = after('', 2)
  return {
    name: 'Schedule A-1: Consolidated Income Statement',
    columns: [column('', 200, 'left'), column('2025', 80), column('2024', 80), column('% of 2025 revenue', 110)],
    rows: printed.map(([label, now, before]) => [label, whole(now), whole(before), percent(now / revenue[1])]),
    totals: [2, 5, 10, 12, 14],
    rules: 'none',
  }
}

/** Cost and book value of assets, straight-line; lines between rows only. */
export function depreciationSchedule(): SampleTable {
  const assets: [string, string, number, number, number][] = [
    ['CNC milling centre', '2021-03-15', 41_250_000, 10, 4],
    ['Clean room fit-out', '2022-07-01', 28_800_000, 15, 3],
    ['Delivery vans (6)', '2023-01-20', 19_620_000, 6, 2],
    ['ERP implementation', '2023-10-02', 36_400_000, 7, 2],
    ['Test benches', '2024-05-13', 8_775_000, 5, 1],
    ['Office furniture', '2020-11-30', 5_460_000, 13, 5],
  ]
  const figures = assets.map(([, , cost, life, years]) => {
    const charge = Math.round(cost / life)
    return { cost, opening: charge * years, charge, book: cost - charge * (years + 1) }
  })
  const total = (key: 'cost' | 'opening' | 'charge' | 'book') => money(sum(figures.map((figure) => figure[key])))
  return {
    name: 'Schedule C-4: Depreciation of Fixed Assets',
    columns: [
      column('Asset', 112, 'left'),
      column('In service', 62, 'center'),
      column('Cost', 74),
      column('Life (years)', 58),
      column('Opening', 72),
      column('Charge', 66),
      column('Book value', 72),
    ],
    rows: [
      ...assets.map(([name, date, cost, life], index) => {
        const { opening, charge, book } = figures[index]!
        return [name, date, money(cost), String(life), money(opening), money(charge), money(book)]
      }),
      ['Total', '', total('cost'), '', total('opening'), total('charge'), total('book')],
    ],
    totals: [assets.length],
    rules: 'horizontal',
  }
}

/** How far the printed total of the debt schedule is from the sum of its rows: a mistake for a check to find. */
export const PLANTED_DIFFERENCE_CENTS = 900_00

/** Loans with rates and dates. The printed total of `Outstanding` is wrong by `PLANTED_DIFFERENCE_CENTS`. */
export function debtSchedule(): SampleTable {
  const loans: [string, string, string, number, number, number][] = [
    ['Term loan A', '4.25%', '06/30/2028', 12_000_000_00, 9_600_000_00, 408_000_00],
    ['Term loan B', '5.10%', '12/31/2030', 7_500_000_00, 7_125_000_00, 363_375_00],
    ['Equipment lease', '3.95%', '03/15/2027', 1_840_000_00, 742_500_00, 29_328_75],
    ['Revolving facility', '6.00%', '09/30/2026', 5_000_000_00, 1_250_000_00, 75_000_00],
    ['Mortgage, Plant 2', '3.40%', '01/31/2041', 4_200_000_00, 3_318_600_00, 112_832_40],
  ]
  const total = (index: 3 | 4 | 5) => sum(loans.map((loan) => loan[index]))
  return {
    name: 'Schedule D-1: Long-Term Debt',
    columns: [
      column('Facility', 104, 'left'),
      column('Rate', 44),
      column('Maturity', 66, 'center'),
      column('Original', 88),
      column('Outstanding', 88),
      column('Interest 2025', 80),
    ],
    rows: [
      ...loans.map(([name, rate, maturity, ...amounts]) => [
        name,
        rate,
        maturity,
        ...amounts.map((c) => `$${money(c)}`),
      ]),
      [
        'Total debt',
        '',
        '',
        `$${money(total(3))}`,
        `$${money(total(4) + PLANTED_DIFFERENCE_CENTS)}`,
        `$${money(total(5))}`,
      ],
    ],
    totals: [loans.length],
    rules: 'grid',
  }
}

/** A German subsidiary's list: comma for the decimals, point for the thousands, the currency behind. */
export function germanReceivables(): SampleTable {
  const open: [string, string, number, number][] = [
    ['Müller Feinmechanik GmbH', '14.01.2025', 1_845_020, 350_564],
    ['Stadtwerke Königsberg AG', '28.02.2025', 9_512_700, 1_807_413],
    ['Gebrüder Weiß KG', '03.03.2025', -421_050, -80_000],
    ['Fröhlich & Söhne oHG', '17.03.2025', 2_260_935, 429_578],
    ['Universität Tübingen', '31.03.2025', 6_700_000, 1_273_000],
  ]
  const rows = open.map(([name, date, net, tax]) => [name, date, euro(net), euro(tax), euro(net + tax)])
  const [net, tax] = [sum(open.map((row) => row[2])), sum(open.map((row) => row[3]))]
  return {
    name: 'Anlage 3: Offene Forderungen zum 31.03.2025',
    columns: [
      column('Kunde', 160, 'left'),
      column('Belegdatum', 72, 'center'),
      column('Netto', 84),
      column('USt. 19 %', 78),
      column('Brutto', 88),
    ],
    rows: [...rows, ['Summe', '', euro(net), euro(tax), euro(net + tax)]],
    totals: [open.length],
    rules: 'grid',
  }
}

/** Lines of an invoice with its net, tax and gross below. */
export function invoiceLines(): SampleTable {
  const lines: [string, number, number][] = [
    ['Pressure transducer PT-40, 0-16 bar', 24, 186_50],
    ['Calibration certificate ISO 17025', 24, 42_00],
    ['Mounting kit, stainless', 30, 18_75],
    ['Signal conditioner SC-8', 6, 412_90],
    ['Returned goods, credit note 7714', -2, 186_50],
    ['Express freight', 1, 128_40],
  ]
  const net = sum(lines.map(([, quantity, price]) => quantity * price))
  const tax = Math.round(net * 0.0825)
  const below = (label: string, cents: number) => ['', label, '', '', money(cents)]
  return {
    name: 'Invoice lines',
    columns: [
      column('Pos.', 36, 'center'),
      column('Description', 210, 'left'),
      column('Quantity', 60),
      column('Unit price', 76),
      column('Amount', 84),
    ],
    rows: [
      ...lines.map(([text, quantity, price], index) => [
        String(index + 1),
        text,
        String(quantity),
        money(price),
        money(quantity * price),
      ]),
      below('Net amount', net),
      below('Sales tax 8.25%', tax),
      below('Total due (USD)', net + tax),
    ],
    totals: [lines.length, lines.length + 2],
    rules: 'horizontal',
  }
}
