/** What was sold where no heading says so: figures under one another that come to a sum which is printed. */
import { addDecimals, formatDecimal, zero } from '../../schedules/decimal.ts'
import type { DecimalMark } from '../../schedules/figures/read-number.ts'
import type { Kind } from './amount-kinds.ts'
import { itemOf } from './item-row.ts'
import type { Labelled } from './label-amounts.ts'
import type { LineItem } from './model.ts'
import type { PrintedLine, Segment } from './printed-lines.ts'
import { key } from './total-proofs.ts'

/** Amounts of one column that are looked through; a longer list has headings. */
const MOST_ROWS = 200
/** Points that the edges of one column may lie apart. */
const SLACK = 4

/** By its value, the line on which a sum is printed last. */
type Sums = ReadonlyMap<string, number>

export function summedItems(
  lines: readonly PrintedLine[],
  amounts: readonly Labelled[],
  sums: Sums,
  mark: DecimalMark,
): LineItem[] {
  const lists = columnsOf(amounts)
    .map((column) => addingUp(column.slice(0, MOST_ROWS), sums))
    .filter((rows) => rows.length > 0)
  const most = Math.max(0, ...lists.map((rows) => rows.length))
  const found = lists
    .filter((rows) => rows.length === most)
    .map((rows) => rows.map((row, index) => rowOf(row, rows[index - 1], lines, mark)))
  // Of columns with and without the tax, the one that quantities and prices come to.
  const counted = (items: readonly LineItem[]) => items.filter(({ quantity }) => quantity !== null).length
  return found.reduce<LineItem[]>((a, b) => (a.length === 0 || counted(b) >= counted(a) ? b : a), [])
}

/** From the left to the right: of columns that add up alike, the last has what the rows come to. */
function columnsOf(amounts: readonly Labelled[]): Labelled[][] {
  const columns: Labelled[][] = []
  for (const amount of amounts) {
    if (carried.test(amount.label)) continue
    const [left, , right] = amount.excerpt.bbox
    const column = columns.find((own) => {
      const [x0, , x1] = own.at(-1)!.excerpt.bbox
      return Math.abs(x1 - right) < SLACK || Math.abs(x0 - left) < SLACK
    })
    if (column) column.push(amount)
    else columns.push([amount])
  }
  return columns.sort((a, b) => a[0]!.excerpt.bbox[2] - b[0]!.excerpt.bbox[2])
}

const carried =
  /\b(?:ubertrag|carried|brought forward|balance forward|a reporter|report|riporto|suma (?:y sigue|anterior)|transport|z przeniesienia|prenos)\b/

/** Every longest run of rows, from the top, that comes to one of the sums. */
function addingUp(column: readonly Labelled[], sums: Sums): Labelled[] {
  const rows: Labelled[] = []
  for (let from = 0; from < column.length; ) {
    const length = isItem(column[from]!) ? runLength(column.slice(from), sums) : 0
    rows.push(...column.slice(from, from + length))
    from += Math.max(1, length)
  }
  return rows
}

function runLength(column: readonly Labelled[], sums: Sums): number {
  let run = zero
  let longest = 0
  for (const [index, amount] of column.entries()) {
    run = addDecimals(run, amount.value)
    const printed = run.units !== 0n && isItem(amount) ? sums.get(key(run)) : undefined
    // One figure is a list where what it comes to is said again under it.
    if (printed !== undefined && (index > 0 || printed > amount.segment.line)) longest = index + 1
    // What follows the sums is none of what they add up.
    if (ending.has(amount.kind)) break
  }
  return longest
}

const ending: ReadonlySet<Kind> = new Set(['net', 'gross', 'total', 'due'])
const noItem: ReadonlySet<Kind> = new Set([
  ...ending,
  'tax',
  'paid',
  'tendered',
  'change',
  'rounding',
  'rounded',
  'previous',
])
const isItem = ({ kind, labelAbove }: Labelled): boolean => labelAbove || !noItem.has(kind)

/** Times the size of print that a row's words may stand over its amount, or under it. */
const REACH = 2.2

function rowOf(
  row: Labelled,
  before: Labelled | undefined,
  lines: readonly PrintedLine[],
  mark: DecimalMark,
): LineItem {
  const { bbox, page, confidence } = row.excerpt
  const { line, size } = row.segment
  const top = Math.max(bbox[1] - REACH * size, before?.excerpt.page === page ? before.excerpt.bbox[3] - 1 : 0)
  const bottom = bbox[3] + 1
  const near = lines
    .slice(Math.max(0, line - 3), line + 3)
    .flatMap(({ segments }) => segments)
    .filter((one) => one.page === page && one !== row.segment && one.bbox[0] < bbox[0])
  const onLine = near.filter((one) => one.bbox[3] > bbox[1] + 1 && one.bbox[1] < bottom - 2)
  const said = withinOwn(row)
  const own = said ? [said, ...onLine] : onLine
  const around = near.filter((one) => one.bbox[1] >= top - 1 && one.bbox[1] < bbox[3] + size)
  const texts = own.some(({ text }) => /\p{L}{3}/u.test(text)) ? own : [...own, ...around]
  const value = formatDecimal(row.value)
  return itemOf({ value, bbox, page, confidence }, texts, { described: [], quantity: null, unitPrice: null }, mark)
}

/** What stands before the amount in its own stretch of text. */
function withinOwn({ segment, excerpt, end }: Labelled): Segment | null {
  const from = end - excerpt.text.length
  const text = segment.text.slice(0, from).trim()
  const bbox: Segment['bbox'] = [segment.bbox[0], segment.bbox[1], excerpt.bbox[0], segment.bbox[3]]
  return text ? { ...segment, text, plain: segment.plain.slice(0, text.length), bbox } : null
}
