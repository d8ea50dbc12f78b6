/** Figures that a wrong digit made unreadable: a leading zero, as in 0,234 where 8,234 is meant. */
import { type DecimalMark, readBody, readPrinted } from '../figures/read-number.ts'
import type { Cell } from '../model.ts'

/** Figures that must agree before the rest is not looked at. */
const votesEnough = 40

/** Which mark sets off the decimals, as the values of these cells were read; null where nothing tells. */
export function markOf(cells: readonly Cell[]): DecimalMark | null {
  const votes = { point: 0, comma: 0 }
  for (const { text, value } of cells) {
    if (!value || value.type === 'date' || !/[.,]/.test(text)) continue
    const body = readPrinted(text)?.body ?? ''
    const digits = value.value.replace('-', '')
    const [point, comma] = [readBody(body, 'point') === digits, readBody(body, 'comma') === digits]
    if (point !== comma) votes[point ? 'point' : 'comma'] += 1
    if (votes.point + votes.comma >= votesEnough) break
  }
  if (votes.point === votes.comma) return null
  return votes.point > votes.comma ? 'point' : 'comma'
}

/**
 * Texts that begin with a zero and are no figure under the table's own mark, with the decimal that their digits give
 * ("0234"), by index. Nothing where they are many, unless one has both groups and decimals: such a column holds
 * identifiers.
 */
export function readMisprint(cells: readonly (Cell | undefined)[], mark: DecimalMark | null): [number, string][] {
  let grouped = false
  const found = cells.flatMap((cell, index): [number, string][] => {
    if (!cell || !/^\D{0,4}0[\d.,'’ ]/.test(cell.text)) return []
    const printed = readPrinted(cell.text)
    const own = mark ?? 'point'
    if (printed && readBody(printed.body, own) !== null) return []
    const as = readPrinted(cell.text.replace('0', '1'))
    const digits = as && readBody(as.body, own)
    if (digits) grouped ||= /\d[.,'’ ]\d{3}[.,]\d/.test(cell.text)
    return digits ? [[index, `${as.negative ? '-' : ''}0${digits.slice(1)}`]] : []
  })
  const figures = cells.filter((cell) => cell?.value && cell.value.type !== 'date').length
  return grouped || found.length * 2 <= figures ? found : []
}
