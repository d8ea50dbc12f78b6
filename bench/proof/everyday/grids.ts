/** Tables of items by columns: lists, quarters, ages, regions, with a total at an end of them or at both. */
import type { Convention, Random } from '../../print-figures.ts'
import { type Draft, type Entry, figure, sumAt, unitsOf } from '../table.ts'
import { charges, customers, expenses, kosten, places } from './vocabulary.ts'

export type Maker = (random: Random, convention: Convention) => Draft

/** An amount of up to so many digits, at times nothing. */
export function money(random: Random, most: number, { nil = 0.05, negative = 0 } = {}): number {
  if (random.chance(nil)) return 0
  const units = random.int(10 ** (most - 2), 10 ** most)
  return random.chance(negative) ? -units : units
}

const add = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

/** Different names, as many as asked for or as there are. */
export function some(random: Random, names: readonly string[], count: number): string[] {
  const rest = [...names]
  const picked: string[] = []
  while (picked.length < count && rest.length > 0) picked.push(rest.splice(random.int(0, rest.length - 1), 1)[0]!)
  return picked
}

const wordsOf = (random: Random) =>
  random.pick([
    { names: expenses, total: 'Total', item: 'Item', grand: 'Grand total', sub: 'Subtotal' },
    { names: expenses, total: 'Total expenses', item: 'Category', grand: 'TOTAL', sub: 'Sub-total' },
    { names: places, total: 'Total', item: 'Region', grand: 'Total', sub: 'Subtotal' },
    { names: kosten, total: 'Summe', item: 'Position', grand: 'Gesamtsumme', sub: 'Zwischensumme' },
    { names: charges, total: 'Total', item: 'Poste', grand: 'Total général', sub: 'Sous-total' },
  ])

/** One column of amounts and its total, at times with a reference before it. */
const list: Maker = (random, convention) => {
  const words = wordsOf(random)
  const most = random.int(4, 7)
  const reference = random.chance(0.3)
  const lines = some(random, words.names, random.int(3, 12)).map((name, index): Entry[] => [
    ...(reference ? [`${random.pick(['A', 'R', 'INV-'])}${100 + index}`] : []),
    name,
    figure(money(random, most, { nil: 0 })),
  ])
  const col = reference ? 2 : 1
  lines.push([...(reference ? [''] : []), words.total, figure(sumAt(lines, col))])
  const heads = [[...(reference ? ['Ref'] : []), words.item, random.pick(['Amount', 'Amount', 'EUR', '2024'])]]
  return { kind: 'list', heads, lines, totals: [lines.length - 1], convention }
}

/** Items by quarters or months with totals of rows, of columns or of both. */
const quarters: Maker = (random, convention) => {
  const words = wordsOf(random)
  const columns = random.pick([
    ['Q1', 'Q2', 'Q3', 'Q4'],
    ['Q1', 'Q2', 'Q3', 'Q4'],
    ['Jan', 'Feb', 'Mar'],
    ['2022', '2023', '2024'],
    ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun'],
    ['North', 'South', 'East', 'West'],
  ])
  const most = random.int(4, 6)
  const across = random.chance(0.75)
  const down = !across || random.chance(0.8)
  const lines = some(random, words.names, random.int(3, 10)).map((name): Entry[] => {
    const own = columns.map(() => money(random, most, { negative: 0.05 }))
    return [name, ...own.map((units) => figure(units)), ...(across ? [figure(add(own))] : [])]
  })
  const width = columns.length + (across ? 1 : 0)
  if (down) lines.push([words.total, ...Array.from({ length: width }, (_, col) => figure(sumAt(lines, col + 1)))])
  const heads = [[words.item, ...columns, ...(across ? [random.pick(['Total', 'FY', 'Year', 'Sum'])] : [])]]
  return { kind: 'quarters', heads, lines, totals: down ? [lines.length - 1] : [], convention }
}

/** Two halves of a year, each with its quarters, under headings of two levels. */
const halves: Maker = (random, convention) => {
  const words = wordsOf(random)
  const most = random.int(4, 6)
  const lines = some(random, words.names, random.int(3, 8)).map((name): Entry[] => {
    const [a, b, c, d] = Array.from({ length: 4 }, () => money(random, most)) as [number, number, number, number]
    return [name, ...[a, b, a + b, c, d, c + d, a + b + c + d].map((units) => figure(units))]
  })
  lines.push([words.total, ...Array.from({ length: 7 }, (_, col) => figure(sumAt(lines, col + 1)))])
  const heads = [
    ['', 'First half', null, null, 'Second half', null, null, 'Year'],
    [words.item, 'Q1', 'Q2', 'H1', 'Q3', 'Q4', 'H2', 'Total'],
  ]
  return { kind: 'halves', heads, lines, totals: [lines.length - 1], convention }
}

/** What customers owe by how long they have owed it. */
const ageing: Maker = (random, convention) => {
  const most = random.int(4, 7)
  const lines = some(random, customers, random.int(3, 10)).map((name): Entry[] => {
    const own = Array.from({ length: 5 }, () => money(random, most, { nil: 0.35 }))
    return [name, ...own.map((units) => figure(units)), figure(add(own))]
  })
  const totals = Array.from({ length: 6 }, (_, col) => sumAt(lines, col + 1))
  lines.push(['Total', ...totals.map((units) => figure(units))])
  const whole = totals[5] ?? 1
  if (random.chance(0.4))
    lines.push([
      '% of total',
      ...totals.map((units) => figure(Math.round((units * 1000) / whole), { places: 1, percent: true, alone: true })),
    ])
  const heads = [['Customer', 'Current', '1-30 days', '31-60 days', '61-90 days', 'Over 90 days', 'Total']]
  return { kind: 'ageing', heads, lines, totals: [lines.findIndex(([name]) => name === 'Total')], convention }
}

/** Sections with sub-totals, and a grand total over those. */
const sections: Maker = (random, convention) => {
  const words = wordsOf(random)
  const columns = random.int(1, 4)
  const most = random.int(4, 6)
  const names = some(random, words.names, 12)
  const lines: Entry[][] = []
  const subtotals: Entry[][] = []
  const marked: number[] = []
  for (let section = 0; section < random.int(2, 3); section++) {
    const own = names
      .splice(0, random.int(2, 4))
      .map((name): Entry[] => [name, ...Array.from({ length: columns }, () => figure(money(random, most)))])
    if (random.chance(0.6)) lines.push([`${random.pick(['Department', 'Group', 'Project'])} ${section + 1}`])
    lines.push(...own)
    subtotals.push([words.sub, ...Array.from({ length: columns }, (_, col) => figure(sumAt(own, col + 1)))])
    marked.push(lines.push(subtotals.at(-1)!) - 1)
  }
  lines.push([words.grand, ...Array.from({ length: columns }, (_, col) => figure(sumAt(subtotals, col + 1)))])
  const heads = [[words.item, ...Array.from({ length: columns }, (_, index) => String(2024 - index))]]
  return { kind: 'sections', heads, lines, totals: [...marked, lines.length - 1], convention }
}

/** The total stands first: in the first row, or in the first column. */
const totalFirst: Maker = (random, convention) => {
  const most = random.int(4, 7)
  const names = some(random, places, random.int(3, 8))
  const above = random.chance(0.5)
  if (above) {
    const columns = random.int(1, 3)
    const own = names.map((name): Entry[] => [
      name,
      ...Array.from({ length: columns }, () => figure(money(random, most))),
    ])
    const total: Entry[] = [
      random.pick(['Total', 'Total revenue', 'World']),
      ...Array.from({ length: columns }, (_, col) => figure(sumAt(own, col + 1))),
    ]
    const heads = [['', ...Array.from({ length: columns }, (_, index) => String(2022 + index))]]
    return { kind: 'total-first', heads, lines: [total, ...own], totals: [0], convention }
  }
  const parts = random.pick([
    ['Male', 'Female'],
    ['Under 25', '25 to 64', '65 and over'],
    ['Services', 'Goods', 'Other'],
  ])
  const lines = names.map((name): Entry[] => {
    const own = parts.map(() => money(random, most))
    return [name, figure(add(own)), ...own.map((units) => figure(units))]
  })
  return { kind: 'total-first', heads: [['Region', 'Total', ...parts]], lines, convention }
}

/** Small whole numbers of people, with rates beside them that nobody adds up. */
const headcount: Maker = (random, convention) => {
  const names = some(
    random,
    ['Sales', 'Production', 'Research', 'Finance', 'Logistics', 'Legal', 'IT'],
    random.int(3, 7),
  )
  const whole = { ...convention, decimals: 0, sign: '' }
  const lines = names.map((name): Entry[] => {
    const [men, women] = [random.int(2, 99), random.int(2, 99)]
    return [name, figure(men), figure(women), figure(men + women), `${random.int(20, 60)}.${random.int(0, 9)}`]
  })
  lines.push(['Total', ...[1, 2, 3].map((col) => figure(sumAt(lines, col))), '38.4'])
  const heads = [['Department', 'Men', 'Women', 'Total', 'Average age']]
  return { kind: 'headcount', heads, lines, totals: [lines.length - 1], convention: whole }
}

/** Debits and credits that come to the same. */
const trialBalance: Maker = (random, convention) => {
  const most = random.int(5, 7)
  const names = some(random, [...expenses, ...customers], random.int(5, 12))
  const lines = names.map((name, index): Entry[] => {
    const units = money(random, most, { nil: 0 })
    const debit = index % 2 === 0 || random.chance(0.4)
    return [String(1000 + index * 10), name, debit ? figure(units) : '', debit ? '' : figure(units)]
  })
  const [debit, credit] = [sumAt(lines, 2), sumAt(lines, 3)]
  if (debit > credit) lines.push(['3000', 'Share capital', '', figure(debit - credit)])
  else if (credit > debit) lines.push(['1900', 'Cash at bank', figure(credit - debit), ''])
  lines.push(['', 'Total', figure(Math.max(debit, credit)), figure(Math.max(debit, credit))])
  const heads = [['Account', 'Name', 'Debit', 'Credit']]
  return { kind: 'trial-balance', heads, lines, totals: [lines.length - 1], convention }
}

/** Sales with what each is of the whole. */
const shares: Maker = (random, convention) => {
  const most = random.int(5, 7)
  const lines = some(random, places, random.int(3, 8)).map((name): Entry[] => [
    name,
    figure(money(random, most, { nil: 0 })),
  ])
  const whole = sumAt(lines, 1)
  const share = (units: number) => figure(Math.round((units * 1000) / whole), { places: 1, percent: true, alone: true })
  for (const line of lines) line.push(share(unitsOf(line[1])))
  lines.push(['Total', figure(whole), share(whole)])
  return {
    kind: 'shares',
    heads: [['Region', 'Sales', '% of total']],
    lines,
    totals: [lines.length - 1],
    convention,
  }
}

export const grids: readonly Maker[] = [
  list,
  quarters,
  quarters,
  halves,
  ageing,
  sections,
  totalFirst,
  headcount,
  trialBalance,
  shares,
]
