/**
 * Letters that recognition puts among digits, as in 2OO or l23: what such a text would say, and the checks that bear it
 * out. The text never gets a value for that; where no sum holds by it, it stays as unread as it was.
 */
import { formatDecimal, negateDecimal, parseDecimal, subtractDecimals, zero } from '../decimal.ts'
import { type DecimalMark, readBody, readPrinted } from '../figures/read-number.ts'
import type { Cell, Check, FigureValue, Place } from '../model.ts'

/** Cells, by `row,col`, with the figures that they would be. */
export type Slips = ReadonlyMap<string, FigureValue>

const lookalikes: Record<string, string> = {
  O: '0',
  o: '0',
  D: '0',
  Q: '0',
  l: '1',
  I: '1',
  i: '1',
  '|': '1',
  '!': '1',
  Z: '2',
  z: '2',
  S: '5',
  s: '5',
  G: '6',
  b: '6',
  B: '8',
  g: '9',
  q: '9',
}
const anyLookalike = new RegExp(`[${Object.keys(lookalikes).join('')}]`, 'g')
/** A digit, or letters that only ever stand for 0 and 1: SOS and Bio are words. */
const mayBeFigure = /\d|^\W*[OoDlI|]{3,}\W*$/

/** Figures of a column that must be read before a text among them is taken for another. */
const figuresNeeded = 2

/** The slips among the cells of a table's body. Columns of words have none. */
export function findSlips(cells: readonly Cell[], mark: DecimalMark | null): Slips {
  const slips = new Map<string, FigureValue>()
  const columns = Map.groupBy(
    cells.filter((cell) => !cell.header),
    (cell) => cell.col,
  )
  for (const column of columns.values()) {
    const figures = column.filter(({ value }) => value && value.type !== 'date').length
    const words = column.filter(({ value }) => !value)
    if (figures < figuresNeeded || figures < words.length) continue
    for (const { row, col, text } of words) {
      const value = readSlip(text, mark ?? 'point')
      if (value) slips.set(`${row},${col}`, value)
    }
  }
  return slips
}

function readSlip(text: string, mark: DecimalMark): FigureValue | null {
  if (!mayBeFigure.test(text)) return null
  const digits = text.replace(anyLookalike, (letter) => lookalikes[letter] ?? letter)
  const printed = digits === text ? null : readPrinted(digits)
  const body = printed && (readBody(printed.body, mark) ?? readBody(printed.body, mark === 'point' ? 'comma' : 'point'))
  if (!body || !/[1-9]/.test(body)) return null
  return { type: printed.percent ? 'percent' : 'number', value: `${printed.negative ? '-' : ''}${body}` }
}

/**
 * The checks as they stand when a slip counts for nothing: what held by one is contradicted and names it; what did not
 * hold says nothing. A check with two slips stands twice, once for each.
 */
export function suspectSlips(checks: readonly Check[], slips: Slips): Check[] {
  if (slips.size === 0) return [...checks]
  return checks.flatMap((check) => {
    const places = [check.result, ...check.operands].filter((place) => slips.has(place.join()))
    if (places.length === 0) return check
    return check.status === 'proved' ? places.map((place) => withoutSlip(check, place, slips)) : []
  })
}

const additive: ReadonlySet<Check['kind']> = new Set(['column_total', 'row_total', 'difference', 'carried_balance'])

function withoutSlip(check: Check, suspect: Place, slips: Slips): Check {
  const proposed = slips.get(suspect.join())?.value ?? '0'
  const isAt = (place: Place) => place.join() === suspect.join()
  const slip = parseDecimal(proposed)
  const part = check.subtracted?.some(isAt) ? negateDecimal(slip) : slip
  const isResult = isAt(check.result)
  const full = parseDecimal(check.expected)
  const expected = isResult ? full : additive.has(check.kind) ? subtractDecimals(full, part) : zero
  const actual = isResult ? { ...zero, scale: full.scale } : parseDecimal(check.actual)
  return {
    ...check,
    expected: formatDecimal(expected),
    actual: formatDecimal(actual),
    difference: formatDecimal(subtractDecimals(actual, expected)),
    status: 'contradicted',
    suspect,
    proposed,
  }
}
