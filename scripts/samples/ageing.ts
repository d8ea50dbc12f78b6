/** What customers owe, by age: the classic list of many rows, over a page break. */
import { money, percent, seeded, sum } from './figures.ts'
import { column, type SampleTable } from './sample-table.ts'

const FIRST = ['Alder', 'Birchwood', 'Cobalt', 'Dunmore', 'Eastgate', 'Fenwick', 'Granite', 'Harrow', 'Ironbridge']
const SECOND = ['Logistics Ltd', 'Foods Inc.', 'Medical GmbH', 'Textiles plc', 'Marine LLC', 'Robotics AG', 'Print Co.']

/** `customers` rows and a total; the fifth customer has a credit balance. */
export function ageingTable(name: string, customers: number, seed: number): SampleTable {
  const chance = seeded(seed)
  const amounts = Array.from({ length: customers }, (_, index) => bucketsOf(chance, index === 4))
  const totals = [0, 1, 2, 3].map((bucket) => sum(amounts.map((row) => row[bucket]!)))
  const grandTotal = sum(totals)
  const body = amounts.map((row, index) => [
    String(10_120 + index * 7),
    `${FIRST[index % FIRST.length]} ${SECOND[index % SECOND.length]}`,
    ...row.map(money),
    money(sum(row)),
  ])
  const shares = totals.map((total) => percent(total / grandTotal))
  return {
    name,
    columns: [
      column('Account', 52, 'left'),
      column('Customer', 128, 'left'),
      column('Current', 66),
      column('31-60 days', 62),
      column('61-90 days', 62),
      column('Over 90', 62),
      column('Total', 72),
    ],
    rows: [
      ...body,
      ['', 'Total', ...totals.map(money), money(grandTotal)],
      ['', 'Share of total', ...shares, percent(1)],
    ],
    totals: [body.length],
    rules: 'grid',
  }
}

function bucketsOf(chance: () => number, credit: boolean): number[] {
  const current = Math.round(chance() * 4_800_000) + 90_000
  const late = [0.4, 0.2, 0.1].map((part) => (chance() < 0.35 ? 0 : Math.round(chance() * part * 3_000_000) + 5_000))
  return [credit ? -Math.round(current / 12) : current, ...late]
}
