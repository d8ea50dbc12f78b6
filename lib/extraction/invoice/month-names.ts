/** Months by the names that they have beside a day, in languages whose dates are read on invoices alone. */
import { plainly } from './printed-lines.ts'

const locales = ['pl', 'cs', 'sk', 'hu', 'ro', 'tr', 'hr', 'sl', 'sv', 'da', 'nb', 'fi', 'et', 'lv', 'lt']

const names = new Map<string, number>()
for (const locale of locales) {
  for (const month of ['long', 'short'] as const) {
    const dates = new Intl.DateTimeFormat(locale, { day: 'numeric', month, timeZone: 'UTC' })
    for (let number = 1; number <= 12; number++) {
      const parts = dates.formatToParts(Date.UTC(2024, number - 1, 7))
      const name = plainly(parts.find(({ type }) => type === 'month')?.value ?? '').replace(/\.$/, '')
      // A short form may be another month's elsewhere: what came first stands.
      if (/^\p{L}{3,}$/u.test(name) && !names.has(name)) names.set(name, number)
    }
  }
}

/** `7 marca 2024`, `2024. március 7.` with the month as a number and points; null where no month is named. */
export function withMonthNumber(text: string): string | null {
  const [, first, name = '', last] = /^(\d{1,4})[. ]+(\p{L}{3,12})[. ]+(\d{1,4})\.?$/u.exec(text) ?? []
  const month = names.get(plainly(name))
  if (month === undefined || first === undefined || last === undefined) return null
  return first.length === 4 ? `${last}.${month}.${first}` : `${first}.${month}.${last}`
}
