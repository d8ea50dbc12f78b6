import type { Dice } from './dice.ts'
import type { DateStyle, Language } from './language.ts'

/** Cents as a language prints them. */
export function printAmount(cents: number, [thousands, decimals]: readonly [string, string]): string {
  const digits = String(Math.abs(cents)).padStart(3, '0')
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, thousands)
  return `${cents < 0 ? '-' : ''}${whole}${decimals}${digits.slice(-2)}`
}

export type Day = { year: number; month: number; day: number }

export const isoOf = ({ year, month, day }: Day): string =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

export function dayAfter({ year, month, day }: Day, days: number): Day {
  const date = new Date(Date.UTC(year, month - 1, day + days))
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

export function printDay(day: Day, style: DateStyle, { months, code }: Language): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const name = months[day.month - 1]!
  const numeric: Partial<Record<DateStyle, string>> = {
    'd.m.y': `${two(day.day)}.${two(day.month)}.${day.year}`,
    'd.m.yy': `${two(day.day)}.${two(day.month)}.${two(day.year % 100)}`,
    'd/m/y': `${two(day.day)}/${two(day.month)}/${day.year}`,
    'd/m/yy': `${two(day.day)}/${two(day.month)}/${two(day.year % 100)}`,
    'd-m-y': `${two(day.day)}-${two(day.month)}-${day.year}`,
    'm/d/y': `${two(day.month)}/${two(day.day)}/${day.year}`,
    iso: isoOf(day),
    'dd.m.y': `${day.day}.${day.month}.${day.year}`,
    'y/m/d': `${day.year}/${two(day.month)}/${two(day.day)}`,
    'month dth y': `${name} ${day.day}${ordinal(day.day)}, ${day.year}`,
    'd MON y': `${day.day} ${name.slice(0, 3).toUpperCase()} ${day.year}`,
    'd-mon-y': `${two(day.day)}-${name.slice(0, 3)}-${day.year}`,
    'month d y': `${name} ${day.day}, ${day.year}`,
  }
  if (style !== 'd month y') return numeric[style]!
  if (code === 'de') return `${day.day}. ${name} ${day.year}`
  return code === 'es' ? `${day.day} de ${name} de ${day.year}` : `${day.day} ${name} ${day.year}`
}

const ordinal = (day: number): string =>
  day > 3 && day < 21 ? 'th' : ({ 1: 'st', 2: 'nd', 3: 'rd' }[day % 10] ?? 'th')

export function invoiceNumber(dice: Dice, { year }: Day): string {
  return dice.pick([
    () => dice.digits(dice.whole(4, 9)),
    () => `${year}-${dice.digits(4)}`,
    () => `${year}/${dice.digits(3)}`,
    () => `INV-${dice.digits(5)}`,
    () => `RE${year}${dice.digits(4)}`,
    () => `${dice.pick(['F', 'R', 'A', 'FA', 'RG', 'SI'])}-${dice.digits(4)}`,
    () => `${dice.pick(['F', 'R', 'A', 'FV'])}${dice.digits(6)}`,
    () => `${dice.digits(2)}-${dice.digits(3)}-${dice.digits(2)}`,
    () => `${dice.digits(3)}/${year}`,
    () => `INV${dice.digits(4)}/${String(year % 100)}`,
  ])()
}
