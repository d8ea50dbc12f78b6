/** Papers of business: invoices, budgets, loans, payrolls, bank statements. */
import { type Entry, figure, sumAt, unitsOf } from '../table.ts'
import { type Maker, money, some } from './grids.ts'
import { customers, expenses, products } from './vocabulary.ts'

/** Quantity times price, and the way from a subtotal to what is due. */
const invoice: Maker = (random, convention) => {
  const cents = { ...convention, decimals: 2 }
  const lines = some(random, products, random.int(2, 8)).map((name): Entry[] => {
    const [quantity, price] = [random.int(1, 60), random.int(150, 250_000)]
    return [name, figure(quantity, { places: 0, signed: false }), figure(price), figure(quantity * price)]
  })
  const net = sumAt(lines, 3)
  const rate = random.pick([5, 10, 19, 20])
  const tax = Math.round((net * rate) / 100)
  const count = lines.length
  lines.push([random.pick(['Subtotal', 'Net amount', 'Subtotal']), '', '', figure(net)])
  lines.push([random.pick([`VAT ${rate}%`, `Tax (${rate}%)`, `Sales tax ${rate} %`]), '', '', figure(tax)])
  lines.push([random.pick(['Total', 'Total due', 'Amount due', 'Invoice total']), '', '', figure(net + tax)])
  const heads = random.pick([
    ['Description', 'Qty', 'Unit price', 'Amount'],
    ['Item', 'Quantity', 'Unit Price', 'Line total'],
    ['Product', 'Units', 'Price', 'Total'],
  ])
  return { kind: 'invoice', heads: [heads], lines, totals: [count, count + 2], convention: cents }
}

/** What was planned, what was spent, and how far apart they are. */
const budget: Maker = (random, convention) => {
  const most = random.int(4, 7)
  const percent = random.chance(0.6)
  const line = (name: string, planned: number, spent: number): Entry[] => [
    name,
    ...[planned, spent, spent - planned].map((units) => figure(units)),
    ...(percent
      ? [figure(Math.round(((spent - planned) * 1000) / planned), { places: 1, percent: true, alone: true })]
      : []),
  ]
  const lines = some(random, expenses, random.int(3, 10)).map((name) => {
    const planned = random.int(10 ** (most - 1), 10 ** most)
    return line(name, planned, Math.round(planned * (0.7 + random.int(0, 600) / 1000)))
  })
  lines.push(line('Total', sumAt(lines, 1), sumAt(lines, 2)))
  const heads = [['Account', 'Budget', 'Actual', 'Variance', ...(percent ? ['Variance %'] : [])]]
  return { kind: 'budget', heads, lines, totals: [lines.length - 1], convention }
}

/** Each payment is interest and repayment, and lessens what is owed. */
const loan: Maker = (random, convention) => {
  const cents = { ...convention, decimals: 2 }
  let owed = random.int(50, 900) * 100_000
  const payment = Math.round(owed / random.int(8, 20))
  const lines = Array.from({ length: random.int(4, 12) }, (_, index): Entry[] => {
    const interest = Math.round(owed * 0.004)
    const opening = owed
    owed -= payment - interest
    return [String(index + 1), ...[opening, payment, interest, payment - interest, owed].map((units) => figure(units))]
  })
  const heads = [['Period', 'Opening balance', 'Payment', 'Interest', 'Principal', 'Closing balance']]
  return { kind: 'loan', heads, lines, convention: cents }
}

const payroll: Maker = (random, convention) => {
  const cents = { ...convention, decimals: 2 }
  const lines = some(random, customers, random.int(3, 9)).map((name): Entry[] => {
    const gross = random.int(180_000, 950_000)
    const [tax, social] = [Math.round(gross * 0.18), Math.round(gross * 0.093)]
    return [name, ...[gross, tax, social, gross - tax - social].map((units) => figure(units))]
  })
  lines.push(['Total', ...[1, 2, 3, 4].map((col) => figure(sumAt(lines, col)))])
  const heads = [['Employee', 'Gross pay', 'Income tax', 'Social security', 'Net pay']]
  return { kind: 'payroll', heads, lines, totals: [lines.length - 1], convention: cents }
}

/** Debits, credits and the balance after each. */
const bankStatement: Maker = (random, convention) => {
  const cents = { ...convention, decimals: 2, sign: '' }
  let balance = random.int(500_000, 5_000_000)
  const lines: Entry[][] = [['01/03/2024', 'Balance brought forward', '', '', figure(balance)]]
  for (let day = 2; day < random.int(8, 20); day++) {
    const units = random.int(500, 400_000)
    const out = random.chance(0.6)
    balance += out ? -units : units
    const date = `${String(day).padStart(2, '0')}/03/2024`
    const text = random.pick([...expenses, ...customers])
    lines.push([date, text, out ? figure(units) : '', out ? '' : figure(units), figure(balance)])
  }
  const heads = [['Date', 'Description', 'Debit', 'Credit', 'Balance']]
  return { kind: 'bank-statement', heads, lines, convention: cents }
}

/** Stock by quantity and cost; only the value is added up. */
const stock: Maker = (random, convention) => {
  const lines = some(random, products, random.int(3, 9)).map((name, index): Entry[] => {
    const [quantity, cost] = [random.int(2, 900), random.int(120, 50_000)]
    return [
      `SKU-${1000 + index * 7}`,
      name,
      figure(quantity, { places: 0, signed: false }),
      figure(cost),
      figure(quantity * cost),
    ]
  })
  lines.push(['', 'Total inventory', '', '', figure(sumAt(lines, 4))])
  const heads = [['Code', 'Description', 'Quantity', 'Unit cost', 'Value']]
  return {
    kind: 'stock',
    heads,
    lines,
    totals: [lines.length - 1],
    convention: { ...convention, decimals: 2 },
  }
}

/** This year against the last, with the change and what it is in hundredths. */
const comparison: Maker = (random, convention) => {
  const most = random.int(4, 7)
  const lines = some(random, expenses, random.int(3, 9)).map((name): Entry[] => [
    name,
    ...[money(random, most, { nil: 0 }), money(random, most, { nil: 0 })].map((units) => figure(units)),
  ])
  lines.push(['Total', figure(sumAt(lines, 1)), figure(sumAt(lines, 2))])
  for (const line of lines) {
    const [now, before] = [unitsOf(line[1]), unitsOf(line[2])]
    line.push(figure(now - before))
    line.push(figure(Math.round(((now - before) * 1000) / before), { places: 1, percent: true, alone: true }))
  }
  const heads = [['', '2024', '2023', 'Change', 'Change %']]
  return { kind: 'comparison', heads, lines, totals: [lines.length - 1], convention }
}

export const papers: readonly Maker[] = [invoice, invoice, budget, loan, payroll, bankStatement, stock, comparison]
