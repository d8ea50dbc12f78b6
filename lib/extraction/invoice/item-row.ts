/** One row of what was sold, from the texts that stand in it. */
import { formatDecimal, parseDecimal } from '../../schedules/decimal.ts'
import { type DecimalMark, readBody, readPrinted } from '../../schedules/figures/read-number.ts'
import type { BBox } from '../../schedules/model.ts'
import type { LineItem } from './model.ts'
import type { Segment } from './printed-lines.ts'

/** Where a row's amount stands and what it says. */
export type RowAmount = { value: string; bbox: BBox; page: number; confidence: number }
/** What headings call the texts of the row; empty where there are none. */
export type Called = { described: readonly Segment[]; quantity: string | null; unitPrice: string | null }

/** `own`: the texts of the row before its amount. What no heading calls is told by what it comes to. */
export function itemOf(amount: RowAmount, own: readonly Segment[], called: Called, mark: DecimalMark): LineItem {
  const middle = (amount.bbox[1] + amount.bbox[3]) / 2
  const nearness = ({ bbox }: Segment) => Math.abs((bbox[1] + bbox[3]) / 2 - middle)
  const words = own.filter(({ text }) => /\p{L}{3}/u.test(text) && !counted.test(text) && readPrinted(text) === null)
  const [described] = [...called.described.filter((segment) => words.includes(segment)), ...words].sort(
    (a, b) =>
      Number(b.text.length > 3) - Number(a.text.length > 3) ||
      nearness(a) - nearness(b) ||
      b.text.length - a.text.length,
  )
  const product = factorsOf(amount, own, mark)
  const parts = [amount.bbox, ...(described ? [described.bbox] : [])]
  const read = Math.min(amount.confidence, ...(described?.words.map(({ confidence }) => confidence) ?? []))
  return {
    description: described?.text ?? null,
    quantity: called.quantity ?? product?.quantity ?? null,
    unit_price: called.unitPrice ?? product?.unitPrice ?? null,
    amount: amount.value,
    page: amount.page,
    bbox: around(parts),
    confidence: Math.round(0.85 * Math.min(1, read) * 1000) / 1000,
  }
}

/** `Qty 2 @ £14.50` */
const counted = /^(?:qty|quantity|menge|anzahl|aantal|quantite)?\W*\d+ ?[@x×*à] ?\D{0,3}\d[\d.,]*$/i

/** Figures of a row that are looked at. */
const MOST_FIGURES = 12

/** Two figures of the row, the first before the second, whose product is the amount to the cent. */
function factorsOf({ value }: RowAmount, own: readonly Segment[], mark: DecimalMark) {
  const figures = [...own]
    .sort((a, b) => a.bbox[0] - b.bbox[0])
    .flatMap(({ text }) => figuresIn(text, mark))
    .slice(0, MOST_FIGURES)
  for (const [index, quantity] of figures.entries())
    for (const unitPrice of figures.slice(index + 1))
      if (isProduct(Number(quantity), Number(unitPrice), Number(value))) return { quantity, unitPrice }
  return null
}

const isProduct = (a: number, b: number, product: number): boolean =>
  a !== 0 && b !== 0 && Math.abs(Math.abs(a * b) - Math.abs(product)) < 0.0051

const figuresIn = (text: string, mark: DecimalMark): string[] =>
  (text.match(/(?<![\p{L}\d.,/-])-?\d[\d.,']*(?<![.,'])(?![\d/%-])/gu) ?? []).flatMap((body) => {
    const digits =
      readBody(body.replace('-', ''), mark) ?? readBody(body.replace('-', ''), mark === 'point' ? 'comma' : 'point')
    return digits === null ? [] : [formatDecimal(parseDecimal(body.startsWith('-') ? `-${digits}` : digits))]
  })

/** The number that a segment prints: with decimals if it is money; a unit may stand behind it. */
export function figureOf({ text }: Segment, mark: DecimalMark, money: boolean): string | null {
  const bare = text.replace(/^(.*\d)\s?\p{L}[\p{L}.²³()]*$/u, '$1').replace(/\s?\*$/, '')
  const printed = readPrinted(bare)
  if (!printed || printed.percent || printed.body === '') return null
  if (money && !/[.,]\d{2}$/.test(printed.body) && !printed.currency) return null
  const digits = readBody(printed.body, mark) ?? readBody(printed.body, mark === 'point' ? 'comma' : 'point')
  return digits === null ? null : formatDecimal(parseDecimal(printed.negative ? `-${digits}` : digits))
}

const around = (boxes: readonly BBox[]): BBox => [
  Math.min(...boxes.map(([x0]) => x0)),
  Math.min(...boxes.map(([, y0]) => y0)),
  Math.max(...boxes.map(([, , x1]) => x1)),
  Math.max(...boxes.map(([, , , y1]) => y1)),
]
