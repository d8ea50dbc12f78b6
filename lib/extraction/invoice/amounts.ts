/** Amounts of money wherever they stand in a line, each with the words that say what it is. */

import { type Decimal, parseDecimal } from '../../schedules/decimal.ts'
import { type DecimalMark, readBody } from '../../schedules/figures/read-number.ts'
import { moneyMark } from './currency-signs.ts'
import {
  above,
  below,
  type Excerpt,
  excerpt,
  isUnder,
  type PrintedLine,
  plainly,
  type Segment,
  UNDER,
} from './printed-lines.ts'

export type Amount = {
  value: Decimal
  excerpt: Excerpt
  segment: Segment
  /** Where in its segment it ends. */
  end: number
  /** The words to its left on the line or, where there are none, above it; plain text. */
  label: string
  /** Whether the label stands above: less sure. */
  labelAbove: boolean
  /** The heading of its column, where its line has several amounts; plain text. */
  heading: string
  /** How many amounts stand on the line. */
  lineAmounts: number
}

/** Two decimals, or a dash for them; or whole behind or before a currency. Not part of a date, a time, a share or a number. */
const pattern = new RegExp(
  `(?<!\\d|\\d[.,/:-]|[\\p{L}_#/-](?<!${moneyMark}|(?<!\\p{L})R))(?<minus>(?:\\(-\\)|[-–−(]) ?)?(?:(?<before>${moneyMark}) ?(?<inner>-)?)?(?<body>(?:\\d{1,2}(?:,\\d{2})+,\\d{3}(?=\\.\\d{2})|\\d{1,3}(?:[.,'’]\\d{3})+|\\d{1,3}(?: \\d{3})+(?=[.,]\\d{2}| ?${moneyMark}(?![\\p{L}]))|\\d+)(?<cents>[.,]\\d{2}|[.,]-{1,2})?)(?!\\d|[.,:/]\\d| ?%)(?<after>\\)? ?(?:${moneyMark}(?![\\p{L}])|-(?![\\d-])))?`,
  'gu',
)

/** Where recognition has lost the point: two figures and nothing else. */
const pointless = new RegExp(`^(?:${moneyMark} ?)?(\\d{1,4}) (\\d\\d)(?: [A-Z])?$`)

type Found = { body: string; negative: boolean; from: number; end: number }

function amountsIn(text: string): Found[] {
  const found: Found[] = []
  for (const match of text.matchAll(pattern)) {
    const { minus, before, inner, body = '', cents, after = '' } = match.groups ?? {}
    if (cents === undefined && !before && !/[^)\s-]/.test(after)) continue
    const negative = Boolean(minus || inner) || /-$/.test(after)
    const skipped = match[0].length - match[0].trimStart().length
    found.push({ body, negative, from: match.index + skipped, end: match.index + match[0].trimEnd().length })
  }
  return found
}

function withoutPoint({ text, words }: Segment): Found[] {
  const match = words.every(({ confidence }) => confidence < 1) ? pointless.exec(text) : null
  return match ? [{ body: `${match[1]}.${match[2]}`, negative: false, from: text.search(/\d/), end: text.length }] : []
}

/** All amounts of the document. `mark` decides what 1.234 is. */
export function findAmounts(lines: readonly PrintedLine[], mark: DecimalMark): Amount[] {
  return lines.flatMap((line) => {
    const { amounts, rest } = amountsOfLine(line, mark)
    for (const amount of amounts) label(amount, amounts[0]!, rest, lines)
    return amounts
  })
}

/** The amounts of a line, each with the words since the one before; `rest` are those behind the last. */
function amountsOfLine({ segments }: PrintedLine, mark: DecimalMark): { amounts: Amount[]; rest: string } {
  const amounts: Amount[] = []
  let words = ''
  for (const segment of segments) {
    let at = 0
    const figures = amountsIn(segment.text)
    for (const { body, negative, from, end } of figures.length > 0 ? figures : withoutPoint(segment)) {
      words = `${words} ${segment.text.slice(at, from)}`
      at = end
      const value = worthOf(body, negative, mark)
      if (!value) continue
      const own = { value, excerpt: excerpt(segment, from, end), segment, end, label: plainLabel(words) }
      amounts.push({ ...own, labelAbove: false, heading: '', lineAmounts: 0 })
      words = ''
    }
    words = `${words} ${segment.text.slice(at)}`
  }
  return { amounts: amounts.map((amount) => ({ ...amount, lineAmounts: amounts.length })), rest: plainLabel(words) }
}

/** Where an amount has no words of its own: those at the beginning of its line, beside it, above it, or under it. */
function label(amount: Amount, first: Amount, rest: string, lines: readonly PrintedLine[]): void {
  const place = placeOf(amount)
  if (amount.lineAmounts > 1) amount.heading = headingOf(lines, place)
  // A value to the left is no label.
  if (/\d{3}/.test(amount.label)) amount.label = labelUnder(lines, place) || amount.label
  if (says(amount.label)) return
  amount.label = amount !== first && !first.labelAbove ? first.label : ''
  if (says(amount.label)) return
  amount.label = labelBeside(lines, amount.segment)
  if (amount.label) return
  amount.label = labelAbove(lines, place) || rest || labelUnder(lines, place)
  amount.labelAbove = true
}

const says = (label: string): boolean => /[a-z]{2}/.test(label)

/** Where the figure stands: several may share a segment. */
const placeOf = ({ segment, excerpt: { bbox } }: Amount): Segment => ({ ...segment, bbox })

const plainLabel = (text: string): string =>
  plainly(text)
    .replace(/[^\p{L}\p{N}%@.&/'-]+/gu, ' ')
    .trim()

/** On paper that is bent, or in larger print, an amount may stand half a line off its label. */
function labelBeside(lines: readonly PrintedLine[], { line, page, bbox, size }: Segment): string {
  const least = 0.25 * Math.min(size, bbox[3] - bbox[1])
  for (const near of [lines[line - 1], lines[line + 1]]) {
    if (near?.page !== page) continue
    const left = near.segments.filter(
      (other) =>
        other.bbox[2] <= bbox[0] && Math.min(other.bbox[3], bbox[3]) - Math.max(other.bbox[1], bbox[1]) > least,
    )
    if (left.length > 0 && left.length === near.segments.length)
      return plainLabel(left.map(({ text }) => text).join(' '))
  }
  return ''
}

function labelAbove(lines: readonly PrintedLine[], segment: Segment): string {
  const over = above(lines, segment)[0]
  return over && !/\d[.,]\d\d\b/.test(over.text) ? plainLabel(over.text) : ''
}

/** Some print what a figure is in small letters under it. */
function labelUnder(lines: readonly PrintedLine[], segment: Segment): string {
  const under = below(lines, segment, UNDER)[0]
  return under && under.size < segment.size && isUnder(under, segment) ? plainLabel(under.text) : ''
}

/** Lines that a column may go on under its heading. */
const MOST_COLUMN = 25

/** Words; a sentence is no heading. */
const LONGEST_HEADING = 7

/** The nearest words over a figure, whatever figures stand between. */
function headingOf(lines: readonly PrintedLine[], { line, page, bbox }: Segment): string {
  for (let at = line - 1; at >= Math.max(0, line - MOST_COLUMN); at--) {
    if (lines[at]!.page !== page) break
    const over = lines[at]!.segments.find(
      (other) =>
        Math.min(other.bbox[2], bbox[2]) - Math.max(other.bbox[0], bbox[0]) > 0 &&
        /\p{L}{2}/u.test(other.text) &&
        other.words.length <= LONGEST_HEADING &&
        !/\d[.,]\d\d\b/.test(other.text),
    )
    if (over) return plainLabel(over.text)
  }
  return ''
}

function worthOf(body: string, negative: boolean, mark: DecimalMark): Decimal | null {
  // India counts in lakhs: 1,41,600.00
  const western = /^\d{1,2}(?:,\d{2})+,\d{3}\./.test(body) ? body.replaceAll(',', '') : body
  const text = western.replace(/[’]/g, "'").replace(/(?<=\d[.,])-{1,2}$/, '00')
  const digits =
    readBody(text, mark) ??
    readBody(text, mark === 'point' ? 'comma' : 'point') ??
    readBody(text.replace(/^0+(?=\d)/, ''), mark)
  return digits === null ? null : parseDecimal(negative ? `-${digits}` : digits)
}
