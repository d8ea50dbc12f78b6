/** Balances that a page carries forward and the next one brings forward. */
import type { Cell, Table } from './model.ts'

const forward =
  /\bcarr(?:ied|y) ?(?:forward|over|down)\b|\bc\/?[fd]\b|(?:^|\s)übertrag|(?:^|\s)à reporter|\ba riportare\b|\btransporte?\b/i
const brought =
  /\b(?:brought|carried) ?(?:forward|over|down)\b|\b[bc]\/?[fd]\b|(?:^|\s)(?:übertrag|vortrag)|(?:^|\s)report(?:é)?\b|\briporto\b|\btransporte?\b/i

/** Says that the figures beside it go on over the page. */
export const saysCarriedForward = (label: string): boolean => forward.test(label)

/** Says that the figures beside it come from the page before. */
export const saysBroughtForward = (label: string): boolean => brought.test(label)

/** Whether the last row of `upper` carries forward the very figures that row `first` of `lower` brings forward. */
export function carriesForward(upper: Table, lower: Table, first: number): boolean {
  const last = rowOf(upper, upper.row_count - 1)
  const next = rowOf(lower, first)
  if (!last.some(({ text }) => saysCarriedForward(text)) || !next.some(({ text }) => saysBroughtForward(text)))
    return false
  const figures = last.filter(isFigure)
  return (
    figures.length > 0 && figures.every(({ text, col }) => next.some((cell) => cell.col === col && cell.text === text))
  )
}

const rowOf = (table: Table, row: number): Cell[] => table.cells.filter((cell) => cell.row === row)
const isFigure = ({ text }: Cell): boolean => /\d/.test(text) && !/\p{L}{2}/u.test(text)
