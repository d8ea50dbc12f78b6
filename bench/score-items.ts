/** Scores what was sold, of the lines that the truth has an amount for: the amount to half a cent, the name by what it holds. */
import { similarity } from './score-fields.ts'

export type TrueItem = {
  name?: string | null
  amount?: number | string | null
  price_subtotal?: number | string | null
}
export type FoundItem = { description: string | null; amount: string | null }
export type ItemTally = { present: number; found: number; amounts: number; names: number }

/** What is left of a name that is shortened or misread. */
const SIMILAR = 0.8

/** Adds one document to the tally. Each line that was found answers one of the truth's. */
export function tallyItems(tally: ItemTally, truth: readonly TrueItem[], found: readonly FoundItem[]): void {
  const left = [...found]
  const wanted = truth.flatMap(({ name, amount, price_subtotal }) => {
    const value = amount ?? price_subtotal
    return value === null || value === undefined ? [] : [{ name: name ?? '', value: Number(value) }]
  })
  if (wanted.length === 0) return
  tally.present += wanted.length
  tally.found += found.length
  for (const { name, value } of wanted) {
    const index = left.findIndex(
      ({ amount }) => amount !== null && Math.abs(Math.abs(Number(amount)) - Math.abs(value)) < 0.005,
    )
    const [item] = index < 0 ? [] : left.splice(index, 1)
    if (!item) continue
    tally.amounts++
    if (isSameName(name, item.description ?? '')) tally.names++
  }
}

function isSameName(wanted: string, found: string): boolean {
  const [a, b] = [plain(wanted), plain(found)]
  return a !== '' && b !== '' && (a.includes(b) || b.includes(a) || similarity(a, b) >= SIMILAR)
}

const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
