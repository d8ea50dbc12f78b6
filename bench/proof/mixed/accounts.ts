/** Accounts and cross-tables: figures that add up, beside columns of figures that do not. */
import { conventionOf, type Random } from '../../print-figures.ts'
import { type Draft, type Entry, figure, sumAt, unitsOf } from '../table.ts'
import { items, periods, subtotals, totals } from './vocabulary.ts'

/** An item, often with a number. */
export const label = (random: Random, index: number) =>
  `${random.pick(items)}${random.chance(0.5) ? ` ${index + 1}` : ''}`

/** Of up to so many digits; at times nothing, at times less than that. */
export function amount(random: Random, most: number): number {
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

/** Items in sections, over one period or several, with sub-totals and a total. */
export function accounts(random: Random): Draft {
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
  return { kind: 'accounts', heads: [heads], lines, totals: [lines.length - 1], convention }
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

/** Totals of rows and of columns. */
export function crossTable(random: Random): Draft {
  const convention = conventionOf(random, random.pick([0, 2]))
  const columns = random.int(2, random.pick([4, 10]))
  const most = random.int(4, 8)
  const lines = Array.from({ length: random.int(3, random.pick([8, 40])) }, (_, index): Entry[] => {
    const own = Array.from({ length: columns }, () => amount(random, most))
    return [
      label(random, index),
      ...own.map((units) => figure(units)),
      figure(own.reduce((sum, units) => sum + units, 0)),
    ]
  })
  if (random.chance(0.8))
    lines.push([random.pick(totals), ...Array.from({ length: columns + 1 }, (_, col) => figure(sumAt(lines, col + 1)))])
  const heads = [
    '',
    ...Array.from({ length: columns }, (_, col) => periods[col] ?? `Part ${col}`),
    random.pick(['Total', 'Sum', 'Gesamt']),
  ]
  return { kind: 'cross-table', heads: [heads], lines, convention }
}
