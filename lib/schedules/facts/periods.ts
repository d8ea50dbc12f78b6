import { readDate } from '../figures/read-date.ts'
import type { Cell, Period } from '../model.ts'

/** A longer text tells of more than a time. */
const mostCharacters = 60

const year = /(?<![\d.,])(?:(?:FY|GJ)\s?'?)?((?:19|20)\d\d)(?:\s?[/–-]\s?(?:(?:19|20)?\d\d))?(?![\d]|[.,]\d)/i
/** Two digits are a year after a year's, a quarter's or a half's sign alone. */
const shortYear = /(?<![\p{L}\d])(?:FY|GJ|[QTHS][1-4]|[1-4][QH])[\s'’/-]{0,2}(\d\d)(?!\d)/iu
const quarter =
  /\bQ([1-4])(?!\d{3})|\b([1-4])Q(?=\D?\d\d)|\bT([1-4])(?=\s?\d{4})|\b([1-4])(?:st|nd|rd|th|er|e|ème)? (?:quarter|trimestre)|\b([1-4])\. Quartal/i
const half = /\bH([12])\b|\b([12])H(?=\D?\d\d)|\b([12])\. (?:Halb|Hj)|\b([12])(?:st|nd|er|e|ème)? (?:half|semestre)/i
const month = /(\p{L}{3,12})\.?[\s'’-]{1,2}((?:19|20)?\d\d)(?!\d)/gu
const monthInDigits = /^(?:(0?[1-9]|1[0-2])[./-]((?:19|20)\d\d)|((?:19|20)\d\d)-(0[1-9]|1[0-2]))$/
const days =
  /\d{4}-\d\d-\d\d|\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d\d)(?!\d)|\d{1,2}(?:st|nd|rd|th|er)?\.? (?:de )?\p{L}{3,12}\.?,? (?:de )?\d{4}|\p{L}{3,9}\.? \d{1,2},? \d{4}/gu
const ordinals: [RegExp, string][] = [
  [/\bfirst (?=quarter|half)/i, '1st '],
  [/\bsecond (?=quarter|half)/i, '2nd '],
  [/\bthird (?=quarter)/i, '3rd '],
  [/\bfourth (?=quarter)/i, '4th '],
]

/** The columns whose heading is a year, a half, a quarter, a month or a day, from the left. */
export function readPeriods(headings: readonly Cell[], columns: number): Period[] {
  return Array.from({ length: columns }, (_, col) => col).flatMap((col): Period[] => {
    const over = headings.filter((cell) => cell.col <= col && col < cell.col + cell.col_span)
    const text = over.map((cell) => cell.text.trim()).join(' ')
    const value = over.flatMap(dateOf).at(-1) ?? lastDay(text) ?? periodIn(text)
    return value ? [{ col, text, value }] : []
  })
}

const dateOf = ({ value }: Cell): string[] => (value?.type === 'date' ? [value.value] : [])

/** The last day that a heading names: "as at 31 December 2024", "1.1.–31.12.2024". */
function lastDay(text: string): string | null {
  return [...text.matchAll(days)].flatMap(([day]) => readDate(day, null) ?? []).at(-1) ?? null
}

function periodIn(text: string): string | null {
  if (text.length > mostCharacters) return null
  const digits = monthInDigits.exec(text)
  if (digits) return `${digits[2] ?? digits[3]}-${(digits[1] ?? digits[4] ?? '').padStart(2, '0')}`
  const named = [...text.matchAll(month)].flatMap(
    ([, name, of]) => readDate(`1 ${name} ${fullYear(of)}`, null) ?? [],
  )[0]
  if (named) return named.slice(0, 7)
  const short = shortYear.exec(text)?.[1]
  const found = year.exec(text)?.[1] ?? (short && fullYear(short))
  if (!found) return null
  const plain = ordinals.reduce((said, [word, number]) => said.replace(word, number), text)
  const part = (pattern: RegExp) => pattern.exec(plain)?.slice(1).find(Boolean)
  const [q, h] = [part(quarter), part(half)]
  return q ? `${found}-Q${q}` : h ? `${found}-H${h}` : found
}

const fullYear = (digits = '') => (digits.length === 2 ? `20${digits}` : digits)
