/** What a column or a document says about figures that could mean two things. */
import { readDollar } from './currency.ts'
import { type DateOrder, dateOrder, isMonth } from './read-date.ts'
import { type DecimalMark, readBody, readPrinted } from './read-number.ts'

export type Evidence = {
  decimal: DecimalMark
  /** null: nothing tells, and a date that needs it has no value. */
  dateOrder: DateOrder | null
  /** ISO 4217, what `$` means. */
  dollar: string
}

/**
 * Which mark sets off the decimals in these texts, or null when they do not tell.
 * A figure that is well formed in one convention only decides (the majority, should they differ). Failing that, a
 * figure that could be either beside whole numbers under a thousand does: decimals would be printed on those too.
 */
export function readConvention(texts: readonly string[]): DecimalMark | null {
  const votes = { comma: 0, point: 0 }
  const open = { comma: 0, point: 0 }
  const belowOne = { comma: 0, point: 0 }
  let small = 0
  for (const text of texts) {
    const body = isMonth(text) ? undefined : readPrinted(text)?.body
    if (!body) continue
    const asPoint = readBody(body, 'point')
    const asComma = readBody(body, 'comma')
    const only = asComma === null ? 'point' : asPoint === null ? 'comma' : null
    if (only) {
      votes[only] += 1
      if (/^0[.,]\d{3}$/.test(body)) belowOne[only] += 1
    } else if (asPoint !== asComma) open[body.includes('.') ? 'comma' : 'point'] += 1
    else if (/^[1-9]\d{0,2}$/.test(body)) small += 1
  }
  // One 0,234 among whole numbers is a thousand whose first digit was misread.
  const misread = small > 0 && votes.comma + votes.point === 1 && belowOne.comma + belowOne.point === 1
  const decided = misread ? null : majority(votes)
  return decided ?? ((votes.point === 0 || misread) && small > 0 ? majority(open) : null)
}

/** The order of day and month that these texts prove, or null. */
export function readDateOrder(texts: readonly string[]): DateOrder | null {
  const votes = { day_first: 0, month_first: 0 }
  for (const text of texts) {
    const order = dateOrder(text)
    if (order === 'day_first' || order === 'month_first') votes[order] += 1
  }
  return majority(votes)
}

/** The evidence of a whole document, from the texts of each of its columns, headers included. */
export function readDocument(columns: readonly (readonly string[])[]): Evidence {
  const texts = columns.flat()
  const byColumn = { comma: 0, point: 0 }
  for (const column of columns) {
    const mark = readConvention(column)
    if (mark) byColumn[mark] += 1
  }
  const decimal = majority(byColumn) ?? readConvention(texts) ?? 'point'
  const currencies = new Set(texts.map((text) => readPrinted(text)?.currency ?? null))
  const dollar = readDollar(texts)
  const local: DateOrder | null =
    majority(byColumn) === 'comma' || currencies.has('EUR') || currencies.has('GBP') || currencies.has('CHF')
      ? 'day_first'
      : currencies.has('$') && dollar === 'USD'
        ? 'month_first'
        : null
  return { decimal, dateOrder: readDateOrder(texts) ?? local, dollar }
}

function majority<Name extends string>(votes: Record<Name, number>): Name | null {
  const [first, second] = Object.entries<number>(votes).sort(([, a], [, b]) => b - a)
  return first && first[1] > (second?.[1] ?? 0) ? (first[0] as Name) : null
}
