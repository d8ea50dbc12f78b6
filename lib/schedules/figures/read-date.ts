/** Printed dates. A month without its day is no date, and 03/04/2024 is one only once its order is known. */
import { plainText } from './read-number.ts'

export type DateOrder = 'day_first' | 'month_first'

const locales = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt']
const plainWord = (word: string): string =>
  word
    .normalize('NFD')
    .replace(/[\u0300-\u036f.]/g, '')
    .toLowerCase()
const monthNames = new Map<string, number>([['sept', 9]])
for (const locale of locales) {
  for (const length of ['long', 'short'] as const) {
    const name = new Intl.DateTimeFormat(locale, { month: length, timeZone: 'UTC' })
    for (let month = 1; month <= 12; month++)
      monthNames.set(plainWord(name.format(Date.UTC(2024, month - 1, 1))), month)
  }
}

const iso = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/
const numeric = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})$/
const dayMonth = /^(\d{1,2})(?:st|nd|rd|th|er|º)?[. -]{0,2}(?:de )?(\p{L}{3,12})\.?,?[ -]?(?:de )?(\d{4}|\d{2})$/u
const monthDay = /^(\p{L}{3,12})\.?[ -](\d{1,2})(?:st|nd|rd|th)?,? ?(\d{4})$/u

/** The ISO date that the whole of a text prints, or null. `order` decides only where the text leaves it open. */
export function readDate(text: string, order: DateOrder | null): string | null {
  const plain = plainText(text)
  const asIso = iso.exec(plain)
  if (asIso) return isoDate(asIso[1], asIso[3], asIso[4])
  const asNumbers = numeric.exec(plain)
  if (asNumbers) {
    const [, a, , b, year] = asNumbers
    const own = dateOrder(text)
    if (own === 'either' || (own === null && order === 'day_first')) return isoDate(year, b, a)
    if (own === null) return order === null ? null : isoDate(year, a, b)
    return own === 'day_first' ? isoDate(year, b, a) : isoDate(year, a, b)
  }
  const named = dayMonth.exec(plain)
  if (named) return isoDate(named[3], monthNumber(named[2]), named[1])
  const english = monthDay.exec(plain)
  return english ? isoDate(english[3], monthNumber(english[1]), english[2]) : null
}

/** What a date in numbers says about its order: `either` when both are the same day, null when it says nothing. */
export function dateOrder(text: string): DateOrder | 'either' | null {
  const match = numeric.exec(plainText(text))
  if (!match) return null
  const [first, second] = [Number(match[1]), Number(match[3])]
  // With points the day stands first wherever such dates are in use (DIN 1355, CLDR).
  if (match[2] === '.') return 'day_first'
  if (first === second) return 'either'
  if (first > 12 && second <= 12) return 'day_first'
  return second > 12 && first <= 12 ? 'month_first' : null
}

/** A month and a year: `12.2024` would else read as a number with four decimals. */
export const isMonth = (text: string): boolean => /^(?:0?[1-9]|1[0-2])[./-](?:19|20)\d\d$/.test(plainText(text))

const monthNumber = (name = ''): string | undefined => monthNames.get(plainWord(name))?.toString()

/** Two digits of a year follow POSIX: 69 to 99 are the last century. */
function isoDate(year = '', month = '', day = ''): string | null {
  const full = year.length === 2 ? Number(year) + (Number(year) >= 69 ? 1900 : 2000) : Number(year)
  const date = new Date(Date.UTC(full, Number(month) - 1, Number(day)))
  const exists = full >= 1000 && date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day)
  return exists ? date.toISOString().slice(0, 10) : null
}
