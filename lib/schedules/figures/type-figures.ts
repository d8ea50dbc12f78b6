/**
 * Figures: what the printed texts of a table mean. Owns the reading of numbers, percentages, currencies and dates.
 * The text as printed is never changed, a value is exact to the last printed digit, and a text that could mean two
 * things gets a value only when its column or its document decides which. A percentage keeps the number that is
 * printed: 12.5 % is "12.5". Headers are given dates only: a year or a number there is a name.
 */
import type { Cell, FigureValue } from '../model.ts'
import { type Evidence, readConvention, readDateOrder, readDocument } from './evidence.ts'
import { isMonth, readDate } from './read-date.ts'
import { type DecimalMark, type PrintedNumber, plainText, readBody, readPrinted } from './read-number.ts'

/** The body texts of each column, from the left. */
export function columnTexts(cells: readonly Cell[]): string[][] {
  return [...byColumn(cells).values()].map((column) => column.map((cell) => cell.text))
}

/**
 * The same cells with `value` set where the text is a figure. `evidence` is the document's; it stands in where a
 * column does not decide by itself, and defaults to what these cells say.
 */
export function typeFigures(cells: readonly Cell[], evidence: Evidence = readDocument(columnTexts(cells))): Cell[] {
  const figures = new Map<Cell, Figure>()
  for (const column of byColumn(cells).values()) {
    for (const [cell, figure] of typeColumn(column, evidence)) figures.set(cell, figure)
  }
  return cells.map(({ value: _, note_mark: __, ...cell }, index) => {
    const original = cells[index] as Cell
    const figure = original.header ? readHeader(original.text, evidence) : figures.get(original)
    return figure ? { ...cell, ...figure } : cell
  })
}

type Figure = Required<Pick<Cell, 'value'>> & Pick<Cell, 'note_mark'>

function byColumn(cells: readonly Cell[]): Map<number, Cell[]> {
  const columns = new Map<number, Cell[]>()
  for (const cell of cells) {
    if (cell.header) continue
    const column = columns.get(cell.col)
    if (column) column.push(cell)
    else columns.set(cell.col, [cell])
  }
  return columns
}

function readHeader(text: string, { dateOrder }: Evidence): Figure | undefined {
  const date = readDate(text, dateOrder)
  return date ? { value: { type: 'date', value: date } } : undefined
}

function* typeColumn(column: readonly Cell[], evidence: Evidence): Generator<[Cell, Figure]> {
  const texts = column.map((cell) => cell.text)
  if (isEnumeration(texts)) return
  const mark = readConvention(texts) ?? evidence.decimal
  const order = readDateOrder(texts) ?? evidence.dateOrder
  const numbers = texts.map((text) => (readDate(text, order) ? null : readPrinted(text)))
  const dashAs = dashMeaning(texts, numbers)
  const months = texts.some((text, index) => !isMonth(text) && /[.,]\d{4}$/.test(numbers[index]?.body ?? ''))

  for (const [index, cell] of column.entries()) {
    const date = readDate(cell.text, order)
    const printed = numbers[index]
    if (date) yield [cell, { value: { type: 'date', value: date } }]
    else if (printed?.body === '' || /^nil$/i.test(cell.text.trim())) {
      if (dashAs) yield [cell, { value: { type: dashAs, value: '0' } }]
    } else if (printed && (months || !isMonth(cell.text))) {
      const value = toValue(printed, mark, evidence.dollar)
      yield [cell, printed.noteMark ? { value, note_mark: printed.noteMark } : { value }]
    }
  }
}

function toValue({ negative, percent, currency, body }: PrintedNumber, mark: DecimalMark, dollar: string): FigureValue {
  // A figure that is well formed in one convention only keeps its own reading, whatever its column says.
  const digits = readBody(body, mark) ?? readBody(body, mark === 'point' ? 'comma' : 'point') ?? '0'
  const value = negative && /[1-9]/.test(digits) ? `-${digits}` : digits
  return {
    type: percent ? 'percent' : 'number',
    value,
    ...(currency ? { currency: currency === '$' ? dollar : currency } : {}),
  }
}

/** A dash is zero among figures, and only punctuation among words. */
function dashMeaning(
  texts: readonly string[],
  numbers: readonly (PrintedNumber | null)[],
): 'number' | 'percent' | null {
  const figures = numbers.filter((number) => number !== null && number.body !== '')
  const words = texts.filter((text, index) => plainText(text) !== '' && numbers[index] === null)
  if (figures.length === 0 || figures.length < words.length) return null
  return figures.filter((figure) => figure?.percent).length * 2 > figures.length ? 'percent' : 'number'
}

/** (1), (2), (3) down a column count its lines; they are not losses. */
function isEnumeration(texts: readonly string[]): boolean {
  const bracketed = texts.filter((text) => text.trim() !== '')
  return bracketed.length >= 2 && bracketed.every((text, index) => text.trim() === `(${index + 1})`)
}
