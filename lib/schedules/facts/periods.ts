import { readDate } from '../figures/read-date.ts'
import type { Cell, Period } from '../model.ts'

const year = /(?<!\d)(?:(?:FY|GJ)\s?'?)?((?:19|20)\d\d)(?:\/(?:(?:19|20)?\d\d))?(?!\d)/i
const quarter = /\bQ([1-4])\b|\b([1-4])(?:st|nd|rd|th)? quarter\b|\b([1-4])\. Quartal\b/i
const monthName = /\b(jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)\p{L}*\.?\s+((?:19|20)\d\d)\b/iu
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const german: Record<string, string> = { mär: 'mar', mai: 'may', okt: 'oct', dez: 'dec' }

/** The columns whose heading is a year, a quarter, a month or a day, from the left. */
export function readPeriods(headings: readonly Cell[], columns: number): Period[] {
  return Array.from({ length: columns }, (_, col) => col).flatMap((col): Period[] => {
    const over = headings.filter((cell) => cell.col <= col && col < cell.col + cell.col_span)
    const text = over.map((cell) => cell.text.trim()).join(' ')
    const day = over.flatMap((cell) => dayIn(cell) ?? []).at(-1)
    const value = day ?? periodIn(text)
    return value ? [{ col, text, value }] : []
  })
}

/** The day that a heading is, or ends in: "as at 31 December 2024". */
function dayIn({ text, value }: Cell): string | null {
  if (value?.type === 'date') return value.value
  const endings = [text, text.replace(/^\D*(?=\d)/, ''), /\p{L}{3,9}\.? \d{1,2},? \d{4}$/u.exec(text)?.[0] ?? '']
  return endings.flatMap((ending) => readDate(ending, null) ?? [])[0] ?? null
}

function periodIn(text: string): string | null {
  const found = year.exec(text)?.[1]
  if (!found || text.length > 60) return null
  const part = quarter.exec(text)
  if (part) return `${found}-Q${part[1] ?? part[2] ?? part[3]}`
  const name = monthName.exec(text)?.[1]?.toLowerCase()
  const month = name ? months.indexOf(german[name] ?? name) + 1 : 0
  return month > 0 ? `${found}-${String(month).padStart(2, '0')}` : found
}
