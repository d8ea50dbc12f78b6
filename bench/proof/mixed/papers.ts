/** Invoices, statements of results, movements of a balance, ledgers. */
import { conventionOf, type Random } from '../../print-figures.ts'
import { type Draft, type Entry, figure, sumAt, unitsOf } from '../table.ts'
import { amount, label } from './accounts.ts'
import { items } from './vocabulary.ts'

/** Quantities times prices, and what is due with tax. */
export function invoice(random: Random): Draft {
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
  return { kind: 'invoice', heads: [heads], lines: [...lines, ...closing], convention: { ...convention, sign: '' } }
}

/** Revenue less costs, in brackets or without, over one period or several, with what changed. */
export function results(random: Random): Draft {
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
  return { kind: 'results', heads: [heads], lines, convention }
}

/** From an opening to a closing balance, down the rows or across the columns. */
export function movements(random: Random): Draft {
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
    : lists.map((list, index): Entry[] => [classes[index] ?? '', ...list.map((units) => figure(units))])
  if (!down) lines.push(['Total', ...names.map((_, col) => figure(sumAt(lines, col + 1)))])
  return { kind: 'movements', heads: [['', ...(down ? classes : names)]], lines, convention }
}

/** Entries in order of date with the balance after each. */
export function ledger(random: Random): Draft {
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
  return { kind: 'ledger', heads: [['Date', 'Text', 'In', 'Out', 'Balance']], lines, convention }
}
