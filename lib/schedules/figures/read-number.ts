/** One printed number: what stands around its digits, and what the digits mean in either convention. */
import { readCurrency } from './currency.ts'

export type DecimalMark = 'comma' | 'point'

/** A number with its dress taken off. */
export type PrintedNumber = {
  negative: boolean
  percent: boolean
  /** ISO 4217; `$` alone is a dollar of no certain country. */
  currency: string | null
  /** Digits and separators only; empty for a dash that stands for zero. */
  body: string
  /** The marks that point to notes, as printed. */
  noteMark: string | null
}

const spaces = /[\s\u00a0\u2000-\u200a\u202f\u205f]+/g
const apostrophes = /[\u2018\u2019\u02bc`\u00b4]/g
const dashes = /[\u2010-\u2015\u2212\ufe63\uff0d]/g
const leaders = /^(?:[.\u2026\u00b7_] ?){2,}/

/** Marks that point to a note: part of what is printed, and never of the value. */
const trailingNotes = [
  /[*†‡§¹²³⁰⁴-⁹]+$/,
  /(?<=[\d%)]) ?\[[a-z\d]{1,2}\]$/i,
  /(?<=[\d%)]) ?\((?:[a-z]{1,2}|\d)\)$/i,
  /(?<=[\d%)]) \d\)$/,
  /(?<=[\d%)]) [bepr]$/,
]
const leadingNotes = /^[*†‡§]+ ?/

export const plainText = (text: string): string =>
  text.replace(spaces, ' ').replace(apostrophes, "'").replace(dashes, '-').trim()

/** No figure is longer, and a paragraph in a cell need not be looked at closely. Characters. */
const longestFigure = 64

/** The number that the whole of a text prints, or null. Two figures, a range or a unit of measure are none. */
export function readPrinted(text: string): PrintedNumber | null {
  if (text.length > longestFigure) return null
  const noted = takeNotes(plainText(text).replace(leaders, ''))
  let { rest } = noted
  const found = { negative: false, percent: false, currency: null as string | null, noteMark: noted.mark }
  let signed = false

  for (let before = ''; before !== rest; ) {
    before = rest
    const bracketed = /^\((.*)\)$/.exec(rest) ?? /^\(([^()]+)$/.exec(rest)
    const sign = /^([-+]) ?(.*)$/.exec(rest)
    const after = /^(.*[\d\p{Sc}])-$/u.exec(rest)
    const money = found.currency === null ? readCurrency(rest) : null
    const percent = found.percent ? null : (/^(.*[\d)-]) ?%$/.exec(rest) ?? /^% ?(.*)$/.exec(rest))
    if (bracketed) {
      found.negative = true
      rest = bracketed[1] ?? ''
    } else if (sign && !signed) {
      signed = true
      if (sign[1] === '-') found.negative = true
      rest = sign[2] ?? ''
      if (/^-{1,2}$/.test(rest)) rest = ''
    } else if (after && !signed) {
      signed = true
      found.negative = true
      rest = after[1] ?? ''
    } else if (percent) {
      found.percent = true
      rest = percent[1] ?? ''
    } else if (money) {
      found.currency = money.currency
      rest = money.rest
    }
    rest = rest.trim()
  }

  if (rest === '' && signed && found.negative) return { ...found, negative: false, body: '' }
  // A dash stands for cents that are not there: 1.234,- and 5,--
  const body = rest.replace(/(?<=\d[.,])-{1,2}$/, '00')
  return /^[.,]?\d(?:[\d.,' ]*\d)?$/.test(body) && (readBody(body, 'point') ?? readBody(body, 'comma')) !== null
    ? { ...found, body }
    : null
}

/** What is printed without its marks, and the marks. */
function takeNotes(text: string): { rest: string; mark: string | null } {
  let rest = text.replace(leadingNotes, '')
  const marks = [text.slice(0, text.length - rest.length)]
  for (const note of trailingNotes) {
    const shorter = rest.replace(note, '').trimEnd()
    if (!/\d/.test(shorter) || shorter === rest) continue
    marks.splice(1, 0, rest.slice(shorter.length))
    rest = shorter
  }
  const mark = marks
    .map((part) => part.trim())
    .filter(Boolean)
    .join(' ')
  return { rest, mark: mark || null }
}

const groups = (mark: string) => `[1-9]\\d{0,2}(?:${mark}\\d{3})+`
const reading = (decimal: string, own: string) =>
  new RegExp(
    `^(${groups(own)}|${groups(' ')}|${groups("'")}|[1-9]\\d?(?:,\\d{2})+,\\d{3}|0|[1-9]\\d*)?(?:${decimal}(\\d+))?$`,
  )
const readings = { point: reading('\\.', ','), comma: reading(',', '\\.') }

/**
 * The digits as a decimal string if they are well formed under a convention, else null. Groups are of three (or of
 * two and three, as in India), all with one mark. A whole number with a leading zero is an identifier, not a figure.
 */
export function readBody(body: string, mark: DecimalMark): string | null {
  const match = readings[mark].exec(body)
  if (!match || body === '') return null
  const [, whole = '', fraction] = match
  if (mark === 'comma' && /\d,\d\d,/.test(body)) return null
  const digits = whole.replace(/[^\d]/g, '') || '0'
  return fraction === undefined ? digits : `${digits}.${fraction}`
}
