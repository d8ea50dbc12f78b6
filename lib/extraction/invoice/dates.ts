/** The date of an invoice, and the day by which it is to be paid. */
import { type DateOrder, dateOrder, readDate } from '../../schedules/figures/read-date.ts'
import { creditTitles, dateLabels, dueLabels, invoiceWords, otherDates, TITLE_DATE } from './labels.ts'
import type { InvoiceField } from './model.ts'
import { withMonthNumber } from './month-names.ts'
import { above, below, type Excerpt, excerpt, isUnder, type PrintedLine, type Segment, UNDER } from './printed-lines.ts'

type PrintedDate = {
  value: string
  excerpt: Excerpt
  segment: Segment
  from: number
  end: number
  /** Where the date before it in its segment ends. */
  after: number
  timed: boolean
}

/** Invoices that are read by machine are not older, and a misread year may lie anywhere. */
const EARLIEST = '1970-01-01'
const LATEST = '2099-12-31'

const year = '(?:(?:19|20)\\d\\d|\\d\\d)'
/** Letters that recognition takes for digits are let in: what results must be a day of the calendar. */
const digit = '[\\dOoCDQlI|SB]'
const shapes = [
  `${digit}{4}(?<mark>[-/.])${digit}{1,2}\\k<mark>${digit}{1,2}`,
  `${digit}{1,2} ?(?<sign>[-/.]) ?${digit}{1,2} ?\\k<sign> ?(?:${digit}{4}|${digit}{2})(?!\\d)`,
  `\\d{1,2}(?:st|nd|rd|th|er|º)?[. /-]{0,3}(?:de |of )?\\p{L}{3,12}\\.?,?[ /-]{0,2}(?:de |del )?['’]?${year}`,
  `\\p{L}{3,12}\\.?[ -]?\\d{1,2}(?:st|nd|rd|th)? ?,? ?(?:19|20)\\d\\d`,
  `\\p{L}{3,9}\\.? ?\\d{1,2},? ?['’]\\d\\d`,
  `(?:19|20)\\d\\d\\. ?\\p{L}{3,12}\\.? \\d{1,2}\\.?`,
  `\\p{L}{3,9}-\\d{1,2}-(?:19|20)\\d\\d`,
  '(?<=[Dd]at(?:e|um|a)\\W{1,3})(?:19|20)\\d{6}',
  // A till's stamp, or one whose strokes were lost.
  '\\d{8}(?= \\d\\d:\\d\\d)',
].map((shape) => new RegExp(`(?<![\\d.,/-])${shape}(?!\\d)`, 'gu'))

/** Every date that is printed, in the order of the lines. `order` decides 03/04/2024. */
function findDates(lines: readonly PrintedLine[], order: DateOrder): PrintedDate[] {
  return lines.flatMap((line) =>
    line.segments.flatMap((segment) => {
      const found: PrintedDate[] = []
      for (const shape of shapes) {
        for (const match of segment.text.matchAll(shape)) {
          const text = cleaned(match[0])
          const value = readDate(text, order) ?? readDate(withMonthNumber(text) ?? '', order)
          const from = match.index
          const end = from + match[0].length
          if (
            !value ||
            value < EARLIEST ||
            value > LATEST ||
            (match[0].match(/\d/g)?.length ?? 0) < 3 ||
            found.some((other) => from < other.end && end > other.from)
          )
            continue
          const near = line.text.slice(line.text.indexOf(match[0]))
          const timed = /^\S*(?: \S+)? ?\d{1,2}:\d\d/.test(near.slice(match[0].length))
          found.push({ value, excerpt: excerpt(segment, from, end), segment, from, end, after: 0, timed })
        }
      }
      found.sort((a, b) => a.from - b.from)
      return found.map((date, index) => ({ ...date, after: found[index - 1]?.end ?? 0 }))
    }),
  )
}

function cleaned(text: string): string {
  if (/^\d{8}$/.test(text))
    return text.replace(/^(20\d\d)(\d\d)(\d\d)$/, '$1-$2-$3').replace(/^(\d\d)(\d\d)(\d{4})$/, '$1/$2/$3')
  const digits = /^[\dOoCDQlI|SB./ -]+$/.test(text)
    ? text
        .replace(/[OoCDQ]/g, '0')
        .replace(/[lI|]/g, '1')
        .replace(/S/g, '5')
        .replace(/B/g, '8')
        .replace(/ ?([-/.]) ?/g, '$1')
    : text
        .replace(/^(\p{L}+\.? ?\d{1,2}),? ?['’](?=\d\d$)/u, '$1, 20')
        .replace(/\//g, ' ')
        .replace(/['’](?=\d\d$)/, '')
  return digits
    .replace(/ ,/g, ',')
    .replace(/\bof /, '')
    .replace(/^(\p{L}+\.?)(\d)/u, '$1 $2')
    .replace(/^(\p{L}+)-(\d{1,2})-(\d{4})$/u, '$1 $2 $3')
    .replace(/[- ]{2,}/g, ' ')
}

/** The day of the invoice and the day by which it is to be paid; `american`: whether months are likely to come first. */
export function findInvoiceDates(lines: readonly PrintedLine[], american: boolean) {
  const order = provedOrder(lines)
  const read = (by: DateOrder) => {
    const dates = findDates(lines, by)
    const date = chooseDate(dates, lines)
    return { date, due_date: chooseDueDate(dates, lines, date?.value), early: isDueEarly(dates, lines, date) }
  }
  const likely = read(order ?? (american ? 'month_first' : 'day_first'))
  if (order || !likely.early) return likely
  // Nothing falls due before it is charged for: the other order may make sense of both days.
  const other = read(american ? 'day_first' : 'month_first')
  return other.early ? likely : other
}

const isDueEarly = (dates: readonly PrintedDate[], lines: readonly PrintedLine[], date: InvoiceField | null): boolean =>
  dates.some(({ value, ...printed }) => {
    const { beside } = labelsOf({ value, ...printed }, lines)
    return date !== null && value < date.value && dueLabels.some((words) => words.test(beside))
  })

/** Which number comes first in dates such as 03/04/2024, where other dates prove it. */
function provedOrder(lines: readonly PrintedLine[]): DateOrder | null {
  const votes = { day_first: 0, month_first: 0 }
  for (const { text } of lines) {
    for (const [date] of text.matchAll(/(?<![\d/.-])\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d{2})(?!\d)/g)) {
      const order = dateOrder(date)
      if (order === 'day_first' || order === 'month_first') votes[order] += 1
    }
  }
  if (votes.day_first === votes.month_first) return null
  return votes.day_first > votes.month_first ? 'day_first' : 'month_first'
}

/** The date of the invoice: by its label, else the first date that nothing else claims. */
function chooseDate(dates: readonly PrintedDate[], lines: readonly PrintedLine[]): InvoiceField | null {
  const counts = new Map<string, number>()
  for (const { value } of dates) counts.set(value, (counts.get(value) ?? 0) + 1)
  const credit = isCredit(lines)
  const scored = dates
    .map((date) => {
      const score = scoreOf(date, lines, counts.get(date.value) ?? 1)
      return { date, score: credit && isOfInvoice(date, lines) ? score - 4 : score }
    })
    .sort((a, b) => b.score - a.score)
  const best = scored[0]
  return best ? field(best.date, Math.min(0.97, Math.max(0.3, 0.55 + best.score / 20))) : null
}

function scoreOf(date: PrintedDate, lines: readonly PrintedLine[], times: number): number {
  const { beside, over } = labelsOf(date, lines)
  const told = strength(beside) > 0 || (claimed(beside) && strength(over) === 0)
  let score = told ? strength(beside) : Math.max(0, strength(over) - 1.5)
  if (claimed(told ? beside : over)) score -= told ? 6 : 5
  if (date.excerpt.page === lines[0]?.page) score += 1
  if (date.timed) score += 2
  if (isOfItem(date, lines)) score -= 4
  else if (isAlone(date)) score += 1.5
  score += Math.min(1, 0.5 * (times - 1))
  return score - date.segment.line / Math.max(1, lines.length)
}

/** A credit note says when the invoice was written that it takes back. */
const ofInvoice = new RegExp(`^(?:[a-z.]+ )?(?:original |orig\\.? )?(?:${invoiceWords})(?![a-z])`)
const HEAD_LINES = 25
const isCredit = (lines: readonly PrintedLine[]): boolean =>
  lines.slice(0, HEAD_LINES).some(({ plain }) => creditTitles.test(plain))

function isOfInvoice(date: PrintedDate, lines: readonly PrintedLine[]): boolean {
  const { beside, over } = labelsOf(date, lines)
  const label = beside || over
  return ofInvoice.test(label) && !creditTitles.test(label)
}

/** A line that is a date, or a place and a date, says when the paper was written; one in a sentence speaks of something. */
const isAlone = ({ from, end, segment }: PrintedDate): boolean =>
  end === segment.text.length &&
  /^(?:\p{L}[\p{L} -]{2,24},? ?(?:(?:den|le|li|il|el|a|am) )?)?$/u.test(segment.text.slice(0, from))

/** A line that begins with a day and ends with an amount is something that was sold. */
function isOfItem({ segment, from }: PrintedDate, lines: readonly PrintedLine[]): boolean {
  const segments = lines[segment.line]?.segments ?? []
  return from === 0 && segment.place === 0 && segments.length > 1 && /\d[.,]\d\d\D{0,4}$/.test(segments.at(-1)!.text)
}

/** 8 for the name of the field, less for words that are used for it too. */
function strength(label: string): number {
  const index = dateLabels.findIndex((words) => words.test(label))
  if (index < 0) return 0
  if (index === TITLE_DATE) return referring.test(label) ? 1 : 7
  if (index < TITLE_DATE) return 8
  return index === TITLE_DATE + 1 ? 5 : 3
}

/** `Rechnung gemäß Bestellung vom …`: the date is of what the invoice refers to. */
const referring = /\b(?:gemas+|laut|according|per|selon|conform|volgens|segun|secondo|zu|sur|version)\b/

const claimed = (label: string): boolean => otherDates.test(label)

/** What stands before the date on its line since the date before, and what stands above it. */
function labelsOf(date: PrintedDate, lines: readonly PrintedLine[]): { beside: string; over: string } {
  const line = lines[date.segment.line]
  const before = (line?.segments ?? []).slice(0, date.segment.place).at(-1)
  const inSegment = date.segment.plain.slice(date.after, date.from).replace(/^[ ,;/|·-]+|[ :]+$/g, '')
  const neighbour = before && !/\d/.test(before.text) ? before.plain.replace(/[ :]+$/, '') : ''
  const beside = /[a-z]{2}/.test(inSegment) ? inSegment : `${neighbour} ${inSegment}`.trim()
  const under = below(lines, date.segment, UNDER).find(
    (one) => one.size < date.segment.size && isUnder(one, date.segment),
  )
  const title = (above(lines, date.segment)[0] ?? under)?.plain.replace(/[ :]+$/, '') ?? ''
  return { beside: /[a-z]{2}/.test(beside) ? beside : '', over: /\d{3}/.test(title) ? '' : title }
}

/** The day of payment: a date beside or under its label, not before the invoice's own. */
function chooseDueDate(
  dates: readonly PrintedDate[],
  lines: readonly PrintedLine[],
  issued: string | undefined,
): InvoiceField | null {
  for (const date of dates) {
    if (issued && date.value < issued) continue
    const { beside, over } = labelsOf(date, lines)
    if (dueLabels.some((words) => words.test(beside))) return field(date, 0.9)
    if (!dateLabels.some((words) => words.test(beside)) && dueLabels.some((words) => words.test(over)))
      return field(date, 0.8)
  }
  const underLabels = new Set(
    lines
      .flatMap(({ segments }) => segments)
      .filter(({ plain }) => plain.length < 24 && dueLabels.some((words) => words.test(plain)))
      .flatMap((segment) => below(lines, segment)),
  )
  const date = dates.find(({ segment, value }) => underLabels.has(segment) && !(issued && value < issued))
  return date ? field(date, 0.7) : null
}

function field(
  { value, excerpt: { text, page, bbox, confidence: read } }: PrintedDate,
  confidence: number,
): InvoiceField {
  return { value, text, page, bbox, confidence: Math.round(confidence * Math.max(0.5, read) * 1000) / 1000 }
}
