/** Amounts of money wherever they stand in a line, each with the words that say what it is. */

import { type Decimal, parseDecimal } from '../../schedules/decimal.ts'
import { type DecimalMark, readBody } from '../../schedules/figures/read-number.ts'
import { above, type Excerpt, excerpt, type PrintedLine, type Segment } from './printed-lines.ts'

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
  /** How many amounts stand on the line. */
  lineAmounts: number
}

const currency =
  '(?:US\\$|R\\$|S\\$|A\\$|[€$£¥₹]|RM|Rs\\.?|INR|EUR|USD|GBP|CHF|MYR|SGD|CAD|AUD|NZD|SEK|NOK|DKK|PLN|JPY|Fr\\.)'
/** Two decimals, or a dash for them; or whole behind or before a currency. Not part of a date, a time, a share or a number. */
const pattern = new RegExp(
  `(?<!\\d|\\d[.,/:-]|[\\p{L}_#/-](?<!${currency}))(?<minus>[-–−(] ?)?(?:(?<before>${currency}) ?(?<inner>-)?)?(?<body>(?:\\d{1,2}(?:,\\d{2})+,\\d{3}(?=\\.\\d{2})|\\d{1,3}(?:[.,'’]\\d{3})+|\\d{1,3}(?: \\d{3})+(?=[.,]\\d{2})|\\d+)(?<cents>[.,]\\d{2}|[.,]-{1,2})?)(?!\\d|[.,:/]\\d| ?%)(?<after>\\)? ?(?:${currency}(?![\\p{L}])|-(?![\\d-])))?`,
  'gu',
)

/** Where recognition has lost the point: two figures and nothing else. */
const pointless = new RegExp(`^(?:${currency} ?)?(\\d{1,4}) (\\d\\d)(?: [A-Z])?$`)

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
  const amounts: Amount[] = []
  for (const line of lines) {
    const inLine: Amount[] = []
    let label = ''
    for (const segment of line.segments) {
      let at = 0
      const figures = amountsIn(segment.text)
      for (const { body, negative, from, end } of figures.length > 0 ? figures : withoutPoint(segment)) {
        label = `${label} ${segment.text.slice(at, from)}`
        at = end
        const value = worthOf(body, negative, mark)
        if (!value) continue
        inLine.push({
          value,
          excerpt: excerpt(segment, from, end),
          segment,
          end,
          label: plainLabel(label),
          labelAbove: false,
          lineAmounts: 0,
        })
        label = ''
      }
      label = `${label} ${segment.text.slice(at)}`
    }
    const rest = plainLabel(label)
    for (const [index, amount] of inLine.entries()) {
      // The figures of one line share the words at its beginning.
      const first = inLine[0]!
      if (!/[a-z]{2}/.test(amount.label)) amount.label = index > 0 ? first.label : ''
      amount.lineAmounts = inLine.length
      if (!/[a-z]{2}/.test(amount.label)) {
        amount.label = labelBeside(lines, amount.segment)
        if (amount.label) continue
        amount.label = labelAbove(lines, amount.segment) || rest
        amount.labelAbove = true
      }
    }
    amounts.push(...inLine)
  }
  return amounts
}

const plainLabel = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replaceAll('ß', 'ss')
    .toLowerCase()
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
