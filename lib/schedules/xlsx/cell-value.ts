/** A cell as a spreadsheet holds it: a value of the right type and the number format that shows it as printed. */
import { parseDecimal, significantDigits } from '../decimal.ts'
import type { Cell, FigureValue } from '../model.ts'
import { significantDigitsKept } from './limits.ts'

export type SheetValue = { value: string | number | Date; format?: string }

export const dateFormat = 'yyyy-mm-dd'

/** Excel counts a 29 February 1900 that never was, and has no days before that year. */
const firstSafeDate = '1900-03-01'

/** The typed value where a spreadsheet can hold it without loss, else the text as printed. */
export function toSheetValue({ text, value }: Pick<Cell, 'text' | 'value'>): SheetValue {
  if (value?.type === 'date') {
    return value.value >= firstSafeDate
      ? { value: new Date(`${value.value}T00:00:00Z`), format: dateFormat }
      : { value: sheetText(text) }
  }
  if (!value || significantDigits(parseDecimal(value.value)) > significantDigitsKept) return { value: sheetText(text) }
  // An exponent instead of a division: the nearest double to the printed digits.
  const number = Number(value.type === 'percent' ? `${value.value}e-2` : value.value)
  return { value: number, format: numberFormat(text, value) }
}

/** Decimals, grouping, brackets, currency and dash as in print. */
function numberFormat(text: string, { type, value, currency }: FigureValue): string {
  const { scale } = parseDecimal(value)
  const grouped = /\d[.,'’\s\u00a0\u2009\u202f]\d{3}(?!\d)/.test(text) && Math.abs(Number(value)) >= 1000
  const digits = (grouped ? '#,##0' : '0') + (scale > 0 ? `.${'0'.repeat(Math.min(scale, 30))}` : '')
  const figure = withCurrency(digits + (type === 'percent' ? '%' : ''), text, currency)
  if (!/\d/.test(text)) return `${figure};-${figure};"–"`
  return /\(/.test(text) && value.startsWith('-') ? `${figure}_);(${figure})` : figure
}

function withCurrency(digits: string, text: string, currency: string | undefined): string {
  if (!currency) return digits
  const sign = /US\$|[$€£¥₹]/.exec(text)?.[0]
  const mark = sign ?? currency
  const first = text.search(/\d/)
  const before = first < 0 || text.slice(0, first).search(/[\p{L}\p{Sc}]/u) >= 0
  return before ? `[$${mark}]${sign ? '' : ' '}${digits}` : `${digits} [$${mark}]`
}

/**
 * Text that XML can carry and Excel reads back unchanged: no unpaired surrogates or non-characters, one kind of line
 * end, and `_x0041_` protected from being read as an escape (ECMA-376 part 1, 22.9.2.19).
 */
export const sheetText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replace(/\r\n?/g, '\n')
    .replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')

/** A text in pieces of at most `length` UTF-16 units, none through the middle of a character. */
export function splitText(text: string, length: number): string[] {
  const parts: string[] = []
  for (let start = 0; start < text.length; ) {
    const part = text.slice(start, start + length)
    const whole = part.length > 1 && /[\ud800-\udbff]$/.test(part) ? part.slice(0, -1) : part
    parts.push(whole)
    start += whole.length
  }
  return parts.length > 0 ? parts : ['']
}

/** `B7` for row 6, column 1, both from 0. */
export function cellAddress(row: number, col: number): string {
  let letters = ''
  for (let rest = col + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  }
  return `${letters}${row + 1}`
}
