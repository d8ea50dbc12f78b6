/**
 * Tables as financial documents print them, every sum of which holds: accounts with sub-totals, cross-tables, invoices,
 * statements of results, movements of a balance, ledgers. A seed makes one unlike another. Beside figures that add up
 * stand such as do not: identifiers, years, prices, rates, averages, parts of other lines.
 */
import { type Convention, conventionOf, printFigure, type Random, randomOf } from './print-figures.ts'

export type FinancialTable = {
  kind: string
  rows: string[][]
  header_rows: number
  /** Cells whose figures take part in arithmetic. */
  figures: (readonly [row: number, col: number])[]
}

/** What a cell is made of: a text, or a figure in units of its last place. */
type Entry = string | { units: number; places?: number; percent?: boolean }
type Draft = { kind: string; heads: string[]; lines: Entry[][]; convention: Convention }

const items = [
  'Rent and rates',
  'Salaries and wages',
  'Travel',
  'Insurance',
  'Software licences',
  'Maintenance',
  'Advertising',
  'Trade receivables',
  'Inventories',
  'Machinery',
  'Land and buildings',
  'Prepaid expenses',
  'Consulting fees',
  'Materialaufwand',
  'Fuhrpark',
  'Telefon und Porto',
  'Beratungskosten',
  'Charges locatives',
  'Frais de port',
  'Region North',
  'Plant 7',
]
const totals = [
  'Total',
  'Total',
  'TOTAL',
  'Grand total',
  'Summe',
  'Gesamt',
  'Total expenses',
  'Gesamtsumme',
  'Total général',
]
const subtotals = ['Subtotal', 'Sub-total', 'Zwischensumme', 'Total section', 'Sous-total']
const periods = ['2021', '2022', '2023', '2024', 'Q1', 'Q2', 'Q3', 'Q4', 'Jan', 'Feb', 'Mar', 'Budget', 'Actual']

/** The table of a seed. `rounded` figures were rounded one by one, so that sums miss by a unit or two. */
export function financialTable(seed: number, { rounded = false } = {}): FinancialTable {
  const random = randomOf(seed)
  const makers = rounded
    ? [accounts, crossTable]
    : [
        accounts,
        accounts,
        accounts,
        accounts,
        crossTable,
        crossTable,
        invoice,
        invoice,
        results,
        results,
        movements,
        ledger,
      ]
  const draft = random.pick(makers)(random)
  return print(rounded ? roundOff(draft) : draft)
}

/** The same table with one digit of one figure replaced by another. */
export function plantError(
  table: FinancialTable,
  seed: number,
): { table: FinancialTable; at: readonly [number, number]; was: string; is: string } {
  const random = randomOf(seed ^ 0x5bd1e995)
  const at = random.pick(table.figures)
  const was = table.rows[at[0]]![at[1]]!
  const places = [...was].flatMap((sign, index) => (/\d/.test(sign) ? index : []))
  const place = random.pick(places)
  const digit = (Number(was[place]) + random.int(1, 9)) % 10
  const is = was.slice(0, place) + digit + was.slice(place + 1)
  const rows = table.rows.map((row, index) => (index === at[0] ? row.with(at[1], is) : row))
  return { table: { ...table, rows }, at, was, is }
}

function print({ kind, heads, lines, convention }: Draft): FinancialTable {
  const figures: [number, number][] = []
  const rows = lines.map((line, row) =>
    heads.map((_, col) => {
      const entry = line[col] ?? ''
      if (typeof entry === 'string') return entry
      const printed = printFigure(entry.units, convention, entry.places)
      const text = entry.percent ? `${printFigure(entry.units, { ...convention, sign: '' }, entry.places)}%` : printed
      if (/\d/.test(text)) figures.push([row + 1, col])
      return /\d/.test(text) ? text : printed
    }),
  )
  return { kind, rows: [heads, ...rows], header_rows: 1, figures }
}

/** Thousands from units: each figure for itself, and said so in the head. */
function roundOff(draft: Draft): Draft {
  const lines = draft.lines.map((line) =>
    line.map((entry) => (typeof entry === 'string' ? entry : { ...entry, units: Math.round(entry.units / 1000) })),
  )
  const heads = draft.heads.map((head, col) => (col === 0 ? 'in thousands' : head))
  return {
    ...draft,
    heads,
    lines,
    convention: { ...draft.convention, decimals: Math.min(1, draft.convention.decimals) },
  }
}

const figure = (units: number): Entry => ({ units })
const unitsOf = (entry: Entry | undefined): number => (entry && typeof entry !== 'string' ? entry.units : 0)
const sumAt = (lines: readonly Entry[][], col: number): number =>
  lines.reduce((sum, line) => sum + unitsOf(line[col]), 0)
const label = (random: Random, index: number) => `${random.pick(items)}${random.chance(0.5) ? ` ${index + 1}` : ''}`

function amount(random: Random, most: number): number {
  if (random.chance(0.06)) return 0
  const units = random.int(1, 10 ** random.int(Math.max(1, most - 2), most))
  return random.chance(0.12) ? -units : units
}

/** Columns that nobody adds up. */
const others: [string, (random: Random) => string][] = [
  ['Account', (random) => String(random.int(1000, 9999))],
  ['Year', (random) => String(random.int(1990, 2024))],
  ['Note', (random) => String(random.int(1, 30))],
  ['Rate %', (random) => `${random.int(1, 20)}.${random.int(0, 9)}`],
  ['Id', (random) => String(random.int(100000, 999999))],
  ['Unit price', (random) => `${random.int(1, 900)}.${random.int(10, 99)}`],
]

function accounts(random: Random): Draft {
  const convention = conventionOf(random, random.pick([0, 0, 2, 2, 1]))
  const columns = random.int(1, random.pick([1, 2, 4, 9]))
  const extra = random.chance(0.3) ? random.pick(others) : null
  const share = columns < 4 && random.chance(0.25)
  const most = random.int(4, 8)
  const lead = extra ? 2 : 1
  const body = (count: number): Entry[][] =>
    Array.from({ length: count }, (_, index) => [
      label(random, index),
      ...(extra ? [extra[1](random)] : []),
      ...Array.from({ length: columns }, () => figure(amount(random, most))),
    ])
  const total = (name: string, of: readonly Entry[][]): Entry[] => [
    name,
    ...(extra ? [''] : []),
    ...Array.from({ length: columns }, (_, col) => figure(sumAt(of, lead + col))),
  ]
  const sections = random.chance(0.5) ? 1 : random.int(2, 4)
  const lines: Entry[][] = []
  const counted: Entry[][] = []
  for (let section = 0; section < sections; section++) {
    const own = body(random.int(2, sections === 1 ? random.pick([6, 20, 56]) : 12))
    if (sections > 1 && random.chance(0.5)) lines.push([`Section ${section + 1}`])
    lines.push(...own)
    if (sections === 1) counted.push(...own)
    else {
      counted.push(total(`${random.pick(subtotals)}${random.chance(0.4) ? ` ${section + 1}` : ''}`, own))
      lines.push(counted.at(-1)!)
    }
  }
  lines.push(total(random.pick(totals), counted))
  const heads = ['', ...(extra ? [extra[0]] : []), ...Array.from({ length: columns }, () => random.pick(periods))]
  if (share) addShares(lines, heads, lead)
  return { kind: 'accounts', heads, lines, convention }
}

/** A column that says what each line is of the last. */
function addShares(lines: Entry[][], heads: string[], col: number): void {
  const whole = unitsOf(lines.at(-1)?.[col])
  if (whole <= 0) return
  const width = heads.length
  heads.push('% of total')
  for (const line of lines) {
    if (line.length < width) continue
    line.push({ units: Math.round((unitsOf(line[col]) * 1000) / whole), places: 1, percent: true })
  }
}

function crossTable(random: Random): Draft {
  const convention = conventionOf(random, random.pick([0, 2]))
  const columns = random.int(2, random.pick([4, 10]))
  const most = random.int(4, 8)
  const lines = Array.from({ length: random.int(3, random.pick([8, 40])) }, (_, index): Entry[] => {
    const own = Array.from({ length: columns }, () => amount(random, most))
    return [label(random, index), ...own.map(figure), figure(own.reduce((sum, units) => sum + units, 0))]
  })
  if (random.chance(0.8))
    lines.push([random.pick(totals), ...Array.from({ length: columns + 1 }, (_, col) => figure(sumAt(lines, col + 1)))])
  const heads = [
    '',
    ...Array.from({ length: columns }, (_, col) => periods[col] ?? `Part ${col}`),
    random.pick(['Total', 'Sum', 'Gesamt']),
  ]
  return { kind: 'cross-table', heads, lines, convention }
}

function invoice(random: Random): Draft {
  const convention = { ...conventionOf(random, 2), negative: 'before' as const }
  const lines = Array.from({ length: random.int(3, random.pick([6, 30])) }, (_, index): Entry[] => {
    const count = random.int(1, random.pick([9, 120]))
    const price = random.int(99, 10 ** random.int(3, 6))
    return [String(index + 1), label(random, index), { units: count, places: 0 }, figure(price), figure(count * price)]
  })
  const net = sumAt(lines, 4)
  const rate = random.pick([7, 19, 20])
  const tax = Math.round((net * rate) / 100)
  const closing: Entry[][] = [
    ['', random.pick(['Subtotal', 'Net total', 'Zwischensumme']), '', '', figure(net)],
    ['', `VAT ${rate}%`, '', '', figure(tax)],
    ['', random.pick(['Total', 'Total due', 'Grand total', 'Gesamtbetrag']), '', '', figure(net + tax)],
  ]
  const heads = random.pick([
    ['Pos', 'Description', 'Qty', 'Unit price', 'Amount'],
    ['No.', 'Item', 'Quantity', 'Price', 'Total'],
    ['Pos.', 'Bezeichnung', 'Menge', 'Einzelpreis', 'Betrag'],
  ])
  return { kind: 'invoice', heads, lines: [...lines, ...closing], convention: { ...convention, sign: '' } }
}

/** Revenue less costs, in brackets or without, over one period or several, with what changed. */
function results(random: Random): Draft {
  const convention = conventionOf(random, random.pick([0, 0, 2]))
  const columns = random.int(1, 4)
  const most = random.int(5, 8)
  const outflow = random.chance(0.5) ? -1 : 1
  const names = random.pick([
    [
      'Revenue',
      'Cost of sales',
      'Gross profit',
      'Total operating expenses',
      'Operating profit',
      'Income tax',
      'Net profit',
    ],
    [
      'Net sales',
      'Cost of goods sold',
      'Gross margin',
      'Total expenses',
      'Operating income',
      'Provision for taxes',
      'Net income',
    ],
    [
      'Umsatzerlöse',
      'Herstellungskosten',
      'Bruttoergebnis',
      'Summe Aufwendungen',
      'Betriebsergebnis',
      'Ertragsteuern',
      'Jahresüberschuss',
    ],
  ])
  const costs = random.int(2, 9)
  const lists = Array.from({ length: columns }, () => {
    const sales = random.int(10 ** (most - 1), 10 ** most)
    const cost = random.int(Math.ceil(sales / 10), sales)
    const own = Array.from({ length: costs }, () => random.int(1, 10 ** (most - 2)))
    const spent = own.reduce((sum, units) => sum + units, 0)
    const tax = random.int(1, 10 ** (most - 3))
    const operating = sales - cost - spent
    return [
      sales,
      cost * outflow,
      sales - cost,
      ...own.map((units) => units * outflow),
      spent * outflow,
      operating,
      tax * outflow,
      operating - tax,
    ]
  })
  const labels = [
    ...names.slice(0, 3),
    ...Array.from({ length: costs }, (_, index) => `${items[index]} costs`),
    ...names.slice(3),
  ]
  const lines = labels.map((name, row): Entry[] => [name, ...lists.map((list) => figure(list[row] ?? 0))])
  const heads = ['', ...Array.from({ length: columns }, (_, index) => String(2024 - index))]
  if (columns === 2 && random.chance(0.5)) {
    heads.push('Change')
    for (const line of lines) line.push(figure(unitsOf(line[1]) - unitsOf(line[2])))
  }
  return { kind: 'results', heads, lines, convention }
}

/** From an opening to a closing balance, down the rows or across the columns. */
function movements(random: Random): Draft {
  const convention = conventionOf(random, random.pick([0, 2]))
  const most = random.int(5, 8)
  const names = random.pick([
    ['Opening balance', 'Additions', 'Disposals', 'Transfers', 'Closing balance'],
    ['Balance at 1 January', 'Additions', 'Disposals', 'Reclassifications', 'Balance at 31 December'],
    ['Anfangsbestand', 'Zugänge', 'Abgänge', 'Umbuchungen', 'Endbestand'],
  ])
  const outflow = random.chance(0.6) ? -1 : 1
  const lists = Array.from({ length: random.int(1, 6) }, () => {
    const opening = random.int(10 ** (most - 1), 10 ** most)
    const [added, disposed, moved] = [
      amount(random, most - 1),
      random.int(1, 10 ** (most - 1)),
      amount(random, most - 2),
    ]
    return [opening, added, disposed * outflow, moved, opening + added - disposed + moved]
  })
  const down = lists.length < 3 || random.chance(0.5)
  const classes = lists.map((_, index) => items[index + 7] ?? `Class ${index}`)
  const lines = down
    ? names.map((name, row): Entry[] => [name, ...lists.map((list) => figure(list[row] ?? 0))])
    : lists.map((list, index): Entry[] => [classes[index] ?? '', ...list.map(figure)])
  if (!down) lines.push(['Total', ...names.map((_, col) => figure(sumAt(lines, col + 1)))])
  return { kind: 'movements', heads: ['', ...(down ? classes : names)], lines, convention }
}

/** Entries in order of date with the balance after each. */
function ledger(random: Random): Draft {
  const convention = { ...conventionOf(random, 2), sign: '' }
  const most = random.int(4, 7)
  let balance = random.int(10 ** (most - 1), 10 ** most)
  const lines: Entry[][] = [['2024-01-01', 'Opening balance', '', '', figure(balance)]]
  for (let day = 0; day < random.int(4, 40); day++) {
    const units = random.int(1, 10 ** most)
    const out = random.chance(0.4)
    balance += out ? -units : units
    lines.push([
      `2024-02-${String((day % 28) + 1).padStart(2, '0')}`,
      label(random, day),
      out ? '' : figure(units),
      out ? figure(units) : '',
      figure(balance),
    ])
  }
  return { kind: 'ledger', heads: ['Date', 'Text', 'In', 'Out', 'Balance'], lines, convention }
}
