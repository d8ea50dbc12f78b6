/** Statements of accounts: nested totals, differences that are named as results, balances carried on. */
import type { Random } from '../../print-figures.ts'
import { type Draft, type Entry, figure, sumAt, unitsOf } from '../table.ts'
import { type Maker, money, some } from './grids.ts'
import { assets, expenses } from './vocabulary.ts'

type Book = { lines: Entry[][]; totals: number[]; columns: number }

const yearsOf = (columns: number) => ['', ...Array.from({ length: columns }, (_, index) => String(2024 - index))]

function item({ lines, columns }: Book, name: string, units: () => number): Entry[] {
  const line = [name, ...Array.from({ length: columns }, () => figure(units()))]
  lines.push(line)
  return line
}

/** A line that is what `of` comes to, those of `less` taken away. */
function result(book: Book, name: string, of: readonly Entry[][], less: readonly Entry[][] = []): Entry[] {
  const { lines, totals, columns } = book
  const line = [name, ...Array.from({ length: columns }, (_, col) => figure(sumAt(of, col + 1) - sumAt(less, col + 1)))]
  totals.push(lines.push(line) - 1)
  return line
}

const balanceSheet: Maker = (random, convention) => {
  const book: Book = { lines: [], totals: [], columns: random.int(1, 2) }
  const most = random.int(5, 7)
  const headed = random.chance(0.6)
  const block = (head: string, names: string[], total: string) => {
    if (headed) book.lines.push([head])
    return result(
      book,
      total,
      names.map((name) => item(book, name, () => money(random, most))),
    )
  }
  const fixed = block('Non-current assets', some(random, assets, random.int(2, 4)), 'Total non-current assets')
  const current = block(
    'Current assets',
    some(random, ['Inventories', 'Trade receivables', 'Prepayments', 'Cash and cash equivalents'], random.int(2, 4)),
    'Total current assets',
  )
  const all = result(book, random.pick(['Total assets', 'TOTAL ASSETS']), [fixed, current])
  const owed = block(
    'Liabilities',
    some(random, ['Trade payables', 'Bank loans', 'Provisions', 'Tax payable', 'Deferred income'], random.int(2, 5)),
    'Total liabilities',
  )
  if (headed) book.lines.push(['Equity'])
  const capital = item(book, 'Share capital', () => money(random, most, { nil: 0 }))
  const kept = [
    'Retained earnings',
    ...Array.from({ length: book.columns }, (_, col) =>
      figure(unitsOf(all[col + 1]) - unitsOf(owed[col + 1]) - unitsOf(capital[col + 1])),
    ),
  ]
  book.lines.push(kept)
  const equity = result(book, 'Total equity', [capital, kept])
  result(book, random.pick(['Total liabilities and equity', 'Total equity and liabilities']), [owed, equity])
  return { kind: 'balance-sheet', heads: [yearsOf(book.columns)], ...book, convention }
}

/** Costs with a sign, in brackets, or without any. */
const incomeStatement: Maker = (random, convention) => {
  const book: Book = { lines: [], totals: [], columns: random.int(1, 3) }
  const most = random.int(5, 7)
  const sign = random.chance(0.5) ? -1 : 1
  const costs = (names: readonly string[], digits: number) =>
    names.map((name) => item(book, name, () => sign * money(random, digits, { nil: 0 })))
  const less = (name: string, of: Entry[][], taken: Entry[][]) =>
    sign < 0 ? result(book, name, [...of, ...taken]) : result(book, name, of, taken)
  const sales = random.chance(0.5)
    ? item(book, random.pick(['Revenue', 'Net sales', 'Turnover']), () => random.int(5 * 10 ** most, 10 ** (most + 1)))
    : result(book, 'Total revenue', [
        item(book, 'Product sales', () => random.int(3 * 10 ** most, 10 ** (most + 1))),
        item(book, 'Service income', () => random.int(10 ** most, 3 * 10 ** most)),
      ])
  const gross = less(random.pick(['Gross profit', 'Gross margin']), [sales], costs(['Cost of sales'], most))
  const spent = costs(some(random, expenses, random.int(2, 6)), most - 1)
  const operating = random.chance(0.6)
    ? less('Operating profit', [gross], [result(book, 'Total operating expenses', spent)])
    : less('Operating profit', [gross], spent)
  const before = less('Profit before tax', [operating], costs(['Interest expense'], most - 2))
  less(random.pick(['Net profit', 'Profit for the year', 'Net income']), [before], costs(['Income tax'], most - 2))
  return { kind: 'income-statement', heads: [yearsOf(book.columns)], ...book, convention }
}

const cashFlow: Maker = (random, convention) => {
  const book: Book = { lines: [], totals: [], columns: random.int(1, 2) }
  const most = random.int(5, 7)
  const section = (name: string, names: string[]) => {
    book.lines.push([`Cash flows from ${name} activities`])
    const own = names.map((label) => item(book, label, () => money(random, most, { negative: 0.5 })))
    return result(book, `Net cash from ${name} activities`, own)
  }
  const flows = [
    section('operating', ['Profit for the year', 'Depreciation', 'Change in receivables', 'Change in payables']),
    section('investing', ['Purchase of equipment', 'Proceeds from sale of assets']),
    section('financing', ['Proceeds from loans', 'Repayment of loans', 'Dividends paid']),
  ]
  const change = result(book, 'Net change in cash', flows)
  const opening = item(book, 'Cash at beginning of year', () => money(random, most, { nil: 0 }))
  result(book, 'Cash at end of year', [change, opening])
  return { kind: 'cash-flow', heads: [yearsOf(book.columns)], ...book, convention }
}

/** Opening, additions, disposals, closing of each class, with or without the sign of what went out. */
const rollForward: Maker = (random, convention) => {
  const most = random.int(5, 7)
  const sign = random.chance(0.5) ? -1 : 1
  const lines = some(random, assets, random.int(3, 7)).map((name): Entry[] => {
    const opening = money(random, most, { nil: 0 })
    const added = money(random, most - 1, { nil: 0.2 })
    const gone = random.chance(0.3) ? 0 : random.int(1, opening)
    return [name, ...[opening, added, sign * gone, opening + added - gone].map((units) => figure(units))]
  })
  lines.push(['Total', ...[1, 2, 3, 4].map((col) => figure(sumAt(lines, col)))])
  const heads = random.pick([
    ['Class', 'Opening balance', 'Additions', 'Disposals', 'Closing balance'],
    ['', '1 Jan 2024', 'Additions', 'Disposals', '31 Dec 2024'],
    ['Asset', 'Opening', 'Additions', 'Disposals', 'Closing'],
  ])
  return { kind: 'roll-forward', heads: [heads], lines, totals: [lines.length - 1], convention }
}

/** Cost less depreciation, by class; or cost and depreciation as blocks one over the other. */
const depreciation: Maker = (random, convention) => (random.chance(0.5) ? bookValues : blocks)(random, convention)

const bookValues: Maker = (random, convention) => {
  const most = random.int(5, 7)
  const lines = some(random, assets, random.int(3, 7)).map((name): Entry[] => {
    const cost = money(random, most, { nil: 0 })
    const written = random.int(1, cost)
    return [name, String(random.int(3, 40)), figure(cost), figure(written), figure(cost - written)]
  })
  lines.push(['Total', '', ...[2, 3, 4].map((col) => figure(sumAt(lines, col)))])
  const heads = [['Asset', 'Useful life (years)', 'Cost', 'Accumulated depreciation', 'Net book value']]
  return { kind: 'book-values', heads, lines, totals: [lines.length - 1], convention }
}

function blocks(random: Random, convention: Parameters<Maker>[1]): Draft {
  const classes = some(random, assets, random.int(2, 4))
  const book: Book = { lines: [], totals: [], columns: classes.length + 1 }
  const most = random.int(5, 7)
  const row = (name: string, units: () => number) => {
    const own = classes.map(units)
    const line = [name, ...own.map((each) => figure(each)), figure(own.reduce((sum, each) => sum + each, 0))]
    book.lines.push(line)
    return line
  }
  const ends = ['At 1 January 2024', 'At 31 December 2024'] as const
  book.lines.push(['Cost'])
  const cost = result(book, ends[1], [
    row(ends[0], () => money(random, most + 1, { nil: 0 })),
    row('Additions', () => money(random, most)),
    row('Disposals', () => -money(random, most - 1)),
  ])
  book.lines.push(['Accumulated depreciation'])
  const written = result(book, ends[1], [
    row(ends[0], () => money(random, most - 1, { nil: 0 })),
    row('Charge for the year', () => money(random, most - 1)),
  ])
  result(book, 'Carrying amount', [cost], [written])
  return { kind: 'blocks', heads: [['', ...classes, 'Total']], ...book, convention }
}

export const statements: readonly Maker[] = [
  balanceSheet,
  balanceSheet,
  incomeStatement,
  incomeStatement,
  cashFlow,
  rollForward,
  depreciation,
]
