/** Proved arithmetic as formulas: which cells may be one, and how it is written. */
import type { Check, Place } from '../model.ts'
import { cellAddress } from './cell-value.ts'
import { type PlannedSchedule, placeRow } from './plan.ts'

/** Arguments of one function, in Excel 2007 and later. */
const argumentsKept = 255
/** Characters of one formula, likewise. */
const formulaLength = 8192

const formulaKinds: ReadonlySet<Check['kind']> = new Set([
  'column_total',
  'row_total',
  'difference',
  'carried_balance',
  'product',
])

export type Formulas = {
  /** Takes note of a cell that was written; `isNumber` is false for texts and for figures that had to stay text. */
  wrote(place: Place, isNumber: boolean): void
  /** The formula of a cell, without its equals sign; undefined where a value must stand. */
  of(place: Place): string | undefined
}

/**
 * A formula counts only cells that stand before its own in reading order, so none can depend on itself, and only
 * numbers of its own worksheet: a text in a sum would be passed over without a word.
 */
export function formulasOf(planned: PlannedSchedule): Formulas {
  const checks = new Map<string, Check>()
  for (const check of planned.sheet.checks) {
    const key = check.result.join()
    if (check.status === 'proved' && formulaKinds.has(check.kind) && standsAfter(check) && !checks.has(key))
      checks.set(key, check)
  }
  const counted = new Set<string>()
  for (const { operands } of checks.values()) for (const operand of operands) counted.add(operand.join())
  const numbers = new Set<string>()
  return {
    wrote(place, isNumber) {
      const key = place.join()
      if (isNumber && counted.has(key)) numbers.add(key)
    },
    of(place) {
      const check = checks.get(place.join())
      return check?.operands.every((operand) => numbers.has(operand.join())) ? formulaOf(planned, check) : undefined
    },
  }
}

const standsAfter = ({ result: [row, col], operands }: Check): boolean =>
  operands.length > 0 && operands.every(([otherRow, other]) => otherRow < row || (otherRow === row && other < col))

function formulaOf(planned: PlannedSchedule, { kind, result, operands, subtracted = [], actual }: Check) {
  const { part } = placeRow(planned, result[0])
  if (operands.some(([row]) => placeRow(planned, row).part !== part)) return undefined
  const at = ([row, col]: Place): Place => [placeRow(planned, row).row, col]
  if (kind === 'product') {
    const decimals = actual.split('.')[1]?.length ?? 0
    return `ROUND(${operands.map((place) => cellAddress(...at(place))).join('*')},${decimals})`
  }
  const taken = new Set(subtracted.map((place) => place.join()))
  const plus = rangesOf(operands.filter((place) => !taken.has(place.join())).map(at))
  const minus = rangesOf(subtracted.map(at))
  if (Math.max(plus.length, minus.length) > argumentsKept) return undefined
  const formula = `${plus.length > 0 ? sum(plus) : ''}${minus.length > 0 ? `-${sum(minus)}` : ''}`
  return formula.length > formulaLength ? undefined : formula
}

const sum = (ranges: readonly string[]): string => {
  const [only = '', ...more] = ranges
  return more.length === 0 && !only.includes(':') ? only : `SUM(${ranges.join(',')})`
}

/** Addresses, with neighbours in one row or one column as ranges. */
function rangesOf(places: readonly Place[]): string[] {
  const ranges: { first: Place; last: Place }[] = []
  for (const place of places) {
    const open = ranges.at(-1)
    if (open && goesOn(open.first, open.last, place)) open.last = place
    else ranges.push({ first: place, last: place })
  }
  return ranges.map(({ first, last }) =>
    first === last ? cellAddress(...first) : `${cellAddress(...first)}:${cellAddress(...last)}`,
  )
}

function goesOn(first: Place, last: Place, next: Place): boolean {
  const down = next[1] === last[1] && next[1] === first[1] && next[0] === last[0] + 1
  const across = next[0] === last[0] && next[0] === first[0] && next[1] === last[1] + 1
  return down || across
}
